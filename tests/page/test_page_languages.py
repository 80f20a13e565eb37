"""The page in the languages of its map: the switch, names from right to left, a language that a map brings."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from turning import turn

from guanxi_graph.map import load
from guanxi_graph.page import render_page
from guanxi_graph.reading.language_file import load_languages
from places import ROOT

HAN = re.compile("[\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff]")
SAID = """() => [document.title, document.body.innerText, ...[...document.querySelectorAll("*")].flatMap((each) =>
  ["aria-label", "title", "placeholder", "alt"].map((name) => each.getAttribute(name) ?? ""))].join("\\n")"""
Open = Callable[..., Page]


@pytest.fixture
def page_of(write_map, tmp_path: Path):
    """The page of the tests' base map with files over it."""

    def page_of(files: dict[str, str]) -> Path:
        directory = write_map(files)
        path = tmp_path / "index.html"
        path.write_text(render_page(load(directory), languages=load_languages(directory)), "utf-8")
        return path

    return page_of


@pytest.mark.parametrize("view", ["", "select=virginia-woolf", "view=table", "connect=leonard-woolf,ralph-partridge"])
def test_a_map_without_chinese_shows_none(visit: Open, tmp_path: Path, view: str) -> None:
    file = tmp_path / "bloomsbury.html"
    file.write_text(render_page(load(ROOT / "examples" / "bloomsbury")), "utf-8")
    page = visit(view, file=file)
    assert not HAN.search(page.evaluate(SAID))
    expect(page.locator(".segments.lang")).to_have_count(0)
    expect(page.locator(".seal")).to_have_count(0)
    expect(page.locator("#search")).to_have_attribute("placeholder", "Search names  /")


def test_french_is_spoken_where_the_map_asks_for_it(visit: Open, page_of) -> None:
    labels = "labels:\n  Person: {fr: personne}\n  founded: {fr: a fondé}\n"
    settings = 'title = {fr = "Une petite carte"}\nlanguages = ["fr", "en"]\n'
    page = visit("select=wang-xing&lang=fr", file=page_of({"map.toml": settings, "vocabulary.yaml": labels}))
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page.locator("#narrow h2")).to_have_text("Filtrer")
    expect(page.locator("#panel")).to_contain_text("a fondé")
    expect(page.locator("#panel")).to_contain_text("en décembre 2005")
    page.get_by_role("button", name="EN", exact=True).click()
    expect(page.locator("#narrow h2")).to_have_text("Narrow")
    page.get_by_role("button", name="FR EN").click()
    expect(page.locator("#narrow h2")).to_have_text("Filtrer Narrow")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["begun by 1998, ended between 2003 and 2005", "by October 1971"]),
        ("zh-Hans", ["始于1998年或更早，止于2003年至2005年之间", "1971年10月或更早"]),
        ("fr", ["début : au plus tard en 1998, fin : entre 2003 et 2005", "au plus tard en octobre 1971"]),
    ],
)
def test_bounded_dates_are_told_in_words(visit: Open, page_of, language: str, said: list[str]) -> None:
    claims = """
- {subject: ma-huateng, relation: worksAt, object: tencent, start: "[..1998]", end: "[2003..2005]", sources: [asprec-2012]}
- {subject: ma-huateng, relation: bornOn, value: "[..1971-10]", sources: [asprec-2012]}
"""
    settings = f'title = {{en = "A map"}}\nlanguages = ["{language}"]\n'
    file = page_of({"map.toml": settings, "claims/bounded.yaml": claims})
    panel = visit("select=ma-huateng", file=file).locator("body")
    for words in said:
        expect(panel).to_contain_text(words)


def test_a_map_brings_a_language_and_english_fills_its_gaps(visit: Open, page_of) -> None:
    german = "name: Deutsch\nshort: DE\ntexts: {map: Karte}\n"
    files = {"map.toml": 'title = {de = "Karte"}\nlanguages = ["de"]\n', "languages/de.yaml": german}
    page = visit("", file=page_of(files))
    expect(page.get_by_role("button", name="Karte", exact=True).first).to_be_visible()
    expect(page.get_by_role("button", name="Table", exact=True)).to_be_visible()


def test_a_name_from_right_to_left_stands_by_itself(visit: Open, page_of) -> None:
    greek = "- {id: aristotle, class: Person, labels: {ar: أرسطو (الفيلسوف)}}\n"
    claim = "- {subject: wang-xing, relation: knows, object: aristotle, start: 2005, sources: [asprec-2012]}\n"
    files = {"map.toml": 'languages = ["ar", "en"]\n', "greeks.yaml": greek, "claims/greeks.yaml": claim}
    page = visit("select=wang-xing&lang=ar", file=page_of(files))
    name = page.locator("#panel button.name", has_text="أرسطو").first
    assert name.evaluate("(each) => getComputedStyle(each).direction") == "rtl"
    page.goto(page.url.replace("wang-xing", "aristotle"))
    assert page.locator("#panel h2").evaluate("(each) => getComputedStyle(each).direction") == "rtl"


