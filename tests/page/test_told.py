"""What a screen reader is told: one region speaks, of each control once what it changed, and no more."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

Open = Callable[..., Page]
Act = Callable[[Page], None]


def press(name: str, *, inside: str = "body") -> Act:
    return lambda page: page.locator(inside).get_by_role("button", name=name, exact=True).first.click()


def tick(key: str) -> Act:
    return lambda page: page.locator(f'#narrow [data-key="{key}"]').click()


def year(page: Page) -> None:
    handle = page.locator('#time [data-key="from"]')
    handle.focus()
    for _ in range(20):
        handle.press("ArrowRight")


CONTROLS: dict[str, tuple[str, Act, str]] = {
    "class": ("", tick("classes-Person-only"), r"shown.*ties"),
    "relation": ("", tick("relations-founded"), r"shown.*ties"),
    "sureness": (
        "",
        lambda page: page.locator("#narrow .segments").first.get_by_role("button", name="confirmed").click(),
        r"shown",
    ),
    "clear": ("confidence=2", tick("reset"), r"shown"),
    "size": ("", press("sources", inside="#narrow"), r"Size by sources"),
    "years": ("", year, r"^1990 – \d{4}\. .*shown"),
    "search": (
        "",
        lambda page: page.locator("#search").fill("ma huateng"),
        r"^\d+ names? found\. \d+ ties in the table",
    ),
    "nothing found": ("", lambda page: page.locator("#search").fill("qqqqxz"), r"^Nobody and nothing"),
    "select": ("", lambda page: page.locator("#panel button.row").first.click(), r"^Selected "),
    "let go": ("select=tencent", press("Close", inside="#panel"), r"shown"),
    "connect": (
        "connect=ma-huateng,lei-jun",
        lambda page: page.evaluate("location.hash = 'connect=zhang-yiming,wang-xing'"),
        r"Zhang Yiming|introduced|share",
    ),
    "focus": ("select=tencent", press("Focus", inside="#panel"), r"shown"),
    "hide": ("select=tencent", press("Hide", inside="#panel"), r"shown"),
    "table": ("", press("Table"), r"^Table"),
    "rows": ("view=table", lambda page: page.locator(".table-search").fill("founded tencent"), r"Nothing of|of \d+"),
    "timeline": ("", press("Timeline"), r"^Timeline"),
    "language": ("", press("中"), r"^中文"),
    "colours": ("", press("Dark colours"), r"^Dark colours"),
    "story": ("", lambda page: page.locator(".story-card").first.click(), r"\w{3}.*\. "),
    "step": ("story=campus-network", press("Next", inside="#panel"), r"\w{3}.*\. "),
}


@pytest.mark.parametrize("control", CONTROLS)
def test_each_control_says_what_it_changed(visit: Open, control: str) -> None:
    view, act, said = CONTROLS[control]
    page = visit(view)
    expect(page.locator("#live")).to_be_empty()
    act(page)
    expect(page.locator("#live")).to_have_text(re.compile(said))


def test_one_region_speaks_and_does_not_chatter(visit: Open) -> None:
    page = visit("")
    page.evaluate("""() => {
      window.said = [];
      new MutationObserver(() => document.getElementById("live").textContent
        && said.push(document.getElementById("live").textContent)).observe(document.getElementById("live"), { childList: true });
    }""")
    page.evaluate("""() => {
      const handle = document.querySelector('#time [data-key="from"]');
      for (let year = 1971; year <= 1990; year += 1) {
        handle.value = year;
        handle.dispatchEvent(new Event("input"));
      }
    }""")
    expect(page.locator("#live")).to_contain_text("1990")
    assert len(page.evaluate("said")) == 1
    assert page.locator("[aria-live]:not([aria-live=off]), [role=status], [role=alert], output").count() == 1


def test_what_is_taken_away_is_told_inside_the_dialog(visit: Open) -> None:
    """Nothing outside of a modal dialog is spoken."""
    page = visit("select=tencent")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    spoken = page.locator("dialog[open] [role=status]")
    open_from_menu(page, "Picture")
    for button, suffix in (("Picture (PNG)", "png"), ("Drawing (SVG)", "svg")):
        with page.expect_download():
            page.get_by_role("button", name=button).click()
        expect(spoken).to_have_text(re.compile(rf"^Saved as .*tencent\.{suffix}$"))
    page.keyboard.press("Escape")
    open_from_menu(page, "Embed in an article")
    page.locator("dialog").get_by_role("button", name="Copy", exact=True).click()
    expect(spoken).to_have_text("Copied")
    page.locator("dialog").get_by_role("button", name="Close").click()
    open_from_menu(page, "Copy a link")
    expect(page.locator("body > [role=status]")).to_have_text("Copied")
    page.locator("#panel .says summary").first.click()
    page.locator("#panel").get_by_role("button", name="Report an error").first.click()
    expect(page.locator("body > [role=status]")).to_have_text("Copied")


def open_from_menu(page: Page, name: str) -> None:
    page.get_by_role("button", name="Take away").click()
    page.get_by_role("button", name=name).first.click()
