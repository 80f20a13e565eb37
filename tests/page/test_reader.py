"""What a reader does with the page of the shipped map, one test or more for each promise."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from turning import turn

from guanxi_graph.analysis.circles import circles_of
from guanxi_graph.analysis.introductions import introductions
from guanxi_graph.analysis.paths import Route
from guanxi_graph.map import Map, load
from guanxi_graph.page import layout, render_page
from guanxi_graph.reading.stories import load_stories
from guanxi_graph.text import three_digits
from places import SHIPPED

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


def shown(page: Page) -> tuple[int, int]:
    """How many entities and ties the map says that it draws."""
    found = re.match(r"([\d,]+) of [\d,]+ shown · ([\d,]+) (?:of [\d,]+ )?tie", page.locator(".status").inner_text())
    assert found
    return int(found[1].replace(",", "")), int(found[2].replace(",", ""))


def across(page: Page, what: str) -> list[list[float]]:
    """From where to where on the screen each of them reaches."""
    ends = "(all) => all.map((each) => each.getBoundingClientRect()).map(({ left, right }) => [left, right])"
    found: list[list[float]] = page.locator(what).evaluate_all(ends)
    return found


def search(page: Page, words: str) -> list[str]:
    """The names found, as they are listed."""
    page.keyboard.press("/")
    page.locator("#search").clear()
    page.locator("#search").fill(words)
    names = page.locator("#search-list .option-name")
    return [name.split("\n")[0] for name in names.all_inner_texts()]


# 1 Find


def test_any_way_of_writing_a_name_finds_it(visit: Open) -> None:
    meant = {
        "mht": "Ma Huateng",  # initials
        "ma huateng": "Ma Huateng",
        "mahuateng": "Ma Huateng",
        "mǎ huàténg": "Ma Huateng",  # tones
        "ma3 hua4 teng2": "Ma Huateng",
        "马化腾": "Ma Huateng",
        "馬化騰": "Ma Huateng",  # traditional, also where the map has only the simplified name
        "pony": "Ma Huateng",  # an alias
        "PONY MA": "Ma Huateng",
        "ｔｅｎｃｅｎｔ": "Tencent",  # full width
        "開心網": "Kaixin001",
        "rrw": "Renren",
        "中國": "China",
        "huateng ma": "Ma Huateng",  # in another order
    }
    page = visit()
    assert {typed: search(page, typed)[0] for typed in meant} == meant


def test_what_may_be_meant_is_offered_where_nothing_is_called_so(visit: Open) -> None:
    page = visit()
    for typed, first in [
        ("ma huatang", "Ma Huateng"),
        ("Ma Huatneg", "Ma Huateng"),
        ("Tencnet", "Tencent"),
        ("Renrn", "Renren"),
    ]:
        assert search(page, typed)[0] == first
        expect(page.locator("#search-list")).to_contain_text("Nobody of that name. Did you mean:")
        page.keyboard.press("Enter")
        expect(page.locator("#panel h2")).to_have_text(first)


def test_the_table_is_searched_as_the_header_is(visit: Open, shipped: Map) -> None:
    page = visit("view=table")
    box = page.get_by_role("searchbox", name="Search in the table")
    for typed, row in [
        ("teng xun", "Tencent"),
        ("tx", "Tencent"),
        ("founded tencent", "Ma Huateng founded Tencent"),
        ("wang xing meituan", "Wang Xing founded Meituan"),
    ]:
        box.clear()
        box.fill(typed)
        rows = [re.sub(r"\s+", " ", each) for each in page.locator("#table tbody tr").all_inner_texts()]
        assert [each for each in rows if row in each], typed
        found = re.search(r"of ([\d,]+)", page.locator("#table .count").inner_text())
        assert found, typed
        assert int(found[1].replace(",", "")) < len(shipped.claims) / 4, typed


def test_the_table_says_by_which_words_it_has_found(visit: Open) -> None:
    page = visit("view=table")
    page.get_by_role("searchbox", name="Search in the table").fill("founded tencnet")
    expect(page.locator("#table .count")).to_contain_text("Nothing of these words; found with: founded tencent")
    assert page.locator("#table tbody tr").count() > 1


def test_results_tell_class_and_ties_and_are_chosen_by_keyboard(visit: Open) -> None:
    page = visit()
    search(page, "wang")
    option = page.locator("#search-list [role=option]").first
    expect(option).to_contain_text("person")
    expect(option).to_contain_text(re.compile(r"\d+ ties"))
    page.keyboard.press("ArrowDown")
    chosen = page.locator("#search-list [aria-selected=true] .option-name").inner_text().split("\n")[0]
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_have_text(chosen)


def test_what_is_no_name_leads_from_the_header_to_the_rows_of_the_table(visit: Open) -> None:
    page = visit()
    search(page, "founded tencent")
    expect(page.locator("#search-list")).to_contain_text("Nobody and nothing of that name")
    line = page.get_by_role("option", name=re.compile(r"^\d+ ties in the table$"))
    expect(line).to_have_attribute("aria-selected", "true")
    expect(page.locator("#search")).to_have_attribute("aria-activedescendant", str(line.get_attribute("id")))
    number = int(line.inner_text().split()[0])
    page.keyboard.press("Enter")
    field = page.get_by_role("searchbox", name="Search in the table")
    expect(field).to_be_focused()
    expect(field).to_have_value("founded tencent")
    expect(page.locator("#table .count")).to_have_text(f"1–{number} of {number}")
    expect(page.locator("#table tbody tr")).to_have_count(number)
    # The address says it: a link leads there, Back to the map.
    expect(page).to_have_url(re.compile("query=founded%20tencent"))
    page.reload()
    expect(field).to_have_value("founded tencent")
    field.fill("founded baidu")
    page.wait_for_url("**query=founded%20baidu")
    page.go_back()
    expect(page.locator("#map")).to_be_visible()


def test_below_the_names_stand_the_rows_that_hold_them(visit: Open) -> None:
    page = visit()
    assert search(page, "tencent")[0] == "Tencent"
    first = page.get_by_role("option").first
    expect(page.locator("#search-list")).to_contain_text(re.compile(r"\d+ ties in the table.*\d+ facts in the table"))
    expect(first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")
    expect(first).to_have_attribute("aria-selected", "false")
    last = page.locator("#search-list [aria-selected=true]")
    told = re.fullmatch(r"(\d+) facts in the table", last.inner_text())
    assert told
    last.click()
    expect(page.get_by_role("button", name="Facts")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#table .count")).to_contain_text(f"of {told[1]}")


def test_the_field_of_the_table_stays_while_its_rows_change(visit: Open) -> None:
    """An input method composes in it: another field in its place would lose what is being written."""
    page = visit("view=table")
    field = page.locator(".table-search")
    kept = field.element_handle()
    field.press_sequentially("tenc")
    page.wait_for_url("**query=tenc")
    assert field.evaluate("(now, kept) => now === kept && document.activeElement === kept", kept)


# 2 Read the evidence


def test_who_founded_renren_and_who_says_so(visit: Open, shipped: Map) -> None:
    claim = shipped.claims["wang-xing.founded.renren.2005-12"]
    page = visit()
    search(page, "renren")
    page.keyboard.press("Enter")
    founders = page.locator("section.group", has=page.get_by_role("heading", name=re.compile("^founded by")))
    expect(founders.locator(".claim")).to_have_count(4)
    wang_xing = founders.locator(".claim", has_text="Wang Xing")
    expect(wang_xing).to_contain_text("in December 2005")
    expect(wang_xing).to_contain_text("set aside")
    expect(wang_xing).to_contain_text("The site was founded as Xiaonei and took the name Renren in August 2009.")
    wang_xing.locator("summary").click()
    cites = wang_xing.locator(".cite")
    expect(cites.locator(".cite-title")).to_have_text([shipped.sources[c.source].title for c in claim.citations])
    cite = cites.filter(has_text="Francis Asprec")
    expect(cite).to_contain_text("¶9")
    expect(cite).to_contain_text("2012")


def test_links_of_sources_leave_by_the_web_alone(visit: Open) -> None:
    page = visit("select=tencent")
    links = page.locator("#panel .cite a")
    assert links.count() > 5
    for link in links.all():
        assert re.match("https?://", link.get_attribute("href") or "")
        assert "noopener" in (link.get_attribute("rel") or "")


def test_conflicting_claims_stand_side_by_side_with_the_reason(visit: Open) -> None:
    page = visit("select=joseph-chen.bornOn.1969")
    conflict = page.locator(".conflict .claim")
    assert [each.split("\n")[0] for each in conflict.all_inner_texts()] == [
        "Joseph Chen born on 1969",
        "Joseph Chen born on 1970",
    ]
    expect(conflict.nth(0)).to_contain_text("A magazine profile of the man, which also names the place.")
    expect(conflict.nth(1)).to_contain_text("Said in passing on a page about the company, without a place.")


def test_figures_are_charted_by_definition(visit: Open) -> None:
    page = visit("select=renren")
    assert set(page.locator(".figure h4").all_inner_texts()) == {
        "users (kind not stated)",
        "registered users",
        "monthly active users",
    }
    chart = page.get_by_role("img", name=re.compile("165 million"))
    expect(chart).to_have_attribute("aria-label", "2011: 165 million users; 2012: 170 million users")


# 3 Narrow


def choice(page: Page, key: str) -> Locator:
    return page.locator(f'.choice:has([data-key="{key}"])')


def test_counts_follow_the_other_filters(visit: Open) -> None:
    page = visit()
    founded = choice(page, "relations-founded").locator(".count")
    before = int(founded.inner_text())
    page.get_by_role("button", name="Only person", exact=True).click()
    expect(choice(page, "classes-Company")).to_have_class(re.compile("off"))
    assert int(founded.inner_text()) == 0 < before  # a founding ends in what is founded, which is left out
    page.get_by_role("button", name="Clear filters").click()
    assert int(founded.inner_text()) == before


def test_relation_base_confidence_and_sources_narrow_the_map(visit: Open, shipped: Map) -> None:
    page = visit()
    whole = shown(page)[1]
    page.get_by_role("button", name="Only founded", exact=True).click()
    assert 0 < shown(page)[1] < whole
    page.get_by_role("button", name="Clear filters").click()
    page.get_by_text("What ties rest on").click()
    page.get_by_role("button", name="Only friendship", exact=True).click()
    friendships = sum(shipped.relation(tie).base == "friend" for tie in shipped.ties)
    assert shown(page)[1] == friendships > 0
    expect(choice(page, "bases-friend").locator(".count")).to_have_text(str(friendships))
    page.get_by_role("button", name="Clear filters").click()
    page.get_by_role("group", name="Independent sources").get_by_role("button", name=re.compile(r"^2\+")).click()
    assert 0 < shown(page)[1] < whole


def test_sliding_to_2005(visit: Open, shipped: Map) -> None:
    spans = [shipped.spans[tie.id] for tie in shipped.ties]
    dated = [span for span in spans if span.first or span.last]
    begun = [span for span in dated if span.first is None or span.first.year <= 2005]
    page = visit("all=1")
    assert shown(page)[1] == len(spans)
    slider = page.get_by_role("slider", name="To year")
    slider.focus()
    page.keyboard.press("End")
    for _ in range(30):
        if slider.input_value() == "2005":
            break
        page.keyboard.press("ArrowLeft")
    expect(page.locator(".years")).to_contain_text("– 2005")
    assert shown(page)[1] == len(begun) + len(spans) - len(dated)
    page.get_by_role("checkbox", name=re.compile("undated")).uncheck()
    assert shown(page)[1] == len(begun) > 0
    search(page, "meituan")
    page.keyboard.press("Enter")
    expect(page.locator("#panel")).to_contain_text("No ties pass the filters.")


def test_the_years_play(visit: Open) -> None:
    page = visit("years=-9999,2005")
    page.get_by_role("button", name="Play the years").click()
    expect(page.locator(".years")).to_contain_text("– 2007", timeout=5000)
    expect(page.locator(".change")).to_contain_text(re.compile(r"^20\d\d: \+\d+ ties?: "))
    page.get_by_role("button", name="Pause").click()


def test_the_play_leaves_out_years_in_which_nothing_begins(
    visit: Open, write_map: Callable[..., Path], tmp_path: Path
) -> None:
    claims = """
        - {subject: ann, relation: knows, object: bo, start: "-0205", sources: [s]}
        - {subject: bo, relation: educatedAt, object: mit, start: "-0100", sources: [s]}
        - {subject: ann, relation: educatedAt, object: mit, sources: [s]}"""
    people = """
        - {id: ann, class: Person, labels: {en: Ann}}
        - {id: bo, class: Person, labels: {en: Bo}}
        - {id: mit, class: School, labels: {en: MIT}}"""
    files = {"people.yaml": people, "sources.yaml": "- {id: s, title: S}", "claims.yaml": claims, "map.toml": ""}
    file = tmp_path / "han.html"
    file.write_text(render_page(load(write_map(files, base=False))), "utf-8")
    page = visit(file=file)
    expect(page.locator("#time .bars")).to_have_attribute("aria-label", re.compile("206 BC: 1, 101 BC: 1; 1 undated"))
    page.get_by_role("button", name="Play the years").click()
    expect(page.locator(".years")).to_have_text("206 BC")
    expect(page.locator(".change")).to_have_text("206 BC: +1 tie: Ann knows Bo")
    expect(page.locator(".years")).to_have_text("all years", timeout=5000)


def test_the_years_shown_move_as_a_whole_by_keyboard_and_by_dragging(visit: Open) -> None:
    page = visit("years=2001,2003")
    window = page.get_by_role("slider", name=re.compile("The years shown"))
    window.press("ArrowRight")
    expect(page.locator(".years")).to_have_text("2002 – 2004")
    window.press("Shift+ArrowRight")
    expect(page.locator(".years")).to_have_text("2002 – 2005")
    assert page.locator("#time .tag").all_inner_texts() == ["2002", "2005"]
    expect(page).to_have_url(re.compile("years=2002,2005"))
    tags, marks = (across(page, f"#time {part}") for part in (".tag", ".scale span"))
    assert marks
    assert not any(left < end and start < right for left, right in tags for start, end in marks)
    box = window.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 10, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] - box["width"] + 10, box["y"] + 10)
    page.mouse.up()
    expect(page.locator(".years")).to_have_text("1998 – 2001")


def test_who_is_chosen_is_shown_over_the_years_and_each_row_opens_into_its_sources(visit: Open) -> None:
    page = visit("select=wang-xing")
    page.locator("#panel .actions").get_by_role("button", name="Timeline").click()
    timeline = page.get_by_role("region", name="Timeline")
    expect(timeline.get_by_role("heading", name="Wang Xing", exact=True)).to_be_visible()
    row = timeline.locator("details", has_text="Wang Huiwen, from 1997 to 2001")
    assert row.locator(".may, .sure").count() == 2
    open_end = timeline.locator("details", has_text="Longyan").first
    expect(open_end.locator(".open-end")).to_have_count(1)
    row.locator("summary").first.press("Enter")
    expect(row.locator(".claim")).to_contain_text("Same course, same room")
    page.keyboard.press("Escape")
    expect(timeline.get_by_role("heading", name="The ties shown, over the years")).to_be_visible()
    page.go_back()
    page.go_back()
    expect(page.locator("#map")).to_be_visible()


# 4 Grow and shrink


def test_what_has_no_date_stands_on_no_scale(visit: Open, tmp_path: Path, crowd: Callable[[int], Map]) -> None:
    file = tmp_path / "undated.html"
    file.write_text(render_page(crowd(20)), "utf-8")
    page = visit("view=timeline", file=file)
    expect(page.locator(".lane.undated").first).to_be_visible()
    expect(page.locator(".timeline-scale")).to_have_count(0)


def test_focus_depth_hide_and_back(visit: Open) -> None:
    page = visit("select=renren")
    whole = shown(page)[0]
    page.get_by_role("button", name="Focus", exact=True).click()
    one = shown(page)[0]
    page.get_by_role("group", name="Steps").get_by_role("button", name="2").click()
    two = shown(page)[0]
    page.get_by_role("group", name="Steps").get_by_role("button", name="3").click()
    assert 1 < one < two < shown(page)[0] <= whole
    page.get_by_role("button", name="Back", exact=True).click()
    expect(page.locator(".status")).to_contain_text(f"{two} of")
    page.get_by_role("button", name="Forward", exact=True).click()
    page.get_by_role("button", name="Back to the whole map").click()
    page.get_by_role("button", name="Hide", exact=True).click()
    assert shown(page)[0] == whole - 1
    page.get_by_role("button", name="1 hidden: show again").click()
    assert shown(page)[0] == whole


def test_a_circle_is_drawn_by_itself(visit: Open) -> None:
    page = visit()
    page.locator("#narrow summary", has_text="Circles").click()
    page.locator("#narrow .row", has_text="and").first.click()
    assert 3 < shown(page)[0] < 100


# 5 Connect


def introduction(gmap: Map, one: str, other: str) -> Route:
    """The best route that the command finds."""
    found = introductions(gmap, one, other)
    assert found.kind == "introduced"
    return found.routes[0]


def names_of(gmap: Map, route: Route) -> list[str]:
    return [gmap.entities[name].label("en") for name in route.names]


def connect(page: Page, one: str, other: str) -> Locator:
    page.get_by_role("combobox", name="Who can introduce…").fill(one)
    page.keyboard.press("Enter")
    page.get_by_role("combobox", name="to…").fill(other)
    page.keyboard.press("Enter")
    return page.locator(".route").first


def test_the_introduction_from_wang_xing_to_ma_huateng(visit: Open) -> None:
    best = connect(visit(), "wang xing", "mht")
    assert best.locator(".chain .name").all_inner_texts() == ["Wang Xing", "Ma Huateng"]
    expect(best.locator("h3")).to_contain_text("directly")
    expect(best.locator(".hop")).to_have_count(1)
    expect(best.locator(".hop")).to_contain_text("Wang Xing knows Ma Huateng")
    expect(best.locator(".hop .says-who")).to_contain_text("Asia Times")


def test_an_introduction_through_others_tells_every_hop(visit: Open, shipped: Map) -> None:
    route = introduction(shipped, "zhang-yiming", "ding-lei")
    assert len(route.hops) >= 3
    best = connect(visit(), "zhang yiming", "ding lei")
    assert best.locator(".chain .name").all_inner_texts() == names_of(shipped, route)
    expect(best.locator("h3")).to_contain_text("weakest link")
    expect(best.locator(".hop")).to_have_count(len(route.hops))
    for hop, told in zip(route.hops, best.locator(".hop").all(), strict=True):
        claims = told.locator(".claim").evaluate_all("cards => cards.map(card => card.dataset.claim)")
        assert sorted(claims) == sorted(each.claim for each in hop.claims)
        assert told.locator(".says-who").count() == len(hop.claims)


def test_the_page_scores_an_introduction_as_the_command_does(visit: Open, shipped: Map) -> None:
    """For all pairs see test_routes.py; here is what a reader sees of one."""
    route = introduction(shipped, "zhang-yiming", "ding-lei")
    best = visit("connect=zhang-yiming,ding-lei").locator(".route").first
    score = re.search(r"score ([\d.e-]+) · weakest link ([\d.]+)", best.inner_text())
    assert score
    assert score.groups() == (three_digits(route.score), three_digits(route.weakest))
    hops = re.findall(r"strength ([\d.]+)", best.inner_text())
    assert hops == [three_digits(hop.strength) for hop in route.hops]


def test_a_platform_may_stand_at_an_end_and_older_links_still_lead_there(visit: Open) -> None:
    page = visit("connect=zhang-yiming,fanfou")
    expect(page.locator(".route").first.locator(".chain .name").last).to_have_text("Fanfou")
    page.get_by_role("button", name="Close").click()
    expect(page).not_to_have_url(re.compile("connect"))


# Pairs of which five once had no answer, each with the kind of it (`guanxi path`) and what is read.
@pytest.mark.parametrize(
    ("pair", "kind", "said"),
    [
        ("zhang-yiming wang-xing", "introduced", "Wang Xing knows Zhang Yiming"),
        ("zhang-yiming lei-jun", "introduced", "Route 1"),
        ("wang-xing ma-huateng", "introduced", "Wang Xing knows Ma Huateng"),
        ("lei-jun guo-guangchang", "shared", "Shared bases join them, which are weaker than ties:"),
        ("wang-xing fanfou", "shared", "Wang Xing founded Fanfou"),
        ("wang-xing wang-xing", "same", "Both are Wang Xing."),
        ("guanxi tencent", "trail", "One is not introduced to a thing such as guanxi. By other facts"),
    ],
)
def test_whoever_two_are_asked_about_there_is_an_answer(
    visit: Open, shipped: Map, pair: str, kind: str, said: str
) -> None:
    assert introductions(shipped, *pair.split()).kind == kind
    page = visit(f"connect={pair.replace(' ', ',')}")
    expect(page.locator("#panel")).to_contain_text(said)
    assert page.locator("#panel .claim").count() or kind == "same"


def test_what_two_share_stands_beside_their_introductions_in_the_order_of_the_command(
    visit: Open, shipped: Map, drawn: Callable[[Page], str]
) -> None:
    bases = [
        shipped.entities[each.base].label("en") for each in introductions(shipped, "zhang-yiming", "wang-xing").shared
    ]
    assert {"Fanfou", "Longyan"} <= set(bases)
    page = visit("connect=zhang-yiming,wang-xing")
    assert page.locator(".base > h3 .name").all_inner_texts() == bases
    ringed = re.findall(r"<path[^>]*/><path[^>]*><title>([^<]+)</title>", drawn(page))
    assert sorted(ringed) == sorted(["Zhang Yiming", "Wang Xing", *bases])
    fanfou = page.locator(".base", has=page.get_by_role("heading", name=re.compile("^Fanfou")))
    expect(fanfou).to_contain_text("2 years in common")
    expect(fanfou).to_contain_text("Zhang Yiming works at Fanfou from 2008 to 2009")


def test_what_a_filter_hides_is_answered_and_the_filter_can_be_lifted(visit: Open) -> None:
    page = visit("connect=zhang-yiming,wang-xing&relations=friendOf&years=2000,2012")
    expect(page.locator(".lift")).to_contain_text("This passes only without the filter: Ties")
    expect(page.locator("#panel .base").first).to_contain_text("Fanfou")
    page.get_by_role("button", name="Lift the filter").click()
    expect(page.locator(".lift")).to_have_count(0)
    expect(page).not_to_have_url(re.compile("relations"))
    expect(page).to_have_url(re.compile("years=2000,2012"))
    expect(page.locator("#panel .answer")).to_have_text("Nobody introduces them. They share:")


def test_all_parallel_ties_between_two_are_told_apart(visit: Open, shipped: Map) -> None:
    ((one, other), most), *_ = Counter(tuple(sorted((tie.subject, tie.object))) for tie in shipped.ties).most_common(1)
    assert most > 3
    for ends in (("wang-xing", "university-of-delaware"), (one, other)):
        between = [tie.id for tie in shipped.ties if {tie.subject, tie.object} == set(ends)]
        page = visit(f"pair={','.join(ends)}")
        found = page.locator("#panel .claim").evaluate_all("cards => cards.map(card => card.dataset.claim)")
        assert sorted(found) == sorted(between)
        assert len(set(page.locator("#panel .claim .words").all_inner_texts())) == len(between)


def test_a_click_on_a_dot_and_on_a_line(visit: Open, shipped: Map) -> None:
    places = layout(shipped, [circle.members for circle in circles_of(shipped)])
    (x, y), (x2, y2) = places["baidu"], places["baidu-space"]
    page = visit(f"camera={x:.0f},{y:.0f},1.5")
    box = page.locator("#canvas").bounding_box()
    assert box
    middle = {"x": box["width"] / 2, "y": box["height"] / 2}
    page.locator("#canvas").click(position={"x": middle["x"], "y": middle["y"]})
    expect(page.locator("#panel h2")).to_have_text("Baidu")
    page = visit(f"relations=competesWith,modelledOn&camera={x:.0f},{y:.0f},1.5")
    page = visit(f"relations=founded&only=baidu,baidu-space&camera={(x + x2) / 2:.0f},{(y + y2) / 2:.0f},1.5")
    page.locator("#canvas").click(position={"x": middle["x"], "y": middle["y"]})
    expect(page.locator("#panel h2")).to_contain_text("Baidu founded Baidu Space")


# 6 Understand at a glance


def test_the_legend_names_every_class_and_line(visit: Open) -> None:
    page = visit()
    legend = page.locator(".legend li")
    classes = page.locator("#narrow details", has_text="Who and what").locator(".choice-name")
    texts = legend.all_inner_texts()
    assert set(classes.all_inner_texts()) <= set(texts)
    assert {"stated by a source", "derived by a rule", "set aside, with a reason"} <= set(texts)
    shapes = page.locator(".legend .sign .on-light").evaluate_all("all => all.map(each => each.getAttribute('d'))")
    assert len(set(shapes)) == 12  # provinces and prefectures look like the places that they are


def test_size_follows_the_chosen_measure(visit: Open) -> None:
    page = visit("select=tencent")
    before = page.locator("#canvas").screenshot()
    page.get_by_role("group", name="Size by").get_by_role("button", name="all alike").click()
    assert page.locator("#canvas").screenshot() != before


# 7 Switch


def test_language_of_names_and_interface(visit: Open) -> None:
    page = visit("select=ma-huateng")
    page.get_by_role("button", name="中", exact=True).click()
    expect(page.locator("#panel h2")).to_have_text("马化腾")
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
    expect(page.locator("#narrow h2")).to_have_text("筛选")
    expect(page.locator("#panel")).to_contain_text("1998年11月")
    page.get_by_role("button", name="EN 中").click()
    expect(page.locator("#panel h2")).to_have_text("Ma Huateng 马化腾")
    expect(page.locator("#narrow h2")).to_have_text("Narrow 筛选")


def test_language_and_colours_follow_the_system(browser: Browser, page_file: Path) -> None:
    with browser.new_context(locale="zh-CN", color_scheme="dark") as context:
        page = context.new_page()
        page.goto(page_file.as_uri())
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")
        expect(page.locator("#narrow h2")).to_have_text("筛选")
        page.get_by_role("button", name="浅色").click()
        expect(page.locator("html")).to_have_attribute("data-theme", "light")


# 8 Take away


def test_a_link_restores_the_view(visit: Open, context: BrowserContext) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = visit("select=renren&years=-9999,2009&classes=Person,Platform,Company&lang=zh&theme=dark")
    before = shown_text(page)
    page.get_by_role("button", name="导出").click()
    page.get_by_role("button", name="复制当前视图的链接").click()
    link = page.evaluate("navigator.clipboard.readText()")
    assert "camera=" in link
    other = visit(link.partition("#")[2])
    assert shown_text(other) == before
    expect(other.locator("#panel h2")).to_have_text("人人网")
    expect(other.locator("html")).to_have_attribute("data-theme", "dark")
    expect(other.locator(".years")).to_contain_text("2009")


def shown_text(page: Page) -> str:
    return page.locator(".status").inner_text()


def take(page: Page, what: str) -> bytes:
    page.get_by_role("button", name="Take away").click()
    with page.expect_download() as download:
        page.get_by_role("button", name=what).click()
    return Path(download.value.path()).read_bytes()


def test_the_visible_ties_are_taken_away(visit: Open, shipped: Map) -> None:
    page = visit("years=-9999,2005&lang=en")
    _, ties = shown(page)
    rows = list(csv.DictReader(io.StringIO(take(page, "Visible ties (CSV)").decode("utf-8-sig"))))
    assert len(rows) == ties
    row = next(row for row in rows if row["id"] == "wang-xing.founded.xiaonei.2005-12")
    cited = shipped.claims[row["id"]].citations
    assert row["subject_name"] == "Wang Xing"
    assert row["sources"] == "; ".join(map(str, cited))
    assert len(cited) > 1
    assert row["iri"] == "https://w3id.org/guanxi/china-internet/id/claim/wang-xing.founded.xiaonei.2005-12"


def test_print_has_the_sources_as_footnotes(visit: Open, shipped: Map) -> None:
    page = visit("select=xiaonei")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    printed = page.locator("#print")
    expect(printed).to_be_visible()
    expect(page.locator("#stage")).to_be_hidden()
    line = printed.locator("li", has_text="Wang Xing founded Xiaonei in December 2005").first
    notes = [int(each) for each in line.locator("sup").all_inner_texts()]
    cited = shipped.claims["wang-xing.founded.xiaonei.2005-12"].citations
    assert len(cited) > 1
    for note, citation in zip(notes, cited, strict=True):
        expect(printed.locator("ol li").nth(note - 1)).to_contain_text(shipped.sources[citation.source].title)


def test_a_claim_is_cited_by_its_iri_and_sources(visit: Open, shipped: Map, context: BrowserContext) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = visit("select=ding-lei.friendOf.ma-huateng")
    page.get_by_role("button", name="Cite").click()
    expect(page.get_by_role("textbox", name="Cite this claim")).to_be_visible()
    lines = page.evaluate("navigator.clipboard.readText()").split("\n")
    assert lines[0] == "Ding Lei friend of Ma Huateng."
    cited = shipped.claims["ding-lei.friendOf.ma-huateng"].citations
    for line, citation in zip(lines[1:-1], cited, strict=True):
        assert shipped.sources[citation.source].title in line
    assert "Week in China" in "\n".join(lines[1:-1])
    assert lines[-1] == "https://w3id.org/guanxi/china-internet/id/claim/ding-lei.friendOf.ma-huateng"


# 9 Tell


def test_a_story_is_played(visit: Open) -> None:
    page = visit()
    page.get_by_role("button", name=re.compile("How one campus network became RenRen")).click()
    expect(page.locator(".story h2")).to_have_text("A student comes home")
    assert shown(page)[0] == 5
    page.get_by_role("button", name="Next").click()
    expect(page.locator(".story h2")).to_have_text("Xiaonei")
    expect(page.locator(".years")).to_contain_text("– 2005")
    page.keyboard.press("]")
    expect(page.locator(".story")).to_contain_text("Step 3 of 6")
    expect(page.locator("#panel .statement")).to_contain_text(
        "Oak Pacific Interactive acquired Xiaonei in October 2006"
    )
    page.go_back()
    expect(page.locator(".story h2")).to_have_text("Xiaonei")
    page.get_by_role("button", name="Leave the story").click()
    assert shown(page)[0] > 150


def test_every_step_shows_something(visit: Open) -> None:
    page = visit()
    for story in load_stories(SHIPPED):
        turn(page, f"story={story.id}")
        for step in range(1, len(story.steps) + 1):
            expect(page.locator(".story")).to_contain_text(f"Step {step} of {len(story.steps)}")
            assert shown(page)[1] > 0, (story.id, step)
            if step < len(story.steps):
                page.get_by_role("button", name="Next", exact=True).click()


# 10 Without the picture


def test_the_table_has_the_same_filters_sorting_and_search(visit: Open, shipped: Map) -> None:
    page = visit("view=table&relations=founded")
    rows = page.locator("tbody tr")
    passing = sum(claim.relation == "founded" for claim in shipped.claims.values())
    for left in range(passing, 0, -100):
        assert rows.count() == min(100, left)
        if left > 100:
            page.get_by_role("button", name="Next rows").click()
    expect(page.get_by_role("button", name="Next rows")).to_be_disabled()
    page.get_by_role("searchbox", name="Search in the table").fill("马化腾")
    subjects = page.locator("tbody tr")
    assert all("Ma Huateng" in row for row in subjects.all_inner_texts())
    page.get_by_role("searchbox", name="Search in the table").fill("founded")
    page.get_by_role("button", name="When").click()
    expect(page.get_by_role("columnheader", name="When")).to_have_attribute("aria-sort", "ascending")
    dates = [text for text in page.locator("tbody td:nth-child(4)").all_inner_texts() if text]
    years = [int(text[:4]) for text in dates]
    assert years == sorted(years)


def test_all_of_it_by_keyboard(visit: Open, shipped: Map) -> None:
    page = visit()
    page.keyboard.press("/")
    page.keyboard.type("wang xing")
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_have_text("Wang Xing")
    for direction in ("ArrowDown", "ArrowLeft", "ArrowRight", "ArrowUp"):
        page.keyboard.press(direction)
    assert page.locator("#panel h2").inner_text() != ""
    page.keyboard.press("f")
    expect(page.locator(".chip")).to_contain_text("Around")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.locator(".chip")).to_have_count(0)
    page.keyboard.press("t")
    expect(page.get_by_role("table")).to_be_visible()
    page.keyboard.press("t")
    expect(page.locator("#canvas")).to_be_visible()
    page.keyboard.press("c")
    page.keyboard.type("wang xing")
    page.keyboard.press("Enter")
    page.keyboard.type("mht")
    page.keyboard.press("Enter")
    names = names_of(shipped, introduction(shipped, "wang-xing", "ma-huateng"))
    expect(page.locator(".route").first.locator(".chain .name")).to_have_text(names)


def test_the_first_tab_leads_to_the_table(visit: Open) -> None:
    page = visit()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("table")).to_be_visible()
    expect(page.get_by_role("searchbox", name="Search in the table")).to_be_focused()


def test_phone_width_by_touch(browser: Browser, page_file: Path) -> None:
    with browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, locale="en"
    ) as context:
        page = context.new_page()
        page.goto(page_file.as_uri())
        page.wait_for_selector("body.ready")
        page.locator("#search").tap()
        page.locator("#search").fill("mht")
        page.locator("#search-list [role=option]").first.tap()
        expect(page.locator("#panel h2")).to_have_text("Ma Huateng")
        page.get_by_role("button", name="Filters").tap()
        page.get_by_label("person", exact=True).tap()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
