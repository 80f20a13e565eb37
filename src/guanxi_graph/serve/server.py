"""A map on the web, for reading: the page, the things in it, and a SPARQL endpoint.

An answer is whole before its first byte is sent. Nothing here opens a connection.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from guanxi_graph.formats.conversion import converted
from guanxi_graph.languages import Language
from guanxi_graph.media_types import RDF_MEDIA_TYPES
from guanxi_graph.problems import MapError, draw
from guanxi_graph.query.limits import QueryError
from guanxi_graph.query.messages import Question, Supply
from guanxi_graph.query.mistakes import explain
from guanxi_graph.query.pool import Pool
from guanxi_graph.query.saved import SavedQuery
from guanxi_graph.serve import editor
from guanxi_graph.serve.body import body_of
from guanxi_graph.serve.former import FORMER, address_now
from guanxi_graph.serve.guard import Guard
from guanxi_graph.serve.leaving import while_here
from guanxi_graph.serve.negotiation import preferred
from guanxi_graph.serve.once import Once
from guanxi_graph.serve.portrait import portrait, vocabulary_page
from guanxi_graph.serve.protocol import ProtocolError, engine_types, from_get, from_post
from guanxi_graph.serve.reconcile.reconciling import reconciling_routes
from guanxi_graph.serve.remarked import remarked
from guanxi_graph.serve.renewed import Renewed, Served
from guanxi_graph.serve.service import service_description
from guanxi_graph.serve.speech import Speech, speech
from guanxi_graph.serve.taking_along import TakingAlong

if TYPE_CHECKING:
    from guanxi_graph.map import Map
    from guanxi_graph.serve.desk.reading_desk import Desk

T = TypeVar("T")
RDF_TYPES = tuple(RDF_MEDIA_TYPES.values())
HTML = "text/html"
_NO_SCRIPTS = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_SAFE_PAGE = {"content-security-policy": _NO_SCRIPTS, "vary": "Accept"}
_PATH = re.compile(r"[A-Za-z0-9._~%/-]+")
_STATUS = {
    "syntax": 400,
    "refused": 400,
    "too-large": 400,
    "out-of-memory": 400,
    "crashed": 400,
    "failed": 400,
    "not-acceptable": 406,
    "too-long": 413,
    "too-slow": 504,
    "busy": 503,
    "unusable-data": 503,
}


@dataclass(frozen=True)
class Site:
    """What is served. ``page`` and ``about`` are asked once, when someone first wants what they make.

    ``export`` writes the map in the format of a name, ``map`` is the map itself.
    ``languages`` are those that the map brings.
    """

    data: Supply
    base: str = ""
    page: Callable[[], str] | None = None
    about: Callable[[str], bytes] | None = None
    export: Callable[[str], bytes] | None = None
    map: Callable[[], Map] | None = None
    queries: Mapping[str, SavedQuery] = field(default_factory=dict)
    languages: Callable[[], Mapping[str, Language]] = dict

    @cached_property
    def graphs(self) -> list[str]:
        """The names of the graphs."""
        return [file.graph for file in self.data().files if file.graph]

    def turtle(self, graph: str | None) -> bytes:
        """A named graph, or all of them. Raises QueryError when the files are gone."""
        try:
            paths = [Path(file.path) for file in self.data().files if graph in (None, file.graph)]
            return b"\n".join(path.read_bytes() for path in paths)
        except OSError as error:
            raise QueryError("unusable-data", f"the graph cannot be read: {error}") from error


def application(
    site: Site,
    pool: Pool,
    *,
    hosts: Sequence[str],
    origins: Sequence[str] = (),
    log: bool = True,
) -> Starlette:
    """The ASGI application. ``hosts``: the names it answers to; ``origins``: pages that may read it."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        pool.open()
        yield
        await pool.close()

    middleware = [Middleware(Guard, hosts=hosts, open_to_origins=bool(origins), log=log)]
    if origins:
        middleware.append(
            Middleware(CORSMiddleware, allow_origins=list(origins), allow_methods=["GET", "POST"], allow_headers=["*"])
        )
    return _starlette(_reading(site, pool, origins), middleware=middleware, lifespan=lifespan)


