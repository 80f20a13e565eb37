"""The addresses at which pairs are decided."""

from __future__ import annotations

from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from guanxi_graph.serve.desk.answering import Answering
from guanxi_graph.serve.desk.open_pairs import OpenPairs
from guanxi_graph.serve.desk.orders import JudgementOrder, UndoOrder


def pair_routes(open_pairs: OpenPairs, answering: Answering) -> list[Route]:
    async def pairs(request: Request) -> Response:
        return await answering.answer(request, open_pairs.pairs)

    async def pair(request: Request) -> Response:
        asked = (request.query_params.get(name, "") for name in ("kind", "one", "other"))
        return await answering.answer(request, partial(open_pairs.beside, *asked))

    async def judge(request: Request) -> Response:
        return await answering.ordered(request, JudgementOrder, open_pairs.judge)

    async def undo(request: Request) -> Response:
        return await answering.ordered(request, UndoOrder, open_pairs.undo)

    return [
        Route("/desk/api/pairs", pairs),
        Route("/desk/api/pair", pair),
        Route("/desk/api/judgement", judge, methods=["POST"]),
        Route("/desk/api/undo", undo, methods=["POST"]),
    ]
