"""Days of other calendars, beside those that history books and other programs give."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guanxi_graph.calendars import gregorian


@pytest.mark.parametrize(
    ("calendar", "told", "day"),
    [
        ("julian", (1700, 2, 29), (1700, 3, 11)),
        ("julian", (1582, 10, 5), (1582, 10, 15)),
        ("julian", (1917, 10, 25), (1917, 11, 7)),  # the October Revolution
        ("julian", (1066, 10, 14), (1066, 10, 20)),
        ("julian", (1, 1, 3), (1, 1, 1)),
        ("julian", (200, 3, 1), (200, 3, 1)),
        ("julian", (-43, 3, 15), (-43, 3, 13)),  # the Ides of March
        ("french", (1, 1, 1), (1792, 9, 22)),
        ("french", (2, 11, 9), (1794, 7, 27)),  # 9 Thermidor
        ("french", (3, 13, 6), (1795, 9, 22)),
        ("french", (8, 2, 18), (1799, 11, 9)),  # 18 Brumaire
        ("french", (14, 4, 10), (1805, 12, 31)),
        ("hebrew", (5784, 1, 1), (2023, 9, 16)),
        ("hebrew", (5708, 9, 5), (1948, 5, 14)),
        ("hebrew", (5782, 7, 14), (2022, 3, 17)),  # Purim of a leap year, in its second Adar
        ("hebrew", (5783, 6, 14), (2023, 3, 7)),
        ("hebrew", (5600, 13, 29), (1840, 9, 27)),
        ("hebrew", (4856, 1, 1), (1095, 9, 9)),
    ],
)
def test_days(calendar, told, day):
    assert gregorian(calendar, *told) == (day, day)


@pytest.mark.parametrize(
    ("calendar", "told"),
    [
        ("julian", (1701, 2, 29)),
        ("julian", (1700, 13, 1)),
        ("julian", (9999, 12, 1)),  # it would be a year of five digits
        ("french", (1, 13, 6)),
        ("french", (15, 1, 1)),
        ("french", (0, 1, 1)),
        ("hebrew", (5783, 7, 1)),  # no second Adar in a common year
        ("hebrew", (5784, 2, 30)),
    ],
)
def test_days_that_there_are_not(calendar, told):
    with pytest.raises(ValueError, match="calendar has no"):
        gregorian(calendar, *told)


YEARS = {"julian": (2, 9990), "french": (1, 13), "hebrew": (3763, 9990)}


@given(st.sampled_from(sorted(YEARS)), st.data())
def test_each_month_follows_on_the_last_and_a_year_is_its_months(calendar, data):
    year = data.draw(st.integers(*YEARS[calendar]))
    first, last = (date(*day) for day in gregorian(calendar, year))
    expected = first
    for month in range(1, 14):
        try:
            start, end = (date(*day) for day in gregorian(calendar, year, month))
        except ValueError:
            continue
        assert start == expected
        expected = end + timedelta(1)
    assert expected == last + timedelta(1) == date(*gregorian(calendar, year + 1)[0])
