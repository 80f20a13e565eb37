"""References out, and in again: what each format can hold comes back as it was."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guanxi_graph.dates import parse_date
from guanxi_graph.importers.references import IMPORTERS
from guanxi_graph.model import SOURCE_KINDS, Source
from guanxi_graph.references.bibtex import read_bibtex, to_bibtex
from guanxi_graph.references.csl import item_of, row_of, to_csl
from guanxi_graph.references.formatted import reference
from guanxi_graph.references.source_ids import source_id

BOOK = Source(
    id="fannin-2008",
    kind="book",
    title="Silicon Dragon & Co. {sic}",
    authors=("Rebecca A. Fannin", "腾讯公司"),
    publisher="McGraw-Hill",
    published=parse_date("2008-01~"),
    url="https://example.org/a_b%20c",
    language="en",
    note="50% read -- so far",
)


def test_bibtex_as_it_is_written():
    assert to_bibtex([BOOK]) == (
        "@book{fannin-2008,\n"
        "  title = {{Silicon Dragon \\& Co. \\textbraceleft{}sic\\textbraceright{}}},\n"
        "  author = {{Rebecca A. Fannin} and {腾讯公司}},\n"
        "  publisher = {McGraw-Hill},\n"
        "  date = {2008-01~},\n"
        "  year = {2008},\n"
        "  url = {https://example.org/a_b%20c},\n"
        "  langid = {en},\n"
        "  note = {50\\% read -{}- so far},\n"
        "}\n"
    )


def test_csl_as_it_is_written():
    assert item_of(BOOK) == {
        "id": "fannin-2008",
        "type": "book",
        "title": "Silicon Dragon & Co. {sic}",
        "author": [{"literal": "Rebecca A. Fannin"}, {"literal": "腾讯公司"}],
        "publisher": "McGraw-Hill",
        "issued": {"date-parts": [[2008, 1]], "circa": True},
        "URL": "https://example.org/a_b%20c",
        "language": "en",
        "note": "50% read -- so far",
    }


words = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12)
texts = st.lists(words | st.sampled_from(["--", "``x''", "a~b", "{", "}", "\\", "\\and", "%", "$1", "^", "and", "王兴"]), min_size=1, max_size=4).map(" ".join)  # fmt: skip
names = texts.filter(lambda name: name != "others")
sources = st.builds(
    Source,
    id=st.from_regex(r"[a-z]{3,9}(-[a-z0-9]{1,5}){0,2}", fullmatch=True),
    title=texts,
    kind=st.sampled_from([*SOURCE_KINDS, "scroll"]),
    authors=st.lists(names, max_size=3, unique=True).map(tuple),
    publisher=st.just("") | texts,
    published=st.none()
    | st.sampled_from(["2005", "2005-12", "2005-12-08", "1345~", "2001-21", "2012-03-04?", "199X", "-0205"]).map(
        parse_date
    ),
    url=st.sampled_from(["", "https://example.org/a_b%20c?d=e&f#g", "https://example.org/关系"]),
    language=st.sampled_from(["", "en", "zh-Hans"]),
    note=st.just("") | texts,
)


@given(sources)
def test_csl_out_and_in_again(source):
    (item,) = json.loads(to_csl([source]))
    assert Source(id=source.id, **_dated(row_of(item))) == source


@given(sources)
def test_bibtex_out_and_in_again(source):
    (entry,) = read_bibtex(to_bibtex([source]))
    assert (entry.key, entry.fault) == (source.id, "")
    assert Source(id=source.id, **_dated(entry.row)) == source


def _dated(row):
    told = {**row, "published": parse_date(row["published"])} if "published" in row else dict(row)
    return {**told, "authors": tuple(told.get("authors", ()))}


@pytest.mark.parametrize(("name", "write"), [("bibtex", to_bibtex), ("csl", to_csl)])
def test_the_shipped_sources_out_and_in_again(name, write, tmp_path, shipped):
    """But for what no reference has: where a copy is kept, whose report it repeats, the licence."""
    known = shipped.sources
    path = tmp_path / "refs"
    path.write_text(write(known.values()), "utf-8")
    found = IMPORTERS[name].read(path)
    assert found.report == ()
    for row in found.sources:
        fields = ("title", "kind", "publisher", "url", "language", "note")
        source = known[row["id"]]
        assert {field: row.get(field, "") for field in fields} == {
            field: " ".join(getattr(source, field).split()) for field in fields
        }
        assert row.get("published", "") == str(source.published or "")
        assert tuple(row.get("authors", ())) == source.authors
    assert len(found.sources) == len(known)


BIB = r"""
@string{mgh = {McGraw-Hill}}
@BOOK{Fannin:2008, author = "Fannin, Rebecca A. and {Tencent Holdings} and M{\"u}ller, Jr., J{\'e}r{\^o}me and others",
  title = {{Silicon} Dragon: 10\% of it}, publisher = mgh, year = 2008, month = jan}
