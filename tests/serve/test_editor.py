"""The editor at /query in Chromium: choose, write, run, read."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from chromium_windows import in_browser
from guanxi_graph.map import Map

pytestmark = pytest.mark.browser


def write(page: Page, query: str) -> None:
    page.click(".CodeMirror")
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(query)


def test_write_a_query_run_it_and_read_the_rows(server) -> None:
    def act(page: Page) -> None:
        write(
            page, 'SELECT ?who ?name { ?who gx:founded ent:netease ; skos:prefLabel ?name FILTER(lang(?name) = "en") }'
        )
        page.click("#run")
        expect(page.locator("#results th")).to_have_text(["who", "name"])
        expect(page.locator("#results td")).to_have_text(["ent:ding-lei", "Ding Lei"])
        expect(page.locator("#status")).to_contain_text("1 row in ")
        expect(page.locator("#csv")).to_be_visible()
        page.click("text=ent:ding-lei")
        expect(page.locator("h1")).to_contain_text("Ding Lei")

    in_browser(server.url, "/query", act)


def test_choose_a_saved_query_and_change_it_by_the_keyboard(server, shipped: Map) -> None:
    owners = {f"ent:{holding.subject}" for holding in shipped.holdings["baidu"]}

    def act(page: Page) -> None:
        page.click("text=Who ultimately owns platform P?")
        expect(page.locator("#results tbody tr").filter(has_text="ent:sina-weibo")).to_have_count(5)
        page.evaluate("yasqe.setValue(yasqe.getValue().replace('UNDEF', 'ent:baidu-space'))")
        page.click(".CodeMirror")
        page.keyboard.press("Control+Enter")
        rows = page.locator("#results tbody tr")
        expect(rows.first).to_contain_text("ent:baidu-space")
        expect(rows.filter(has_not_text="ent:baidu-space")).to_have_count(0)
        assert set(rows.locator("td:nth-child(2)").all_inner_texts()) == owners

    in_browser(server.url, "/query", act)


def test_triples_are_drawn_with_the_names_of_things(server) -> None:
    def act(page: Page) -> None:
        page.click("text=Everything one step around X, as a graph")
        expect(page.locator("#status")).to_contain_text("of them drawn")
        page.evaluate("yasqe.setValue(yasqe.getValue().replace('UNDEF', 'ent:wang-xing'))")
        page.click("#run")
        expect(page.locator("#status")).not_to_contain_text("of them drawn")
        drawing = page.get_by_role("img", name="The triples as a graph")
        expect(drawing).to_have_attribute("data-drawn", re.compile(r"^([6-9]|\d\d+)$"))
        colours = drawing.locator("canvas").evaluate(
            "canvas => { const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);"
            " return new Set(new Uint32Array(data.buffer)).size }"
        )
        assert colours > 20
        expect(page.locator("#results pre")).to_contain_text("<https://w3id.org/guanxi/ns#founded>")

    in_browser(server.url, "/query", act)


def test_a_mistake_is_shown_under_the_query(server) -> None:
    def act(page: Page) -> None:
        write(page, "SELECT * { ?s foof:name ?o }")
        page.click("#run")
        expect(page.locator("#results pre")).to_contain_text("the prefix `foof:` is not declared")
        expect(page.locator(".mistake")).to_have_text("foof:name")
        write(page, "SELECT * { ?s gx:foundedd ?o }")
        expect(page.locator(".mistake")).to_have_count(0)
        page.click("#run")
        expect(page.locator(".odd")).to_have_text("gx:foundedd")

    in_browser(server.url, "/query", act)


def test_what_is_declared_already_is_no_mistake_and_names_are_completed(server) -> None:
    def act(page: Page) -> None:
        assert page.evaluate("yasqe.queryValid")
        expect(page.locator(".parseErrorIcon")).to_have_count(0)
        write(page, "SELECT * { ?who ")
        hints = page.locator(".CodeMirror-hints li")
        for typed, offered, taken in (
            ("gx:创办", "gx:founded  founded · 创办", "gx:founded "),
            ("王兴", "ent:wang-xing", "ent:wang-xing "),
            ("ent:mht", "Ma Huateng", "ent:ma-huateng "),
        ):
            page.keyboard.type(typed)
            expect(hints.first).to_contain_text(offered)
            page.keyboard.press("Enter")
            page.keyboard.type(" ")
            assert page.evaluate("yasqe.getValue()").endswith(taken)
        page.keyboard.type("netease")
        expect(hints).to_have_count(0)
        page.keyboard.press("Control+Space")
        expect(hints.first).to_contain_text("ent:netease")

    in_browser(server.url, "/query", act)


def test_the_query_is_there_after_a_reload_and_the_title_is_that_of_what_stands_there(server) -> None:
    def act(page: Page) -> None:
        title = page.get_by_role("heading", level=1)
        expect(title).to_have_text("Who ultimately owns platform P?")
        expect(page.locator("#shelf")).not_to_have_attribute("open", "")
        page.evaluate("yasqe.setValue(yasqe.getValue() + '# mine')")
        expect(title).to_have_text("Ask in SPARQL")
        page.reload()
        page.wait_for_selector("body[data-ready]")
        assert page.evaluate("yasqe.getValue()").endswith("# mine")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390

    in_browser(server.url, "/query?saved=ultimate-owners", act, size={"width": 390, "height": 800})


def test_what_is_odd_is_shown_above_no_rows(server) -> None:
    def act(page: Page) -> None:
        write(page, "SELECT * { ?s gx:foundedd ?o }")
        page.click("#run")
        expect(page.locator("#status")).to_contain_text("0 rows in ")
        expect(page.locator("#results pre.remark")).to_contain_text("did you mean `gx:founded`?")
        write(page, "SELECT * { ?s gx:founded ent:netease }")
        page.click("#run")
        expect(page.locator("#status")).to_contain_text("1 row in ")
        expect(page.locator("#results pre.remark")).to_have_count(0)

    in_browser(server.url, "/query", act)


def test_names_are_shown_never_run(server) -> None:
    def act(page: Page) -> None:
        write(page, "SELECT ?x { VALUES ?x { '<img src=x onerror=alert(1)>' <javascript:alert(1)> } }")
        page.click("#run")
        expect(page.locator("#results td")).to_have_text(["<img src=x onerror=alert(1)>", "javascript:alert(1)"])
        expect(page.locator("#results img, #results a[href^=javascript]")).to_have_count(0)

    in_browser(server.url, "/query", act)


def test_quick_clicks_on_run_give_one_answer(server) -> None:
    """One request for a run; the rows as CSV are asked for when somebody wants them."""

    def act(page: Page) -> None:
        asked: list[str] = []
        page.on(
            "request", lambda request: asked.append(request.headers["accept"]) if "/sparql" in request.url else None
        )
        write(page, "SELECT ?who { ?who gx:founded ent:netease }")
        page.evaluate("for (let click = 0; click < 3; click++) document.getElementById('run').click()")
        expect(page.locator("#status")).to_contain_text("1 row in ")
        expect(page.locator("#results table")).to_have_count(1)
        assert len(asked) == 1

        write(page, "SELECT ?changed { }")
        with page.expect_download() as saved:
            page.click("#csv")
        assert saved.value.suggested_filename == "answer.csv"
        assert saved.value.path().read_text() == "who\nhttps://w3id.org/guanxi/china-internet/id/ding-lei\n"
        assert [accept.partition(",")[0] for accept in asked] == ["application/sparql-results+json", "text/csv"]

    in_browser(server.url, "/query", act)


def test_another_query_takes_the_place_of_the_one_that_runs(server) -> None:
    def act(page: Page) -> None:
        write(page, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
        page.click("#run")
        expect(page.locator("#status")).to_have_text("Running…")
        write(page, "SELECT ?who { ?who gx:founded ent:netease }")
        page.click("#run")
        expect(page.locator("#results td")).to_have_text(["ent:ding-lei"])
        expect(page.locator("#results table")).to_have_count(1)

    in_browser(server.url, "/query", act)
