"""What the commands say over the maps that ship fits a terminal of 80 columns, with every id whole."""

from __future__ import annotations

import fcntl
import functools
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from guanxi_graph import opening
from guanxi_graph.cli import main, tables
from guanxi_graph.cli.common import tallied
from guanxi_graph.cli.tables import draw, fitted
from guanxi_graph.map import load, sound
from guanxi_graph.problems import Problem, Span
from places import ROOT, SHIPPED

BLOOMSBURY = ROOT / "examples" / "bloomsbury"
WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9.:-]*[A-Za-z0-9]")

TABLES = (
    *("brokers", "circles", "core", "conflicts", "ties", "interlocks", "bridges", "audit", "audit --details"),
    *("infer --dry-run", "changes 1910 2010"),
)
OF_ONE = ("ego", "before", "lineage", "owners", "figures", "show")
COMMANDS = [
    *((SHIPPED, each) for each in TABLES),
    *((SHIPPED, f"{each} {name}") for each in OF_ONE for name in ("xiaomi", "renren", "qq", "wang-xing")),
    *((SHIPPED, each) for each in ("ties ma-huateng ding-lei", "without wikipedia-xiaonei-2012", "query --list")),
    *((SHIPPED, each) for each in ("brokers --between tsinghua-university shenzhen-university", "brokers --wide")),
    *((SHIPPED, each) for each in ("path ding-lei xu-chenye --explain", "why wang-xing.knows.ma-huateng.2017-12")),
    *(
        (SHIPPED, f"query {each.stem}")
        for each in sorted((SHIPPED / "queries").glob("*.rq"))
        if each.stem != "neighbourhood"
    ),
    *((BLOOMSBURY, each) for each in TABLES),
    *((BLOOMSBURY, f"{each} {name}") for each in OF_ONE for name in ("hogarth-press", "virginia-woolf")),
    *(
        (where, each)
        for where in (SHIPPED, BLOOMSBURY)
        for each in ("relations", "relations Person Company", "classes")
    ),
    *((BLOOMSBURY, each) for each in ("ties virginia-woolf vanessa-bell", "core --wide", "conflicts --wide")),
]


@pytest.fixture(scope="module", autouse=True)
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opening, "load", functools.cache(opening.load))
        patch.setattr(sound, "load_sound", functools.cache(sound.load_sound))
        patch.setenv("GUANXI_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@functools.cache
def ids(directory: Path) -> frozenset[str]:
    """Those that nothing else is called by: `qq` may be a part of a name."""
    gmap = load(directory)
    return frozenset(each for each in (*gmap.entities, *gmap.claims, *gmap.sources) if "-" in each)


@functools.cache
def said(directory: Path, command: str, columns: str | None) -> list[str]:
    done = CliRunner().invoke(main, [*command.split(), "-m", str(directory)], env={"COLUMNS": columns})
    assert done.exit_code == 0, done.output
    return done.stdout.splitlines()


def named(directory: Path, lines: list[str]) -> Counter[str]:
    words = (word.rpartition(":")[2] for line in lines for word in WORD.findall(line))
    return Counter(word for word in words if word in ids(directory))


@pytest.mark.parametrize(
    ("directory", "command"), COMMANDS, ids=lambda each: each if isinstance(each, str) else each.name
)
def test_it_fits_and_no_id_is_broken(directory: Path, command: str) -> None:
    narrow, piped = said(directory, command, "80"), said(directory, command, None)
    # What is longer by itself is the terminal's to break, and a command to be pasted too: it can still be copied.
    lines = [line for line in narrow if not line.startswith("    guanxi ")]
    assert [line for line in lines if cell_len(line) > 80 and max(map(len, line.split())) <= 60] == []
    assert not named(directory, piped) - named(directory, narrow)


@pytest.mark.parametrize("directory", [SHIPPED, BLOOMSBURY], ids=lambda each: each.name)
@pytest.mark.parametrize("command", ["brokers", "circles", "core", "changes 1910 2010", "conflicts", "ties", "bridges"])
def test_rows_are_rows_and_seldom_of_more_than_two_lines(directory: Path, command: str) -> None:
    narrow, piped = said(directory, command, "80"), said(directory, command, None)
    assert any(set(line.strip()) == {"─"} for line in narrow), "not told cell by cell"
    assert len(narrow) <= 2.5 * len(piped)


@pytest.mark.parametrize("command", ["brokers", pytest.param("circles", marks=pytest.mark.trial), "query founders"])
def test_in_a_terminal_it_is_the_same(command: str, tmp_path: Path) -> None:
    ours, its = pty.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 80, 0, 0))
    environment = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "LINES"}}
    environment |= {"TERM": "dumb", "GUANXI_CACHE": str(tmp_path)}
    line = [Path(sys.executable).parent / "guanxi", *command.split(), "-m", SHIPPED]
    with subprocess.Popen(line, stdout=its, env=environment) as process:
        os.close(its)
        sent = b"".join(iter(lambda: _read(ours), b""))
    os.close(ours)
    assert process.returncode == 0
    assert sent.decode().splitlines() == said(SHIPPED, command, "80")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65_536)
    except OSError:  # the other side is closed
        return b""


