"""Turtle that was written by a map and changed since: refused with a reason, or the same map."""

from __future__ import annotations

import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from traceback import format_exception_only

import pyoxigraph as ox
import rdflib
import whole_map
from outcome import Outcome

from guanxi_graph.formats import from_turtle, to_turtle
from guanxi_graph.map import Map, load
from guanxi_graph.problems import MapError

PROMISE = "Turtle as input: each triple deleted in turn, 26,000 mutants, 20,000 nested terms"
FIGURE = "the same checks as for files; nothing lost in silence; no traceback, no crash"

_MUTANTS, _LONGEST, _READ_TWICE = 26_000, 5.0, 100
NESTED = (
    "<a:a> <a:b> " + "<<( <a:a> <a:b> " * 20_000 + "<a:c>" + " )>>" * 20_000 + " .",
    "<< " * 200_000,
    "<a:a> <a:b> " + "[ <a:b> " * 300_000,
    "<a:a> <a:b> " + "( " * 300_000,
    "<a:a> <a:b> <a:c> " + "{| <a:b> <a:c> " * 300_000,
    '<a:a> <a:b> "' + "<<" * 100_000 + '" .',
    '<a:a> <a:b> """' + "x" * 50_000_000 + '""" .',
)
# What a person may get wrong, or mean badly: each is put in place of the first.
_SWAPS = (
    ("gx:reported", "gx:sure"),
    ("gx:reported", "gx:confirmed"),
    ("wikibase:NormalRank", "wikibase:BestRank"),
    ("https://", "javascript:"),
    ("^^edtf:EDTF", "^^xsd:date"),
    ("gx:Person", "gx:Persona"),
    ("gx:Person", "gx:Company"),
    ("ent:", "source:"),
    ("ent:wang-xing", "ent:nobody"),
    ("1999", "2099"),
    ("true", "maybe"),
    ("@en", "@not_a_tag"),
    (" ;\n", " .\n"),
    ("a gx:", "gx:a gx:"),
    ("<", "<<("),
)
_ODD = ('"', "\\", "\x00", "\u202e", "<", ">", ";", ".", "^^", "@", "[]", "(1 2)", "1e9", "\\u0022", "\ufffe", "%", "é")


def run(scale: float) -> Outcome:
    chance = random.Random(26_000)
    gmap, turtle = _whole()
    seen: Counter[str] = Counter()
    faults: list[str] = []
    slowest = 0.0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "map.ttl"
        cases = [*deletions(turtle, scale), *mutants(turtle, round(_MUTANTS * scale), chance)]
        for number, (what, text) in enumerate(cases):
            path.write_bytes(text)
            began = time.process_time()
            ended, fault = tried(path, gmap, twice=number % _READ_TWICE == 0)
            slowest = max(slowest, time.process_time() - began)
            seen[ended] += 1
            faults += [f"{what}: {fault}"] if fault else []
        faults += [f"nested: {fault}" for text in NESTED if (fault := crashed(path, text))]
    if slowest > _LONGEST:
        faults.append(f"the slowest took {slowest:.1f} s")
    told = ", ".join(f"{number:,} {name}" for name, number in seen.most_common())
    return Outcome(f"{told}; {len(NESTED)} nested; the slowest {slowest:.2f} s", tuple(faults))


def _whole() -> tuple[Map, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        whole_map.write(Path(folder))
        gmap = load(folder)
    return gmap, to_turtle(gmap)


def deletions(turtle: bytes, scale: float = 1.0) -> Iterator[tuple[str, bytes]]:
    """The map's triples without one of them, for each of them."""
    triples = [f"{quad.triple} .\n" for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE)]
    step = max(1, round(1 / max(scale, 0.01) ** 0.5))
    for place in range(0, len(triples), step):
        left = "".join(triples[:place] + triples[place + 1 :])
        yield f"without {triples[place].strip()}", left.encode()


