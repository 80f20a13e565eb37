"""The reading desk in Chromium: an article read from nothing to ten checked claims, by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from axe import findings
from chromium_windows import SCHEMES, in_browser, look
from guanxi_graph.evidence.lock import read_lock
from guanxi_graph.map import load
from guanxi_graph.proposals import read_proposals
from lantern import CLAIMS, MAP, PROPOSED, SOURCE
from running import Server

OPTION = '[role="option"]:visible'

pytestmark = pytest.mark.browser

TEN = {
    "ida-lund.founded.lantern-press.1884-03",
    "ida-lund.siblingOf.olav-lund",
    "olav-lund.worksAt.lantern-press",
    "nils-brekke.worksAt.lantern-press.1887",
    "nils-brekke.bornIn.stavanger",
    "nils-brekke.educatedAt.quay-school",
    "lantern-press.employees.40.1890",
    "lantern-press.acquired.sund-papers.1891-06",
    "nils-brekke.owns.sund-papers",
    "ida-lund.friendOf.marit-voll",
}


class Reading(NamedTuple):
    server: Server
    directory: Path

    @property
    def address(self) -> str:
        return f"/desk#{self.server.token}"


@pytest.fixture
def reading(serve: Callable[..., Server], write_map: Callable[..., Path]) -> Reading:
    directory = write_map(MAP, base=False)
    return Reading(serve(directory, "--edit", "--as", "Kari", "--workers", "1"), directory)


@pytest.fixture
def proposed(reading: Reading) -> Reading:
    (reading.directory / "proposals").mkdir()
    (reading.directory / "proposals" / f"{SOURCE}.yaml").write_text(PROPOSED)
    return reading


def ten_checked_claims(reading: Reading, guanxi: Callable[..., object]) -> None:
    """All are there, by the one who read them, each with a quote that stands in the text; every comment is kept."""
    directory = reading.directory
    claims = load(directory).claims
    assert claims.keys() >= TEN
    assert {claims[name].accepted for name in TEN} == {"Kari"}
    states = {place[0]: [line.state for line in lines] for place, lines in read_lock(directory).citations.items()}
    assert {name: states[name] for name in TEN} == {name: ["verified"] for name in TEN}
    text = (directory / "claims" / "press.yaml").read_text()
    assert all(line in text for line in CLAIMS.splitlines())
    people = (directory / "people.yaml").read_text()
    assert people.startswith(MAP["people.yaml"])
    checked = guanxi("check", directory)
    assert checked.returncode == 0, checked.stderr
    lock = (directory / "texts.lock").read_bytes()
    guanxi("verify", directory)
    assert {line for line in lock.splitlines() if b'"ida-lund.livedIn' not in line} <= set(
        (directory / "texts.lock").read_bytes().splitlines()
    )


class Mouse:
    """A reader who presses keys only to type. ``clicks`` counts what the hand does with the mouse."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks = page, 0

    def click(self, target: str | Locator) -> None:
        self.clicks += 1
        (self.page.locator(target) if isinstance(target, str) else target).click()

    def quote(self, words: str) -> None:
        """Drags over the words, when what was written before is marked in the text."""
        self.clicks += 1
        expect(self.page.locator("#article[aria-busy=false]")).to_be_visible()
        drag(self.page, words)
        expect(self.page.locator("#quote")).to_have_value(words)

    def choose(self, field: str, typed: str, offered: str) -> None:
        box = self.page.locator(f'#form > [data-field="{field}"]')
        self.click(box.locator("input"))
        self.page.keyboard.type(typed)
        self.click(box.locator(OPTION).filter(has_text=offered).first)

    def write(self) -> None:
        self.click("#write")
        written(self.page)


def drag(page: Page, words: str, halfway: Callable[[], object] = lambda: None) -> None:
    """The mouse goes down at the beginning of the words and up at their end."""
    x, y, to_x, to_y = page.evaluate(_PLACE, words)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move((x + to_x) / 2, (y + to_y) / 2, steps=3)
    halfway()
    page.mouse.move(to_x, to_y, steps=3)
    page.mouse.up()


