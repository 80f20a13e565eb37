"""What is taken from each kind of file: what goes in and what is stored, side by side."""

from __future__ import annotations

import sys
import zipfile
from io import BytesIO

import pytest
from books import epub, pdf
from hypothesis import given
from hypothesis import strategies as st

from guanxi_graph.cli.commands.source.add_text import FORMS
from guanxi_graph.evidence.stored import normalised
from guanxi_graph.importers.articles import ARTICLE_READERS, form_of, read_article, stored_form
from guanxi_graph.problems import MapError
from places import ROOT

PAGE = """\
<!doctype html>
<html lang="en"><head><title>The mill at Ashford | Ashford Weekly</title>
<meta name="author" content="Ann Reed"><meta property="article:published_time" content="2012-03-04T08:00:00Z">
<meta property="og:site_name" content="Ashford Weekly"><link rel="canonical" href="https://example.org/mill"></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/shop">Shop</a></li></ul></nav>
<article><h1>The mill at Ashford</h1>
<p>Ann Reed bought the mill in <b>1994</b>, with her brother and two friends from the school across the river.</p>
<h2>Later owners</h2>
<p>In 2003 they sold it<br>to Brook &amp; Sons, who have made paper there ever since, and who employ ninety people.</p>
<ul><li>The wheel is from 1820.</li><li>The roof is new, and was paid for by the town and by the county.</li></ul>
<script>var paid = "for";</script></article>
<footer>Copyright 2012 Ashford Weekly. All rights reserved.</footer></body></html>
"""

MILL = """\
# The mill at Ashford

Ann Reed bought the mill in 1994, with her brother and two friends from the school across the river.

# Later owners

In 2003 they sold it to Brook & Sons, who have made paper there ever since, and who employ ninety people.

The wheel is from 1820.

The roof is new, and was paid for by the town and by the county.
"""


def stored(data: str | bytes, name: str, **options: str) -> str:
    return stored_form(read_article(data.encode() if isinstance(data, str) else data, name, **options))


def refused(data: str | bytes, name: str, **options: str) -> str:
    with pytest.raises(MapError) as caught:
        stored(data, name, **options)
    (problem,) = caught.value.problems
    assert problem.code == "unreadable-text"
    return f"{problem.message}; {problem.hint}"


def test_a_web_page_without_its_menus():
    article = read_article(PAGE.encode(), "saved.html")
    assert stored_form(article) == MILL
    assert article.about == {
        "title": "The mill at Ashford",
        "authors": ["Ann Reed"],
        "publisher": "Ashford Weekly",
        "published": "2012-03-04",
        "url": "https://example.org/mill",
        "language": "en",
    }
    assert "of the page's letters are kept" in article.remarks[0]


def test_a_web_page_with_all_that_is_around():
    lines = stored(PAGE, "saved.html", form="html-whole").split("\n\n")
    assert lines[0] == "Home"
    assert lines[-1].startswith("Copyright")
    assert not any("paid =" in line for line in lines)


def test_a_page_that_a_browser_saved_as_one_file():
    page = PAGE.replace('<link rel="canonical" href="https://example.org/mill">', "")
    saved = (
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://example.org/saved\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related; type="text/html"; boundary="edge"\n\n--edge\n'
        f"Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{page}\n--edge--\n"
    )
    article = read_article(saved.encode(), "saved.mhtml")
    assert stored_form(article) == MILL
    assert article.about["url"] == "https://example.org/saved"


