"""Parquet says what CSV says, and besides keeps lists, days, numbers and words as such. A fault is told by its row."""

from __future__ import annotations

import datetime as dt
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from guanxi_graph.problems import Problem
from guanxi_graph.reading import parquet_rows, read_map
from guanxi_graph.reading.located import plain
from guanxi_graph.reading.parquet_rows import ParquetRows
from guanxi_graph.reading.records import Record
from guanxi_graph.reading.rows import ClaimRow
from guanxi_graph.redaction import problems_of
from places import SHIPPED

Write = Callable[..., Path]
TIE = {"subject": "wang-xing", "relation": "knows", "object": "ma-huateng", "sources": "asprec-2012 ¶9"}


def table(path: Path, rows: list[dict[str, Any]], **types: pa.DataType) -> None:
    names = list(dict.fromkeys(name for row in rows for name in row))
    columns = {name: pa.array([row.get(name) for row in rows], types.get(name)) for name in names}
    parquet.write_table(pa.table(columns), path)


def in_columns(record: Record[Any]) -> dict[str, Any]:
    """A record as a row: named values are columns of their own, and lists are lists."""
    written = record.fields
    row: dict[str, Any] = {}
    for name, value in plain(written).items():
        if isinstance(value, dict) and name in {"labels", "aliases", "description", "qualifiers", "image"}:
            several = name in {"aliases", "qualifiers"}
            row |= {
                f"{name}.{key}": [each] if several and isinstance(each, str) else each for key, each in value.items()
            }
        elif name == "sources":
            row[name] = [each if isinstance(each, dict) else {"source": each} for each in value]
        else:
            row[name] = value
    return row


def test_the_shipped_map_in_parquet_is_the_same_map(tmp_path):
    copy = tmp_path / "map"
    shutil.copytree(SHIPPED, copy, ignore=shutil.ignore_patterns("export"))
    as_it_is = read_map(copy)
    for records in (as_it_is.entities, as_it_is.sources):
        for path in {Path(record.span().file) for record in records}:
            table(path.with_suffix(".parquet"), [in_columns(each) for each in records if each.span().file == str(path)])
            path.unlink()
    draft = read_map(copy)
    assert draft.problems == []
    for ours, theirs in ((draft.entities, as_it_is.entities), (draft.sources, as_it_is.sources)):
        assert sorted((each.row for each in ours), key=str) == sorted((each.row for each in theirs), key=str)


def test_claims_as_programs_keep_them(write_map):
    rows = [
        {
            "subject": "wang-xing",
            "relation": "knows",
            "object": "ma-huateng",
            "start": dt.date(2005, 12, 8),
            "weight": 12.0,
            "denied": False,
            "qualifiers.role": ["friend", "adviser"],
            "end": None,
            "note": "a; b",
            "sources": [{"source": "asprec-2012", "locator": "¶9", "quote": None}, {"source": "fannin-2008"}],
        },
        {"subject": None, "relation": None, "object": None},
    ]
    directory = write_map()
    table(directory / "claims/more.parquet", rows)
    draft = read_map(directory)
    assert draft.problems == []
    row = draft.claims[-1].row
    assert (row.start.text, row.weight, row.denied, row.note) == ("2005-12-08", 12.0, False, "a; b")
    assert row.qualifiers == {"role": ("adviser", "friend")}
    assert [str(cited) for cited in row.citations] == ["asprec-2012 ¶9", "fannin-2008"]


CELLS = st.one_of(st.none(), st.text(st.characters(exclude_categories=("Cs",)), max_size=5), st.just(r"a; b\; c"))


