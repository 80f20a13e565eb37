"""A dossier as a Word document (WordprocessingML, ECMA-376 part 1) with real footnotes.

What is the same in every document stands in ``word/``. Links are fields, which need no table of addresses.
"""

from __future__ import annotations

from functools import cache
from html import escape
from importlib import resources
from itertools import pairwise

from guanxi_graph.formats.bundle import zipped
from guanxi_graph.formats.dossier import Block, Dossier, Run, Runs, dossier_of, told_of
from guanxi_graph.map import Map

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_CORE = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
_PARAGRAPHS = {
    "title": "Title",
    "heading": "Heading1",
    "text": "Normal",
    "claim": "ListBullet",
    "remark": "ListBullet2",
}
_STYLES = {"strong": "<w:b/>", "emphasis": "<w:i/>", "struck": "<w:strike/>"}
_STYLES |= {"code": '<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas"/>', "link": '<w:rStyle w:val="Hyperlink"/>'}
_MARK = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
_COMMA = f"<w:r>{_MARK}<w:t>,</w:t></w:r>"
# Lengths are in twentieths of a point.
_EDGES = " ".join(f'w:{side}="1134"' for side in ("top", "right", "bottom", "left"))
_PAGE = f'<w:pgMar {_EDGES} w:header="709" w:footer="709" w:gutter="0"/>'
_A4 = f'<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>{_PAGE}</w:sectPr>'
# Word asks for these two, the lines between the text and its notes.
_LINES = "".join(
    f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{line}/></w:r></w:p></w:footnote>'
    for kind, number, line in (
        ("separator", -1, "separator"),
        ("continuationSeparator", 0, "continuationSeparator"),
    )
)


def word_files(gmap: Map) -> dict[str, bytes]:
    """A document of each entity of which anything is claimed."""
    return {f"{name}.docx": to_word(gmap, name) for name in told_of(gmap)}


def to_word(gmap: Map, name: str) -> bytes:
    dossier = dossier_of(gmap, name)
    return zipped(
        {
            "[Content_Types].xml": _part("content-types"),
            "_rels/.rels": _part("package-rels"),
            "word/_rels/document.xml.rels": _part("document-rels"),
            "word/document.xml": _document(dossier),
            "word/footnotes.xml": _footnotes(dossier),
            "word/styles.xml": _part("styles"),
            "word/numbering.xml": _part("numbering"),
            "word/settings.xml": _part("settings"),
            "docProps/core.xml": _properties(dossier),
        }
    )


@cache
def _part(name: str) -> bytes:
    return (resources.files("guanxi_graph.formats") / "word" / f"{name}.xml").read_bytes()


def _document(dossier: Dossier) -> bytes:
    body = "".join(map(_paragraph, dossier.blocks))
    return f"{_HEAD}<w:document {_NAMESPACE}><w:body>{body}{_A4}</w:body></w:document>".encode()


def _footnotes(dossier: Dossier) -> bytes:
    notes = "".join(_note(number, runs) for number, runs in dossier.notes.items())
    return f"{_HEAD}<w:footnotes {_NAMESPACE}>{_LINES}{notes}</w:footnotes>".encode()


def _properties(dossier: Dossier) -> bytes:
    title = "".join(run.text for run in dossier.blocks[0].runs)
    told = f"<dc:title>{escape(title)}</dc:title><dc:language>{escape(dossier.language)}</dc:language>"
    return f"{_HEAD}<cp:coreProperties {_CORE}>{told}</cp:coreProperties>".encode()


def _paragraph(block: Block) -> str:
    style = f'<w:pPr><w:pStyle w:val="{_PARAGRAPHS[block.kind]}"/></w:pPr>'
    return f"<w:p>{style}{_runs(block.runs)}</w:p>"


def _note(number: int, runs: Runs) -> str:
    mark = f"<w:r>{_MARK}<w:footnoteRef/></w:r>{_run(Run(' '))}"
    style = '<w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
    return f'<w:footnote w:id="{number}"><w:p>{style}{mark}{_runs(runs)}</w:p></w:footnote>'


def _runs(runs: Runs) -> str:
    """The marks of two footnotes are parted."""
    pairs = pairwise((Run(), *runs))
    return "".join(f"{_COMMA if before.note and run.note else ''}{_run(run)}" for before, run in pairs)


def _run(run: Run) -> str:
    if run.note:
        return f'<w:r>{_MARK}<w:footnoteReference w:id="{run.note}"/></w:r>'
    style = f"<w:rPr>{_STYLES[run.style]}</w:rPr>" if run.style else ""
    words = f'<w:r>{style}<w:t xml:space="preserve">{escape(run.text)}</w:t></w:r>'
    return _linked(run.text, words) if run.style == "link" else words


def _linked(address: str, words: str) -> str:
    """No quotation mark ends the address."""
    quoted = escape(address.replace('"', "%22").replace("\\", "%5C"))
    return f'<w:fldSimple w:instr=" HYPERLINK &quot;{quoted}&quot; ">{words}</w:fldSimple>'
