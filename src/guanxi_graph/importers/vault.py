"""A vault of notes as Obsidian has it: each note is a thing, its properties and its links are what is said of it.

Properties stand at the head of a note (``founded: "[[Xiaonei]]"``) or in its text, as Dataview reads them
(``founded:: [[Xiaonei]]``). A link without a word is one too: its relation is ``links to``. The text stays where it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote

import msgspec

from guanxi_graph.importers.facts import SEPARATOR, Facts
from guanxi_graph.importers.foreign_table import ForeignTable, How, unreadable
from guanxi_graph.names import forms
from guanxi_graph.problems import MapError
from guanxi_graph.reading.located import Fields, plain
from guanxi_graph.reading.utf8 import read_utf8
from guanxi_graph.reading.vocabulary_file import built_in_vocabulary
from guanxi_graph.reading.yaml import parse_yaml

_HEAD = re.compile(r"---[ \t]*\r?\n(?P<head>.*?)^---[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"(?P<embedded>!?)\[\[(?P<target>[^\[\]|#^\n]+)[^\[\]\n]*\]\]")
_MARKDOWN_LINK = re.compile(r"(?<!!)\[[^\[\]\n]*\]\((?P<target>[^()\s]+\.md)(?:#[^()\s]*)?\)")
_INLINE = re.compile(r"^[ \t>*+-]*(?P<name>\w[^:\n\[\]()]{0,60}?)::[ \t]*(?P<value>[^\n]+)$", re.MULTILINE)
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
    paths = _seen(folder, "*.md")
    if not paths:
        hint = "name a file, or a folder of notes that end with .md"
        raise unreadable(str(folder), "there are no notes in this folder", hint)
    facts = Facts(folder.name, "Concept")
    if others := sum(path.is_file() for path in _seen(folder, "*")) - len(paths):
        facts.left["file that is no note: left out"] += others
    for name, number in Counter(path.stem for path in paths).items():
        if number > 1:
            facts.left[f"notes of the name {name}: taken as one thing"] += number
    for number, note in enumerate((_note(path, facts) for path in paths), 1):
        _take(note, facts, number)
    return facts.tables


def _seen(folder: Path, pattern: str) -> list[Path]:
    hidden = {path for path in folder.rglob(pattern) if any(p.startswith(".") for p in path.relative_to(folder).parts)}
    return sorted(set(folder.rglob(pattern)) - hidden)


def _note(path: Path, facts: Facts) -> _Note:
    text = read_utf8(path, str(path))
    match = _HEAD.match(text)
    properties: dict[str, list[str]] = {}
    if match:
        text = text[match.end() :]
        try:
            root = parse_yaml(match["head"], str(path), 2)
            if isinstance(root, Fields):
                properties = {name.casefold(): _texts(value, facts) for name, value in plain(root).items()}
        except MapError:
            facts.left[f"properties of `{path.name}` that are no YAML: left out"] += 1
    return _Note(path.stem, properties, _CODE.sub(" ", text))


def _texts(value: Any, facts: Facts) -> list[str]:
    """The values of a property; what YAML takes for lists in lists are links without quotation marks."""
    if isinstance(value, list):
        if len(value) == 1 and isinstance(value[0], list):
            return [f"[[{each}]]" for each in value[0] if isinstance(each, str)]
        return [text for each in value for text in _texts(each, facts)]
    if isinstance(value, Mapping):
        facts.left["property within a property: left out"] += 1
    return [value.strip()] if isinstance(value, str) and value.strip() else []


def _kind(note: _Note, facts: Facts) -> str:
    """What a note is: what it says itself, else a tag that is a word for a class, else the first."""
    if said := [target for text in note.first(_KINDS) for target in (_linked(text) or [text])]:
        return said[0]
    parts = [part for text in note.first(_TAGS) for part in re.split(r"[,\s]+", text) if part]
    tags = list(dict.fromkeys(part.lstrip("#").rpartition("/")[2] for part in parts))
    known = built_in_vocabulary().class_words
    if len(tags) > 1:
        facts.left["further tag of a note: left out"] += len(tags) - 1
    return next((tag for tag in tags if any(form in known for form in forms(tag))), next(iter(tags), ""))


def _take(note: _Note, facts: Facts, number: int) -> None:
    facts.thing(
        note.name,
        number,
        label=note.name,
        cls=_kind(note, facts),
        aliases=SEPARATOR.join(note.first(_ALIASES)),
        description=" ".join(note.first(_DESCRIBED)),
    )
    for name in _LEFT.intersection(note.properties):
        facts.left[f"{name}: left out"] += 1
    cited = {
        "Source": SEPARATOR.join(target for text in note.first(_SOURCES) for target in (_linked(text) or [text])),
        "Locator": note.name,
    }
    said = dict.fromkeys(_said(note))
    for word, target, value, more in said:
        facts.claim(note.name, word, number, object=target, value=value, Note=more, **cited)
    typed = {target for _, target, *_ in said}
    for target in dict.fromkeys(_linked(note.text, facts)):
        if target not in typed and target != note.name:
            facts.claim(note.name, _LINKS_TO, number, object=target, **cited)
    if any(line.strip() for line in note.text.splitlines()):
        facts.left["the text of a note: left where it is"] += 1


def _said(note: _Note) -> Iterator[tuple[str, str, str, str]]:
    """Word, thing, value and what stands beside the link, of each property at the head of the note and in its text."""
    others = {*_ALIASES, *_TAGS, *_KINDS, *_DESCRIBED, *_SOURCES, *_LEFT}
    told = [(name, text) for name, texts in note.properties.items() if name not in others for text in texts]
    for pattern in (_INLINE, _BRACKETED):
        told += [(match["name"].strip("* _"), match["value"]) for match in pattern.finditer(note.text)]
    for name, text in told:
        targets = _linked(text)
        beside = _MARKDOWN_LINK.sub(" ", _LINK.sub(" ", text)).strip(" ,;.()[]")
        yield from ((name, target, "", beside) for target in targets)
        if not targets and text.strip():
            yield name, "", text.strip(), ""


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
