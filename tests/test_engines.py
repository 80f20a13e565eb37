"""Maps that ``check`` and ``build`` judge and write a part at a time: what is chosen, printed and left behind."""

from __future__ import annotations

import errno
import gzip
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow as pa
import pytest
from click.testing import CliRunner

from guanxi_graph.cli import engines, main
from guanxi_graph.formats.conversion import triples_of
from problem_cases import CASES, files_of

LARGEST = 15_000


def told(ran):
    return ran.returncode, ran.stdout, ran.stderr


def names_in(folder):
    return sorted(path.name for path in folder.rglob("*"))


@pytest.mark.parametrize("options", [(), ("--json",), ("--sarif",), ("-q", "--errors-only"), ("--draft",)])
def test_a_check_prints_the_same_by_each_engine(guanxi, write_map, options):
    [case] = [case for case in CASES if case.stem == "two-dates"]
    folder = write_map(files_of(case))
    in_memory, on_disk = (guanxi("check", folder, "--engine", name, *options) for name in ("memory", "disk"))
    assert told(on_disk) == told(in_memory)
    assert "two-dates" in in_memory.stdout or options[:1] == ("-q",)


def test_a_good_map_and_none(guanxi, write_map, tmp_path):
    folder = write_map()
    assert told(guanxi("check", folder, "--engine", "disk")) == told(guanxi("check", folder))
    nowhere = tmp_path / "nowhere"
    assert told(guanxi("check", nowhere, "--engine", "disk")) == told(guanxi("check", nowhere))
    assert guanxi("check", nowhere).returncode == 1


def test_what_is_held_back_is_checked_in_memory(guanxi, write_map):
    [case] = [case for case in CASES if case.stem == "redaction-trace"]
    folder = write_map(files_of(case))
    plain, on_disk = guanxi("check", folder), guanxi("check", folder, "--engine", "disk")
    assert (on_disk.returncode, on_disk.stdout) == (plain.returncode, plain.stdout)
    assert on_disk.stderr == f"checked with --engine memory: {engines.REDACTED}\n"
    assert plain.stderr == guanxi("check", folder, "--engine", "memory").stderr == ""
    built = guanxi("build", folder, "--engine", "disk")
    assert built.returncode == 2
    assert "what a map holds back is looked for in all of it at once: leave --engine disk out" in built.stderr


def test_the_disk_is_chosen_for_large_files_of_claims(write_map, monkeypatch):
    folder = write_map()
    assert engines.chosen(folder, "auto") == "memory"
    monkeypatch.setattr(engines, "LARGE", sum(path.stat().st_size for path in (folder / "claims").iterdir()) - 1)
    assert engines.chosen(folder, "auto") == "disk"
    assert engines.chosen(folder, "memory") == "memory"
    (folder / "redactions.yaml").write_text("- entity: tencent\n", "utf-8")
    assert engines.chosen(folder, "auto") == engines.chosen(folder, "disk") == "memory"


def test_a_build_on_the_disk_is_the_build_in_memory(guanxi, write_map, tmp_path):
    folder = write_map()
    guanxi("build", folder, "--no-page")
    built = guanxi("build", folder, "--engine", "disk", "-o", tmp_path / "out")
    turtle, ontology, page, state = built.stdout.splitlines()
    assert (built.returncode, built.stderr) == (0, "")
    assert Path(turtle).read_bytes() == (folder / "export" / "guanxi.ttl").read_bytes()
    assert Path(ontology).read_bytes() == (folder / "ontology.ttl").read_bytes()
    assert page == "no page: --engine disk writes triples"
    assert state == guanxi("build", folder, "--no-page").stdout.splitlines()[-1]


def test_sorted_triples_compressed_or_not(guanxi, write_map, tmp_path):
    folder, out = write_map(), tmp_path / "out"
    for compression in ((), ("--compress", "gzip"), ("--compress", "zstd")):
        assert guanxi("build", folder, "--engine", "disk", "--as", "ntriples", *compression, "-o", out).returncode == 0
    plain, gz, zst = (out / f"guanxi.nt{end}" for end in ("", ".gz", ".zst"))
    guanxi("build", folder, "--no-page")
    triples = set(triples_of((folder / "export" / "guanxi.ttl").read_bytes()))
    assert plain.read_bytes().decode() == "".join(sorted(f"{triple} .\n" for triple in triples))
    assert gzip.decompress(gz.read_bytes()) == plain.read_bytes()
    assert pa.input_stream(zst, compression="zstd").read() == plain.read_bytes()


