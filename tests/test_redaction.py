"""What a map holds back, and what goes with it."""

from __future__ import annotations

from guanxi_graph.reading import read_map
from guanxi_graph.redaction import problems_of, redacted

HELD_BACK = {"redactions.yaml": "- {entity: lai-binqiang, reason: at his request}\n"}


def left(directory):
    draft = redacted(read_map(directory))
    return {record.row.id for records in (draft.entities, draft.sources, draft.claims) for record in records}


def gone(write_map, files):
    directory = write_map(files)
    draft = read_map(directory)
    ids = {record.row.id for records in (draft.entities, draft.sources, draft.claims) for record in records}
    return ids - left(directory)


def test_claims_go_whether_it_is_their_subject_or_their_object(write_map):
    claims = (
        "- {subject: lai-binqiang, relation: knows, object: ma-huateng, sources: [asprec-2012]}\n"
        "- {subject: wang-xing, relation: introduced, object: lai-binqiang, sources: [asprec-2012]}\n"
    )
    assert gone(write_map, {**HELD_BACK, "claims/extra.yaml": claims}) == {
        "lai-binqiang",
        "lai-binqiang.founded.renren.2005-12",
        "lai-binqiang.knows.ma-huateng",
        "wang-xing.introduced.lai-binqiang",
    }


def test_derived_claims_go_however_far_they_are_derived(write_map):
    derived = "".join(
        f"- {{id: d{n}, subject: wang-xing, relation: cofounderWith, object: ma-huateng, rule: r, premises: [d{n - 1}]}}\n"
        for n in range(3, 0, -1)
    )
    derived += "- {id: d0, subject: lai-binqiang, relation: knows, object: ma-huateng, sources: [asprec-2012]}\n"
    assert gone(write_map, {**HELD_BACK, "claims/extra.yaml": derived}) >= {"d0", "d1", "d2", "d3"}


SOURCES = """\
- {id: paper, title: The paper, lineage: wire}
- {id: wire, title: The wire, lineage: witness}
- {id: witness, title: The witness}
- {id: other, title: Another paper, lineage: witness}
- {id: unused, title: Unused}
"""
ABOUT = "- {subject: lai-binqiang, relation: knows, object: ma-huateng, sources: [paper]}\n"


def test_reports_that_only_a_source_which_goes_repeats_go_too(write_map):
    files = {
        **HELD_BACK,
        "sources/more.yaml": SOURCES.replace(", lineage: witness}\n- {id: unused", "}\n- {id: unused"),
    }
    assert gone(write_map, {**files, "claims/extra.yaml": ABOUT}) & {"paper", "wire", "witness", "other", "unused"} == {
        "paper",
        "wire",
        "witness",
    }


def test_a_report_that_something_left_repeats_stays(write_map):
    files = {**HELD_BACK, "sources/more.yaml": SOURCES, "claims/extra.yaml": ABOUT}
    assert gone(write_map, files) & {"paper", "wire", "witness", "other", "unused"} == {"paper", "wire"}


def test_the_ids_of_what_is_left_do_not_change(write_map):
    claims = (
        "- {subject: wang-xing, relation: introduced, object: ma-huateng, qualifiers: {to: lai-binqiang}, sources: [asprec-2012]}\n"
        "- {subject: wang-xing, relation: introduced, object: ma-huateng, sources: [asprec-2012]}\n"
    )
    files = {"claims/extra.yaml": claims}
    assert {"wang-xing.introduced.ma-huateng", "wang-xing.introduced.ma-huateng.lai-binqiang"} <= left(write_map(files))
    traced = problems_of(read_map(write_map({**files, **HELD_BACK})))
    assert [(problem.code, problem.span.line, problem.span.column) for problem in traced] == [
        ("redaction-trace", 1, 13)
    ]


def test_a_name_of_one_character_is_no_error_everywhere(write_map):
    more = "- {id: q, class: Person, labels: {en: Q}}\n"
    claims = "- {subject: q, relation: knows, object: wang-xing, sources: [asprec-2012]}\n"
    files = {"more.yaml": more, "claims/extra.yaml": claims, "redactions.yaml": "- {entity: q}\n"}
    assert problems_of(read_map(write_map(files))) == []


def test_the_weight_of_a_source_that_goes_is_left_out(write_map):
    settings = "[analysis.source_weights]\npaper = 0.2\nasprec-2012 = 0.9\n"
    files = {**HELD_BACK, "map.toml": settings, "sources/more.yaml": SOURCES, "claims/extra.yaml": ABOUT}
    assert redacted(read_map(write_map(files))).info.analysis.source_weights == {"asprec-2012": 0.9}


def test_a_map_that_holds_nothing_back_is_left_alone(write_map):
    draft = read_map(write_map())
    assert redacted(draft) is draft


def test_thousands_are_held_back_at_once(write_map):
    """Quadratic work would take minutes here. (`scripts/benchmark_check.py --redactions` measures it.)"""
    size = 20_000
    people = "id,class,labels.en\n" + "".join(f"p-{n},Person,Some P{n} X\n" for n in range(size))
    sources = "id,title,lineage\n" + "".join(f"s-{n},T{n},{f's-{n - 1}' if n else ''}\n" for n in range(size))
    claims = "subject,relation,object,sources\n" + "".join(
        f"p-{n},knows,p-{n + 1},s-{n + 1}\n" for n in range(size - 1)
    )
    held = "entity\n" + "".join(f"p-{n}\n" for n in range(0, size, 2))
    files = {"people.csv": people, "sources.csv": sources, "claims.csv": claims, "redactions.csv": held, "map.toml": ""}
    draft = read_map(write_map(files, base=False))
    assert problems_of(draft) == []
    less = redacted(draft)
    assert (len(less.entities), len(less.claims), len(less.sources)) == (size // 2, 0, 0)
