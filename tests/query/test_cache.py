"""What is kept between runs can be lost, cut short or forbidden; the answers stay the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from guanxi_graph.query import Data, Engine, File
from guanxi_graph.query.cache import digest, kept

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


@pytest.fixture
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
        return (File(str(folder / "a.ttl"), "http://ex/graph"),)


def answer(data: Data) -> str:
    with Engine(data) as engine:
        found = engine.query("SELECT (COUNT(*) AS ?n) { GRAPH <http://ex/graph> { ?s ex:p ?o } }", "csv").body.decode()
        assert engine.query(COUNT, "csv").body.decode() == found
    return found


@pytest.mark.usefixtures("cache")
@pytest.mark.parametrize("large", [10, 10_000_000], ids=["store", "memory"])
def test_it_is_made_once(large: int) -> None:
    make = Maker()
    data = [kept("key", make, large) for _ in range(3)]
    assert make.made == 1
    assert bool(data[0].store) == (large == 10)
    assert [answer(each) for each in data] == ["n\r\n50\r\n"] * 3


@pytest.mark.parametrize("damage", ["cut", "gone", "stamp"])
def test_what_was_damaged_is_made_again(cache: Path, damage: str) -> None:
    make = Maker()
    kept("key", make, 10)
    store = cache / "key" / "store"
    manifest = next(path for path in store.iterdir() if path.name.startswith("MANIFEST"))
    if damage == "cut":
        manifest.write_bytes(manifest.read_bytes()[:10])
    elif damage == "gone":
        next(store.glob("*.sst")).unlink()
    else:
        (cache / "key" / "entry.json").write_text("{")
    assert answer(kept("key", make, 10)) == "n\r\n50\r\n"
    assert make.made == 2


@pytest.mark.usefixtures("cache")
def test_a_query_leaves_the_store_as_it_was() -> None:
    make = Maker()
    for _ in range(3):
        answer(kept("key", make, 10))
    assert make.made == 1


def test_without_a_place_to_keep_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("GUANXI_CACHE", str(tmp_path / "file"))
    assert answer(kept("key", Maker(), 10)) == "n\r\n50\r\n"


def test_a_failure_leaves_nothing(cache: Path) -> None:
    def fail(_: Path) -> tuple[File, ...]:
        raise ValueError("no map")

    with pytest.raises(ValueError, match="no map"):
        kept("key", fail)
    assert list(cache.iterdir()) == []


def test_the_last_ones_are_kept(cache: Path) -> None:
    make = Maker()
    for number in range(12):
        kept(f"key-{number}", make)
    assert len(list(cache.iterdir())) == 8
    assert (cache / "key-11").exists()


def test_a_changed_map_is_another_entry(write_map: Callable[..., Path]) -> None:
    directory = write_map()
    files = sorted(path for path in directory.rglob("*") if path.is_file())
    before = digest(files)
    assert digest(files) == before
    files[0].write_text(files[0].read_text() + "\n")
    assert digest(files) != before
