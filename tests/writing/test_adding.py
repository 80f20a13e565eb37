"""``guanxi add``: a line becomes a record in the file where it fits."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner

from guanxi_graph.cli import main
from guanxi_graph.problems import MapError
from guanxi_graph.writing.source_file import source_file
from guanxi_graph.writing.yaml_text import plain_of

CLAIMS = "claims/claims.yaml"


def run(directory, *words, typed=None):
    return CliRunner().invoke(main, ["add", *words, "-m", str(directory)], input=typed)


def added(directory, *words):
    """The last line of the claims' file, after a line was added."""
    result = run(directory, *words)
    assert result.exit_code == 0, result.stderr
    return (directory / CLAIMS).read_text("utf-8").splitlines()[-1]


LINES = {
    "wang-xing founded tencent 2005-12 @asprec-2012 ¶2":
        "- {subject: wang-xing, relation: founded, object: tencent, start: 2005-12, sources: [asprec-2012 ¶2]}",
    "王兴 创办 腾讯 2005-12 @asprec-2012":
        "- {subject: wang-xing, relation: founded, object: tencent, start: 2005-12, sources: [asprec-2012]}",
    '"Wang Xing" founded Tencent @asprec-2012 p. 3, 4 @fannin-2008 p. 9':
        '- {subject: wang-xing, relation: founded, object: tencent, sources: ["asprec-2012 p. 3, 4", fannin-2008 p. 9]}',
    "Pony Ma knows Wang Xing 2004..2008 @asprec-2012":
        "- {subject: ma-huateng, relation: knows, object: wang-xing, start: 2004, end: 2008, sources: [asprec-2012]}",
    "wang-xing worksAt renren 2005.. role=chief executive @asprec-2012":
        "- {subject: wang-xing, relation: worksAt, object: renren, start: 2005, end: .., qualifiers: {role: chief executive}, sources: [asprec-2012]}",
    "wang-xing worksAt renren ..2006 @asprec-2012":
        "- {subject: wang-xing, relation: worksAt, object: renren, end: 2006, sources: [asprec-2012]}",
    "tencent acquired renren at=2011 @asprec-2012 confidence=disputed":
        "- {subject: tencent, relation: acquired, object: renren, at: 2011, sources: [asprec-2012], confidence: disputed}",
    "tencent acquired renren 2011 @asprec-2012":
        "- {subject: tencent, relation: acquired, object: renren, at: 2011, sources: [asprec-2012]}",
    "renren users 31000000 2013-04 @asprec-2012 ¶9":
        "- {subject: renren, relation: users, value: 31000000, at: 2013-04, sources: [asprec-2012 ¶9]}",
    "wang-xing bornOn 1979-02-18 @asprec-2012":
        "- {subject: wang-xing, relation: bornOn, value: 1979-02-18, sources: [asprec-2012]}",
    'renren describedAs "a site: for students" 2012 @asprec-2012 ¶1 quote="for students"':
        '- {subject: renren, relation: describedAs, value: "a site: for students", start: 2012, sources: [{source: asprec-2012, locator: ¶1, quote: for students}]}',
    "wang-xing worksAt renren role=CEO role=chair of the board @asprec-2012":
        "- {subject: wang-xing, relation: worksAt, object: renren, qualifiers: {role: [CEO, chair of the board]}, sources: [asprec-2012]}",
    "ma-huateng introduced wang-xing 2005 to=lai-binqiang note=At a dinner. @asprec-2012":
        "- {subject: ma-huateng, relation: introduced, object: wang-xing, at: 2005, qualifiers: {to: lai-binqiang}, sources: [asprec-2012], note: At a dinner.}",
}  # fmt: skip


