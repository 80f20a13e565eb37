"""The camera in the real page: the wheel, dense neighbourhoods, what is dragged, and maps that are larger than the opening."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from guanxi_graph.analysis.circles import circles_of
from guanxi_graph.map import Map
from guanxi_graph.page import layout, render_page
from guanxi_graph.page.circle_layout import circle_layout

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


def camera(page: Page) -> tuple[float, ...]:
    """Where it stands, as a link to the view says it."""
    page.get_by_role("button", name="Take away").click()
    page.get_by_role("button", name="Copy a link to this view").click()
    found = re.search("camera=([^&]*)", page.url)
    assert found
    return tuple(map(float, found[1].split(",")))


def middle(page: Page) -> tuple[float, float]:
    box = page.locator("#canvas").bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


@pytest.mark.parametrize(("events", "delta"), [(10, 40), (100, 4)])
def test_the_wheel_zooms_by_how_far_it_is_turned(visit: Open, events: int, delta: int) -> None:
    page = visit("camera=0,0,1")
    page.mouse.move(*middle(page))
    for _ in range(events):
        page.mouse.wheel(0, -delta)
    page.wait_for_timeout(100)
    assert camera(page)[2] == pytest.approx(2**0.8, abs=0.01)


def test_clicking_who_is_in_a_crowd_comes_near_enough_to_read(visit: Open, shipped: Map) -> None:
    x, y = layout(shipped, [circle.members for circle in circles_of(shipped)])["tencent"]
    page = visit(f"camera={x:.0f},{y:.0f},0.25")
    page.mouse.click(*middle(page))
    expect(page.locator("#panel h2")).to_have_text("Tencent")
    page.wait_for_timeout(100)
    assert camera(page)[2] > 0.5
    page.mouse.dblclick(*middle(page))
    expect(page).to_have_url(re.compile("[#&]grown=\\*tencent(&|$)"))  # and not all of them by name


def test_what_is_dragged_is_put_back(visit: Open, shipped: Map, drawn: Callable[[Page], str]) -> None:
    def place() -> str:
        found = re.search(
            r'transform="translate\(([^)]*)\)[^>]*>(?:<path[^>]*/>)?<path[^>]*><title>Baidu</title>', drawn(page)
        )
        assert found
        return found[1]

    x, y = layout(shipped, [circle.members for circle in circles_of(shipped)])["baidu"]
    page = visit(f"camera={x:.0f},{y:.0f},1.5")
    before = place()
    at = middle(page)
    page.mouse.move(*at)
    page.mouse.down()
    page.mouse.move(at[0] + 60, at[1] + 40, steps=4)
    page.mouse.up()
    assert place() != before
    page.get_by_role("button", name="Put back what was dragged").click()
    expect(page.get_by_role("button", name="Put back what was dragged")).to_have_count(0)
    assert place() == before


def test_a_view_of_its_own_places_is_nothing_that_was_dragged(visit: Open) -> None:
    page = visit("view=owners")
    page.get_by_role("button", name="Map", exact=True).click()
    expect(page.locator(".status")).to_contain_text("shown")
    expect(page.get_by_role("button", name="Put back what was dragged")).to_have_count(0)


def test_a_change_draws_the_map_once(visit: Open, watched: BrowserContext) -> None:
    watched.add_init_script("""globalThis.drawn = 0;
      const { clearRect } = CanvasRenderingContext2D.prototype;
      CanvasRenderingContext2D.prototype.clearRect = function (...box) { drawn += 1; clearRect.apply(this, box); };""")
    page = visit("all=1")
    page.evaluate("drawn = 0")
    page.evaluate("location.hash = 'all=1&years=*,2003'")
    expect(page.locator(".years")).to_contain_text("2003")
    page.wait_for_timeout(200)
    assert page.evaluate("drawn") == 1


def test_all_of_the_map_fits_when_it_is_shown(visit: Open, shipped: Map) -> None:
    page = visit()
    page.get_by_role("button", name="Show all").click()
    expect(page.locator(".status")).to_contain_text(f"{len(shipped.entities)} of")
    x, y, scale = camera(page)
    box = page.locator("#canvas").bounding_box()
    assert box
    places = layout(shipped, [circle.members for circle in circles_of(shipped)]).values()
    assert all(abs(px - x) * scale < box["width"] / 2 and abs(py - y) * scale < box["height"] / 2 for px, py in places)


def test_a_map_first_seen_as_a_table_fits_when_it_is_drawn(visit: Open) -> None:
    page = visit("view=table")
    page.keyboard.press("t")
    assert camera(page) == pytest.approx(camera(visit()), abs=2)


def test_nobody_is_left_out_for_the_sake_of_a_few(visit: Open, tmp_path: Path, crowd: Callable[[int], Map]) -> None:
    file = tmp_path / "crowd.html"
    file.write_text(render_page(crowd(301)), "utf-8")
    page = visit(file=file)
    expect(page.locator(".status")).to_contain_text("301 of 301 shown")
    expect(page.get_by_role("button", name="Show all")).to_have_count(0)


@pytest.fixture(scope="module")
def large(
    tmp_path_factory: pytest.TempPathFactory, crowd: Callable[[int], Map]
) -> tuple[Path, list[tuple[float, float]]]:
    """A map that cannot be drawn whole, in 15 circles, and where they stand; the last hundred are in none."""
    gmap = crowd(1600)
    names = list(gmap.entities)
    circles = [names[start : start + 100] for start in range(0, 1500, 100)]
    places = {name: (120.0 * (n % 40), 50.0 * (n // 40)) for n, name in enumerate(names)}
    file = tmp_path_factory.mktemp("large") / "index.html"
    file.write_text(render_page(gmap, circles=circles, positions=places), "utf-8")
    return file, circle_layout(gmap, circles)


def test_a_map_too_large_to_be_drawn_is_shown_whole_in_circles(
    visit: Open, large: tuple[Path, list[tuple[float, float]]]
) -> None:
    file, places = large
    page = visit(file=file)
    expect(page.locator(".status")).to_contain_text("300 of 1,600 shown")
    page.get_by_role("button", name="Show all in circles").click()
    expect(page.locator(".status")).to_contain_text("15 circles with 1,500 of 1,600")
    expect(page.locator(".status")).to_contain_text("100 in no circle")
    page.locator("#search").fill("person 250")
    page.keyboard.press("Enter")
    expect(page.locator(".status")).to_contain_text("15 circles")  # his is brought forward
    x, y = places[3]
    page = visit(f"all=1&camera={x:.0f},{y:.0f},1", file=file)
    page.mouse.click(*middle(page))
    expect(page.locator(".status")).to_contain_text("100 of 1,600 shown")
    expect(page.locator(".chip")).to_contain_text("Person 300 and 99 others")
    expect(page).to_have_url(re.compile("only=~p0300"))
    page.get_by_role("button", name="Back to the whole map").click()
    expect(page.locator(".status")).to_contain_text("15 circles")


def test_a_circle_opens_when_nothing_else_is_in_sight(
    visit: Open, large: tuple[Path, list[tuple[float, float]]]
) -> None:
    file, places = large
    x, y = places[5]
    page = visit(f"all=1&camera={x:.0f},{y:.0f},0.5", file=file)
    page.mouse.move(*middle(page))
    for _ in range(20):
        page.mouse.wheel(0, -200)
    expect(page.locator(".status")).to_contain_text("100 of 1,600 shown")
    expect(page).to_have_url(re.compile("only=~p0500"))
