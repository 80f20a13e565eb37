"""Every command over a map, into a pipe and into a terminal: nothing that it prints may be obeyed."""

from __future__ import annotations

import csv
import io
import os
import pty
import subprocess
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from served import GUANXI

_OBEYED = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝")

# Without their map. The last ones print data as it is, unless it is to a terminal.
ANALYSES = (
    *(("show", "p0"), ("path", "p0", "p2"), ("ties", "p0", "p1"), ("ties",), ("ego", "p0"), ("before", "p0")),
    *(("lineage", "p0"), ("owners", "p0"), ("circles",), ("brokers",), ("core",), ("bridges",), ("interlocks",)),
    *(("changes", "1990", "2030"), ("figures", "p0"), ("why", "p0.friendOf.p1"), ("why", "p0.colleagueOf.p1.1999")),
    *(("conflicts",), ("audit", "--details"), ("without", "s0"), ("infer", "--dry-run"), ("show", "p\x1b[2J1")),
    *(("query", "--list"), ("query", "SELECT * { ?s ?p ?o } LIMIT 3000"), ("query", "SELECT * { ?s ?p \x1b[2J")),
)
DATA = tuple(("query", "SELECT * { ?s ?p ?o } LIMIT 3000", "-f", form) for form in ("csv", "tsv", "xml", "json"))
TABLES = tuple(
    (*command, form) for command in ANALYSES if command[0] not in {"show", "query"} for form in ("--csv", "--json")
)


def obeyed(text: str) -> str:
    """The first character that a terminal would obey or hide, in words; none when all can be printed."""
    found = next((char for char in text if char != "\n" and unicodedata.category(char) in _OBEYED), "")
    return f"U+{ord(found):04X}" if found else ""


def run_piped(command: tuple[str, ...], source: Path, cache: Path) -> str:
    done = subprocess.run(_line(command, source), capture_output=True, env=_environment(cache), check=False)
    return (done.stdout + done.stderr).decode("utf-8", "surrogateescape")


def run_in_terminal(command: tuple[str, ...], source: Path, cache: Path) -> str:
    """What the command sends to a terminal that has no colours."""
    ours, its = pty.openpty()
    with subprocess.Popen(_line(command, source), stdout=its, stderr=its, env=_environment(cache)) as process:
        os.close(its)
        sent = b"".join(_read(ours))
        process.wait()
    os.close(ours)
    return sent.decode("utf-8", "surrogateescape").replace("\r\n", "\n")


def formulas(printed: str) -> list[str]:
    """The cells that a spreadsheet would run."""
    cells = (cell for row in csv.reader(io.StringIO(printed)) for cell in row)
    return [cell for cell in cells if cell.startswith(_FORMULA) and not _is_number(cell)]


def _is_number(cell: str) -> bool:
    return cell.removeprefix("-").replace(".", "", 1).isdigit()


def _line(command: tuple[str, ...], source: Path) -> list[str]:
    name, *rest = command
    placed = [str(source)] if name in {"check", "build", "export"} else ["-m", str(source)]
    return [str(GUANXI), name, *placed, *rest]


def _environment(cache: Path) -> dict[str, str]:
    return {**os.environ, "GUANXI_CACHE": str(cache), "TERM": "dumb", "COLUMNS": "120"}


def _read(terminal: int) -> Iterator[bytes]:
    while True:
        try:
            part = os.read(terminal, 65_536)
        except OSError:  # the other side is closed
            return
        if not part:
            return
        yield part