@given(st.lists(st.tuples(CELLS, CELLS, CELLS, CELLS), min_size=1, max_size=5))
def test_a_row_reads_the_same_with_its_place_and_without(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("rows") / "claims.parquet"
    names = ("subject", "relation", "sources", "qualifiers.role")
    texts = {name: pa.array([row[at] for row in rows], pa.string()) for at, name in enumerate(names)}
    parquet.write_table(pa.table(texts), path)
    read = [pair for batch in ParquetRows(path, ClaimRow) for pair in batch]
    assert [row.number for _, row in read] == [number for number, row in enumerate(rows, 1) if any(row)]
    for values, row in read:
        assert values == row.plain() == plain(row.fields())
        assert values.get("subject", "") == (rows[row.number - 1][0] or "")


def found(problems: list[Problem], directory: Path) -> list[tuple[str, str]]:
    return [(str(each.span).removeprefix(f"{directory}/"), each.message) for each in problems]


_MEMBERS = st.lists(st.sampled_from(["a", "b; c", "关", "", None]), max_size=3)


@given(st.lists(_MEMBERS | st.none(), max_size=8), st.integers(0, 3), st.sampled_from([pa.list_, pa.large_list]))
def test_lists_and_repeated_texts_are_those_that_pyarrow_tells(lists, start, kind):
    column = pa.array(lists, kind(pa.string()))[start:]
    told = [each and [member for member in each if member is not None] for each in column.to_pylist()]
    assert parquet_rows._cells(column) == told
    texts = pa.array([member for each in lists for member in each or [None]], pa.string()).dictionary_encode()[start:]
    assert parquet_rows._cells(texts) == texts.to_pylist()


def test_a_fault_stands_in_its_row(write_map, monkeypatch):
    monkeypatch.setattr(parquet_rows, "_BATCH", 2)
    directory = write_map()
    table(
        directory / "claims/more.parquet",
        [TIE, TIE | {"start": "2005"}, TIE | {"start": "in 2005"}, TIE | {"object": "x y"}],
    )
    told = found(problems_of(read_map(directory)), directory)
    assert ("claims/more.parquet:3:1", "`in 2005` is not a date") in told
    assert ("claims/more.parquet:4:1", "there is no entity `x y`") in told


def test_columns_that_do_not_fit(write_map):
    directory = write_map()
    when = pa.array([dt.datetime(2005, 12, 8, tzinfo=dt.UTC)])
    parquet.write_table(
        pa.table({**{name: [text] for name, text in TIE.items()}, "start": when}), directory / "claims/a.parquet"
    )
    table(directory / "claims/b.parquet", [TIE | {"freind": "x", "qualifiers": "y"}])
    assert found(read_map(directory).problems, directory) == [
        ("claims/a.parquet:1:1", "the column `start` is of type timestamp[us, tz=UTC], in which no such field is written"),
        ("claims/b.parquet:1:1", "there is no field `freind`"),
        ("claims/b.parquet:1:1", "the column `qualifiers` does not fit the field `qualifiers`"),
    ]  # fmt: skip


def test_what_is_no_parquet_and_what_is_broken_within(write_map):
    directory = write_map({"claims/a.parquet": b"PAR1 and no more"})
    table(directory / "claims/b.parquet", [TIE] * 100)
    data = bytearray((directory / "claims/b.parquet").read_bytes())
    data[4:60] = bytes(56)
    (directory / "claims/b.parquet").write_bytes(data)
    problems = read_map(directory).problems
    assert [problem.code for problem in problems] == ["unreadable-file"] * 2
    assert all("\n" not in problem.message for problem in problems)


def test_without_pyarrow_it_is_told_what_to_install(write_map, monkeypatch):
    directory = write_map()
    table(directory / "claims/more.parquet", [TIE])
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    (problem,) = problems_of(read_map(directory))
    assert problem.message == "a Parquet file is read by pyarrow, which is not installed"
    assert "pip install 'guanxi-graph[tables]'" in problem.hint


def test_a_file_that_unpacks_to_too_much_is_refused(write_map, monkeypatch):
    directory = write_map()
    table(directory / "claims/more.parquet", [TIE | {"note": "x" * 100_000}] * 10)
    monkeypatch.setattr(parquet_rows, "MAX_LINED", 100)
    assert [problem.code for problem in read_map(directory).problems] == ["file-too-large"]


@pytest.mark.parametrize("command", ["rename", "merge"])
def test_what_would_change_it_leaves_all_as_it_was(write_map, guanxi, command):
    directory = write_map()
    table(directory / "claims/more.parquet", [TIE])
    before = {path: path.read_bytes() for path in directory.rglob("*") if path.is_file()}
    run = guanxi(command, "wang-xing", "ma-huateng" if command == "merge" else "xing", "-m", directory)
    assert run.returncode == 1
    assert "is no text, and is not edited" in run.stderr
    assert "Traceback" not in run.stderr
    assert {path: path.read_bytes() for path in before} == before
