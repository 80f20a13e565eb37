"""Files are written whole or not at all."""

from __future__ import annotations

import errno
import os
import re
import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest

from guanxi_graph.files import replacing, write_text


def test_writes_utf8_with_the_usual_permissions(tmp_path):
    target = tmp_path / "new" / "关系.txt"
    write_text(target, "关系\n")
    assert target.read_bytes() == "关系\n".encode()
    umask = os.umask(0)
    os.umask(umask)
    assert target.stat().st_mode & 0o777 == 0o666 & ~umask


def test_keeps_the_permissions_of_the_file_it_replaces(tmp_path):
    target = tmp_path / "kept.txt"
    target.write_text("old")
    target.chmod(0o640)
    write_text(target, "new")
    assert (target.read_text(), target.stat().st_mode & 0o777) == ("new", 0o640)


def test_a_link_stays_a_link(tmp_path):
    real, link = tmp_path / "real.txt", tmp_path / "link.txt"
    real.write_text("old")
    link.symlink_to(real)
    write_text(link, "new")
    assert link.is_symlink()
    assert real.read_text() == "new"


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path):
    target = tmp_path / "kept.txt"
    target.write_text("old")
    with pytest.raises(RuntimeError), replacing(target) as stream:
        stream.write(b"half of it")
        raise RuntimeError
    assert [path.name for path in tmp_path.iterdir()] == ["kept.txt"]
    assert target.read_text() == "old"


def test_a_full_disk_leaves_the_old_file(tmp_path):
    target = tmp_path / "kept.txt"
    target.write_text("old")
    script = (
        "import resource, signal, sys; from pathlib import Path; from guanxi_graph.files import write_text\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try: write_text(Path(sys.argv[1]), 'x' * 100_000)\n"
        "except OSError as error: sys.exit(7)\n"
    )
    assert resource.RLIMIT_FSIZE
    assert subprocess.run([sys.executable, "-c", script, target], check=False).returncode == 7
    assert [path.name for path in tmp_path.iterdir()] == ["kept.txt"]
    assert target.read_text() == "old"


def test_a_kill_never_tears_a_file(tmp_path):
    target = tmp_path / "kept.txt"
    script = (
        "import sys; from pathlib import Path; from guanxi_graph.files import write_text\n"
        "n = 0\n"
        "while True: n += 1; write_text(Path(sys.argv[1]), f'{n:09d}' * 200_000)\n"
    )
    for delay in (0.15, 0.22, 0.31, 0.4):
        process = subprocess.Popen([sys.executable, "-c", script, target])
        deadline = time.monotonic() + 20
        while not target.exists() and time.monotonic() < deadline:
            time.sleep(0.01)
        time.sleep(delay)
        process.kill()
        process.wait()
        text = target.read_text()
        assert text == text[:9] * 200_000


def test_two_writers_leave_one_whole_file(tmp_path):
    target = tmp_path / "shared.txt"
    script = "import sys; from pathlib import Path; from guanxi_graph.files import write_text\nfor _ in range(30): write_text(Path(sys.argv[1]), sys.argv[2] * 50_000)\n"
    writers = [subprocess.Popen([sys.executable, "-c", script, target, letter]) for letter in "ab"]
    assert [writer.wait(60) for writer in writers] == [0, 0]
    assert target.read_text() in {"a" * 50_000, "b" * 50_000}
    assert [path.name for path in Path(tmp_path).iterdir()] == ["shared.txt"]


def test_a_device_and_a_pipe_are_written_to_as_they_are(tmp_path):
    pipe, link = tmp_path / "pipe", tmp_path / "link"
    os.mkfifo(pipe)
    link.symlink_to("/dev/null")
    with os.fdopen(os.open(pipe, os.O_RDONLY | os.O_NONBLOCK), "rb") as reader:
        for target in (pipe, link):
            write_text(target, "关系\n")
        assert reader.read() == "关系\n".encode()
    assert pipe.is_fifo()
    assert link.is_char_device()


