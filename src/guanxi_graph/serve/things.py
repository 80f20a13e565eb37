"""Everything in a map at its address, as a page or as RDF: things, the vocabulary, the data set itself."""

from __future__ import annotations

import re

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from guanxi_graph.media_types import RDF_MEDIA_TYPES, RDF_SUFFIXES
from guanxi_graph.query.messages import Question
from guanxi_graph.query.pool import Pool
from guanxi_graph.serve.former import FORMER, address_now
from guanxi_graph.serve.negotiation import HTML, preferred
from guanxi_graph.serve.once import Once
from guanxi_graph.serve.portrait import portrait, vocabulary_page
from guanxi_graph.serve.protocol import ProtocolError
from guanxi_graph.serve.rdf_answer import RDF_TYPES, here, rdf_answer, typed
from guanxi_graph.serve.served_map import Site
from guanxi_graph.serve.speech import Speaking

_NO_SCRIPTS = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_SAFE_PAGE = {"content-security-policy": _NO_SCRIPTS, "vary": "Accept"}
_PATH = re.compile(r"[A-Za-z0-9._~%/-]+")
_NOTHING = "there is no such thing in this map; /query and the search of the page at / find things by their names"
# JSON-LD is what is meant by JSON.
_AS_RDF = {"application/json": RDF_MEDIA_TYPES["jsonld"]}
_FORMS = (*RDF_TYPES, HTML, *_AS_RDF)


class Things:
    """A method for each address."""

    def __init__(self, site: Site, pool: Pool, once: Once, speaking: Speaking, *, is_edited: bool = False) -> None:
        self.site, self.pool, self.once, self.speaking = site, pool, once, speaking
        self.is_edited = is_edited

    async def vocabulary(self, request: Request) -> Response:
        """The ontology: the package's terms, and those of the map."""
        if preferred(request.headers.get("accept", ""), (*RDF_TYPES, HTML)) == HTML:
            page = await vocabulary_page(self.site.base, self.speaking.select, await self.speaking.speech())
            return Response(page, media_type=HTML, headers=_SAFE_PAGE)
        question = Question(text=_VOCABULARY, rows="", triples="text/turtle")
        answer = await self.pool.ask(question)
        return await rdf_answer(request, self.once, ("ns",), lambda: answer.body)

    async def about(self, request: Request) -> Response:
        if self.site.about is None:
            raise ProtocolError(404, "there is no description of this data")
        about, endpoint = self.site.about, here(request, "/sparql")
        return await rdf_answer(request, self.once, ("void", endpoint), lambda: about(endpoint))

    async def thing(self, request: Request) -> Response:
        """Also with the ending of a syntax of RDF, ``/id/wang-xing.ttl``, for who can give an address and no header."""
        path = request.scope["raw_path"].decode("ascii", "replace").partition("/id/")[2].partition("?")[0]
        if not _PATH.fullmatch(path):
            raise ProtocolError(404, _NOTHING)
        bare, dot, ending = path.rpartition(".")
        if syntax := RDF_SUFFIXES.get(f"{dot}{ending}"):
            form = RDF_MEDIA_TYPES[syntax]
            if told := await self._rdf(bare, form, form):
                return told
        form = preferred(request.headers.get("accept", ""), _FORMS)
        if not form:
            raise ProtocolError(406, f"this comes as {', '.join(_FORMS)}")
        told = await (self._page(path) if form == HTML else self._rdf(path, _AS_RDF.get(form, form), form))
        if told:
            return told
        if now := address_now(path, await self.speaking.select(FORMER), self.site.base):
            return RedirectResponse(f"/id/{now}", 308)
        raise ProtocolError(404, _NOTHING)

    async def _page(self, path: str) -> Response | None:
        iri, speech = f"{self.site.base}id/{path}", await self.speaking.speech()
        page = await portrait(iri, self.site.base, self.speaking.select, speech, is_edited=self.is_edited)
        return Response(page, media_type=HTML, headers=_SAFE_PAGE) if page is not None else None

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