def test_markdown():
    text = "---\ntitle: 'The mill'\nauthor: Ann Reed\ndate: 2012-03\n---\n# One\n\nA *fine* mill,\nwith a [wheel](x).\n\n- first\n- second\n"
    article = read_article(text.encode(), "notes.md")
    assert stored_form(article) == "# One\n\nA fine mill, with a wheel.\n\nfirst\n\nsecond\n"
    assert article.about == {"title": "The mill", "authors": ["Ann Reed"], "published": "2012-03"}


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("One line\nof two.\n\nAnother.\n", ["One line of two.", "Another."]),
        ("一行\n接着。\n\n另一段。\n", ["一行接着。", "另一段。"]),
        ("Each line\nis one\nwithout an empty line\n", ["Each line", "is one", "without an empty line"]),
        ("Long: " + "word " * 30 + "\nNext.\n\nLast.", [("Long: " + "word " * 30).strip(), "Next.", "Last."]),
        ("# Head\nBelow it.\n\nMore.", ["# Head", "Below it.", "More."]),
        ("One.\fTwo.\fThree.", ["\f1", "One.", "\f2", "Two.", "\f3", "Three."]),
        ("\f94\n\nOn it.\n\n\fxii\n\nOn that.\n", ["\f94", "On it.", "\fxii", "On that."]),
        ("a\r\n\r\nb\rc", ["a", "b c"]),
    ],
)
def test_plain_text(text, paragraphs):
    assert stored(text, "a.txt") == "\n\n".join(paragraphs) + "\n"


lines = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Zl", "Zp", "Cs")), max_size=150)


@given(st.lists(lines | st.builds("# {}".format, lines) | st.builds("\f{}".format, st.integers(1, 99)), max_size=8))
def test_a_text_that_was_stored_is_read_as_itself(given_lines):
    text = normalised(iter(given_lines))
    if any(line.strip() and not line.startswith("\f") for line in text.split("\n\n")):
        assert stored(text, "a.txt") == text


def test_a_pdf_by_its_pages():
    pages = [
        [
            "The mill was built in 1820 by two brothers from the next val-",
            "ley. It was sold in 1994.",
            "A co-owner came later, in the year",
        ],
        ["2003, and left."],
    ]
    article = read_article(pdf(pages, first_label=94, title="The mill"), "book.pdf")
    assert stored_form(article) == (
        "\f94\n\nThe mill was built in 1820 by two brothers from the next valley. It was sold in 1994.\n\n"
        "A co-owner came later, in the year\n\n\f95\n\n2003, and left.\n"
    )
    assert article.about == {"title": "The mill"}
    assert "cite by page" in article.remarks[0]


def test_an_epub_in_the_order_of_its_spine():
    about = "<dc:title>The mill</dc:title><dc:creator>Ann Reed</dc:creator><dc:creator>Bo Hill</dc:creator><dc:date>2012-03-04T00:00:00Z</dc:date><dc:language>en-GB</dc:language>"
    chapters = {
        "text/one.xhtml": '<h1>One</h1><p>Built in 1820, <span epub:type="pagebreak" title="2"/>they say.</p><p>And sold.</p>',
        "text/two%20b.xhtml": "<h1>Two</h1><div>Bought<br/>again.</div>",
    }
    packed = epub(chapters, about=about)
    packed = _renamed(packed, "OEBPS/text/two%20b.xhtml", "OEBPS/text/two b.xhtml")
    article = read_article(packed, "mill.epub")
    assert stored_form(article) == "# One\n\nBuilt in 1820, they say.\n\n\f2\n\nAnd sold.\n\n# Two\n\nBought again.\n"
    assert article.about == {
        "kind": "book",
        "title": "The mill",
        "authors": ["Ann Reed", "Bo Hill"],
        "published": "2012-03-04",
        "language": "en-GB",
    }


def _renamed(packed: bytes, old: str, new: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(packed)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            after.writestr(new if name == old else name, before.read(name))
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "declared"),
    [
        ("关系网".encode(), ""),
        ("\ufeff关系网".encode(), ""),
        ("关系网".encode("utf-16"), ""),
        ('<meta charset="gb2312"><p>关系网'.encode("gb18030"), "html-whole"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=big5"><p>關係網'.encode("big5"), "html-whole"),
    ],
)
def test_the_encoding_that_is_declared(data, declared):
    assert stored(data, "a.txt", form=declared or "text").strip() in {"关系网", "關係網"}
    assert read_article(data, "a", form=declared or "text").remarks == ()


