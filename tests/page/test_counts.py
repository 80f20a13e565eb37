"""What the filters, the map and the table count is the same, for every filter alone and for pairs of them."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from itertools import combinations, groupby

import pytest
from playwright.sync_api import Page, expect

from guanxi_graph.map import Map

pytestmark = pytest.mark.browser
Open = Callable[..., Page]

PAIRS = 32
# Goes from address to address and tells what is counted at each. Of a facet: the sum of what is ticked.
COUNT = """async (views) => {
    const digits = (text) => Number(/[\\d,]+/.exec(text)[0].replaceAll(',', ''));
    const go = (hash) => new Promise((done) => {
        addEventListener('hashchange', () => done(), { once: true });
        location.hash = hash;
    });
    const ticked = (facet) => [...document.querySelectorAll(`.choice:has([data-key^="${facet}-"]:checked) .count`)]
        .reduce((sum, each) => sum + digits(each.textContent), 0);
    const pressed = (name) => digits(document.querySelector(`[data-key^="${name}-"][aria-pressed="true"] small`).textContent);
    const rows = () => digits(document.querySelector('.table-tools .count').textContent.split(' of ')[1] ?? '0');
    const found = [];
    for (const view of views) {
        await go(`${view}&all=1`);
        const [shown, all, ties] = document.querySelector('.status').textContent.match(/[\\d,]+/g).map(digits);
        const facets = {
            classes: ticked('classes'), relations: ticked('relations'), bases: ticked('bases'),
            confidence: pressed('confidence'), sources: pressed('sources'),
        };
        await go(`${view}&all=1&view=table`);
        const tieRows = rows();
        await go(`${view}&all=1&view=table&table=entities`);
        found.push({ view, shown, all, ties, tieRows, entityRows: rows(), facets });
    }
    return found;
}"""


def filters(gmap: Map) -> Iterator[tuple[str, str]]:
    """Every filter by itself: its facet, and how the address says it."""
    used = {claim.relation for claim in gmap.ties}
    bases = {gmap.vocabulary.relations[name].base for name in used} - {""}
    yield from (("classes", f"classes={name}") for name in sorted({e.cls for e in gmap.entities.values()}))
    yield from (("relations", f"relations={name}") for name in sorted(used))
    yield from (("bases", f"bases={name}") for name in sorted(bases))
    yield from (("confidence", f"confidence={level}") for level in (1, 2))
    yield from (("sources", f"sources={number}") for number in (2, 3))
    yield from (
        ("years", f"years={first},{last}") for first, last in [("*", 1990), (1998, 1998), (2000, 2005), (2015, "*")]
    )
    yield from ((name, f"{name}=0") for name in ("undated", "aside", "derived"))


@pytest.mark.parametrize("step", [4, pytest.param(1, marks=pytest.mark.trial)])
def test_filters_map_and_table_count_the_same(visit: Open, shipped: Map, step: int) -> None:
    """Of every facet each choice, or one of some."""
    every = list(filters(shipped))
    pairs = [(one, other) for one, other in combinations(every, 2) if one[0] != other[0]]
    chosen = random.Random(14).sample(pairs, PAIRS // step)  # noqa: S311 - the same pairs every time
    single = [each for _, of_facet in groupby(every, lambda each: each[0]) for each in [*of_facet][::step]]
    views = [view for _, view in single] + [f"{one}&{other}" for (_, one), (_, other) in chosen]
    page = visit()
    page.set_default_timeout(120_000)
    found = page.evaluate(COUNT, views)
    assert [each["view"] for each in found] == views
    for told in found:
        facets = told["facets"]
        assert told["shown"] == told["all"] == told["entityRows"] == facets["classes"], told
        assert told["ties"] == told["tieRows"] == facets["confidence"] == facets["sources"], told
        if "relations=" in told["view"]:
            assert facets["relations"] == told["ties"], told
        if "bases=" in told["view"]:
            assert facets["bases"] == told["ties"], told


def test_only_persons_are_as_many_on_the_map_in_the_table_and_beside_the_filter(visit: Open, shipped: Map) -> None:
    persons = sum(shipped.is_a(name, ("Person",)) for name in shipped.entities)
    page = visit()
    page.get_by_role("button", name="Only person", exact=True).click()
    expect(page.locator('.choice:has([data-key="classes-Person"]) .count')).to_have_text(str(persons))
    expect(page.locator(".status")).to_contain_text(f"{persons} of {persons} shown")
    page.keyboard.press("t")
    page.get_by_role("button", name="Entities", exact=True).click()
    expect(page.locator(".table-tools .count")).to_contain_text(f"of {persons}")
