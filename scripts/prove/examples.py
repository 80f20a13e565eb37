"""A small map in two states, of which every file that is built of it differs."""

from __future__ import annotations

import shutil
from pathlib import Path

from forked import run

BUILT = ("export/guanxi.ttl", "ontology.ttl", "export/index.html", "export/positions.json")

_MORE = {
    "people.yaml": "\n- {id: su-guo, class: Person, labels: {en: Su Guo, zh-Hans: 苏过}}\n",
    "vocabulary.yaml": "relations:\n  - {id: rivalled, labels: {en: rivalled}, domain: [Person], range: [Person]}\n",
}

Built = tuple[bytes, ...]


def example(folder: Path) -> Path:
    """A new map: the one that ``guanxi init`` starts."""
    ran = run("init", folder)
    if ran.code:
        raise RuntimeError(str(ran))
    return folder


class TwoStates:
    """A map that can be set to either state, and what is built of each."""

    def __init__(self, folder: Path) -> None:
        self.folder = example(folder)
        self._texts = {name: self._text(name) for name in _MORE}
        self.built = [self._build(state) for state in (0, 1, 0, 1)][2:]

    def set(self, state: int) -> None:
        for name, more in _MORE.items():
            text = self._texts[name] + more * state
            (self.folder / name).write_text(text, "utf-8")

    def found(self) -> Built:
        """What is built now."""
        return tuple((self.folder / name).read_bytes() for name in BUILT)

    def put(self, state: int) -> None:
        """As if it had been built of this state."""
        for name, content in zip(BUILT, self.built[state], strict=True):
            (self.folder / name).write_bytes(content)

    def _text(self, name: str) -> str:
        path = self.folder / name
        return path.read_text("utf-8") if path.exists() else ""

    def _build(self, state: int) -> Built:
        self.set(state)
        ran = run("build", self.folder)
        if ran.code:
            raise RuntimeError(str(ran))
        return self.found()


def left_in(folder: Path) -> list[Path]:
    """What was not taken away of parts and journals."""
    return list(folder.rglob(".guanxi-*"))


def copy(source: Path, target: Path) -> Path:
    shutil.copytree(source, target)
    return target
