"""``guanxi merge``: two things of a map as one, and two maps as one, in files that people keep."""

from __future__ import annotations

import shutil

import pytest

from guanxi_graph.map import load
from guanxi_graph.map.called import claim_called

FILES = {
    "more.yaml": (
        "# The second account\n"
        "- id: wang-xing-2  # from the club's list\n  class: Person\n  labels: {en: Xing Wang, zh-Hant: 王興}\n"
        "  same_as: [wikidata:Q999]\n"
        "- {id: tx, class: Company, labels: {en: Tencent Inc}, same_as: [wikidata:Q860580]}\n"
    ),
    "claims/more.yaml": (
        "# What is said again\n"
        "- {subject: wang-xing-2, relation: founded, object: renren, start: 2005-12, sources: [fannin-2008 p. 3]} # again\n"
        "- {subject: wang-xing-2, relation: founded, object: tx, start: 2006, sources: [fannin-2008 p. 4]}\n"
    ),
    "claims/table.csv": "subject,relation,object,sources\nlai-binqiang,knows,wang-xing-2,fannin-2008 p. 5\n",
    "queries/who.rq": "SELECT * { ent:wang-xing-2 ?p ?o }\n",
}


def texts(directory):
    return {str(path.relative_to(directory)): path.read_bytes() for path in directory.rglob("*") if path.is_file()}


@pytest.fixture
def directory(write_map):
    return write_map(FILES)


def test_one_id_stays_and_what_is_said_of_the_other_is_said_of_it(directory, guanxi):
    ran = guanxi("merge", "wang-xing", "wang-xing-2", "-m", directory)
    assert ran.returncode == 0, ran.stderr
    assert "name (en): Wang Xing, and Xing Wang, which is an alias now" in ran.stdout
    gmap = load(directory)
    entity = gmap.entities["wang-xing"]
    assert (entity.aliases, entity.same_as, entity.formerly) == (
        {"en": ("Xing Wang",)},
        ("wikidata:Q999",),
        ("wang-xing-2",),
    )
    assert entity.labels == {"en": "Wang Xing", "zh-Hans": "王兴", "zh-Hant": "王興", "zh-Latn-pinyin": "Wáng Xīng"}
    joined = gmap.claims["wang-xing.founded.renren.2005-12"]
    assert [str(each) for each in joined.citations] == ["asprec-2012 ¶9", "fannin-2008 p. 3"]
    assert "lai-binqiang.knows.wang-xing" in gmap.claims
    assert claim_called(gmap, "wang-xing-2.founded.tx.2006") == "wang-xing.founded.tx.2006"
    assert (directory / "queries/who.rq").read_text() == "SELECT * { ent:wang-xing ?p ?o }\n"
    assert "wang-xing" in guanxi("show", "wang-xing-2", directory).stdout


def test_comments_stay_and_nothing_else_changes(directory, guanxi):
    before = texts(directory)
    guanxi("merge", "wang-xing", "wang-xing-2", "-m", directory)
    after = texts(directory)
    assert after["more.yaml"].decode() == (
        "# The second account\n# from the club's list\n"
        "- {id: tx, class: Company, labels: {en: Tencent Inc}, same_as: [wikidata:Q860580]}\n"
    )
    assert after["claims/more.yaml"].decode() == (
        "# What is said again\n# again\n"
        "- {subject: wang-xing, relation: founded, object: tx, start: 2006, sources: [fannin-2008 p. 4]}\n"
    )
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {
        "more.yaml",
        "people.yaml",
        "renamed.yaml",
        "claims/claims.yaml",
        "claims/more.yaml",
        "claims/table.csv",
        "queries/who.rq",
    }


def test_a_dry_run_writes_nothing(directory, guanxi):
    before = texts(directory)
    assert guanxi("merge", "wang-xing", "wang-xing-2", "--dry-run", "-m", directory).returncode == 0
    assert texts(directory) == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("wang-xing", "renren"), "of different classes: Person, and Platform"),
        (("wang-xing", "wang-xing"), "is one entity already"),
        (("wang-xing", "fannin-2008"), "is an entity, and `fannin-2008` a source"),
        (("wang-xing", "wang-xin"), "did you mean `wang-xing`?"),
        (("wang-xing",), "name two things that are one"),
        (("--judged",), "nothing is judged the same"),
    ],
)
def test_what_cannot_be_one_is_refused_and_nothing_is_written(directory, guanxi, words, said):
    before = texts(directory)
    ran = guanxi("merge", *words, "-m", directory)
    assert ran.returncode == 2
    assert said in " ".join(ran.stderr.split())
    assert texts(directory) == before


def test_a_merge_that_makes_a_tie_to_oneself_is_refused(write_map, guanxi):
    directory = write_map(
        {
            **FILES,
            "claims/tie.yaml": "- {subject: wang-xing, relation: knows, object: wang-xing-2, sources: [fannin-2008]}\n",
        }
    )
    before = texts(directory)
    ran = guanxi("merge", "wang-xing", "wang-xing-2", "-m", directory)
    assert ran.returncode == 1
    assert "[self-tie]" in ran.stderr
    assert texts(directory) == before


