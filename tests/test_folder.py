"""Every file of a map's folder is read, or a word is said of it."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path

import pytest

from guanxi_graph.reading import read_map
from guanxi_graph.redaction import problems_of, redacted

CLAIM = "- {subject: wang-xing, relation: knows, object: ma-huateng, sources: [asprec-2012]}\n"
HELD_BACK = "- {entity: ma-huateng, reason: at his request}\n"


def said(directory: Path) -> list[tuple[str, str, str]]:
    """Of each problem its code, its file and its message."""
    return [
        (problem.code, str(Path(problem.span.file).relative_to(directory)), problem.message)
        for problem in problems_of(read_map(directory))
        if not problem.code.startswith("unused")
    ]


def claims(directory: Path) -> list[str]:
    return [record.row.id for record in read_map(directory).claims]


@pytest.mark.parametrize("name", ["claims/c.YAML", "claims/c.Yml", "CLAIMS.yaml", "claims/sub/c.yml"])
def test_letter_case_does_not_hide_a_file(write_map, name):
    directory = write_map({name: CLAIM})
    assert "wang-xing.knows.ma-huateng" in claims(directory)
    assert said(directory) == []


def test_csv_in_capitals(write_map):
    table = "subject,relation,object,sources\nwang-xing,knows,ma-huateng,asprec-2012\n"
    assert "wang-xing.knows.ma-huateng" in claims(write_map({"claims/c.CSV": table}))


def test_a_vocabulary_in_capitals(write_map):
    text = "relations:\n  - {id: advises, labels: {en: advises}, domain: [Person], range: [Person]}\n"
    assert "advises" in read_map(write_map({"Vocabulary.YML": text})).vocabulary.relations


def test_a_linked_folder_is_read(write_map, tmp_path):
    directory = write_map()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "c.yaml").write_text(CLAIM)
    (directory / "claims" / "linked").symlink_to(elsewhere)
    assert "wang-xing.knows.ma-huateng" in claims(directory)


def test_a_link_that_leads_back_is_refused(write_map):
    directory = write_map()
    (directory / "claims" / "again").symlink_to(directory / "claims")
    assert said(directory) == [
        ("unreadable-file", "claims/again", "this link leads back to a folder that it stands in")
    ]


def test_a_link_that_leads_nowhere(write_map):
    directory = write_map()
    (directory / "claims" / "gone.yaml").symlink_to(directory / "nowhere.yaml")
    (directory / "sources").symlink_to(directory / "nowhere")
    assert said(directory) == [
        ("unreadable-file", "claims/gone.yaml", "this link leads nowhere"),
        ("unreadable-file", "sources", "this link leads nowhere"),
    ]


def test_a_folder_that_cannot_be_read(write_map, monkeypatch):
    directory = write_map()
    read = Path.iterdir

    def refuse(path):
        if path.name == "claims":
            raise PermissionError(13, "Permission denied", str(path))
        return read(path)

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert said(directory) == [("unreadable-file", "claims", "the folder cannot be read: Permission denied")]


def test_a_folder_that_cannot_be_entered(write_map, monkeypatch):
    directory = write_map({"claims/c.yaml": CLAIM})
    ask = os.stat

    def refuse(path, *arguments, **options):
        if os.fspath(path) == str(directory / "claims" / "c.yaml"):
            raise PermissionError(13, "Permission denied", path)
        return ask(path, *arguments, **options)

    monkeypatch.setattr(os, "stat", refuse)
    assert said(directory)[0] == ("unreadable-file", "claims/c.yaml", "it cannot be read: Permission denied")


@pytest.mark.parametrize("name", ["claims/new", "claims", "people"])
def test_a_file_without_a_suffix_is_named(write_map, name):
    directory = write_map({"LICENSE": "x", "claims/README": "x"} if name != "claims" else {})
    if name == "claims":
        shutil.rmtree(directory / name)
    (directory / name).write_text(CLAIM)
    assert ("not-read", name, "this file is not read, so it is not part of the map") in said(directory)
    assert not any("README" in file or "LICENSE" in file for _, file, _ in said(directory))


@pytest.mark.parametrize("name", ["map.toml", "vocabulary.yaml", "stories/one.yaml", "claims/c.yaml", "queries/q.rq"])
def test_a_pipe_is_refused_and_nobody_waits_for_it(write_map, name):
    directory = write_map()
    path = directory / name
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    os.mkfifo(path)
    assert stat.S_ISFIFO(path.stat().st_mode)
    assert said(directory) == [("unreadable-file", name, "this is not a file but a device, a socket or a pipe")]


def test_a_link_to_a_device_is_refused(write_map):
    directory = write_map()
    (directory / "claims" / "zero.yaml").symlink_to("/dev/zero")
    assert said(directory)[0][:2] == ("unreadable-file", "claims/zero.yaml")


def test_what_is_built_and_what_is_hidden_is_not_looked_at(write_map):
    files = {"export/inferred.yaml": "x", ".hidden/c.yaml": "x", "claims/.c.yaml.swp": "x", "schema/claims.json": "{}"}
    assert said(write_map({**files, "README.md": "x", "notes.txt": "x", "ontology.ttl": ""})) == []


def test_a_file_named_like_a_folder_is_read(write_map):
    entity = "id,class,labels.en\nlei-jun,Person,Lei Jun\n"
    draft = read_map(write_map({"export.csv": entity, "queries.csv": entity.replace("lei-jun", "lei-jun-two")}))
    assert {"lei-jun", "lei-jun-two"} <= set(draft.entity_by_id)


@pytest.mark.parametrize("name", ["redactions.YAML", "Redactions.yml", "redactions/one.yaml"])
def test_redactions_under_any_name_hold_back(write_map, name):
    draft = read_map(write_map({name: HELD_BACK}))
    assert "ma-huateng" not in redacted(draft).entity_by_id


def test_redactions_in_a_linked_folder_hold_back(write_map, tmp_path):
    directory = write_map()
    (tmp_path / "private").mkdir()
    (tmp_path / "private" / "r.yaml").write_text(HELD_BACK)
    (directory / "redactions").symlink_to(tmp_path / "private")
    assert "ma-huateng" not in redacted(read_map(directory)).entity_by_id


@pytest.mark.parametrize("name", ["redactions.json", "redactions.txt", "redactions", "redactions.yaml.bak"])
def test_redactions_that_are_not_read_are_an_error(write_map, name):
    problems = problems_of(read_map(write_map({name: HELD_BACK})))
    assert [(problem.code, problem.severity) for problem in problems] == [("not-read", "error")]


def test_redactions_behind_a_broken_link_are_an_error(write_map):
    directory = write_map()
    (directory / "redactions.yaml").symlink_to(directory / "nowhere")
    assert said(directory) == [("unreadable-file", "redactions.yaml", "this link leads nowhere")]