def desk_application(
    make: Callable[[], tuple[Site, Pool]],
    state: Callable[[], object],
    desk: Desk,
    token: str,
    *,
    hosts: Sequence[str],
    log: bool = True,
) -> Starlette:
    """The same of a map that is edited at the ``desk`` by who has the ``token``: what is read is as the files are now.

    ``make`` makes the site of the map as it is, or raises MapError; ``state`` is equal while no file was touched.
    """
    from guanxi_graph.serve.desk.routes import desk_routes

    def served() -> Served:
        site, pool = make()
        return Served(_starlette(_reading(site, pool, is_edited=True)), pool)

    pages = Renewed(served, state)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        await pages.close()

    routes = [*desk_routes(desk, token), Mount("/", pages)]
    return _starlette(routes, middleware=[Middleware(Guard, hosts=hosts, log=log)], lifespan=lifespan)


def _starlette(routes: Sequence[BaseRoute], **more: Any) -> Starlette:
    handlers = {QueryError: _query_error, ProtocolError: _protocol_error, ClientDisconnect: _nobody}
    return Starlette(routes=routes, exception_handlers=handlers, **more)  # type: ignore[arg-type]


def _reading(site: Site, pool: Pool, origins: Sequence[str] = (), *, is_edited: bool = False) -> list[BaseRoute]:
    pages, taking_along = _Pages(site, pool, is_edited=is_edited), TakingAlong(site.export)
    return [
        Route("/", pages.front),
        Route("/sparql", pages.sparql, methods=["GET", "POST"]),
        Route("/remarks", pages.remarks, methods=["GET", "POST"]),
        Route("/graph", pages.graph),
        Route("/id/{path:path}", pages.thing),
        Route("/ns", pages.vocabulary),
        Route("/.well-known/void", pages.about),
        Route("/export", taking_along.listed),
        Route("/export/{name}", taking_along.file),
        Route("/query", pages.editor),
        Route("/query/{name}", pages.editor_part),
        Route("/queries.json", pages.saved),
        *reconciling_routes(site.map, site.base, origins),
    ]


class _Pages:
    """A method for each address."""

    def __init__(self, site: Site, pool: Pool, *, is_edited: bool = False) -> None:
        self.site = site
        self.pool = pool
        self.is_edited = is_edited
        self.once = Once()

    async def front(self, _: Request) -> Response:
        if self.site.page is None:
            return RedirectResponse("/query")
        page = self.site.page
        try:
            body = await self.once.get(("page",), lambda: page().encode())
        except MapError:  # Turtle that is not a whole map
            return RedirectResponse("/query")
        return Response(body, media_type=HTML)

    async def sparql(self, request: Request) -> Response:
        question = await _asked(request)
        return await self._service(request) if question is None else await self._answer(request, question)

    async def remarks(self, request: Request) -> Response:
        """What is odd in a query, asked as at ``/sparql``: why nothing was found, or a column is empty."""
        question = await _asked(request)
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
        return await self._rdf(request, ("graph", *names), lambda: self.site.turtle(name))

    async def vocabulary(self, request: Request) -> Response:
        """The ontology: the package's terms, and those of the map."""
        if preferred(request.headers.get("accept", ""), (*RDF_TYPES, HTML)) == HTML:
            page = await vocabulary_page(self.site.base, self._select, await self._speech())
            return Response(page, media_type=HTML, headers=_SAFE_PAGE)
        question = Question(text=_VOCABULARY, rows="", triples="text/turtle")
        answer = await self.pool.ask(question)
        return await self._rdf(request, ("ns",), lambda: answer.body)

    async def about(self, request: Request) -> Response:
        if self.site.about is None:
            raise ProtocolError(404, "there is no description of this data")
        about, endpoint = self.site.about, _here(request, "/sparql")
        return await self._rdf(request, ("void", endpoint), lambda: about(endpoint))

    async def thing(self, request: Request) -> Response:
        path = request.scope["raw_path"].decode("ascii", "replace").partition("/id/")[2].partition("?")[0]
        if not _PATH.fullmatch(path):
            raise ProtocolError(404, "there is no such thing in this map")
        iri = f"{self.site.base}id/{path}"
        form = preferred(request.headers.get("accept", ""), (*RDF_TYPES, HTML))
        if form == HTML:
            page = await portrait(iri, self.site.base, self._select, await self._speech(), is_edited=self.is_edited)
            if page is not None:
                return Response(page, media_type=HTML, headers=_SAFE_PAGE)
        elif form:
            answer = await self.pool.ask(Question(text=_THING % {"iri": iri}, rows="", triples=form))
            if answer.count:
                return Response(answer.body, media_type=_typed(form), headers={"vary": "Accept"})
        else:
            raise ProtocolError(406, f"this comes as {', '.join((*RDF_TYPES, HTML))}")
        if now := address_now(path, await self._select(FORMER), self.site.base):
            return RedirectResponse(f"/id/{now}", 308)
        raise ProtocolError(404, "there is no such thing in this map")

    async def editor(self, _: Request) -> Response:
        return Response(
            editor.page(await self.language()),
            media_type=HTML,
            headers={"content-security-policy": editor.POLICY},
        )

    async def editor_part(self, request: Request) -> Response:
        found = editor.part(request.path_params["name"])
        if found is None:
            raise ProtocolError(404, "there is no such file")
        body, media_type = found
        return Response(body, media_type=media_type, headers={"cache-control": "max-age=3600"})

    async def saved(self, _: Request) -> Response:
        """For the editor: the saved queries and the prefixes that are declared already."""
        queries = [
            {"name": each.name, "title": each.title, "description": each.description, "text": each.text}
            for each in self.site.queries.values()
        ]
        return JSONResponse({"queries": queries, "prefixes": await self.pool.prefixes(), "base": self.site.base})

    async def _answer(self, request: Request, question: Question) -> Response:
        engine = engine_types(question)
        answer = self.pool.known(engine)
        if answer is None:
            answer = await self._explained(request, question, self.pool.ask(engine))
        asked = question.rows if answer.media_type == engine.rows else question.triples
        request.state.rows = answer.count
        headers = {"vary": "Accept", "content-disposition": "inline"}
        return Response(answer.body, media_type=_typed(asked), headers=headers)

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
            return RedirectResponse("/query")
        here = _here(request, "/sparql")
        return await self._rdf(request, ("service", here), lambda: service_description(here, self.site.graphs))

    async def _rdf(self, request: Request, key: tuple[str, ...], make: Callable[[], bytes]) -> Response:
        """Turtle in the format that is asked for."""
        form = preferred(request.headers.get("accept", ""), RDF_TYPES)
        if not form:
            raise ProtocolError(406, f"this comes as {', '.join(RDF_TYPES)}")
        body = await self.once.get((*key, form), lambda: make() if form == RDF_TYPES[0] else _converted(make(), form))
        return Response(body, media_type=_typed(form), headers={"vary": "Accept"})

    async def language(self) -> Language:
        return (await self._speech()).first

    async def _speech(self) -> Speech:
        return await speech(self._select, self.site.languages())

    async def _select(self, text: str) -> bytes:
        answer = await self.pool.ask(Question(text=text, rows="application/sparql-results+json", triples=""))
        return answer.body