@inproceedings{wang_2005, author = {王, 兴}, title = {关系网}, booktitle = {Proc. of It}, doi = {10.1/x_y}}
@misc{untitled, year = 2000}
"""


def test_bibtex_as_others_write_it(tmp_path):
    path = tmp_path / "refs.bib"
    path.write_text(BIB, "utf-8")
    found = IMPORTERS["bibtex"].read(path)
    assert found.report == ("untitled: it has no title",)
    assert list(found.sources) == [
        {
            "id": "fannin-2008",
            "kind": "book",
            "title": "Silicon Dragon: 10% of it",
            "authors": ["Rebecca A. Fannin", "Tencent Holdings", "Jérôme Müller Jr."],
            "publisher": "McGraw-Hill",
            "published": "2008-01",
        },
        {
            "id": "wang-2005",
            "kind": "paper",
            "title": "关系网",
            "authors": ["王兴"],
            "publisher": "Proc. of It",
            "url": "https://doi.org/10.1/x_y",
        },
    ]


ZOTERO = [
    {
        "id": "http://zotero.org/users/1/items/ABCD",
        "type": "article-newspaper",
        "title": "Renren is\nsold",
        "container-title": "The Daily",
        "author": [
            {"family": "Ludwig", "given": "Emil", "non-dropping-particle": "van"},
            {"family": "王", "given": "兴"},
        ],
        "issued": {"date-parts": [["2012", 3, 4]]},
        "language": "en-US",
        "page": "1-2",
    },
    {"id": "x", "type": "book", "title": "Bad date", "issued": {"raw": "last May"}, "URL": "javascript:alert(1)"},
    {"id": "none", "type": "book"},
    "what",
]


def test_csl_as_zotero_writes_it(tmp_path):
    path = tmp_path / "refs.json"
    path.write_text(json.dumps(ZOTERO), "utf-8")
    found = IMPORTERS["csl"].read(path)
    assert found.report == ("none: it has no title", "no. 4: it is no reference")
    assert list(found.sources) == [
        {
            "id": "ludwig-2012",
            "kind": "news",
            "title": "Renren is sold",
            "authors": ["Emil van Ludwig", "王兴"],
            "publisher": "The Daily",
            "published": "2012-03-04",
            "language": "en-US",
        },
        {"id": "bad-date", "kind": "book", "title": "Bad date"},
    ]


def test_ids_are_the_keys_else_made_of_author_and_year():
    row = {"title": "Silicon Dragon", "authors": ["Rebecca A. Fannin"], "published": "2008-01"}
    assert source_id("Fannin:2008", row, ()) == "fannin-2008"
    assert source_id("http://zotero.org/1", row, ()) == "fannin-2008"
    assert source_id("http://zotero.org/1", row, {"fannin-2008"}) == "fannin-2008-2"
    assert source_id("", {"title": "关系"}, ()) == "source"


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"title": "Silicon Dragon", "authors": ("R. Fannin",), "publisher": "McGraw-Hill", "published": "2008"}, "R. Fannin (2008). Silicon Dragon. McGraw-Hill."),
        ({"title": "Who?", "authors": ("A", "B"), "url": "https://example.org"}, "A & B. Who? https://example.org"),
        ({"title": "T", "authors": ("A", "B", "C")}, "A, B & C. T."),
        ({"title": "T", "authors": ("A", "B", "C", "D")}, "A et al. T."),
        ({"title": "宋史 (History of Song)", "published": "1345~"}, "宋史 (History of Song) (c. 1345)."),
        ({"title": "校内网", "authors": ("王兴", "赖斌强"), "publisher": "新浪", "published": "2005-12", "language": "zh"}, "王兴、赖斌强：《校内网》，新浪，2005-12。"),
    ],
)  # fmt: skip
def test_a_reference_for_readers(fields, told):
    published = parse_date(fields["published"]) if "published" in fields else None
    assert reference(Source(id="a", **{**fields, "published": published})) == told


def test_a_reference_without_its_address():
    assert reference(Source(id="a", title="T", url="https://example.org"), address=False) == "T."


def test_import_and_export_as_a_user_runs_them(guanxi, write_map, tmp_path):
    directory = write_map()
    path = tmp_path / "refs.bib"
    assert guanxi("source", "export", "-o", path, directory).returncode == 0
    again = guanxi("source", "import", path, directory)
    assert (again.returncode, again.stdout) == (0, "")
    assert "asprec-2012: in the map already\n" in again.stderr
    path.write_text(BIB.replace("2008", "2009"), "utf-8")
    shown = guanxi("source", "import", path, "-m", directory)
    assert shown.stdout.startswith("- id: fannin-2009\n  kind: book\n")
    assert "left out: untitled: it has no title" in shown.stderr
    assert "2 sources added" in guanxi("source", "import", path, "--write", "-m", directory).stdout
    assert guanxi("check", directory).returncode == 0
    assert "Rebecca A. Fannin, Tencent Holdings & Jérôme Müller Jr. (2009-01)." in guanxi("source", "export", "-f", "text", directory).stdout  # fmt: skip
    assert {item["id"] for item in json.loads(guanxi("source", "export", "-f", "csl", directory).stdout)} >= {
        "wang-2005"
    }


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("refs.json", "{not json", "error[unreadable-references]: this is not JSON"),
        ("refs.json", '{"a": 1}', "it holds no list of references"),
        ("refs.json", "[" * 100_000, "this is not JSON"),
        ("refs.bib", "@book{a", "left out: line"),
        ("refs.txt", "", "does not say what it is: name it with -f"),
    ],
)
def test_broken_references_are_told_plainly(guanxi, write_map, tmp_path, name, text, told):
    path = tmp_path / name
    path.write_text(text)
    ran = guanxi("source", "import", path, "-m", write_map())
    assert told in ran.stderr
    assert "Traceback" not in ran.stderr
