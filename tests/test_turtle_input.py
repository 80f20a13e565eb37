"""Turtle that guanxi wrote and somebody changed: the same checks as for files, and nothing is lost in silence."""

from __future__ import annotations

import sys

import pytest
from click.testing import CliRunner

from guanxi_graph.cli.commands.build import build
from guanxi_graph.formats import check_turtle, from_turtle, to_turtle
from guanxi_graph.map import load
from guanxi_graph.nesting import nests_too_deep
from guanxi_graph.problems import MapError
from places import ROOT

sys.path.append(str(ROOT / "scripts" / "prove"))

import fuzz_turtle
import whole_map

CLAIM = "claim:wang-xing.directs.the-troupe.2001-about"


@pytest.fixture
def whole(tmp_path):
    whole_map.write(tmp_path / "whole")
    return load(tmp_path / "whole")


def told(path) -> list[tuple[str, int, str]]:
    with pytest.raises(MapError) as raised:
        from_turtle(path)
    assert all(problem.span.file == str(path) for problem in raised.value.problems)
    return [(p.code, p.span.line, p.message) for p in raised.value.problems if p.severity == "error"]


def line_of(text: str, start: str) -> int:
    return next(number for number, line in enumerate(text.split("\n"), 1) if line.startswith(start))


def test_a_map_that_says_all_that_files_can_say_comes_back(whole, tmp_path):
    path = tmp_path / "map.ttl"
    path.write_bytes(to_turtle(whole))
    assert from_turtle(path) == whole


@pytest.mark.parametrize(
    ("old", "new", "code", "message"),
    [
        ('"1999"^^edtf:EDTF', '"2009"^^edtf:EDTF', "reversed-dates", "this ends (2005-12) before it starts (2009)"),
        ('"1999"^^edtf:EDTF', '"soon"^^edtf:EDTF', "bad-date", "`soon` is not a date"),
        ("<https://e.org/a?b=c#d>", "<javascript:alert(1)>", "bad-iri", "`javascript:alert(1)` is not a web address (an IRI, RFC 3987)"),
        ("rdf:object ent:ma-huateng", "rdf:object ent:nobody", "unknown-entity", "there is no entity `nobody`"),
        ("rdf:object ent:ma-huateng", "rdf:object <https://e.org/x>", "unknown-entity", "there is no entity `https://e.org/x`"),
        ("oa:hasSource source:b-report", "oa:hasSource source:c", "unknown-source", "there is no source `c`"),
        ("gx:confidence gx:confirmed", "gx:confidence gx:sure", "unknown-choice", "`sure` is not a value of `confidence`"),
        ("rdf:predicate my:directs", "rdf:predicate my:leads", "unknown-relation", "there is no relation `https://example.org/whole/ns#leads`"),
        ("gx:premise claim:wang", "gx:premise claim:wong", "unknown-premise", "there is no claim `wong-xing.actsWith.ma-huateng.1999`"),
        ("a my:Troupe", "a my:Trope", "unknown-class", "there is no class `https://example.org/whole/ns#Trope`"),
        ("imdb.com/name/nm1234567", "imdb.com/name/7", "bad-same-as", "`https://www.imdb.com/name/7` begins with no known scheme"),
        ('"nm[0-9]{7}"', '"(a+)+b"', "bad-pattern", "texts can match it in too many ways"),
        ('gx:flags "symmetric"', 'gx:flags "magic"', "unknown-field", "there is no field `magic` here"),
        ('my:fee "12.50"', 'my:fee "twelve"', "bad-qualifier", "`twelve` is not a number"),
        ('"116.4"^^xsd:decimal', '"1164"^^xsd:decimal', "wrong-shape", "`coordinates` must be a number from -180 to 180"),
        (" ; gx:confidence gx:confirmed", "", "missing-triple", f"`{CLAIM} gx:confidence gx:reported` is missing: the map read from here would have it"),
    ],
)  # fmt: skip
def test_turtle_passes_the_checks_of_files(whole, tmp_path, old, new, code, message):
    text = to_turtle(whole).decode()
    assert old in text
    path = tmp_path / "map.ttl"
    path.write_text(text.replace(old, new))
    problems = told(path)
    assert (code, message) in {(found, said) for found, _, said in problems}


def test_a_problem_stands_where_its_claim_does(whole, tmp_path):
    text = to_turtle(whole).decode().replace('"2001~"^^edtf:EDTF', '"200"^^edtf:EDTF')
    path = tmp_path / "map.ttl"
    path.write_text(text)
    ((code, line, _),) = told(path)
    assert (code, line) == ("bad-date", line_of(text, f"{CLAIM} a "))


def test_what_a_map_cannot_hold_is_named(whole, tmp_path):
    text = to_turtle(whole).decode() + "ent:wang-xing <http://xmlns.com/foaf/0.1/age> 42 .\n[] a gx:Person .\n"
    path = tmp_path / "map.ttl"
    path.write_text(text)
    problems = told(path)
    assert [code for code, _, _ in problems] == ["foreign-triple", "foreign-triple"]
    assert "ent:wang-xing <http" not in problems[0][2]
    assert "42" in "".join(message for _, _, message in problems)


def test_no_triple_is_lost_in_silence(whole, tmp_path):
    path = tmp_path / "map.ttl"
    for what, text in fuzz_turtle.deletions(to_turtle(whole)):
        path.write_bytes(text)
        _, fault = fuzz_turtle.tried(path, whole)
        assert fault == "", what


@pytest.mark.parametrize(
    ("text", "deep"),
    [
        ("<<( <a:a> <a:b> " * 101, True),
        ("<<( <a:a> <a:b> " * 100, False),
        ("<< <a:a> <a:b> <a:c> >> <a:d> <a:e> .\n" * 1000, False),
        ('<a:a> <a:b> "' + "<< " * 1000 + '" .', False),
        ('<a:a> <a:b> """' + '<< " ' * 1000 + '""" .', False),
        ("# " + "<<" * 1000 + "\n", False),
        ('"' + "<<" * 1000, False),
        ('"\n' + "<<" * 1000, True),
        ('"""\\' * 200_000, False),
    ],
)
def test_nesting_is_counted_outside_of_texts(text, deep):
    assert nests_too_deep((text + "<<" if deep else text).encode()) == deep


def test_a_build_parses_what_it_wrote_before_it_replaces_anything(write_map, guanxi, monkeypatch):
    directory = write_map()
    assert guanxi("build", "--no-page", directory).returncode == 0
    before = (directory / "export" / "guanxi.ttl").read_bytes()
    monkeypatch.setattr("guanxi_graph.formats.to_turtle", lambda _: b"<https://e.org/?f[]=1> a <b> .")
    result = CliRunner().invoke(build, ["--no-page", str(directory)])
    assert result.exit_code == 1
    assert "error[unreadable-turtle]" in result.output + (result.stderr if result.stderr_bytes else "")
    assert (directory / "export" / "guanxi.ttl").read_bytes() == before


def test_turtle_that_parses_is_passed():
    check_turtle(b"<a:a> <a:b> 1 .", "x.ttl")


def test_triples_within_triples_are_refused_before_they_end_the_process(tmp_path):
    path = tmp_path / "map.ttl"
    path.write_text("<a:a> <a:b> " + "<<( <a:a> <a:b> " * 20_000 + "<a:c>" + " )>>" * 20_000 + " .")
    ((code, line, message),) = told(path)
    assert (code, line) == ("turtle-depth", 1)
    assert message == "triples stand within triples more than 100 deep"
