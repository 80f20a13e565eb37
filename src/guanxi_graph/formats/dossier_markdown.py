"""A dossier as Markdown. Pandoc and GitHub read the footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guanxi_graph.formats.dossier import Dossier, Run, Runs, dossier_of, told_of
from guanxi_graph.map import Map

_MARKS = {"strong": "**", "emphasis": "*", "struck": "~~", "code": "`"}


def dossier_files(gmap: Map) -> dict[str, bytes]:
    """A dossier of each entity of which anything is claimed."""
    return {f"{name}.md": to_dossier(gmap, name) for name in told_of(gmap)}


def to_dossier(gmap: Map, name: str) -> bytes:
    return ("\n".join(_lines(dossier_of(gmap, name))) + "\n").encode()


def _lines(dossier: Dossier) -> Iterator[str]:
    before = ""
    for block in dossier.blocks:
        text = _written(block.runs)
        if block.kind in {"claim", "remark"}:
            yield from [""] if before == "heading" else []
            yield f"- {text}" if block.kind == "claim" else f"  - {text}"
        else:
            yield from [""] if before else []
            yield {"title": "# ", "heading": "## "}.get(block.kind, "") + text
        before = block.kind
    yield f"\n## {plain_markdown(dossier.notes_title)}\n"
    yield from (f"[^{number}]: {_written(runs)}\n" for number, runs in dossier.notes.items())


def _written(runs: Runs) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    if run.note:
        return f"[^{run.note}]"
    if run.style == "link":
        return f"<{run.text}>"
    mark = _MARKS.get(run.style, "")
    text = run.text if run.style == "code" else plain_markdown(run.text)
    return f"{mark}{text}{mark}"


def plain_markdown(text: str) -> str:
    """The text in one line, of which nothing means anything to Markdown."""
    plain = re.sub(r"([\\`*_{}\[\]<>#|~$&])", r"\\\1", re.sub(r"\s+", " ", text))
    return re.sub(r"^(\d+(?=[.)])|(?=[-+=]))(.)(?=\s|$)", r"\1\\\2", plain)
