"""Maps that were imported, and joined or changed by commands since: the imports can be run again."""

from __future__ import annotations

import pytest

from guanxi_graph.map import load

HEAD = "Source,Target,Relation,Date\n"
FOUNDED = "Wang Xing,Xiaonei,founded,2005\n"


@pytest.fixture
def importing(guanxi, tmp_path):
    """Imports rows of ties under a name, and returns the report."""

    def run(name, rows, directory):
        table = tmp_path / f"{name}.csv"
        table.write_text(HEAD + rows, "utf-8")
        done = guanxi("import", table, "-o", tmp_path / directory, "--yes")
        assert done.returncode == 0, done.stderr
        assert guanxi("check", tmp_path / directory).returncode == 0
        return done.stdout

    return run


def told(directory):
    """All claims with the sources that say so."""
    return {
        (each.subject, each.relation, str(each.object)): {cited.source for cited in each.citations}
        for each in load(directory).claims.values()
    }


@pytest.fixture
def joined(guanxi, importing, tmp_path):
    importing("one", FOUNDED + "Zhang San,Xiaonei,employed by,2006\n", "one")
    importing("two", FOUNDED + "Li Si,Xiaonei,invested in,2007\n", "two")
    done = guanxi("merge", tmp_path / "one", tmp_path / "two", "-o", tmp_path / "both")
    assert done.returncode == 0, done.stderr
    return tmp_path / "both"


def test_both_imports_run_again_in_the_map_of_both_and_nothing_changes(joined, importing):
    before = told(joined)
    for name, rows in (("one", "Zhang San,Xiaonei,employed by,2006\n"), ("two", "Li Si,Xiaonei,invested in,2007\n")):
        report = importing(name, FOUNDED + rows, "both")
        assert "1 × stands in another file of the map: it was left out (row 2" in report
        assert "nothing changed" in importing(name, FOUNDED + rows, "both")
    assert told(joined) == before
    assert before["wang-xing", "founded", "xiaonei"] == {"one", "two"}


def test_what_is_new_in_a_table_comes_to_the_ids_of_both(joined, importing):
    more = "Zhao Wu,Xiaonei,employed by,2008\nzhang-san,Xiaonei,employed by,2006\n"
    report = importing("two", FOUNDED + more, "both")
    assert "1 × stands in another file of the map, which does not cite this source" in report
    now = told(joined)
    assert now["zhao-wu", "worksAt", "xiaonei"] == {"two"}
    assert now["zhang-san", "worksAt", "xiaonei"] == {"one"}
    assert ("li-si", "investedIn", "xiaonei") not in now


def test_namesakes_that_were_merged_stay_one(guanxi, importing, tmp_path):
    importing("one", FOUNDED, "map")
    importing("two", FOUNDED, "map")
    for kept, gone in (("wang-xing", "wang-xing-2"), ("xiaonei", "xiaonei-2")):
        assert guanxi("merge", kept, gone, "-m", tmp_path / "map").returncode == 0
    importing("two", FOUNDED + "Wang Xing,Li Si,friend,2001\n", "map")
    assert told(tmp_path / "map") == {
        ("wang-xing", "founded", "xiaonei"): {"one", "two"},
        ("wang-xing", "friendOf", "li-si"): {"two"},
    }


def test_two_names_of_one_table_that_were_merged_are_one_thing_with_both(guanxi, importing, tmp_path):
    rows = FOUNDED + "W. Xing,Li Si,friend,2001\n"
    importing("one", rows, "map")
    assert guanxi("merge", "wang-xing", "w-xing", "-m", tmp_path / "map").returncode == 0
    importing("one", rows + "W. Xing,Zhao Wu,friend,\n", "map")
    found = load(tmp_path / "map")
    assert found.entities["wang-xing"].aliases == {"en": ("W. Xing",)}
    assert {subject for subject, *_ in told(tmp_path / "map")} == {"wang-xing"}


def test_what_was_renamed_keeps_its_new_id(guanxi, importing, tmp_path):
    importing("one", FOUNDED, "map")
    assert guanxi("rename", "xiaonei", "renren", "-m", tmp_path / "map").returncode == 0
    assert "nothing changed" in importing("one", FOUNDED, "map")
    assert list(told(tmp_path / "map")) == [("wang-xing", "founded", "renren")]


def test_a_file_that_was_changed_by_hand_before_a_merge_is_not_written_over(guanxi, importing, tmp_path):
    importing("one", FOUNDED + "W. Xing,Li Si,friend,2001\n", "map")
    claims = tmp_path / "map" / "claims" / "one.csv"
    claims.write_text(claims.read_text("utf-8").replace("2001", "2002"), "utf-8")
    assert guanxi("merge", "wang-xing", "w-xing", "-m", tmp_path / "map").returncode == 0
    done = guanxi("import", tmp_path / "one.csv", "-o", tmp_path / "map", "--yes")
    assert done.returncode == 1
    assert "it was changed since it was imported" in done.stderr


def test_what_a_table_says_more_of_a_thing_of_another_file_is_told(guanxi, importing, tmp_path):
    importing("one", FOUNDED, "map")
    table = tmp_path / "people.csv"
    table.write_text(
        "Id,Label,Description\nwang-xing,Wang Xing,\nxiaonei,Xiaonei,A network of students\nzhao-wu,Zhao Wu,\n", "utf-8"
    )
    done = guanxi("import", table, "-o", tmp_path / "map", "--yes")
    assert done.returncode == 0, done.stderr
    assert "1 × tells more of a thing that stands in another file of the map" in done.stdout
    assert "row 3 of people.csv" in done.stdout
    assert not load(tmp_path / "map").entities["xiaonei"].description