# Where the words stand on the screen: the beginning of the first letter, the end of the last.
_PLACE = """(words) => {
  const text = [...document.querySelectorAll(".text")].find((each) => each.textContent.includes(words));
  text.scrollIntoView({ block: "center" });
  const start = text.textContent.indexOf(words);
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let before = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const inside = (place) => place >= before && place <= before + node.length;
    if (inside(start)) range.setStart(node, start - before);
    if (inside(start + words.length)) range.setEnd(node, start + words.length - before);
    before += node.length;
  }
  const boxes = [...range.getClientRects()].filter((each) => each.width);
  const [first, last] = [boxes[0], boxes.at(-1)];
  return [first.left + 1, first.top + first.height / 2, last.right - 1, last.bottom - last.height / 2];
}"""


def written(page: Page) -> None:
    """The form is empty again, and it is told what was done."""
    expect(page.locator("#subject-1")).to_have_value("")
    expect(page.locator("#outcome .difference").first).to_be_visible()
    expect(page.locator("#subject-1")).to_be_focused()


def test_an_article_is_read_by_mouse(proposed: Reading, guanxi) -> None:
    def act(page: Page) -> None:
        mouse = Mouse(page)
        for left in (5, 4, 3, 2, 1):
            expect(page.locator("#proposal")).to_contain_text(f"1 of {left}")
            mouse.click("#accept")
        expect(page.locator("#proposal")).to_contain_text("Nothing is proposed any more")

        mouse.quote("Her brother Olav Lund kept its books")
        mouse.choose("subject", "ida", "Ida Lund")
        mouse.choose("relation", "sibl", "sibling of")
        mouse.click(page.locator(".named", has_text="Olav Lund").first)
        mouse.write()

        mouse.quote("Her brother Olav Lund kept its books")
        mouse.click(page.locator(".named", has_text="Olav Lund").first)
        mouse.choose("relation", "works", "works at")
        mouse.click(page.locator(".named", has_text="Lantern Press").first)
        mouse.write()

        mouse.quote("he had learned the trade at the Quay School")
        mouse.click(page.locator(".named", has_text="Nils Brekke").first)
        mouse.choose("relation", "educ", "educated at")
        mouse.choose("object", "Quay School", "New: Quay School")
        mouse.write()

        mouse.quote("The press employed 40 people in 1890")
        mouse.click(page.locator(".named", has_text="Lantern Press").first)
        mouse.choose("relation", "employ", "employees")
        mouse.click("#value")
        page.keyboard.type("40")
        mouse.click("#at")
        page.keyboard.type("1890")
        mouse.write()

        mouse.quote("Nils Brekke owned the mill before")
        mouse.click(page.locator(".named", has_text="Nils Brekke").first)
        mouse.choose("relation", "owns", "owns")
        mouse.choose("object", "sund", "Sund Papers")
        mouse.write()
        assert mouse.clicks <= 50

    in_browser(proposed.server.url, proposed.address, act, size={"width": 1280, "height": 800})
    ten_checked_claims(proposed, guanxi)


def test_the_text_is_not_drawn_anew_under_a_hand_that_chooses_words(proposed: Reading) -> None:
    words = "Her brother Olav Lund kept its books"

    def act(page: Page) -> None:
        late: list[Route] = []

        def hold(route: Route) -> None:
            late.append(route)

        page.route("**/desk/api/text*", hold)
        page.click("#accept")
        page.wait_for_function("() => document.querySelector('#outcome .difference')")
        expect(page.locator("#article")).to_have_attribute("aria-busy", "true")

        def arrives() -> None:
            with page.expect_response("**/desk/api/text*"):
                late.pop().continue_()
            assert page.evaluate(
                "() => new Promise((after) => setTimeout(() => after(getSelection().toString()), 200))"
            )

        drag(page, words, arrives)
        expect(page.locator("#quote")).to_have_value(words)
        expect(page.locator("#proposal")).to_contain_text("1 of 4")
        assert page.evaluate("getSelection().toString()") == words

    in_browser(proposed.server.url, proposed.address, act, size={"width": 1280, "height": 800})


