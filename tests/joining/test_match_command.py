"""``guanxi match``: who may be one, why, and what becomes of the answers that somebody types."""

from __future__ import annotations

import json
import shutil

import pytest
from rich.cells import cell_len

from second import SECOND


@pytest.fixture
def directory(write_map):
    return write_map(SECOND)


@pytest.fixture
def match(directory, guanxi):
    def run(*words, answers=()):
        told = "".join(f"{each}\n" for each in answers)
        return guanxi("match", directory, *words, "--as", "Ann", "--on", "2026-11-26", input=told)

    return run


def pairs(ran):
    assert ran.returncode == 0, ran.stderr
    return {(each["one"], each["other"]): each for each in json.loads(ran.stdout)["results"]}


def test_what_is_certain_comes_first_and_each_pair_has_its_reasons(match):
    found = pairs(match("--json"))
    assert list(found) == [("tencent", "tx"), ("wang-xing", "wang-xing-2")]
    certain, likely = found.values()
    assert (certain["score"], [each["code"] for each in certain["reasons"]]) == (100, ["identifier"])
    assert [each["code"] for each in likely["reasons"]] == ["name", "also", "neighbours"]
    assert likely["score"] == sum(each["points"] for each in likely["reasons"])


def test_a_romanised_name_alone_figures_and_other_chinese_names_are_no_reason(match):
    """Wang Xing is read of 王兴 and of 王星; Ma Huateng may be anybody who is called so; 7 is not 8."""
    ends = {end for pair in pairs(match("--json")) for end in pair}
    assert ends.isdisjoint({"wang-xing-3", "huateng-ma", "lab-7", "lab-8"})


def test_a_romanised_name_with_a_neighbour_is_asked(write_map, guanxi):
    claims = "- {subject: huateng-ma, relation: worksAt, object: tencent, sources: [fannin-2008 p. 4]}\n"
    directory = write_map({**SECOND, "claims/more.yaml": SECOND["claims/more.yaml"] + claims})
    found = pairs(guanxi("match", directory, "--json"))
    assert [each["code"] for each in found["huateng-ma", "ma-huateng"]["reasons"]] == ["read", "neighbours"]


def test_dates_speak_for_and_against(write_map, guanxi):
    people = "- {id: a, class: Person, labels: {en: Ida Lund}}\n- {id: b, class: Person, labels: {en: Lund Ida}}\n"
    claims = "- {{subject: a, relation: bornOn, value: 1861-05-02, sources: [fannin-2008]}}\n- {{subject: b, relation: bornOn, value: {}, sources: [fannin-2008]}}\n"
    scores = {}
    for day in ("1861-05-02", "1861", "1903"):
        directory = write_map({"more.yaml": people, "claims/more.yaml": claims.format(day)})
        found = pairs(guanxi("match", directory, "--json"))
        scores[day] = found.get(("a", "b"), {"score": 0})["score"]
    assert scores == {"1861-05-02": 75, "1861": 65, "1903": 0}


def test_answers_are_kept_and_a_judged_pair_is_not_asked_again(directory, match, guanxi):
    ran = match(answers=("s", "", "d", "Another."))
    assert ran.returncode == 0, ran.stderr
    assert "Nothing is left to decide." in ran.stdout
    assert (directory / "judgements.yaml").read_text().splitlines()[1:] == [
        "- {entity: tencent, other: tx, are: same, by: Ann, decided: 2026-11-26}",
        "- {entity: wang-xing, other: wang-xing-2, are: different, by: Ann, decided: 2026-11-26, reason: Another.}",
    ]
    assert pairs(match("--json")) == {}
    assert "wang-xing-2" not in guanxi("check", directory).stdout, "what is known to be two is no twin"
    assert "taken back: wang-xing and wang-xing-2 are different" in match("--undo").stdout
    assert list(pairs(match("--json"))) == [("wang-xing", "wang-xing-2")]


def test_both_sides_stand_beside_each_other_in_80_columns(match):
    shown = match(answers=("q",)).stdout
    assert all(cell_len(line) <= 80 for line in shown.splitlines())
    assert any("Tencent 腾讯" in line and "Tencent Inc" in line for line in shown.splitlines())


