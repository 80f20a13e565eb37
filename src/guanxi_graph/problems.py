"""A problem is a value: what is wrong, where, and what to write instead."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec
from rich.cells import cell_len

Severity = Literal["error", "warning"]

_WIDEST_EXCERPT = 160


class Span(msgspec.Struct, frozen=True, order=True, gc=False):
    """A place in a file. Line and column count from 1; column and length count characters."""

    file: str
    line: int = 1
    column: int = 1
    length: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Problem(msgspec.Struct, frozen=True):
    """One finding. ``hint`` says what to write instead; ``code`` is stable, and documented in docs/problems.md.

    ``other`` is the second of two places that do not go together.
    """

    code: str
    message: str
    span: Span
    hint: str = ""
    severity: Severity = "error"
    other: Span | None = None


class MapError(Exception):
    """Raised when a map cannot be used; carries every problem that was found."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        errors = [problem for problem in problems if problem.severity == "error"]
        super().__init__("\n".join(f"{p.span}: [{p.code}] {p.message}" for p in errors))


def refusal(code: str, message: str, span: Span, hint: str) -> MapError:
    """The error of something of which nothing more is read."""
    return MapError([Problem(code, message, span, hint)])


# As many of one kind are described; who has more has one mistake many times, and the others are only counted.
MOST_DESCRIBED = 1000


def more_problems(message: str, span: Span) -> Problem:
    """What stands for problems that are not described one by one."""
    return Problem("more-problems", message, span, "mend those above first: they are often one mistake")


def too_many(problems: Iterable[Problem]) -> bool:
    """Whether there are errors that are not described one by one: what else is wrong is looked for after these."""
    return any(problem.code == "more-problems" and problem.severity == "error" for problem in problems)


def has_errors(problems: Iterable[Problem]) -> bool:
    return any(problem.severity == "error" for problem in problems)


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """By place, so that two runs and two machines print the same."""
    return sorted(problems, key=lambda problem: (problem.span, problem.code, problem.message))


def draw(problem: Problem, line: str | None) -> str:
    """The problem as text: head, the source line with the place underlined, the hint.

    ``line`` is the source line of the span without its end, or None when it cannot be shown.
    """
    drawn = [printable(f"{problem.span}: {problem.severity}[{problem.code}]: {problem.message}")]
    if line is not None and line.strip():
        excerpt, caret = _underline(line, problem.span.column - 1, problem.span.length)
        gutter = str(problem.span.line)
        drawn += [f"  {gutter} | {excerpt}", f"  {' ' * len(gutter)} | {caret}"]
    if problem.hint:
        drawn.append(printable(f"  help: {problem.hint}"))
    return "\n".join(drawn)


def _underline(line: str, start: int, length: int) -> tuple[str, str]:
    """A window on the line that fits a terminal, and the caret line under it."""
    first = max(0, start - _WIDEST_EXCERPT // 2) if len(line) > _WIDEST_EXCERPT else 0
    last = min(len(line), first + _WIDEST_EXCERPT)
    head, place = line[first:start], line[start : min(start + length, last)]
    excerpt = ("…" if first else "") + line[first:last] + ("…" if last < len(line) else "")
    indent = (1 if first else 0) + _width(head)
    return printable(excerpt), " " * indent + "^" * max(1, _width(place))


def printable(text: str) -> str:
    """The text with what a terminal would obey or hide (controls, bidi, surrogates) made visible."""
    if text.isprintable():  # most often, and much faster
        return text
    return "".join(_escape(char) if unicodedata.category(char) in _HIDDEN else char for char in text)


def printable_lines(text: str) -> str:
    """The same of a text that may have lines."""
    return "\n".join(map(printable, text.split("\n")))


def printable_json(text: str) -> str:
    """JSON of the same meaning that a terminal can show: what hides or is obeyed is escaped within its strings."""
    hidden = {char for char in text if char != "\n" and unicodedata.category(char) in _HIDDEN}
    return text.translate({ord(char): json.dumps(char)[1:-1] for char in hidden})


_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def _escape(char: str) -> str:
    if char == "\t":
        return " "
    return f"\\u{ord(char):04x}" if ord(char) <= 0xFFFF else f"\\U{ord(char):08x}"


def _width(text: str) -> int:
    """Columns that ``printable(text)`` takes in a terminal: 关系 takes four."""
    return cell_len(printable(text))
