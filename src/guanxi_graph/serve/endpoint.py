"""The SPARQL endpoint: queries, what is odd in them, whole graphs, and what it says of itself."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import TypeVar

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from guanxi_graph.problems import draw
from guanxi_graph.query.limits import QueryError
from guanxi_graph.query.messages import Question
from guanxi_graph.query.mistakes import explain
from guanxi_graph.query.pool import Pool
from guanxi_graph.serve.below import here
from guanxi_graph.serve.body import body_of
from guanxi_graph.serve.leaving import while_here
from guanxi_graph.serve.negotiation import HTML, preferred
from guanxi_graph.serve.once import Once
from guanxi_graph.serve.protocol import ProtocolError, engine_types, from_get, from_post
from guanxi_graph.serve.rdf_answer import RDF_TYPES, rdf_answer, typed
from guanxi_graph.serve.remarked import remarked
from guanxi_graph.serve.served_map import Site
from guanxi_graph.serve.service import service_description

T = TypeVar("T")


class Endpoint:
    """A method for each address."""

    def __init__(self, site: Site, pool: Pool, once: Once) -> None:
        self.site, self.pool, self.once = site, pool, once

    async def sparql(self, request: Request) -> Response:
        question = await self._asked(request)
        return await self._service(request) if question is None else await self._answer(request, question)

    async def remarks(self, request: Request) -> Response:
        """What is odd in a query, asked as at ``/sparql``: why nothing was found, or a column is empty."""
        question = await self._asked(request)
        if question is None:
            raise ProtocolError(400, "give exactly one `query`, not 0")
        found = await self._explained(request, question, remarked(self.pool, engine_types(question)))
        return JSONResponse({"remarks": msgspec.to_builtins(found)})

    async def graph(self, request: Request) -> Response:
        """Graph Store HTTP Protocol §5.2, GET and HEAD: ``?default`` or ``?graph=IRI``."""
        names = request.query_params.getlist("graph")
        default = "default" in request.query_params
        if default + len(names) != 1:
            raise ProtocolError(400, "name one graph: ?default or ?graph=IRI")
        if not default and names[0] not in self.site.graphs:
            known = ", ".join(self.site.graphs)
            raise ProtocolError(404, f"there is no graph of that name; there are {known}")
        name = None if default else names[0]
        return await rdf_answer(request, self.once, ("graph", *names), lambda: self.site.turtle(name))

    async def _answer(self, request: Request, question: Question) -> Response:
        engine = engine_types(question)
        answer = self.pool.known(engine)
        if answer is None:
            answer = await self._explained(request, question, self.pool.ask(engine))
        asked = question.rows if answer.media_type == engine.rows else question.triples
        request.state.rows = answer.count
        headers = {"vary": "Accept", "content-disposition": "inline"}
        return Response(answer.body, media_type=typed(asked), headers=headers)

    async def _explained(self, request: Request, question: Question, work: Coroutine[None, None, T]) -> T:
        """What the work gives. A query that cannot be read is shown with its place and what to write instead."""
        try:
            return await while_here(request, work)
        except QueryError as error:
            if error.code != "syntax":
                raise
            problem = explain(question.text, error.message, await self.pool.prefixes())
            line = question.text.split("\n")[problem.span.line - 1]
            raise ProtocolError(400, draw(problem, line)) from error

    async def _service(self, request: Request) -> Response:
        if preferred(request.headers.get("accept", ""), (*RDF_TYPES, HTML)) == HTML:
            return RedirectResponse("query")
        address = here(request, "/sparql")
        return await rdf_answer(
            request, self.once, ("service", address), lambda: service_description(address, self.site.graphs)
        )

    async def _asked(self, request: Request) -> Question | None:
        """The question, None when there is none. What is relative in it begins at the map, else here.

        Raises ProtocolError.
        """
        accept, query_string = (
            request.headers.get("accept", ""),
            request.scope["query_string"].decode("utf-8", "replace"),
        )
        if request.method != "POST":
            question = from_get(query_string, accept)
        else:
            kind = request.headers.get("content-type", "")
            question = from_post(kind, query_string, await body_of(request), accept)
        return question and msgspec.structs.replace(question, base=self.site.base or here(request, "/sparql"))
