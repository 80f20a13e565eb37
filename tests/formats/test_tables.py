"""A map as tables: CSV for a spreadsheet, SQLite with full-text search."""

from __future__ import annotations

import csv
import io
import sqlite3
import sys
import zipfile
from contextlib import closing
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from python_calamine import CalamineWorkbook

from guanxi_graph import Map, load
from guanxi_graph.cli import main
from guanxi_graph.formats import csv_files, parquet_files, to_sqlite, to_xlsx
from guanxi_graph.formats.flat import tables

MORE = """\
- {subject: wang-xing, relation: friendOf, object: ma-huateng, start: 2011~, end: .., rank: preferred, reason: told twice,
   qualifiers: {via: lai-binqiang}, note: "=2+2, a note", sources: [{source: asprec-2012, locator: ¶3, quote: They were friends}]}
- {subject: wang-xing, relation: friendOf, object: ma-huateng, rank: deprecated, reason: a mistake, sources: [asprec-2012]}
"""
# What a spreadsheet would run, in every place where somebody else's text may stand.
FORMULA = '=HYPERLINK(""http://example.org"")'.replace('""', "'")
PEOPLE = f"""\
- {{id: mallory, class: Person, labels: {{en: "{FORMULA}"}}, aliases: {{en: ["@SUM(1)", "+1"]}}, description: {{en: "-2+3"}}}}
"""


def rows(body: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(body.decode(), newline="")))


def test_each_record_is_a_row(shipped: Map) -> None:
    read = {name: rows(body) for name, body in csv_files(shipped).items()}
    assert list(read) == ["nodes.csv", "sources.csv", "edges.csv", "attributes.csv", "citations.csv"]
    assert [row["id"] for row in read["nodes.csv"]] == list(shipped.entities)
    assert [row["id"] for row in read["sources.csv"]] == list(shipped.sources)
    assert sorted(row["id"] for row in read["edges.csv"] + read["attributes.csv"]) == sorted(shipped.claims)
    assert len(read["citations.csv"]) == sum(len(claim.citations) for claim in shipped.claims.values())


def test_a_claim_says_all_in_its_row(write_map) -> None:
    edges = rows(csv_files(load(write_map({"claims/more.yaml": MORE})))["edges.csv"])
    friends = [edge for edge in edges if edge["relation"] == "friendOf" and edge["plain_fact"] == "true"]
    assert friends == [
        {
            "id": "wang-xing.friendOf.ma-huateng.2011-about",
            "source": "wang-xing",
            "target": "ma-huateng",
            "relation": "friendOf",
            "label": "friend of",
            "symmetric": "true",
            "start": "2011~",
            "end": "..",
            "at": "",
            "first_day": "2011-01-01",
            "last_day": "",
            "weight": "",
            "rank": "preferred",
            "confidence": "reported",
            "denied": "false",
            "plain_fact": "true",
            "qualifiers": "via=lai-binqiang",
            "cited": "asprec-2012 ¶3",
            "rule": "",
            "note": "told twice; =2+2, a note",
        }
    ]


def test_no_cell_is_a_formula_to_a_spreadsheet(write_map) -> None:
    for body in csv_files(load(write_map({"people2.yaml": PEOPLE, "claims/more.yaml": MORE}))).values():
        cells = [cell for row in csv.reader(io.StringIO(body.decode(), newline="")) for cell in row]
        assert [cell for cell in cells if cell[:1] in {*"=+-@\t\r"}] == []
        assert "mallory" not in cells or {f"'{FORMULA}", "'+1; @SUM(1)", "'-2+3"} <= set(cells)


def test_a_figure_is_a_number_and_its_text(write_map) -> None:
    (users,) = rows(csv_files(load(write_map()))["attributes.csv"])
    told = [users[name] for name in ("node", "relation", "value", "number", "at", "cited")]
    assert told == ["renren", "users", "170000000", "170000000", "2012", "asprec-2012 ¶9"]


def test_where_the_tables_are_written(guanxi, write_map, tmp_path: Path) -> None:
    """Into a folder; into an archive; with the mark by which Excel knows UTF-8."""
    ran = guanxi("export", "csv", write_map(), "-o", tmp_path / "tables")
    written = {path.name: path.read_bytes() for path in (tmp_path / "tables").iterdir()}
    assert ran.stdout.splitlines()[0] == str(tmp_path / "tables" / "nodes.csv")
    guanxi("export", "csv", write_map(), "-o", tmp_path / "tables.zip", "--bom")
    with zipfile.ZipFile(tmp_path / "tables.zip") as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {
            name: b"\xef\xbb\xbf" + body for name, body in written.items()
        }
    refused = guanxi("export", "gexf", write_map(), "--bom")
    assert "--bom is for csv" in refused.stderr
    assert refused.returncode == 2


