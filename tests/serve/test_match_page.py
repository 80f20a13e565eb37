"""Pairs decided at the desk: written as `guanxi match` writes them, by mouse and by keyboard, taken back, or refused."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from axe import findings
from chromium_windows import SCHEMES, in_browser, look
from running import Server
from second import SECOND

HOSTILE = "<img src=x onerror=alert(1)> & Co"
MAP = {
    **SECOND,
    "hostile.yaml": f"""\
- {{id: odd, class: Company, labels: {{en: "{HOSTILE}"}}, aliases: {{en: [Odd Works of Bergen]}}}}
- {{id: odd-2, class: Company, labels: {{en: "{HOSTILE}"}}}}
""",
}
TENCENT = {"kind": "entity", "one": "tencent", "other": "tx"}


class Matching:
    def __init__(self, server: Server, directory: Path) -> None:
        self.server, self.directory = server, directory
        self.headers = {"authorization": f"Bearer {server.token}", "origin": server.url}

    @property
    def address(self) -> str:
        return f"/desk/match#{self.server.token}"

    def get(self, what: str) -> Any:
        return json.loads(self.server.ask("GET", f"/desk/api/{what}", **self.headers).text)

    def post(self, what: str, **order: Any) -> Any:
        told = {**self.headers, "content_type": "application/json"}
        return json.loads(self.server.ask("POST", f"/desk/api/{what}", json.dumps(order), **told).text)

    @property
    def judged(self) -> list[str]:
        """The lines of the file but its first, which is a comment."""
        return (self.directory / "judgements.yaml").read_text().splitlines()[1:]


@pytest.fixture
def matching(serve: Callable[..., Server], write_map: Callable[..., Path]) -> Matching:
    directory = write_map(MAP)
    return Matching(serve(directory, "--edit", "--as", "Ann", "--workers", "1"), directory)


def codes(outcome: Any) -> list[str]:
    return [problem["code"] for problem in outcome["problems"]]


def test_the_same_bytes_are_written_as_in_the_terminal(matching: Matching, guanxi, tmp_path: Path) -> None:
    other = tmp_path / "terminal"
    shutil.copytree(matching.directory, other)
    listed = matching.get("pairs")
    told = json.loads(guanxi("match", other, "--json").stdout)["results"]
    assert [[pair[key] for key in ("one", "other", "score", "reasons")] for pair in listed["pairs"]] == [
        [pair[key] for key in ("one", "other", "score", "reasons")] for pair in told
    ]
    digest = listed["digest"]
    for pair, are, why in zip(listed["pairs"], ("same", "different", "same"), ("", "A namesake: no.", ""), strict=True):
        order = {key: pair[key] for key in ("kind", "one", "other")}
        done = matching.post("judgement", **order, are=are, reason=f" {why} ", digest=digest)
        assert done["done"], done
        digest = done["seen"]
    guanxi("match", other, "--as", "Ann", input="s\n\nd\nA namesake: no.\ns\n\n")
    files = [(each / "judgements.yaml").read_bytes() for each in (matching.directory, other)]
    assert files[0] == files[1]
    assert guanxi("check", matching.directory).returncode == 0
    assert matching.get("pairs")["pairs"] == []


def test_nothing_is_written_into_a_file_that_was_changed_meanwhile(matching: Matching) -> None:
    digest = matching.get("pairs")["digest"]
    path = matching.directory / "judgements.yaml"
    path.write_text(theirs := "- {entity: wang-xing, other: wang-xing-2, are: different}\n")
    for what, order in (("judgement", TENCENT | {"are": "same"}), ("undo", {})):
        assert codes(matching.post(what, **order, digest=digest)) == ["edited-meanwhile"]
        assert path.read_text() == theirs
    listed = matching.get("pairs")
    assert listed["last"] == {"one": "wang-xing", "other": "wang-xing-2", "are": "different"}
    judged = TENCENT | {"one": "wang-xing", "other": "wang-xing-2", "are": "same", "digest": listed["digest"]}
    assert codes(matching.post("judgement", **judged)) == ["edited-meanwhile"]
    assert matching.post("undo", digest=listed["digest"])["done"]
    assert codes(matching.post("undo", digest=matching.get("pairs")["digest"])) == ["not-writable"]


def test_both_are_told_with_their_neighbours_and_sources(matching: Matching) -> None:
    matching.get("pairs")
    found = matching.get("pair?kind=entity&one=wang-xing&other=wang-xing-2")
    [said] = found["other"]["said"]
    assert (said["other"], said["when"], said["end"]) == ("Renren 人人网", "2005-12", "renren")
    assert said["sources"][0].endswith("p. 3")
    assert {each.get("end") for each in found["one"]["said"]} >= {"renren"}
    assert found["other"]["names"] == ["Xing Wang", "王興"]
    assert matching.server.ask("GET", "/desk/api/pair?kind=entity&one=odd&other=tx", **matching.headers).status == 404
    assert matching.server.get("/desk/api/pairs").status == 401


@pytest.mark.browser
def test_pairs_are_decided_by_mouse_and_by_keyboard(matching: Matching) -> None:
    def act(page: Page) -> None:
        pair, open_ = page.locator("#pair"), page.locator("#pairs li")
        expect(open_).to_have_count(3)
        expect(pair.locator(".for")).to_contain_text("same identifier: wikidata:Q860580")
        expect(pair.locator(".side h2")).to_have_text(["Tencent 腾讯", "Tencent Inc"])
        page.locator("#same").click()
        expect(page.locator("#last .words")).to_have_text("tencent and tx are the same.")
        expect(open_).to_have_count(2)

        heads = pair.locator(".side h2")
        expect(pair.locator(".side").last).to_contain_text("wang-xing-2")
        expect(pair.locator(".side").last.locator(".is-shared")).to_contain_text("Renren")
        page.keyboard.press("n")
        expect(heads).to_have_text([HOSTILE, HOSTILE])
        page.keyboard.press("j")
        expect(heads).to_have_text(["Wang Xing 王兴 Wáng Xīng", "Xing Wang 王興"])
        page.keyboard.press("k")
        expect(heads).to_have_text([HOSTILE, HOSTILE])
        page.keyboard.press("r")
        page.keyboard.type("Two firms, says its clerk")
        page.keyboard.press("Enter")
        page.keyboard.press("d")
        expect(page.locator("#live")).to_have_text("odd and odd-2 are different.")
        page.keyboard.press("u")
        expect(open_).to_have_count(2)
        expect(page.locator("#live")).to_have_text("Taken back: odd and odd-2 are different.")
        expect(heads).to_have_text([HOSTILE, HOSTILE])
        page.keyboard.press("s")
        expect(heads.last).to_have_text("Xing Wang 王興")
        page.keyboard.press("s")
        expect(pair).to_contain_text("Nothing is left to decide")
        assert page.locator("img").count() == 0

    in_browser(matching.server.url, matching.address, act)
    told = f"by: Ann, decided: {date.today().isoformat()}"  # noqa: DTZ011 - as it is written
    assert sorted(matching.judged) == [
        f"- {{entity: odd, other: odd-2, are: same, {told}}}",
        f"- {{entity: tencent, other: tx, are: same, {told}}}",
        f"- {{entity: wang-xing, other: wang-xing-2, are: same, {told}}}",
    ]


@pytest.mark.browser
def test_what_is_wrong_is_said_at_the_form(matching: Matching) -> None:
    path = matching.directory / "judgements.yaml"

    def act(page: Page) -> None:
        path.write_text("- {entity: tencent, other: tx, are: different}\n")
        page.keyboard.press("s")
        expect(page.locator("#outcome .fault")).to_contain_text("the file was changed since this was shown")
        expect(page.locator("#pairs li")).to_have_count(2)
        expect(page.locator("#last .words")).to_have_text("tencent and tx are different.")
        path.write_text("- {entity: tencent, other: tx, are: different}\nnot: a list\n")
        page.reload()
        expect(page.locator("#problems a")).to_have_text("judgements.yaml")

    in_browser(matching.server.url, matching.address, act)
    assert "same" not in path.read_text()


@pytest.mark.browser
def test_axe_finds_nothing(matching: Matching) -> None:
    def act(page: Page) -> None:
        page.keyboard.press("d")
        expect(page.locator("#live")).to_have_text(re.compile("are different"))
        for width, scheme in product((1280, 900, 500, 320), SCHEMES):
            look(page, width, scheme)
            expect(page.locator("#pair .side")).to_have_count(2)
            assert findings(page) == [], (width, scheme)
            assert page.evaluate("document.documentElement.scrollWidth") <= width

    in_browser(matching.server.url, matching.address, act)