def test_a_pipe_gets_a_row_in_a_line_however_long() -> None:
    lines = said(SHIPPED, "without wikipedia-xiaonei-2012", None)
    assert all(line.split()[0] in {"claim", "tie", "entity", "broker"} for line in lines[3 : lines.index("")])
    assert any(cell_len(line.rstrip()) > 100 for line in lines)


def test_wide_shows_what_is_left_out_else() -> None:
    """And says so: a name is what is read first."""
    few, wide = said(SHIPPED, "brokers", None), said(SHIPPED, "brokers --wide", None)
    assert few[1].split() == ["broker", "betweenness", "constraint", "degree"]
    assert {"closeness", "liaison", "group"} < set(wide[1].split())
    assert few[-1].startswith("--wide shows also: closeness, ")
    assert "--wide" not in wide[-1]


def test_the_counts_of_many_codes_go_on_below(monkeypatch: pytest.MonkeyPatch) -> None:
    codes = ("unknown-entity", "unknown-source", "unknown-relation", "bad-date", "no-label", "no-source")
    problems = [Problem(code, "wrong", Span("a.yaml")) for code in codes]
    monkeypatch.setenv("COLUMNS", "80")
    assert (
        tallied(problems)
        == """\
6 errors (unknown-entity 1, unknown-source 1, unknown-relation 1, bad-date 1,
  no-label 1, no-source 1), 0 warnings"""
    )


@pytest.mark.parametrize(
    ("heads", "wanted", "least", "room", "widths"),
    [
        ([4, 4], [10, 10], [3, 3], 20, [10, 10]),
        ([9, 4], [5, 10], [5, 3], 16, [5, 10]),  # the heading is broken, not the cells
        ([4, 4], [30, 10], [3, 3], 20, [10, 10]),  # the widest gives way
        ([4, 4], [30, 30], [18, 3], 20, None),
        ([4, 4], [30, 30], [12, 3], 20, [12, 8]),
    ],
)
def test_widths(heads: list[int], wanted: list[int], least: list[int], room: int, widths: list[int] | None) -> None:
    assert fitted(heads, wanted, least, room) == widths


ROWS = [
    ["Alibaba Group 阿里巴巴集团", "1999", "claim:jack-ma.founded.alibaba"],
    ["QQ", "", "claim:tencent.operates.qq"],
]


@pytest.mark.parametrize(
    ("width", "drawn"),
    [
        (
            70,
            """\
name                        since  claim
────────────────────────────────────────────────────────────────
Alibaba Group 阿里巴巴集团   1999  claim:jack-ma.founded.alibaba
QQ                                 claim:tencent.operates.qq
""",
        ),
        (
            60,
            """\
name                    since  claim
────────────────────────────────────────────────────────────
Alibaba Group            1999  claim:jack-ma.founded.alibaba
阿里巴巴集团
QQ                             claim:tencent.operates.qq
""",
        ),
        (
            40,
            """\
name   Alibaba Group 阿里巴巴集团
since  1999
claim  claim:jack-ma.founded.alibaba

name   QQ
claim  claim:tencent.operates.qq
""",
        ),
    ],
)
def test_a_table_gives_way_to_the_room(width: int, drawn: str) -> None:
    screen = Console(file=StringIO(), width=width, soft_wrap=True, highlight=False)
    draw(screen, ["name", "since", "claim"], ROWS, [False, True, False])
    assert isinstance(screen.file, StringIO)
    assert [line.rstrip() for line in screen.file.getvalue().splitlines()] == [*drawn.splitlines(), ""]


CELLS = (
    st.text("a1 ", max_size=6)
    | st.text("aB 关1-:\n\t\u0301\u200b", max_size=40)
    | st.from_regex(r"[a-z-]{1,30} 关{0,12}", fullmatch=True)
)


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=4), st.integers(20, 100))
def test_rows_stand_as_rich_would_put_them(rows: list[tuple[str, str]], width: int) -> None:
    """``draw`` does without rich's tables, as they take half a second for a thousand rows; only the time may differ."""
    numeric, heads = [False, True], ["name", "since"]
    drawn, expected = (Console(file=StringIO(), width=width) for _ in range(2))
    with pytest.MonkeyPatch.context() as patched:
        draw(drawn, heads, rows, numeric)
        patched.setattr(tables, "_side_by_side", by_rich)
        draw(expected, heads, rows, numeric)
    assert isinstance(drawn.file, StringIO)
    assert isinstance(expected.file, StringIO)
    assert drawn.file.getvalue() == expected.file.getvalue()


def by_rich(screen: Console, headers: list[str], rows: list[list[str]], numeric: list[bool], widths: list[int]) -> None:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0))
    for header, is_number, width in zip(headers, numeric, widths, strict=True):
        table.add_column(Text(header), justify="right" if is_number else "left", width=width, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    screen.print(table)
