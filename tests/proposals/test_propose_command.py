"""``guanxi propose``, as it is used."""

from __future__ import annotations

import importlib.util
import json

import msgspec
import pytest
from click.testing import CliRunner

from guanxi_graph.cli import main
from guanxi_graph.proposals import read_proposals, write_proposals
from guanxi_graph.proposals.recognised import MissingError, recogniser

TEXT = """\
# Networks

Renren was founded by Wang Xing and Tan Wei in December 2005.

The weather was fine.

Tencent acquired Lighthouse in 2006. It did not acquire Renren, though some say that Tencent acquired Renren.
"""
CLAIMS = "- {subject: wang-xing, relation: founded, object: renren, start: 2005-12, sources: [fannin-2008]}\n"
FILES = {"texts/asprec-2012.txt": TEXT, "claims/claims.yaml": CLAIMS}


def run(*arguments: object, **options: object):
    return CliRunner().invoke(main, list(map(str, arguments)), env={"COLUMNS": "200"}, **options)


def test_what_is_proposed_is_written_and_told(write_map):
    folder = write_map(FILES)
    result = run("propose", "asprec-2012", folder)
    assert result.exit_code == 0
    assert "+ Tan Wei" in result.stdout
    assert "says so" in result.stdout
    assert "Nothing was taken from ¶ 2." in result.stdout
    assert "Passed over: denial (1)." in result.stdout
    assert (folder / "proposals" / "asprec-2012.yaml").read_text("utf-8") == (
        """\
# Proposed from a text: nothing here is part of the map. Written by `guanxi propose`.
source: asprec-2012
digest: DIGEST
claims:
- claim:
    subject: tan-wei
    relation: founded
    object: renren
    at: 2005-12
    sources:
    - source: asprec-2012
      locator: ¶1
      quote: Renren was founded by Wang Xing and Tan Wei in December 2005.
  proposed: rules 1
  rule: founded
- claim:
    subject: wang-xing
    relation: founded
    object: renren
    at: 2005-12
    sources:
    - source: asprec-2012
      locator: ¶1
      quote: Renren was founded by Wang Xing and Tan Wei in December 2005.
  proposed: rules 1
  rule: founded
  known: wang-xing.founded.renren.2005-12
- claim:
    subject: tencent
    relation: acquired
    object: lighthouse
    at: '2006'
    sources:
    - source: asprec-2012
      locator: ¶3
      quote: Tencent acquired Lighthouse in 2006.
  proposed: rules 1
  rule: acquired
entities:
- entity:
    id: lighthouse
    class: Company
    labels:
      en: Lighthouse
- entity:
    id: tan-wei
    class: Person
    labels:
      en: Tan Wei
passed:
- why: 'denial: not'
  quote: It did not acquire Renren, though some say that Tencent acquired Renren.
  locator: ¶3
nothing:
- 2
""".replace("DIGEST", read_proposals(folder, "asprec-2012").digest)
    )


def test_they_are_no_part_of_the_map(write_map):
    folder = write_map(FILES)
    before = run("check", folder).stdout
    run("propose", "asprec-2012", folder)
    assert run("check", folder).stdout == before


def test_a_second_run_changes_nothing(write_map):
    folder = write_map(FILES)
    run("propose", "asprec-2012", folder)
    path = folder / "proposals" / "asprec-2012.yaml"
    first = path.read_bytes()
    run("propose", "asprec-2012", folder)
    assert path.read_bytes() == first


@pytest.mark.parametrize("decision", [{"rejected": "it is another Tan Wei"}, {"accepted": "Ann"}])
def test_what_was_decided_is_kept_and_not_proposed_again(write_map, decision):
    folder = write_map(FILES)
    run("propose", "asprec-2012", folder)
    kept = read_proposals(folder, "asprec-2012")
    decided = msgspec.structs.replace(kept.claims[0], **decision)
    write_proposals(folder, msgspec.structs.replace(kept, claims=(decided, *kept.claims[1:])))
    result = run("propose", "asprec-2012", folder)
    assert "Decided before, and not proposed again: 1." in result.stdout
    again = read_proposals(folder, "asprec-2012")
    assert again.claims == (decided, *kept.claims[1:])
    assert [each.entity.id for each in again.entities] == ["lighthouse"]