def test_what_is_judged_different_is_not_merged(directory, guanxi):
    (directory / "judgements.yaml").write_text("- {entity: wang-xing, other: wang-xing-2, are: different}\n")
    ran = guanxi("merge", "wang-xing", "wang-xing-2", "-m", directory)
    assert ran.returncode == 2
    assert "are different" in ran.stderr


def test_of_several_that_are_one_no_two_may_be_different(directory, guanxi):
    """王兴 is said to be both, and both to be two."""
    (directory / "judgements.yaml").write_text(
        "- {entity: wang-xing, other: wang-xing-2, are: same}\n- {entity: wang-xing, other: lai-binqiang, are: same}\n"
        "- {entity: lai-binqiang, other: wang-xing-2, are: different}\n"
    )
    before = texts(directory)
    ran = guanxi("merge", "--judged", "-m", directory)
    assert ran.returncode == 2
    assert "`lai-binqiang` are different" in ran.stderr or "`wang-xing-2` are different" in ran.stderr
    assert texts(directory) == before


def test_what_was_verified_is_verified_still(write_map, guanxi):
    """The lock follows: no citation is called changed since it was looked up."""
    directory = write_map({**FILES, "texts/fannin-2008.txt": "Xing Wang founded Renren in December 2005, it says.\n"})
    cite = FILES["claims/more.yaml"].replace(
        "[fannin-2008 p. 3]", "[{source: fannin-2008, locator: ¶1, quote: Xing Wang founded Renren in December 2005}]"
    )
    (directory / "claims/more.yaml").write_text(cite)
    assert guanxi("verify", directory).returncode == 0
    assert guanxi("merge", "wang-xing", "wang-xing-2", "-m", directory).returncode == 0
    gmap = load(directory)
    found = {
        cited.source: gmap.evidence_of("wang-xing.founded.renren.2005-12", cited).state
        for cited in gmap.claims["wang-xing.founded.renren.2005-12"].citations
    }
    assert found == {"asprec-2012": "not verified", "fannin-2008": "verified"}


def test_all_that_is_judged_the_same_is_merged_at_once(directory, guanxi):
    kept = "- {entity: wang-xing, other: wang-xing-2, are: same, by: Ann}\n- {entity: tencent, other: tx, are: same}\n"
    (directory / "judgements.yaml").write_text(kept)
    ran = guanxi("merge", "--judged", "-m", directory)
    assert ran.returncode == 0, ran.stderr
    assert (directory / "judgements.yaml").read_text() == kept, "who decided stays"
    assert {"wang-xing-2", "tx"}.isdisjoint(load(directory).entities)
    assert guanxi("check", directory).returncode == 0
    assert guanxi("merge", "--judged", "-m", directory).returncode == 2


def test_two_sources_become_one_and_what_differs_stands_in_a_note(directory, guanxi):
    ran = guanxi("merge", "fannin-2008", "asprec-2012", "-m", directory)
    assert ran.returncode == 0, ran.stderr
    source = load(directory).sources["fannin-2008"]
    assert "title elsewhere: Social Media Networks in China" in source.note
    assert source.formerly == ("asprec-2012",)


def test_records_of_tables_are_merged(write_map, guanxi):
    files = {
        "people.csv": "id,class,labels.en\nida,Person,Ida\nida-2,Person,Ida Lund\nola,Person,Ola\n",
        "people.yaml": "- {id: wang-xing, class: Person, labels: {en: Wang Xing}}\n- {id: ma-huateng, class: Person, labels: {en: Pony}}\n- {id: lai-binqiang, class: Person, labels: {en: Lai}}\n",
        "claims/t.csv": 'subject,relation,object,sources,note\nida,knows,ola,fannin-2008 p. 1,\nida-2,knows,ola,asprec-2012,"two\nlines"\n',
    }
    directory = write_map(files)
    ran = guanxi("merge", "ida", "ida-2", "-m", directory)
    assert ran.returncode == 0, ran.stderr
    gmap = load(directory)
    assert gmap.entities["ida"].names == ("Ida", "Ida Lund")
    claim = gmap.claims["ida.knows.ola"]
    assert (len(claim.citations), claim.note) == (2, "two\nlines")
    assert (directory / "people.csv").read_text() == "id,class,labels.en\nola,Person,Ola\n"


