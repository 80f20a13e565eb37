"""The addresses of the desk. What blocks is done in a thread."""

from __future__ import annotations

from functools import partial
from typing import get_args

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from guanxi_graph.reviewing.own_letters import Letters
from guanxi_graph.serve import desk as files
from guanxi_graph.serve.desk.answering import JSON, PRIVATE, Answering
from guanxi_graph.serve.desk.new_thing import new_thing
from guanxi_graph.serve.desk.open_pairs import OpenPairs
from guanxi_graph.serve.desk.orders import ClaimOrder, ProposalOrder, RecordOrder
from guanxi_graph.serve.desk.pair_routes import pair_routes
from guanxi_graph.serve.desk.reading_desk import Desk
from guanxi_graph.serve.desk.vocabulary_words import words_of
from guanxi_graph.serve.protocol import ProtocolError


def desk_routes(desk: Desk, token: str) -> list[Route]:
    answering = Answering(desk.directory, token)
    pages = _Pages(desk, answering)
    return [
        Route("/desk", partial(pages.page, "desk.html")),
        Route("/desk/match", partial(pages.page, "match.html")),
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
        *pair_routes(OpenPairs(desk), answering),
        Route("/desk/{name}", pages.part),
    ]


class _Pages:
    def __init__(self, desk: Desk, answering: Answering) -> None:
        self.desk, self.answering = desk, answering

    async def page(self, name: str, _: Request) -> Response:
        headers = {
            "content-security-policy": files.POLICY,
            "cross-origin-opener-policy": "same-origin",
            **PRIVATE,
        }
        told = files.page(name, await to_thread.run_sync(self.desk.language))
        return Response(told, media_type="text/html", headers=headers)

    async def texts(self, _: Request) -> Response:
        return Response(files.texts(await to_thread.run_sync(self.desk.language)), media_type=JSON, headers=PRIVATE)

    async def part(self, request: Request) -> Response:
        found = files.part(request.path_params["name"])
        if found is None:
            raise ProtocolError(404, "there is no such file")
        return Response(found[0], media_type=found[1], headers={"cache-control": "no-cache"})

    async def problems(self, request: Request) -> Response:
        return await self.answering.answer(request, self.desk.wrong)

    async def sources(self, request: Request) -> Response:
        return await self.answering.answer(request, self.desk.sources)

    async def text(self, request: Request) -> Response:
        return await self.answering.answer(request, partial(self.desk.article, request.query_params.get("source", "")))

    async def words(self, request: Request) -> Response:
        return await self.answering.answer(request, lambda: words_of(self.desk.draft()))

    async def things(self, request: Request) -> Response:
        asked = request.query_params
        return await self.answering.answer(
            request, partial(self.desk.offers, asked.get("like", ""), tuple(asked.getlist("class")))
        )

    async def new(self, request: Request) -> Response:
        asked = request.query_params
        name, cls = asked.get("name", ""), asked.get("class", "")
        return await self.answering.answer(request, lambda: new_thing(self.desk.draft(), name, cls))

    async def claim(self, request: Request) -> Response:
        return await self.answering.ordered(request, ClaimOrder, self.desk.claim)

    async def proposal(self, request: Request) -> Response:
        return await self.answering.ordered(request, ProposalOrder, self.desk.proposal)

    async def record(self, request: Request) -> Response:
        if request.method == "POST":
            return await self.answering.ordered(request, RecordOrder, self.desk.rewrite)
        asked, name = request.query_params.get("thing", ""), request.query_params.get("id", "")
        thing = next((each for each in get_args(Letters) if each == asked), None)
        if thing is None:
            raise ProtocolError(404, "there is no such kind of record")
        return await self.answering.answer(request, partial(self.desk.record, thing, name))