def test_gzip_tells_neither_time_nor_name(guanxi, write_map, tmp_path):
    folder, first, second = write_map(), tmp_path / "first", tmp_path / "second"
    for out in (first, second):
        guanxi("build", folder, "--engine", "disk", "--compress", "gzip", "-o", out)
    header = (first / "guanxi.ttl.gz").read_bytes()[:10]
    assert (header[:3], header[3], header[4:8]) == (b"\x1f\x8b\x08", 0, bytes(4))
    assert (first / "guanxi.ttl.gz").read_bytes() == (second / "guanxi.ttl.gz").read_bytes()


def test_what_a_build_lacks_is_said(guanxi, write_map, tmp_path, monkeypatch):
    folder = write_map()
    assert "--as and --compress are for --engine disk" in guanxi("build", folder, "--compress", "gzip").stderr
    guanxi("build", folder, "--no-page")
    of_a_file = guanxi("build", folder / "export" / "guanxi.ttl", "--engine", "disk", "-o", tmp_path)
    assert (of_a_file.returncode, "reads the folder of a map" in of_a_file.stderr) == (2, True)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    before = names_in(folder)
    ran = CliRunner().invoke(main, ["build", str(folder), "--engine", "disk", "--compress", "zstd"])
    assert ran.exit_code == 2
    assert "zstd needs pyarrow: pip install 'guanxi-graph[tables]'" in ran.stderr
    assert names_in(folder) == before


@pytest.mark.parametrize("command", ["check", "build"])
def test_a_temporary_folder_that_is_full_is_named(write_map, tmp_path, monkeypatch, command):
    def refuse(*_, **__):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    folder, temporary = write_map(), tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    monkeypatch.setattr("guanxi_graph.bulk.spill.pickle.dump", refuse)
    where = ["-o", str(tmp_path / "new" / "build")] if command == "build" else []
    ran = CliRunner().invoke(main, [command, str(folder), "--engine", "disk", *where])
    assert (ran.exit_code, ran.stdout) == (1, "")
    assert ran.stderr.startswith(f"{temporary}:1:1: error[unusable-file]: No space left on device\n")
    assert "name another folder by TMPDIR" in ran.stderr
    assert names_in(temporary) == []
    assert not (tmp_path / "new").exists()


def test_an_error_leaves_the_last_build(guanxi, write_map):
    folder = write_map()
    guanxi("build", folder, "--engine", "disk")
    before = (folder / "export" / "guanxi.ttl").read_bytes()
    row = {"subject": "ma-huateng", "relation": "knows", "object": "nobody", "sources": ["asprec-2012"]}
    (folder / "claims" / "new.jsonl").write_text(json.dumps(row), "utf-8")
    failed = guanxi("build", folder, "--engine", "disk")
    assert (failed.returncode, failed.stdout) == (1, "")
    assert "unknown-entity" in failed.stderr
    assert (folder / "export" / "guanxi.ttl").read_bytes() == before
    assert names_in(folder / "export") == ["guanxi.ttl"]


def test_ctrl_c_leaves_the_last_build_and_nothing_else(guanxi, write_map, tmp_path):
    folder, temporary = write_map(), tmp_path / "temporary"
    temporary.mkdir()
    guanxi("build", folder, "--engine", "disk")
    rows = (
        {"subject": "ma-huateng", "relation": "knows", "object": "wang-xing", "start": f"{1000 + day // 365}"}
        | {"note": f"Day {day}.", "sources": ["asprec-2012"], "distinct": f"the {day}th"}
        for day in range(LARGEST)
    )
    (folder / "claims" / "more.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    before, turtle = names_in(folder), (folder / "export" / "guanxi.ttl").read_bytes()
    command = [Path(sys.executable).parent / "guanxi", "build", folder, "--engine", "disk"]
    with subprocess.Popen(
        command, env={**os.environ, "TMPDIR": str(temporary)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as building:
        try:
            latest = time.monotonic() + 60
            while not any(temporary.rglob("*.written")) and time.monotonic() < latest:
                time.sleep(0.01)
            assert names_in(folder) != before
            building.send_signal(signal.SIGINT)
            printed, said = building.communicate(timeout=60)
        finally:
            building.kill()
    assert (building.returncode, printed, said.strip()) == (1, "", "Aborted!")
    assert names_in(folder) == before
    assert (folder / "export" / "guanxi.ttl").read_bytes() == turtle
    assert names_in(temporary) == []