class New(NamedTuple):
    name: str
    cls: str


class Keys:
    """A reader without a mouse."""

    def __init__(self, page: Page) -> None:
        self.page, self.pressed = page, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.pressed += 1
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)

    def quote(self, words: str) -> None:
        """Finds words in the text, and takes them as the quote: the focus is then on the subject."""
        self.press("Escape", "/")
        self.press("Control+a")
        self.type(words)
        self.press("Enter", "Enter")
        expect(self.page.locator("#quote")).to_have_value(words)
        expect(self.page.locator("#subject-1")).to_be_focused()

    def choose(self, typed: str) -> None:
        self.type(typed)
        self.press("Enter")

    def new(self, name: str, cls: str) -> None:
        """Something new: it is the last of what is offered; then the class, by its first letters."""
        self.type(name)
        expect(self.page.locator(OPTION, has_text=f"New: {name}")).to_be_visible()
        self.press("ArrowUp") if self.page.locator(OPTION).count() > 1 else None
        self.press("Enter")
        expect(self.page.locator('[data-new] select[id^="new-class"]')).to_be_focused()
        self.type(cls)


# Words of the text, then what is typed into the fields (`New` is a name with the first letters of a class; `keys` are
# pressed or typed after the object), and the claim as it is told when it is written.
BY_KEYBOARD = [
    ("Ida Lund founded the Lantern Press", "ida", "founded", "lantern", ["Tab", "Tab", "Tab", "1884-03"]),
    ("Her brother Olav Lund kept its books", "ida", "sibling", "olav", []),
    ("Her brother Olav Lund kept its books", "olav", "works at", "lantern", []),
    ("Nils Brekke worked at the Lantern Press as foreman from 1887", "brecke", "works at", "lantern", ["Tab", "1887"]),
    ("He was born in Stavanger", "nils", "born in", New("Stavanger", "pref"), []),
    ("he had learned the trade at the Quay School", "nils", "educated", New("Quay School", "sch"), []),
    ("The press employed 40 people in 1890", "lantern", "employees", "40", ["Tab", "Tab", "Tab", "1890"]),
    (
        "In June 1891 the Lantern Press acquired Sund Papers",
        *("lantern", "acquired", New("Sund Papers", "comp"), [*["Tab"] * 5, "1891-06"]),
    ),
    ("Nils Brekke owned the mill before", "nils", "owns", "sund", []),
    (
        "Ida Lund was a friend of the poet Marit Voll",
        *("ida", "friend", New("Marit Voll", "per"), ["Tab", "Tab", "n"]),
    ),
]


def test_an_article_is_read_by_keyboard(reading: Reading, guanxi) -> None:
    def act(page: Page) -> None:
        keys = Keys(page)
        for quote, subject, relation, object_, more in BY_KEYBOARD:
            keys.quote(quote)
            keys.choose(subject)
            keys.press("Tab")
            keys.choose(relation)
            keys.press("Tab")
            keys.new(*object_) if isinstance(object_, New) else keys.choose(object_)
            for each in more:
                keys.press(each) if each == "Tab" else keys.type(each)
            keys.press("Control+Enter")
            written(page)
        assert keys.pressed <= 130

    in_browser(reading.server.url, reading.address, act, size={"width": 900, "height": 800})
    ten_checked_claims(reading, guanxi)


