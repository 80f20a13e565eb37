"""A map's own colours and font, as what is added to the style sheet. `guanxi check` holds them to their contrast."""

from __future__ import annotations

from guanxi_graph.contrast import is_colour
from guanxi_graph.model import Theme

_LIGHT, _DARK = ":root", ':root[data-theme="dark"]'


def themed(theme: Theme) -> str:
    """CSS, or nothing where all is as usual. What is no colour, and no letter of a name, is left out."""
    named = "".join(char for char in theme.font if char.isalnum() or char in " -")
    font = [f'--{kind}: "{named}", var(--usual-{kind})' for kind in ("sans", "serif")] if named else []
    seal = [f"--seal: {theme.accent}"] if is_colour(theme.accent) else []
    light = [*_accent(theme.accent), *seal, *_paper(theme.paper), *font]
    return _rule(_LIGHT, light) + _rule(_DARK, [*_accent(theme.accent_dark), *_paper(theme.paper_dark)])


def _accent(colour: str) -> list[str]:
    soft = f"color-mix(in srgb, {colour} 12%, var(--panel))"
    return [f"--accent: {colour}", f"--bar-on: {colour}", f"--accent-soft: {soft}"] if is_colour(colour) else []


def _paper(colour: str) -> list[str]:
    return [f"--map: {colour}"] if is_colour(colour) else []


def _rule(place: str, declarations: list[str]) -> str:
    return f"{place} {{ {'; '.join(declarations)}; }}\n" if declarations else ""
