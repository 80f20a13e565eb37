"""What several commands share: finding the map, printing problems, exit codes.

Exit code 0: done. 1: the map or the data has problems. 2: the command was misused.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import signal
import sys
import textwrap
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from guanxi_graph.cli.completing import offered
from guanxi_graph.cli.refusals import refusal
from guanxi_graph.cli.source_lines import source_lines
from guanxi_graph.problems import MapError, Problem, draw, in_order, printable_lines

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from guanxi_graph.map import Map
    from guanxi_graph.reading import Draft

_SHOWN_OF_A_FILE = 100
_ENDLESS = 100_000
_YEAR_BC = re.compile(r"-\d")
_MAP_HELP = "The map, which may also be named last: a folder, or a Turtle file that guanxi wrote."
_NO_MAP = "error: there is no map.toml here, in graph/ or above: name a map with -m, or start one: `guanxi init DIR`"


class MapCommand(click.Command):
    """A command on a map, which is named last or with ``-m``, else found."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Click's mark for lines that stay as they are, of which a raw docstring has only the spelling.
        self.help = (self.help or "").replace("\\b\n", "\b\n")
        place = click.Path(path_type=Path)
        for param in self.params:
            if param.type is click.STRING and (type_ := offered(param.name or "")):
                param.type = type_
        arguments = [param for param in self.params if isinstance(param, click.Argument)]
        self.takes_more = bool(arguments)
        self.words = next((param.name for param in arguments if param.nargs == -1), None)
        self.params.append(click.Argument(["map_argument"], metavar="[MAP]", required=False))
        self.params.append(click.Option(["-m", "--map", "map_path"], type=place, help=_MAP_HELP))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """A year before Christ, such as -0400, is no option."""
        ctx.ignore_unknown_options |= any(map(_YEAR_BC.match, args))
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        if self.words is not None:
            self._take_words(ctx, self.words)
        last = ctx.params.pop("map_argument")
        named = Path(last) if last else self._named_early(ctx)
        if named is not None:
            if ctx.params["map_path"] is not None:
                misused("the map is named twice: name it last, or with -m")
            if self.takes_more and not named.exists():
                misused(f"there is no map `{named}`; put a name of several words in quotes")
            ctx.params["map_path"] = named
        return super().invoke(ctx)

    def _take_words(self, ctx: click.Context, name: str) -> None:
        """Of words without an end the last is a map only when there is one of its name, and others before it."""
        words, last = ctx.params[name], ctx.params["map_argument"]
        if last and not (words and ctx.params["map_path"] is None and _is_named_map(Path(last))):
            ctx.params[name], ctx.params["map_argument"] = (*words, last), None

    def _named_early(self, ctx: click.Context) -> Path | None:
        """A map's folder in place of arguments that may be left out: ``ties graph``."""
        free = [param.name or "" for param in self.params if isinstance(param, click.Argument) and not param.required]
        given = [name for name in free if isinstance(ctx.params.get(name), str)]
        if not given or not is_map(Path(ctx.params[given[-1]])):
            return None
        named = Path(ctx.params[given[-1]])
        ctx.params[given[-1]] = None
        return named


def find_map(given: Path | None) -> Path:
    """The map that is meant: the one named, else the nearest folder with a ``map.toml``, here or upwards.

    A folder ``graph`` counts as the folder that it stands in. Exits with code 1 when none is named and there is none.
    What a killed process left of its build, or of a renaming, is finished.
    """
    from guanxi_graph.together import finish_left

    found = nearest_map() if given is None else _map_in(given) or given
    if found is None:
        say(_NO_MAP, err=True)
        sys.exit(1)
    if found.is_file():
        _require_no_foreign(found)
    for folder in (found, found / "export") if found.is_dir() else (found.parent,):
        finish_left(folder)
    return found


def _require_no_foreign(file: Path) -> None:
    """What is no map but can become one is told how. Turtle may be a map: its reader tells what it lacks."""
    from guanxi_graph.importers.readers import BY_SUFFIX, MAPS_TOO
    from guanxi_graph.importers.signatures import misnamed

    suffix = file.suffix.casefold()
    if suffix in MAPS_TOO:
        return
    if reader := BY_SUFFIX.get(suffix):
        misused(f"{file} is {reader.name}, and no map yet: `guanxi import {file} -o DIR` makes one of it")
    if (found := misnamed(file)) and ".ttl" not in found.suffixes:
        misused(f"{file} is {found.name}, and no map: {found.hint}")


def nearest_map() -> Path | None:
    """The nearest folder with a ``map.toml``, here or upwards."""
    upwards = (Path(), *(Path(*[".."] * steps) for steps in range(1, len(Path.cwd().parts))))
    return next((found for here in upwards if (found := _map_in(here))), None)


def _map_in(folder: Path) -> Path | None:
    return next((place for place in (folder, folder / "graph") if is_map(place)), None)


def is_map(folder: Path) -> bool:
    """What stands where a folder may be named can be anything, a query too."""
    return os.path.isfile(folder / "map.toml")  # noqa: PTH113 - which a name that is too long does not end


def _is_named_map(place: Path) -> bool:
    return _map_in(place) is not None or (place.suffix == ".ttl" and os.path.isfile(place))  # noqa: PTH113


def open_map(path: Path | None) -> Map:
    """The map that is meant. Exits with code 1 and the problems when it cannot be used."""
    from guanxi_graph.cli.unedited import unedited
    from guanxi_graph.opening import load

    with problems_reported():
        return unedited(find_map(path), lambda files: load(files.source))