def test_a_number_of_an_open_file_is_written_to(tmp_path):
    """Its name leads nowhere: the file was deleted."""
    with (tmp_path / "gone").open("w+b") as stream:
        (tmp_path / "gone").unlink()
        write_text(Path(f"/dev/fd/{stream.fileno()}"), "new")
        assert stream.read() == b"new"
    assert list(tmp_path.iterdir()) == []


def test_an_owner_is_kept_where_that_is_allowed(tmp_path, monkeypatch):
    target = tmp_path / "kept.txt"
    target.write_text("old")
    asked, state = [], target.stat()
    monkeypatch.setattr(os, "fchown", lambda _, user, group: asked.append((user, group)))
    theirs = os.stat_result((state.st_mode, *state[1:4], 1234, 1235, *state[6:10]))
    monkeypatch.setattr(Path, "stat", lambda path, **_: theirs if path == target else os.lstat(path))
    write_text(target, "new")
    assert asked == [(1234, 1235)]


def test_a_folder_is_not_replaced(tmp_path):
    with pytest.raises(IsADirectoryError) as raised:
        write_text(tmp_path, "new")
    assert raised.value.filename == str(tmp_path)


def test_a_file_in_the_way_of_a_folder(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(NotADirectoryError) as raised:
        write_text(tmp_path / "file" / "new.txt", "new")
    assert raised.value.filename == str(tmp_path / "file" / "new.txt")


def test_a_read_only_file_is_not_replaced(tmp_path, monkeypatch):
    target = tmp_path / "kept.txt"
    target.write_text("old")
    monkeypatch.setattr(os, "access", lambda path, mode: (str(path), mode) != (str(target), os.W_OK))
    with pytest.raises(PermissionError) as raised:
        write_text(target, "new")
    assert (raised.value.filename, raised.value.strerror) == (str(target), "it is read-only")
    assert target.read_text() == "old"


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_what_the_disk_refuses_names_the_target(tmp_path, monkeypatch, number):
    def refuse(_):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(OSError, match=os.strerror(number)) as raised:
        write_text(tmp_path / "new.txt", "new")
    assert raised.value.filename == str(tmp_path / "new.txt")
    assert list(tmp_path.iterdir()) == []


def test_an_error_of_the_block_keeps_its_own_name(tmp_path):
    with pytest.raises(FileNotFoundError) as raised, replacing(tmp_path / "new.txt"):
        (tmp_path / "other.txt").read_text()
    assert raised.value.filename == str(tmp_path / "other.txt")


def test_what_a_killed_writer_left_is_swept_and_nothing_else(tmp_path):
    left, other = tmp_path / ".guanxi-0123abcd.part", tmp_path / ".guanxi-mine.part"
    left.write_text("half")
    other.write_text("not ours")
    with replacing(tmp_path / "one.txt") as stream:
        write_text(tmp_path / "two.txt", "two")  # does not sweep what is being written
        stream.write(b"one")
    assert sorted(path.name for path in tmp_path.iterdir()) == [".guanxi-mine.part", "one.txt", "two.txt"]


def test_what_is_being_written_is_named_as_what_is_swept(tmp_path):
    with replacing(tmp_path / "new.txt"):
        (part,) = tmp_path.iterdir()
    assert re.fullmatch(r"\.guanxi-[0-9a-f]{8}\.part", part.name)


@pytest.mark.parametrize("name", ["/dev/stdout", "out.txt"])
def test_standard_output_and_the_file_that_it_goes_to_are_written_on(tmp_path, name):
    script = f"from pathlib import Path; from guanxi_graph.files import write_text; write_text(Path({name!r}), 'new')"
    with (tmp_path / "out.txt").open("wb") as out:
        subprocess.run(
            [sys.executable, "-c", f"print('first', flush=True); {script}"], stdout=out, cwd=tmp_path, check=True
        )
    assert (tmp_path / "out.txt").read_text() == "first\nnew"
