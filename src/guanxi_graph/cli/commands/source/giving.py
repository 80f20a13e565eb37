"""``guanxi source export``: sources → references for another program."""

from __future__ import annotations

from pathlib import Path

import click

from guanxi_graph.cli.common import MapCommand, open_map, problems_reported, say


@click.command("export", cls=MapCommand)
@click.option(
    "-f", "--format", "form", type=click.Choice(["bibtex", "csl", "text"]), default="bibtex", show_default=True
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="A file, instead of standard output.")
def give(map_path: Path | None, form: str, output: Path | None) -> None:
    """Write the map's sources as BibTeX, as CSL-JSON (Zotero), or as text."""
    from guanxi_graph.files import write_text
    from guanxi_graph.references.bibtex import to_bibtex
    from guanxi_graph.references.csl import to_csl
    from guanxi_graph.references.formatted import reference

    sources = open_map(map_path).sources.values()
    match form:
        case "bibtex":
            text = to_bibtex(sources)
        case "csl":
            text = to_csl(sources)
        case _:
            text = "".join(f"{line}\n" for line in sorted(map(reference, sources)))
    if output is None:
        say(text.removesuffix("\n"))
        return
    with problems_reported():
        write_text(output, text)
