"""A map that is checked and written a part at a time is what it is in one piece, to the byte."""

from __future__ import annotations

import io
from collections import Counter

import pytest
from hypothesis import given, settings

from crowded import claim_rows, write_crowded, write_many_mistakes
from guanxi_graph.bulk.on_disk import check_on_disk, write_on_disk
from guanxi_graph.bulk.part_checks import OF_THINGS
from guanxi_graph.checks import CHECKS
from guanxi_graph.formats import to_turtle
from guanxi_graph.formats.conversion import triples_of
from guanxi_graph.map.loading import load
from guanxi_graph.problems import MapError, has_errors
from guanxi_graph.reading import Draft, read_map
from guanxi_graph.redaction import problems_of
from places import ROOT, SHIPPED
from problem_cases import CASES, files_of

PARTS = (1, 5)


def in_one_piece(folder):
    try:
        return problems_of(read_map(folder))
    except MapError as error:
        return list(error.problems)


def by_parts(folder, parts):
    try:
        return check_on_disk(folder, parts=parts)[1]
    except MapError as error:
        return list(error.problems)


def written(folder, parts, *, lines=False):
    stream = io.BytesIO()
    write_on_disk(folder, stream, lines=lines, parts=parts)
    return stream.getvalue()


@pytest.mark.parametrize("case", [case for case in CASES if "redaction" not in case.stem], ids=lambda case: case.stem)
def test_problems_of_each_kind(case, write_map):
    folder = write_map(files_of(case))
    whole = in_one_piece(folder)
    for parts in PARTS:
        assert unhinted(by_parts(folder, parts)) == unhinted(whole)


def unhinted(problems):
    """No part knows all ids of claims, so it has none to offer in place of a wrong one."""
    return [each if each.code != "unknown-premise" else (each.code, each.span) for each in problems]


@pytest.mark.parametrize("folder", [SHIPPED, ROOT / "examples" / "bloomsbury"], ids=lambda folder: folder.name)
def test_a_real_map_is_written_as_in_one_piece(folder):
    turtle = to_turtle(load(folder))
    triples = sorted(f"{triple} .\n".encode() for triple in set(triples_of(turtle)))
    for parts in PARTS:
        assert written(folder, parts) == turtle
        assert written(folder, parts, lines=True) == b"".join(triples)


@settings(max_examples=150)
@given(claim_rows)
def test_crowded_maps(tmp_path_factory, rows):
    folder = write_crowded(tmp_path_factory.mktemp("crowded"), rows)
    whole = in_one_piece(folder)
    for parts in PARTS:
        assert unhinted(by_parts(folder, parts)) == unhinted(whole)
    if not has_errors(whole):
        for parts in PARTS:
            assert written(folder, parts) == to_turtle(load(folder))


@pytest.mark.parametrize("errors", [False, True])
def test_of_many_mistakes_the_same_are_described(tmp_path, errors):
    folder = write_many_mistakes(tmp_path / "map", errors=errors)
    whole = in_one_piece(folder)
    for parts in PARTS:
        assert by_parts(folder, parts) == whole


def test_of_many_mistakes_the_first_are_described(tmp_path):
    problems = in_one_piece(write_many_mistakes(tmp_path / "map"))
    beyond = [each.span for each in problems if each.code == "more-problems"]
    # Two checks tell of lives, one of entities and one of ties, of both ends of each.
    assert Counter(each.code for each in problems) >= Counter({"impossible-life": 2000, "unsettled": 1000})
    assert [("/".join(span.file.split("/")[-2:]), span.line) for span in beyond] == [
        ("claims/c.jsonl", 501),
        ("claims/d.jsonl", 1001),
        ("people/more.csv", 1002),
    ]


def test_too_many_errors_keep_other_checks_waiting(tmp_path):
    problems = in_one_piece(write_many_mistakes(tmp_path / "map", errors=True))
    assert Counter(each.code for each in problems if each.severity == "error") == {
        "unknown-entity": 1000,
        "more-problems": 1,
    }


def test_crowded_maps_are_no_easy_ones(tmp_path_factory):
    """Else the test above proves little: what it draws has most of the problems that claims have together."""
    codes: Counter[str] = Counter()

    @settings(max_examples=150, database=None, derandomize=True)
    @given(claim_rows)
    def draw(rows):
        folder = write_crowded(tmp_path_factory.mktemp("crowded"), rows)
        problems = in_one_piece(folder)
        codes.update({problem.code for problem in problems})
        codes.update(["written"] if not has_errors(problems) else [])

    draw()
    wanted = {
        *("duplicate-claim", "stated-twice", "two-dates", "two-ends", "unsettled", "figures-differ"),
        *("shares-over-100", "impossible-life", "unknown-premise", "unused-entity", "written"),
    }
    assert wanted <= codes.keys()


def test_a_check_that_is_not_asked_of_parts_looks_at_no_claims(write_map):
    """What it must know of them is told by all claims together."""

    class Blind(Draft):
        def __getattribute__(self, name):
            assert name != "claims"
            return super().__getattribute__(name)

    whole = read_map(write_map())
    seen = {name: getattr(whole, name) for name in Draft.__struct_fields__}
    blind = Blind(**{**seen, "told": whole.together})
    texts = {"bad_character", "not_nfc"}  # which look at the texts of all records, and at those of claims by parts
    for each in CHECKS:
        if each in OF_THINGS and each.__name__ not in texts:
            list(each(blind))


@pytest.mark.parametrize("parts", range(1, 12))
def test_a_claim_with_an_error_is_no_trouble_where_it_is_only_seen(tmp_path, parts):
    tie = {"subject": "li-wei", "relation": "knows", "object": "wang-fang", "sources": ["paper"]}
    unknown = {**tie, "id": "wang-fang.seen", "object": "nobody", "sources": ["none"]}
    folder = write_crowded(tmp_path / "map", [tie, unknown, {**unknown, "relation": "spouseOf", "id": "acme.seen"}])
    with pytest.raises(MapError) as raised:
        write_on_disk(folder, io.BytesIO(), parts=parts)
    assert list(raised.value.problems) == in_one_piece(folder)


def test_a_map_that_holds_back_is_not_read_in_parts(write_map):
    folder = write_map({"redactions.yaml": "- {entity: renren}\n"})
    with pytest.raises(MapError, match="in one piece"):
        check_on_disk(folder)


def test_what_waits_on_the_disk_goes(write_map, monkeypatch, tmp_path):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    check_on_disk(write_map(), parts=3)
    assert list((tmp_path / "temporary").iterdir()) == []