def test_with_nobody_to_ask_it_says_what_to_do(match):
    ran = match()
    assert ran.returncode == 2
    assert "--accept-ids" in ran.stderr


def test_identifiers_are_accepted_without_asking(directory, match):
    assert "1 pair judged the same" in match("--accept-ids").stdout
    kept = (directory / "judgements.yaml").read_text()
    assert "other: tx, are: same" in kept
    assert "0 pairs judged the same" in match("--accept-ids").stdout
    assert (directory / "judgements.yaml").read_text() == kept


def test_an_identifier_against_which_something_speaks_is_left_to_people(directory, match):
    for name, day in (("ida", "1970-01-02"), ("ada", "1933-04-05")):
        (directory / f"{name}.yaml").write_text(
            f"- {{id: {name}, class: Person, labels: {{en: {name.title()}}}, same_as: [wikidata:Q424242]}}\n"
        )
        (directory / f"claims/{name}.yaml").write_text(
            f"- {{subject: {name}, relation: bornOn, value: {day}, sources: [fannin-2008]}}\n"
        )
    ran = match("--accept-ids")
    assert "1 pair judged the same" in ran.stdout
    assert "1 pair left, as something speaks against: see --list" in ran.stdout
    assert "entity: ada" not in (directory / "judgements.yaml").read_text()


def test_a_score_however_high_is_no_identifier(directory, match, guanxi, tmp_path):
    """One name, another, two days and a neighbour make 100 points, and yet they may be two."""
    other = tmp_path / "other"
    shutil.copytree(directory, other)
    (other / "map.toml").write_text((other / "map.toml").read_text().replace("example.org/small", "example.org/other"))
    for place, name in ((directory, "zeng-liqing"), (other, "liqing-zeng")):
        (place / "twins.yaml").write_text(
            f"- {{id: {name}, class: Person, labels: {{en: Zeng Liqing, zh-Hans: 曾李青}}, aliases: {{en: [Jason Zeng]}}}}\n"
        )
        (place / "claims/twins.yaml").write_text(
            f"- {{subject: {name}, relation: bornOn, value: 1970-01-02, sources: [fannin-2008]}}\n"
            f"- {{subject: {name}, relation: diedOn, value: 2020-03-04, sources: [fannin-2008]}}\n"
            f"- {{subject: {name}, relation: worksAt, object: tencent, sources: [fannin-2008]}}\n"
        )
    found = pairs(match("--with", other, "--json"))["zeng-liqing", "liqing-zeng"]
    assert (found["score"], "identifier" in str(found["reasons"])) == (100, False)
    match("--with", other, "--accept-ids")
    assert "liqing-zeng" not in (directory / "judgements.yaml").read_text()
    ran = guanxi("merge", directory, other, "-o", tmp_path / "both")
    assert "liqing-zeng" not in ran.stdout


def test_judgements_go_out_as_sssom_and_come_back(directory, match, tmp_path):
    match(answers=("s", "", "d", "Another."))
    table, kept = tmp_path / "judged.sssom.tsv", (directory / "judgements.yaml").read_text()
    match("--sssom", table)
    lines = table.read_text().splitlines()
    assert "#   ent: https://example.org/small/id/" in lines
    assert [line.split("\t")[2:5] for line in lines if line.startswith("ent:")] == [
        ["skos:exactMatch", "", "ent:tx"],
        ["skos:exactMatch", "Not", "ent:wang-xing-2"],
    ]
    (directory / "judgements.yaml").unlink()
    assert "2 judgements taken" in match("--from-sssom", table).stdout
    assert (directory / "judgements.yaml").read_text() == kept
    assert "0 judgements taken, 2 there already" in match("--from-sssom", table).stdout


