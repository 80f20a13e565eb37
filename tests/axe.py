"""What axe finds on a page in a browser: each rule that is broken, where, and what would mend it."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

_SCRIPT = Path(__file__).parent / "page" / "axe.min.js"


def findings(page: Page) -> list[str]:
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(_SCRIPT.read_text("utf-8"))
    report = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{each['id']}: {node['html'][:200]} {node['failureSummary']}"
        for each in report["violations"]
        for node in each["nodes"]
    ]
