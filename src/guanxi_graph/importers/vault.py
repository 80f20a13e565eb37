"""A vault of notes as Obsidian has it: each note is a thing, its properties and its links are what is said of it.

Properties stand at the head of a note (``founded: "[[Xiaonei]]"``) or in its text, as Dataview reads them
(``founded:: [[Xiaonei]]``). A link without a word is one too: its relation is ``links to``. The text stays where it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote

import msgspec

from guanxi_graph.importers.facts import SEPARATOR, Facts
from guanxi_graph.importers.foreign_table import ForeignTable, How, unreadable
from guanxi_graph.problems import MapError
from guanxi_graph.reading.located import Fields, plain
from guanxi_graph.reading.utf8 import read_utf8
from guanxi_graph.reading.yaml import parse_yaml

_HEAD = re.compile(r"---[ \t]*\r?\n(?P<head>.*?)^---[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"(?P<embedded>!?)\[\[(?P<target>[^\[\]|#^\n]+)[^\[\]\n]*\]\]")
_MARKDOWN_LINK = re.compile(r"(?<!!)\[[^\[\]\n]*\]\((?P<target>[^()\s]+\.md)(?:#[^()\s]*)?\)")
_INLINE = re.compile(r"^[ \t>*+-]*[\[(]?(?P<name>\w[^:\n\[\]()]{0,60}?)::[ \t]*(?P<value>[^\n]+)$", re.MULTILINE)
_BRACKETED = re.compile(
    r"[\[(](?P<name>\w[^:\n\[\]()]{0,60}?)::[ \t]*(?P<value>(?:\[\[[^\]\n]*\]\]|[^\[\]()\n])+)[\])]"
)
_CODE = re.compile(r"```.*?```|~~~.*?~~~|`[^`\n]*`|%%.*?%%", re.DOTALL)
_ALIASES, _TAGS, _KINDS = ("aliases", "alias"), ("tags", "tag"), ("class", "type", "kind")
_DESCRIBED, _SOURCES = ("description", "summary"), ("source", "sources", "reference")
# How a note looks, and where it is published.
_LEFT = frozenset(
    {"cssclass", "cssclasses", "publish", "permalink", "cover", "banner", "created", "updated", "modified"}
)
_LINKS_TO = "links to"


class _Note(msgspec.Struct, frozen=True):
    name: str
    properties: dict[str, list[str]]
    text: str

    def first(self, names: tuple[str, ...]) -> list[str]:
        return next((self.properties[name] for name in names if self.properties.get(name)), [])


def read_vault(folder: Path, _: How) -> list[ForeignTable]:
    """The notes of a folder and of those below it, hidden ones apart. Raises MapError with the place, and OSError."""
    paths = [
        path
        for path in sorted(folder.rglob("*.md"))
        if not any(part.startswith(".") for part in path.parts[len(folder.parts) :])
    ]
    if not paths:
        hint = "name a file, or a folder of notes that end with .md"
        raise unreadable(str(folder), "there are no notes in this folder", hint)
    facts = Facts(folder.name, "Concept")
    for number, note in enumerate((_note(path, facts) for path in paths), 1):
        _take(note, facts, number)
    return facts.tables


def _note(path: Path, facts: Facts) -> _Note:
    text = read_utf8(path, str(path))
    match = _HEAD.match(text)
    properties: dict[str, list[str]] = {}
    if match:
        text = text[match.end() :]
        try:
            root = parse_yaml(match["head"], str(path), 2)
            properties = (
                {name.casefold(): _texts(value) for name, value in plain(root).items()}
                if isinstance(root, Fields)
                else {}
            )
        except MapError:
            facts.left[f"properties of `{path.name}` that are no YAML: left out"] += 1
    return _Note(path.stem, properties, _CODE.sub(" ", text))


def _texts(value: Any) -> list[str]:
    """The values of a property; what YAML takes for lists in lists are links without quotation marks."""
    if isinstance(value, list):
        if len(value) == 1 and isinstance(value[0], list):
            return [f"[[{each}]]" for each in value[0] if isinstance(each, str)]
        return [text for each in value for text in _texts(each)]
    return [value.strip()] if isinstance(value, str) and value.strip() else []


def _take(note: _Note, facts: Facts, number: int) -> None:
    tags = [
        tag.lstrip("#").rpartition("/")[2] for text in note.first(_TAGS) for tag in re.split(r"[,\s]+", text) if tag
    ]
    kinds = [target for text in note.first(_KINDS) for target in (_linked(text) or [text])]
    facts.thing(
        note.name,
        number,
        label=note.name,
        cls=next(iter((*kinds, *tags)), ""),
        aliases=SEPARATOR.join(note.first(_ALIASES)),
        description=next(iter(note.first(_DESCRIBED)), ""),
    )
    cited = {
        "Source": SEPARATOR.join(target for text in note.first(_SOURCES) for target in (_linked(text) or [text])),
        "Locator": note.name,
    }
    said = dict.fromkeys(_said(note))
    for word, target, value in said:
        facts.claim(note.name, word, number, object=target, value=value, **cited)
    typed = {target for _, target, _ in said}
    for target in dict.fromkeys(_linked(note.text, facts)):
        if target not in typed and target != note.name:
            facts.claim(note.name, _LINKS_TO, number, object=target, **cited)
    if any(line.strip() for line in note.text.splitlines()):
        facts.left["the text of a note: left where it is"] += 1


def _said(note: _Note) -> Iterator[tuple[str, str, str]]:
    """Word, thing and value of each property, at the head of the note and in its text."""
    others = {*_ALIASES, *_TAGS, *_KINDS, *_DESCRIBED, *_SOURCES, *_LEFT}
    told = [(name, text) for name, texts in note.properties.items() if name not in others for text in texts]
    for pattern in (_INLINE, _BRACKETED):
        told += [(match["name"].strip("* _"), match["value"]) for match in pattern.finditer(note.text)]
    for name, text in told:
        targets = _linked(text)
        yield from ((name, target, "") for target in targets)
        if not targets and text.strip():
            yield name, "", text.strip()


def _linked(text: str, facts: Facts | None = None) -> list[str]:
    """The notes that a text leads to; what is shown within it (pictures, files) is counted."""
    found = []
    for match in _LINK.finditer(text):
        if match["embedded"]:
            if facts is not None:
                facts.left["something shown within a note: left out"] += 1
            continue
        found.append(PurePosixPath(match["target"].strip()).name.removesuffix(".md"))
    found += [PurePosixPath(unquote(match["target"])).stem for match in _MARKDOWN_LINK.finditer(text)]
    return [target for target in found if target]
