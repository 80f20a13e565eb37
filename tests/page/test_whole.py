"""The page as a whole: alone in its file, the same every time, open to everybody."""

from __future__ import annotations

import http.server
import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from guanxi_graph.analysis.circles import circles_of
from guanxi_graph.map import Map, load
from guanxi_graph.page import assets, layout, positions_json, read_positions, render_page
from places import ROOT, SHIPPED

Open = Callable[..., Page]


@pytest.mark.browser
def test_a_derived_tie_names_its_rule_and_premises(visit: Open, write_map: Callable[..., Path], tmp_path: Path) -> None:
    directory = write_map(
        {
            "people.yaml": """
                - {id: ann, class: Person, labels: {en: Ann}}
                - {id: bo, class: Person, labels: {en: Bo}}
                - {id: mit, class: School, labels: {en: MIT}}""",
            "sources.yaml": "- {id: s, title: Yearbook}",
            "claims.yaml": """
                - {subject: ann, relation: educatedAt, object: mit, sources: [s]}
                - {subject: bo, relation: educatedAt, object: mit, sources: [s]}
                - subject: ann
                  relation: alumniWith
                  object: bo
                  rule: one school
                  premises: [ann.educatedAt.mit, bo.educatedAt.mit]""",
            "map.toml": 'title = {en = "Yearbook"}',
        },
        base=False,
    )
    file = tmp_path / "derived.html"
    file.write_text(render_page(load(directory)), "utf-8")
    page = visit("select=ann.alumniWith.bo", file=file)
    expect(page.locator("#panel .premises")).to_contain_text("Derived by the rule “one school” from")
    assert page.locator("#panel .premises li").all_inner_texts() == ["Ann educated at MIT", "Bo educated at MIT"]
    page.get_by_label("Derived ties").uncheck()
    expect(page.locator(".status")).to_contain_text("2 ties")


def small_page(write_map: Callable[..., Path], folder: Path, **files: str) -> Path:
    """The page of a map of these files."""
    path = folder / "small.html"
    directory = write_map({f"{name}.yaml": text for name, text in files.items()} | {"map.toml": ""}, base=False)
    path.write_text(render_page(load(directory)), "utf-8")
    return path


TWO = """
    - {id: ann, class: Person, labels: {en: Ann}}
    - {id: bo, class: Person, labels: {en: Bo}}
    - {id: xia, class: Place, labels: {en: Xia}}"""


@pytest.mark.browser
def test_a_place_that_is_an_address_is_a_link_and_a_tie_to_oneself_no_line(
    visit: Open, write_map: Callable[..., Path], tmp_path: Path
) -> None:
    own = """
        relations:
          - {id: wroteTo, labels: {en: wrote to}, domain: [Person], range: [Person], to_itself: true}"""
    claims = """
        - {subject: ann, relation: wroteTo, object: ann, sources: ["s https://example.org/scan?p=9"]}
        - {subject: ann, relation: knows, object: bo, qualifiers: {role: [friend, rival]}, sources: [s javascript:alert(1)]}"""
    sources = "- {id: s, title: S}"
    page = visit("select=ann.wroteTo.ann", file=small_page(
        write_map, tmp_path, people=TWO, sources=sources, claims=claims, vocabulary=own
    ))  # fmt: skip
    expect(page.locator("#panel .locator a")).to_have_attribute("href", "https://example.org/scan?p=9")
    page = visit("select=ann.knows.bo", file=tmp_path / "small.html")
    expect(page.locator("#panel .locator")).to_have_text("javascript:alert(1)")
    expect(page.locator("#panel .locator a")).to_have_count(0)
    expect(page.locator("#panel")).to_contain_text("friend, rival")
    page = visit("select=ann", file=tmp_path / "small.html")
    expect(page.locator("#panel")).to_contain_text("wrote to")


@pytest.mark.browser
def test_a_date_of_long_ago_does_not_kill_the_page(visit: Open, write_map: Callable[..., Path], tmp_path: Path) -> None:
    claims = """
        - {subject: ann, relation: knows, object: bo, start: Y-200000, sources: [s]}
        - {subject: bo, relation: knows, object: ann, start: 2005, end: 2006, sources: [s]}"""
    file = small_page(write_map, tmp_path, people=TWO, sources="- {id: s, title: S}", claims=claims)
    page = visit(file=file)
    assert 0 < page.locator("#time rect").count() <= 200
    expect(page.locator("#time .bars")).to_have_attribute("aria-label", re.compile("2005"))


@pytest.mark.browser
def test_no_number_of_a_link_can_hang_the_page(visit: Open) -> None:
    page = visit("focus=wang-xing&depth=1e12&step=1e12&confidence=-1e9&camera=1e300,1e300,1e300")
    expect(page.get_by_role("group", name="Steps").get_by_role("button", name="3")).to_have_attribute(
        "aria-pressed", "true"
    )


