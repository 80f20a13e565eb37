"""``guanxi init``: a new map to write over."""

from __future__ import annotations

from pathlib import Path

import click

from guanxi_graph.cli.common import problems_reported, say


@click.command()
@click.argument("directory", type=click.Path(path_type=Path))
def init(directory: Path) -> None:
    """Start a new map in DIRECTORY.

    With a small example that passes the check, to write over, or --empty.
    """
    from importlib.resources import as_file, files

    from guanxi_graph.evidence.keeping import GITIGNORE, ignore_texts
    from guanxi_graph.files import write_text

    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        raise click.UsageError(f"{directory} is not an empty folder; name a new one")
    with problems_reported(), as_file(files("guanxi_graph").joinpath("template")) as template:
        for path in sorted(template.rglob("*")):
            if path.suffix in {".yaml", ".toml"}:
                target = directory / path.relative_to(template)
                write_text(target, path.read_text("utf-8"))
                say(target)
        ignore_texts(directory)
        say(directory / GITIGNORE)
    say(f"\nNext: guanxi check {directory} && guanxi build {directory}")
