"""Word documents and pictures, opened by readers that are not ours."""

from __future__ import annotations

import io
import struct
import zlib

import docx
import pytest
from docx.oxml.ns import qn

from guanxi_graph import Map, load
from guanxi_graph.exports import FORMATS
from guanxi_graph.formats import to_dossier, to_png, to_word

FOOTNOTES = "/word/footnotes.xml"
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 40" font-family="sans-serif"><text y="30">{}</text></svg>'
)


def opened(body: bytes) -> tuple[docx.document.Document, dict[int, str]]:
    """The document, and its footnotes by number."""
    read = docx.Document(io.BytesIO(body))
    (part,) = (part for part in read.part.package.iter_parts() if part.partname == FOOTNOTES)
    notes = docx.oxml.parse_xml(part.blob).findall(qn("w:footnote"))
    words = {int(note.get(qn("w:id"))): "".join(text.text for text in note.iter(qn("w:t"))) for note in notes}
    return read, words


def marked(read: docx.document.Document) -> list[int]:
    return [int(mark.get(qn("w:id"))) for mark in read.element.body.iter(qn("w:footnoteReference"))]


def test_a_word_document_has_each_claim_and_its_footnotes(shipped: Map) -> None:
    read, notes = opened(to_word(shipped, "wang-xing"))
    markdown = to_dossier(shipped, "wang-xing").decode()
    claims = [line for line in markdown.splitlines() if line.startswith("- ")]
    assert len([each for each in read.paragraphs if each.style.name == "List Bullet"]) == len(claims)
    assert [each.text for each in read.paragraphs if each.style.name == "Title"] == ["Wang Xing 王兴 王興 Wáng Xīng"]
    assert set(marked(read)) == set(notes) - {-1, 0}
    assert notes[1].strip().startswith("What happened before Zhang Yiming founded ByteDance. Butterfly Tavern")
    assert markdown.count("\n[^") == len(notes) - 2


HOSTILE = '- {id: mallory, class: Person, labels: {en: "<w:p>&amp; \\"x\\""}, aliases: {en: ["=HYPERLINK(1)"]}}\n'
CLAIM = """\
- {subject: mallory, relation: friendOf, object: wang-xing, sources: [trap], rank: deprecated, reason: a mistake}
"""
SOURCE = '- {id: trap, title: T, url: "https://example.org/a?b=%22&c=<"}\n'


def test_words_of_a_map_are_never_markup_or_fields(write_map) -> None:
    files = {"mallory.yaml": HOSTILE, "claims/more.yaml": CLAIM, "sources/trap.yaml": SOURCE.replace("<", "d")}
    read, notes = opened(to_word(load(write_map(files)), "mallory"))
    assert read.paragraphs[0].text == '<w:p>&amp; "x"'
    assert "=HYPERLINK(1)" in [each.text for each in read.paragraphs]
    (struck,) = (run.text for each in read.paragraphs for run in each.runs if run.font.strike)
    assert struck == "Wang Xing 王兴"
    assert "https://example.org/a?b=%22&c=d" in notes[1]
    assert list(read.element.body.iter(qn("w:instrText"))) == []


def pixels(body: bytes) -> tuple[int, int, bytes]:
    """The width, the height and the unpacked rows of a PNG (its specification, §5)."""
    assert body.startswith(b"\x89PNG\r\n\x1a\n")
    chunks, place = [], 8
    while place < len(body):
        (length,) = struct.unpack_from(">I", body, place)
        chunks.append((body[place + 4 : place + 8], body[place + 8 : place + 8 + length]))
        place += 12 + length
    width, height = struct.unpack_from(">II", chunks[0][1])
    return width, height, zlib.decompress(b"".join(data for kind, data in chunks if kind == b"IDAT"))


def test_a_picture_is_what_the_drawing_is(write_map) -> None:
    gmap = load(write_map())
    width, height, rows = pixels(FORMATS["png"].write(gmap))
    assert width == 2400
    assert height > 100
    assert len({rows[at : at + 4] for at in range(0, len(rows), 4)}) > 20


def test_names_are_in_the_picture() -> None:
    """Chinese ones too, where the machine has a font for them; else it is said."""
    blank = to_png(SVG.format(""))
    assert to_png(SVG.format("Wang")) != blank
    with pytest.raises(OverflowError, match="no font of this machine draws \U0010fffd"):
        to_png(SVG.format("\U0010fffd"))
    with pytest.raises(OverflowError, match="no font of this machine draws a王"):
        to_png(SVG.format("王"), ("A family that nobody has",))
