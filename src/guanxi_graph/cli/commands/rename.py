"""``guanxi rename``: another id for an entity or a source, in every file."""

from __future__ import annotations

from pathlib import Path

import click

from guanxi_graph.cli.common import MapCommand, count, draft_of, find_map, misused, problems_in, problems_reported, say
from guanxi_graph.cli.watching import progress_shown


@click.command(cls=MapCommand)
@click.argument("old")
@click.argument("new")
@click.option("--source", is_flag=True, help="OLD is a source, where an entity has the id too.")
@click.option("--dry-run", is_flag=True, help="Print what would change, and write nothing.")
def rename(old: str, new: str, map_path: Path | None, *, source: bool, dry_run: bool) -> None:
    """Rename the entity or source OLD to NEW in all files.

    Claims, stories, saved queries, redactions and settings are changed, and nothing else in their files. The old id
    and the ids of claims that held it lead on: `renamed.yaml` keeps them. All files are written, or none.
    """
    from guanxi_graph.writing.moved_lock import left_texts
    from guanxi_graph.writing.renaming import kind_of, renaming, require_free

    with problems_reported():
        place = find_map(map_path)
        draft = draft_of(place)
        try:
            kind = kind_of(draft, old, source=source)
            require_free(draft, kind, new, old)
        except (LookupError, ValueError) as error:
            misused(str(error.args[0]))
        with progress_shown():
            found = renaming(draft, problems_in(draft), kind, old, new)
        if not dry_run:
            found.write()
        for change in found.changes:
            say(f"{change.file.path}: {count(change.count, 'place')}")
        for line in left_texts(draft, {(kind, old): new}):
            say(line)
        would = "would change" if dry_run else "changed"
        say(f"{count(len(found.changes), 'file')} and {count(len(found.claims), 'claim id')} {would}; old ids lead on")
