"""The real command in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys

import jsonschema
import pytest
import yaml

from guanxi_graph.cli import COMMANDS
from guanxi_graph.reading.vocabulary_file import built_in_vocabulary
from launching import started
from places import ROOT, SHIPPED

BASE = ROOT / "tests" / "base"

TEN_MISTAKES = {
    "people.yaml": (
        "- {id: wang-xing, class: Person, labels: {en: Wang Xing, zh-Hans: 王兴}, living: true}\n"
        "- {id: Ma Huateng, class: Person, labels: {en: Ma Huateng, zh-Hans: 马化腾}}\n"
        "- {id: lai-binqiang, class: Preson, labels: {en: Lai Binqiang}}\n"
    ),
    "claims/claims.yaml": (
        "- {subject: wang-xin, relation: founded, object: renren, sources: [asprec-2012 ¶9]}\n"
        "- {subject: wang-xing, relation: funded, object: renren, sources: [asprec-2012 ¶9]}\n"
        "- {subject: wang-xing, relation: founded, object: renren, start: 2005-13, sources: [asprec-2012]}\n"
        "- {subject: renren, relation: founded, object: wang-xing, sources: [asprec-2012]}\n"
        "- {subject: renren, relation: users, value: 170000000, sources: [asprec-2012 ¶9]}\n"
        "- {subject: wang-xing, relation: founded, object: tencent}\n"
        "- {subject: wang-xing, relation: founded, objekt: tencent, sources: [fannin-2009]}\n"
    ),
}


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["chekc"], ["check", "MAP"], ["build", "--no-page", "MAP"], ["show", "wang-xing", "-m", "MAP"]],
)
def test_a_new_process_does_what_a_forked_one_does(guanxi, write_map, arguments):
    """All other tests but those of output take one that is forked."""
    words = [write_map() if word == "MAP" else word for word in arguments]
    new, forked = (run(*words) for run in (started, guanxi))
    assert (new.returncode, new.stdout, new.stderr) == (forked.returncode, forked.stdout, forked.stderr)


def test_help_names_every_command(guanxi):
    text = guanxi("--help").stdout
    assert all(f"  {name} " in text for name in COMMANDS)
    for name in COMMANDS:
        help_text = guanxi(name, "--help")
        assert help_text.returncode == 0
        assert help_text.stdout.startswith(f"Usage: guanxi {name}")


def test_help_imports_nothing_heavy():
    script = "import sys; sys.argv = ['guanxi', '--help']\nfrom guanxi_graph.cli import main\ntry: main()\nexcept SystemExit: print(sorted({name.partition('.')[0] for name in sys.modules}))"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    heavy = {"networkx", "rdflib", "pyoxigraph", "pyvis", "yaml", "jinja2", "numpy", "scipy", "rustworkx", "starlette"}
    assert heavy.isdisjoint(loaded.splitlines()[-1].replace("'", "").strip("[]").split(", "))


def test_ten_planted_mistakes_are_found_in_one_run(guanxi, write_map):
    result = guanxi("check", write_map(TEN_MISTAKES))
    assert result.returncode == 1
    codes = {"bad-id", "unknown-class", "unknown-entity", "unknown-relation", "bad-date", "wrong-class", "undated-figure", "uncited", "unknown-field", "unknown-source"}  # fmt: skip
    assert all(f"error[{code}]" in result.stdout for code in codes)
    assert "Traceback" not in result.stderr


def test_problems_as_json(guanxi, write_map):
    result = guanxi("check", "--json", write_map(TEN_MISTAKES))
    assert result.returncode == 1
    problems = json.loads(result.stdout)
    assert {"code", "message", "span", "hint", "severity", "other"} == set(problems[0])
    assert any(problem["span"]["line"] == 3 and problem["code"] == "bad-date" for problem in problems)


def test_a_good_map(guanxi, write_map):
    result = guanxi("check", write_map())
    assert (result.returncode, result.stdout) == (0, "7 entities, 6 claims, 2 sources: all in order\n")
    assert json.loads(guanxi("check", "--json", write_map()).stdout) == []


@pytest.mark.parametrize("arguments", [["chekc"], ["check", "--nope"], ["schema"], ["schema", "people"], ["init"]])
def test_misuse(guanxi, arguments):
    result = guanxi(*arguments)
    assert result.returncode == 2
    assert "Usage" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("command", ["check", "build", "show"])
def test_no_map(guanxi, tmp_path, command):
    arguments = [command, "wang-xing", "-m", tmp_path / "none"] if command == "show" else [command, tmp_path / "none"]
    result = guanxi(*arguments)
    assert result.returncode == 1
    assert "guanxi init" in (result.stdout if command == "check" else result.stderr)
    assert "Traceback" not in result.stdout + result.stderr


def test_init_starts_a_map_that_passes_and_builds(guanxi, tmp_path):
    directory = tmp_path / "mine"
    assert guanxi("init", directory).returncode == 0
    assert guanxi("check", directory).returncode == 0
    assert guanxi("build", directory).returncode == 0
    assert {path.name for path in (directory / "export").iterdir()} >= {"guanxi.ttl", "index.html"}
    assert guanxi("init", directory).returncode == 2  # never over what is there


def test_build_from_turtle_gives_the_same_bytes(guanxi, write_map, tmp_path):
    directory = write_map()
    assert guanxi("build", "--no-page", directory).returncode == 0
    turtle = directory / "export" / "guanxi.ttl"
    again = tmp_path / "again"
    assert guanxi("build", "--no-page", turtle, "-o", again).returncode == 0
    assert (again / "guanxi.ttl").read_bytes() == turtle.read_bytes()
    assert (again / "ontology.ttl").read_bytes() == (directory / "ontology.ttl").read_bytes()


def test_a_failed_build_leaves_the_last_one(guanxi, write_map):
    directory = write_map()
    guanxi("build", "--no-page", directory)
    before = (directory / "export" / "guanxi.ttl").read_bytes()
    (directory / "claims" / "more.yaml").write_text("- {subject: x}\n")
    assert guanxi("build", "--no-page", directory).returncode == 1
    assert (directory / "export" / "guanxi.ttl").read_bytes() == before


def test_an_output_that_cannot_be_written(guanxi, write_map, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    result = guanxi("build", "--no-page", write_map(), "-o", blocked)
    assert result.returncode == 1
    assert "unusable-file" in result.stderr
    assert "Traceback" not in result.stderr


def test_show_tells_who_says_so(guanxi):
    result = guanxi("show", "wang-xing", "-m", SHIPPED)
    assert result.returncode == 0
    for text in (
        "Wang Xing 王兴",
        "Wáng Xīng",
        "founded 创办",
        "Xiaonei 校内网",
        "2005-12",
        "asprec-2012 ¶9",
        "Social Media Networks in China",
    ):
        assert text in result.stdout


@pytest.mark.parametrize("name", ["王兴", "wang xing", "Wáng Xīng"])
def test_show_takes_any_name(guanxi, name):
    assert "founded 创办" in guanxi("show", name, "-m", BASE).stdout


def test_show_suggests(guanxi):
    result = guanxi("show", "wang-xin", "-m", BASE)
    assert (result.returncode, "did you mean `wang-xing`" in result.stderr) == (2, True)


def test_the_schema_takes_the_shipped_files_and_refuses_mistakes(guanxi, tmp_path):
    assert guanxi("schema", "-o", tmp_path, "-m", SHIPPED).returncode == 0
    schemas = {kind: json.loads((tmp_path / f"{kind}.json").read_text()) for kind in ("entities", "sources", "claims")}
    for path in SHIPPED.rglob("*.yaml"):
        if path.parent.name in {"stories", "export"} or path.name in {
            "vocabulary.yaml",
            "redactions.yaml",
            "phrases.yaml",
        }:
            continue
        kind = path.parent.name if path.parent.name in {"claims", "sources"} else "entities"
        as_an_editor_reads_it = json.loads(json.dumps(yaml.safe_load(path.read_text("utf-8")), default=str))
        jsonschema.validate(as_an_editor_reads_it, schemas[kind])
    wrong = [{"subject": "a", "relation": "funded", "object": "b"}]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(wrong, schemas["claims"])
    relations = schemas["claims"]["$defs"]["ClaimRow"]["properties"]["relation"]["enum"]
    assert set(built_in_vocabulary().relations) - set(relations) == {
        r.id for r in built_in_vocabulary().relations.values() if r.inverted
    }


@pytest.mark.parametrize(
    "script",
    sorted(
        path.name
        for path in (ROOT / "scripts").glob("*.py")
        if "benchmark" not in path.name and "__main__" in path.read_text("utf-8")
    ),
)
def test_scripts_describe_themselves(script):
    result = subprocess.run(
        [sys.executable, ROOT / "scripts" / script, "--help"], capture_output=True, text=True, check=False
    )
    assert result.returncode == 0
    assert "usage:" in result.stdout


def test_scripts_do_what_their_names_say(write_map, tmp_path):
    directory, turtle, page = write_map(), tmp_path / "out.ttl", tmp_path / "out.html"

    def run(script, *arguments):
        return subprocess.run(
            [sys.executable, ROOT / "scripts" / script, *arguments], capture_output=True, text=True, check=True
        )

    run("export_rdf.py", directory, "-o", turtle)
    run("render_html.py", directory, "-o", page)
    assert b"ent:wang-xing gx:founded ent:renren" in turtle.read_bytes()
    assert page.read_text("utf-8").lower().startswith("<!doctype html>")
    assert "7 entities, 5 ties" in run("build_graph.py", directory).stdout
    assert "7 entities, 5 ties" in run("build_graph.py", turtle).stdout


def test_the_nearest_map_is_found_upwards(write_map, guanxi, tmp_path):
    directory = write_map()
    project = tmp_path / "project"
    (project / "notes" / "deep").mkdir(parents=True)
    directory.rename(project / "graph")
    for place in (project, project / "graph", project / "graph" / "claims", project / "notes" / "deep"):
        ran = guanxi("check", cwd=place)
        assert (ran.returncode, ran.stdout) == (0, "7 entities, 6 claims, 2 sources: all in order\n"), place


def test_a_folder_that_is_no_map_says_so_in_one_line(guanxi, tmp_path):
    (tmp_path / "ansible.yaml").write_text("- hosts: all\n" * 300)
    for arguments in (["check"], ["show", "wang-xing"], ["check", tmp_path]):
        ran = guanxi(*arguments, cwd=tmp_path)
        assert ran.returncode == 1
        assert "there is no map.toml here" in ran.stdout + ran.stderr
        assert (ran.stdout + ran.stderr).count("error[" if tmp_path in arguments else "error:") == 1


def test_a_file_is_no_map_to_be_checked(guanxi, tmp_path):
    (tmp_path / "map.ttl").write_text("<a:a> <a:b> <a:c> .\n")
    ran = guanxi("check", tmp_path / "map.ttl")
    assert (ran.returncode, ran.stdout.count("error[")) == (1, 1)
    assert "this is a file; a map is the folder that it stands in, or was built from" in ran.stdout


def test_an_excerpt_of_a_huge_or_binary_file_is_not_read(write_map, guanxi):
    directory = write_map({"people.xlsx": b"PK\x03\x04\x14\x00\x06\x00"})
    with (directory / "more.yaml").open("wb") as stream:
        stream.truncate(1 << 30)
    ran = guanxi("check", directory)
    assert "larger than 16 MB" in ran.stdout
    assert "PK" not in ran.stdout


def test_a_mistake_is_shown_in_its_line_however_large_the_file(write_map, guanxi):
    known = '{"subject": "%s", "relation": "knows", "object": "%s", "sources": ["asprec-2012"]}\n'
    lines = (" " * 9_000_000 + known % ("wang-xing", other) for other in ("ma-huateng", "lai-binqiang"))
    directory = write_map({"claims/more.jsonl": "".join(lines) + known % ("nobody", "ma-huateng")})
    assert (directory / "claims" / "more.jsonl").stat().st_size > 16 * 1024 * 1024
    ran = guanxi("check", directory)
    assert '  3 | {"subject": "nobody", "relation"' in ran.stdout, ran.stdout[-2000:]
    renamed = guanxi("rename", "wang-xing", "wang-xing-2", "-m", directory)
    assert "more.jsonl: 2 places" in renamed.stdout, renamed.stdout[-2000:] + renamed.stderr[-2000:]
    assert (directory / "claims" / "more.jsonl").read_text("utf-8").count('"wang-xing-2"') == 2


def test_a_mistake_in_one_record_does_not_hide_the_others(guanxi, write_map):
    faulty = write_map(
        {
            "claims/more.yaml": "- {subject: nobody, relation: knows, object: wang-xing, sources: [asprec-2012]}\n"
            "- {subject: lai-binqiang, relation: knows, object: wang-xing, start: 2001, sources: [asprec-2012]}\n"
            "- {subject: lai-binqiang, relation: knows, object: ma-huateng, start: 2001-13, sources: [asprec-2012]}\n",
            "broken.yaml": "- {id: [\n",
        }
    )
    shown = guanxi("show", "lai-binqiang", "-m", faulty)
    assert shown.returncode == 0
    assert "Wang Xing" in shown.stdout
    assert "Ma Huateng" not in shown.stdout
    assert shown.stderr == "2 errors in the map: what they touch is left out; see `guanxi check`.\n"
    assert guanxi("ties", "-m", faulty).returncode == 0
    known = guanxi("query", "-m", faulty, "SELECT ?who { ent:lai-binqiang gx:knows ?who }", "-f", "csv")
    assert (known.returncode, known.stdout) == (0, "who\nhttps://example.org/small/id/wang-xing\n")
    assert known.stderr == shown.stderr
    assert guanxi("build", faulty).returncode == 1  # nothing is published of a map with errors


@pytest.mark.parametrize(
    ("name", "text"),
    [("vocabulary.yaml", "relations: 1\n"), ("redactions.yaml", "- {entity: nobody}\n"), ("map.toml", "x = 1\n")],
)
def test_what_touches_the_whole_map_stops_every_command(guanxi, write_map, name, text):
    faulty = write_map({name: text})
    for question in (("show", "wang-xing"), ("query", "ASK {}")):
        shown = guanxi(*question, "-m", faulty)
        assert (shown.returncode, shown.stdout) == (1, "")
