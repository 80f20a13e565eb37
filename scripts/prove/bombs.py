"""Small files that ask for a great deal: refused or done, in bounded time and memory."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import whole_map
from outcome import Outcome

PROMISE = "bombs: aliases, merge keys, depth, giant lines and files, columns, rows, FIFO, devices, links, patterns"
FIGURE = "each refused or done with a reason within 2 s and 500 MB; at most 100 problems a file are printed"

_SECONDS, _MEGABYTES = 2.0, 500
_WAIT = 60
_PRINTED = 2 * 100  # errors and warnings
_VOCABULARY = "identifiers:\n  - {id: douban, pattern: %r, iri: 'https://e.org/{}'}\n"
_DOUBAN = "- {id: x, class: Person, labels: {en: X}, same_as: ['douban:%s']}\n" % ("a" * 60)


# At most a minute of work, and no more memory than a small machine has. What the process held at most is what
# Linux says of its own memory: what `wait4` says counts in that of the process which started it.
_SCRIPT = f"""
import atexit, re, resource, sys
from pathlib import Path
held = Path(sys.argv.pop(1))
resource.setrlimit(resource.RLIMIT_CPU, ({_WAIT}, {_WAIT}))
resource.setrlimit(resource.RLIMIT_AS, (4_000_000_000, 4_000_000_000))
status = Path("/proc/self/status")
most = lambda: re.search("VmHWM:[^0-9]*([0-9]+)", status.read_text())[1]
atexit.register(lambda: status.exists() and held.write_text(most()))
from guanxi_graph.cli import main
main()
"""


class Bomb(NamedTuple):
    """``put`` lays it into a map; ``command`` is what is run on it."""

    name: str
    put: Callable[[Path], object]
    command: tuple[str, ...] = ("check",)


def text(name: str, content: str | bytes) -> Callable[[Path], object]:
    """A bomb that is a file."""

    def put(directory: Path) -> None:
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    return put


def link(name: str, target: str) -> Callable[[Path], object]:
    def put(directory: Path) -> None:
        (directory / name).unlink(missing_ok=True)
        (directory / name).symlink_to(target)

    return put


def fifo(name: str) -> Callable[[Path], object]:
    def put(directory: Path) -> None:
        (directory / name).unlink(missing_ok=True)
        os.mkfifo(directory / name)

    return put


def sparse(name: str) -> Callable[[Path], object]:
    """A file of a billion zeros that takes no room."""

    def put(directory: Path) -> None:
        with (directory / name).open("wb") as stream:
            stream.truncate(1_000_000_000)

    return put


def slow_pattern(pattern: str) -> Callable[[Path], object]:
    def put(directory: Path) -> None:
        text("vocabulary.yaml", _VOCABULARY % pattern)(directory)
        text("people.yaml", _DOUBAN)(directory)

    return put


def cyclic_links(directory: Path) -> None:
    (directory / "claims" / "again").symlink_to(directory)
    (directory / "one.yaml").symlink_to(directory / "two.yaml")
    (directory / "two.yaml").symlink_to(directory / "one.yaml")


def bombs(scale: float = 1.0) -> Iterator[Bomb]:
    """All of them; those that are large are smaller at a smaller scale."""

    def n(number: int) -> int:
        return max(10, round(number * scale))

    doubled = "".join(f"- &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 30))
    yield Bomb("aliases", text("claims/x.yaml", "- &a0 [x]\n" + doubled))
    yield Bomb("merge keys", text("claims/x.yaml", "- {<<: {a: b}, subject: x}\n" * 1000))
    yield Bomb("merge of an alias", text("claims/x.yaml", "- &a {b: c}\n- {<<: *a}\n"))
    for name in ("claims/x.yaml", "vocabulary.yaml", "stories/one.yaml", "redactions.yaml"):
        yield Bomb(f"depth of {name}", text(name, "[" * n(50_000)))
        yield Bomb(f"depth of maps in {name}", text(name, "{a: " * n(50_000)))
    yield Bomb("depth of blocks", text("claims/x.yaml", "- " * n(50_000)))
    yield Bomb("depth of map.toml", text("map.toml", "a = " + "[" * n(50_000)))
    yield Bomb("depth of tables", text("map.toml", "[" + ".".join(["a"] * n(50_000)) + "]\n"))
    yield Bomb("dotted keys", text("map.toml", "".join(f"a{i}.b.c = 1\n" for i in range(n(100_000)))))
    yield Bomb("a number", text("map.toml", "a = " + "9" * n(50_000)))
    yield Bomb("a line of 16 MB", text("claims/x.yaml", "- " + "x" * n(16_700_000)))
    yield Bomb("a line of 17 MB", text("claims/x.yaml", "- " + "x" * 17_000_000))
    yield Bomb("a line of NUL", text("claims/x.yaml", b"\0" * n(16_000_000)))
    for name in ("claims/x.yaml", "claims/x.csv", "map.toml", "vocabulary.yaml", "stories/one.yaml", "queries/x.rq"):
        yield Bomb(f"1 GB of nothing as {name}", sparse(name))
        yield Bomb(f"FIFO as {name}", fifo(name))
        yield Bomb(f"/dev/zero as {name}", link(name, "/dev/zero"))
        yield Bomb(f"/dev/tty as {name}", link(name, "/dev/tty"))
    yield Bomb("100,000 columns", text("claims/x.csv", ",".join(f"c{i}" for i in range(n(100_000))) + "\n"))
    yield Bomb("2 million cells", text("claims/x.csv", "subject,relation\n" + "a," * n(2_000_000) + "\n"))
    yield Bomb("10 million empty rows", text("claims/x.csv", "subject,relation\n" + "\n" * n(10_000_000) + "a,b\n"))
    yield Bomb(
        "3 million rows of commas", text("claims/x.csv", "subject,relation\n" + ",\r\n" * n(3_000_000) + "a,b\n")
    )
    yield Bomb("quotes", text("claims/x.csv", "subject,relation\n" + '"' * n(8_000_001)))
    yield Bomb(
        "a quoted text of many lines", text("claims/x.csv", 'subject,relation\n"' + "\n" * n(8_000_000) + '",b\n')
    )
    yield Bomb("150,000 bad rows", text("claims/x.csv", _bad_rows(n(150_000))))
    yield Bomb("150,000 well-shaped wrong rows", text("claims/x.csv", _wrong_rows(n(150_000))))
    yield Bomb(
        "150,000 rows of too few cells", text("claims/x.csv", "subject,relation,object\n" + "a,b\n" * n(150_000))
    )
    yield Bomb("150,000 empty records", text("claims/x.yaml", "- {}\n" * n(150_000)))
    yield Bomb("cyclic links", cyclic_links)
    yield Bomb("cyclic inverses", text("vocabulary.yaml", _cyclic_inverses(n(2_000))))
    yield Bomb("cyclic classes", text("vocabulary.yaml", _cyclic_classes(n(2_000))))
    for pattern in ("(a+)+b", "(a|a)*b", "(a?){60}b", "a*" * 30 + "b", "(.*)*!", "(" * 5000, "a{1,9999999999}"):
        yield Bomb(f"pattern {pattern[:12]}", slow_pattern(pattern))
    yield Bomb("Turtle: nested terms", text("x.ttl", "<a:a> <a:b> " + "<<( <a:a> <a:b> " * 20_000), _TURTLE)
    yield Bomb("Turtle: a line of 100 MB", text("x.ttl", '<a:a> <a:b> "' + "x" * n(100_000_000)), _TURTLE)
    yield Bomb("Turtle: FIFO", fifo("x.ttl"), _TURTLE)
    yield Bomb("Turtle: /dev/zero", link("x.ttl", "/dev/zero"), _TURTLE)


_TURTLE = ("build", "x.ttl", "--no-page", "-o", "out")


def _bad_rows(number: int) -> str:
    rows = "".join(f"p{i},kno,q{i},20{i},s{i}\n" for i in range(number))
    return f"subject,relation,object,start,sources\n{rows}"


def _wrong_rows(number: int) -> str:
    rows = "".join(f"p{i},knows,q{i},2010,s{i}\n" for i in range(number))
    return f"subject,relation,object,start,sources\n{rows}"


def _cyclic_inverses(number: int) -> str:
    rows = (
        f"  - {{id: r{i}, labels: {{en: r}}, inverse: r{(i + 1) % number}, inverted: true}}\n" for i in range(number)
    )
    return "relations:\n" + "".join(rows)


def _cyclic_classes(number: int) -> str:
    rows = (f"  - {{id: C{i}, labels: {{en: c}}, parent: C{(i + 1) % number}}}\n" for i in range(number))
    return "classes:\n" + "".join(rows)


def run(scale: float) -> Outcome:
    faults, slowest, largest, number = [], (0.0, ""), (0.0, ""), 0
    for bomb in bombs(scale):
        seconds, megabytes, fault = laid(bomb)
        number += 1
        slowest, largest = max(slowest, (seconds, bomb.name)), max(largest, (megabytes, bomb.name))
        faults += [f"{bomb.name}: {fault}"] if fault else []
    measured = f"{number} laid; the slowest {slowest[0]:.1f} s of work ({slowest[1]}), the largest {largest[0]:.0f} MB"
    return Outcome(f"{measured} ({largest[1]})", tuple(faults))


def laid(bomb: Bomb) -> tuple[float, float, str]:
    """Seconds of work, megabytes, and what was wrong, of the command on a map with the bomb in it."""
    with tempfile.TemporaryDirectory() as folder:
        directory = Path(folder) / "map"
        whole_map.write(directory)
        bomb.put(directory)
        held = Path(folder) / "held"
        command = [sys.executable, "-c", _SCRIPT, str(held), *bomb.command]
        with (Path(folder) / "printed").open("wb") as printed:
            child = subprocess.Popen(
                command,
                cwd=directory,
                stdin=subprocess.DEVNULL,
                stdout=printed,
                stderr=printed,
                start_new_session=True,
            )
            watch = threading.Timer(_WAIT, child.kill)
            watch.start()
            _, status, used = os.wait4(child.pid, 0)
            watch.cancel()
            child.returncode = os.waitstatus_to_exitcode(status)
        said = (Path(folder) / "printed").read_text("utf-8", "replace")
        megabytes = int(held.read_text()) / 1024 if held.exists() else 0.0
    seconds = used.ru_utime + used.ru_stime
    return seconds, megabytes, _fault(child.returncode, seconds, megabytes, said)


def _fault(code: int, seconds: float, megabytes: float, said: str) -> str:
    told = said.count("error[") + said.count("warning[")
    if "Traceback" in said or code not in {0, 1, 2}:
        return f"exit code {code}, {said[-200:]!r}"
    if code and not said.strip():
        return "refused without a reason"
    if told > _PRINTED:
        return f"{told} problems were printed"
    if seconds > _SECONDS or megabytes > _MEGABYTES:
        return f"{seconds:.1f} s of work, {megabytes:.0f} MB"
    return ""