def mutants(turtle: bytes, number: int, chance: random.Random) -> Iterator[tuple[str, bytes]]:
    for place in range(number):
        text = turtle.decode()
        for _ in range(chance.choice((1, 1, 1, 2, 5))):
            text = chance.choice((_swapped, _block_gone, _block_twice, _pieces_changed, _odd_text, _cut, _bits))(
                text, chance
            )
        yield f"mutant {place}", text.encode("utf-8", "surrogateescape")


def _swapped(text: str, chance: random.Random) -> str:
    old, new = chance.choice(_SWAPS)
    places = [match.start() for match in re.finditer(re.escape(old), text)]
    if not places:
        return text
    at = chance.choice(places)
    return text[:at] + new + text[at + len(old) :]


def _block_gone(text: str, chance: random.Random) -> str:
    blocks = text.split("\n\n")
    blocks.pop(chance.randrange(len(blocks)))
    return "\n\n".join(blocks)


def _block_twice(text: str, chance: random.Random) -> str:
    """A block once more, one of its values taken from another."""
    blocks = text.split("\n\n")
    block, words = chance.choice(blocks), text.split(" ")
    pieces = block.split(" ")
    pieces[chance.randrange(len(pieces))] = chance.choice(words)
    return "\n\n".join([*blocks, " ".join(pieces)])


def _pieces_changed(text: str, chance: random.Random) -> str:
    """Two words change places."""
    words = text.split(" ")
    one, other = chance.randrange(len(words)), chance.randrange(len(words))
    words[one], words[other] = words[other], words[one]
    return " ".join(words)


def _odd_text(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text))
    return text[:at] + chance.choice(_ODD) + text[at + chance.choice((0, 0, 1, 3)) :]


def _cut(text: str, chance: random.Random) -> str:
    start = chance.randrange(len(text))
    return text[:start] + text[start + chance.randrange(1, 200) :]


def _bits(text: str, chance: random.Random) -> str:
    data = bytearray(text.encode("utf-8", "surrogateescape"))
    for _ in range(chance.choice((1, 3, 20)) if data else 0):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return data.decode("utf-8", "surrogateescape")


def tried(path: Path, gmap: Map, *, twice: bool = False) -> tuple[str, str]:
    """What became of a file, and what is wrong with that."""
    try:
        read = from_turtle(path)
    except MapError as error:
        placeless = [
            p for p in error.problems if not (p.code and p.message and p.span.file == str(path) and p.span.line)
        ]
        return "refused", f"no place or code: {placeless[0]}" if placeless or not error.problems else ""
    except Exception as error:  # noqa: BLE001
        return "tracebacks", format_exception_only(error)[-1].strip()
    written = to_turtle(read)
    if triples(written) != triples(path.read_bytes()):
        return "lost in silence", "the map that was read says less or more"
    if twice and {str(t) for t in by_rdflib(written)} != {str(t) for t in by_rdflib(path.read_bytes())}:
        return "read otherwise", "rdflib reads another graph"
    return ("the same map" if read == gmap else "another sound map"), ""


def triples(turtle: bytes) -> set[str]:
    return {str(quad.triple) for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE)}


def by_rdflib(turtle: bytes) -> rdflib.Graph:
    return rdflib.Graph().parse(data=turtle, format="turtle")


def crashed(path: Path, text: str) -> str:
    """How a process ended that reads a text, where it did not end with a reason."""
    path.write_text(text)
    script = (
        "import sys, pathlib, guanxi_graph.formats as formats, guanxi_graph.problems as problems\n"
        "try: formats.from_turtle(pathlib.Path(sys.argv[1]))\n"
        "except problems.MapError as error: print(error.problems[0].code)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, path], capture_output=True, text=True, check=False, timeout=120
    )
    sound = done.returncode == 0 and done.stdout.strip() in {"turtle-depth", "turtle-syntax", "not-our-turtle"}
    return "" if sound else f"{text[:40]!r}…: exit code {done.returncode} {done.stdout.strip()} {done.stderr[-200:]}"
