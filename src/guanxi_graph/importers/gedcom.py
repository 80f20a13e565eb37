"""Family trees in GEDCOM 5.5 and 7: people, their parents and spouses, births, deaths and other events, with sources.

Own code: its lines are simple, and the library for it brings one under the LGPL along.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from guanxi_graph.encodings import encoding_of
from guanxi_graph.importers.ansel import from_ansel
from guanxi_graph.importers.facts import SEPARATOR, Facts
from guanxi_graph.importers.foreign_table import ForeignTable, How, unreadable

_LINE = re.compile(r"\s*(\d{1,2}) +(?:@([^@]+)@ +)?(\w+)(?: (.*))?")
_POINTER = re.compile(r"@([^@#]+)@")

# What a date and a place of an event say; in the words of the vocabulary, else in new ones.
_EVENTS = {
    "BIRT": ("bornOn", "bornIn"),
    "DEAT": ("diedOn", "died in"),
    "BURI": ("buried on", "buried in"),
    "CHR": ("christened on", "christened in"),
    "BAPM": ("baptised on", "baptised in"),
    "RESI": ("", "livedIn"),
    "EMIG": ("emigrated on", "emigrated from"),
    "IMMI": ("immigrated on", "immigrated to"),
    "GRAD": ("graduated on", "graduated in"),
}
# What somebody is said to be or to have, as a text.
_TEXTS = {
    "SEX": "sex", "OCCU": "occupation", "TITL": "title", "EDUC": "education", "RELI": "religion", "NATI": "nationality",
    "DSCR": "appearance", "NOTE": "note", "CAUS": "cause of death", "REFN": "reference number",
}  # fmt: skip
# What is about the file itself, or leads to a family that tells the same.
_SKIPPED = frozenset({"NAME", "FAMC", "FAMS", "CHAN", "SOUR", "RIN", "SUBM", "OBJE", "_UID", "UID", "EXID", "CREA"})


class Line(msgspec.Struct):
    """A line with those below it."""

    number: int
    xref: str
    tag: str
    value: str
    below: list[Line] = []

    def all(self, tag: str) -> Iterator[Line]:
        return (each for each in self.below if each.tag == tag)

    def text(self, tag: str) -> str:
        return next((each.value for each in self.all(tag)), "")


def read_gedcom(path: Path, _: How) -> list[ForeignTable]:
    """Raises MapError with the place, and OSError."""
    records = list(_records(path))
    tree = _Tree(path.name, {record.xref: record for record in records if record.xref})
    for record in records:
        if record.tag == "INDI":
            tree.person(record)
    for record in records:
        if record.tag == "FAM":
            tree.family(record)
    return tree.facts.tables


class _Tree:
    def __init__(self, file: str, by_xref: dict[str, Line]) -> None:
        self.facts, self.by_xref = Facts(file), by_xref

    def person(self, record: Line) -> None:
        names = [name for each in record.all("NAME") if (name := _name(each))]
        label, aliases = (names or [record.xref])[0], SEPARATOR.join(names[1:])
        dead = "false" if any(record.all("DEAT")) else ""
        self.facts.thing(record.xref, record.number, label=label, aliases=aliases, cls="person", Living=dead)
        for each in record.below:
            if each.tag == "NO":
                self._never(record, each)
            elif each.tag not in _SKIPPED:
                self._said(record, each)

    def _never(self, record: Line, said: Line) -> None:
        """An event that did not happen, within the dates if any are told (GEDCOM 7, NON_EVENT_STRUCTURE)."""
        event, date = said.value.lower(), said.text("DATE")
        self.facts.claim(record.xref, event, said.number, value="yes", Date=date, denied="true", **self._cited(said))

    def _said(self, record: Line, said: Line) -> None:
        """One event of a life, or what somebody is said to be."""
        date, place, cited = said.text("DATE"), _place(said), self._cited(said)
        on, where = _EVENTS.get(said.tag, ("", f"{_TEXTS.get(said.tag, _kind(said))} in"))
        key, line = record.xref, said.number
        if date and on:
            self.facts.claim(key, on, line, value=date, **cited)
        if place:
            more = {"object.class": "place", "Date": date}
            self.facts.claim(key, where, line, object=place, **more, **cited)
        if text := self._text(said) or ("" if place or (date and on) else date and "yes"):
            self.facts.claim(key, _TEXTS.get(said.tag, _kind(said)), line, value=text, Date=date, **cited)

    def family(self, record: Line) -> None:
        parents = [found for tag in ("HUSB", "WIFE") for each in record.all(tag) if (found := _pointed(each))]
        married, parted = next(record.all("MARR"), None), next(record.all("DIV"), None)
        never = next((each for each in record.all("NO") if each.value == "MARR"), None) if not married else None
        if len(parents) == 2:
            source = married or never or record
            self.facts.claim(
                parents[0],
                "spouseOf",
                source.number,
                object=parents[1],
                Start=married.text("DATE") if married else "",
                End=parted.text("DATE") if parted else "",
                **({"denied": "true", "Date": never.text("DATE")} if never else {}),
                **({"married in": _place(married)} if married else {}),
                **self._cited(source),
            )
        for child in record.all("CHIL"):
            for parent in parents:
                kin = {"kinTerm": self._pedigree(record.xref, _pointed(child))}
                self.facts.claim(parent, "parentOf", child.number, object=_pointed(child), **kin, **self._cited(record))

    def _pedigree(self, family: str, child: str) -> str:
        """How a child came into a family, where that is not by birth."""
        record = self.by_xref.get(child)
        for each in record.all("FAMC") if record else ():
            if _pointed(each) == family and each.text("PEDI").lower() not in {"", "birth"}:
                return each.text("PEDI").lower()
        return ""

    def _text(self, said: Line) -> str:
        """The value, or the note that it points to. An event that is only said to have been has a Y."""
        note = self.by_xref.get(_pointed(said))
        text = note.value if note else said.value
        return "" if text == "Y" or _POINTER.fullmatch(text) else text

    def _cited(self, said: Line) -> dict[str, str]:
        """The first source; others stand behind it with their places."""
        found = [self._source(each) for each in said.all("SOUR")]
        if not found:
            return {}
        more = [" ".join(filter(None, each)) for each in found[1:]]
        return {"Source": found[0][0], "Page": found[0][1], "Note": "; ".join(f"also {each}" for each in more)}

    def _source(self, cited: Line) -> tuple[str, str]:
        record = self.by_xref.get(_pointed(cited))
        title = (record.text("TITL") or record.text("ABBR") or record.xref) if record else cited.value
        return " ".join(title.split()), cited.text("PAGE")


def _records(path: Path) -> Iterator[Line]:
    """The records with all that is below them. Raises MapError where a line is none of GEDCOM's."""
    stack: list[Line] = []
    for number, text in enumerate(_decoded(path.read_bytes()).splitlines(), 1):
        if not text.strip():
            continue
        match = _LINE.fullmatch(text)
        if match is None:
            if not stack:
                raise unreadable(str(path), "this is not GEDCOM", "its first line is `0 HEAD`", number)
            stack[-1].value += f" {text.strip()}"  # a text that some programs broke
            continue
        level, xref, tag, value = int(match[1]), match[2] or "", match[3].upper(), match[4] or ""
        if level > len(stack):
            raise unreadable(str(path), f"level {level} does not follow on level {len(stack) - 1}", "mend it", number)
        line = Line(number, xref, tag, value.replace("@@", "@"))
        if tag in {"CONT", "CONC"} and level:
            stack[level - 1].value += (" " if tag == "CONT" else "") + value
            del stack[level:]
            stack.append(line)
            continue
        if level == 0 and stack:
            yield stack[0]
        if level:
            stack[level - 1].below.append(line)
        del stack[level:]
        stack.append(line)
    if stack:
        yield stack[0]


def _decoded(data: bytes) -> str:
    """By its mark or its bytes; what says that it is ANSEL is, unless it holds nothing but ASCII or is UTF-8."""
    encoding = encoding_of(data)
    if not encoding.startswith("utf") and re.search(rb"1 CHAR ANSEL", data[:4096]):
        return from_ansel(data)
    return data.decode(encoding, "replace")


def _name(line: Line) -> str:
    """`Victoria /Hanover/` without its marks, or its parts."""
    plain = " ".join(line.value.replace("/", " ").split())
    return plain or " ".join(filter(None, (line.text("GIVN"), line.text("SURN"))))


def _place(line: Line) -> str:
    """`Rome,,,Italy` without the parts that are not told."""
    return ", ".join(filter(None, (part.strip() for part in line.text("PLAC").split(","))))


def _pointed(line: Line) -> str:
    match = _POINTER.fullmatch(line.value)
    return match[1] if match else ""


def _kind(said: Line) -> str:
    """What an event or a fact of no kind of its own is called."""
    return said.text("TYPE").lower() or said.tag.strip("_").lower()
