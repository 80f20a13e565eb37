"""JSON Lines say what YAML says: the same records, the same places, the same map."""

from __future__ import annotations

import io
import json
import os
import shutil
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from guanxi_graph.model import Entity, Source
from guanxi_graph.problems import MapError, Problem
from guanxi_graph.reading import read_map
from guanxi_graph.reading.draft import Draft
from guanxi_graph.reading.json_lines import JsonLine, JsonLines, _exactly
from guanxi_graph.reading.located import Fields, plain
from guanxi_graph.reading.plain_json import RowReader, plainly
from guanxi_graph.reading.records import Written, typed
from guanxi_graph.reading.rows import ClaimRow
from places import SHIPPED

TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=8)
PLAIN = TEXTS | st.integers() | st.booleans() | st.none()
VALUES = st.recursive(PLAIN, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4))
RECORDS = st.dictionaries(TEXTS, VALUES, max_size=5)


def json_lines(text: str) -> tuple[list[JsonLine], list[Problem]]:
    lines = JsonLines(text.encode(), "f.jsonl", ClaimRow)
    return [line for _, line in lines], lines.problems


def as_text(value):
    """What is read of a JSON value: numbers and words as they are written."""
    match value:
        case bool() | int():
            return json.dumps(value)
        case list():
            return [as_text(each) for each in value]
        case dict():
            return {name: as_text(each) for name, each in value.items()}
    return value


@given(st.lists(RECORDS, max_size=3), st.booleans())
def test_all_that_json_writes_is_read(records, is_ascii):
    text = "".join(json.dumps(each, ensure_ascii=is_ascii) + "\r\n" for each in records)
    lines, problems = json_lines(text)
    assert problems == []
    told = [{name: value for name, value in as_text(each).items() if value is not None} for each in records]
    assert [line.plain() for line in lines] == told
    placed = [{name: text for name, each in line.fields().values.items() if (text := plain(each)) is not None}
              for line in lines]  # fmt: skip
    assert placed == told


# Of what lines are made, and what makes them unusual: spaces, names given twice, numbers, escapes, bad endings.
PIECES = st.sampled_from(
    ["{", "}", "[", "]", ",", ":", " ", "\t", '"a"', '"b"', '"a":', '"b": ', '"x": "y"', '"a": "1"', '"a" :2', "null",
     "true", "-0", "12", "1.50", "1E5", "1e999", '"\\u0061":3', '"关:\u2028"', '"\x7f"', "NaN", "01", "\x0c", "\ufeff"]
)  # fmt: skip
WRITTEN = st.one_of(
    st.lists(PIECES, max_size=12).map("".join),
    st.lists(st.tuples(TEXTS, VALUES), max_size=4).map(
        lambda pairs: f"{{{', '.join(f'{json.dumps(name)}: {json.dumps(value)}' for name, value in pairs)}}}"
    ),
    RECORDS.map(lambda record: json.dumps(record, ensure_ascii=False, separators=(",", ":"))),
)


@given(WRITTEN)
def test_what_is_read_fast_is_what_the_exact_reader_reads(line: str) -> None:
    record = JsonLine(line.encode(), "f.jsonl", 1)
    fast = plainly(record.data)
    try:
        exact = _exactly(record)
    except MapError:
        assert fast is None
        return
    assert fast in (None, exact)


def test_most_lines_are_read_fast():
    for line in (
        '{"a" : "b: {c}", "d": {"e":["f", null]}}',
        '{"a": 1990, "b": true, "c": [30.50, -1], "d": [{"e": "f"}]}',
    ):
        assert plainly(line.encode()) == _exactly(JsonLine(line.encode(), "f.jsonl", 1))
        assert plainly(line.encode()) is not None


