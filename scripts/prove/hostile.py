"""Texts that mean harm, in every field and file name of a map: shown, printed and read as the texts that they are."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox
import rdflib
from browsing import browsed, browsed_files, trap
from hostile_map import person, write_hostile_map
from outcome import Outcome
from payloads import HIDDEN, file_name, visible
from served import GUANXI, Served, served
from terminal import ANALYSES, DATA, TABLES, formulas, obeyed, run_in_terminal, run_piped

PROMISE = "hostile text in every field and file name"
FIGURE = "0 of at least 80 payloads run; no raw control character; every CSV cell defused; two parsers read the same"

_PLACEHOLDER = "ZpayloadZ{}Z"
_OUTLINE = (("check",), ("check", "--json"), ("build",))
Literal = tuple[str, str, str, str]


def run(scale: float) -> Outcome:
    """At less than 1 fewer commands and views; always all payloads in the map."""
    with tempfile.TemporaryDirectory(prefix="guanxi-hostile-") as name, trap() as (url, asked):
        folder, payloads = Path(name), visible(url)
        numbers = list(range(0, len(payloads), max(1, round(1 / scale))))
        turtle = make_maps(folder, payloads)
        faults = [*read_alike(folder / "visible" / "export" / "guanxi.ttl", payloads)]
        faults += [*read_alike(turtle, list(HIDDEN.values()))]
        commands, printed = _printed(folder, turtle, scale)
        views, shown = _shown(folder, turtle, numbers)
        faults += [*printed, *shown, *(f"asked for {path}" for path in asked)]
    measured = (
        f"{len(payloads)} payloads as text and {len(HIDDEN)} with what nobody sees; {views} views in Chromium, "
        f"{commands} commands: {len(faults)} faults"
    )
    return Outcome(measured, tuple(faults))


def make_maps(folder: Path, payloads: list[str]) -> Path:
    """``visible`` is built, ``hidden`` is to be refused. Returned is Turtle, as of another tool, with hidden ones."""
    hidden = list(HIDDEN.values())
    write_hostile_map(folder / "visible", payloads)
    write_hostile_map(folder / "hidden", hidden)
    subprocess.run([GUANXI, "build", folder / "visible"], check=True, capture_output=True)
    write_hostile_map(folder / "stranger", [_PLACEHOLDER.format(number) for number in range(len(hidden))])
    subprocess.run([GUANXI, "build", folder / "stranger", "--no-page"], check=True, capture_output=True)
    turtle = folder / "stranger" / "export" / "guanxi.ttl"
    text = turtle.read_text("utf-8")
    for number, payload in enumerate(hidden):
        text = text.replace(_PLACEHOLDER.format(number), _escaped(payload))
    turtle.write_text(text, "utf-8")
    shutil.copytree(folder / "hidden" / "queries", folder / "stranger" / "queries", dirs_exist_ok=True)
    return turtle


def _escaped(text: str) -> str:
    return "".join(f"\\u{ord(char):04X}" if not char.isalnum() else char for char in text)


def read_alike(turtle: Path, payloads: list[str]) -> Iterator[str]:
    """Two parsers find the same texts in it, and each payload as the name of its person."""
    ours, theirs = _by_oxigraph(turtle), _by_rdflib(turtle)
    yield from (f"only one parser reads {each}" for each in sorted(ours ^ theirs)[:5])
    names = {(subject, text) for subject, _, text, language in ours if language == "en"}
    for number, payload in enumerate(payloads):
        if (f"https://example.org/hostile/id/{person(number)}", payload) not in names:
            yield f"{payload!r} is not what it was in {turtle.name}"


def _by_oxigraph(turtle: Path) -> set[Literal]:
    quads = ox.parse(path=str(turtle), base_iri="https://example.org/")
    return {
        (str(quad.subject.value), quad.predicate.value, quad.object.value, (quad.object.language or "").lower())
        for quad in quads
        if isinstance(quad.object, ox.Literal) and isinstance(quad.subject, ox.NamedNode)
    }


def _by_rdflib(turtle: Path) -> set[Literal]:
    graph = rdflib.Graph().parse(turtle, format="turtle")
    return {
        (str(subject), str(predicate), str(found), (found.language or "").lower())
        for subject, predicate, found in graph
        if isinstance(found, rdflib.Literal) and isinstance(subject, rdflib.URIRef)
    }


def _printed(folder: Path, turtle: Path, scale: float) -> tuple[int, list[str]]:
    """How many commands were run, and what each printed that is obeyed by somebody."""
    broken = folder / "broken"
    write_broken_map(broken)
    (folder / "broken.ttl").write_text('<a:a> <a:b> "x" .\n<a:a> <a:\x1b]0;owned\x07b> "\u202ey" .\n', "utf-8")
    step = max(1, round(1 / scale))
    everywhere = (*_OUTLINE, *ANALYSES[::step], *TABLES[::step])
    plan: list[tuple[Path, tuple[str, ...], Callable[[tuple[str, ...], Path, Path], str]]] = [
        *((folder / "visible", command, run_piped) for command in everywhere),
        *((source, command, run_piped) for source in (folder / "hidden", broken, turtle) for command in everywhere),
        *((turtle, command, run_in_terminal) for command in (*ANALYSES, *DATA)[::step]),
        *((source, command, run_in_terminal) for source in (folder / "hidden", broken) for command in _OUTLINE),
        (folder / "broken.ttl", ("query", "ASK {}"), run_piped),
    ]
    faults = []
    for source, command, run_so in plan:
        text = run_so(command, source, folder / "cache")
        label = f"{' '.join(command)!r} of {source.name}"
        faults += [f"{label}: a traceback"] if "Traceback (most recent" in text else []
        faults += [f"{label} prints {found}"] if (found := obeyed(text)) else []
        faults += [f"{label}: {cell!r} is a formula" for cell in (formulas(text) if "--csv" in command else [])[:3]]
    refused = run_piped(("check",), folder / "hidden", folder / "cache")
    faults += [] if "bad-character" in refused else ["check does not refuse what nobody sees"]
    return len(plan), faults


def write_broken_map(directory: Path) -> None:
    """Files named by payloads, in each of which something else is wrong that repeats a payload."""
    texts = [*visible("http://127.0.0.1:9/"), *HIDDEN.values()]
    directory.mkdir()
    (directory / "map.toml").write_text('base = "https://example.org/broken/"\n')
    for number, text in enumerate(texts):
        escaped = "".join(f"\\U{ord(char):08X}" for char in text)
        wrong = [
            f'- {{id: "{escaped}", class: Person, labels: {{en: x}}}}\n',
            f'- {{id: x{number}, class: "{escaped}", labels: {{"{escaped}": x}}}}\n',
            f'- {{id: y{number}, class: Person, labels: {{en: x}}, "{escaped}": x}}\n',
            f'- {{subject: y{number}, relation: "{escaped}", start: "{escaped}", sources: ["{escaped}"]}}\n',
            f'- {{subject: y{number}, relation: knows, "{escaped}": x}}\n- [\x1b]0;x\x07\n',
        ]
        (directory / "claims").mkdir(exist_ok=True)
        for place, content in enumerate(wrong):
            path = directory / ("claims" if place > 2 else "") / f"{file_name(text)}.{number}.{place}.yaml"
            path.write_text(content, "utf-8")


def _shown(folder: Path, turtle: Path, numbers: list[int]) -> tuple[int, list[str]]:
    """How many views were opened of both maps, and what happened in them."""
    views, faults = 0, []
    for source, some in ((folder / "visible", numbers), (turtle, [each for each in numbers if each < len(HIDDEN)])):
        place = folder / f"served-{source.name}"
        place.mkdir()
        with served(source, place) as server:
            opened, found = browsed(server.port, some)
            _ask_oddly(server)
        views += opened
        faults += [f"{source.name}: {each}" for each in found]
        log = server.log.read_text("utf-8", "surrogateescape")
        faults += [f"the log holds {found_there}"] if (found_there := obeyed(log)) else []
    subprocess.run([GUANXI, "site", folder / "visible", "-o", folder / "site"], check=True, capture_output=True)
    opened, found = browsed_files(folder / "site", numbers)
    return views + opened, [*faults, *(f"site: {each}" for each in found)]


def _ask_oddly(server: Served) -> None:
    """Requests that repeat the payloads, for the log."""
    import socket

    for payload in HIDDEN.values():
        raw = payload.encode("utf-8", "surrogatepass")
        for request in (
            b"GET /id/" + quote(raw).encode() + b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
            b"GET /id/" + raw + b" HTTP/1.1\r\nHost: " + raw + b"\r\n\r\n",
            b"GET /sparql?query=" + quote(raw).encode() + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        ):
            with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
                connection.sendall(request)
                connection.shutdown(socket.SHUT_WR)
                while connection.recv(65_536):
                    pass
