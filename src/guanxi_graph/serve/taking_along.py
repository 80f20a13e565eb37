"""The map in the formats of other programs, over the web: a list, and a file for each."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from guanxi_graph.exports import FORMATS
from guanxi_graph.problems import MapError
from guanxi_graph.serve.below import here
from guanxi_graph.serve.once import Once
from guanxi_graph.serve.protocol import ProtocolError

# Few are kept, since those of a large map are large.
_KEPT, _AT_ONCE = 4, 1


class TakingAlong:
    """``export`` writes the map in the format of a name; None where what is served is no map."""

    def __init__(self, export: Callable[[str], bytes] | None) -> None:
        self.export = export
        self.once = Once(most=_KEPT, at_once=_AT_ONCE)

    async def listed(self, request: Request) -> Response:
        told = [
            {
                "name": each.name,
                "address": here(request, f"/export/{each.name}"),
                "mediaType": each.media_type,
                "help": each.help,
                "lost": each.lost,
            }
            for each in FORMATS.values()
        ]
        return JSONResponse(told)

    async def file(self, request: Request) -> Response:
        name = request.path_params["name"]
        export = self.export
        if name not in FORMATS:
            raise ProtocolError(404, f"there is no format of that name; there are {', '.join(FORMATS)}")
        if export is None:
            raise ProtocolError(404, "what is served here is no map")
        try:
            body = await self.once.get((name,), lambda: export(name))
        except MapError as error:
            raise ProtocolError(404, "what is served here is not a whole map") from error
        except ImportError as error:
            raise ProtocolError(501, f"this server cannot write {name}: {error.name} is not installed") from error
        except OverflowError as error:
            raise ProtocolError(501, str(error)) from error
        named = {"content-disposition": f'attachment; filename="map{FORMATS[name].suffix}"'}
        return Response(body, media_type=FORMATS[name].media_type, headers=named)
