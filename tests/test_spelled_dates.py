"""Dates as people write them, beside what a map keeps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guanxi_graph.dates import parse_date
from guanxi_graph.reading import read_map
from guanxi_graph.spelled_dates import order_of, says_more, spelled_date, spelled_period


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
        ("一九〇五年十二月二十一日", "1905-12-21"),
        ("十九世纪", "18XX"),
        ("the 1890s", "189X"),
        ("12th of March 1819", "1819-03-12"),
        ("March of 1819", "1819-03"),
        ("the spring of 1819", "1819-21"),
        ("before 1890", "[..1890]"),
        ("BEF MAY 1890", "[..1890-05]"),
        ("by 24 May 1819", "[..1819-05-24]"),
        ("1890年以前", "[..1890]"),
        ("before the 1890s", "[..1899]"),
        ("after 1890", "[1890..]"),
        ("AFT 24 MAY 1819", "[1819-05-24..]"),
        ("since spring 1890", "[1890-03..]"),
        ("after 206 BC", "[-0205..]"),
        ("between 1905 and 1912", "[1905..1912]"),
        ("BET MAR 1905 AND 1912", "[1905-03..1912-12]"),
        ("1905年至1912年之间", "[1905..1912]"),
        ("1985/1990", "[1985..1990]"),
        ("1927-1928", "[1927..1928]"),
        ("1985/86", "[1985..1986]"),
        ("11 FEB 1699/00", "1700-02-11"),
        ("12 MAR 1637/1638", "1638-03-12"),
        ("15 SEP 1396/1397", "[1396-09-15,1397-09-15]"),
        ("11 MAY 1699/00", "[1699-05-11,1700-05-11]"),
        ("INT 1890 (about his third year)", "1890?"),
        ("@#DGREGORIAN@ 24 MAY 1819", "1819-05-24"),
        ("@#DJULIAN@ 29 FEB 1700", "1700-03-11"),
        ("JULIAN 29 FEB 1700", "1700-03-11"),
        ("@#DJULIAN@ 11 FEB 1699/00", "1700-02-21"),
        ("@#DJULIAN@ FEB 1700", "[1700-02-11..1700-03-11]"),
        ("@#DJULIAN@ 1700", "1700"),
        ("Julian -0043-03-15", "-0043-03-13"),
        ("BEF @#DJULIAN@ 1 MAR 1700", "[..1700-03-12]"),
        ("BET @#DJULIAN@ 1 JAN 1700 AND @#DJULIAN@ 5 JAN 1700", "[1700-01-11..1700-01-15]"),
        ("ABT @#DJULIAN@ 1 JAN 1700", "1700-01-11~"),
        ("@#DFRENCH R@ 18 BRUM 8", "1799-11-09"),
        ("FRENCH_R COMP 3", "[1795-09-17..1795-09-22]"),
        ("@#DFRENCH R@ 3", "[1794-09-22..1795-09-22]"),
        ("18 brumaire an VIII", "1799-11-09"),
        ("1er vendémiaire an 1", "1792-09-22"),
        ("@#DHEBREW@ 5 IYR 5708", "1948-05-14"),
        ("before @#DHEBREW@ 5708", "[..1948-10-03]"),
        ("206 BC", "-0205"),
        ("公元前206年", "-0205"),
    ],
)
def test_what_can_be_told_for_sure(written, kept):
    assert spelled_date(written) == kept


@pytest.mark.parametrize(
    "written",
    [
        "",
        "..",
        "03/04/1905",
        "康熙三年",
        "spring",
        "31 FEB 1900",
        "1905-13",
        "12",
        "29/02/1901",
        "before circa 1890",
        "between 1912 and 1905",
        "ABT 1103/1105",
        "11 FEB 1699/02",
        "@#DJULIAN@ 29 FEB 1701",
        "@#DFRENCH R@ 1 VEND 15",
        "@#DHEBREW@ 1 JAN 5708",
        "18 august an VIII",
        "BEF 康熙三年",
        "about @#DJULIAN@ FEB 1700",
    ],
)
def test_what_cannot(written):
    assert spelled_date(written) is None


@pytest.mark.parametrize(
    ("written", "order", "calendar", "kept"),
    [
        ("1700-02-29", "", "julian", "1700-03-11"),
        ("29/02/1700", "dmy", "julian", "1700-03-11"),
        ("before 1 March 1700", "", "julian", "[..1700-03-12]"),
        ("1700", "", "julian", "1700"),
        ("1690s", "", "julian", "169X"),
        ("18.2.0008", "", "french", "1799-11-09"),
        ("18 Brumaire VIII", "", "french", "1799-11-09"),
        ("1700-02-30", "", "julian", None),
    ],
)
def test_the_calendar_of_a_table(written, order, calendar, kept):
    assert spelled_date(written, order, calendar) == kept


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("FROM 1905 TO 1912", "1905", "1912"),
        ("from May 1905", "1905-05", ""),
        ("TO @#DJULIAN@ 29 FEB 1700", "", "1700-03-11"),
        ("1905", "", ""),
        ("", "", ""),
        ("FROM 1905 TO now", "", ""),
    ],
)
def test_periods(written, start, end):
    assert spelled_period(written) == (start, end)


@pytest.mark.parametrize(
    ("written", "more"),
    [
        ("BEF @#DJULIAN@ 1 MAR 1700", True),
        ("BET @#DGREGORIAN@ 1 MAR 1700 AND @#DJULIAN@ 1 MAR 1700", True),
        ("@#DGREGORIAN@ 1 MAR 1700", False),
        ("18 brumaire an VIII", True),
        ("11 FEB 1699/00", True),
        ("1905-1912", True),
        ("INT 1890 (a phrase)", True),
        ("BEF 1 MAR 1700", False),
        ("1905-12", False),
    ],
)
def test_words_that_say_what_the_date_does_not(written, more):
    assert says_more(written) is more


@pytest.mark.parametrize("text", ["~" * 100_000, "至" * 100_000, "before " * 30_000, "(" * 100_000, "1 " * 90_000])
def test_what_is_too_long_for_a_date_is_none(text):
    assert spelled_date(text) is None
    assert not says_more(text)


@given(st.text(max_size=30) | st.text("0123456789 ()[]~?年月至到之间后前約/-.,:abcdefor", max_size=30))
def test_any_text_is_a_date_that_a_map_keeps_or_none(text):
    found = spelled_date(text)
    assert found is None or parse_date(found)
    assert all(side == "" or parse_date(side) for side in spelled_period(text))


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
        ("~1890", "write `1890~`"),
        ("2005年", "write `2005`"),
        ("1890s", "write `189X`"),
        ("c. 1890", "write `1890~`"),
        ("1819.05.24", "write `1819-05-24`"),
        ("between 1905 and 1912", 'write `"[1905..1912]"`'),
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
