"""Pictures of things: in the panel, in the signs on the map, in what is taken away, each with its credit."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from painted import png

pytestmark = pytest.mark.browser
Open = Callable[..., Page]

RED, GREEN = (230, 20, 20), (20, 200, 60)
THINGS = """
- {id: lei-jun, class: Person, labels: {en: Lei Jun, zh-Hans: 雷军},
   image: {file: images/lei-jun.png, licence: CC-BY-SA-4.0, credit: Li Wei, source: "https://example.org/lei"}}
- {id: xiaomi, class: Company, labels: {en: Xiaomi}, image: {file: images/logo.png, licence: CC0-1.0}}
- {id: kingsoft, class: Company, labels: {en: Kingsoft}, image: {file: images/logo.svg, licence: CC0-1.0}}
- {id: joyo, class: Company, labels: {en: Joyo}, image: {file: "https://example.org/joyo.png", licence: CC0-1.0}}
"""
CLAIMS = "".join(
    f"- {{subject: lei-jun, relation: founded, object: {each}, sources: [asprec-2012]}}\n"
    for each in ("xiaomi", "kingsoft", "joyo")
)
# How many pixels of the map have a colour; of a copy, as it is read often.
SEEN = """([red, green, blue]) => {
  const shown = document.querySelector("#canvas canvas");
  const copy = new OffscreenCanvas(shown.width, shown.height).getContext("2d", { willReadFrequently: true });
  copy.drawImage(shown, 0, 0);
  const { data } = copy.getImageData(0, 0, shown.width, shown.height);
  let found = 0;
  for (let at = 0; at < data.length; at += 4)
    if (data[at] === red && data[at + 1] === green && data[at + 2] === blue) found += 1;
  return found;
}"""


@pytest.fixture
def pictured(write_map, guanxi, tmp_path: Path) -> Path:
    """The page of a map with four pictures, of which two can be held."""
    source = write_map(
        {
            "more.yaml": THINGS,
            "claims/more.yaml": CLAIMS,
            "images/lei-jun.png": png(60, 90, RED),
            "images/logo.png": png(80, 40, GREEN),
            "images/logo.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
        }
    )
    pages = []
    for folder in ("once", "again"):
        made = guanxi("build", source, "-o", tmp_path / folder)
        assert made.returncode == 0, made.stderr
        pages.append((tmp_path / folder / "index.html").read_bytes())
    assert pages[0] == pages[1]
    return tmp_path / "once" / "index.html"


def test_a_portrait_is_in_the_panel_with_its_credit(visit: Open, pictured: Path) -> None:
    page = visit("select=lei-jun", file=pictured)
    figure = page.locator("#panel figure")
    expect(figure.get_by_role("img", name="Picture of Lei Jun")).to_be_visible()
    assert figure.locator("img").evaluate("(image) => image.decode().then(() => image.naturalWidth)") == 60
    expect(figure).to_contain_text("Li Wei")
    links = {link.inner_text(): link.get_attribute("href") for link in figure.get_by_role("link").all()}
    assert links == {
        "CC-BY-SA-4.0": "https://spdx.org/licenses/CC-BY-SA-4.0",
        "where it is from": "https://example.org/lei",
    }
    page.get_by_role("button", name="中", exact=True).click()
    expect(figure.get_by_role("img", name="雷军的图片")).to_be_visible()


@pytest.mark.parametrize("name", ["kingsoft", "joyo", "wang-xing"])
def test_what_the_page_cannot_hold_is_not_asked_for(visit: Open, pictured: Path, name: str) -> None:
    page = visit(f"select={name}", file=pictured)
    expect(page.locator("#panel h2")).to_be_visible()
    expect(page.locator("#panel figure")).to_have_count(0)


def test_a_portrait_is_in_its_sign_where_it_can_be_seen(visit: Open, pictured: Path) -> None:
    page = visit("size=same", file=pictured)
    near = visit(f"size=same&{camera_at(page, 'lei-jun')}", file=pictured)
    near.wait_for_function(f"(colour) => ({SEEN})(colour) > 60", arg=RED)
    assert near.evaluate(SEEN, (0, 103, 168)) > 20  # the rim, in the colour of persons
    far = visit("size=same&camera=0,0,0.2", file=pictured)
    assert far.evaluate(SEEN, (0, 103, 168)) > 0
    assert far.evaluate(SEEN, RED) == 0


def test_what_is_taken_away_has_portraits_and_their_credits(
    visit: Open, pictured: Path, drawn: Callable[[Page], str]
) -> None:
    page = visit("select=lei-jun&size=partners", file=pictured)
    drawing = drawn(page)
    assert re.search(r'<image href="data:image/png;base64,', drawing)
    assert "Pictures · " in drawing
    assert "Lei Jun: Li Wei, CC-BY-SA-4.0" in drawing
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#print svg image").count() > 0
    expect(page.locator("#print svg")).to_contain_text("Lei Jun: Li Wei, CC-BY-SA-4.0")


def camera_at(page: Page, name: str) -> str:
    x, y = page.evaluate(
        """(name) => {
          const { entities: { id, x, y } } = JSON.parse(document.getElementById("document").textContent);
          return [x[id.indexOf(name)], y[id.indexOf(name)]];
        }""",
        name,
    )
    return f"camera={x},{y},6"
