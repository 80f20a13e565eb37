"""Every kind of problem, as its reader sees it: each case is a file of ``tests/problems``."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from guanxi_graph.problems import MapError, draw, has_errors, in_order
from guanxi_graph.reading import read_map
from guanxi_graph.redaction import problems_of
from places import ROOT
from problem_cases import CASES, PRINTED, parts


def printed(directory: Path) -> str:
    """All problems of a map as text, with the folder's name left out."""
    try:
        problems = problems_of(read_map(directory))
    except MapError as error:
        problems = in_order(error.problems)
    drawn = []
    for problem in problems:
        path = Path(problem.span.file)
        lines = path.read_text("utf-8").split("\n") if path.is_file() else []
        line = lines[problem.span.line - 1] if problem.span.line <= len(lines) else None
        drawn.append(draw(problem, line).replace(f"{directory}/", "").replace(str(directory), "."))
    return "\n\n".join(drawn) + "\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_problem(case, write_map, request):
    text = case.read_text("utf-8")
    files, expected = parts(text)
    found = printed(write_map(files))
    if request.config.getoption("--update-golden"):
        case.write_text(text.partition(PRINTED)[0] + PRINTED + found, "utf-8")
        expected = found
    assert found == expected
    assert f"[{case.stem.partition('.')[0]}]" in found


def test_the_page_of_all_codes_is_made_of_the_cases(golden):
    """Written anew by ``pytest tests/test_checks.py --update-golden``."""
    shown: dict[str, str] = {}
    for case in CASES:
        code = case.stem.partition(".")[0]
        first = next(each for each in parts(case.read_text("utf-8"))[1].split("\n\n") if f"[{code}]" in each)
        shown.setdefault(code, first.strip("\n"))
    pieces = [f"## {code}\n\n```text\n{text}\n```\n" for code, text in sorted(shown.items())]
    head = "# Problems\n\nEvery code of `guanxi check`, with an example: what is wrong, where, and what to write instead.\n"
    golden(ROOT / "docs" / "problems.md", "\n".join([head, *pieces]))


def test_every_code_has_a_case():
    source = "".join(path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py"))
    codes = set(re.findall(r'(?:Problem|_refused?)\(\s*(?:event, )?"([a-z0-9-]+)"', source))
    covered = {case.stem.partition(".")[0] for case in CASES}
    tests = "".join(path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    shown_elsewhere = {code for code in codes if re.search(rf"\b{code}\b", tests)}
    assert codes - covered - shown_elsewhere == set()


def test_the_base_map_is_in_order(write_map):
    assert problems_of(read_map(write_map())) == []


def test_all_problems_of_all_files_in_one_run(write_map):
    broken = write_map(
        {
            "people.yaml": "- {id: Wang Xing, class: Persn, labels: {}}\n",
            "sources.yaml": "- {id: s, title: T, url: not a url}\n",
            "claims/claims.yaml": "- {subject: x, relation: y, object: z}\n",
            "claims/torn.yaml": "- {subject: [\n",
        }
    )
    codes = {problem.code for problem in problems_of(read_map(broken))}
    assert codes >= {"bad-id", "unknown-class", "no-label", "bad-iri", "unknown-relation", "uncited", "yaml-syntax"}


def test_a_draft_may_lack_sources_but_not_about_the_living(write_map):
    claims = (
        "- {subject: wang-xing, relation: founded, object: renren}\n"
        "- {subject: wang-xing, relation: spouseOf, object: lai-binqiang}\n"
    )
    draft = read_map(write_map({"claims/claims.yaml": claims}))
    uncited = {p.code: p.severity for p in problems_of(draft, drafting=True) if p.code.startswith("uncited")}
    assert uncited == {"uncited": "warning", "uncited-sensitive": "error"}
    assert {p.severity for p in problems_of(draft) if p.code.startswith("uncited")} == {"error"}


def test_warnings_alone_leave_a_map_usable(write_map):
    lonely = "- {id: lei-jun, class: Person, labels: {en: Lei Jun}}\n"
    problems = problems_of(read_map(write_map({"more.yaml": lonely})))
    assert [problem.code for problem in problems] == ["unused-entity"]
    assert not has_errors(problems)


def test_a_folder_without_a_map(tmp_path):
    with pytest.raises(MapError) as raised:
        read_map(tmp_path / "nowhere")
    assert raised.value.problems[0].code == "no-map"
    with pytest.raises(MapError) as raised:
        read_map(tmp_path)
    assert "guanxi init" in raised.value.problems[-1].hint


def test_a_folder_without_map_toml_is_no_map_and_nothing_in_it_is_read(write_map):
    directory = write_map({"ansible.yaml": "- hosts: all\n"})
    (directory / "map.toml").unlink()
    with pytest.raises(MapError) as raised:
        read_map(directory)
    assert [problem.message for problem in raised.value.problems] == ["there is no map.toml here, so this is not a map"]