def test_what_is_not_taken_of_a_table_is_told(match, tmp_path):
    table = tmp_path / "theirs.sssom.tsv"
    table.write_text(
        "#curie_map:\n#  ent: https://example.org/small/id/\n#mapping_date: 2024-05-01\n"
        "subject_id\tpredicate_id\tobject_id\tmapping_justification\n"
        "ent:tencent\tskos:exactMatch\tent:tx\tsemapv:LexicalMatching\n"
        "ent:tencent\tskos:closeMatch\tent:renren\tsemapv:LexicalMatching\n"
        "ent:nobody\tskos:exactMatch\tent:tx\tsemapv:LexicalMatching\n"
        "wikidata:Q1\tskos:exactMatch\tent:tx\tsemapv:LexicalMatching\n"
    )
    shown = match("--from-sssom", table).stdout
    assert f"{table}:6: left out: `skos:closeMatch` is not an exact match" in shown
    assert f"{table}:7: left out: there is no entity `nobody`" in shown
    assert f"{table}:8: left out: `wikidata:Q1` is nothing of the map" in shown
    assert "1 judgement taken" in shown
    table.write_text(table.read_text().replace("2024-05-01", "Mayday"))
    shown = match("--from-sssom", table).stdout
    assert f"{table}:5: left out: its mapping_date `Mayday` is no date; write `2024-05-31`, or leave it empty" in shown


def test_a_table_that_is_no_sssom_is_refused(match, tmp_path):
    table = tmp_path / "theirs.tsv"
    table.write_text("a\tb\n1\t2\n")
    ran = match("--from-sssom", table)
    assert ran.returncode == 1
    assert "[not-sssom]" in ran.stderr


def test_two_maps_are_matched_and_what_is_decided_names_the_other(directory, guanxi, tmp_path):
    other = tmp_path / "other"
    (other / "claims").mkdir(parents=True)
    (other / "map.toml").write_text('title = {en = "Other"}\nbase = "https://example.org/other/"\n')
    (other / "people.yaml").write_text(
        "- {id: x, class: Person, labels: {zh-Hans: 马化腾}}\n- {id: y, class: Company, labels: {zh-Hans: 腾讯}}\n"
    )
    (other / "sources.yaml").write_text("- {id: s, title: Silicon Dragon, kind: book, published: 2008}\n")
    (other / "claims" / "c.yaml").write_text("- {subject: x, relation: founded, object: y, sources: [s]}\n")
    found = pairs(guanxi("match", directory, "--with", other, "--json"))
    assert list(found) == [("ma-huateng", "x"), ("tencent", "y"), ("fannin-2008", "s")]
    assert "neighbours" in [each["code"] for each in found["ma-huateng", "x"]["reasons"]]
    ran = guanxi("match", directory, "--with", other, "--as", "A", "--on", "2026", input="s\n\nq\n")
    assert ran.returncode == 0, ran.stderr
    line = "- {entity: ma-huateng, other: x, of: https://example.org/other/, are: same, by: A, decided: 2026}"
    assert (directory / "judgements.yaml").read_text().splitlines()[1:] == [line]
    assert ("ma-huateng", "x") not in pairs(guanxi("match", directory, "--with", other, "--json"))
    assert guanxi("check", "--errors-only", directory).returncode == 0


def test_what_check_warns_of_is_asked_and_a_reading_alone_is_neither(write_map, guanxi):
    directory = write_map({
        "more.yaml": (
            "- {id: one-name, class: Person, labels: {zh-Hant: 馬化騰}}\n"
            "- {id: read-alone, class: Person, labels: {en: Wang Xing}}\n"
            "- {id: read-and-tied, class: Person, labels: {en: Binqiang Lai}}\n"
        ),
        "claims/more.yaml": (
            "- {subject: one-name, relation: knows, object: read-alone, sources: [asprec-2012]}\n"
            "- {subject: read-and-tied, relation: knows, object: ma-huateng, sources: [asprec-2012]}\n"
            "- {subject: lai-binqiang, relation: knows, object: ma-huateng, sources: [asprec-2012]}\n"
        ),
    })  # fmt: skip
    warned = {line.split("`")[1] for line in guanxi("check", directory).stdout.splitlines() if "[same-name]" in line}
    asked = {end for pair in pairs(guanxi("match", directory, "--json")) for end in pair}
    assert warned == {"one-name", "read-and-tied"}
    assert asked & {"one-name", "read-alone", "read-and-tied"} == warned
