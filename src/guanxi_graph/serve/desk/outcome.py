"""What the page is told of a change: what is wrong and in which field, what was written where, what it did."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from guanxi_graph.problems import Problem, Span
from guanxi_graph.reading.located import Fields, Items, Located, Scalar
from guanxi_graph.reading.yaml import parse_yaml
from guanxi_graph.reviewing.carrying_out import Done
from guanxi_graph.reviewing.change import Change, Part


class Fault(msgspec.Struct, frozen=True, omit_defaults=True):
    """A problem. ``field`` is its place in the record that is written (``sources.0.quote``), empty elsewhere."""

    code: str
    message: str
    hint: str = ""
    severity: str = "error"
    thing: str = ""
    field: str = ""
    place: str = ""


class Piece(msgspec.Struct, frozen=True):
    """What is, or would be, written: the letters, and the file and line that they start on."""

    file: str
    line: int
    text: str


class Found(msgspec.Struct, frozen=True):
    """What was found of a citation in the text at hand."""

    claim: str
    cited: str
    state: str
    missing: tuple[str, ...] = ()


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """``seen`` stands for the files as they were: a change that was tried is written only if they still are so."""

    problems: tuple[Fault, ...] = ()
    written: tuple[Piece, ...] = ()
    done: bool = False
    claim: str = ""
    difference: tuple[str, ...] = ()
    found: tuple[Found, ...] = ()
    seen: str = ""


def outcome(change: Change, done: Done | None = None) -> Outcome:
    """Of a change that is tried, or carried out."""
    written = (Piece(_shown(part.file.path, change.directory), part.line, part.written) for part in change.parts)
    found = (Found(name, str(cited), each.state, each.missing) for name, cited, each in (done.found if done else ()))
    return Outcome(
        problems=tuple(faults(change.problems, change.directory, change.parts)),
        written=tuple(written),
        done=done is not None,
        claim=change.claim,
        difference=done.differences if done else (),
        found=tuple(found),
        seen=seen(change),
    )


def seen(change: Change) -> str:
    told = "\n".join(f"{part.file.path} {part.file.digest}" for part in change.parts)
    return hashlib.sha256(told.encode()).hexdigest()


def faults(problems: Iterable[Problem], directory: Path, parts: tuple[Part, ...] = ()) -> Iterator[Fault]:
    for problem in problems:
        thing, field = next(filter(None, (_field(problem.span, part) for part in parts)), ("", ""))
        field = "" if problem.code == "missing-field" else field  # it has no place of its own
        span = problem.span
        place = f"{_shown(Path(span.file), directory)}:{span.line}"
        yield Fault(problem.code, problem.message, problem.hint, problem.severity, thing, field, place)


def _shown(path: Path, directory: Path) -> str:
    return os.path.relpath(path, directory)


def _field(span: Span, part: Part) -> tuple[str, str] | None:
    """The kind of record and the field, when the place is in what is written."""
    last = part.line + part.written.count("\n")
    if span.file != str(part.file.path) or not part.line <= span.line <= last:
        return None
    root = parse_yaml(part.text, span.file)
    for record in root.values if isinstance(root, Items) else ():
        if isinstance(record, Fields):
            for path, at in _places(record, ()):
                if (at.line, at.column) == (span.line, span.column):
                    return ("entity" if "class" in record.values else "claim"), ".".join(map(str, path))
    return None


def _places(located: Located, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Span]]:
    """Every value and every key, the innermost first, with the way to it."""
    match located:
        case Scalar():
            pass
        case Items(values=values):
            for index, value in enumerate(values):
                yield from _places(value, (*path, index))
        case Fields(values=named, keys=keys):
            for name, value in named.items():
                yield from _places(value, (*path, name))
                yield (*path, name), keys[name]
    yield path, located.span
