"""Checks of ``[theme]`` in ``map.toml``: colours that can be read (WCAG 2.2, level AA), a font that is a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from guanxi_graph.contrast import contrast, is_colour, nearest_readable
from guanxi_graph.problems import Problem
from guanxi_graph.reading import Draft

_TEXT, _SIGN = 4.5, 3.0  # 1.4.3 of text, 1.4.11 of what is drawn
_FONT = re.compile(r"[^\W_][\w -]{0,60}")


class Beside(NamedTuple):
    """A colour of the page that one of the theme stands beside, what it is, and the least contrast."""

    colour: str
    what: str
    least: float


# As in the page's style sheet.
MEETS: Mapping[str, tuple[Beside, ...]] = {
    "accent": (Beside("#ffffff", "the panels", _TEXT), Beside("#f3f0e9", "what is marked", _TEXT)),
    "accent_dark": (
        Beside("#1b1e23", "the panels of dark pages", _TEXT),
        Beside("#24282f", "the menus of dark pages", _TEXT),
        Beside("#1b1310", "what is written on it", _TEXT),
    ),
    "paper": (
        Beside("#6b645a", "small print", _TEXT),
        Beside("#6f675a", "the ties", _SIGN),
        Beside("#8f7300", "the signs of funds", _SIGN),
        Beside("#c44f00", "the signs of companies", _SIGN),
    ),
    "paper_dark": (
        Beside("#a49d92", "small print on dark pages", _TEXT),
        Beside("#9aa3b1", "the ties on dark pages", _SIGN),
        Beside("#f08a4b", "the signs of companies on dark pages", _SIGN),
    ),
}


def theme(draft: Draft) -> Iterator[Problem]:
    """A colour is written as a colour and can be told from what it stands beside; a font is called by a plain name."""
    written = draft.info.theme
    for field in MEETS:
        colour = getattr(written, field)
        if colour and not is_colour(colour):
            message = f"`{colour}` is not a colour that the page takes"
            yield _problem(draft, "bad-colour", field, message, "write `#` and six digits 0-f, for example #0b5394")
        elif colour:
            yield from _low(draft, field, colour)
    if written.font and not _FONT.fullmatch(written.font):
        message = f"`{written.font}` is not the name of a font"
        yield _problem(draft, "bad-font", "font", message, "write the family's name alone, for example Source Sans 3")


def _low(draft: Draft, field: str, colour: str) -> Iterator[Problem]:
    beside = MEETS[field]
    low = [each for each in beside if contrast(colour, each.colour) < each.least]
    if low:
        worst = min(low, key=lambda each: contrast(colour, each.colour) / each.least)
        told = f"{contrast(colour, worst.colour):.1f} to {worst.what} ({worst.colour})"
        message = f"the contrast of `{colour}` is {told}; it takes {worst.least:g}"
        would_do = nearest_readable(colour, [(each.colour, each.least) for each in beside])
        yield _problem(draft, "low-contrast", field, message, f"`{would_do}` would do")


def _problem(draft: Draft, code: str, field: str, message: str, hint: str) -> Problem:
    return Problem(code, message, draft.settings.span("theme", field), hint)
