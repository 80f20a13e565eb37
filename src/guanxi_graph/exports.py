"""Every format that a map is exported to, in one table. The command line, the server and the documents read it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from guanxi_graph import formats
from guanxi_graph.media_types import RDF_MEDIA_TYPES

if TYPE_CHECKING:
    from guanxi_graph.map import Map

_JSON = "application/json"
_TURTLE = RDF_MEDIA_TYPES["turtle"]


class Format(NamedTuple):
    """``write`` gives the whole file, and ``lost`` says what of a map is not in it.

    ``write_rdf12`` writes RDF 1.2, where the format has it. What is several ``files`` is written as a ZIP archive of
    them; their texts may begin with a byte order mark where the format ``takes_bom``. ``write_of`` gives the file of
    one entity, where there is one for each.
    """

    name: str
    media_type: str
    suffix: str
    help: str
    lost: str
    write: Callable[[Map], bytes]
    write_rdf12: Callable[[Map], bytes] | None = None
    files: Callable[[Map], Mapping[str, bytes]] | None = None
    takes_bom: bool = False
    write_of: Callable[[Map, str], bytes] | None = None


class _Told(NamedTuple):
    name: str
    help: str
    lost: str


def _several(told: _Told, files: Callable[[Map], Mapping[str, bytes]], *, takes_bom: bool = False) -> Format:
    """A format of several files."""
    return Format(
        name=told.name,
        media_type="application/zip",
        suffix=".zip",
        help=told.help,
        lost=told.lost,
        write=lambda gmap: formats.zipped(files(gmap)),
        files=files,
        takes_bom=takes_bom,
    )


def _converted(name: str) -> Callable[[Map], bytes]:
    return lambda gmap: formats.converted([formats.to_turtle(gmap)], RDF_MEDIA_TYPES[name])


# What is lost, in the words of tests/formats/test_what_is_lost.py, which looks whether it is so.
_LOST_BY_GRAPHS = (
    "the vocabulary; all of sources but their ids; places in sources, links, quotes; notes, reasons, qualifiers, "
    "why alike claims are two, who proposed and accepted; descriptions, other names, identifiers elsewhere, "
    "former ids, pictures, coordinates"
)
_LOST_BY_TABLES = (
    "the vocabulary; the language of descriptions and other names; why alike claims are two, who proposed and accepted"
)
_LOST_BY_DRAWINGS = "all but names, classes and who is tied to whom"
_LOST_BY_NEO4J = f"{_LOST_BY_TABLES}; links, quotes, and what was verified"
_LOST_BY_FTM = (
    "the vocabulary; doubted claims, figures, texts of claims, concepts; weights, qualifiers but roles and shares, "
    "how sure a claim is, reasons, why alike claims are two, who proposed and accepted; places in sources, links, "
    "quotes; of sources all but the publisher, else the title, and the address; "
    "of dates doubts, bounds, moments before 1000; former ids, pictures, coordinates"
)
_LOST_BY_DOSSIERS = (
    "the vocabulary; ids of claims and sources, former ids; why alike claims are two, who proposed and accepted; "
    "pictures, coordinates; licences and notes of sources"
)


def _drawn(gmap: Map) -> str:
    from guanxi_graph.analysis.circles import circles_of
    from guanxi_graph.page.picture import drawing

    return drawing(gmap, [circle.members for circle in circles_of(gmap)])


# Lambdas, so that each function is looked up when it is called: a list of names should not load RDF libraries.
# ruff: noqa: PLW0108
_ALL = (
    Format(
        name="turtle",
        media_type=_TURTLE,
        suffix=".ttl",
        help="RDF as people read it",
        lost="nothing: it is the map",
        write=lambda gmap: formats.to_turtle(gmap),
        write_rdf12=lambda gmap: formats.to_rdf12(gmap, "turtle"),
    ),
    Format(
        name="ntriples",
        media_type=RDF_MEDIA_TYPES["ntriples"],
        suffix=".nt",
        help="RDF, a triple on each line",
        lost="nothing that turtle has",
        write=_converted("ntriples"),
        write_rdf12=lambda gmap: formats.to_rdf12(gmap, "ntriples"),
    ),
    Format(
        name="rdfxml",
        media_type=RDF_MEDIA_TYPES["rdfxml"],
        suffix=".rdf",
        help="RDF for older tools",
        lost="nothing that turtle has",
        write=_converted("rdfxml"),
    ),
    Format(
        name="jsonld",
        media_type=RDF_MEDIA_TYPES["jsonld"],
        suffix=".jsonld",
        help="RDF as compact JSON",
        lost="nothing that turtle has",
        write=lambda gmap: formats.to_jsonld(gmap),
    ),
    Format(
        name="trig",
        media_type="application/trig",
        suffix=".trig",
        help="RDF, a named graph for what each source says",
        lost="nothing that turtle has",
        write=lambda gmap: formats.to_trig(gmap),
    ),
    Format(
        name="context",
        media_type=RDF_MEDIA_TYPES["jsonld"],
        suffix=".jsonld",
        help="what the short names in jsonld stand for",
        lost="everything but the names of terms",
        write=lambda gmap: formats.context_json(gmap),
    ),
    Format(
        name="shacl",
        media_type=_TURTLE,
        suffix=".ttl",
        help="shapes to check the RDF with, made from the vocabulary",
        lost="everything but what the vocabulary asks of a map",
        write=lambda gmap: formats.to_shacl(gmap.vocabulary, gmap.info.base),
    ),
    Format(
        name="void",
        media_type=_TURTLE,
        suffix=".ttl",
        help="a description of the data set in VoID and DCAT",
        lost="everything but counts",
        write=lambda gmap: formats.to_void(formats.to_turtle(gmap), gmap.info.base),
    ),
    Format(
        name="graphml",
        media_type="application/graphml+xml",
        suffix=".graphml",
        help="a graph for yEd, Cytoscape, igraph and R",
        lost=_LOST_BY_GRAPHS,
        write=lambda gmap: formats.to_graphml(gmap),
    ),
    Format(
        name="gexf",
        media_type="application/gexf+xml",
        suffix=".gexf",
        help="a graph with dates for Gephi and its timeline",
        lost=f"{_LOST_BY_GRAPHS}; that a tie is mutual",
        write=lambda gmap: formats.to_gexf(gmap),
    ),
    Format(
        name="nodelink",
        media_type=_JSON,
        suffix=".json",
        help="a graph as JSON for networkx and D3",
        lost=_LOST_BY_GRAPHS,
        write=lambda gmap: formats.to_node_link(gmap),
    ),
    Format(
        name="cytoscape",
        media_type=_JSON,
        suffix=".cyjs",
        help="a graph as JSON for Cytoscape and Cytoscape.js",
        lost=_LOST_BY_GRAPHS,
        write=lambda gmap: formats.to_cytoscape(gmap),
    ),
    _several(
        _Told(name="csv", help="tables for a spreadsheet or a data frame", lost=_LOST_BY_TABLES),
        lambda gmap: formats.csv_files(gmap),
        takes_bom=True,
    ),
    Format(
        name="xlsx",
        media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        suffix=".xlsx",
        help="an Excel workbook (extra `tables`)",
        lost=_LOST_BY_TABLES,
        write=lambda gmap: formats.to_xlsx(gmap),
    ),
    _several(
        _Told("parquet", "Parquet for data frames and DuckDB (extra `tables`)", _LOST_BY_TABLES),
        lambda gmap: formats.parquet_files(gmap),
    ),
    Format(
        name="sqlite",
        media_type="application/vnd.sqlite3",
        suffix=".db",
        help="a database with full-text search, which Datasette opens",
        lost=_LOST_BY_TABLES,
        write=lambda gmap: formats.to_sqlite(gmap),
    ),
    _several(
        _Told("neo4j", "tables for neo4j-admin, with its command", _LOST_BY_NEO4J),
        lambda gmap: formats.neo4j_files(gmap),
    ),
    Format(
        name="cypher",
        media_type="text/plain; charset=utf-8",
        suffix=".cypher",
        help="a script that fills a running Neo4j",
        lost=_LOST_BY_NEO4J,
        write=lambda gmap: formats.to_cypher(gmap),
    ),
    Format(
        name="ftm",
        media_type="application/json+ftm",
        suffix=".ftm.json",
        help="FollowTheMoney, for Aleph and OpenSanctions",
        lost=_LOST_BY_FTM,
        write=lambda gmap: formats.to_ftm(gmap),
    ),
    _several(
        _Told("dossier", "Markdown of each entity, or of one: claims, footnotes, doubts", _LOST_BY_DOSSIERS),
        lambda gmap: formats.dossier_files(gmap),
    )._replace(write_of=lambda gmap, name: formats.to_dossier(gmap, name)),
    _several(
        _Told("docx", "the same as Word documents, with real footnotes", _LOST_BY_DOSSIERS),
        lambda gmap: formats.word_files(gmap),
    )._replace(write_of=lambda gmap, name: formats.to_word(gmap, name)),
    _several(
        _Told("rocrate", "an RO-Crate for an archive: RDF, tables, checksums, citations", "nothing that turtle has"),
        lambda gmap: formats.crate_files(gmap),
    ),
    Format(
        name="svg",
        media_type="image/svg+xml",
        suffix=".svg",
        help="a drawing of the map, or of what is around one",
        lost=_LOST_BY_DRAWINGS,
        write=lambda gmap: _drawn(gmap).encode(),
    ),
    Format(
        name="png",
        media_type="image/png",
        suffix=".png",
        help="the same as a picture (extra `pictures`)",
        lost=_LOST_BY_DRAWINGS,
        write=lambda gmap: formats.to_png(_drawn(gmap)),
    ),
)
FORMATS: Mapping[str, Format] = {each.name: each for each in _ALL}
RDF12_FORMATS = tuple(each.name for each in _ALL if each.write_rdf12)
