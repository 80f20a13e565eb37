"""The page beside plain pyvis output of the same graph, in headless Chromium, in one run.

Time to usable: from the start of loading until the page answers (plain pyvis: until its physics has
settled, or the limit), and the processor time that the page's main thread took for it. Panning: frames
per second while the mouse drags the map. Built in: seconds, and processor seconds. Ratios and processor
times are what counts; the machine is noisy.

usage: scripts/benchmark_page.py [SIZE …] [--limit SECONDS] [--page FILE]
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright
from pyvis.network import Network

from guanxi_graph.dates import parse_date
from guanxi_graph.map import Map
from guanxi_graph.model import Citation, Claim, Entity, MapInfo, Source
from guanxi_graph.page import render_page
from guanxi_graph.reading.vocabulary_file import built_in_vocabulary

SIZES = (130, 1000, 5000, 20000, 40000)
KINDS = (("Person", "knows", "Person"), ("Person", "worksAt", "Company"), ("Company", "investedIn", "Company"))
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平"
LOADS = 5
SIZE: ViewportSize = {"width": 1440, "height": 900}


def made_up(size: int) -> Map:
    """A graph with that many entities and 2.5 times as many ties, some much better connected than others."""
    chance = random.Random(size)  # noqa: S311 - the same graph every time
    cls = ["Person" if number % 5 < 3 else "Company" for number in range(size)]
    entities = [_entity(number, cls[number], chance) for number in range(size)]
    sources = [Source(id=f"s{number}", title=f"Report {number}", url="https://example.org/") for number in range(200)]
    members = {name: [number for number in range(size) if cls[number] == name] for name in ("Person", "Company")}
    claims: dict[str, Claim] = {}
    while len(claims) < size * 5 // 2:
        domain, relation, target = KINDS[len(claims) % 3]
        one, other = (group[int(len(group) * chance.random() ** 2)] for group in (members[domain], members[target]))
        year = 1990 + int(30 * chance.random())
        name = f"e{one}.{relation}.e{other}.{year}"
        if one != other:
            claims[name] = Claim(
                id=name,
                subject=f"e{one}",
                relation=relation,
                object=f"e{other}",
                start=parse_date(str(year)),
                citations=(Citation(f"s{chance.randrange(200)}", f"p. {chance.randrange(300)}"),),
            )
    info = MapInfo(title={"en": f"{size} entities"})
    return Map.of(info, built_in_vocabulary(), entities=entities, sources=sources, claims=claims.values())


def _entity(number: int, cls: str, chance: random.Random) -> Entity:
    name = chance.choice(SURNAMES) + chance.choice(GIVEN) + chance.choice(GIVEN)
    return Entity(id=f"e{number}", cls=cls, labels={"zh-Hans": name if cls == "Person" else f"{name}公司{number}"})


def plain_pyvis(gmap: Map) -> str:
    """What one gets from pyvis with its defaults."""
    network = Network(directed=True, cdn_resources="in_line")
    network.nodes = [{"id": e.id, "label": e.label("zh-Hans"), "shape": "dot"} for e in gmap.entities.values()]
    network.edges = [{"from": tie.subject, "to": tie.object, "arrows": "to"} for tie in gmap.ties]
    return str(network.generate_html())


def ours_usable(browser: Browser, file: Path) -> tuple[Page, float, float]:
    """The page opened, after how many seconds, and those of the processor: medians of some loads, each in a new tab."""
    loads = []
    for left in reversed(range(LOADS)):
        page = browser.new_page(viewport=SIZE)
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable")
        page.goto(file.as_uri())
        page.wait_for_selector("body.ready", timeout=60_000)
        usable = float(page.evaluate("performance.getEntriesByName('usable')[0].startTime")) / 1000
        told = {each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]}
        loads.append((usable, told["ThreadTime"]))
        if left:
            page.close()
    usable, worked = (statistics.median(column) for column in zip(*loads, strict=True))
    return page, usable, worked


def pyvis_settled(page: Page, file: Path, limit: float) -> float | None:
    """Seconds until the physics has settled, or None when it has not within the limit."""
    page.route("http*://**", lambda route: route.abort())  # its page waits for Bootstrap from elsewhere
    started = time.monotonic()
    page.goto(file.as_uri(), wait_until="commit")
    try:
        page.wait_for_function(
            "() => typeof network !== 'undefined' && network?.physics?.stabilized === true", timeout=limit * 1000
        )
    except Exception:  # noqa: BLE001 - a page this busy fails in several ways
        return None
    return time.monotonic() - started


def frames_while_panning(page: Page, selector: str) -> float:
    box = page.locator(selector).bounding_box()
    if box is None:
        return 0.0
    x, y = box["x"] + box["width"] * 0.08, box["y"] + box["height"] * 0.92
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate("""() => {
        globalThis.frames_ = 0; globalThis.began_ = performance.now();
        const count = () => { globalThis.frames_ += 1; requestAnimationFrame(count); };
        requestAnimationFrame(count);
    }""")
    end = time.monotonic() + 2.5
    for step in _steps():
        page.mouse.move(x + step, y - step / 3)
        if time.monotonic() > end:
            break
    frames = page.evaluate("globalThis.frames_ * 1000 / (performance.now() - globalThis.began_)")
    page.mouse.up()
    return float(frames)


def _steps() -> Iterator[float]:
    while True:
        yield from range(0, 200, 4)
        yield from range(200, 0, -4)


def milliseconds_a_key(page: Page) -> float:
    """From the key to the drawn list, the slowest of several words."""
    page.wait_for_timeout(1500)
    return float(
        page.evaluate("""() => {
        const field = document.getElementById('search');
        let slowest = 0;
        for (const word of ['w', 'wang', '王', 'zw', '公司', '19', '马化', 'wei wang', 'wnag']) {
            field.value = word;
            const began = performance.now();
            field.dispatchEvent(new Event('input'));
            document.body.getBoundingClientRect();
            slowest = Math.max(slowest, performance.now() - began);
        }
        return slowest;
    }""")
    )


def measured(browser: Browser, size: int, folder: Path, limit: float) -> str:
    gmap = made_up(size)
    ours, plain = folder / f"ours-{size}.html", folder / f"pyvis-{size}.html"
    began, worked = time.monotonic(), time.process_time()
    ours.write_text(render_page(gmap), "utf-8")
    built, worked = time.monotonic() - began, time.process_time() - worked
    plain.write_text(plain_pyvis(gmap), "utf-8")
    page, usable, thread = ours_usable(browser, ours)
    frames = frames_while_panning(page, "#canvas")
    key = milliseconds_a_key(page)
    page.close()
    page = browser.new_page(viewport=SIZE)
    settled = pyvis_settled(page, plain, limit)
    plain_frames = f"{frames_while_panning(page, '#mynetwork'):.0f}" if settled else "–"
    page.close()
    ratio = f"{settled / usable:.0f}×" if settled else f"> {limit / usable:.0f}×"
    pyvis = f"{settled:.1f} s" if settled else f"> {limit:.0f} s"
    megabytes = ours.stat().st_size / 1e6
    return (
        f"| {size:,} | {usable:.2f} s ({thread:.2f} s) | {pyvis} | {ratio} | {frames:.0f} | {plain_frames} "
        f"| {key:.0f} ms | {megabytes:.2f} MB | {built:.1f} s ({worked:.1f} s) |"
    )


def measured_page(browser: Browser, file: Path) -> str:
    """A page that is built already: when it is usable, frames a second, milliseconds a key."""
    page, usable, thread = ours_usable(browser, file)
    frames, key = frames_while_panning(page, "#canvas"), milliseconds_a_key(page)
    shown = page.locator(".status span").inner_text()
    page.close()
    ready = f"usable {usable:.2f} s ({thread:.2f} s of the processor)"
    return f"{file}: {shown}; {ready}, {frames:.0f} frames/s panning, {key:.0f} ms a key"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--limit", type=float, default=150, help="seconds to wait for plain pyvis (default: 150)")
    parser.add_argument("--page", type=Path, help="measure this page alone, which is built already")
    options = parser.parse_args()
    named = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if options.page:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=named, args=["--no-sandbox", "--disable-gpu"])
            print(measured_page(browser, options.page.resolve()))
            browser.close()
        return 0
    print("| entities | usable | pyvis settled | ratio | frames/s panning | pyvis | search, a key | file | built in |")
    print("|---|---|---|---|---|---|---|---|---|", flush=True)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=named, args=["--no-sandbox", "--disable-gpu"])
        for size in options.sizes:
            print(measured(browser, size, Path(folder), options.limit), flush=True)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
