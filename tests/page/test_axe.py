"""Every view and dialog of the page, light and dark, wide and narrow, from left to right and from right to left."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from pathlib import Path

import msgspec
import pytest
from playwright.sync_api import Page
from turning import turn

from axe import findings
from guanxi_graph.analysis.circles import circles_of
from guanxi_graph.languages import Language
from guanxi_graph.map import Map
from guanxi_graph.page import render_page
from guanxi_graph.reading.stories import load_stories
from places import SHIPPED

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
Act = Callable[[Page], object]


def stay(_: Page) -> None:
    """As it is at its address."""


def press(*names: str) -> Act:
    return lambda page: [page.get_by_role("button", name=name, exact=True).first.click() for name in names]


def take(what: str) -> Act:
    return press("Take away", what)


def search(words: str) -> Act:
    return lambda page: page.locator("#search").fill(words)


def open_filters(page: Page) -> None:
    """On a wide screen they are."""
    for button in page.locator(".toggle-narrow:visible").all():
        button.click()


# What is looked at: the view, and what is done there.
LOOKS: dict[str, tuple[str, Act]] = {
    "the map": ("", stay),
    "names found": ("", search("wang")),
    "both languages": ("lang=both", stay),
    "an entity": ("select=renren", stay),
    "a claim": ("select=joseph-chen.bornOn.1969", stay),
    "ties between two": ("pair=wang-xing,renren", stay),
    "an introduction": ("connect=wang-xing,ma-huateng", stay),
    "what two share": ("connect=lei-jun,guo-guangchang", stay),
    "a chain of facts": ("connect=guanxi,tencent", stay),
    "the table of ties": ("view=table", stay),
    "the table of entities": ("view=table&table=entities", stay),
    "nothing in the table": ("view=table&years=1,2&undated=0", stay),
    "a timeline": ("view=timeline&select=wang-xing", stay),
    "between places": ("view=places&between=longyan,wuzhen", stay),
    "the owners of one": ("view=owners&select=tencent", stay),
    "a story": ("story=five-platforms&step=1", stay),
    "a claim to cite": ("select=ding-lei.friendOf.ma-huateng", press("Cite")),
    "an error to report": ("select=ding-lei.friendOf.ma-huateng", press("Report an error")),
    "help": ("", press("Help")),
    "what can be taken away": ("", press("Take away")),
    "a frame's lines": ("select=tencent", take("Embed in an article")),
    "a picture": ("", take("Picture")),
    "filters": ("relations=founded&years=1998,2004&undated=0", open_filters),
    "a frame": ("select=tencent&embed=1", stay),
    "a story in a frame": ("story=five-platforms&step=1&embed=1", press("Evidence")),
}

# Its words are English, so that what is pressed has one name; the page runs as the language does.
ARABIC = Language(tag="ar", name="العربية", short="ع", direction="rtl")


@pytest.fixture(scope="module")
def both_ways(shipped: Map, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the shipped map in English and in a language from right to left."""
    path = tmp_path_factory.mktemp("both") / "index.html"
    gmap = msgspec.structs.replace(shipped, info=msgspec.structs.replace(shipped.info, languages=("en", "ar")))
    circles = [circle.members for circle in circles_of(gmap)]
    page = render_page(gmap, circles=circles, stories=load_stories(SHIPPED), languages={"ar": ARABIC})
    path.write_text(page, "utf-8", newline="\n")
    return path


WAYS = tuple(product(("en", "ar"), (1280, 375), ("light", "dark")))
# Each look in two ways that have nothing in common, its neighbour in two others; `make trials` takes all looks in all.
TAKEN_IN_TURN = (
    (("en", 1280, "light"), ("ar", 375, "dark")),
    (("en", 375, "light"), ("ar", 1280, "dark")),
)


def looks_of(way: tuple[str, int, str]) -> list[str]:
    return [look for number, look in enumerate(LOOKS) if way in TAKEN_IN_TURN[number % len(TAKEN_IN_TURN)]]


@pytest.mark.parametrize(
    ("language", "width", "theme", "looks"),
    [
        *(pytest.param(*way, looks_of(way), id="-".join(map(str, way))) for way in sum(TAKEN_IN_TURN, ())),
        *(pytest.param(*way, list(LOOKS), id="-".join(map(str, way)), marks=pytest.mark.trial) for way in WAYS),
    ],
)
def test_axe_finds_nothing(
    visit: Open, both_ways: Path, language: str, width: int, theme: str, looks: list[str]
) -> None:
    page = visit(file=both_ways)
    page.set_viewport_size({"width": width, "height": 800})
    found = {}
    for number, look in enumerate(looks):
        view, act = LOOKS[look]
        turn(page, f"lang={language}&theme={theme}&{view}&look={number}")  # an address of its own each time
        act(page)
        if broken := findings(page):
            found[look] = broken
        page.keyboard.press("Escape")
    assert found == {}
    direction = "rtl" if language == "ar" else "ltr"
    assert page.locator(f"html[dir={direction}][data-theme={theme}]").count() == 1  # it was this that was looked at