# What stands in fields: right, wrong, or written in an unusual way.
CELLS = st.sampled_from(
    ['"x"', '"x: {y}"', '"\\u0022"', '"关系 \\\\"', '""', "null", "true", '"TRUE"', "1", "1.0", "0", "-0", "12.50", "1e13", '"nan"',
     "0.1000000000000000055511151231257827", "123456789012345678901234567890", "2005", '"2005"', '"2005-13"', '".."', "[]",
     '["x"]', '["b", "a", "b"]', "[null]", "[1, 2]", "[116.4, 39]", '["116.4", "39"]', "{}", '{"role": "x"}', '{"role" :["b","a"]}',
     '{"role": []}', '{"role": null}', '{"role": "x", "role": "y"}', '{"en": "x", "EN": ["y"]}', '[{"source": "s", "quote": "q: r"}]',
     '[{"source": "s", "source": "t"}]', '{"file": "a.png", "licence": "CC0"}', '"high"', '"disputed"', "NaN"]
)  # fmt: skip
FIELDS = {
    ClaimRow: (["subject", "relation"], ["object", "value", "start", "end", "qualifiers", "weight", "sources", "denied", "confidence", "note", "id"]),
    Entity: (["id", "class", "labels"], ["aliases", "description", "same_as", "coordinates", "living", "image", "formerly"]),
    Source: (["id", "title"], ["authors", "published", "url", "language", "reliability", "note"]),
}  # fmt: skip


@st.composite
def rows_written(draw: st.DrawFn) -> tuple[type, str]:
    """A kind of record, and a line that may be one of it."""
    kind = draw(st.sampled_from(list(FIELDS)))
    must, may = FIELDS[kind]
    sound = [(name, '{"en": "x"}' if name == "labels" else '"x"') for name in must]
    pairs = sound + draw(st.lists(st.tuples(st.sampled_from([*may, *may, *must, "unknown"]), CELLS), max_size=4))
    colon = draw(st.sampled_from([": ", ":", " :"]))
    return kind, "{" + ", ".join(f'"{name}"{colon}{cell}' for name, cell in draw(st.permutations(pairs))) + "}"


@given(rows_written())
def test_a_row_that_is_read_at_once_is_the_row_of_what_was_read(written: tuple[type, str]) -> None:
    kind, line = written
    record = JsonLine(line.encode(), "f.jsonl", 1)
    row = RowReader(kind)(record.data)
    try:
        exact = _exactly(record)
    except MapError:
        assert row is None
        return
    records, problems = typed([(exact, record)], kind)
    assert row is None or (not problems and records[0].row == row)


def test_most_rows_are_read_at_once():
    line = b'{"subject": "a", "relation": "knows", "object": "b", "start": "2005", "qualifiers": {"role": "x"}, "sources": ["s p. 1"]}'
    told = line.replace(b"p. 1", b"p. 1: so").replace(b'"2005"', b'"2005", "weight": 2, "denied": true')
    assert all(RowReader(ClaimRow)(each) for each in (line, told))


ROW = b'{"subject": "a", "relation": "knows", "object": "b"}'
# Two records that do not stand on two lines, and lines that are no record, beside whatever else may be written.
TOGETHER = st.sampled_from(
    [ROW, ROW + ROW, b'{"subject": "a", "relation": "knows", "qualifiers":\n{"role": "x"}} ' + ROW, b"", b"  ", b"[]",
     b'{"subject": "a", "relation":\n "knows"}', ROW + b"\r", ROW + b"\r\n\r", b"\xff", ROW[:-1] + b', "note": "\xff"}']
)  # fmt: skip


@given(st.lists(TOGETHER | rows_written().map(lambda written: written[1].encode()), max_size=4))
def test_rows_that_are_read_together_are_those_of_each_line(written: list[bytes]) -> None:
    lines = list(io.BytesIO(b"".join(each + b"\n" for each in written)))
    read, each = RowReader(ClaimRow).all_of(b"".join(lines), len(lines)), list(map(RowReader(ClaimRow), lines))
    assert read is None or read == each
    assert read or set(lines) != {ROW + b"\n"}


def test_records_after_a_line_that_is_none_have_their_places():
    sound = ROW.decode() + "\n"
    lines, problems = json_lines(sound * 300 + "{\n" + sound * 300)
    assert [line.number for line in lines] == [*range(1, 301), *range(302, 602)]
    assert [(problem.code, problem.span.line) for problem in problems] == [("json-syntax", 301)]


@given(RECORDS)
def test_every_text_stands_where_it_is_said_to(record):
    written = json.dumps(record, ensure_ascii=False)
    (line,), _ = json_lines(written)
    fields = line.fields()
    for name, span in fields.keys.items():
        assert json.loads(written[span.column - 1 :][: span.length]) == name
    for name, value in fields.values.items():
        if isinstance(record[name], str):
            assert json.loads(written[value.span.column - 1 :][: value.span.length]) == record[name]


@given(st.text())
def test_any_text_is_read_or_told_of_by_line(text):
    lines, problems = json_lines(text)
    held = [number for number, line in enumerate(text.split("\n"), 1) if line and not line.isspace()]
    assert sorted([line.number for line in lines] + [problem.span.line for problem in problems]) == held
    assert all(problem.hint for problem in problems)