def second_map(place, **files):
    base = {
        "map.toml": 'title = {en = "Other"}\nbase = "https://example.org/other/"\nlanguages = ["en", "fr"]\n',
        "people.yaml": "- {id: xing, class: Person, labels: {zh-Hans: 王兴}, same_as: [wikidata:Q999]}\n"
        "- {id: ma-huateng, class: Person, labels: {en: Ma Huateng, zh-Hans: 马华腾}}\n"
        "- {id: renren, class: Platform, labels: {zh-Hant: 人人網}}\n",
        "sources.yaml": "- {id: dragon, title: Silicon Dragon, kind: book, published: 2008}\n- {id: own, title: A letter}\n",
        "claims/c.yaml": "# theirs\n- {subject: xing, relation: founded, object: renren, start: 2005-12, sources: [own]}\n"
        "- {subject: xing, relation: founded, object: renren, start: 2006, sources: [dragon p. 9]}\n"
        "- {subject: ma-huateng, relation: knows, object: xing, sources: [own]}\n",
        "redactions.yaml": "- {claim: xing.founded.renren.2006, reason: private}\n",
        "queries/q.rq": "SELECT * { <https://example.org/other/id/xing> ?p claim:xing.founded.renren.2006 }\n",
    }
    for name, text in {**base, **files}.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(text)
    return place


def test_two_maps_become_one_and_the_report_says_how(directory, guanxi, tmp_path):
    other, new = second_map(tmp_path / "other"), tmp_path / "new"
    (directory / "judgements.yaml").write_text(
        '- {source: fannin-2008, other: dragon, of: "https://example.org/other/", are: same}\n'
        '- {entity: wang-xing-2, other: xing, of: "https://example.org/other/", are: same}\n'
        '- {entity: wang-xing, other: xing, of: "https://example.org/other/", are: different}\n'
    )
    before = texts(directory), texts(other)
    ran = guanxi("merge", directory, other, "-o", new)
    assert ran.returncode == 0, ran.stderr + ran.stdout
    assert (texts(directory), texts(other)) == before, "both are as they were"
    for line in (
        "one: wang-xing-2 = xing (judged the same)",
        "one: renren (same id; same name: 人人网)",
        "one: fannin-2008 = dragon (judged the same)",
        "two: ma-huateng of the second map is another than that of the first; it is ma-huateng-2 now",
        "map.toml: languages has fr of the second map too",
        'map.toml: title of the second map is left out: {"en": "Other"}',
        "q.rq",
    ):
        assert line.partition("q.rq")[0] in ran.stdout
    gmap = load(new)
    again = gmap.claims["wang-xing-2.founded.renren.2005-12"]
    assert [str(each) for each in again.citations] == ["fannin-2008 p. 3", "own"]
    assert "ma-huateng-2.knows.wang-xing-2" in gmap.claims
    assert "wang-xing-2.founded.renren.2006" not in gmap.claims, "it is held back still"
    assert gmap.entities["wang-xing"].different_from == ("wang-xing-2",)
    assert gmap.sources["fannin-2008"].formerly == ("dragon",)
    query = (new / "queries/q.rq").read_text()
    assert "<https://example.org/small/id/wang-xing-2> ?p claim:wang-xing-2.founded.renren.2006 }" in query
    assert "# theirs" in (new / "claims/c.yaml").read_text()
    assert guanxi("check", "--errors-only", new).returncode == 0


def test_terms_of_both_are_kept_and_what_differs_is_told(directory, guanxi, tmp_path):
    terms = "relations:\n  - {id: foughtWith, labels: {en: fought with, zh-Hans: 对手}, domain: [Person], range: [Person], strength: {} }\n"
    (directory / "vocabulary.yaml").write_text("# ours\n" + terms.replace("{} }", "D}"))
    more = "  - {id: dueledWith, labels: {en: duelled with, zh-Hans: 决斗}, domain: [Person], range: [Person], strength: X}\n"
    other = second_map(tmp_path / "other", **{"vocabulary.yaml": terms.replace("{} }", "X}") + more})
    ran = guanxi("merge", directory, other, "-o", tmp_path / "new")
    assert ran.returncode == 0, ran.stderr
    assert "vocabulary.yaml: foughtWith is said otherwise in the second map; the first's meaning stands" in ran.stdout
    vocabulary = load(tmp_path / "new").vocabulary
    assert vocabulary.relations["foughtWith"].strength == "D"
    assert "dueledWith" in vocabulary.relations


def test_a_folder_that_is_not_empty_is_not_written_to(directory, guanxi, tmp_path):
    other = second_map(tmp_path / "other")
    assert "name a new folder" in guanxi("merge", directory, other, "-o", other).stderr
    assert "with -o" in " ".join(guanxi("merge", directory, other).stderr.split())


def test_no_file_of_the_second_map_takes_the_place_of_another(write_map, guanxi, tmp_path):
    """people.yaml of both, and a file that is called as the second's would be in the map of both."""
    directory = write_map()
    other = tmp_path / "other"
    shutil.copytree(directory, other)
    (other / "people").mkdir()
    (other / "people/people-2.yaml").write_text("- {id: zeng-liqing, class: Person, labels: {en: Zeng Liqing}}\n")
    with (other / "people.yaml").open("a") as stream:
        stream.write("- {id: chen-yidan, class: Person, labels: {en: Chen Yidan}}\n")
    ran = guanxi("merge", directory, other, "-o", tmp_path / "both")
    assert ran.returncode == 0, ran.stderr
    assert {"zeng-liqing", "chen-yidan"} <= set(load(tmp_path / "both").entities)
