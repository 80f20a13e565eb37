"""A mistake that is made a hundred thousand times is told a hundred times, and counted."""

from __future__ import annotations

import pytest

from guanxi_graph.map.sound import load_sound
from guanxi_graph.problems import MOST_DESCRIBED, MapError
from guanxi_graph.reading import read_map
from guanxi_graph.redaction import problems_of

HEADER = "subject,relation,object,start,sources\n"


def counted(directory) -> dict[str, int]:
    found: dict[str, int] = {}
    for problem in problems_of(read_map(directory)):
        found[problem.code] = found.get(problem.code, 0) + 1
    return found


def last(directory) -> list[str]:
    return [p.message for p in problems_of(read_map(directory)) if p.code == "more-problems"]


def test_wrong_records_beyond_a_thousand_are_counted(write_map):
    directory = write_map({"claims/x.csv": HEADER + "wang-xing,knows,ma-huateng,soon,asprec-2012\n" * 5000})
    assert counted(directory)["bad-date"] == MOST_DESCRIBED
    assert last(directory)[0] == "4,000 more records from here on have problems"


def test_rows_of_too_few_cells_beyond_a_thousand_are_counted(write_map):
    directory = write_map({"claims/x.csv": HEADER + "a,b\n" * 5000})
    assert counted(directory)["csv-cells"] == MOST_DESCRIBED
    assert last(directory) == ["4,000 more rows have too many cells or too few"]


def test_a_check_describes_a_thousand_problems(write_map):
    rows = "".join(f"nobody-{n},knows,wang-xing,,asprec-2012\n" for n in range(5000))
    directory = write_map({"claims/x.csv": HEADER + rows})
    assert counted(directory)["unknown-entity"] == MOST_DESCRIBED
    said = "there are more than 1,000 problems as `unknown-entity`, from here on; what else may be wrong is looked for after"
    assert last(directory) == [said]


def test_other_checks_wait_for_what_is_wrong_too_often(write_map):
    """Nor does it take the time to look through 150,000 rows for what may follow from one mistake."""
    rows = "".join(f"nobody-{n},knows,wang-xing,,no-source\n" for n in range(5000))
    held_back = {"redactions.yaml": "- {entity: wang-xing}\n", "claims/y.csv": HEADER + "a,knows,b,,Wang Xing\n"}
    found = counted(write_map({"claims/x.csv": HEADER + rows, **held_back}))
    assert (found["unknown-entity"], "unknown-source" in found, "redaction-trace" in found) == (1000, False, False)


def test_warnings_are_no_reason_to_stop(write_map):
    rows = "".join(f"- {{id: p{n}, class: Person, labels: {{en: P}}}}\n" for n in range(2000))
    directory = write_map({"more.yaml": rows, "claims/x.csv": HEADER + "nobody,knows,wang-xing,,asprec-2012\n"})
    found = counted(directory)
    assert (found["unused-entity"], found["unknown-entity"]) == (1000, 1)


def test_what_is_sound_among_too_many_problems_is_not_looked_for(write_map):
    rows = "".join(f"nobody-{n},knows,wang-xing,,asprec-2012\n" for n in range(5000))
    with pytest.raises(MapError):
        load_sound(write_map({"claims/x.csv": HEADER + rows}))


def test_a_hundred_problems_of_a_file_are_printed(guanxi, write_map):
    rows = "".join(f"nobody-{n},knows,wang-xing,,asprec-2012\n" for n in range(300))
    ran = guanxi("check", write_map({"claims/x.csv": HEADER + rows}))
    assert ran.stdout.count("error[") == 100
    assert "claims/x.csv: 200 more like these\n" in ran.stdout
    assert "300 errors (unknown-entity 300)" in ran.stdout.replace("error (", "errors (")


def test_empty_rows_are_stepped_over_and_lines_are_counted(write_map):
    text = HEADER + ",,,,\r\n" * 1000 + "\n\r\n" + '"no\nbody",knows,wang-xing,,asprec-2012\n' + ",,,,"
    (problem,) = [p for p in problems_of(read_map(write_map({"claims/x.csv": text}))) if p.code == "unknown-entity"]
    assert problem.span.line == 1004
