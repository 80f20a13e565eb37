"""What was looked up in the stored texts is kept, and everything that shows a citation says so."""

from __future__ import annotations

import json
import shutil

import pytest

from guanxi_graph.formats import from_turtle
from guanxi_graph.map import load

TEXT = """Many students in China use RenRen. Wang Xing started it in December 2005.

It is about guanxi.
"""
CLAIMS = """\
- {subject: wang-xing, relation: founded, object: renren, start: 2005-12, sources: [{source: asprec-2012, locator: ¶1, quote: Wang Xing started it in December 2005}]}
- {subject: lai-binqiang, relation: founded, object: renren, start: 2005-12, sources: [asprec-2012 ¶1]}
- {subject: ma-huateng, relation: founded, object: tencent, start: 1998-11, sources: [fannin-2008 p. 94]}
- {subject: renren, relation: availableIn, object: china, sources: [asprec-2012 ¶1]}
- {subject: renren, relation: about, object: guanxi, sources: [asprec-2012 ¶2]}
- {subject: tencent, relation: locatedIn, object: china, sources: [asprec-2012 ¶1]}
"""


@pytest.fixture
def checked(write_map, guanxi):
    """A map of which one text was stored and verified."""
    directory = write_map({"claims/claims.yaml": CLAIMS, "texts/asprec-2012.txt": TEXT})
    ran = guanxi("verify", directory)
    assert (ran.returncode, ran.stderr) == (0, "")
    return directory


def states(directory):
    gmap = load(directory)
    return {name: [gmap.evidence_of(name, cited).state for cited in c.citations] for name, c in gmap.claims.items()}


def test_each_citation_is_verified_mentioned_or_not(checked):
    assert states(checked) == {
        "wang-xing.founded.renren.2005-12": ["verified"],
        "lai-binqiang.founded.renren.2005-12": ["half mentioned"],
        "ma-huateng.founded.tencent.1998-11": ["not verified"],
        "renren.availableIn.china": ["mentioned"],
        "renren.about.guanxi": ["half mentioned"],
        "tencent.locatedIn.china": ["half mentioned"],
    }


def test_a_copy_without_the_texts_says_the_same(checked, guanxi):
    with_texts = states(checked)
    shutil.rmtree(checked / "texts")
    assert states(checked) == with_texts
    before = (checked / "texts.lock").read_bytes()
    assert guanxi("check", checked).returncode == 0
    assert guanxi("verify", checked).returncode == 0
    assert (checked / "texts.lock").read_bytes() == before


def test_the_lock_holds_no_words_of_the_text(checked):
    lock = (checked / "texts.lock").read_text()
    assert "started" not in lock
    assert [json.loads(line)["is"] for line in lock.splitlines()] == ["text", *["citation"] * 5]


def test_what_is_missing_is_said(checked, guanxi):
    found = json.loads(guanxi("verify", checked, "--json").stdout)["results"]
    missing = {each["claim"]: each["missing"] for each in found if each["missing"]}
    assert missing == {
        "lai-binqiang.founded.renren.2005-12": ["lai-binqiang"],
        "renren.about.guanxi": ["renren"],
        "tencent.locatedIn.china": ["tencent"],
    }
    assert "lai-binqiang" in guanxi("verify", checked, "--details").stdout


def test_the_years_that_bound_a_date_are_looked_for(write_map, guanxi):
    start = "- {{subject: wang-xing, relation: worksAt, object: renren, start: '{}', sources: [asprec-2012 ¶1]}}\n"
    claims = "".join(map(start.format, ("[..2005]", "[..2004]", "[2005..2007]")))
    directory = write_map({"claims/claims.yaml": claims, "texts/asprec-2012.txt": TEXT})
    found = json.loads(guanxi("verify", directory, "--json").stdout)["results"]
    assert {each["claim"].rpartition(".")[2]: each["missing"] for each in found} == {
        "by-2005": [],
        "by-2004": ["year 2004"],
        "2005-to-2007": ["year 2007"],
    }


