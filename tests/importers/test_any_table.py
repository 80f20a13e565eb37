"""Whatever a table holds, what it becomes passes the check, and a second import changes nothing."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st
from import_bench import Bench

CELLS = st.one_of(
    st.sampled_from(
        [
            "",
            "Ada",
            "王兴",
            "王伟",
            "  x  ",
            "1905年3月",
            "03/04/1905",
            "1990",
            "2001-13",
            "friend",
            "studied at",
            "朋友",
            "Undirected",
            "directed",
            "https://example.org/a b",
            "http://x/|",
            "Q42",
            "0.5",
            "-1",
            "a;b",
            '"',
            "=1+1",
            "#",
            ": ",
            "{a: b}",
            "ceo of",
            "child",
            "born in",
            "n/a",
            "a | b",
            "founded",
            "person",
            "公司",
            "Thing",
            "weight",
            "true",
            "..",
            "'",
        ]
    ),
    st.text(max_size=12),
)
HEADINGS = st.sampled_from(
    [
        "Source",
        "Target",
        "From",
        "To",
        "Type",
        "Label",
        "Weight",
        "Id",
        "id",
        "Name",
        "关系",
        "起始节点",
        "目标节点",
        "来源",
        "Start",
        "End",
        "Date",
        "Page",
        "URL",
        "Quote",
        "Note",
        "Role",
        "Share",
        "Birth",
        "birthplace",
        "Alias",
        "wikidata",
        "lat",
        "lon",
        "Class",
        "living",
        "note",
        "Gender",
        "ceo",
        "employees",
        "qualifiers.amount",
        "claim.bornIn",
        "same_as.doi",
        "",
        "a: b",
        "confidence",
        "rank",
        "person",
    ]
)


@st.composite
def tables(draw: st.DrawFn) -> str:
    header = draw(st.lists(HEADINGS, min_size=1, max_size=7))
    rows = draw(st.lists(st.lists(CELLS, min_size=1, max_size=8), max_size=8))
    out = io.StringIO()
    csv.writer(out).writerows([header, *rows])
    return out.getvalue()


@settings(max_examples=60, deadline=None)
@example(["Source,claim.bornIn,claim.bornIn\r\nAda,,Ada\r\n"])
@example(["Source,URL\r\nAda,http://x/|\r\n"])
@example(["Source\r\n"])
@example(["Source,Target\r\nA\u030ada,Zoe\u0308\r\n"])
@example(['""\r\nAda,person,Ada\r\n', "Id,person\r\nx,y\r\n"])
@given(st.lists(tables(), min_size=1, max_size=2))
def test_what_it_becomes_passes_the_check(texts):
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        files = [
            bench.file(f"t{number}.csv", text.encode("utf-8", "surrogatepass")) for number, text in enumerate(texts)
        ]
        first = bench.run("import", *files, "-o", bench.map_folder, "--yes")
        if first.exit_code:
            assert "error[cannot-import]" in first.output or "there is nothing to take" in first.output
            return
        if any((bench.map_folder / "entities").glob("*")):
            checked = bench.run("check", "--errors-only", bench.map_folder)
            assert checked.exit_code == 0, checked.output
        again = bench.run("import", *files, "-o", bench.map_folder, "--yes")
        assert again.output.endswith("nothing changed\n"), again.output