@pytest.mark.parametrize(("line", "written"), LINES.items(), ids=LINES)
def test_a_line_is_written_as_a_claim(write_map, line, written):
    directory = write_map()
    result = run(directory, line)
    text = (directory / CLAIMS).read_text("utf-8")
    if len(written) > 120:  # then it takes several lines
        assert f"{directory / CLAIMS}:7\n- subject: " in result.stdout
        written = written.removeprefix("- ")
        assert plain_of(text, "")[-1] == plain_of(written, "")
    else:
        assert text.splitlines()[-1] == written
        assert result.stdout == f"{directory / CLAIMS}:7\n{written}\n"


def test_the_words_need_no_quotes(write_map):
    words = ["Wang", "Xing", "founded", "tencent", "2005-12", "@asprec-2012", "¶2", "(note", "5)"]
    assert added(write_map(), *words).endswith("sources: [asprec-2012 ¶2 (note 5)]}")


def test_the_map_may_be_named_last(write_map):
    directory = write_map()
    words = ["wang-xing", "founded", "tencent", "@asprec-2012", str(directory)]
    assert CliRunner().invoke(main, ["add", *words]).exit_code == 0


WRONG = {
    "wang-xin founded tencent @asprec-2012": "there is no entity `wang-xin`; did you mean `wang-xing`?",
    "wang founded tencent @asprec-2012": "there is no entity `wang`; did you mean `wang-xing`? (a new one: `guanxi add entity wang CLASS en=…`)",
    "wang-xing fonded tencent @asprec-2012": "there is no relation `fonded`; did you mean `founded`?",
    "wang-xing founded tencant 2005 @asprec-2012": "there is no entity `tencant`; did you mean `tencent`?",
    "wang-xing founded tencent @asprec": "there is no source `asprec`; did you mean `asprec-2012`?",
    "wang-xing founded tencent rol=CEO @asprec-2012": "there is nothing called `rol=`; did you mean `role=`?",
    "wang-xing founded tencent 2005-13 @asprec-2012": "month 13",
    "wang-xing founded": "`founded` asks for an object after it",
    "wang-xing": "a claim has a subject, a relation and an object",
    "renren describedAs a site 2012": "`2012` is one word too many; a text or a name of several words stands in quotes",
    'renren describedAs "a site': "a double quotation mark is not closed",
    "entity wang-huiwen Preson en=x": "there is no class `Preson`; did you mean `Person`?",
    "entity wang-huiwen Individual en=x": "there is no class `Individual`; did you mean `Person`?",
    "wang-xing is_ceo_of tencent @asprec-2012": "there is no relation `is_ceo_of`; did you mean `heads`?",
    "wang-xing qqqqqq tencent @asprec-2012": "there is no relation `qqqqqq`; see `guanxi relations`",
    "entity wang-huiwen": "a new entity has an id, a class and a name",
    "entity wang-huiwen Person living=true": "write en=…",
    "source x-2012 titel=x": "write title=…",
    "source x-2012 title=x publishd=2012": "there is no field `publishd`; did you mean `published`?",
}  # fmt: skip


@pytest.mark.parametrize(("line", "told"), WRONG.items(), ids=WRONG)
def test_what_is_not_there_is_told_with_the_nearest(write_map, line, told):
    directory = write_map()
    before = (directory / CLAIMS).read_bytes()
    result = run(directory, line)
    assert result.exit_code == 2
    assert told in result.stderr
    assert (directory / CLAIMS).read_bytes() == before


def test_an_error_is_shown_and_nothing_is_written(write_map):
    directory = write_map()
    before = (directory / CLAIMS).read_bytes()
    result = run(directory, "tencent founded wang-xing @asprec-2012")
    assert result.exit_code == 1
    assert f"{directory / CLAIMS}:7:" in result.stderr
    assert "error[wrong-class]" in result.stderr
    assert "7 | - {subject: tencent, relation: founded, object: wang-xing, sources: [asprec-2012]}" in result.stderr
    assert result.stderr.endswith("Nothing is written.\n")
    assert (directory / CLAIMS).read_bytes() == before


def test_a_claim_that_is_there_already_is_not_written_again(write_map):
    result = run(write_map(), "wang-xing founded renren 2005-12 @fannin-2008 p. 9")
    assert result.exit_code == 1
    assert "add `fannin-2008 p. 9` to the `sources` of that one" in result.stderr
    assert "guanxi-open" not in result.stderr


