"""The places of a map on the earth: who is where, what ties two places, and what is nowhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Page, expect

from guanxi_graph.map import Map, load
from guanxi_graph.page import render_page
from guanxi_graph.page.whereabouts import whereabouts

Open = Callable[..., Page]
SVG = "{http://www.w3.org/2000/svg}"

FILES = {
    "map.toml": 'title = {en = "The mill"}',
    "sources.yaml": "- {id: s, title: Yearbook}",
    "things.yaml": """
- {id: ann, class: Person, labels: {en: Ann}}
- {id: bo, class: Person, labels: {en: Bo}}
- {id: cy, class: Person, labels: {en: Cy}}
- {id: mill, class: Company, labels: {en: Mill}}
- {id: lyon, class: Place, labels: {en: Lyon}, coordinates: [45.76, 4.84]}
- {id: port, class: Place, labels: {en: Port of Shanghai}}
- {id: shanghai, class: Place, labels: {en: Shanghai}, coordinates: [31.22, 121.46]}
""",
    "claims.yaml": """
- {subject: ann, relation: bornIn, object: lyon, at: 1900, sources: [s]}
- {subject: ann, relation: ancestralHome, object: shanghai, sources: [s]}
- {subject: bo, relation: bornIn, object: shanghai, at: 1905, sources: [s]}
- {subject: port, relation: locatedIn, object: shanghai, sources: [s]}
- {subject: mill, relation: locatedIn, object: lyon, start: 1920, end: 1929, sources: [s]}
- {subject: mill, relation: locatedIn, object: port, start: 1930, end: 1940, sources: [s]}
- {subject: ann, relation: founded, object: mill, start: 1920, sources: [s]}
- {subject: ann, relation: friendOf, object: bo, start: 1935, end: 1940, sources: [s]}
- {subject: ann, relation: friendOf, object: cy, start: 1935, end: 1940, sources: [s]}
""",
}


@pytest.fixture
def mill(write_map: Callable[..., Path]) -> Map:
    return load(write_map(FILES, base=False))


@pytest.fixture
def mill_page(mill: Map, tmp_path: Path) -> Path:
    path = tmp_path / "mill.html"
    path.write_text(render_page(mill), "utf-8")
    return path


def test_who_is_where_by_the_first_relation_then_the_latest_claim(mill: Map) -> None:
    claims, names = list(mill.claims.values()), list(mill.entities)
    told = whereabouts(mill, claims, {name: place for place, name in enumerate(names)})
    found = [(claims[claim].subject, claims[claim].object, names[place]) for claim, place in told["seats"]]
    assert [each for each in found if each[0] == "ann"] == [("ann", "lyon", "lyon"), ("ann", "shanghai", "shanghai")]
    assert [each for each in found if each[0] == "mill"] == [("mill", "port", "shanghai"), ("mill", "lyon", "lyon")]
    assert ("port", "shanghai", "shanghai") in found


@pytest.mark.browser
def test_places_and_ties_between_them_follow_the_years(visit: Open, mill_page: Path) -> None:
    page = visit("view=places", file=mill_page)
    # Ann in Lyon; Bo, the mill and the port in Shanghai; Cy nowhere.
    expect(page.locator(".status")).to_have_text("2 places with 4 · 4 ties between places · 1 without a place")
    page.get_by_role("button", name="Lyon — Shanghai 4 ties").click()
    words = page.locator("#panel .claim .words")
    assert sorted(words.all_inner_texts()) == [
        "Ann ancestral home Shanghai",
        "Ann founded Mill in 1920",
        "Ann friend of Bo from 1935 to 1940",
        "Mill located in Lyon from 1920 to 1929",
    ]
    # By then the mill was in Lyon, and of Ann it is only known where her family came from.
    page = visit("view=places&years=1921,1925&undated=0", file=mill_page)
    expect(page.locator(".status")).to_contain_text("2 places with 2 · 0 ties between places")


@pytest.mark.browser
def test_a_place_is_chosen_by_click_by_arrows_and_from_the_list(
    visit: Open, mill_page: Path, drawn: Callable[[Page], str]
) -> None:
    page = visit("view=places", file=mill_page)
    page.get_by_role("button", name="Shanghai 3 here").click()
    here = page.locator("#panel section", has=page.get_by_role("heading", name="Here 3"))
    assert here.get_by_role("button").all_inner_texts() == ["Bo", "Mill", "Port of Shanghai"]
    page.locator("#canvas").press("ArrowLeft")
    expect(page.locator("#panel h2")).to_have_text("Lyon")
    page.get_by_role("button", name="Close").click()
    page.mouse.click(*dot(page, drawn(page), "Lyon"))
    expect(page.locator("#panel h2")).to_have_text("Lyon")


def dot(page: Page, drawing: str, name: str) -> tuple[float, float]:
    """Where a dot stands on the screen: as in the drawing, which is as large as the canvas."""
    box = page.locator("#canvas").bounding_box()
    place = re.search(rf"translate\(([\d.]+) ([\d.]+)\)[^>]*>(?:<path[^>]*/?>)+<title>{name}</title>", drawing)
    assert box
    assert place
    return box["x"] + float(place[1]), box["y"] + float(place[2])


@pytest.mark.browser
def test_the_drawing_of_the_earth_has_land_places_and_lines(
    visit: Open, mill_page: Path, drawn: Callable[[Page], str]
) -> None:
    drawing = ET.fromstring(drawn(visit("view=places&theme=dark", file=mill_page)))  # noqa: S314 - our own
    land = drawing.find(f".//{SVG}path[@id='land']")
    assert land is not None
    assert land.get("fill") == "#e6e1d6"  # of light pages
    assert {title.text for title in drawing.iter(f"{SVG}title")} == {"Lyon", "Shanghai · 3"}
    assert any("Natural Earth" in (text.text or "") for text in drawing.iter(f"{SVG}text"))


@pytest.mark.browser
def test_a_map_without_coordinates_has_no_view_of_the_earth(
    visit: Open, write_map: Callable[..., Path], tmp_path: Path
) -> None:
    things = (
        FILES["things.yaml"].replace(", coordinates: [45.76, 4.84]", "").replace(", coordinates: [31.22, 121.46]", "")
    )
    path = tmp_path / "nowhere.html"
    path.write_text(render_page(load(write_map(FILES | {"things.yaml": things}, base=False))), "utf-8")
    page = visit("view=places", file=path)
    assert page.get_by_role("group", name="View").get_by_role("button").all_inner_texts() == [
        "Map",
        "Table",
        "Timeline",
    ]
    expect(page.locator(".status")).to_contain_text("7 of 7 shown")
