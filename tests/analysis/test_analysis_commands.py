"""The analyses as people run them."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess

import pytest
from click.testing import CliRunner
from small_maps import write_map

from guanxi_graph.cli import COMMANDS, main
from guanxi_graph.cli.output import Answer, print_csv
from guanxi_graph.map import load

PEOPLE = """
- {id: wang-xing, class: Person, labels: {en: Wang Xing, zh-Hans: 王兴}, living: true}
- {id: wang-huiwen, class: Person, labels: {en: Wang Huiwen, zh-Hans: 王慧文}, living: true}
- {id: ma-huateng, class: Person, labels: {en: Ma Huateng, zh-Hans: 马化腾}, aliases: {en: [Pony Ma]}, living: true}
- {id: tencent, class: Company, labels: {en: Tencent, zh-Hans: 腾讯}}
- {id: meituan, class: Company, labels: {en: Meituan, zh-Hans: 美团}}
- {id: qq, class: Platform, labels: {en: QQ}}
"""
SOURCES = """
- {id: book, title: A book, published: 2012, url: "https://book.example/"}
- {id: paper, title: A paper, published: 2016}
"""
CLAIMS = """
- {subject: wang-xing, relation: founded, object: meituan, start: 2010-03-04, sources: [book p. 9]}
- {subject: wang-huiwen, relation: founded, object: meituan, start: 2010, sources: [paper]}
- {subject: wang-huiwen, relation: knows, object: ma-huateng, start: 2015, sources: [paper ¶2]}
- {subject: wang-xing, relation: friendOf, object: wang-huiwen, sources: [book]}
- {subject: ma-huateng, relation: founded, object: tencent, start: 1998-11, sources: [book, paper]}
- {subject: tencent, relation: operates, object: qq, start: 1999-02, sources: [book]}
- {subject: qq, relation: registeredUsers, value: 160, at: 2011, sources: [book]}
- {subject: qq, relation: registeredUsers, value: 200, at: 2015, sources: [paper]}
"""


@pytest.fixture
def directory(tmp_path):
    return write_map(tmp_path / "graph", people=PEOPLE, sources=SOURCES, claims=CLAIMS)


def run(*arguments):
    """The command within this process, for the many variants."""
    return CliRunner().invoke(main, [str(each) for each in arguments])


def answer(*arguments):
    done = run(*arguments, "--json")
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def test_who_can_introduce_me(guanxi, directory):
    done = guanxi("path", "wang-xing", "Pony Ma", "-m", directory)
    assert (done.returncode, done.stderr) == (0, "")
    assert (
        done.stdout
        == """\
1. Wang Xing 王兴 → Wang Huiwen 王慧文 → Ma Huateng 马化腾
   score 0.0269 = 0.8^1 × product 0.0336; weakest link 0.120 (Wang Huiwen 王慧文 – Ma Huateng 马化腾)
   Wang Xing 王兴 – Wang Huiwen 王慧文: 0.280
     ↔ friend of, undated [book]
   Wang Huiwen 王慧文 – Ma Huateng 马化腾: 0.120
     ↔ knows, 2015 [paper ¶2]
