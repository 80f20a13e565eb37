"""A real Chromium on everything that a server shows, and a server that nobody may ask anything."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Dialog, Error, Page, sync_playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
_LINKS = "() => [...document.querySelectorAll('a[href]')].map((each) => each.protocol)"
_FOLLOWED = {"http:", "https:", "urn:", "mailto:", "blob:", "file:"}
_ROWS = "SELECT * { ?s ?p ?o FILTER(isLiteral(?o)) } LIMIT 1500"


@contextmanager
def trap() -> Iterator[tuple[str, list[str]]]:
    """An address, and what was asked there."""
    asked: list[str] = []

    class Trap(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_POST = do_HEAD = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Trap) as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{running.server_address[1]}/", asked
        running.shutdown()


Views = Callable[[Page, str, list[int]], Iterator[str]]


def browsed(port: int, numbers: Iterable[int]) -> tuple[int, list[str]]:
    """How many views of a map of payloads were opened, and what ran, was asked or would be followed in them."""
    return _apart(f"http://127.0.0.1:{port}", list(numbers), _views)


def browsed_files(folder: Path, numbers: Iterable[int]) -> tuple[int, list[str]]:
    """The same of a site of plain files."""
    return _apart(folder.as_uri(), list(numbers), _files)


def _apart(site: str, numbers: list[int], views: Views) -> tuple[int, list[str]]:
    with ThreadPoolExecutor(1) as thread:  # Playwright wants a thread without a loop
        return thread.submit(_browsed, site, numbers, views).result()


def _browsed(site: str, numbers: list[int], views: Views) -> tuple[int, list[str]]:
    named = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=named, args=_FLAGS)
        page = browser.new_page()
        faults: list[str] = []
        _watch(page, site, faults)
        opened = 0
        for view in views(page, site, numbers):
            opened += 1
            if page.evaluate("() => window.hit"):
                faults.append(f"ran in {view}")
                page.evaluate("() => { delete window.hit }")
            odd = set(page.evaluate(_LINKS)) - _FOLLOWED
            faults += [f"a link to {protocol} in {view}" for protocol in odd]
        browser.close()
    return opened, faults


def _watch(page: Page, site: str, faults: list[str]) -> None:
    own = (site, "data:", "blob:", "about:")

    def dismiss(dialog: Dialog) -> None:
        faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    page.on("dialog", dismiss)
    page.on("request", lambda each: None if each.url.startswith(own) else faults.append(f"asked {each.url}"))
    page.on("console", lambda said: faults.append(f"console: {said.text}") if "Refused to" in said.text else None)
    page.on("pageerror", lambda error: faults.append(f"error: {error}"))


def _views(page: Page, site: str, numbers: list[int]) -> Iterator[str]:
    """Opens one after the other. The page itself is not there for Turtle that is not a whole map."""
    page.goto(f"{site}/")
    if "/query" not in page.url:
        page.wait_for_selector("body.ready", timeout=60_000)
        hashes = ["", "view=table", "lang=both", "lang=zh", "view=table&table=entities", "connect=p0,p1", "pair=p0,p1"]
        for number in numbers:
            hashes += [f"select=p{number}", f"select=p{number}.friendOf.p{number + 1}"]
            hashes += [f"story=s{number}&step={step}" for step in (0, 1)]
        for each in hashes:
            page.evaluate("(hash) => { location.hash = hash }", each)
            page.wait_for_timeout(60)
            _hover(page)
            yield f"/#{each}"
    for number in numbers:
        for address in (f"p{number}", f"source/s{number}", f"claim/p{number}.friendOf.p{number + 1}"):
            page.goto(f"{site}/id/{address}")
            yield f"/id/{address}"
    page.goto(f"{site}/ns")
    yield "/ns"
    yield from _in_editor(page, site, numbers)


def _files(page: Page, site: str, numbers: list[int]) -> Iterator[str]:
    names = ["things", "sources", "circles", "questions"]
    for number in numbers:
        names += [f"id/p{number}", f"id/source/s{number}", f"id/claim/p{number}.friendOf.p{number + 1}"]
    for name in names:
        page.goto(f"{site}/{name}.html")
        yield f"/{name}.html"


def _in_editor(page: Page, site: str, numbers: list[int]) -> Iterator[str]:
    page.goto(f"{site}/query")
    page.wait_for_selector("body[data-ready]")
    yield "/query"
    saved = page.locator("#saved button")
    for place in [each for each in numbers if each < saved.count()]:
        saved.nth(place).click()
        page.wait_for_timeout(60)
        yield f"/query, saved {place}"
    for query in (_ROWS, "CONSTRUCT { ?s skos:prefLabel ?o } { ?s skos:prefLabel ?o } LIMIT 60"):
        page.evaluate("(text) => { yasqe.setValue(text) }", query)
        page.click("#run")
        page.wait_for_timeout(1500)
        yield f"/query, {query}"


def _hover(page: Page) -> None:
    """Over what is drawn in the middle: a tip may show."""
    try:
        page.mouse.move(640, 360)
    except Error:
        return
