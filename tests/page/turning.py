"""Another view of the page that is open: a reader goes on by its address, and a new page would be read anew."""

from __future__ import annotations

from playwright.sync_api import Page

_TURN = """async (hash) => {
  const turned = new Promise((done) => addEventListener("hashchange", done, { once: true }));
  location.hash = hash;
  await turned;
  for (const _ of [1, 2]) await new Promise(requestAnimationFrame);
}"""


def turn(page: Page, view: str) -> None:
    """The view must be another than the one that is shown. It has been drawn when this returns."""
    page.evaluate(_TURN, view)
