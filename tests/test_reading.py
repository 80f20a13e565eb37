"""YAML and CSV are read as what was written, with a place for every field, and never believed further."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guanxi_graph.problems import MapError, Problem
from guanxi_graph.reading import read_map, utf8
from guanxi_graph.reading.cells import Line, Row
from guanxi_graph.reading.csv import CsvRows
from guanxi_graph.reading.csv import _rows as csv_rows_of
from guanxi_graph.reading.located import plain, span_of
from guanxi_graph.reading.rows import ClaimRow
from guanxi_graph.reading.utf8 import MAX_BYTES
from guanxi_graph.reading.yaml import parse_yaml
from guanxi_graph.reading.yaml_records import parse_records
from guanxi_graph.redaction import problems_of


def refused(text: str) -> tuple[str, int, int]:
    with pytest.raises(MapError) as raised:
        parse_yaml(text, "f.yaml")
    (problem,) = raised.value.problems
    return problem.code, problem.span.line, problem.span.column


def test_scalars_stay_what_was_written():
    text = "- {a: no, b: 012, c: 1:30, d: 2005-12, e: 1.50, f: 'true', g: 1e3, h: 0x1F, i: =, j: \"\"}\n"
    assert plain(parse_yaml(text, "f")) == [
        {"a": "no", "b": "012", "c": "1:30", "d": "2005-12", "e": "1.50", "f": "true", "g": "1e3", "h": "0x1F", "i": "=", "j": ""}
    ]  # fmt: skip


def test_an_absent_value_is_absent():
    assert plain(parse_yaml("{a: , b: ~, c: null}", "f")) == {"a": None, "b": None, "c": None}


def test_every_field_has_its_place():
    root = parse_yaml("- {关系: x,\n   list: [a, 关系 b]}\n", "f.yaml")
    span = span_of(root, [0, "list", 1])
    assert (span.line, span.column, span.length) == (2, 14, 4)


def test_a_bomb_of_aliases_is_refused_before_it_goes_off():
    bomb = "a: &a [x, x]\n" + "\n".join(f"{c}: &{c} [*{p}, *{p}]" for p, c in zip("abcdefgh", "bcdefghi", strict=True))
    assert refused(bomb) == ("yaml-anchor", 1, 4)


def test_fifty_thousand_levels_are_refused_without_a_crash():
    assert refused("[" * 50_000)[0] == "yaml-depth"
    assert refused("- " * 50_000)[0] == "yaml-depth"
    assert refused("a: {" * 50_000)[0] in {"yaml-depth", "yaml-syntax"}


def test_files_that_cannot_be_trusted(write_map):
    directory = write_map(
        {
            "big.yaml": b"#" * (MAX_BYTES + 1),
            "latin.yaml": "- {id: café}\n".encode("latin-1"),
            "bom.yaml": "\ufeff- {id: lei-jun, class: Person, labels: {en: Lei Jun}}\n",
            "crlf.yaml": "- id: a\r\n  class: Person\r\n  labels: {en: A}\r\n  livng: true\r\n",
        }
    )
    (directory / "gone.yaml").symlink_to(directory / "nowhere.yaml")
    draft = read_map(directory)
    found = {(problem.code, problem.span.file.rpartition("/")[2], problem.span.line) for problem in draft.problems}
    assert found == {
        ("file-too-large", "big.yaml", 1),
        ("not-utf8", "latin.yaml", 1),
        ("unknown-field", "crlf.yaml", 4),
        ("unreadable-file", "gone.yaml", 1),
    }
    assert "lei-jun" in draft.entity_by_id


@given(st.text())
@settings(max_examples=300)
def test_any_text_is_read_or_refused_with_a_place(text):
    text = text.encode("utf-8", "ignore").decode()
    try:
        parse_yaml(text, "f.yaml")
    except MapError as error:
        (problem,) = error.problems
        assert problem.hint
        assert problem.span.line >= 1


def test_csv_has_the_same_fields_as_columns(write_map):
    people = (
        "\ufeffid,class,labels.en,labels.zh-Hans,aliases.en,living\r\n"
        'lei-jun,Person,Lei Jun,雷军,"Lei, Jun; Mr Lei",true\r\n'
    )
    claims = (
        "subject,relation,object,start,qualifiers.role,sources\n"
        "lei-jun,worksAt,tencent,1998,CTO; adviser,asprec-2012 ¶9; fannin-2008 p. 94\n"
    )
    draft = read_map(write_map({"more.csv": people, "claims/more.csv": claims}))
    assert draft.problems == []
    entity = draft.entity_by_id["lei-jun"].row
    assert (entity.labels, entity.aliases, entity.living) == (
        {"en": "Lei Jun", "zh-Hans": "雷军"}, {"en": ("Lei, Jun", "Mr Lei")}, True,
    )  # fmt: skip
    row = draft.claims[-1].row
    assert row.qualifiers == {"role": ("CTO", "adviser")}
    assert [str(cited) for cited in row.citations] == ["asprec-2012 ¶9", "fannin-2008 p. 94"]


def csv_rows(text: str) -> tuple[list[Row], list[Problem]]:
    rows = CsvRows(text, "f.csv", ClaimRow)
    return [row for _, row in rows], rows.problems


def test_csv_cells_have_places():
    text = 'subject,note,object,relation\n"wang ""x""","two\nlines, 关系",renren,r\nma,关系,qq,r\n'
    records, problems = csv_rows(text)
    assert problems == []
    places = [(place.line, place.column) for record in records if (place := record.fields().values["object"].span)]
    assert places == [(3, 12), (4, 7)]


