"""Files are written whole or not at all."""

from __future__ import annotations

import os
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