def test_what_a_text_denies_is_written_so(reading: Reading) -> None:
    def act(page: Page) -> None:
        keys = Keys(page)
        keys.quote("Her brother Olav Lund kept its books")
        keys.choose("ida")
        keys.press("Tab")
        keys.choose("sibling")
        keys.press("Tab")
        keys.choose("olav")
        page.locator("#more summary").click()
        page.get_by_label("The text says that it is not so").check()
        keys.press("Control+Enter")
        written(page)
        expect(page.get_by_label("The text says that it is not so")).not_to_be_checked()

    in_browser(reading.server.url, reading.address, act)
    assert [claim.id for claim in load(reading.directory).claims.values() if claim.denied] == [
        "ida-lund.siblingOf.olav-lund.denied"
    ]


def test_words_are_chosen_by_the_arrows(reading: Reading) -> None:
    def act(page: Page) -> None:
        page.locator(".paragraph").nth(1).focus()
        page.keyboard.press("ArrowDown")
        expect(page.locator('.paragraph[data-place="2"]')).to_be_focused()
        for key in ("ArrowRight", "ArrowRight", *["Shift+ArrowRight"] * 4):
            page.keyboard.press(key)
        expect(page.locator("#live")).to_have_text("Words chosen: Brekke worked at the Lantern")
        page.keyboard.press("Enter")
        expect(page.locator("#quote")).to_have_value("Brekke worked at the Lantern")
        expect(page.locator("#locator")).to_have_value("¶2")

    in_browser(reading.server.url, reading.address, act)


def test_proposals_are_decided_by_single_keys(proposed: Reading) -> None:
    def act(page: Page) -> None:
        card = page.locator("#proposal")
        page.keyboard.press("j")
        expect(card).to_contain_text("2 of 5")
        expect(card).to_contain_text("a pronoun stands for a name")
        page.keyboard.press("r")
        page.keyboard.type("It is not said of whom.")
        page.keyboard.press("Enter")
        expect(card).to_contain_text("2 of 4")
        page.keyboard.press("k")
        page.keyboard.press("e")
        expect(page.locator("#form h2")).to_have_text("Claim, instead of the proposed one")
        expect(page.locator("#relation-3")).to_have_value("founded")
        expect(page.locator("#at")).to_have_value("1884-03")
        page.locator("#at").fill("1884-04")
        page.keyboard.press("Control+Enter")
        expect(page.locator("#outcome .difference")).to_contain_text("(1884-04)")
        expect(card).to_contain_text("1 of 3")
        page.keyboard.press("Escape")
        page.keyboard.press("a")
        expect(card).to_contain_text("1 of 2")

    in_browser(proposed.server.url, proposed.address, act)
    decided = read_proposals(proposed.directory, SOURCE).claims
    assert [(each.accepted, each.rejected) for each in decided if each.is_decided] == [
        ("Kari", ""),
        ("", "It is not said of whom."),
        ("Kari", ""),
    ]


def test_what_is_wrong_is_said_at_its_field(reading: Reading) -> None:
    def act(page: Page) -> None:
        page.locator("#start").fill("March 1884")
        expect(page.locator("#fault-start")).to_contain_text("is not a date")
        expect(page.locator("#start")).to_have_attribute("aria-invalid", "true")
        page.locator("#start").fill("1884-03")
        expect(page.locator("#form .fault")).to_have_count(0)
        page.locator("#quote").fill("Ida Lund bought the Lantern Press")
        page.locator("#locator").fill("¶1")
        for field, typed in (("subject-1", "ida"), ("relation-3", "founded"), ("object-2", "lantern")):
            page.locator(f"#{field}").press_sequentially(typed)
            page.keyboard.press("Enter")
        expect(page.locator('[data-field="quote"] .fault')).to_contain_text("the quote does not stand in")
        page.keyboard.press("Control+Enter")
        expect(page.locator("#fit")).to_have_text("Nothing is written.")
        expect(page.locator("#quote")).to_be_focused()

    in_browser(reading.server.url, reading.address, act)
    assert (reading.directory / "claims" / "press.yaml").read_text() == CLAIMS