As of 2015-01-01, the latest day on which something in the map began.
Claims without dates, counted in: 1.
"""
    )


def test_every_part_of_a_score(guanxi, directory):
    told = guanxi("path", "wang-xing", "ma-huateng", "--explain", "-m", directory).stdout
    assert (
        "s = 0.280 = class 0.7 × duration 0.500 (years: unknown) × recency 1.00 (goes on)"
        " × evidence 0.800 (1 lineages); base friend"
    ) in told


def test_json_csv_and_table_say_the_same(guanxi, directory):
    parsed = answer("path", "wang-xing", "ma-huateng", "-m", directory)
    assert parsed["as_of"] == "2015-01-01"
    assert parsed["remarks"][1] == "Claims without dates, counted in: 1."
    (route,) = parsed["results"]["routes"]
    assert route["names"] == ["wang-xing", "wang-huiwen", "ma-huateng"]
    done = guanxi("path", "wang-xing", "ma-huateng", "-m", directory, "--csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [(row["from"], row["to"]) for row in rows] == [("wang-xing", "wang-huiwen"), ("wang-huiwen", "ma-huateng")]
    assert float(rows[0]["score"]) == route["score"]
    assert "As of 2015-01-01" in done.stderr


def test_a_map_without_dates_is_not_as_of_the_year_one(guanxi, directory):
    (directory / "claims.yaml").write_text(
        "- {subject: wang-xing, relation: knows, object: ma-huateng, sources: [paper]}\n"
    )
    told = guanxi("path", "wang-xing", "ma-huateng", "-m", directory).stdout
    assert "The map has no dates.\nClaims without dates, counted in: 1.\n" in told


@pytest.mark.parametrize(
    ("options", "count"),
    [
        ([], 1),
        (["--as-of", "2014"], 0),
        (["--known-by", "2013"], 0),
        (["--min-sources", "2"], 0),
        (["--no-undated"], 0),
        (["--no-undated", "--inferred"], 1),
        (["--via", "knows"], 0),
        (["--via", "knows", "--via", "friendOf"], 1),
        (["--through", "Organization", "--affiliations", "--no-undated"], 1),
    ],
)
def test_what_is_looked_at(directory, options, count):
    found = answer("path", "wang-xing", "ma-huateng", "-m", directory, *options)
    asked_for = (
        found["results"]["kind"] == "introduced" and not found["results"]["without"] and not found["results"]["year"]
    )
    assert (len(found["results"]["routes"]) if asked_for else 0) == count


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        (["ego", "qq"], "Tencent 腾讯"),
        (["ties", "wang-xing", "wang-huiwen"], "1 year in common"),
        (["ties"], "none"),
        (["interlocks", "--relation", "founded", "--current"], "none"),
        (["circles", "--smallest", "2"], "Meituan 美团"),
        (["brokers"], "Wang Huiwen 王慧文"),
        (["brokers", "--by", "founded"], "Entities in no group"),
        (["core"], "Meituan 美团"),
        (["bridges"], "Tencent 腾讯"),
        (["owners", "qq"], "100"),
        (["lineage", "qq"], "none"),
        (["changes", "2009", "2012"], "Meituan 美团"),
        (["audit"], "single lineage"),
        (["conflicts"], "Conflicts: none"),
        (["without", "book"], "Claims that fall: 4"),
        (["why", "wang-xing.founded.meituan.2010-03-04"], "says book p. 9: A book (2012)"),
        (["before", "meituan"], "friendOf"),
        (["figures", "qq"], "200 [paper]"),
        (["infer", "--dry-run", "--rule", "cofounders"], "cofounderWith"),
    ],
)
def test_each_command_answers_in_three_ways(directory, command, expected):
    table = run(*command, "-m", directory)
    assert (table.exit_code, table.stderr) == (0, "")
    assert expected in table.stdout
    assert "results" in answer(*command, "-m", directory)
    as_csv = run(*command, "-m", directory, "--csv")
    rows = list(csv.reader(io.StringIO(as_csv.stdout)))
    assert as_csv.exit_code == 0
    assert len({len(row) for row in rows}) == 1


def test_groups_from_a_file(guanxi, directory, tmp_path):
    groups = tmp_path / "groups.csv"
    groups.write_text("id,group\nwang-xing,us\nwang-huiwen,us\nma-huateng,them\n", "utf-8")
    found = answer("brokers", "--by", groups, "--ties-only", "-m", directory)["results"]["brokers"]
    roles = {each["name"]: each["roles"] for each in found}
    assert (roles["wang-huiwen"]["representative"], roles["wang-huiwen"]["gatekeeper"]) == (1, 1)
    groups.write_text("name;team\n", "utf-8")
    wrong = guanxi("brokers", "--by", groups, "-m", directory)
    assert (wrong.returncode, "bad-groups" in wrong.stderr) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["path", "wang-xin", "ma-huateng"], "there is no entity `wang-xin`; did you mean `wang-xing`?"),
        (["path", "wang-xing", "ma-huateng", "--via", "friendof"], "did you mean `friendOf`?"),
        (["path", "wang-xing", "ma-huateng", "--through", "Place"], "introductions never lead through a Place"),
        (["path", "wang-xing", "ma-huateng", "--as-of", "200"], "`200` is not a date"),
        (["path", "wang-xing", "ma-huateng", "--json", "--csv"], "choose one of --json and --csv"),
        (["without", "boook"], "did you mean `book`?"),
        (["why", "nothing-like-it-at-all"], "there is no claim"),
        (["changes", "2010", "2005"], "the first date must be before the last"),
        (["infer", "--rule", "cofounder"], "the rules are alumni"),
        (["ties", "wang-xing"], "name two entities, or none"),
    ],
)
def test_misuse_says_what_to_write(guanxi, directory, arguments, message):
    done = guanxi(*arguments, "-m", directory)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr


def test_diff_of_a_map_that_is_not_kept_in_git(guanxi, directory, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(directory.parent))
    done = guanxi("diff", "HEAD", "-m", directory)
    assert done.returncode == 2
    assert "is not kept in git, whose revisions this compares; begin with `git init`" in done.stderr


def test_the_maps_own_parameters(guanxi, directory):
    (directory / "map.toml").write_text("[analysis]\nintermediaries = 0\n", "utf-8")
    assert answer("path", "wang-xing", "ma-huateng", "-m", directory)["results"]["kind"] == "far"
    (directory / "map.toml").write_text("[analysis]\nfloor = 2\n", "utf-8")
    done = guanxi("path", "wang-xing", "ma-huateng", "-m", directory)
    assert done.returncode == 1
    assert "map.toml:2:1: error[wrong-shape]: `floor` must be a number from 0 to 1" in done.stderr


def test_inferred_claims_are_a_map_file_of_their_own(guanxi, directory):
    done = guanxi("infer", "--rule", "cofounders", "-m", directory)
    assert "Derived claims written: 1, in" in done.stdout
    written = directory / "export" / "inferred.yaml"
    assert len(load(directory).ties) == 6  # not part of the map
    (directory / "claims-inferred.yaml").unlink(missing_ok=True)
    (directory / "claims.yaml").rename(directory / "old.yaml")
    (directory / "claims").mkdir()
    (directory / "old.yaml").rename(directory / "claims" / "stated.yaml")
    written.rename(directory / "claims" / "inferred.yaml")
    (claim,) = (tie for tie in load(directory).ties if tie.rule)
    assert (claim.relation, claim.rule) == ("cofounderWith", "cofounders")
    assert "[inferred: cofounders]" in guanxi("path", "wang-xing", "wang-huiwen", "--inferred", "-m", directory).stdout


def test_what_changed_between_two_commits(guanxi, directory):
    git("init", "-q", cwd=directory.parent)
    git("add", ".", cwd=directory.parent)
    git("commit", "-qm", "one", cwd=directory.parent)
    claims = directory / "claims.yaml"
    text = claims.read_text("utf-8").replace("start: 2015, sources", "start: 2014, end: 2016, sources")
    claims.write_text(text.replace("value: 200", "value: 210"), "utf-8")
    git("commit", "-qam", "two", cwd=directory.parent)
    done = guanxi("diff", "HEAD~1", "HEAD", "-m", directory)
    assert (done.returncode, done.stderr) == (0, "")
    assert (
        done.stdout
        == """\
