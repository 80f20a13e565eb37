"""Apache Spark makes of a map what one process makes of it."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time

import networkx as nx
import pytest
from hypothesis import given, settings

from crowded import claim_rows, write_crowded, write_many_mistakes
from guanxi_graph.bulk.on_spark import run_on_spark
from guanxi_graph.bulk.pieces import numbered, pieces_of
from guanxi_graph.bulk.routing import part_of
from guanxi_graph.bulk.sent_along import asked_by, meant, things_of, with_things, without_entities
from guanxi_graph.bulk.spark_folder import build_on_spark
from guanxi_graph.formats import to_turtle
from guanxi_graph.formats.conversion import triples_of
from guanxi_graph.map.loading import load
from guanxi_graph.problems import MapError, has_errors
from guanxi_graph.reading import read_map
from guanxi_graph.reading.draft import read_without_claims, records_of
from guanxi_graph.reading.utf8 import lines_in
from guanxi_graph.redaction import problems_of
from places import ROOT, SHIPPED

pytestmark = pytest.mark.spark

COMMAND = (sys.executable, "-m", "guanxi_graph")


@pytest.fixture(scope="module")
def spark():
    from pyspark import SparkConf, SparkContext

    os.environ["PYSPARK_PYTHON"] = sys.executable
    settings = {
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    context = SparkContext(conf=SparkConf().setMaster("local[2]").setAppName("tests").setAll(settings.items()))
    context.setLogLevel("OFF")
    yield context
    context.stop()


def lines_of(gmap):
    return {f"{triple} .\n".encode() for triple in triples_of(to_turtle(gmap))}


def lines_in_folder(folder):
    parts = [path.read_bytes().splitlines(keepends=True) for path in sorted(folder.glob("*.nt"))]
    assert all(part == sorted(set(part)) for part in parts)
    return {line for part in parts for line in part}


def assert_agrees(outcome, folder, gmap):
    assert outcome.claims == len(gmap.claims)
    assert lines_in_folder(folder) == lines_of(gmap)
    assert dict(outcome.degrees.collect()) == {name: degree for name, degree in gmap.graph.degree() if degree}
    if not outcome.unweighed:
        assert dict(outcome.links.collect()) == {ends: link.strength for ends, link in gmap.links.items()}
    components = outcome.components
    for members in nx.connected_components(gmap.graph.to_undirected()):
        assert {components.get(name, name) for name in members} == {min(members)}


@pytest.mark.parametrize(
    "folder",
    [pytest.param(SHIPPED, marks=pytest.mark.trial), ROOT / "examples" / "bloomsbury"],
    ids=lambda folder: folder.name,
)
def test_a_real_map(spark, folder, tmp_path):
    outcome = run_on_spark(spark, folder, tmp_path, parts=3)
    assert outcome.problems == problems_of(read_map(folder))
    assert_agrees(outcome, tmp_path, load(folder))


def compare(spark, tmp_path_factory, rows):
    folder, target = tmp_path_factory.mktemp("crowded"), tmp_path_factory.mktemp("triples")
    write_crowded(folder, rows)
    whole = problems_of(read_map(folder))
    outcome = run_on_spark(spark, folder, target, parts=3)
    assert unhinted(outcome.problems) == unhinted(whole)
    if has_errors(whole):
        assert not list(target.glob("frame.nt"))
    else:
        assert_agrees(outcome, target, load(folder))


def unhinted(problems):
    """No part knows all ids of claims, so it has none to offer in place of a wrong one."""
    return [(each.code, each.message, each.span, each.severity) for each in problems]


@pytest.mark.parametrize("errors", [False, True])
def test_of_many_mistakes_the_same_are_described(spark, tmp_path, errors):
    folder = write_many_mistakes(tmp_path / "map", errors=errors)
    assert unhinted(run_on_spark(spark, folder, parts=3).problems) == unhinted(problems_of(read_map(folder)))


@settings(max_examples=6)
@given(rows=claim_rows)
def test_crowded_maps(spark, tmp_path_factory, rows):
    compare(spark, tmp_path_factory, rows)


@pytest.mark.trial
@settings(max_examples=100)
@given(rows=claim_rows)
def test_many_crowded_maps(spark, tmp_path_factory, rows):
    compare(spark, tmp_path_factory, rows)


def test_planted_mistakes_are_found_wherever_they_are(spark, tmp_path_factory):
    tie = {"subject": "li-wei", "relation": "knows", "object": "wang-fang", "start": "2004", "sources": ["paper"]}
    compare(
        spark,
        tmp_path_factory,
        [
            tie,
            tie,
            {**tie, "subject": "wang-fang", "object": "li-wei"},
            {**tie, "object": "nobody"},
            {**tie, "relation": "likes"},
            {**tie, "object": "acme"},
            {**tie, "sources": ["none"]},
            {**tie, "start": "2010", "end": "2004"},
            {**tie, "start": "20100"},
            {**tie, "colour": "red"},
            {"subject": "acme", "relation": "employees", "value": "many", "at": "2004", "sources": ["book"]},
            {"subject": "acme", "relation": "employees", "value": "10", "at": "2005", "sources": ["book"]},
            {"subject": "acme", "relation": "employees", "value": "1000", "at": "2005", "sources": ["book"]},
            {"subject": "li-wei", "relation": "bornOn", "value": "2008", "sources": ["book"]},
            {**tie, "relation": "founded", "object": "no-firm", "start": "2010"},
            {**tie, "relation": "owns", "object": "no-firm"},
        ],
    )


def test_what_an_unknown_name_may_mean_is_offered_as_by_one_process(spark, tmp_path):
    tie = {"subject": "li-wei", "relation": "knows", "start": "2004", "sources": ["paper"]}
    objects = ("zhang-mi", "Blue Sky", "Li Wei", "wang-fan", "quite-another")
    told = [{**tie, "object": name} for name in objects]
    told.append({**tie, "object": "wang-fang", "qualifiers": {"via": "acme-1", "role": "wang-fan"}})
    folder = write_crowded(tmp_path / "map", told)
    outcome = run_on_spark(spark, folder, parts=3)
    assert outcome.problems == problems_of(read_map(folder))
    assert "did you mean `blue-sky`" in " ".join(each.hint for each in outcome.problems)


def test_a_part_is_sent_the_entities_that_its_claims_name(tmp_path):
    tie = {"subject": "li-wei", "relation": "founded", "object": "acme", "start": "2004", "sources": ["paper"]}
    qualifiers = {"via": "wang-fang", "role": "zhang-min"}
    rest, files = read_without_claims(write_crowded(tmp_path, [{**tie, "qualifiers": qualifiers}]))
    asked = {}
    asked_by(read_in_one_piece(files, rest), rest.vocabulary, 50, asked)
    at_home = {part_of("li-wei", 50)}
    # What stands in a text may be a name, so that it counts as used; nobody looks it up.
    assert asked == {"li-wei": at_home, "acme": at_home, "wang-fang": at_home, "zhang-min": set()}
    things = [each for _, each in things_of(rest, {}) if each.name in {"li-wei", "acme"}]
    known = with_things(without_entities(rest), things, meant(["blue-sk"], rest))
    assert known.entity_by_id.keys() == {"li-wei", "acme", "blue-sky"}


def test_a_long_file_is_read_in_pieces(write_map):
    lines = [f'{{"subject": "wang-xing", "relation": "knows", "object": "p{number}"}}\n' for number in range(50)]
    folder = write_map({"claims/more.jsonl": "".join(lines)})
    rest, files = read_without_claims(folder)
    pieces = pieces_of(files, size=100)
    assert len(pieces) > 10
    counted = [lines_in(piece.file.path, piece.cut) if piece.is_cut else 0 for piece in pieces]
    read = [
        record
        for piece in numbered(pieces, counted)
        for records in records_of(piece.file, rest, piece.cut)
        for record in records
    ]
    assert read == read_in_one_piece(files, rest)


def read_in_one_piece(files, rest):
    return [record for file in files for records in records_of(file, rest) for record in records]


def test_the_folder_is_replaced_whole_or_stays(spark, write_map, tmp_path):
    folder, target = write_map(), tmp_path / "built"
    build_on_spark(spark, folder, target, parts=2)
    before = {path: path.read_bytes() for path in target.rglob("*") if path.is_file()}
    assert {path.name for path in before} >= {"entities.csv", "links.csv", "counts.json", "frame.nt", "part-00001.nt"}
    gmap = load(folder)
    with (target / "links.csv").open(encoding="utf-8", newline="") as stream:
        told = {(row["one"], row["other"]): float(row["strength"]) for row in csv.DictReader(stream)}
    assert told == {ends: link.strength for ends, link in gmap.links.items()}
    assert sum(json.loads((target / "counts.json").read_text("utf-8"))["claims"].values()) == len(gmap.claims)
    (folder / "claims" / "wrong.jsonl").write_text('{"subject": "nobody", "relation": "knows", "object": "x"}\n')
    assert has_errors(build_on_spark(spark, folder, target, parts=2).problems)
    assert {path: path.read_bytes() for path in target.rglob("*") if path.is_file()} == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".guanxi")] == []


def test_the_folder_stays_where_the_map_was_edited_meanwhile(spark, write_map, tmp_path):
    class EditedError(Exception):
        pass

    def edited():
        raise EditedError

    target = tmp_path / "built"
    with pytest.raises(EditedError):
        build_on_spark(spark, write_map(), target, parts=1, check=edited)
    assert not target.exists()


def test_a_tie_that_rests_on_others_is_weighed_in_one_piece(spark, tmp_path):
    tie = {"subject": "li-wei", "relation": "knows", "object": "wang-fang", "start": "2004", "sources": ["paper"]}
    derived = {**tie, "object": "zhang-min", "sources": [], "rule": "r", "premises": ["li-wei.knows.wang-fang.2004"]}
    folder = write_crowded(tmp_path / "map", [tie, derived])
    assert not has_errors(problems_of(read_map(folder)))
    with pytest.raises(MapError, match="rests on other claims"):
        build_on_spark(spark, folder, tmp_path / "out", parts=2)
    assert not (tmp_path / "out").exists()


def test_no_other_folder_is_replaced(spark, write_map, tmp_path):
    target = tmp_path / "mine"
    target.mkdir()
    (target / "letter.txt").write_text("dear")
    with pytest.raises(FileExistsError, match="other things"):
        build_on_spark(spark, write_map(), target, parts=1)
    assert (target / "letter.txt").read_text() == "dear"


def test_the_command_builds_and_checks(write_map, tmp_path):
    folder = write_map()
    built = ran("build", "--engine", "spark", folder, "-o", tmp_path)
    assert (built.returncode, built.stderr) == (0, "")
    assert built.stdout.splitlines()[0] == str(tmp_path / "spark")
    assert lines_in_folder(tmp_path / "spark" / "triples") == lines_of(load(folder))
    (folder / "claims" / "wrong.jsonl").write_text('{"subject": "nobody", "relation": "knows", "object": "x"}\n')
    checked = ran("check", "--engine", "spark", "--json", folder)
    assert (checked.returncode, checked.stderr) == (1, "")
    codes = [problem["code"] for problem in json.loads(checked.stdout)]
    assert codes == [problem.code for problem in problems_of(read_map(folder))]


def ran(*arguments, **environment):
    return subprocess.run(
        [*COMMAND, *arguments], env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )


def test_a_java_that_is_not_there_is_named(write_map, tmp_path):
    checked = ran("check", "-q", "--engine", "spark", write_map(), JAVA_HOME=str(tmp_path))
    assert (checked.returncode, checked.stdout) == (1, "")
    [said] = checked.stderr.splitlines()
    assert said.startswith(f"error: JAVA_HOME is {tmp_path}, where there is no Java: let it name Java 17 or newer")


def test_what_a_java_says_that_does_not_start_is_shown(write_map):
    checked = ran("check", "-q", "--engine", "spark", write_map(), JAVA_TOOL_OPTIONS="-XX:+NoSuchOption")
    assert (checked.returncode, checked.stdout) == (1, "")
    assert "Unrecognized VM option 'NoSuchOption'" in checked.stderr
    assert checked.stderr.splitlines()[-1].startswith("error: Java did not start; --engine spark needs Java 17")
    assert "Traceback" not in checked.stderr


def test_what_spark_says_when_it_fails_is_shown(write_map):
    checked = ran("check", "-q", "--engine", "spark", write_map(), PYSPARK_PYTHON="/no/such/python")
    assert checked.returncode == 1
    assert "ERROR Executor: Exception in task" in checked.stderr
    assert "WARNING: Using incubator modules" not in checked.stderr
    said = checked.stderr.splitlines()[-1]
    assert said.startswith("error: Spark gave up: ")
    assert 'Cannot run program "/no/such/python"' in said


@pytest.mark.parametrize(
    ("number", "code", "told"), [(signal.SIGINT, 1, "Aborted!"), (signal.SIGTERM, 143, "")], ids=["ctrl-c", "sigterm"]
)
def test_a_build_that_is_told_to_end_leaves_nothing(number, code, told, tmp_path):
    target = tmp_path / "out"
    command = [*COMMAND, "build", ROOT / "examples" / "bloomsbury", "--engine", "spark", "-o", target]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as building:
        try:
            latest = time.monotonic() + 60
            while not list(target.glob(".guanxi-*.folder/triples/*")) and time.monotonic() < latest:
                time.sleep(0.01)
            assert building.poll() is None
            building.send_signal(number)
            printed, said = building.communicate(timeout=60)
        finally:
            building.kill()
    assert (building.returncode, printed, said.strip()) == (code, "", told)
    assert list(target.iterdir()) == []


INTERRUPTED = """
import os, signal, sys, threading
from pyspark import SparkContext
from guanxi_graph.cli import main

begin = SparkContext._initialize_context

def interrupted(self, conf):
    threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGINT)).start()
    return begin(self, conf)

SparkContext._initialize_context = interrupted
main()
"""


def test_ctrl_c_while_spark_begins(write_map):
    command = [sys.executable, "-c", INTERRUPTED, "check", "--engine", "spark", write_map()]
    begun = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (begun.returncode, begun.stdout, begun.stderr.strip()) == (1, "", "Aborted!")