@pytest.mark.browser
def test_figures_of_two_units_are_two_charts_in_the_order_of_time(
    visit: Open, write_map: Callable[..., Path], tmp_path: Path
) -> None:
    counts = [
        (5000, "people", "2001"),
        (900, "households", "2002"),
        (121000, "people", "2011"),
        (16000, "people", "2004"),
    ]
    claims = "".join(
        f"- {{subject: xia, relation: residents, value: {value}, unit: {unit}, at: {at}, sources: [s]}}\n"
        for value, unit, at in [*counts, (950, "households", "2003")]
    )
    vocabulary = """
relations:
  - {id: residents, labels: {en: residents}, domain: [Place], value: number, units: [people, households], strength: X}
"""
    file = small_page(
        write_map, tmp_path, people=TWO, sources="- {id: s, title: S}", claims=claims, vocabulary=vocabulary
    )
    page = visit("select=xia", file=file)
    assert page.locator(".figure h4").all_inner_texts() == ["residents (people)", "residents (households)"]
    assert [chart.get_attribute("aria-label") for chart in page.locator(".chart").all()] == [
        "2001: 5,000 people; 2004: 16,000 people; 2011: 121,000 people",
        "2002: 900 households; 2003: 950 households",
    ]
    first = page.locator(".figure").first
    assert [words.split()[0] for words in first.locator(".claim .words").all_inner_texts()] == [
        "5,000",
        "16,000",
        "121,000",
    ]
    box = first.locator(".chart").bounding_box()
    for value in first.locator(".chart .value").all():
        inner = value.bounding_box()
        assert box
        assert inner
        assert box["x"] <= inner["x"]
        assert inner["x"] + inner["width"] <= box["x"] + box["width"] + 1


@pytest.mark.browser
def test_from_a_server_as_from_disk(watched: BrowserContext, server: str, visit: Open, shipped: Map) -> None:
    page = watched.new_page()
    page.goto(server)
    page.wait_for_selector("body.ready")
    from_disk = visit().locator(".status span").inner_text()
    assert f"of {len(shipped.entities):,} shown" in from_disk
    expect(page.locator(".status span")).to_have_text(from_disk)


@pytest.mark.browser
def test_the_policy_holds_against_what_gets_in(browser: Browser, page_file: Path) -> None:
    asked: list[str] = []

    class Listening(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)

        do_POST = do_GET  # noqa: N815 - the name that http.server calls

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listening) as outside, browser.new_context() as context:
        threading.Thread(target=outside.serve_forever, daemon=True).start()
        page = context.new_page()
        page.goto(page_file.as_uri())
        page.wait_for_selector("body.ready")
        ran = page.evaluate(
            """async (outside) => {
            const add = (tag, fields) => document.body.append(Object.assign(document.createElement(tag), fields));
            add('script', {textContent: 'globalThis.bad = 1'});
            add('script', {src: outside + 'script'});
            add('img', {src: outside + 'image'});
            add('iframe', {src: outside + 'frame'});
            add('style', {textContent: `body { background: url(${outside}background) }`});
            add('link', {rel: 'stylesheet', href: outside + 'style'});
            await fetch(outside + 'fetch').catch(() => 0);
            navigator.sendBeacon?.(outside + 'beacon');
            await new Promise((done) => setTimeout(done, 400));
            return globalThis.bad ?? 0;
        }""",
            f"http://127.0.0.1:{outside.server_address[1]}/",
        )
        outside.shutdown()
        assert ran == 0
        assert asked == []


HOSTILE = """</script><script>globalThis.bad=1</script><img src=x onerror="globalThis.bad=1">\u2028"&<!--"""


@pytest.mark.browser
def test_names_are_text_and_never_markup(visit: Open, write_map: Callable[..., Path], tmp_path: Path) -> None:
    name = HOSTILE.replace("\u2028", "")
    quoted = name.replace('"', '\\"')
    claim = f'subject: a, relation: knows, object: b, note: "{quoted}"'
    directory = write_map(
        {
            "people.yaml": f"""
                - {{id: a, class: Person, labels: {{en: "{quoted}"}}}}
                - {{id: b, class: Person, labels: {{en: B}}, description: {{en: "{quoted}"}}}}""",
            "sources.yaml": f'- {{id: s, title: "{quoted}", url: "https://example.org/"}}',
            "claims.yaml": f'- {{{claim}, sources: [{{source: s, quote: "{quoted}"}}]}}',
            "map.toml": f"title = {{en = '''{name}'''}}",
        },
        base=False,
    )
    file = tmp_path / "hostile.html"
    file.write_text(render_page(load(directory)), "utf-8")
    page = visit("select=a", file=file)
    expect(page.locator("#panel h2")).to_have_text(name)
    for view in ("select=b", "view=table", "pair=a,b", ""):
        page.evaluate("view => { location.hash = view; }", view)
        page.wait_for_timeout(100)
    assert page.evaluate("globalThis.bad ?? 0") == 0


