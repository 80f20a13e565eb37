"""Dates of which only bounds are told, from the text to the answers, by the real command."""

from __future__ import annotations

import csv
import io

import pytest

from guanxi_graph import load
from guanxi_graph.dates import Day

FILES = {
    "map.toml": 'title = {en = "The shop"}\nlanguages = ["en"]\n',
    "things.yaml": """
- {id: ada, class: Person, labels: {en: Ada}}
- {id: bob, class: Person, labels: {en: Bob}}
- {id: shop, class: Company, labels: {en: The Shop}}
""",
    "sources.yaml": """
- {id: diary, title: A diary, kind: book, published: "[..1930]"}
- {id: memoir, title: A memoir, kind: book, published: 1931}
""",
    "claims.yaml": """
- {subject: ada, relation: bornOn, value: "[..1890]", sources: [diary]}
- {subject: ada, relation: bornOn, value: 1888, sources: [memoir]}
- {subject: bob, relation: bornOn, value: "[1895..]", sources: [diary]}
- {subject: bob, relation: bornOn, value: 1894, sources: [memoir]}
- {subject: ada, relation: worksAt, object: shop, start: "[..1910]", end: "[1915..1917]", sources: [diary p. 2]}
- {subject: bob, relation: worksAt, object: shop, start: "[1912,1914]", end: "..", sources: [diary p. 2]}
- {subject: ada, relation: founded, object: shop, at: "[..1908-05]", sources: [diary p. 3]}
""",
}


@pytest.fixture
def folder(write_map):
    return write_map(FILES, base=False)


def test_only_dates_that_cannot_be_one_contradict_each_other(folder, guanxi):
    checked = guanxi("check", folder)
    assert checked.returncode == 0, checked.stdout
    assert checked.stdout.count("warning[") == 1
    assert "two answers to `bornOn` of `bob`" in checked.stdout
    assert "1 conflict, 1 of them not settled" in guanxi("conflicts", folder).stdout


def test_what_is_written_as_turtle_reads_back_equal(folder, guanxi, tmp_path):
    out, again = tmp_path / "out", tmp_path / "again"
    for where, what in ((out, folder), (again, out / "guanxi.ttl")):
        built = guanxi("build", what, "--no-page", "-o", where)
        assert built.returncode == 0, built.stderr
    assert load(out / "guanxi.ttl") == load(folder)
    turtle = (out / "guanxi.ttl").read_bytes()
    assert turtle == (again / "guanxi.ttl").read_bytes()
    assert b'gx:at "[..1908-05]"^^edtf:EDTF ; schema:endDate "1908-05-31"^^xsd:date' in turtle
    assert b'schema:value "[1895..]"^^edtf:EDTF ; schema:startDate "1895-01-01"^^xsd:date ;\n' in turtle


QUERY = """
SELECT ?who ?born {
  ?claim rdf:predicate gx:bornOn ; rdf:subject ?who ; rdf:object ?born ; schema:endDate ?last
  FILTER(?last < "1891-01-01"^^xsd:date)
} ORDER BY ?born
"""


def test_who_was_surely_born_by_then(folder, guanxi):
    told = guanxi("query", QUERY, folder, "--format", "csv").stdout.split()
    assert [line.rpartition(",")[2] for line in told] == ["born", "1888", "[..1890]"]


@pytest.mark.parametrize(("year", "relations"), [(1800, {"founded"}), (1889, {"founded", "worksAt"})])
def test_a_view_keeps_what_may_have_begun_within_the_lives_of_both(folder, year, relations):
    seen = load(folder).view(as_of=Day(year, 1, 1)).ties
    assert {claim.relation for claim in seen} == relations
    assert {claim.subject for claim in seen} == {"ada"}


def test_tables_hold_the_days_that_are_told(folder, guanxi, tmp_path):
    exported = guanxi("export", "csv", folder, "-o", tmp_path / "tables")
    assert exported.returncode == 0, exported.stderr
    rows = list(csv.DictReader(io.StringIO((tmp_path / "tables" / "edges.csv").read_text("utf-8-sig"))))
    assert [(row["id"], row["first_day"], row["last_day"]) for row in rows] == [
        ("ada.founded.shop.by-1908-05", "", "1908-05-31"),
        ("ada.worksAt.shop.by-1910", "1888-01-01", "1917-12-31"),
        ("bob.worksAt.shop.1912-or-1914", "1912-01-01", ""),
    ]


def test_a_bounded_date_is_added_from_the_command_line(folder, guanxi):
    added = guanxi("add", "ada knows bob [..1900] @diary", "-m", folder)
    assert added.returncode == 0, added.stdout + added.stderr
    assert "ada.knows.bob.by-1900" in load(folder).claims
