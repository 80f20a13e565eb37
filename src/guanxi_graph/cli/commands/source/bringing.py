"""``guanxi source import``: references of another program → sources."""

from __future__ import annotations

from pathlib import Path

import click

from guanxi_graph.cli.common import MapCommand, count, draft_of, find_map, misused, problems_reported, say

FORMATS = ("bibtex", "csl")


@click.command("import", cls=MapCommand)
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "-f", "--format", "form", type=click.Choice(FORMATS), help="When the file's name does not say: .bib, .json."
)
@click.option("--write", is_flag=True, help="Add them to the map's file of sources.")
def bring(file: Path, map_path: Path | None, *, form: str | None, write: bool) -> None:
    """Bring in references from BibTeX or CSL-JSON (Zotero).

    The sources are printed as YAML, or added to the map with --write. What the map has already, by its id or its
    address, is left out.
    """
    from guanxi_graph.cli.commands.source.writing import as_yaml, write_records
    from guanxi_graph.importers.references import IMPORTERS

    named = [name for name, each in IMPORTERS.items() if file.suffix.casefold() in each.suffixes]
    if not (form or named):
        misused(f"{file} does not say what it is: name it with -f")
    with problems_reported():
        directory = find_map(map_path)
        draft = draft_of(directory)
        addresses = {record.row.url: record.row.id for record in draft.sources if record.row.url}
        found = IMPORTERS[form or named[0]].read(file)
        there = [row for row in found.sources if row["id"] in draft.source_by_id or row.get("url") in addresses]
        fresh = [row for row in found.sources if row not in there]
        for row in there:
            known = addresses.get(row.get("url", ""), row["id"])
            say(f"{row['id']}: in the map already{f', as {known}' if known != row['id'] else ''}", err=True)
        for line in found.report:
            say(f"left out: {line}", err=True)
        if not fresh:
            say("nothing new", err=True)
        elif write:
            write_records(draft, fresh)
        else:
            say(as_yaml(fresh))
            say(f"{count(len(fresh), 'source')}; add them to the map's sources, or use --write", err=True)
