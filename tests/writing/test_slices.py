"""Records are added to a YAML file, and replaced in it, and no other byte of it changes."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from guanxi_graph.problems import MapError
from guanxi_graph.writing.slices import inserted, newline_of, replaced, slices_of
from guanxi_graph.writing.yaml_text import plain_of, scalar

RECORD = {"subject": "a", "sources": ["x ¶2, p. 3"]}
IN_FLOW = '- {subject: a, sources: ["x ¶2, p. 3"]}'

ADDED = {
    "a new file": ("", f"{IN_FLOW}\n"),
    "only a comment": ("# ties\n", f"# ties\n{IN_FLOW}\n"),
    "in braces": ("- {a: b} # why\n", f"- {{a: b}} # why\n{IN_FLOW}\n"),
    "no final newline": ("- {a: b}", f"- {{a: b}}\n{IN_FLOW}"),
    "the lines of Windows": ("- {a: b}\r\n", f"- {{a: b}}\r\n{IN_FLOW}\r\n"),
    "a field a line": (
        "- a: b\n  c: d\n\n# later\n",
        '- a: b\n  c: d\n- subject: a\n  sources: ["x ¶2, p. 3"]\n\n# later\n',
    ),
    "indented": ("  - a: b\n", '  - a: b\n  - subject: a\n    sources: ["x ¶2, p. 3"]\n'),
    "a text of several lines": (
        "- a: |\n    one\n    two\n",
        '- a: |\n    one\n    two\n- subject: a\n  sources: ["x ¶2, p. 3"]\n',
    ),
    "lines that are kept": ("- {}\n- a: |+\n    one\n\n\n", f"- {{}}\n- a: |+\n    one\n\n\n{IN_FLOW}\n"),
    "an empty list": ("[]\n", f"{IN_FLOW}\n"),
    "an empty list behind dashes": ("--- []\n", '--- [{subject: a, sources: ["x ¶2, p. 3"]}]\n'),
    "in brackets": ("[\n  {a: b}, # one\n]\n", '[\n  {a: b}, {subject: a, sources: ["x ¶2, p. 3"]}, # one\n]\n'),
    "an end": ("- {a: b}\n...\n", f"- {{a: b}}\n{IN_FLOW}\n...\n"),
    "letters of four bytes": ("- {a: 𠮷𠮷} # 𠮷\n", f"- {{a: 𠮷𠮷}} # 𠮷\n{IN_FLOW}\n"),
}


@pytest.mark.parametrize(("before", "after"), ADDED.values(), ids=ADDED)
def test_a_record_is_added_as_the_others_are_written(before, after):
    found = inserted(before, RECORD, "claims.yaml")
    assert found.text == after
    assert found.text.splitlines()[found.line - 1].strip("-[ ").startswith(("{subject", "subject", "{a"))


def test_a_wide_record_takes_several_lines():
    wide = {"subject": "a", "note": "word " * 30 + "end"}
    assert inserted("- {a: b}\n", wide, "x").text == f"- {{a: b}}\n- subject: a\n  note: {'word ' * 30}end\n"


@pytest.mark.parametrize("text", ["a: b\n", "~\n", "- {a: b}\n- {", "- a: >\n    x\n\n    y"])
def test_what_cannot_be_added_to_is_refused(text):
    with pytest.raises(MapError):
        inserted(text, RECORD, "claims.yaml")


REPLACED = {
    "in braces": ("- {a: b} # why\n- {c: d}\n", f"{IN_FLOW} # why\n- {{c: d}}\n"),
    "a field a line": ("- a: b # c\n  d: e # f\n# g\n", '- subject: a\n  sources: ["x ¶2, p. 3"] # f\n# g\n'),
    "a text of several lines": ("- a: |\n    b\n\n# c\n", '- subject: a\n  sources: ["x ¶2, p. 3"]\n\n# c\n'),
    "in brackets": ("[{a: b}, {c: d}]", '[{subject: a, sources: ["x ¶2, p. 3"]}, {c: d}]'),
}


@pytest.mark.parametrize(("before", "after"), REPLACED.values(), ids=REPLACED)
def test_a_record_is_replaced_as_it_was_written(before, after):
    assert replaced(before, 0, RECORD, "claims.yaml") == after


TEXTS = st.text(st.characters(codec="utf-8"), max_size=12)
NAMES = st.from_regex(r"[a-z_]{1,6}", fullmatch=True)
RECORDS = st.dictionaries(NAMES, st.one_of(TEXTS, st.lists(TEXTS, max_size=3), st.dictionaries(NAMES, TEXTS, max_size=2)), min_size=1, max_size=4)  # fmt: skip


@given(TEXTS)
@example("-")
@example("?")
def test_any_text_reads_back(text):
    assert plain_of(f"[{scalar(text)}]", "") == [text]
    assert plain_of(f"a: {scalar(text)}", "") == {"a": text}
    assert plain_of(f"- {scalar(text)}", "") == [text]


@st.composite
def files(draw):
    """Files as people write them: records in braces or not, with comments and empty lines between."""
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    indent = draw(st.sampled_from(["", "  "]))
    parts = []
    for record in draw(st.lists(RECORDS, max_size=4)):
        parts.append(draw(st.sampled_from(["", f"# 关 - [x]{newline}", newline])))
        start = inserted("" if draw(st.booleans()) else "- a: b\n", record, "").written.replace("\n", newline + indent)
        parts.append(f"{indent}{start}{draw(st.sampled_from(['', ' # {a: b}']))}{newline}")
    parts.append(draw(st.sampled_from(["", f"# end{newline}", newline * 2])))
    text = "".join(parts)
    return text.removesuffix(newline) if draw(st.booleans()) else text


@given(files(), RECORDS)
def test_adding_leaves_every_other_byte(text, record):
    """What is added can be taken away again, and the file is as it was."""
    before = plain_of(text, "") or []
    found = inserted(text, record, "")
    assert plain_of(found.text, "") == [*before, record]
    start = next((n for n, (a, b) in enumerate(zip(text, found.text, strict=False)) if a != b), len(text))
    rest = len(text) - start
    assert rest == 0 or found.text.endswith(text[start:])
    added = found.text[start : len(found.text) - rest]
    assert len(found.text) == len(text) + len(added)
    assert newline_of(text) == "\n" or "\n" not in added.replace("\r\n", "")


@given(files(), RECORDS, st.data())
def test_replacing_leaves_every_other_byte(text, record, data):
    slices = slices_of(text)
    if slices:
        number = data.draw(st.integers(0, len(slices) - 1))
        at = slices[number]
        changed = replaced(text, number, record, "")
        assert changed.startswith(text[: at.start])
        assert changed.endswith(text[at.end :])
        assert plain_of(changed, "")[number] == record