def test_a_warning_is_shown_and_it_is_written(write_map):
    directory = write_map()
    result = run(directory, "source wang-2012 kind=articel title=Notes")
    assert (result.exit_code, "warning[unknown-kind]" in result.stderr) == (0, True)
    assert "id: wang-2012" in (directory / "sources.yaml").read_text("utf-8")


def test_what_is_added_first_and_spoken_of_later_is_no_warning(write_map):
    directory = write_map()
    result = run(directory, 'entity wang-huiwen Person en="Wang Huiwen" zh-Hans=王慧文 "aliases.en=Old Wang;W"')
    assert (result.exit_code, result.stderr) == (0, "")
    assert (directory / "people.yaml").read_text("utf-8").splitlines()[-1] == (
        "- {id: wang-huiwen, class: Person, labels: {en: Wang Huiwen, zh-Hans: 王慧文}, aliases: {en: [Old Wang, W]}}"
    )
    assert added(directory, "王慧文 worksAt renren @asprec-2012").startswith("- {subject: wang-huiwen, ")


def test_a_source_is_added(write_map):
    directory = write_map()
    result = run(
        directory, 'source clark-2016 kind=book title="Alibaba: a house" "authors=Duncan Clark;B" published=2016'
    )
    assert result.exit_code == 0
    assert (directory / "sources.yaml").read_text("utf-8").splitlines()[-1] == (
        '- {id: clark-2016, title: "Alibaba: a house", kind: book, authors: [Duncan Clark, B], published: 2016}'
    )


def test_a_faulty_map_is_added_to_when_nothing_more_goes_wrong(write_map):
    directory = write_map({"claims/more.yaml": "- {subject: nobody, relation: founded, object: renren}\n"})
    assert added(directory, "wang-xing founded tencent @asprec-2012")


def test_one_is_asked_without_a_line(write_map):
    directory = write_map()
    typed = "wang\nWang Xing\nfonded\nfounded\ntencent\n2005-13\n2005-12\nasprec\nasprec-2012 ¶2\n\nrole\nrole=CEO\n\nclaims/mine.yaml\n"
    result = run(directory, typed=typed)
    assert result.exit_code == 0, result.output
    for told in (
        "did you mean `wang-xing`",
        "did you mean `founded`",
        "month 13",
        "write name=value",
        "File [",
        "asprec-2012",
    ):
        assert told in result.output
    lines = [
        "- subject: wang-xing",
        "relation: founded",
        "object: tencent",
        "start: 2005-12",
        "qualifiers: {role: CEO}",
        "sources: [asprec-2012 ¶2]",
    ]
    assert (directory / "claims" / "mine.yaml").read_text("utf-8") == "\n  ".join(lines) + "\n"


def test_whoever_stops_answering_has_written_nothing(write_map):
    directory = write_map()
    result = run(directory, typed="wang-xing\n")
    assert (result.exit_code, "Aborted!" in result.stderr) == (1, True)


def test_a_dry_run_prints_the_lines_only(write_map):
    directory = write_map()
    before = (directory / CLAIMS).read_bytes()
    result = run(directory, "wang-xing founded tencent @asprec-2012", "--dry-run")
    assert result.stdout == "- {subject: wang-xing, relation: founded, object: tencent, sources: [asprec-2012]}\n"
    assert (directory / CLAIMS).read_bytes() == before


LINE = "wang-xing founded tencent @asprec-2012"
PLACES = {
    "where the subject's claims stand": (
        {"claims/others.yaml": "- {subject: guanxi, relation: relatedConcept, object: guanxi}\n", "claims/wang.yaml": "- {subject: wang-xing, relation: knows, object: ma-huateng, sources: [asprec-2012]}\n- {subject: wang-xing, relation: knows, object: lai-binqiang, sources: [asprec-2012]}\n"},
        [], "claims/wang.yaml"),
    "a file that is named": ({}, ["--to", "claims/mine.yaml"], "claims/mine.yaml"),
    "a map of tables": ({CLAIMS: "", "claims/claims.csv": "subject,relation,object,sources\nwang-xing,founded,renren,asprec-2012\n"}, [], "claims/new.yaml"),
}  # fmt: skip