def test_relations_are_narrowed_by_the_two_classes(reading: Reading) -> None:
    def act(page: Page) -> None:
        for field, typed in (("subject-1", "lantern"), ("object-2", "bergen")):
            page.locator(f"#{field}").press_sequentially(typed)
            page.keyboard.press("Enter")
            expect(page.locator(f"#{field}")).not_to_have_value(typed)
        page.locator("#relation-3").press_sequentially("in")
        options = page.locator(OPTION)
        expect(options.first).to_be_visible()
        assert [each.split(" · ")[0].rpartition("locatedIn")[1] for each in options.all_inner_texts()] == ["locatedIn"]

    in_browser(reading.server.url, reading.address, act)


def test_a_record_is_edited_where_it_is_shown(reading: Reading) -> None:
    def act(page: Page) -> None:
        page.goto(f"{reading.server.url}/id/claim/ida-lund.livedIn.bergen")
        page.get_by_role("link", name="edit").click()
        page.wait_for_selector("body[data-ready]")
        letters = page.locator("#letters")
        expect(letters).to_have_value(CLAIMS.split("- ", 1)[1].split("\n\n")[0])
        letters.press("Control+End")
        page.keyboard.type("\n  start: when young")
        expect(page.locator(".fault")).to_contain_text("is not a date")
        for _ in "when young":
            page.keyboard.press("Backspace")
        page.keyboard.type("1870")
        expect(page.locator("#fit")).to_be_visible()
        page.keyboard.press("Control+Enter")
        expect(page.locator(".difference").first).to_contain_text("Ida Lund lived in Bergen")

    in_browser(reading.server.url, reading.address, act)
    text = (reading.directory / "claims" / "press.yaml").read_text()
    assert text == CLAIMS.replace("[harbour-news ¶1]", "[harbour-news ¶1]\n  start: 1870")


def test_the_desk_below_a_path(serve: Callable[..., Server], write_map: Callable[..., Path]) -> None:
    directory = write_map(MAP, base=False)
    server = serve(directory, "--edit", "--workers", "1", "--root-path", "/some/maps")
    below = f"{server.url}/some/maps"

    def act(page: Page) -> None:
        mouse = Mouse(page)
        mouse.quote("Her brother Olav Lund kept its books")
        mouse.choose("subject", "ida", "Ida Lund")
        mouse.choose("relation", "sibl", "sibling of")
        mouse.click(page.locator(".named", has_text="Olav Lund").first)
        mouse.write()
        page.goto(f"{below}/id/ida-lund")
        expect(page.locator("main")).to_contain_text("Olav Lund")
        page.click(".edit a")
        expect(page.locator("#record")).to_be_visible()
        page.locator("header a[href='desk/match']").click()
        expect(page).to_have_url(f"{below}/desk/match")
        page.locator("header a").first.click()
        expect(page).to_have_url(f"{below}/")

    in_browser(below, f"/desk#{server.token}", act, size={"width": 1280, "height": 800})
    assert "ida-lund.siblingOf.olav-lund" in load(directory).claims


def test_the_token_leaves_the_address_and_is_asked_for(reading: Reading) -> None:
    def act(page: Page) -> None:
        assert page.url == f"{reading.server.url}/desk"
        page.reload()
        expect(page.locator(".paragraph").first).to_be_visible()
        page.evaluate("sessionStorage.clear()")
        page.reload()
        expect(page.locator("#status")).to_contain_text("`guanxi serve --edit`")

    in_browser(reading.server.url, reading.address, act)


def test_axe_finds_nothing(proposed: Reading) -> None:
    def act(page: Page) -> None:
        page.locator("#subject-1").press_sequentially("lund")
        for width, scheme in product((1280, 900, 500), SCHEMES):
            look(page, width, scheme)
            expect(page.locator(OPTION).first).to_be_visible()
            assert findings(page) == [], (width, scheme)
            assert page.evaluate("document.documentElement.scrollWidth") <= width

    in_browser(proposed.server.url, proposed.address, act)
