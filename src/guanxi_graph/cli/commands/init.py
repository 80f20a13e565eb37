"""``guanxi init``: a new map to write over, or to fill."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import click

from guanxi_graph.cli.common import problems_reported, say


def _tags(_: click.Context, param: click.Parameter, value: str | None) -> tuple[str, ...]:
    """``en,zh-Hans`` as language tags."""
    from guanxi_graph.text import LANGUAGE_TAG

    tags = tuple(tag.strip() for tag in (value or "").split(",") if tag.strip())
    for tag in tags:
        if not LANGUAGE_TAG.fullmatch(tag):
            message = f"`{tag}` is no language tag; write for example en,zh-Hans"
            raise click.BadParameter(message, param=param)
    return tags


def _one_line(_: click.Context, param: click.Parameter, value: str | None) -> str | None:
    if value is not None and not (value.strip() and value.isprintable()):
        raise click.BadParameter("write it in one line", param=param)
    return value and value.strip()


@click.command()
@click.argument("directory", type=click.Path(path_type=Path))
@click.option("--title", metavar="TEXT", callback=_one_line, help="What the map is called, in its first language.")
@click.option("--languages", metavar="TAGS", callback=_tags, help="What it speaks, the first before the others: en,fr.")
@click.option("--empty", is_flag=True, help="Without the example: files to fill.")
def init(directory: Path, title: str | None, languages: tuple[str, ...], *, empty: bool) -> None:
    """Start a new map in DIRECTORY.

    With a small example that passes the check, to write over, or --empty. Asked nothing else in a terminal, it asks
    for title and languages.
    """
    from importlib.resources import as_file, files

    from guanxi_graph.evidence.keeping import GITIGNORE, ignore_texts
    from guanxi_graph.files import write_text

    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        raise click.UsageError(f"{directory} is not an empty folder; name a new one")
    if not (title or languages or empty) and sys.stdin.isatty() and sys.stdout.isatty():
        title, languages, empty = _asked(directory)
    kind = "empty" if empty else "example"
    with problems_reported(), as_file(files("guanxi_graph").joinpath("template", kind)) as template:
        for path in sorted(template.rglob("*")):
            if path.suffix in {".yaml", ".toml"}:
                target, text = directory / path.relative_to(template), path.read_text("utf-8")
                if path.suffix == ".toml":
                    text = _filled(text, directory, title, languages, empty=empty)
                write_text(target, text)
                say(target)
        ignore_texts(directory)
        say(directory / GITIGNORE)
    say(f"\nNext: guanxi check {directory} && guanxi build {directory}")


def _asked(directory: Path) -> tuple[str, tuple[str, ...], bool]:
    title = click.prompt("Title", default=_called(directory), value_proc=_proc(_one_line))
    languages = click.prompt("Languages, the first before the others", default="en", value_proc=_proc(_tags))
    return title, languages, not click.confirm("With an example to write over", default=False)


def _proc(check: Any) -> Any:
    """An option's check for a prompt, which asks again when the answer is wrong."""
    return lambda value: check(None, None, value)


def _filled(text: str, directory: Path, title: str | None, languages: tuple[str, ...], *, empty: bool) -> str:
    """``map.toml`` with what was given; what was not stays as the template has it."""
    from guanxi_graph.text import slug

    if empty:
        title = title or _called(directory)
        text = _set(text, "base", _quoted(f"https://example.org/{slug(title) or 'map'}/"))
    if title:
        text = _set(text, "title", f"{{{(languages or ('en',))[0]} = {_quoted(title)}}}")
    return _set(text, "languages", f"[{', '.join(map(_quoted, languages))}]") if languages else text


def _called(directory: Path) -> str:
    """A title after the folder's name: my-map is My map."""
    name = re.sub(r"[-_\s]+", " ", directory.resolve().name).strip()
    return name[:1].upper() + name[1:] if name.isprintable() and name else "A map"


def _set(text: str, key: str, value: str) -> str:
    return re.sub(rf"^{key} = .*$", lambda _: f"{key} = {value}", text, flags=re.MULTILINE)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