def test_an_encoding_that_is_guessed_is_told_and_one_that_is_asked_for_is_not():
    data = "王兴创办了校内网。".encode("gb18030")
    article = read_article(data, "a.txt")
    assert stored_form(article) == "王兴创办了校内网。\n"
    assert "taken for GB 18030" in article.remarks[0]
    assert read_article(data, "a.txt", encoding="gbk").remarks == ()
    assert (
        refused(data, "a.txt", encoding="klingon")
        == "there is no encoding `klingon`; write, for example, utf-8, gb18030, big5"
    )
    assert refused(data, "a.txt", encoding="utf-8").startswith("it is not in the encoding `utf-8`")


@pytest.mark.parametrize(
    ("data", "name", "told"),
    [
        (b"", "a.txt", "no text is found in it"),
        (b"\x00\x81\xff", "a.txt", "it is not UTF-8, and says no encoding"),
        (b"%PDF-1.7 and nothing more", "a.pdf", "it cannot be read as pdf"),
        (pdf([["Some words."]])[:400], "a.pdf", "cut off"),
        (pdf([[]]), "a.pdf", "its pages are pictures, without text"),
        (b"PK\x03\x04 and nothing more", "a.epub", "it cannot be read as epub: BadZipFile"),
        (epub({"a.xhtml": "<p>x</p>"}, container="<container/>"), "a.epub", "it is no EPUB"),
        (epub({"a.xhtml": "<p>x</p>"}, container='<!DOCTYPE a [<!ENTITY b "c">]><a/>'), "a.epub", "declares entities"),
        (b"<html><body></body></html>", "a.html", "no text is found in it"),
        (b"From: x\nMIME-Version: 1.0\nContent-Type: text/plain\n\nx", "a.mht", "no web page is in it"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_plainly(data, name, told):
    if told == "cut off":
        told = ("it cannot be read as pdf", "no text is found", "its pages are pictures")
    assert any(each in refused(data, name) for each in ([told] if isinstance(told, str) else told))


def test_bombs(monkeypatch):
    zeros = epub({"a.xhtml": "<p>" + "0" * 1_000_000})
    assert len(zeros) < 10_000
    monkeypatch.setattr("guanxi_graph.importers.epub.MOST_BYTES", 100_000)
    assert "unpacks to more than a book can hold" in refused(zeros, "a.epub")
    assert "it is larger than 16 MB" in refused(b"x" * (16 * 1024 * 1024 + 1), "a.txt")
    monkeypatch.setattr("guanxi_graph.importers.pdf.MOST_PAGES", 2)
    assert "it has more than 2 pages" in refused(pdf([["a"]] * 3), "a.pdf")
    deep = "<div>" * 100_000 + "deep"
    assert stored(deep, "a.html", form="html-whole") == "deep\n"


def test_a_missing_library_is_named_with_its_remedy(monkeypatch):
    monkeypatch.setitem(sys.modules, "pypdf", None)
    told = refused(pdf([["a"]]), "a.pdf")
    assert told == "a PDF that has text is read with `pypdf`, which is not installed; pip install 'guanxi-graph[texts]'"


@pytest.mark.parametrize(
    ("data", "name", "form"),
    [
        (b"%PDF-1.4", "a", "pdf"),
        (b"PK\x03\x04", "a.zip", "epub"),
        (b"  <!DOCTYPE html>", "a", "html"),
        (b"<html>", "a.txt", "html"),
        (b"x", "a.md", "markdown"),
        (b"x", "A.HTM", "html"),
        (b"From: x\r\nMIME-Version: 1.0", "a.html", "mhtml"),
        (b"x", "-", "text"),
    ],
)
def test_what_a_file_is(data, name, form):
    assert form_of(data, name) == form


def test_every_kind_of_file_can_be_asked_for_and_is_documented():
    assert tuple(ARTICLE_READERS) == FORMS
    words = (ROOT / "docs" / "evidence.md").read_text("utf-8")
    assert all(f"`{name}`" in words for name in ARTICLE_READERS)


def test_words_that_begin_as_a_heading_does_are_no_heading():
    assert read_article(b"<p># 1 in the list</p>", "a.html", form="html-whole").lines == ("\u2060# 1 in the list",)