+ claim: QQ, registered users: 210 users (2015) [paper]
+ claim: Wang Huiwen 王慧文 knows Ma Huateng 马化腾 (2014 – 2016) [paper ¶2]
- claim: QQ, registered users: 200 users (2015) [paper]
- claim: Wang Huiwen 王慧文 knows Ma Huateng 马化腾 (2015) [paper ¶2]
"""
    )
    claims.write_text(claims.read_text("utf-8").replace("end: 2016, ", "note: Often., end: 2016, "), "utf-8")
    now = guanxi("diff", "HEAD", "-m", directory).stdout
    assert now == ("~ claim: Wang Huiwen 王慧文 knows Ma Huateng 马化腾 (2014 – 2016) [paper ¶2]; note: – → Often.\n")
    assert "git knows no revision `no-such`" in guanxi("diff", "no-such", "-m", directory).stderr
    refused = guanxi("diff", "--json", "--", "--output=/tmp/x", "-m")
    assert refused.returncode == 2


def test_settings_and_terms_that_changed_are_named(guanxi, directory):
    git("init", "-q", cwd=directory.parent)
    git("add", ".", cwd=directory.parent)
    git("commit", "-qm", "one", cwd=directory.parent)
    (directory / "map.toml").write_text('base = "https://example.org/moved/"\n', "utf-8")
    (directory / "vocabulary.yaml").write_text("bases: [{id: alley, labels: {en: alley, zh-Hans: 街坊}}]\n", "utf-8")
    done = guanxi("diff", "HEAD", "-m", directory)
    assert done.stderr == ""
    assert done.stdout.splitlines() == [
        "+ term: alley",
        "~ map: map.toml; title: en A map → –; base: https://w3id.org/guanxi/map/ → https://example.org/moved/",
    ]


def git(*arguments, cwd):
    settings = ["-c", "user.name=A", "-c", "user.email=a@b.example", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *settings, *arguments], check=True, cwd=cwd)


def test_every_command_says_what_it_does(guanxi):
    listed = guanxi("--help").stdout
    assert all(f"  {name} " in listed for name in COMMANDS)


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+86 10", "'+86 10"),
        ("-1+1", "'-1+1"),
        ("@SUM(1)", "'@SUM(1)"),
        ("＝1+1", "'＝1+1"),
        ("-12.5", "-12.5"),
        ("a=b", "a=b"),
        ("a\tb\x1b", "a b\\u001b"),
    ],
)
def test_no_cell_of_a_csv_is_run(text, cell, capsys):
    print_csv(Answer(results=None, title="", headers=("text", "number"), rows=[(text, -3)]))
    assert list(csv.reader(io.StringIO(capsys.readouterr().out))) == [["text", "number"], [cell, "-3"]]


@pytest.mark.parametrize("command", ["brokers", "core", "circles"])
@pytest.mark.parametrize("leave", ["claims", "sources"])
def test_a_ranking_says_how_far_the_evidence_carries_it(directory, command, leave):
    found = answer(command, "-m", directory, "--robust", leave, "--seed", 3)
    assert found["resampling"] == {"leave": leave, "share": 0.1, "rounds": 100, "seed": 3}
    assert found["results"]
    assert all(0 <= each["in_top"] <= 1 and each["low"] <= each["high"] for each in found["results"])
    assert found == answer(command, "-m", directory, "--robust", leave, "--seed", 3)


@pytest.mark.parametrize("command", ["brokers", "core", "circles"])
def test_robust_without_a_word_leaves_claims_out(directory, command):
    assert answer(command, "--robust", "-m", directory)["resampling"]["leave"] == "claims"


def test_years_before_christ_are_no_options(directory):
    done = run("changes", "-0400", "2012", "-m", directory)
    assert done.exit_code == 0, done.output
    assert "From -0400-12-31 to 2012-12-31" in done.stdout
    assert "No such option" in run("changes", "--wid", "2009", "2012", directory).output


def test_a_measure_that_is_whole_in_every_row_is_a_count(directory):
    told = run("core", "-m", directory, "--robust", "claims").stdout.splitlines()
    assert told[1].split()[:2] == ["entity", "core"]
    assert all(re.match(r"\S.*?  +\d  +\d\.\d+ ", line) for line in told[3 : told.index("")]), told


def test_a_map_behind_robust_is_told_what_to_write(directory):
    done = run("brokers", "--robust", directory)
    assert done.exit_code == 2
    assert f"write `--robust claims {directory}`" in " ".join(done.stderr.split())


def test_robust_is_of_the_whole_ranking(directory):
    done = run("brokers", "-m", directory, "--robust", "claims", "--sample", 2)
    assert done.exit_code == 2
    assert "leave out --between and --sample" in done.output
