"""Everything in a map at its address, as a page or as RDF: things, the vocabulary, the data set itself."""

from __future__ import annotations

import re

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from guanxi_graph.media_types import RDF_MEDIA_TYPES, RDF_SUFFIXES
from guanxi_graph.query.media import question_in
from guanxi_graph.query.messages import Question
from guanxi_graph.query.pool import Pool
from guanxi_graph.serve.below import here
from guanxi_graph.serve.former import FORMER, address_now
from guanxi_graph.serve.map_pages import MapPages
from guanxi_graph.serve.negotiation import HTML, preferred
from guanxi_graph.serve.once import Once
from guanxi_graph.serve.protocol import NothingError, ProtocolError, form_asked_for
from guanxi_graph.serve.rdf_answer import RDF_TYPES, rdf_answer, typed
from guanxi_graph.serve.served_map import Site
from guanxi_graph.serve.site_routes import SEARCHED, html_page

_PATH = re.compile(r"[A-Za-z0-9._~%/-]+")
_NOTHING = "there is no such thing in this map"
# JSON-LD is what is meant by JSON.
_AS_RDF = {"application/json": RDF_MEDIA_TYPES["jsonld"]}
_FORMS = (*RDF_TYPES, HTML, *_AS_RDF)


class Things:
    """A method for each address."""

    def __init__(self, site: Site, pool: Pool, once: Once, pages: MapPages) -> None:
        self.site, self.pool, self.once, self.pages = site, pool, once, pages

    async def vocabulary(self, request: Request) -> Response:
        """The ontology: the package's terms, and those of the map."""
        is_read = preferred(request.headers.get("accept", ""), (*RDF_TYPES, HTML)) == HTML
        if is_read and (page := await self.pages.vocabulary()):
            return html_page(page, SEARCHED)
        answer = await self.pool.ask(question_in(_VOCABULARY, "turtle"))
        return await rdf_answer(request, self.once, ("ns",), lambda: answer.body)

    async def vocabulary_file(self, request: Request) -> Response:
        """The same for who can give an address and no header: ``/ns.ttl``."""
        syntax = RDF_SUFFIXES.get(f".{request.path_params['ending']}")
        if syntax is None:
            raise ProtocolError(404, f"the vocabulary comes as {', '.join(f'/ns{each}' for each in RDF_SUFFIXES)}")
        answer = await self.pool.ask(question_in(_VOCABULARY, syntax))
        return Response(answer.body, media_type=typed(RDF_MEDIA_TYPES[syntax]))

    async def about(self, request: Request) -> Response:
        if self.site.about is None:
            raise ProtocolError(404, "there is no description of this data")
        about, endpoint = self.site.about, here(request, "/sparql")
        return await rdf_answer(request, self.once, ("void", endpoint), lambda: about(endpoint))

    async def thing(self, request: Request) -> Response:
        """Also with the ending of a syntax of RDF, ``/id/wang-xing.ttl``, for who can give an address and no header."""
        path = request.scope["raw_path"].decode("ascii", "replace").partition("/id/")[2].partition("?")[0]
        if not self.site.base or not _PATH.fullmatch(path):
            raise NothingError(_NOTHING)
        bare, dot, ending = path.rpartition(".")
        if syntax := RDF_SUFFIXES.get(f"{dot}{ending}"):
            form = RDF_MEDIA_TYPES[syntax]
            if told := await self._rdf(bare, form, form):
                return told
        form = form_asked_for(request.headers.get("accept", ""), _FORMS)
        if form == HTML and (page := await self._page(f"id/{path}")):
            return page
        form = RDF_TYPES[0] if form == HTML else form
        if told := await self._rdf(path, _AS_RDF.get(form, form), form):
            return told
        former = await self.pool.ask(question_in(FORMER, "json"))
        if now := address_now(path, former.body, self.site.base):
            return RedirectResponse("../" * path.count("/") + now, 308)
        raise NothingError(_NOTHING)

    async def _page(self, path: str) -> Response | None:
        page = await self.pages.document(path)
        if page and page.path != path:
            return RedirectResponse("../" * path.count("/") + page.path, 303)
        return html_page(page.body) if page else None

    async def _rdf(self, path: str, syntax: str, named: str) -> Response | None:
        """What is said of a thing, None of what is none. ``named`` is what the syntax was called."""
        question = Question(text=_THING % {"iri": f"{self.site.base}id/{path}"}, rows="", triples=syntax)
        answer = await self.pool.ask(question)
        return Response(answer.body, media_type=typed(named), headers={"vary": "Accept"}) if answer.count else None


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