@pytest.mark.browser
def test_a_large_map_opens_on_its_core_and_grows(visit: Open, tmp_path: Path, crowd: Callable[[int], Map]) -> None:
    file = tmp_path / "large.html"
    gmap = crowd(1000)
    circles = [circle.members for circle in circles_of(gmap)]
    file.write_text(render_page(gmap, circles=circles), "utf-8")
    page = visit(file=file)
    status = page.locator(".status")
    expect(status).to_contain_text("300 of 1,000 shown")
    drawn = page.evaluate("JSON.parse(document.getElementById('opening').textContent).nodes.map(node => node.id)")
    other = next(n for n in range(999, 0, -1) if f"p{n:04}" not in drawn)
    other_id = f"p{other:04}"
    page.locator("#search").fill(f"person {other}")
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_have_text(f"Person {other}")
    near = {
        end
        for claim in gmap.claims.values()
        for end in (claim.subject, claim.object)
        if other_id in (claim.subject, claim.object)
    }
    shown = f"{len(near.union(drawn)):,} of 1,000 shown"
    assert len(near) > 1  # with those that he is tied to
    expect(status).to_contain_text(shown)
    page.get_by_role("button", name="Draw its circle").click()
    page.go_back()
    expect(status).to_contain_text(shown)
    page.get_by_role("button", name="Show all").click()
    expect(status).to_contain_text("1,000 of 1,000 shown")
    linked = visit(f"select={other_id}", file=file)
    expect(linked.locator(".status")).to_contain_text(shown)


def test_the_file_names_no_other_machine_to_load_from(page_file: Path) -> None:
    html = page_file.read_text("utf-8")
    head, _, rest = html.partition('<script type="application/json" id="document">')
    markup = head + re.sub(r"<script.*?</script>", "", rest, flags=re.DOTALL)
    assert re.findall(r'(?:src|href|action)="(?!#|data:)[^"]*"', markup) == []
    assert "unsafe" not in re.search(r'Content-Security-Policy" content="([^"]*)', html)[1]
    assert len(html.encode()) < 1_500_000


def test_no_module_makes_markup_of_text() -> None:
    script = assets.script() + assets.vendored("vis-network.js")
    assert re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", script) == []


SCRIPT = """
import sys
import threading
from pathlib import Path
from guanxi_graph.map import load
from guanxi_graph.page import render_page
sys.stdout.buffer.write(render_page(load(Path(sys.argv[1]))).encode())
"""


@pytest.mark.parametrize("folder", [ROOT / "examples" / "bloomsbury", pytest.param(SHIPPED, marks=pytest.mark.trial)])
def test_the_same_bytes_under_any_hash_seed_and_locale(tmp_path: Path, folder: Path) -> None:
    pages = []
    for seed, locale in (("1", "C"), ("2", "C.UTF-8")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "PYTHONUTF8": "0"}
        run = subprocess.run(
            [sys.executable, "-c", SCRIPT, str(folder)], capture_output=True, env=environment, check=True, cwd=tmp_path
        )
        pages.append(run.stdout)
    assert pages[0] == pages[1]
    assert list(tmp_path.iterdir()) == []


def test_positions_are_kept_and_what_is_new_comes_to_stand_near_its_ties(shipped: Map) -> None:
    before = layout(shipped)
    assert layout(shipped, previous=before) == before
    without = {name: place for name, place in before.items() if name != "meituan"}
    after = layout(shipped, previous=without)
    assert {name: after[name] for name in without} == without
    x, y = after["meituan"]
    near = min((x - before[name][0]) ** 2 + (y - before[name][1]) ** 2 for name in ("wang-xing", "tencent", "dianping"))
    assert near < 250**2


def test_positions_are_read_back_as_they_were_written(shipped: Map, tmp_path: Path) -> None:
    places = layout(shipped)
    file = tmp_path / "positions.json"
    file.write_text(positions_json(places), "utf-8")
    assert read_positions(file) == places
    assert positions_json({"b": (1.0, -2.0), "a": (0.0, 30.0)}) == '{\n"a": [0, 30],\n"b": [1, -2]\n}\n'


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ('{"a": [1, 2], "b": ["x", 2], "c": [1], "d": [1e999, 2], "e": null, "f": [NaN, 1]}', {"a": (1.0, 2.0)}),
        ("[1, 2]", {}),
        ("{", {}),
        ("[" * 100_000, {}),
    ],
)
def test_broken_positions_are_left_out(tmp_path: Path, written: str, read: dict[str, tuple[float, float]]) -> None:
    file = tmp_path / "positions.json"
    file.write_text(written, "utf-8")
    assert read_positions(file) == read
    assert read_positions(tmp_path / "none.json") == {}


def test_no_two_dots_of_the_layout_cover_each_other(shipped: Map) -> None:
    places = sorted(layout(shipped).values())
    gaps = [abs(a[0] - b[0]) / 40 + abs(a[1] - b[1]) / 40 for i, a in enumerate(places) for b in places[i + 1 :]]
    assert min(gaps) > 0.8
