"""What is kept between runs can be lost, damaged, forbidden or taken away; the answers stay the same."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from guanxi_graph.cli import snapshot
from guanxi_graph.cli.querying import held_map
from guanxi_graph.locks import folder_locked
from guanxi_graph.query import Data, Engine, File
from guanxi_graph.query import cache as cache_module
from guanxi_graph.query.cache import cache_folder, kept, key_of

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
KEY = f"{0:08x}-{0:032x}"
Write = Callable[..., Path]


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GUANXI_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


class Maker:
    """Writes a small file, and counts how often it had to."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self, folder: Path) -> tuple[File, ...]:
        self.made += 1
        (folder / "a.ttl").write_text(
            "@prefix ex: <http://ex/> .\n" + "".join(f"ex:{i} ex:p {i} .\n" for i in range(50))
        )
        return (File("a.ttl", "http://ex/graph"),)


def answer(held: Callable[[], Data]) -> str:
    with Engine(held) as engine:
        found = engine.query("SELECT (COUNT(*) AS ?n) { GRAPH <http://ex/graph> { ?s ex:p ?o } }", "csv").body.decode()
        assert engine.query(COUNT, "csv").body.decode() == found
    return found


def key(number: int) -> str:
    return f"{number:08x}-{number:032x}"


@pytest.mark.parametrize("large", [10, 10_000_000], ids=["store", "memory"])
def test_it_is_made_once(large: int) -> None:
    make = Maker()
    held = [kept(KEY, make, large) for _ in range(3)]
    assert make.made == 1
    assert bool(held[0]().store) == (large == 10)
    assert [answer(each) for each in held] == ["n\r\n50\r\n"] * 3


def cut_short(place: Path) -> None:
    manifest = next(path for path in (place / "store").iterdir() if path.name.startswith("MANIFEST"))
    manifest.write_bytes(manifest.read_bytes()[:10])


def a_store_file_gone(place: Path) -> None:
    next((place / "store").glob("*.sst")).unlink()


def another_text_of_the_same_size(place: Path) -> None:
    text = place / "a.ttl"
    times = text.stat()
    text.write_text(text.read_text().replace("ex:7", "ex:8"))
    os.utime(text, ns=(times.st_atime_ns, times.st_mtime_ns))


def a_word_of_the_stamp(place: Path) -> None:
    stamp = place / "entry.json"
    stamp.write_bytes(stamp.read_bytes().replace(b"http://ex/graph", b"http://ex/grbph"))


def the_stamp_gone(place: Path) -> None:
    (place / "entry.json").unlink()


def the_stamp_cut(place: Path) -> None:
    (place / "entry.json").write_text("{")


@pytest.mark.parametrize("large", [10, 10_000_000], ids=["store", "memory"])
@pytest.mark.parametrize(
    "damage",
    [cut_short, a_store_file_gone, another_text_of_the_same_size, a_word_of_the_stamp, the_stamp_gone, the_stamp_cut],
)
def test_what_was_damaged_is_made_again(cache: Path, damage: Callable[[Path], None], large: int) -> None:
    if large > 10 and damage in (cut_short, a_store_file_gone):
        pytest.skip("there is no store")
    make = Maker()
    kept(KEY, make, large).close()
    damage(cache / KEY)
    assert answer(kept(KEY, make, large)) == "n\r\n50\r\n"
    assert make.made == 2