AR = """name: العربية
short: ع
direction: rtl
texts: {map: خريطة, table: جدول, timeline: زمن, narrow: تصفية, allYears: كل السنوات, evidence: أدلة}
"""


def test_every_name_says_its_language(visit: Open) -> None:
    page = visit("select=ma-huateng")
    others = page.locator("#panel .other-names [lang]")
    assert dict(
        zip(others.all_inner_texts(), others.evaluate_all("all => all.map((each) => each.lang)"), strict=True)
    ) == {
        "马化腾": "zh-Hans",
        "馬化騰": "zh-Hant",
        "Mǎ Huàténg": "zh-Latn-pinyin",
    }
    page.get_by_role("button", name="EN 中").click()
    expect(page.locator("#panel h2 [lang=zh-Hans]")).to_have_text("马化腾")
    page.get_by_role("button", name="中", exact=True).click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
    expect(page.locator("#panel h2")).to_have_text("马化腾")
    expect(page.locator("#panel h2 [lang]")).to_have_count(0)
    expect(page).to_have_url(re.compile("select=ma-huateng"))


VIEWS = {
    "map": "",
    "entity": "select=ma-huateng",
    "claim": "select=joseph-chen.bornOn.1969",
    "connected": "connect=zhang-yiming,wang-xing",
    "only persons": "classes=Person&select=wang-xing",
    "table": "view=table",
    "entities": "view=table&table=entities",
    "timeline": "view=timeline&select=wang-xing",
    "places": "view=places",
    "owners": "view=owners&select=tencent",
    "story": "story=campus-network&step=1",
    "embedded": "story=campus-network&embed",
}
# Each text whose writing is that of a language which it does not say it is in. An option of a list can hold no element;
# of a picture its name is spoken, not what is written in it.
UNSAID = """(isForeign) => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walk.nextNode()) {
    const { parentElement: around, data } = walk.currentNode;
    if (around.closest("script, style, noscript, textarea, kbd, [role=img], option")) continue;
    const tag = around.closest("[lang]").lang;
    const said = tag.startsWith("zh") && !tag.includes("Latn");
    if (new RegExp(isForeign, "u").test(data) && said === isForeign.includes("Latin")) found.push([tag, data]);
  }
  return found;
}"""


@pytest.mark.parametrize("view", VIEWS)
def test_every_text_says_its_language(visit: Open, view: str) -> None:
    page = visit()
    for language, foreign in (("both", r"\p{Script=Han}"), ("zh-Hans", r"\p{Script=Latin}{4}")):
        turn(page, f"{VIEWS[view]}&lang={language}")
        page.locator("#panel details").evaluate_all("all => all.forEach((each) => { each.open = true; })")
        page.locator("#search").fill("ma huateng" if language == "zh-Hans" else "马化腾")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert page.evaluate(UNSAID, foreign) == []


def test_a_drawing_says_the_language_of_a_name(visit: Open, page_of, drawn: Callable[[Page], str]) -> None:
    greek = "- {id: aristotle, class: Person, labels: {ar: أرسطو}}\n"
    claim = "- {subject: wang-xing, relation: knows, object: aristotle, start: 2005, sources: [asprec-2012]}\n"
    files = {"map.toml": 'languages = ["en", "ar"]\n', "greeks.yaml": greek, "claims/greeks.yaml": claim}
    drawing = drawn(visit("lang=en", file=page_of(files)))
    assert re.search(r'<svg [^>]*xml:lang="en"', drawing)
    assert re.search(r'<text [^>]*xml:lang="ar"[^>]*>أرسطو</text>', drawing)


@pytest.mark.parametrize("width", [1280, 375])
def test_a_language_from_right_to_left_turns_the_page(visit: Open, page_of, width: int) -> None:
    files = {"map.toml": 'languages = ["ar", "en"]\n', "languages/ar.yaml": AR}
    page = visit("select=wang-xing&lang=ar", file=page_of(files))
    page.set_viewport_size({"width": width, "height": 800})
    expect(page.locator("html")).to_have_attribute("dir", "rtl")

    def middle(selector: str) -> float:
        box = page.locator(selector).bounding_box()
        assert box
        return box["x"] + box["width"] / 2

    wide = width > 760
    first, then = (".brand", ".segments.view") if wide else ("#top > .picker", "select.choose.view")
    assert middle(first) > middle(then)
    if wide:
        assert middle("#narrow" if width > 1180 else "#map") > middle("#panel")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if wide:
        page.get_by_role("button", name="EN", exact=True).click()
    else:
        page.locator("select.choose.lang").select_option(label="EN")
    expect(page.locator("html")).to_have_attribute("dir", "ltr")
    expect(page).to_have_url(re.compile("select=wang-xing"))
    assert middle(first) < middle(then)