@pytest.fixture(scope="module")
def database(shipped: Map) -> sqlite3.Connection:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(to_sqlite(shipped))
        yield connection


def test_the_database_is_sound(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []


def test_the_views_are_for_reading(database: sqlite3.Connection, shipped: Map) -> None:
    """Every claim once with names, every citation once with the claim that it is for."""
    assert database.execute("SELECT count(*) FROM claims").fetchone() == (len(shipped.claims),)
    cited = sum(len(claim.citations) for claim in shipped.claims.values())
    assert database.execute("SELECT count(*) FROM evidence").fetchone() == (cited,)
    founded = "SELECT subject, relation, object FROM claims WHERE id = 'wang-xing.founded.xiaonei.2005-12'"
    assert database.execute(founded).fetchone() == ("Wang Xing", "founded", "Xiaonei")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("腾讯", "tencent"),
        ("马化腾", "ma-huateng"),
        ("化腾", "ma-huateng"),
        ('"ma hua teng"', "ma-huateng"),
        ("mahuateng", "ma-huateng"),
        ("pony", "ma-huateng"),
    ],
)
def test_a_name_is_found_in_any_script(database: sqlite3.Connection, words: str, found: str) -> None:
    sql = "SELECT id FROM nodes WHERE rowid IN (SELECT rowid FROM nodes_fts WHERE nodes_fts MATCH ?)"
    assert (found,) in database.execute(sql, (words,)).fetchall()


def test_a_workbook_has_the_same_tables(shipped: Map) -> None:
    """Read by another library: numbers as numbers, what was told as it was told, nothing run."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(to_xlsx(shipped)))
    assert book.sheet_names == [table.name for table in tables(shipped)]
    for table in tables(shipped):
        header, *read = book.get_sheet_by_name(table.name).to_python()
        assert header == [column.name for column in table.columns]
        assert read == [["" if cell is None else cell for cell in row] for row in table.rows]


def test_a_workbook_holds_no_formula_and_no_link(write_map) -> None:
    body = to_xlsx(load(write_map({"people2.yaml": PEOPLE})))
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if "worksheets" in name]
    assert len(sheets) == 5
    assert not [sheet for sheet in sheets if b"<f>" in sheet or b"<hyperlink" in sheet]
    (name,) = [
        row[1]
        for row in CalamineWorkbook.from_filelike(io.BytesIO(body)).get_sheet_by_name("nodes").to_python()
        if row[0] == "mallory"
    ]
    assert name == FORMULA


def test_what_excel_cannot_hold_is_said(guanxi, write_map, tmp_path: Path) -> None:
    long = f"- {{subject: wang-xing, relation: about, object: guanxi, note: {'x' * 33_000}, sources: [asprec-2012]}}\n"
    ran = guanxi("export", "xlsx", write_map({"claims/long.yaml": long}), "-o", tmp_path / "map.xlsx")
    assert ran.returncode == 1
    assert "error: Excel cannot hold `edges`, row " in ran.stderr
    assert ", column `note`: `guanxi export csv` can" in ran.stderr
    assert not (tmp_path / "map.xlsx").exists()


def test_parquet_has_the_same_tables(shipped: Map) -> None:
    for table in tables(shipped):
        read = pq.read_table(io.BytesIO(parquet_files(shipped)[f"{table.name}.parquet"]))
        assert read.column_names == [column.name for column in table.columns]
        assert [list(row.values()) for row in read.to_pylist()] == [
            [None if cell == "" else cell for cell in row] for row in table.rows
        ]


@pytest.mark.parametrize(("form", "module"), [("xlsx", "xlsxwriter"), ("parquet", "pyarrow")])
def test_what_is_not_installed_is_named(write_map, monkeypatch: pytest.MonkeyPatch, form: str, module: str) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    ran = CliRunner().invoke(main, ["export", form, str(write_map())])
    assert f"{form} needs {module}: pip install 'guanxi-graph[tables]'" in ran.stderr
    assert ran.exit_code == 2
