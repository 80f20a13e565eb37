"""Several files are replaced as one."""

from __future__ import annotations

import errno
import json
import os
import sys
from pathlib import Path

import pytest

from guanxi_graph import together as module
from guanxi_graph.files import write_text
from guanxi_graph.together import JOURNAL, finish_left, replacing_together


def texts(folder):
    return {str(path.relative_to(folder)): path.read_text() for path in folder.rglob("*") if path.is_file()}


def write(folder, word):
    with replacing_together(folder / "export") as together:
        together.write_text(folder / "export" / "a.ttl", f"{word} a")
        together.write_text(folder / "b.ttl", f"{word} b")


@pytest.fixture
def killed_at(monkeypatch):
    """Ends the process, as it were, before a renaming of a number."""

    def end(number):
        renamed = []

        def move(part):
            if len(renamed) == number:
                os._exit(9)
            renamed.append(part)
            part.path.replace(part.place)

        monkeypatch.setattr(module.Part, "move", move)

    return end


def in_a_child(call, *arguments):
    child = os.fork()
    if child == 0:
        try:
            call(*arguments)
        finally:
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def test_a_folder_that_was_made_for_nothing_goes(tmp_path):
    (tmp_path / "old").mkdir()
    for folder in (tmp_path / "old", tmp_path / "old" / "new" / "newer"):
        with pytest.raises(ZeroDivisionError), replacing_together(folder) as together:
            together.write_text(folder / "a.ttl", "a")
            1 / 0  # noqa: B018
        assert list(tmp_path.rglob("*")) == [tmp_path / "old"]


def test_all_take_their_places(tmp_path):
    write(tmp_path, "old")
    write(tmp_path, "new")
    assert texts(tmp_path) == {"export/a.ttl": "new a", "b.ttl": "new b"}


def test_a_failure_leaves_all_as_they_were(tmp_path):
    write(tmp_path, "old")
    with pytest.raises(RuntimeError), replacing_together(tmp_path / "export") as together:
        together.write_text(tmp_path / "export" / "a.ttl", "new a")
        raise RuntimeError
    assert texts(tmp_path) == {"export/a.ttl": "old a", "b.ttl": "old b"}


@pytest.mark.parametrize("number", [0, 1])
def test_what_was_decided_is_finished_after_a_kill(tmp_path, killed_at, number):
    write(tmp_path, "old")
    killed_at(number)
    assert in_a_child(write, tmp_path, "new") == 9
    assert (tmp_path / "export" / JOURNAL).exists()
    finish_left(tmp_path / "export")
    assert texts(tmp_path) == {"export/a.ttl": "new a", "b.ttl": "new b"}


def test_an_interruption_after_the_decision_comes_too_late(tmp_path, monkeypatch):
    write(tmp_path, "old")
    with monkeypatch.context() as patched:
        patched.setattr(module.Part, "move", lambda _: sys.exit(143))
        with pytest.raises(SystemExit):
            write(tmp_path, "new")
    assert texts(tmp_path) == {"export/a.ttl": "new a", "b.ttl": "new b"}


def test_what_cannot_be_moved_yet_is_moved_by_the_next_command(tmp_path, monkeypatch):
    write(tmp_path, "old")

    def busy(path, _):
        raise OSError(errno.EBUSY, "busy", str(path))

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", busy)
        with pytest.raises(OSError, match="busy") as raised:
            write(tmp_path, "new")
        assert raised.value.filename == str(tmp_path / "export" / "a.ttl")
        with pytest.raises(OSError, match="busy"):
            write(tmp_path, "newer")
    finish_left(tmp_path / "export")
    assert texts(tmp_path) == {"export/a.ttl": "newer a", "b.ttl": "newer b"}


def test_what_was_not_decided_is_taken_away_after_a_kill(tmp_path, monkeypatch):
    write(tmp_path, "old")
    monkeypatch.setattr(module.Together, "move", lambda _: os._exit(9))
    assert in_a_child(write, tmp_path, "new") == 9
    assert len(texts(tmp_path)) == 5  # two parts and the journal
    finish_left(tmp_path / "export")
    assert texts(tmp_path) == {"export/a.ttl": "old a", "b.ttl": "old b"}


def test_the_next_build_finishes_first(tmp_path, killed_at, monkeypatch):
    write(tmp_path, "old")
    with monkeypatch.context():
        killed_at(1)
        in_a_child(write, tmp_path, "new")
    monkeypatch.undo()
    with replacing_together(tmp_path / "export"):
        assert (tmp_path / "b.ttl").read_text() == "new b"
    assert texts(tmp_path) == {"export/a.ttl": "new a", "b.ttl": "new b"}


def test_nobody_finishes_what_is_being_written(tmp_path):
    with replacing_together(tmp_path) as together:
        together.write_text(tmp_path / "a.ttl", "new")
        finish_left(tmp_path)
        write_text(tmp_path / "other.ttl", "other")
    assert texts(tmp_path) == {"a.ttl": "new", "other.ttl": "other"}


def test_another_process_that_does_not_end(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "_PATIENCE", 0.1)
    with (
        replacing_together(tmp_path),
        pytest.raises(OSError, match="another process has been writing here") as raised,
        replacing_together(tmp_path),
    ):
        pass
    assert raised.value.filename == str(tmp_path)


@pytest.mark.parametrize(
    "journal",
    [
        "",
        "move\n",
        "[1, 2]\nmove\n",
        '["../kept.txt", "x"]\nmove\n',
        '["kept.txt", "taken.txt"]\nmove\n',
        '["kept.txt", "x"]\n',
        json.dumps([".guanxi-0123abcd.new", "\0"]) + "\nmove\n",
        json.dumps([".guanxi-0123abcd.new", ".."]) + "\nmove\n",
        "[" * 100_000 + "\nmove\n",
        '[".guanxi-0123ab',
    ],
)
def test_a_strange_journal_moves_and_removes_nothing(tmp_path, journal):
    (tmp_path / "kept.txt").write_text("kept")
    (tmp_path / JOURNAL).write_text(journal)
    finish_left(tmp_path)
    assert texts(tmp_path) == {"kept.txt": "kept"}


def test_a_journal_that_is_a_link_is_left_alone(tmp_path):
    (tmp_path / "kept.txt").write_text("kept")
    (tmp_path / JOURNAL).symlink_to("kept.txt")
    finish_left(tmp_path)
    with pytest.raises(OSError, match="symbolic links"), replacing_together(tmp_path):
        pass
    assert (tmp_path / "kept.txt").read_text() == "kept"