def look_at_map(path: Path | None) -> Map:
    """The map that is meant, to be read: an error in one record does not hide the others, and is told in one line."""
    from guanxi_graph.cli.unedited import unedited
    from guanxi_graph.map.sound import load_sound

    found = find_map(path)
    if found.is_file():
        return open_map(found)
    with problems_reported():
        gmap, problems = unedited(found, lambda files: load_sound(files.source))
    errors = sum(problem.severity == "error" for problem in problems)
    if errors:
        touched = "it touches" if errors == 1 else "they touch"
        say(f"{count(errors, 'error')} in the map: what {touched} is left out; see `guanxi check`.", err=True)
    return gmap


def draft_of(directory: Path) -> Draft:
    """The records of a map's folder. Ends the command where it is a file. Raises MapError and OSError."""
    from guanxi_graph.cli.unedited import unedited
    from guanxi_graph.reading import read_map

    if directory.is_file():
        misused(f"{directory} is one file of Turtle; name the folder of a map")
    return unedited(directory, lambda files: read_map(files.source))


def problems_in(draft: Draft) -> list[Problem]:
    """All problems of the records, as ``check`` reports them."""
    from guanxi_graph.cli.watching import progress_shown
    from guanxi_graph.redaction import problems_of

    with progress_shown():
        return problems_of(draft)


def entity_id(gmap: Map, text: str) -> str:
    """The entity that is meant by an id or a name. Ends the command when there is none, or several."""
    from guanxi_graph.map.called import called

    try:
        return called(gmap, text)
    except LookupError as error:
        return misused(str(error))


def misused(message: str, close: str | None = None) -> NoReturn:
    """End the command with code 2."""
    raise click.UsageError(f"{message}; did you mean `{close}`?" if close else message)


@contextmanager
def problems_reported() -> Iterator[None]:
    """Turns what is wrong with data or files into messages and exit code 1."""
    try:
        yield
    except MapError as error:
        report(error.problems)
        sys.exit(1)
    except OSError as error:
        refused(error)


def refused(error: OSError) -> NoReturn:
    """End the command with what the system refused; quietly for a pipe that nobody reads any more."""
    if error.errno == errno.EPIPE:
        sys.exit(128 + signal.SIGPIPE)
    click.echo(draw(refusal(error), None), err=True)
    sys.exit(1)


def report(problems: Sequence[Problem], *, err: bool = True, texts: Mapping[str, str] | None = None) -> None:
    """Print problems, each with its source line, the errors last, and how many there are of each code.

    At most a hundred of a file and a severity; the others are counted. To standard error, unless they are what the
    command was asked for. ``texts`` are those of files that are not written so yet.
    """
    ordered = in_order(problems)
    errors = _first([problem for problem in ordered if problem.severity == "error"])
    warnings = _first([problem for problem in ordered if problem.severity == "warning"])
    lines = source_lines([problem.span for shown, _ in (warnings, errors) for problem in shown], texts or {})
    for shown, more in (warnings, errors):
        for problem in shown:
            say(draw(problem, lines.get((problem.span.file, problem.span.line))) + "\n", err=err)
        for file, number in more.items():
            say(f"{file}: {number:,} more like these\n", err=err)
    if problems:
        say(tallied(problems), err=err)


def tallied(problems: Sequence[Problem]) -> str:
    """``3 errors (bad-date 2, no-label 1), 0 warnings``"""
    errors = [problem for problem in problems if problem.severity == "error"]
    warnings = [problem for problem in problems if problem.severity == "warning"]
    told = f"{_tally(errors, 'error')}, {_tally(warnings, 'warning')}"
    return "\n".join(textwrap.wrap(told, _room(), subsequent_indent="  ", break_on_hyphens=False))


def _first(problems: Sequence[Problem]) -> tuple[list[Problem], dict[str, int]]:
    """The first problems of each file, and how many more there are of it."""
    seen: Counter[str] = Counter()
    shown = []
    for problem in problems:
        seen[problem.span.file] += 1
        if seen[problem.span.file] <= _SHOWN_OF_A_FILE:
            shown.append(problem)
    return shown, {file: number - _SHOWN_OF_A_FILE for file, number in seen.items() if number > _SHOWN_OF_A_FILE}


def _tally(problems: Sequence[Problem], kind: str) -> str:
    """``3 errors (bad-date 2, no-label 1)``"""
    codes = Counter(problem.code for problem in problems).most_common()
    told = f" ({', '.join(f'{code} {number}' for code, number in codes)})" if len(problems) > 1 else ""
    return f"{count(len(problems), kind)}{told}"


def say(text: object, *, err: bool = False) -> None:
    """Print a text, with nothing in it that a terminal would obey or hide."""
    click.echo(printable_lines(str(text)), err=err)


def styled(*pieces: tuple[str, str]) -> Text:
    """Texts with their styles as one line or more, likewise."""
    from rich.text import Text

    return Text.assemble(*((printable_lines(text), style) for text, style in pieces))


def console() -> Console:
    """Where tables and texts are drawn, by ``tables``, which decides where a line ends."""
    from rich.console import Console

    return Console(width=_room(), highlight=False, soft_wrap=True)


def _room() -> int:
    """The columns that COLUMNS names, else those of the terminal. A pipe has no end: a row is a line for grep."""
    return shutil.get_terminal_size().columns if "COLUMNS" in os.environ or sys.stdout.isatty() else _ENDLESS


def count(number: int, noun: str, plural: str = "") -> str:
    """``1 claim``, ``2 claims``."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