_VOCABULARY = """
CONSTRUCT { ?term ?property ?value } WHERE {
  ?term ?property ?value ; a ?kind .
  FILTER(STRSTARTS(STR(?kind), "https://w3id.org/guanxi/ns#") || STRSTARTS(STR(?kind), "http://www.w3.org/2002/07/owl#")
    || ?kind = <http://www.w3.org/1999/02/22-rdf-syntax-ns#Property>)
  FILTER(CONTAINS(STR(?term), "/ns"))
}
"""
# A thing, and the claims of which it is a part.
_THING = """
CONSTRUCT { ?thing ?property ?value } WHERE {
  { BIND(<%(iri)s> AS ?thing) ?thing ?property ?value }
  UNION
  { ?thing ?part <%(iri)s> ; ?property ?value . FILTER(?part IN (
      <http://www.w3.org/1999/02/22-rdf-syntax-ns#subject>, <http://www.w3.org/1999/02/22-rdf-syntax-ns#object>)) }
}
"""


async def _asked(request: Request) -> Question | None:
    """The question, None when there is none. Raises ProtocolError."""
    accept, query_string = request.headers.get("accept", ""), request.url.query
    if request.method != "POST":
        return from_get(query_string, accept)
    return from_post(request.headers.get("content-type", ""), query_string, await body_of(request), accept)


def _converted(turtle: bytes, form: str) -> bytes:
    try:
        return converted([turtle], form)
    except SyntaxError as error:
        raise QueryError("unusable-data", f"the data is not Turtle: {error}") from error


def _here(request: Request, path: str) -> str:
    return f"{request.url.scheme}://{request.url.netloc}{path}"


def _typed(media_type: str) -> str:
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type


async def _query_error(_: Request, error: QueryError) -> Response:
    return PlainTextResponse(f"{error.message}\n", _STATUS.get(error.code, 500))


async def _nobody(_: Request, __: ClientDisconnect) -> Response:
    """For the log alone: 499, as other servers write it."""
    return Response(status_code=499)


async def _protocol_error(_: Request, error: ProtocolError) -> Response:
    return PlainTextResponse(f"{error.message}\n", error.status)