def test_a_folder_that_was_moved_is_sound_where_it_is_now(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make = Maker()
    kept(KEY, make, 10).close()
    cache.rename(cache.with_name("moved"))
    monkeypatch.setenv("GUANXI_CACHE", str(cache.with_name("moved")))
    assert answer(kept(KEY, make, 10)) == "n\r\n50\r\n"
    assert make.made == 1


def test_a_query_leaves_the_store_as_it_was() -> None:
    make = Maker()
    for _ in range(3):
        answer(kept(KEY, make, 10))
    assert make.made == 1


def test_without_a_place_to_keep_it_nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, guanxi) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "tmp").mkdir()
    monkeypatch.setenv("GUANXI_CACHE", str(tmp_path / "file"))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    monkeypatch.setattr(tempfile, "tempdir", None)
    with kept(KEY, Maker(), 10) as held:
        assert answer(held) == "n\r\n50\r\n"
        assert len(list((tmp_path / "tmp").iterdir())) == 1
    assert list((tmp_path / "tmp").iterdir()) == []
    assert guanxi("query", "ASK { ?s a gx:Person }").stdout == "yes\n"
    assert list((tmp_path / "tmp").iterdir()) == []


def test_a_failure_leaves_nothing(cache: Path) -> None:
    def fail(_: Path) -> tuple[File, ...]:
        raise ValueError("no map")

    with pytest.raises(ValueError, match="no map"):
        kept(KEY, fail)
    assert list(cache.iterdir()) == []


# Held while it is in use
def test_the_last_ones_are_kept_and_those_in_use(cache: Path) -> None:
    (cache / "notes").mkdir(parents=True)  # not ours
    make = Maker()
    with kept(key(20), make):
        for number in range(12, 1, -1):
            kept(key(number), make).close()
        assert {path.name for path in cache.iterdir()} == {"notes", key(20), *(key(each) for each in range(2, 10))}
    kept(key(1), make).close()
    assert {path.name for path in cache.iterdir()} == {"notes", *(key(each) for each in range(1, 9))}


def test_it_lies_where_the_user_keeps_such_things_in_a_folder_that_need_not_be_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GUANXI_CACHE")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    assert cache_folder() == tmp_path / ".cache" / "guanxi-graph"
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "away" / "cache"))
    kept(KEY, Maker()).close()
    assert [path.name for path in (tmp_path / "away" / "cache" / "guanxi-graph").iterdir()] == [KEY]


def test_of_one_map_the_newest_is_kept(cache: Path) -> None:
    """What it holds back now may stand in the others."""
    with kept(f"{1:08x}-{1:032x}", Maker()):
        kept(f"{1:08x}-{2:032x}", Maker()).close()
        kept(f"{1:08x}-{3:032x}", Maker()).close()
        kept(f"{2:08x}-{4:032x}", Maker()).close()
    names = {path.name[7:].lstrip("0").replace("0", "") for path in cache.iterdir()}
    assert names == {"1-1", "1-3", "2-4"}


def test_what_a_killed_process_left_is_swept_after_a_minute(cache: Path) -> None:
    old, new, written = (cache / f".{KEY}.{name}" for name in ("old", "new", "written"))
    for path in (old, new, written):
        path.mkdir(parents=True)
    for path in (old, written):
        os.utime(path, (time.time() - 100,) * 2)
    with folder_locked(written, alone=False, unknown=True):
        kept(key(1), Maker()).close()
    assert [path.exists() for path in (old, new, written)] == [False, True, True]


@pytest.mark.parametrize("large", [10, 10_000_000], ids=["store", "memory"])
@pytest.mark.parametrize("loss", [shutil.rmtree, lambda cache: (cache / KEY / "a.ttl").unlink()])
def test_what_is_lost_while_it_is_in_use_is_made_again_from_what_is_open(
    cache: Path, large: int, loss: Callable[[Path], None]
) -> None:
    make = Maker()
    with kept(KEY, make, large) as held:
        before = held.path("a.ttl").read_bytes()
        loss(cache)
        assert answer(held) == "n\r\n50\r\n"
        assert held.path("a.ttl").read_bytes() == before
        loss(cache)  # and again
        assert answer(held) == "n\r\n50\r\n"
    assert make.made == 1


def test_what_is_changed_in_place_while_it_is_in_use_is_not_answered_from(cache: Path) -> None:
    with kept(KEY, Maker()) as held:
        another_text_of_the_same_size(cache / KEY)
        with pytest.raises(OSError, match="was changed by somebody while it was in use; start again"):
            held()


