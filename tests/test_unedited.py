"""What is read belongs to one state of the files."""

from __future__ import annotations

import os

import pytest

from guanxi_graph.cli.unedited import Files, unedited


def test_nothing_changed(write_map):
    assert unedited(write_map(), lambda files: len(files.paths)) == 5


@pytest.mark.parametrize(
    "edit",
    [
        lambda folder: (folder / "people.yaml").write_text((folder / "people.yaml").read_text() + " "),
        lambda folder: (folder / "people.yaml").touch(),
        lambda folder: os.utime(folder / "people.yaml", (0, 0)),
        lambda folder: (folder / "people.yaml").rename(folder / "persons.yaml"),
        lambda folder: (folder / "more.yaml").write_text(""),
        lambda folder: (folder / "redactions.yaml").symlink_to("nowhere"),
        lambda folder: (folder / "sources.yaml").unlink(),
    ],
)
def test_an_edit_while_it_is_read(write_map, edit):
    folder, times = write_map(), []

    def read(_):
        times.append(1)
        if len(times) == 1:
            edit(folder)
            raise ValueError("half a map")  # is not what is wrong with the new one
        return len(times)

    assert unedited(folder, read) == 2


def test_turtle_that_is_written_while_it_is_read(tmp_path):
    turtle = tmp_path / "map.ttl"
    turtle.write_text("old")
    seen = []

    def read(files):
        seen.append(files.source.read_text())
        turtle.write_text("new")
        return seen[-1]

    with pytest.raises(OSError, match="the files are being changed while they are read"):
        unedited(turtle, read)
    assert seen == ["old", "new", "new"]


def test_what_is_built_and_what_is_no_part_of_the_map_may_change(write_map):
    folder = write_map()

    def read(_):
        for name in ("README.md", "ontology.ttl", ".people.yaml.swp", "export/guanxi.ttl"):
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text("x")
        return "read"

    assert unedited(folder, read) == "read"


def test_the_state_is_that_of_names_and_contents(write_map, tmp_path):
    folder = write_map()
    first = Files(folder).digest()
    os.utime(folder / "people.yaml", (0, 0))
    folder.rename(tmp_path / "moved")
    assert Files(tmp_path / "moved").digest() == first
    (tmp_path / "moved" / "people.yaml").rename(tmp_path / "moved" / "persons.yaml")
    assert Files(tmp_path / "moved").digest() != first


def test_below_a_folder_that_is_no_map_nothing_is_looked_for(write_map, monkeypatch):
    folder = write_map()
    (folder / "map.toml").unlink()
    monkeypatch.setattr("guanxi_graph.cli.unedited.look_into", None)
    assert unedited(folder, lambda files: files.paths) == []