@given(
    st.lists(
        st.lists(
            st.text(st.characters(exclude_characters="\r\x00", exclude_categories=("Cs",))), min_size=3, max_size=3
        )
    )
)
def test_csv_reads_what_the_csv_module_writes(rows):
    stream = io.StringIO()
    names = ["subject", "relation", "object"]
    csv.writer(stream, lineterminator="\n").writerows([names, *rows])
    records, _ = csv_rows(stream.getvalue())
    read = [[record.plain().get(name, "") for name in names] for record in records]
    assert read == [row for row in rows if any(row)]


def test_a_file_that_cannot_be_read(write_map, monkeypatch):
    directory = write_map()

    def refuse(path, _mode):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("pathlib.Path.open", refuse)
    problems = read_map(directory).problems
    assert {problem.code for problem in problems} == {"unreadable-file"}
    assert "Permission denied" in problems[0].message


def test_a_long_file_of_lines_is_read_in_stretches(tmp_path, monkeypatch):
    monkeypatch.setattr(utf8, "MAX_BYTES", 8)
    file = tmp_path / "a.jsonl"
    text = "\ufeffone\r\ntwo\n\nthree\nvier\nf\u00fcnf"
    file.write_text(text, "utf-8", newline="")
    found = list(utf8.stretches(file, "a.jsonl"))
    assert len(found) > 2
    assert b"".join(part for _, part in found).decode() == text.removeprefix("\ufeff")
    lines = {first + at: line for first, part in found for at, line in enumerate(part.decode().splitlines())}
    assert {line: number for number, line in lines.items() if line} == {
        "one": 1,
        "two": 2,
        "three": 4,
        "vier": 5,
        "f\u00fcnf": 6,
    }


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@given(lengths=st.lists(st.integers(0, 10), max_size=6), is_ended=st.booleans())
def test_a_line_is_too_long_wherever_it_stands(tmp_path_factory, end, lengths, is_ended):
    file = tmp_path_factory.getbasetemp() / "lines"
    text = end.join("x" * length for length in lengths) + end * is_ended
    file.write_text(text, "utf-8", newline="")
    wrong = next((line for line, length in enumerate(lengths, 1) if length > 8), None)
    for read in (utf8.read_utf8, lambda *given: b"".join(data for _, data in utf8.stretches(*given)).decode()):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(utf8, "MAX_BYTES", 8)
            if wrong is None:
                assert read(file, "a", utf8.MAX_LINED) == text
                continue
            with pytest.raises(MapError) as raised:
                read(file, "a", utf8.MAX_LINED)
        problem = raised.value.problems[0]
        assert (problem.code, problem.span.line) == ("file-too-large", wrong)
        assert problem.message.startswith("this line is longer")


