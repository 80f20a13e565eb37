"""``guanxi query`` as people use it."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
Run = Callable[..., subprocess.CompletedProcess[str]]
BOMB = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def _caching(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GUANXI_CACHE", str(cache))


def test_a_question_at_the_prompt(guanxi: Run) -> None:
    query = 'SELECT ?who ?name { ?who gx:founded ent:kuaishou ; skos:prefLabel ?name FILTER(lang(?name) = "en") }'
    ran = guanxi("query", f"{query} ORDER BY ?who", cwd=ROOT)
    assert ran.stdout.split("\n")[:4] == [
        "who               name        ",
        "──────────────────────────────",
        "ent:cheng-yixiao  Cheng Yixiao",
        "ent:su-hua        Su Hua      ",
    ]
    assert "2 rows" in ran.stdout
    assert (ran.returncode, ran.stderr) == (0, "")


@pytest.mark.parametrize(
    ("query", "row"),
    [
        ("SELECT ?who { ?who gx:founded ent:netease }", "Ding Lei ent:ding-lei"),
        # Once is enough, and a relation says itself what it is.
        (
            "SELECT * { ?who gx:founded ent:netease ; skos:prefLabel ?n FILTER(?n = 'Ding Lei'@en) }",
            "ent:ding-lei Ding Lei",
        ),
        ("SELECT ?did { ent:ding-lei ?did ent:netease FILTER(?did = gx:founded) }", "gx:founded"),
        ("SELECT ?whose { VALUES ?whose { <https://example.org/x> } }", "<https://example.org/x>"),
    ],
)
def test_labels_stand_before_iris(guanxi: Run, query: str, row: str) -> None:
    lines = guanxi("query", "--rows", "1", f"{query} LIMIT 1", cwd=ROOT).stdout.splitlines()
    assert sorted(lines[2].split()) == sorted(row.split())


def test_labels_are_in_the_first_language_of_the_map(guanxi: Run, write_map: Callable[..., Path]) -> None:
    hugo = "- {id: hugo, class: Person, labels: {en: Hugo, fr: Victor Hugo}, living: false}\n"
    place = write_map({"map.toml": 'languages = ["fr", "en"]\n', "hugo.yaml": hugo})
    ran = guanxi("query", "SELECT ?who { VALUES ?who { ent:hugo } ?who a gx:Person }", "-m", place)
    assert ran.stdout.splitlines()[2] == "Victor Hugo ent:hugo", ran.stderr


def test_other_formats_have_no_labels(guanxi: Run) -> None:
    ran = guanxi("query", "SELECT ?who { ?who gx:founded ent:netease }", "-f", "csv", cwd=ROOT)
    assert ran.stdout.splitlines() == ["who", "https://w3id.org/guanxi/china-internet/id/ding-lei"]


def test_yes_or_no(guanxi: Run) -> None:
    assert guanxi("query", "ASK { ent:wang-xing gx:founded ent:xiaonei }", cwd=ROOT).stdout == "yes\n"
    assert guanxi("query", "ASK { ent:wang-xing gx:founded ent:tencent }", cwd=ROOT).stdout == "no\n"


def test_a_saved_query_by_its_name_with_another_value(guanxi: Run) -> None:
    ran = guanxi("query", "ultimate-owners", "--set", "platform=baidu-space", "-f", "csv", cwd=ROOT)
    assert "id/robin-li,Robin Li,https://w3id.org/guanxi/china-internet/id/baidu" in ran.stdout


WHO = "# Who founded it?\nSELECT ?who {\n  VALUES ?thing { ent:tencent }\n  ?who gx:founded ?thing\n}\n"
WHEN = '# When?\nSELECT ?day {\n  VALUES ?day { "2005-12-31"^^xsd:date }\n}\n'
HOW = "# How?\nSELECT ?how {\n  VALUES ?how { gx:founded gx:owns }\n ent:wang-xing ?how ?x }\n"


@pytest.mark.parametrize("name", ["renren", "Renren", "RENREN", "人人网", "人人網", "ent:renren"])
def test_a_value_that_is_a_thing_goes_by_id_or_by_name(guanxi: Run, write_map: Callable[..., Path], name: str) -> None:
    directory = write_map({"queries/who.rq": WHO})
    ran = guanxi("query", "who", directory, "--set", f"thing={name}", "-f", "csv")
    found = [line.rpartition("/")[2] for line in ran.stdout.split()[1:]]
    assert sorted(found) == ["lai-binqiang", "wang-xing"]


def test_a_name_that_nothing_has_is_told_with_the_nearest(guanxi: Run, write_map: Callable[..., Path]) -> None:
    ran = guanxi("query", "who", write_map({"queries/who.rq": WHO}), "--set", "thing=renrne")
    assert (ran.returncode, "there is no entity `renrne`; did you mean `renren`?" in ran.stderr) == (2, True)


def test_a_bare_value_is_of_the_kind_of_the_example_and_there_may_be_several(
    guanxi: Run, write_map: Callable[..., Path]
) -> None:
    directory = write_map({"queries/how.rq": HOW})
    for value in ("founded", "gx:founded", "gx:founded gx:knows"):
        ran = guanxi("query", "how", directory, "--set", f"how={value}", "-f", "csv")
        assert ran.stdout.split()[1:] == ["https://w3id.org/guanxi/ns#founded"], value


def test_the_list_of_saved_queries(guanxi: Run) -> None:
    own, every = guanxi("query", "--list", cwd=ROOT).stdout.split("Of every map:\n")
    assert own.startswith("Of this map:\nbrokers  Who brokers between two circles?\n")
    assert "    guanxi query circle-later --set circle=ent:cfido\n" in own
    assert "\nultimate-owners  Who ultimately owns platform P?\n" in every
    assert "    guanxi query ultimate-owners\n    narrowed by --set platform=…\n" in every


def words_of(line: str) -> list[str]:
    """What a shell gives the command."""
    parted = ["bash", "-c", f"guanxi() {{ printf '%s\\0' \"$@\"; }}; {line}"]
    return subprocess.run(parted, capture_output=True, check=True, text=True).stdout.split("\0")[:-1]


def test_each_line_of_the_list_can_be_pasted_into_a_shell(guanxi: Run, write_map: Callable[..., Path]) -> None:
    query = '# What?\nSELECT * {\n  VALUES ?day { "2005-12-31"^^xsd:date }\n  VALUES ?b { gx:x "it\'s $1"@en }\n}\n'
    directory = write_map({"queries/what.rq": query})
    listed = guanxi("query", "--list", "-m", directory).stdout
    lines = [line.strip() for line in listed.splitlines() if line.startswith("    guanxi ")]
    assert len(lines) > 15
    for line in lines:
        ran = guanxi(*words_of(line))
        assert (ran.returncode, ran.stderr) == (0, ""), line
    assert '"it\'s $1"@en' in guanxi("query", "what", "-f", "tsv", "-m", directory).stdout


def test_a_query_of_the_map_stands_before_the_packages_of_the_same_name(
    guanxi: Run, write_map: Callable[..., Path]
) -> None:
    directory = write_map({"queries/founders.rq": "# Mine?\nASK {}\n"})
    assert guanxi("query", "founders", "-m", directory).stdout == "yes\n"
    listed = guanxi("query", "--list", "-m", directory).stdout
    assert listed.startswith("Of this map:\nfounders  Mine?\n")
    assert listed.count("\nfounders  ") == 1


def test_an_unknown_value_of_a_saved_query_is_remarked_and_nothing_else_in_it(
    guanxi: Run, write_map: Callable[..., Path]
) -> None:
    ran = guanxi("query", "figures", "--set", "kind=gx:usrs", "-m", write_map())
    assert (ran.returncode, ran.stderr.count("odd-query")) == (0, 1)
    assert "did you mean `gx:users`?" in ran.stderr


def test_a_value_may_be_a_name(guanxi: Run) -> None:
    asked = ("query", "fellow-townsmen", "-f", "csv", "--set")
    assert guanxi(*asked, "of=王兴", cwd=ROOT).stdout == guanxi(*asked, "of=wang-xing", cwd=ROOT).stdout
    ran = guanxi(*asked, "of=Wang Xin", cwd=ROOT)
    assert (ran.returncode, "there is no entity `Wang Xin`; did you mean `wang-xing`?" in ran.stderr) == (2, True)
    assert (
        "no parameter `off`; did you mean `of`?"
        in guanxi("query", "fellow-townsmen", "--set", "off=Wang Xin", cwd=ROOT).stderr
    )


def test_a_query_from_a_file_and_from_standard_input(guanxi: Run, tmp_path: Path) -> None:
    (tmp_path / "ask.rq").write_text("ASK { ?s a gx:Person }")
    assert guanxi("query", tmp_path / "ask.rq", cwd=ROOT).stdout == "yes\n"
    assert guanxi("query", "-", cwd=ROOT, input="ASK { ?s a gx:Person }").stdout == "yes\n"


@pytest.mark.parametrize(
    ("form", "start"),
    [
        ("json", '{"head":{"vars":["s"]},"results":'),
        ("xml", '<?xml version="1.0"?><sparql xmlns="http://www.w3.org/2005/sparql-results#">'),
        ("csv", "s\r\nhttps://w3id.org/guanxi/china-internet/id/wang-xing\r\n"),
        ("tsv", "?s\n<https://w3id.org/guanxi/china-internet/id/wang-xing>\n"),
    ],
)
def test_rows_in_each_format(guanxi: Run, form: str, start: str) -> None:
    query = "SELECT ?s { VALUES ?s { ent:wang-xing } }"
    ran = guanxi("query", query, "-f", form, cwd=ROOT, exact=True)  # CSV ends lines in CRLF
    assert ran.stdout.startswith(start)


@pytest.mark.parametrize(
    ("form", "line"),
    [
        ("table", "ent:wang-xing gx:founded ent:duoduoyou , ent:fanfou"),
        ("turtle", "ent:wang-xing gx:founded ent:duoduoyou , ent:fanfou"),
        (
            "ntriples",
            "id/wang-xing> <https://w3id.org/guanxi/ns#founded> <https://w3id.org/guanxi/china-internet/id/fanfou> .",
        ),
        ("jsonld", '"https://w3id.org/guanxi/ns#founded"'),
        ("rdfxml", "<gx:founded "),
    ],
)
def test_triples_in_each_format(guanxi: Run, form: str, line: str) -> None:
    ran = guanxi("query", "CONSTRUCT WHERE { ent:wang-xing gx:founded ?x }", "-f", form, cwd=ROOT)
    assert line in ran.stdout
    if form == "jsonld":
        json.loads(ran.stdout)


def test_rows_cannot_be_turtle(guanxi: Run) -> None:
    ran = guanxi("query", "SELECT * { ?s ?p ?o } LIMIT 1", "-f", "turtle", cwd=ROOT)
    assert "error[not-acceptable]: this query answers with rows or a yes or no: JSON, XML, CSV or TSV" in ran.stderr
    assert ran.returncode == 1


def test_any_turtle_file_as_it_is(guanxi: Run, tmp_path: Path) -> None:
    (tmp_path / "any.ttl").write_text('@prefix ex: <http://example.org/> . ex:a ex:says "你好"@zh .')
    ran = guanxi("query", "--file", tmp_path / "any.ttl", "SELECT ?o { ex:a ex:says ?o }", "-f", "tsv")
    assert ran.stdout == '?o\n"你好"@zh\n'
    assert (
        guanxi("query", "--file", tmp_path / "any.ttl", "SELECT (COUNT(*) AS ?n) {?s ?p ?o}", "-f", "csv").stdout
        == "n\n1\n"
    )


def test_an_exported_map_as_well_as_its_directory(guanxi: Run, tmp_path: Path) -> None:
    guanxi("build", ROOT / "graph", "--no-page", "-o", tmp_path)
    asked = ("query", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "-f", "csv")
    assert guanxi(*asked, "-m", tmp_path / "guanxi.ttl").stdout == guanxi(*asked, "-m", ROOT / "graph").stdout


def test_the_map_and_the_vocabulary_are_two_graphs(guanxi: Run) -> None:
    ran = guanxi("query", "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g", "-f", "csv", cwd=ROOT)
    assert ran.stdout.split() == ["g", "https://w3id.org/guanxi/china-internet/", "https://w3id.org/guanxi/ns"]


def test_of_a_map_with_errors_what_they_do_not_touch_is_queried_and_nothing_is_served(
    guanxi: Run, write_map: Callable[..., Path]
) -> None:
    broken = write_map({"more.yaml": "- {id: x, class: Persn, labels: {en: X}}\n"})
    ran = guanxi("query", "-m", broken, "SELECT * { ?who gx:founded ent:tencent }", "-f", "csv")
    assert (ran.returncode, ran.stdout) == (0, "who\nhttps://example.org/small/id/ma-huateng\n")
    assert ran.stderr == "1 error in the map: what it touches is left out; see `guanxi check`.\n"
    served = guanxi("serve", broken, "--port", "0")
    assert (served.returncode, served.stdout, "Persn" in served.stderr) == (1, "", True)


@pytest.mark.parametrize(
    ("query", "drawn"),
    [
        (
            "SELECT * { ?s fof:name ?o }",
            (
                "query:1:15: error[query-syntax]: the prefix `fof:` is not declared\n"
                "  1 | SELECT * { ?s fof:name ?o }\n"
                "    |               ^^^^^^^^\n"
                "  help: write `PREFIX fof: <…>` at the top, or `foaf:`, which is declared already\n"
            ),
        ),
        (
            'SELECT * {\n ?s skos:prefLabel "关系" . FILTR(?s)\n}',
            (
                "query:2:27: error[query-syntax]: `FILTR` is no word of SPARQL\n"
                '  2 |  ?s skos:prefLabel "关系" . FILTR(?s)\n'
                "    |                             ^^^^^\n"
                "  help: did you mean `FILTER`?\n"
            ),
        ),
        (
            "SELECT * { ?s ?p ?o ",
            (
                "query:1:10: error[query-syntax]: this `{` is never closed\n"
                "  1 | SELECT * { ?s ?p ?o \n"
                "    |          ^\n"
                "  help: add `}`\n"
            ),
        ),
        (
            'SELECT * { ?s ?p "open }',
            (
                "query:1:18: error[query-syntax]: this text has no end\n"
                '  1 | SELECT * { ?s ?p "open }\n'
                "    |                  ^\n"
                '  help: close it with "\n'
            ),
        ),
        (
            "SELECT ?p (COUNT(?s) AS ?n) { ?s ?p ?o }",
            (
                "query:1:40: error[query-syntax]: The SELECT contains a variable that is unbound\n"
                "  1 | SELECT ?p (COUNT(?s) AS ?n) { ?s ?p ?o }\n"
                "    |                                        ^\n"
                "  help: a variable that stands beside an aggregate must be in GROUP BY\n"
            ),
        ),
        (
            "DELETE WHERE { ?s ?p ?o }",
            (
                "query:1:1: error[query-syntax]: this is an update; a map is only read here\n"
                "  1 | DELETE WHERE { ?s ?p ?o }\n"
                "    | ^^^^^^\n"
                "  help: change the map's files instead\n"
            ),
        ),
    ],
)
def test_a_mistake_is_shown_with_what_to_write(guanxi: Run, query: str, drawn: str) -> None:
    ran = guanxi("query", query, cwd=ROOT)
    assert ran.stderr == drawn
    assert (ran.returncode, ran.stdout) == (2, "")


def test_a_name_that_is_not_there(guanxi: Run) -> None:
    ran = guanxi("query", "ultimate-owner", cwd=ROOT)
    assert "no saved query `ultimate-owner`; did you mean `ultimate-owners`?" in ran.stderr
    assert ran.returncode == 2


@pytest.mark.parametrize(
    ("query", "said"),
    [
        (BOMB, "error[too-slow]: the query took more than 0.5 seconds"),
        ("SELECT * { ?a ?b ?c . ?d ?e ?f }", "error[too-large]: the answer "),
        ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "error[refused]: SERVICE asks another server"),
        ("SELECT * {" + "{" * 200 + "}" * 200 + "}", "error[refused]: the query nests deeper than 100 levels"),
    ],
)
def test_what_cannot_be_answered_ends_with_a_reason(guanxi: Run, query: str, said: str) -> None:
    ran = guanxi("query", query, "--timeout", "0.5", "--rows", "100", cwd=ROOT)
    assert said in ran.stderr or (said.startswith("error[too-large]") and "error[too-slow]" in ran.stderr)
    assert ran.returncode == 1


@pytest.mark.parametrize("option", ["-m", "--file"])
def test_triples_that_nest_too_deep_are_refused_before_a_process_is_lost_to_them(
    guanxi: Run, tmp_path: Path, option: str
) -> None:
    deep = tmp_path / "deep.ttl"
    deep.write_text("<a:a> <a:b> " + "<<( <a:a> <a:b> " * 20_000 + "<a:c>" + " )>>" * 20_000 + " .")
    ran = guanxi("query", option, deep, "ASK {}")
    assert f"{deep}" in ran.stderr
    assert "triples stand within triples more than 100 deep" in ran.stderr
    assert ran.returncode == 1


def test_ctrl_c_works_at_once(tmp_path: Path) -> None:
    command = [Path(sys.executable).parent / "guanxi", "query", BOMB, "--timeout", "1000"]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "GUANXI_CACHE": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    while not list(tmp_path.glob("*/entry.json")):  # the map has been read, the query is about to run
        assert process.poll() is None
        time.sleep(0.01)
    os.kill(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=20)
    assert re.search(rb"Abort", said)
    assert process.returncode == 1


def test_the_script_asks_through_the_public_interface() -> None:
    query = "SELECT ?s { ?s gx:founded ent:netease }"
    command = [sys.executable, "scripts/query.py", "graph/export/guanxi.ttl", query]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout == "{'s': 'https://w3id.org/guanxi/china-internet/id/ding-lei'}\n"


def test_nothing_found_explains_itself_on_standard_error(guanxi: Run) -> None:
    ran = guanxi("query", "SELECT * { ?a gx:foundedd ?b }", "-f", "csv", cwd=ROOT)
    assert (ran.returncode, ran.stdout.split()) == (0, ["a,b"])
    assert "did you mean `gx:founded`?" in ran.stderr


def test_a_founding_is_dated_however_it_is_told(guanxi: Run, write_map: Callable[..., Path]) -> None:
    claims = (
        "- {subject: wang-xing, relation: founded, object: renren, at: 2005-12, sources: [asprec-2012]}\n"
        "- {subject: ma-huateng, relation: founded, object: tencent, start: 1998-11, sources: [asprec-2012]}\n"
    )
    told = guanxi("query", "founders", "-f", "csv", "-m", write_map({"claims/claims.yaml": claims})).stdout
    assert ",2005-12," in told
    assert ",1998-11," in told
