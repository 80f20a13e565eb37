"""Patterns of identifiers, of which none may take for ever: Python's ``re`` tries every way to match a text.

``(a+)+b`` has 2ⁿ ways to match n letters. So the ways are counted first, and too many are refused.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

LONGEST_TEXT = 256
_LONGEST_PATTERN = 200
_LETTERS = LONGEST_TEXT.bit_length() - 1  # bits of where in a text a part may end
_MOST_WAYS = 3 * _LETTERS

_TOKEN = re.compile(
    r"""
      (?P<none>[\^$]|\\[AZbB])
    | (?P<unread>\(\?(?!:)|\\[1-9])
    | (?P<open>\((?:\?:)?)
    | (?P<close>\))
    | (?P<either>\|)
    | (?P<count>(?:[*+?]|\{(?=[\d,])(?P<least>\d*)(?P<to>,?)(?P<most>\d*)\})[?+]?)
    | (?P<atom>\[\^?\]?(?:[^\]\\]|\\.)*\]|\\.|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_COUNTS = {"*": (0, LONGEST_TEXT), "+": (1, LONGEST_TEXT), "?": (0, 1)}


class _Part(NamedTuple):
    """One letter or a group, and how often it may stand."""

    atom: str
    branches: Sequence[Sequence[_Part]] = ()
    least: int = 1
    most: int = 1

    @property
    def is_fixed(self) -> bool:
        return self.least == self.most

    @property
    def mark(self) -> str:
        """The one letter that it matches, once; empty where it is another thing."""
        letter = self.atom.removeprefix("\\")
        plain = len(letter) == 1 and (self.atom == letter != "." or not letter.isalnum())
        return letter if plain and self.least == self.most == 1 else ""


class _UnreadableError(Exception):
    pass


@lru_cache(maxsize=256)
def fault(pattern: str) -> str:
    """What is wrong with a pattern, and after ``; `` what to write; empty for a sound one."""
    if len(pattern) > _LONGEST_PATTERN:
        return f"it is longer than {_LONGEST_PATTERN} letters; write a shorter one"
    try:
        with warnings.catch_warnings(action="error", category=FutureWarning):  # of a pattern with two meanings
            re.compile(pattern)
        ways = _ways(_branches(_TOKEN.finditer(pattern)))
    except (re.error, FutureWarning, OverflowError) as error:
        return f"not a regular expression: {error}; mend the pattern"
    except _UnreadableError:
        return "`(?` and `\\1` are not read; use letters, [sets], (groups) and counts"
    if ways > _MOST_WAYS:
        return "texts can match it in too many ways; part what repeats by a letter of its own: [a-z]+(-[a-z]+)*"
    return ""


def matches(pattern: str, text: str) -> bool:
    """Whether the whole text is as a sound pattern says. No pattern matches more than 256 letters."""
    return not fault(pattern) and len(text) <= LONGEST_TEXT and re.fullmatch(pattern, text) is not None


def _branches(tokens: Iterator[re.Match[str]]) -> list[list[_Part]]:
    """What a group holds, up to its end."""
    branches: list[list[_Part]] = [[]]
    for token in tokens:
        parts = branches[-1]
        match token.lastgroup:
            case "unread":
                raise _UnreadableError
            case "open":
                parts.append(_Part("", _branches(tokens)))
            case "close":
                break
            case "either":
                branches.append([])
            case "count" if parts:
                parts[-1] = _counted(parts[-1], token)
            case "atom":
                parts.append(_Part(token["atom"]))
    return branches


def _counted(part: _Part, token: re.Match[str]) -> _Part:
    least, most = _COUNTS.get(token["count"][0]) or (
        int(token["least"] or 0),
        int(token["most"] or (LONGEST_TEXT if token["to"] else token["least"])),
    )
    return part._replace(least=least, most=most)


def _ways(branches: Sequence[Sequence[_Part]]) -> int:
    """In how many ways a text can match at most, as a power of two."""
    choice = (len(branches) - 1).bit_length()
    return choice + sum(_ways_of(*pair) for parts in branches for pair in pairwise((*parts, _Part(""))))


def _ways_of(part: _Part, following: _Part) -> int:
    spread = min(_LETTERS, (part.most - part.least).bit_length())
    if not part.branches:
        ends_where_it_must = following.mark and not re.fullmatch(part.atom, following.mark)
        return 0 if ends_where_it_must else spread
    inside = _ways(part.branches)
    if part.most <= 1:
        return inside + spread
    return spread if not inside or _is_parted(part.branches) else _MOST_WAYS + 1


def _is_parted(branches: Sequence[Sequence[_Part]]) -> bool:
    """Whether each repetition can only begin, or end, at a letter that nothing else in it matches."""
    parts = branches[0]
    simple = len(branches) == 1 and not any(part.branches for part in parts)
    return (
        simple
        and sum(not part.is_fixed for part in parts) == 1
        and any(
            end.mark and not any(re.fullmatch(other.atom, end.mark) for other in parts if other is not end)
            for end in (parts[0], parts[-1])
        )
    )
