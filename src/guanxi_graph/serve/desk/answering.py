"""How the desk answers its own page: what is made in a thread, as JSON, or the problems where it cannot be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response

from guanxi_graph.problems import MapError
from guanxi_graph.serve.body import body_of
from guanxi_graph.serve.desk.access import LONGEST_ORDER, admit
from guanxi_graph.serve.desk.orders import OrderT, read_order
from guanxi_graph.serve.desk.outcome import Outcome, faults
from guanxi_graph.serve.protocol import ProtocolError

JSON = "application/json"
PRIVATE = {"cache-control": "no-store"}


class Answering:
    """Only for whoever has the ``token``; the places of problems are told from the map's ``directory`` on."""

    def __init__(self, directory: Path, token: str) -> None:
        self.directory, self.token = directory, token

    async def answer(self, request: Request, make: Callable[[], Any]) -> Response:
        admit(request, self.token)
        try:
            made, status = await to_thread.run_sync(make), 200
        except MapError as error:
            made, status = Outcome(problems=tuple(faults(error.problems, self.directory))), 409
        except KeyError as error:
            raise ProtocolError(404, "there is no such record, text or proposal") from error
        except ValueError as error:
            raise ProtocolError(400, str(error)) from error
        except OSError as error:
            raise ProtocolError(500, f"{error.filename}: {error.strerror}") from error
        return Response(msgspec.json.encode(made), status, media_type=JSON, headers=PRIVATE)

    async def ordered(self, request: Request, kind: type[OrderT], do: Callable[[OrderT], Outcome]) -> Response:
        admit(request, self.token)
        asked = read_order(await body_of(request, LONGEST_ORDER), kind)
        return await self.answer(request, lambda: do(asked))
