"""Family trees in GEDCOM become a map."""

from __future__ import annotations

import pytest

from guanxi_graph.importers.ansel import from_ansel

TREE = """0 HEAD
1 GEDC
2 VERS 5.5.1
1 CHAR UTF-8
0 @I1@ INDI
1 NAME Eva /Müller/
1 NAME Eva /Schmidt/
1 SEX F
1 BIRT
2 DATE 24 MAY 1819
2 PLAC Wien,,,Austria
2 SOUR @S1@
3 PAGE p. 94
1 DEAT
2 DATE BEF 1890
1 OCCU Baker
2 DATE ABT 1850
2 PLAC Graz
1 NOTE A note that
2 CONC  goes
2 CONT on
0 @I2@ INDI
1 NAME Karl /Müller/
1 DEAT Y
0 @I3@ INDI
1 NAME Anna /Müller/
1 FAMC @F1@
2 PEDI adopted
0 @F1@ FAM
1 HUSB @I2@
1 WIFE @I1@
1 CHIL @I3@
1 MARR
2 DATE 1840
2 PLAC Graz
1 DIV
2 DATE 1850
0 @S1@ SOUR
1 TITL Parish book of
2 CONC  St. Stephen
0 TRLR
"""


def test_people_parents_spouses_and_events(bench):
    told = bench.bring(bench.file("tree.ged", TREE))
    assert "cannot be read" not in told
    assert bench.said() == [
        "eva-muller bornIn wien-austria 1819-05-24",
        "eva-muller bornOn 1819-05-24",
        "eva-muller diedOn [..1890]",
        "eva-muller note A note that goes on",
        "eva-muller occupation Baker 1850~",
        "eva-muller occupationIn graz 1850~",
        "eva-muller parentOf anna-muller kinTerm=adopted",
        "eva-muller sex F",
        "karl-muller parentOf anna-muller kinTerm=adopted",
        "karl-muller spouseOf eva-muller 1840 – 1850 marriedIn=Graz",
    ]
    found = bench.map()
    assert found.entities["eva-muller"].aliases == {"en": ("Eva Schmidt",)}
    assert found.entities["karl-muller"].living is False
    assert found.entities["wien-austria"].cls == "Place"
    cited = {str(each) for each in found.claims["eva-muller.bornOn.1819-05-24"].citations}
    assert cited == {"parish-book-of-st-stephen p. 94"}


OLD = """0 HEAD
1 GEDC
2 VERS 5.5.1
1 CHAR UTF-8
0 @I1@ INDI
1 NAME Jean /Müller/
1 SEX M
1 BIRT
2 DATE @#DJULIAN@ 29 FEB 1700
1 DEAT
2 DATE BET @#DFRENCH R@ 18 BRUM 8 AND @#DFRENCH R@ 3 FRIM 8
1 OCCU Baker
2 DATE FROM 1725 TO AFT 1740
1 TITL Baron
2 DATE in the third year of the reign
0 TRLR
"""


def test_dates_of_other_calendars_keep_their_words_in_the_note(bench):
    told = bench.bring(bench.file("old.ged", OLD))
    assert "1 × has a date that cannot be read, kept in the note: `Date`" in told
    said = {each.relation: (each.says, each.when, each.note) for each in bench.map().claims.values()}
    assert said == {
        "bornOn": ("1700-03-11", "", "bornOn: @#DJULIAN@ 29 FEB 1700"),
        "diedOn": ("[1799-11-09..1799-11-24]", "", "diedOn: BET @#DFRENCH R@ 18 BRUM 8 AND @#DFRENCH R@ 3 FRIM 8"),
        "occupation": ("Baker", "1725 – [1740..]", ""),
        "title": ("Baron", "", "Date: in the third year of the reign"),
        "sex": ("M", "", ""),
    }


def test_version_7_and_a_second_import(bench):
    tree = bench.file("tree.ged", "\ufeff" + TREE.replace("5.5.1", "7.0"))
    bench.bring(tree)
    assert bench.bring(tree).endswith("nothing changed\n")


@pytest.mark.parametrize(
    ("written", "read"),
    [(b"M\xe8uller", "Müller"), (b"\xa1\xe2od\xe2z", "Łódź"), (b"\xf0c\xcf", "çß"), (b"\x99", "\ufffd")],
)
def test_ansel(written, read):
    assert from_ansel(written) == read


def test_an_old_file_in_ansel(bench):
    text = b"0 HEAD\r1 CHAR ANSEL\r0 @I1@ INDI\r1 NAME J\xe8urgen /M\xe8uller/\r1 SEX M\r0 TRLR\r"
    bench.bring(bench.file("tree.ged", text))
    assert bench.map().entities["jurgen-muller"].label("en") == "Jürgen Müller"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("From: someone\n", "tree.ged:1:1: error[cannot-import]: this is not GEDCOM"),
        ("0 HEAD\n3 VERS 5\n", "tree.ged:2:1: error[cannot-import]: level 3 does not follow on level 0"),
    ],
)
def test_what_is_no_tree_is_refused(bench, text, told):
    result = bench.run("import", bench.file("tree.ged", text), "-o", bench.map_folder, "--yes")
    assert result.exit_code == 1
    assert told in result.output
