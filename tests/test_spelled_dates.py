"""Dates as people write them, beside what a map keeps."""

from __future__ import annotations

import pytest

from guanxi_graph.reading import read_map
from guanxi_graph.spelled_dates import order_of, spelled_date


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("1905", "1905"),
        ("1905-03~", "1905-03~"),
        ("1913.0", "1913"),
        ("+1913-00-00T00:00:00Z", "1913"),
        ("1952-03-01T00:00:00Z", "1952-03-01"),
        ("1952-03-01 00:00:00", "1952-03-01"),
        ("20050612", "2005-06-12"),
        ("1819.05.24", "1819-05-24"),
        ("1819/5/24", "1819-05-24"),
        ("24.05.1819", "1819-05-24"),
        ("24/05/1819", "1819-05-24"),
        ("24 MAY 1819", "1819-05-24"),
        ("May 24, 1819", "1819-05-24"),
        ("24th May 1819", "1819-05-24"),
        ("MAY 1819", "1819-05"),
        ("Sept. 1819", "1819-09"),
        ("1905年", "1905"),
        ("1905年3月", "1905-03"),
        ("一九〇五年三月四日", "1905-03-04"),
        ("１９０５年", "1905"),
        ("circa 1890", "1890~"),
        ("c. 1890", "1890~"),
        ("ABT 1890", "1890~"),
        ("~1890", "1890~"),
        ("约1998年", "1998~"),
        ("1998年前后", "1998~"),
        ("(1924-07)", "1924-07?"),
        ("[1901~]", "1901%"),
        ("1890s", "189X"),
        ("1890年代", "189X"),
        ("19th century", "18XX"),
        ("19世纪", "18XX"),
        ("950", "0950"),
        ("206 BC", "-0205"),
        ("公元前206年", "-0205"),
    ],
)
def test_what_can_be_told_for_sure(written, kept):
    assert spelled_date(written) == kept


@pytest.mark.parametrize(
    "written", ["", "..", "03/04/1905", "康熙三年", "spring", "31 FEB 1900", "1905-13", "12", "29/02/1901"]
)
def test_what_cannot(written):
    assert spelled_date(written) is None


def test_a_column_tells_which_part_comes_first():
    assert order_of(["03/04/1905", "24/05/1819"]) == "dmy"
    assert order_of(["03/04/1905", "05/24/1819"]) == "mdy"
    assert order_of(["03/04/1905"]) == ""
    assert spelled_date("03/04/1905", "dmy") == "1905-04-03"
    assert spelled_date("03/04/1905", "mdy") == "1905-03-04"


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("circa 1890", "write `1890~`"),
        ("24/05/1819", "write `1819-05-24`"),
        ("1905年", "write `1905`"),
        ("24 MAY 1819", "write `1819-05-24`"),
        ("950", "write `0950`"),
        ("someday", "write 2005, 2005-12 or 2005-12-08"),
        ("1985/1990", 'write its two ends as `start` and `end`, or "[1985..1990]" for some time in it'),
        ("before 1890", 'write `"[..1890]"`'),
        ('"[1912..1905]"', 'write "[1905..1912]"'),
    ],
)
def test_a_check_tells_what_to_write(write_map, written, hint):
    claim = {
        "claims/extra.yaml": f"- {{subject: wang-xing, relation: worksAt, object: renren, start: {written}, sources: [asprec-2012]}}\n"
    }
    found = next(each for each in read_map(write_map(claim)).problems if each.code == "bad-date")
    assert found.hint.startswith(hint)