# The key
def test_a_changed_or_renamed_file_is_another_entry(write_map: Write) -> None:
    directory = write_map()
    files = sorted(path for path in directory.rglob("*") if path.is_file())
    before = key_of(directory, files)
    assert key_of(directory, files) == before
    renamed = files[0].rename(files[0].with_name("renamed.yaml"))
    assert key_of(directory, [renamed, *files[1:]]) != before
    renamed.rename(files[0])
    files[0].write_text(files[0].read_text() + "\n")
    assert key_of(directory, files) != before


def test_other_code_makes_another_entry_whatever_its_times(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "guanxi_graph"
    shutil.copytree(Path(cache_module.__file__).parents[1], package)
    monkeypatch.setattr(cache_module, "__file__", str(package / "query" / "cache.py"))

    def code() -> bytes:
        cache_module._code.cache_clear()
        return cache_module._code()

    before, text = code(), package / "dates.py"
    os.utime(text, (0, 0))
    assert code() == before
    times = text.stat()
    text.write_text(text.read_text().replace("year", "yaer"))
    os.utime(text, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert code() != before
    cache_module._code.cache_clear()


@pytest.mark.parametrize("source", ["directory", "turtle"])
def test_a_map_that_is_edited_while_it_loads(
    write_map: Write, monkeypatch: pytest.MonkeyPatch, guanxi, tmp_path: Path, source: str
) -> None:
    """Neither state is kept under the other's name."""
    directory = write_map()
    guanxi("export", directory, "-o", tmp_path / "map.ttl")
    found, edited = (directory, directory / "people.yaml") if source == "directory" else (tmp_path / "map.ttl",) * 2
    old, reads = edited.read_text(), []

    def key_then_edit(where: Path, *files: object) -> str:
        now = key_of(where, *files)
        reads.append(now)
        if len(reads) == 1:
            edited.write_text(old.replace("Wang Xing", "Wang Xang"))
        return now

    monkeypatch.setattr(snapshot, "key_of", key_then_edit)
    query = "SELECT ?name { ent:wang-xing skos:prefLabel ?name FILTER(lang(?name) = 'en') }"
    for name in ("Wang Xang", "Wang Xing"):
        with held_map(found) as held, Engine(held) as engine:
            assert name in engine.query(query, "csv").body.decode()
        edited.write_text(old)
    assert len(set(reads)) == 2


def test_a_map_that_is_edited_all_the_time(
    write_map: Write, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    directory = write_map()

    def key_then_touch(where: Path, *files: object) -> str:
        (directory / "people.yaml").touch()
        return key_of(where, *files)

    monkeypatch.setattr(snapshot, "key_of", key_then_touch)
    with pytest.raises(SystemExit):
        held_map(directory)
    assert "the files are being changed while they are read" in capsys.readouterr().err


def test_turtle_is_read_as_it_was(tmp_path: Path) -> None:
    turtle = tmp_path / "a.ttl"
    turtle.write_text("<x> <p:p> 1 .")
    with held_map(turtle) as held:
        turtle.write_text("<x> <p:p> 2 .")
        with Engine(held) as engine:
            answer = engine.query("SELECT ?s ?o { ?s <p:p> ?o }", "csv").body.decode()
    assert answer == f"s,o\r\n{turtle.as_uri().replace('a.ttl', 'x')},1\r\n"


def test_large_turtle_that_is_none(tmp_path: Path, guanxi) -> None:
    (tmp_path / "a.ttl").write_text("<a:a> <a:b> 1 .\n" * 600_000 + "<a:a> <a:b")
    ran = guanxi("query", "-m", tmp_path / "a.ttl", "ASK {}")
    assert ran.returncode == 1
    assert "a.ttl:600001:" in ran.stderr
    assert "error[turtle-syntax]: this is not Turtle" in ran.stderr
