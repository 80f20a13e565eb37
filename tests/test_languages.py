"""A map's languages decide names and words; what the interface says is data."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner

from guanxi_graph.cli import main
from guanxi_graph.formats import to_turtle
from guanxi_graph.languages import ENGLISH, shipped, spoken
from guanxi_graph.model import label_of, names_by, names_in
from guanxi_graph.opening import load
from guanxi_graph.reading.language_file import load_languages

GAP = re.compile(r"\{(\w+)(?::[^{}]*)?\}")
BOTH = {"en": "Wang Xing", "zh-Hans": "王兴", "zh-Latn-pinyin": "Wáng Xīng"}


@pytest.mark.parametrize(
    ("languages", "name"),
    [
        (["en"], "Wang Xing"),
        (["en", "zh-Hans"], "Wang Xing 王兴"),
        (["zh-Hant", "zh-Hans", "en"], "王兴 Wang Xing"),
        (["fr"], "Wang Xing"),
        ([], "Wang Xing"),
    ],
)
def test_a_name_is_said_in_the_first_two_languages_of_the_map(languages, name):
    assert names_in(BOTH, languages) == name


def test_a_name_in_another_form_of_the_language_is_better_than_none():
    assert label_of({"en": "Tencent", "zh-Hant": "騰訊"}, "zh-Hans") == "騰訊"
    assert label_of({"en": "Tencent", "zh-Latn-pinyin": "Téngxùn"}, "zh-Hans") == "Tencent"


def test_all_names_begin_with_those_of_the_map():
    assert names_by({"ar": "أرسطو", "en": "Aristotle", "grc": "Ἀριστοτέλης"}, ["en"])[0] == "Aristotle"


@pytest.mark.parametrize("tag", sorted(shipped().keys() - {ENGLISH}))
def test_shipped_languages_are_whole(tag):
    """Each has every text of English, with the same gaps, and no text of its own."""
    english, texts = shipped()[ENGLISH].texts, shipped()[tag].texts
    assert texts.keys() == english.keys()
    free = {"century", "billion", "million", "measure"}  # counted otherwise elsewhere
    for key in (key for key in english if english[key] and texts[key] and key not in free):
        assert set(GAP.findall(texts[key])) == set(GAP.findall(english[key])), key


def test_a_language_speaks_english_where_it_has_no_words():
    tags = [language.tag for language in spoken(["en", "zh-Hans", "zh-Hant", "zh-Latn-pinyin", "de"])]
    assert tags == ["en", "zh-Hans", "de"]
    assert spoken(["de"])[0]["map"] == "Map"
    assert spoken(["fr-CA"])[0]["map"] == "Carte"


def test_a_map_brings_a_language(write_map):
    files = {"languages/de.yaml": "name: Deutsch\nshort: DE\ntexts: {map: Karte}\n"}
    german = spoken(["de"], load_languages(write_map(files)))[0]
    assert (german.short, german["map"], german["table"]) == ("DE", "Karte", "Table")


LABELS = "labels:\n  Person: {fr: personne}\n  founded: {fr: a fondé, en: set up}\n  kin: {fr: parenté}\n  role: {fr: rôle}\n"


def test_a_map_names_terms_in_its_language_and_turtle_keeps_it(write_map, tmp_path):
    gmap = load(write_map({"vocabulary.yaml": LABELS}))
    assert gmap.vocabulary.classes["Person"].label("fr") == "personne"
    assert gmap.vocabulary.relations["founded"].label("en") == "set up"
    turtle = tmp_path / "map.ttl"
    turtle.write_bytes(to_turtle(gmap))
    assert load(turtle) == gmap


ARABIC = {
    "map.toml": 'title = {en = "Greeks"}\nlanguages = ["en"]\n',
    "greeks.yaml": "- {id: aristotle, class: Person, labels: {ar: أرسطو, en: Aristotle, grc: Ἀριστοτέλης}}\n",
}


def test_show_puts_the_language_of_the_map_first(write_map):
    shown = CliRunner().invoke(main, ["show", "aristotle", "-m", str(write_map(ARABIC))])
    assert shown.stdout.splitlines()[:2] == ["Aristotle أرسطو Ἀριστοτέλης", "person · aristotle"]
