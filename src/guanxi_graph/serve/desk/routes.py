"""The addresses of the desk. What blocks is done in a thread."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, get_args

import msgspec
from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from guanxi_graph.problems import MapError
from guanxi_graph.reviewing.own_letters import Letters
from guanxi_graph.serve import desk as files
from guanxi_graph.serve.body import body_of
from guanxi_graph.serve.desk.access import LONGEST_ORDER, admit
from guanxi_graph.serve.desk.new_thing import new_thing
from guanxi_graph.serve.desk.orders import ClaimOrder, OrderT, ProposalOrder, RecordOrder, read_order
from guanxi_graph.serve.desk.outcome import Outcome, faults
from guanxi_graph.serve.desk.reading_desk import Desk
from guanxi_graph.serve.desk.vocabulary_words import words_of
from guanxi_graph.serve.protocol import ProtocolError

_JSON = "application/json"
_PRIVATE = {"cache-control": "no-store"}


def desk_routes(desk: Desk, token: str) -> list[Route]:
    pages = _Pages(desk, token)
    return [
        Route("/desk", pages.page),
        Route("/desk/texts.json", pages.texts),
        Route("/desk/api/problems", pages.problems),
        Route("/desk/api/sources", pages.sources),
        Route("/desk/api/text", pages.text),
        Route("/desk/api/words", pages.words),
        Route("/desk/api/things", pages.things),
        Route("/desk/api/new", pages.new),
        Route("/desk/api/claim", pages.claim, methods=["POST"]),
        Route("/desk/api/proposal", pages.proposal, methods=["POST"]),
        Route("/desk/api/record", pages.record, methods=["GET", "POST"]),
        Route("/desk/{name}", pages.part),
    ]


class _Pages:
    def __init__(self, desk: Desk, token: str) -> None:
        self.desk, self.token = desk, token

    async def page(self, _: Request) -> Response:
        headers = {
            "content-security-policy": files.POLICY,
            "cross-origin-opener-policy": "same-origin",
            **_PRIVATE,
        }
        return Response(
            files.page(await to_thread.run_sync(self.desk.language)), media_type="text/html", headers=headers
        )

    async def texts(self, _: Request) -> Response:
        return Response(files.texts(await to_thread.run_sync(self.desk.language)), media_type=_JSON, headers=_PRIVATE)

    async def part(self, request: Request) -> Response:
        found = files.part(request.path_params["name"])
        if found is None:
            raise ProtocolError(404, "there is no such file")
        return Response(found[0], media_type=found[1], headers={"cache-control": "no-cache"})

    async def problems(self, request: Request) -> Response:
        return await self._answer(request, self.desk.wrong)

    async def sources(self, request: Request) -> Response:
        return await self._answer(request, self.desk.sources)

    async def text(self, request: Request) -> Response:
        return await self._answer(request, partial(self.desk.article, request.query_params.get("source", "")))

    async def words(self, request: Request) -> Response:
        return await self._answer(request, lambda: words_of(self.desk.draft()))

    async def things(self, request: Request) -> Response:
        asked = request.query_params
        return await self._answer(
            request, partial(self.desk.offers, asked.get("like", ""), tuple(asked.getlist("class")))
        )

    async def new(self, request: Request) -> Response:
        asked = request.query_params
        name, cls = asked.get("name", ""), asked.get("class", "")
        return await self._answer(request, lambda: new_thing(self.desk.draft(), name, cls))

    async def claim(self, request: Request) -> Response:
        return await self._ordered(request, ClaimOrder, self.desk.claim)

    async def proposal(self, request: Request) -> Response:
        return await self._ordered(request, ProposalOrder, self.desk.proposal)

    async def record(self, request: Request) -> Response:
        if request.method == "POST":
            return await self._ordered(request, RecordOrder, self.desk.rewrite)
        asked, name = request.query_params.get("thing", ""), request.query_params.get("id", "")
        thing = next((each for each in get_args(Letters) if each == asked), None)
        if thing is None:
            raise ProtocolError(404, "there is no such kind of record")
        return await self._answer(request, partial(self.desk.record, thing, name))

    async def _ordered(self, request: Request, kind: type[OrderT], do: Callable[[OrderT], Outcome]) -> Response:
        admit(request, self.token)
        asked = read_order(await body_of(request, LONGEST_ORDER), kind)
        return await self._answer(request, lambda: do(asked))

    async def _answer(self, request: Request, make: Callable[[], Any]) -> Response:
        """What is made, as JSON; the problems, where it cannot be."""
        admit(request, self.token)
        try:
            made, status = await to_thread.run_sync(make), 200
        except MapError as error:
            made, status = Outcome(problems=tuple(faults(error.problems, self.desk.directory))), 409
        except KeyError as error:
            raise ProtocolError(404, "there is no such record, text or proposal") from error
        except ValueError as error:
            raise ProtocolError(400, str(error)) from error
        except OSError as error:
            raise ProtocolError(500, f"{error.filename}: {error.strerror}") from error
        return Response(msgspec.json.encode(made), status, media_type=_JSON, headers=_PRIVATE)