def test_fifty_thousand_levels_are_refused_without_a_crash():
    for text in ("[" * 50_000 + "]" * 50_000, '{"a": ' * 50_000):
        lines, (problem,) = json_lines(text)
        assert (lines, problem.code) == ([], "json-depth")


def test_the_shipped_map_in_json_lines_is_the_same_map(tmp_path, guanxi):
    copy = tmp_path / "map"
    shutil.copytree(SHIPPED, copy, ignore=shutil.ignore_patterns("export"))
    draft = read_map(copy)
    for path, records in _by_file(draft).items():
        lines = "".join(f"{json.dumps(_written(each), ensure_ascii=False)}\n" for each in records)
        path.with_suffix(".jsonl").write_text(lines, "utf-8")
        path.unlink()
    run = guanxi("build", copy, "--no-page")
    assert run.returncode == 0, run.stderr
    assert (copy / "export/guanxi.ttl").read_bytes() == (SHIPPED / "export/guanxi.ttl").read_bytes()


def _by_file(draft: Draft) -> dict[Path, list[Written]]:
    found: dict[Path, list[Written]] = {}
    for record in (*draft.entities, *draft.sources, *draft.claims):
        found.setdefault(Path(record.span().file), []).append(record.fields)
    return found


def _written(fields: Written) -> object:
    assert isinstance(fields, Fields)
    return plain(fields)


def test_rename_changes_json_lines_too(write_map, guanxi):
    people = '{"id": "lei-jun", "class": "Person", "labels": {"en": "Lei Jun"}}\n'
    tie = '{"subject":"lei-jun" , "relation": "knows", "object": "ma-huateng", "sources": ["asprec-2012 ¶9"]}\n'
    directory = write_map({"more.jsonl": people, "claims/more.ndjson": f"\n{tie}"})
    run = guanxi("rename", "lei-jun", "lei", "-m", directory)
    assert run.returncode == 0, run.stderr
    assert (directory / "more.jsonl").read_text("utf-8") == people.replace("lei-jun", "lei")
    assert (directory / "claims/more.ndjson").read_text("utf-8") == f"\n{tie.replace('lei-jun', 'lei')}"


def test_a_merge_takes_the_line_out_and_writes_yaml_beside(write_map, guanxi):
    first = '{"id": "lei-jun", "class": "Person", "labels": {"en": "Lei Jun"}}\n'
    twin = '{"id": "lei-jun-2", "class": "Person", "labels": {"zh-Hans": "雷军"}}\n'
    other = '{"id": "fu-sheng", "class": "Person", "labels": {"en": "Fu\u2028Sheng"}}'
    directory = write_map({"more.jsonl": first + twin + other})
    run = guanxi("merge", "lei-jun", "lei-jun-2", "-m", directory)
    assert run.returncode == 0, run.stderr
    assert (directory / "more.jsonl").read_text("utf-8") == other
    assert read_map(directory).entity_by_id["lei-jun"].row.labels == {"en": "Lei Jun", "zh-Hans": "雷军"}


def test_shells_complete_ids_of_json_lines(write_map, guanxi):
    directory = write_map({"more.jsonl": '{"class": "Person", "id":"lei-jun", "labels": {"en": "Lei Jun"}}\n'})
    asked = {"_GUANXI_COMPLETE": "bash_complete", "COMP_WORDS": "guanxi show lei", "COMP_CWORD": "2"}
    assert guanxi(cwd=directory, env={**os.environ, **asked}).stdout == "plain,lei-jun\n"


@given(st.text(st.sampled_from(["a", "\\", '"', "😀", "\ud83d", "\ude00"]), max_size=6))
def test_half_of_a_character_is_a_problem_at_its_place(text):
    line = json.dumps({"note": text})
    is_whole = not any("\ud800" <= char <= "\udfff" for char in json.loads(line)["note"])
    lines, problems = json_lines(f"{line}\n")
    assert [line.plain()["note"] for line in lines] == [json.loads(line)["note"]] * is_whole
    assert [problem.code for problem in problems] == ["bad-character"] * (not is_whole)
    for problem in problems:
        escape = line[problem.span.column - 1 :][: problem.span.length]
        assert (escape[:2], len(escape), escape[2:].upper()) == ("\\u", 6, problem.message[-4:])
