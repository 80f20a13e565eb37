"""Does in WebKit what readers do with the page of the shipped map, and prints what holds.

No part of the tests: Debian's WebKit is near to Safari, and is not Safari.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from guanxi_graph.analysis.circles import circles_of
from guanxi_graph.map import load
from guanxi_graph.page import render_page
from guanxi_graph.reading.stories import load_stories
from webkit_window import UnseenError, Window, window

ROOT = Path(__file__).parent.parent
AXE = ROOT / "tests" / "page" / "axe.min.js"
WATCH = """globalThis.amiss = [];
for (const kind of ["error", "unhandledrejection", "securitypolicyviolation"])
  addEventListener(kind, (event) => amiss.push(`${kind}: ${event.message ?? event.reason ?? event.blockedURI}`));"""
# What is taken away is kept here instead of in somebody's folder.
KEEP = """globalThis.taken = [];
const address = URL.createObjectURL;
URL.createObjectURL = (blob) => (taken.push(blob), address.call(URL, blob));
addEventListener("click", (event) => event.target.download && event.preventDefault(), true);"""
Look = Callable[[str], Window]
Try = Callable[[Look], None]


def drawn(shown: Window) -> str:
    return str(shown.run("return document.querySelector('#canvas canvas').toDataURL()"))


def nothing_amiss(shown: Window) -> None:
    if amiss := shown.run("return globalThis.amiss"):
        raise UnseenError(amiss)


def until(holds: Callable[[], bool]) -> None:
    for _ in range(100):
        if holds():
            return
        time.sleep(0.1)
    raise UnseenError("nothing has changed")


def search(look: Look) -> None:
    """A name is found in pinyin, its evidence opens, and leads on"""
    shown = look("")
    shown.type("#search", "ma hua teng\ue007")
    shown.find("#panel h2", "Ma Huateng")
    shown.click("#panel .claim summary")
    shown.find("#panel .cite a")
    shown.click("#panel button.name", "Tencent")
    shown.find("#panel h2", "Tencent")
    shown.run("history.back()")
    shown.find("#panel h2", "Ma Huateng")


def narrow(look: Look) -> None:
    """Filters and years narrow the map, and the years play"""
    shown = look("")
    whole = shown.text(".status span")
    shown.click("#narrow button", "Only founded")
    until(lambda: shown.text(".status span") != whole)
    shown.click("#narrow button", "Clear filters")
    until(lambda: shown.text(".status span") == whole)
    shown = look("years=*,2005")
    shown.click("#time button", "Play the years")
    shown.find(".change", "2007: +")


def connect(look: Look) -> None:
    """Two are introduced to each other"""
    shown = look("connect=wang-xing,ma-huateng")
    shown.find(".route .hop", "Wang Xing knows Ma Huateng")


def hands(look: Look) -> None:
    """A dot is clicked, the wheel zooms, the map is dragged"""
    shown = look("only=baidu")
    shown.click("#canvas")
    shown.find("#panel h2", "Baidu")
    near = drawn(shown)
    shown.wheel(600, 300, -240)
    until(lambda: drawn(shown) != near)
    aside = drawn(shown)
    shown.drag(560, 300, 60)
    until(lambda: drawn(shown) != aside)


def views(look: Look) -> None:
    """Every view is there, and axe finds nothing, in light and dark"""
    for number, (view, css) in enumerate(VIEWS.items()):
        shown = look(f"{view}&theme={'dark' if number % 2 else 'light'}".lstrip("&"))
        shown.find(css)
        shown.run(f"{AXE.read_text('utf-8')}; globalThis.axe = axe;")
        found = shown.run("return (await axe.run(document, { resultTypes: ['violations'] })).violations")
        if found:
            raise UnseenError([(view, each["id"], [node["html"] for node in each["nodes"]]) for each in found])


VIEWS = {
    "": "#canvas canvas",
    "select=wang-xing": "#panel .claim",
    "connect=lei-jun,guo-guangchang": "#panel .route",
    "view=timeline&select=wang-xing": "#timeline details",
    "view=places&between=longyan,wuzhen": "#panel .claim",
    "view=owners&select=tencent": "#panel .owner",
    "view=table": "#table tbody tr",
    "story=campus-network&step=1": ".story h2",
}


def link(look: Look) -> None:
    """An address restores the view, in Chinese and dark"""
    shown = look("select=renren&years=*,2009&lang=zh&theme=dark")
    shown.find("#panel h2", "人人网")
    shown.find(".years", "2009")
    shown.find("html[data-theme=dark]")


def pictures(look: Look) -> None:
    """A picture and a drawing are taken away"""
    shown = look("select=tencent")
    shown.run(KEEP)
    shown.click("[data-key=take]")
    shown.click("#take-menu button", "Picture")
    shown.click("dialog button", "Picture (PNG)")
    shown.click("dialog button", "Drawing (SVG)")
    large = "return taken.filter((blob) => blob.size > 20_000).map((blob) => blob.type)"
    until(lambda: set(shown.run(large)) == {"image/png", "image/svg+xml"})


def printed(look: Look) -> None:
    """The printout has the sources as footnotes"""
    shown = look("select=xiaonei&theme=dark")
    shown.run("dispatchEvent(new Event('beforeprint'))")
    told = str(shown.run("return document.getElementById('print').textContent"))
    until(lambda: "Wang Xing founded Xiaonei in December 2005" in told and "Silicon Dragon" in told)


def article(look: Look) -> None:
    """In an article the wheel is the article's until the picture is clicked"""
    shown = look("article.html")
    shown.enter_frame("iframe.guanxi")
    shown.find(".frame-title", "How one campus network")
    shown.leave_frame()
    shown.run("document.querySelector('iframe').scrollIntoView({ block: 'center' })")
    before = shown.run("return scrollY")
    shown.wheel(640, 350, 60)
    until(lambda: shown.run("return scrollY") > before)
    shown.enter_frame("iframe.guanxi")
    shown.click(".guard")
    until(lambda: shown.run("return !document.querySelector('.guard').checkVisibility()"))
    shown.click(".strip button", "Next")
    shown.find(".strip h2", "Xiaonei")
    shown.leave_frame()
    until(lambda: shown.run("return document.querySelector('iframe').style.height") != "460px")


