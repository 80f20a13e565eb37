"""Placing and reading names: what is quick says the same as the plain definition."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from pypinyin import Style, pinyin

from guanxi_graph.page.layout import _place_beside
from guanxi_graph.page.topology import Topology
from guanxi_graph.pinyin import usual_reading

COUNT = 12
ends = st.integers(0, COUNT - 1)
pairs_of_ties = st.sets(st.tuples(ends, ends).filter(lambda pair: pair[0] < pair[1]), max_size=20)


def shape_of(ties: set[tuple[int, int]]) -> Topology:
    names = [f"e{number}" for number in range(COUNT)]
    pairs = np.array(sorted(ties), dtype=np.int64).reshape(-1, 2)
    degrees = np.bincount(pairs.ravel(), minlength=COUNT)
    return Topology(names, {name: place for place, name in enumerate(names)}, pairs, np.ones(len(pairs)), degrees)


@given(pairs_of_ties, st.sets(ends, min_size=1))
def test_everybody_new_stands_within_reach_of_the_neighbours_that_were_placed_before(
    ties: set[tuple[int, int]], known: set[int]
) -> None:
    shape, placed = shape_of(ties), np.isin(np.arange(COUNT), list(known))
    points = np.where(placed[:, None], np.arange(COUNT)[:, None] * 1000.0, np.nan) * np.ones(2)
    _place_beside(shape, points, placed.copy())
    assert not np.isnan(points).any()
    for node in np.flatnonzero(~placed):
        near = [other for other in shape.neighbours[node] if placed[other]]
        if near:  # a step to the side of the middle
            assert np.isclose(np.hypot(*(points[node] - points[near].mean(axis=0))), 110)


@given(st.text("重庆银行曾国藩公司长沙王伟查明单于乐山 a1·", min_size=1, max_size=9))
def test_a_name_is_read_word_by_word_as_it_is_read_whole(text: str) -> None:
    whole = pinyin(text, style=Style.NORMAL, heteronym=True)
    assert usual_reading(text) == " ".join(filter(None, (found[0].strip() for found in whole)))
