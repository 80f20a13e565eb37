"""A dossier: everything that is said of one, who says so, and how far it was checked."""

from __future__ import annotations

import re

import pytest
from markdown_it import MarkdownIt

from guanxi_graph import Map, load
from guanxi_graph.formats import dossier_files, to_dossier

CLAIMS = """\
- {subject: wang-xing, relation: founded, object: renren, start: 2005-12, sources: [asprec-2012 ¶9]}
- {subject: wang-xing, relation: heads, object: renren, start: 2006, end: .., confidence: disputed, note: For a while.,
   qualifiers: {role: chief executive, via: lai-binqiang},
   sources: [{source: fannin-2008, locator: p. 94, quote: He led Renren}, asprec-2012 ¶9]}
- {subject: wang-xing, relation: bornOn, value: 1979-02-18, rank: preferred, reason: his own word, sources: [asprec-2012]}
- {subject: wang-xing, relation: bornOn, value: 1980, rank: deprecated, reason: a slip, sources: [fannin-2008]}
"""


@pytest.fixture
def dossier(write_map) -> str:
    return to_dossier(load(write_map({"claims/claims.yaml": CLAIMS})), "wang-xing").decode()


@pytest.mark.parametrize(
    "line",
    [
        "# Wang Xing 王兴 Wáng Xīng",
        "*person 人物* · `wang-xing`",
        "- **Renren 人人网**, in December 2005, *reported*[^3]",
        "- **Renren 人人网**, since 2006, to this day; role: chief executive; through: Lai Binqiang 赖斌强, *disputed*[^3][^4]",
        "  - For a while.",
        "- **18 February 1979**, *reported*[^1]",
        "  - Preferred: his own word",
        "- ~~1980~~, *reported*[^2]",
        "  - Set aside: a slip",
    ],
)
def test_each_claim_stands_with_its_doubts(dossier: str, line: str) -> None:
    assert line in dossier.splitlines()


def test_accounts_that_differ_name_each_other(dossier: str) -> None:
    told = [line for line in dossier.splitlines() if "Sources disagree" in line]
    assert [line.partition(": ")[2].partition(" (")[0] for line in told] == ["1980", "18 February 1979"]


def test_a_footnote_has_the_place_the_words_and_what_was_found(dossier: str) -> None:
    (led,) = (line for line in dossier.splitlines() if "He led Renren" in line)
    assert re.fullmatch(r"\[\^4\]: .*Silicon Dragon.*p\. 94\. “He led Renren”\. .*\*not checked in the source\.\*", led)


def test_what_was_verified_is_said(shipped: Map) -> None:
    states = {
        shipped.evidence_of("wang-xing.bornOn.1979-02-18", cited).state
        for cited in shipped.claims["wang-xing.bornOn.1979-02-18"].citations
    }
    assert "mentioned" in states
    assert "*names and figures found in the source.*" in to_dossier(shipped, "wang-xing").decode()


def test_each_mark_has_its_footnote_and_each_footnote_its_mark(shipped: Map) -> None:
    for name in ("wang-xing", "tencent", "china"):
        text = to_dossier(shipped, name).decode()
        marks, notes = (
            re.findall(r"(?<!^)\[\^(\d+)\]", text, re.MULTILINE),
            re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE),
        )
        assert set(marks) == set(notes)
        assert notes == [str(number) for number in range(1, len(notes) + 1)]


def test_words_of_a_map_are_never_markdown(write_map) -> None:
    """Read by another program: what was written is what is shown."""
    hostile = "1. *a* <script>b</script> [c](http://x) `d` # & | ~~e~~"
    files = {
        "more.yaml": f"- {{id: mallory, class: Person, labels: {{en: 'M **x** <i>'}}, description: {{en: '{hostile}'}}}}\n",
        "claims/more.yaml": f"- {{subject: mallory, relation: friendOf, object: wang-xing, note: '{hostile}', sources: [asprec-2012]}}\n",
    }
    html = MarkdownIt("js-default").render(to_dossier(load(write_map(files)), "mallory").decode())
    shown = "1. *a* &lt;script&gt;b&lt;/script&gt; [c](http://x) `d` # &amp; | ~~e~~"
    assert html.count(f">{shown}<") + html.count(f">{shown}\n") == 2
    assert "<h1>M **x** &lt;i&gt;</h1>" in html


def test_a_map_speaks_its_own_language(write_map) -> None:
    settings = 'title = {zh-Hans = "小图"}\nbase = "https://example.org/small/"\nlanguages = ["zh-Hans"]\n'
    text = to_dossier(load(write_map({"map.toml": settings})), "wang-xing").decode()
    assert text.startswith("# 王兴")
    assert not re.search(r"reported|Sources|not checked", text)


def test_the_command_writes_one_or_all(guanxi, write_map, tmp_path) -> None:
    directory = write_map()
    one = guanxi("export", "dossier", "--around", "Wang Xing", directory).stdout
    guanxi("export", "dossier", directory, "-o", tmp_path / "all")
    written = {path.name: path.read_text("utf-8") for path in (tmp_path / "all").iterdir()}
    assert set(written) == set(dossier_files(load(directory)))
    assert written["wang-xing.md"] == one