TRIES: tuple[Try, ...] = (search, narrow, connect, hands, views, link, pictures, printed, article)


def main(pictures_to: Path | None) -> int:
    """How many things do not hold."""
    failed = 0
    with tempfile.TemporaryDirectory() as folder, window() as shown:
        site = serve(Path(folder))
        shown.size(1280, 880)

        def look(view: str) -> Window:
            shown.open(f"{site}{view}" if view.endswith(".html") else f"{site}index.html#{view}")
            shown.run(WATCH)
            if not view.endswith(".html"):
                shown.find("body.ready")
            return shown

        for each in TRIES:
            try:
                each(look)
                nothing_amiss(shown)
                print(f"holds  {each.__doc__}")
            except UnseenError as error:
                failed += 1
                print(f"FAILS  {each.__doc__}: {error}")
            if pictures_to:
                (pictures_to / f"{each.__name__}.png").write_bytes(shown.picture())
    return failed


class Quiet(SimpleHTTPRequestHandler):
    """What is asked need not be told."""

    def log_message(self, *_: object) -> None:
        pass


def serve(folder: Path) -> str:
    """The address of the page and of the example article."""
    gmap = load(ROOT / "graph")
    circles = [circle.members for circle in circles_of(gmap)]
    (folder / "index.html").write_text(
        render_page(gmap, circles=circles, stories=load_stories(ROOT / "graph")), "utf-8"
    )
    shutil.copy(ROOT / "examples" / "article.html", folder)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_address[1]}/"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", help="where pictures of what was seen go")
    sys.exit(main(parser.parse_args().folder) > 0)