@pytest.mark.parametrize(("files", "options", "place"), PLACES.values(), ids=PLACES)
def test_the_file_that_fits(write_map, files, options, place):
    directory = write_map(files)
    if files.get(CLAIMS) == "":
        (directory / CLAIMS).unlink()
    result = run(directory, LINE, *options)
    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith(f"{directory / place}:")
    assert "object: tencent" in (directory / place).read_text("utf-8")


REFUSED = {
    "a table": ("claims/claims.csv", "records are added to YAML files only"),
    "entities": ("people.yaml", "this file of the map does not hold a claim"),
    "a built file": ("export/claims.yaml", "this file of the map does not hold a claim"),
    "elsewhere": ("../claims.yaml", "this file is not in the map's folder"),
    "anywhere": ("/claims.yaml", "this file is not in the map's folder"),
}


@pytest.mark.parametrize(("place", "told"), REFUSED.values(), ids=REFUSED)
def test_a_file_that_does_not_fit_is_refused(write_map, place, told):
    result = run(write_map(), LINE, "--to", place)
    assert (result.exit_code, told in result.stderr) == (1, True), result.stderr


def test_a_file_that_is_no_list_is_refused(write_map):
    result = run(write_map({"claims/mine.yaml": "a: b\n"}), LINE, "--to", "claims/mine.yaml")
    assert (result.exit_code, "error[not-writable]" in result.stderr) == (1, True)


def test_a_link_is_followed_and_the_permissions_stay(write_map, tmp_path):
    directory = write_map()
    (directory / CLAIMS).rename(tmp_path / "elsewhere.yaml")
    (directory / CLAIMS).symlink_to(tmp_path / "elsewhere.yaml")
    (tmp_path / "elsewhere.yaml").chmod(0o640)
    assert added(directory, LINE)
    assert (directory / CLAIMS).is_symlink()
    assert stat.S_IMODE((tmp_path / "elsewhere.yaml").stat().st_mode) == 0o640


def test_a_read_only_file_is_refused_in_plain_words(write_map, monkeypatch):
    directory = write_map()
    monkeypatch.setattr(os, "access", lambda path, _: Path(path).name != "claims.yaml")
    result = run(directory, LINE)
    assert result.exit_code == 1
    assert f"{directory / CLAIMS}:1:1: error[unusable-file]: it is read-only" in result.stderr


def test_a_byte_order_mark_and_the_lines_of_windows_stay(write_map):
    directory = write_map()
    before = b"\xef\xbb\xbf" + (directory / CLAIMS).read_bytes().replace(b"\n", b"\r\n")
    (directory / CLAIMS).write_bytes(before)
    assert run(directory, LINE).exit_code == 0
    line = b"- {subject: wang-xing, relation: founded, object: tencent, sources: [asprec-2012]}\r\n"
    assert (directory / CLAIMS).read_bytes() == before + line


def test_a_file_that_was_changed_meanwhile_stays_as_it_is(write_map):
    path = write_map() / CLAIMS
    file = source_file(path)
    path.write_text("# mine\n")
    with pytest.raises(MapError, match="was changed while it was being edited") as raised:
        file.write("# yours\n")
    assert raised.value.problems[0].code == "edited-meanwhile"
    assert path.read_text() == "# mine\n"
    assert [each.name for each in path.parent.iterdir()] == ["claims.yaml"]


def test_a_map_of_turtle_is_not_added_to(write_map, guanxi):
    directory = write_map()
    guanxi("build", "--no-page", directory)
    result = run(directory / "export" / "guanxi.ttl", LINE)
    assert (result.exit_code, "name the folder of a map" in result.stderr) == (2, True)