def test_the_place_of_a_letter_that_is_no_utf8_in_a_later_stretch(tmp_path, monkeypatch):
    monkeypatch.setattr(utf8, "MAX_BYTES", 8)
    file = tmp_path / "a.jsonl"
    file.write_bytes(b"one\ntwo\nthree\nfo\xffr\n")
    with pytest.raises(MapError) as raised:
        list(utf8.stretches(file, "a.jsonl"))
    assert (raised.value.problems[0].span.line, raised.value.problems[0].span.column) == (4, 3)


def test_a_map_toml_that_is_not_utf8_is_a_problem(write_map):
    directory = write_map({"map.toml": 'title = {en = "Café"}\n'.encode("latin-1")})
    assert [problem.code for problem in problems_of(read_map(directory))] == ["not-utf8"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_columns_may_be_parted_as_a_spreadsheet_parts_them(write_map, delimiter):
    header = delimiter.join([" Subject", "RELATION ", "object", "Qualifiers.role", "sources"])
    row = delimiter.join(["wang-xing", "worksAt", "tencent", "CTO", '"asprec-2012 ¶9; fannin-2008 p. 94"'])
    draft = read_map(write_map({"claims/more.csv": f"{header}\n{row}\n"}))
    assert draft.problems == []
    claim = draft.claims[-1].row
    assert (claim.subject, claim.qualifiers, len(claim.citations)) == ("wang-xing", {"role": ("CTO",)}, 2)


@pytest.mark.parametrize(
    ("encoding", "guess"),
    [("gb18030", "GB 18030 (Chinese)"), ("cp1252", "Windows-1252 (Western European)"), ("utf-16", "UTF-16")],
)
def test_an_unread_file_is_the_only_thing_that_is_said(write_map, encoding, guess):
    name = {"gb18030": "雷军", "utf-16": "雷军", "cp1252": "Café Zoë"}[encoding]
    people = "id,class,labels.en\n" + f"lei-jun,Person,{name}\nli-wanqiang,Person,{name}\n"
    claims = "- {subject: lei-jun, relation: knows, object: wang-xing, sources: [asprec-2012]}\n"
    directory = write_map({"more.csv": people.encode(encoding), "claims/extra.yaml": claims})
    (problem,) = problems_of(read_map(directory))
    assert problem.code == "not-utf8"
    assert problem.message.endswith(f"the file seems to be in {guess}")


def test_what_refers_to_a_record_that_is_misread_is_not_called_unknown(write_map):
    files = {
        "more.yaml": "- {id: lei-jun, labels: {en: Lei Jun}}\n",
        "claims/extra.yaml": "- {subject: lei-jun, relation: knows, object: wang-xin, sources: [asprec-2012]}\n",
    }
    found = [(problem.code, problem.message) for problem in problems_of(read_map(write_map(files)))]
    assert found == [("unknown-entity", "there is no entity `wang-xin`"), ("missing-field", "`class` is missing")]


def test_an_empty_end_is_a_problem(write_map):
    claim = '- {subject: "", relation: knows, object: wang-xing, sources: [asprec-2012]}\n'
    found = [(p.code, p.message) for p in problems_of(read_map(write_map({"claims/extra.yaml": claim})))]
    assert found == [("unknown-entity", "`subject` is empty")]


def test_rows_of_very_many_cells_are_refused_at_once():
    for text in ("a," * 100_000 + "\n", "subject,relation\n" + "a," * 2_000_000 + "\n"):
        with pytest.raises(MapError) as raised:
            csv_rows(text)
        assert [problem.code for problem in raised.value.problems] == ["csv-cells"]


def test_lines_may_end_in_any_way():
    for end in ("\n", "\r\n", "\r"):
        text = end.join(["subject,relation,object", 'a,"r",b', "c,r,d", ""])
        records, problems = csv_rows(text)
        assert problems == []
        assert [record.plain() for record in records] == [
            {"subject": "a", "relation": "r", "object": "b"},
            {"subject": "c", "relation": "r", "object": "d"},
        ]
        assert [record.fields().values["object"].span.column for record in records] == [7, 5]


SLIPS = (
    '- {id: broken, note: "open}',
    "- {id: broken, note: a: b}",
    "- {id: broken, list: [a, b}",
    "- {id: broken}}",
    "- id: broken\n   class: Person",
    "- id: broken\n class: Person",
    "- id: broken\n\tclass: Person",
    "- {id: broken, note: @x}",
    "- {id: broken, id: twice}",
    "- &anchor {id: broken}",
)


@given(st.lists(st.sampled_from(["good", *SLIPS]), min_size=1, max_size=12), st.sampled_from(["", "# first\n", "\n"]))
def test_a_slip_hides_no_other_record(kinds: list[str], before: str) -> None:
    texts = [f"- {{id: r{place}}}" if kind == "good" else kind for place, kind in enumerate(kinds)]
    text = before + "\n".join(texts) + "\n"
    wanted = [f"r{place}" for place, kind in enumerate(kinds) if kind == "good"]
    try:
        records, problems = parse_records(text, "x.yaml", ClaimRow)
    except MapError:
        assert len(kinds) == 1
        return
    told = [record[0] if isinstance(record, tuple) else plain(record) for record in records]
    assert [each["id"] for each in told] == wanted
    assert len(problems) == len(kinds) - len(wanted)
    begins = [
        before.count("\n") + 1 + "\n".join(texts[:place]).count("\n") + (place > 0) for place in range(len(kinds))
    ]
    lines = [
        set(range(start, start + kind.count("\n") + 1))
        for start, kind in zip(begins, kinds, strict=True)
        if kind != "good"
    ]
    assert all(problem.span.line in line for problem, line in zip(problems, lines, strict=True))


@given(st.text(alphabet="ab;,\r\n é", max_size=40))
def test_what_has_no_quotes_is_read_as_the_reader_for_quotes_reads_it(text: str) -> None:
    """And at the same places: a row of quotes at the end makes the whole text one for that reader."""
    quoted = text + "\n" * (not text.endswith(("\n", "\r"))) + '"x"\n'
    plainly, read = ([Line(cells, written, "x.csv", number, ",").located() for cells, written, number in
                      csv_rows_of(each, "x.csv", ",")] for each in (text, quoted))  # fmt: skip
    assert plainly == read[:-1]


@given(st.lists(st.text(alphabet='ab;, \n"é', max_size=8), min_size=6, max_size=6).filter(any))
def test_a_row_reads_the_same_with_its_places_and_without(cells: list[str]) -> None:
    stream = io.StringIO()
    names = ["subject", "relation", "object", "sources", "qualifiers.role", "qualifiers.via"]
    csv.writer(stream, lineterminator="\n").writerows([names, cells])
    rows = CsvRows(stream.getvalue(), "x.csv", ClaimRow)
    ((values, row),) = rows
    assert values == row.plain() == plain(row.fields())


def test_a_break_or_a_hidden_letter_in_a_name_is_told_in_every_form(write_map):
    yaml = "- id: li-wanqiang\n  class: Person\n  labels:\n    en: |\n      Li\n"
    line = '{"id": "lei-jun", "class": "Person", "labels": {"en": "Lei\u202e Jun"}}\n'
    escaped = '{"id": "hong-feng", "class": "Person", "labels": {"en": "Hong\\nFeng"}}\n'
    plain_line = '{"id": "zhou-guangping", "class": "Person", "labels": {"en": "周"}}\n'
    table = 'id,class,labels.en\nhuang-jiangji,Person,"Huang\nJiangji"\n'
    files = {"a.yaml": yaml, "b.jsonl": plain_line + line, "c.jsonl": escaped, "d.csv": table, "e.jsonl": plain_line}
    directory = write_map(files)
    found = [problem for problem in problems_of(read_map(directory)) if problem.code == "bad-character"]
    places = [(problem.span.file.rpartition("/")[2], problem.span.line) for problem in found]
    assert places == [("a.yaml", 4), ("b.jsonl", 2), ("c.jsonl", 1), ("d.csv", 2)]
