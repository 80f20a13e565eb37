"""The editor at /query in Chromium: choose, write, run, read."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from chromium_windows import in_browser
from guanxi_graph.map import load
from places import SHIPPED

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
        expect(page.locator("h1")).to_have_text("Ding Lei")

    in_browser(server.url, "/query", act)


def test_choose_a_saved_query_and_change_it_by_the_keyboard(server) -> None:
    owners = {f"ent:{holding.subject}" for holding in load(SHIPPED).holdings["baidu"]}

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
        expect(page.locator("svg[role=img] text.node", has_text=re.compile("^Wang Xing$"))).to_have_count(1)
        assert page.locator("svg[role=img] line").count() >= 6
        expect(page.locator("#results pre")).to_contain_text("<https://w3id.org/guanxi/ns#founded>")

    in_browser(server.url, "/query", act)


def test_a_mistake_is_shown_under_the_query(server) -> None:
    def act(page: Page) -> None:
        write(page, "SELECT * { ?s foof:name ?o }")
        page.click("#run")
        expect(page.locator("#results pre")).to_contain_text("the prefix `foof:` is not declared")

    in_browser(server.url, "/query", act)


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