def test_a_quote_that_is_changed_afterwards_is_no_longer_verified(checked, guanxi):
    claims = checked / "claims" / "claims.yaml"
    claims.write_text(claims.read_text().replace("in December 2005}", "in December 2004}"))
    ran = guanxi("check", checked)
    assert ran.returncode == 1
    assert "quote-not-found" in ran.stdout
    assert "“Wang Xing started it in December 2005”" in ran.stdout
    assert guanxi("build", checked).returncode == 1
    shutil.rmtree(checked / "texts")
    assert "changed-since" in guanxi("check", checked).stdout
    assert states(checked)["wang-xing.founded.renren.2005-12"] == ["changed"]


def test_a_text_that_is_changed_afterwards_is_looked_up_again(checked, guanxi):
    (checked / "texts" / "asprec-2012.txt").write_text(TEXT.replace("2005", "2006"))
    assert "quote-not-found" in guanxi("check", checked).stdout


def test_an_invented_quote_does_not_verify_and_the_rest_does(checked, guanxi):
    claims = checked / "claims" / "claims.yaml"
    claims.write_text(
        claims.read_text().replace("[asprec-2012 ¶2]", "[{source: asprec-2012, quote: a giant of guanxi}]")
    )
    ran = guanxi("verify", checked)
    assert ran.returncode == 1
    assert "the quote does not stand in `asprec-2012`" in ran.stderr
    assert "a-giant" not in (checked / "texts.lock").read_text()
    assert (checked / "texts.lock").read_text().count('"citation"') == 4


def test_the_rdf_says_what_was_found_and_reads_back(checked, guanxi):
    assert guanxi("build", checked).returncode == 0
    turtle = checked / "export" / "guanxi.ttl"
    assert from_turtle(turtle) == load(checked)
    query = (
        "SELECT ?claim ?words WHERE { ?claim gx:verifiedIn ?cited . ?cited oa:hasSelector/oa:exact ?words ; "
        'gx:passage ?digest FILTER(STRSTARTS(?digest, "sha256:")) }'
    )
    asked = json.loads(guanxi("query", query, "-m", checked, "-f", "json").stdout)["results"]["bindings"]
    assert [row["words"]["value"] for row in asked] == ["Wang Xing started it in December 2005"]


def test_the_commands_say_what_was_found(checked, guanxi):
    assert "asprec-2012 ¶1 (verified)" in guanxi("show", "wang-xing", checked).stdout
    assert "; verified" in guanxi("why", "wang-xing.founded.renren.2005-12", checked).stdout
    audited = json.loads(guanxi("audit", "--json", checked).stdout)["results"]["checks"]
    assert [(each["good"], each["of"]) for each in audited if each["lack"] == "citation not verified"] == [(2, 6)]


def test_a_map_that_was_never_verified_says_nothing_of_it(write_map, guanxi):
    shown = guanxi("show", "wang-xing", write_map()).stdout
    assert "verified" not in shown


def test_a_text_that_is_no_text(write_map, guanxi):
    ran = guanxi("check", write_map({"texts/asprec-2012.txt": b"\xff\xfe\x00"}))
    assert ran.returncode == 1
    assert "unreadable-file" in ran.stdout
    assert "Traceback" not in ran.stdout + ran.stderr


def test_a_page_that_an_excerpt_does_not_have_is_no_error(write_map, guanxi):
    claim = CLAIMS.splitlines()[2] + "\n"
    stored = "\f93\n\nMa Huateng founded Tencent in November 1998.\n"
    locked = '{"is":"text","source":"fannin-2008","digest":"","rule":"%s","paragraphs":0}\n'
    files = {"claims/claims.yaml": claim, "texts/fannin-2008.txt": stored}
    excerpt = write_map({**files, "texts.lock": locked % "excerpt"})
    ran = guanxi("verify", "--details", "--json", excerpt)
    assert ran.returncode == 0, ran.stderr
    [found] = json.loads(ran.stdout)["results"]
    assert (found["found"], found["missing"]) == ("not verified", ["p. 94 is not in the excerpt"])
    assert guanxi("check", excerpt).returncode == 0
    (excerpt / "texts.lock").write_text(locked % "headings not counted")
    ran = guanxi("check", excerpt)
    assert (ran.returncode, "no-such-place" in ran.stdout + ran.stderr) == (1, True)