def test_json(write_map):
    result = run("propose", "asprec-2012", write_map(FILES), "--json")
    claims = json.loads(result.stdout)["results"]["claims"]
    assert [each["claim"]["subject"] for each in claims] == ["tan-wei", "wang-xing", "tencent"]


def test_a_map_adds_rules(write_map):
    rules = '- {id: knew, relation: knows, patterns: {en: ["{subject} knew {object}"]}}\n'
    text = "Wang Xing knew Ma Huateng well."
    folder = write_map({**FILES, "texts/asprec-2012.txt": text, "phrases.yaml": rules})
    run("propose", "asprec-2012", folder)
    (found,) = read_proposals(folder, "asprec-2012").claims
    assert (found.claim.subject, found.claim.relation, found.claim.object) == ("wang-xing", "knows", "ma-huateng")
    assert "not-read" not in run("check", folder).stdout


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ('{id: x, relation: know, patterns: {en: ["{subject} knew {object}"]}}', "did you mean `knows`?"),
        ('{id: x, relation: knows, patterns: {en: ["{subject} knew {whom}"]}}', "there is no {whom}"),
        ('{id: x, relation: knows, patterns: {en: ["knew {object}"]}}', "it needs one {subject}"),
        ('{id: x, relation: knows, patterns: {en: ["{subject} (knew {object}"]}}', "close each bracket"),
        ('{id: x, relation: knows, patterns: {en: ["{subject} .. .. .. {object}"]}}', "more than two gaps"),
        ('{id: x, relation: knows, patterns: {en: ["{subject}, {role} of {object}"]}}', "the rule has no roles"),
        ('{id: x, relation: knows, patterns: {ru: ["{subject} {object}"]}}', "write patterns below `en` or `zh`"),
    ],
)
def test_a_wrong_rule_is_told_with_its_place(write_map, rule, message):
    folder = write_map({**FILES, "phrases.yaml": f"- {rule}\n"})
    result = run("propose", "asprec-2012", folder)
    assert result.exit_code == 1
    assert "phrases.yaml:1:" in result.stderr
    assert message in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["asprec-2021"], "there is no source `asprec-2021`; did you mean `asprec-2012`?"),
        (["fannin-2008"], "bring it in with `guanxi source add`"),
        (["asprec-2012", "--prompt", "--answer", "x"], "choose one of --prompt, --answer, --model and --nlp"),
    ],
)
def test_plain_refusals(write_map, arguments, message):
    result = run("propose", *arguments, "-m", write_map(FILES))
    assert (result.exit_code, message in result.stderr) == (2, True)


def test_a_mistake_in_the_file_is_told_with_its_place(write_map):
    folder = write_map({**FILES, "proposals/asprec-2012.yaml": "source: asprec-2012\nclaim: []\n"})
    result = run("propose", "asprec-2012", folder)
    assert result.exit_code == 1
    assert "asprec-2012.yaml:2:1" in result.stderr
    assert "did you mean `claims`?" in result.stderr


def test_whom_the_map_holds_back_is_no_new_name(write_map):
    files = {"redactions.yaml": "- {entity: lai-binqiang, reason: on request}\n"}
    text = "Lai Binqiang founded Tencent. Tan Wei founded Tencent too."
    folder = write_map({**FILES, **files, "texts/asprec-2012.txt": text})
    run("propose", "asprec-2012", folder)
    assert "ai-binqiang" not in (folder / "proposals" / "asprec-2012.yaml").read_text("utf-8")
    assert [each.claim.subject for each in read_proposals(folder, "asprec-2012").claims] == ["tan-wei"]


def test_names_are_recognised_only_with_the_extra(guanxi):
    ran = guanxi("propose", "x", "--nlp", "--prompt")
    assert (ran.returncode, "choose one of" in ran.stderr) == (2, True)
    if importlib.util.find_spec("spacy") is None:
        with pytest.raises(MissingError, match="install it with"):
            recogniser()
    else:
        pytest.importorskip("jieba")
        sentence = "后来王慧文加入了公司。"
        assert "王慧文" in {sentence[each.start : each.end] for each in recogniser()(sentence)}
