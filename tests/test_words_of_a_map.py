"""`guanxi relations` and `classes` show the vocabulary; `check` knows what is meant by other words for a relation."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from guanxi_graph.cli import main
from guanxi_graph.meaning import meant, meant_between
from guanxi_graph.reading.vocabulary_file import built_in_vocabulary

VOCABULARY = built_in_vocabulary()
OWN = {
    "vocabulary.yaml": (
        "classes:\n  - {id: Salon, parent: Organization, labels: {en: salon, zh-Hans: 沙龙}}\n"
        "relations:\n  - {id: hosted, labels: {en: hosted, zh-Hans: 主持}, domain: [Person], range: [Salon],"
        " definition: {en: The subject gave the evenings.}}\n"
    ),
    "salons.yaml": "- {id: gordon-square, class: Salon, labels: {en: Gordon Square, zh-Hans: 戈登广场}}\n",
    "claims/salons.yaml": "- {subject: wang-xing, relation: hosted, object: gordon-square, start: 1905, sources: [asprec-2012]}\n",
}


@pytest.fixture
def run(write_map):
    directory = write_map(OWN)
    return lambda *arguments: CliRunner().invoke(main, [*arguments, "-m", str(directory)], env={"COLUMNS": "200"})


def named(text: str) -> list[str]:
    """The relations of a listing, each behind its heading."""
    found = []
    for line in text.splitlines():
        if line and not line.startswith(" "):
            heading = line.rpartition("  ")[0]
        elif line.startswith("  ") and not line.startswith("   "):
            found.append(f"{heading}: {line.split()[0]}")
    return found


def test_a_relation_is_told_with_its_ends_its_meaning_and_an_example(run):
    text = run("relations").stdout
    assert (
        "  founded  founded 创办  Organization, Person → Organization, Platform\n"
        "      The subject set up the object, alone or with others.\n"
        "      from the other end: foundedBy; an event\n"
        "      3 claims, for example: Lai Binqiang 赖斌强 founded Renren 人人网 (2005-12)\n"
    ) in text
    assert "  revenue  revenue 营收  Organization, Platform → a number (CNY, HKD, USD)\n" in text
    stated = {relation.id for relation in VOCABULARY.relations.values() if not relation.inverted}
    assert {each.partition(": ")[2] for each in named(text)} == stated | {"hosted"}


def test_between_two_classes_either_direction_is_told_the_most_used_first(run):
    found = named(run("relations", "Person", "Salon").stdout)
    assert found[0] == "From Person to Salon: hosted"
    assert "From Person to Salon: worksAt" in found
    assert "From Salon to Person: arbitratedFor" in found
    assert not {each.partition(": ")[2] for each in found} & {"educatedAt", "knows", "bornIn", "revenue"}


def test_of_one_class_what_leads_from_it_and_to_it(run):
    found = named(run("relations", "School").stdout)
    assert {"From School: employees", "To School: educatedAt", "From School: owns"} <= set(found)
    assert "From School: educatedAt" not in found


def test_a_broad_class_has_the_relations_of_narrower_ones(run):
    assert "From Person to Organization: educatedAt" in named(run("relations", "Person", "Organization").stdout)


@pytest.mark.parametrize("name", ["person", "PERSON", "人物"])
def test_a_class_goes_by_any_of_its_names(run, name):
    assert named(run("relations", name, "School").stdout) == named(run("relations", "Person", "School").stdout)


def test_an_unknown_class(run):
    done = run("relations", "Persn")
    assert (done.exit_code, "there is no class `Persn`; did you mean `Person`?" in done.stderr) == (2, True)
    assert "there is no class `qqqq`; see `guanxi classes`" in run("relations", "qqqq").stderr


def test_relations_as_json(run):
    [found] = [each for each in json.loads(run("relations", "--json").stdout) if each["id"] == "hosted"]
    assert found["example"]["claim"] == "wang-xing.hosted.gordon-square.1905"
    assert found["example"]["text"].startswith("Wang Xing 王兴 hosted Gordon Square 戈登广场")
    assert (found["domain"], found["range"], found["local"], found["claims"]) == (["Person"], ["Salon"], True, 1)


def test_classes_stand_below_their_parents_and_are_counted(run):
    text = run("classes").stdout
    assert "Thing  thing 事物  8\n" in text
    assert "  Organization  organization 组织  2\n" in text
    assert "    Salon  salon 沙龙  1\n" in text
    [salon] = [each for each in json.loads(run("classes", "--json").stdout) if each["id"] == "Salon"]
    assert (salon["parent"], salon["count"], salon["local"]) == ("Organization", 1, True)


def test_the_words_are_those_of_the_map_s_languages(guanxi, write_map):
    directory = write_map({"map.toml": 'title = {en = "A map"}\nlanguages = ["en"]\n'})
    assert "  Person  person  3\n" in guanxi("classes", directory).stdout
    assert "  founded  founded  Organization, Person" in guanxi("relations", directory).stdout


@pytest.mark.parametrize(
    ("word", "relation"),
    [
        ("studiedAt", "educatedAt"),
        ("studied_at", "educatedAt"),
        ("graduated from", "educatedAt"),
        ("graduatedFrm", "educatedAt"),
        ("毕业于", "educatedAt"),
        ("就讀於", "educatedAt"),
        ("ceoOf", "heads"),
        ("isCEOOf", "heads"),
        ("董事长", "heads"),
        ("worksFor", "worksAt"),
        ("employee-of", "worksAt"),
        ("was born in", "bornIn"),
        ("wife", "spouseOf"),
        ("sonOf", "childOf"),
        ("创始人", "foundedBy"),
        ("foundr", "founded"),
        ("Founded", "founded"),
        ("创办", "founded"),
        ("reportsTo", "subordinateOf"),
        ("marketCap", "valuation"),
        ("birthday", "bornOn"),
    ],
)
def test_a_word_for_a_relation_is_understood(word, relation):
    assert meant(word, VOCABULARY)[0].id == relation


@pytest.mark.parametrize(
    ("word", "subject", "object_", "relations"),
    [
        ("manages", "Person", "Person", ["superiorOf"]),
        ("manages", "Person", "Company", ["heads"]),
        ("partnerOf", "Company", "Company", ["partnersWith"]),
        ("成立", "Person", "Company", ["founded"]),
        ("成立", "Company", "", ["foundedOn"]),
        ("rivalOf", "Platform", "Platform", ["competesWith"]),
    ],
)
def test_of_several_that_one_which_fits_the_ends(word, subject, object_, relations):
    assert [each.id for each in meant_between(word, VOCABULARY, subject, object_)] == relations


def test_a_word_that_is_no_relation_means_none():
    assert meant("qqqq", VOCABULARY) == []


def test_every_relation_has_other_words_and_none_is_its_own():
    for relation in VOCABULARY.relations.values():
        assert relation.synonyms, relation.id
        assert relation.id not in relation.synonyms


def test_an_option_that_takes_a_relation_knows_them_too(run):
    assert (
        "there is no relation `studiedAt`; did you mean `educatedAt`?"
        in run("path", "wang-xing", "renren", "--via", "studiedAt").stderr
    )
