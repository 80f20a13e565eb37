"""``guanxi import``: tables and networks of others, made into the files of a map."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from guanxi_graph.cli.common import count, is_map, misused, problems_reported, say
from guanxi_graph.cli.watching import progress_shown

if TYPE_CHECKING:
    from guanxi_graph.importers.bringing_in import Bringing
    from guanxi_graph.importers.foreign_table import ForeignTable
    from guanxi_graph.importers.mapping import TableMapping

_WORDS = 40  # shown of those that a mapping has


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option("-o", "--output", "folder", type=click.Path(path_type=Path), required=True, help="The folder of the map.")
@click.option(
    "--map", "mapping", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="A mapping to use."
)
@click.option("--yes", is_flag=True, help="Take the guess without asking.")
@click.option("--dry-run", is_flag=True, help="Show what would be read, and write nothing.")
def import_(files: tuple[Path, ...], folder: Path, mapping: Path | None, *, yes: bool, dry_run: bool) -> None:
    """Bring FILES into a map: tables, networks, family trees, RDF, notes.

    What their columns and words mean is guessed and shown; the mapping is kept in DIR/imports. Edit it and import
    again: ids stay, and what did not change does not change. Without --map the one that is kept there is used.
    """
    from guanxi_graph.importers.bringing_in import Bringing

    if folder.exists() and not is_map(folder) and (not folder.is_dir() or any(folder.iterdir())):
        misused(f"{folder} is neither a map nor an empty folder; name a new one")
    with problems_reported():
        with progress_shown():
            bringing = Bringing(files, folder, mapping)
        for line in _guess(bringing):
            say(line)
        with progress_shown():
            imported = bringing.imported
        if not (imported.entities or imported.claims):
            for line in _report(bringing):
                say(line, err=True)
            say("\nthere is nothing to take; a mapping may tell what its columns are: --map", err=True)
            sys.exit(1)
        if dry_run:
            changed = []
        elif yes or _agreed():
            with progress_shown():
                changed = bringing.write()
        else:
            say("nothing is written")
            return
        for line in _report(bringing):
            say(line)
    _say_written(changed, folder, imported_claims=len(imported.claims), dry_run=dry_run)


def _agreed() -> bool:
    try:
        return click.confirm("\nImport it so?", default=True)
    except click.Abort:
        misused("there is nobody to ask: pass --yes to take the guess, or --map with a mapping of your own")


def _guess(bringing: Bringing) -> Iterator[str]:
    """What is read, and as what."""
    from guanxi_graph.importers.headings import LEFT_OUT

    if bringing.mapping_file:
        yield f"By the mapping {bringing.mapping_file}:"
    alike: dict[str, list[tuple[ForeignTable, TableMapping]]] = {}
    for table, settings in zip(bringing.tables, bringing.mapping.tables, strict=True):
        form = repr((settings.holds, settings.relation, settings.columns, table.sheet or table.file))
        alike.setdefault(form, []).append((table, settings))
    for group in alike.values():
        table, settings = group[0]
        kind = "ties" if settings.holds == "claims" else "things"
        rows = count(sum(len(each.rows) - how.header for each, how in group), "row")
        more = f" and {len(group) - 1} more like it" if len(group) > 1 else ""
        yield f"{table.name}{more}: {rows} of {kind}{''.join(_form(settings))}"
        yield from (f"  {heading} → {aim}" for heading, aim in settings.columns.items() if aim != LEFT_OUT)
        left = [heading for heading, aim in settings.columns.items() if aim == LEFT_OUT]
        if left:
            yield f"  left out: {', '.join(left)}"
        if settings.relation:
            yield f"  every row → {settings.relation}"
    for what, words in (("things", bringing.mapping.classes), ("relations", bringing.mapping.relations)):
        if words:
            yield f"words for {what}:"
            yield from _words(bringing, words, what)


def _form(settings: TableMapping) -> Iterator[str]:
    """How the text was read."""
    from guanxi_graph.encodings import ENCODINGS
    from guanxi_graph.importers.delimited import DELIMITERS

    if settings.encoding:
        yield f", {ENCODINGS.get(settings.encoding, settings.encoding)}"
    if settings.delimiter:
        yield f", parted by {DELIMITERS.get(settings.delimiter, settings.delimiter)}"
    if settings.header != 1:
        yield f", the header in row {settings.header}" if settings.header else ", no header"
    if settings.dates:
        yield f", dates as {'day/month' if settings.dates == 'dmy' else 'month/day'}/year"


def _words(bringing: Bringing, words: Mapping[str, str], what: str) -> Iterator[str]:
    known = bringing.vocabulary.classes if what == "things" else bringing.vocabulary.relations
    for word, term in list(words.items())[:_WORDS]:
        new = "" if term.removeprefix("^") in known else " (declared as new)"
        other = " (not in the mapping)" if word in bringing.unlisted else ""
        yield f"  {word} ({bringing.counts.get(word, 0):,}) → {term}{new}{other}{_doubt(bringing, word, term)}"
    if len(words) > _WORDS:
        yield f"  and {len(words) - _WORDS:,} more, in the mapping"


def _doubt(bringing: Bringing, word: str, term: str) -> str:
    """`father` may say whose father the other is, or who is the other's: that is not guessed in silence."""
    from guanxi_graph.meaning import by_meaning

    relation = bringing.vocabulary.relations.get(term)
    inverse = relation.inverse if relation else ""
    both = inverse and any(each.id == inverse for each in by_meaning(word, bringing.vocabulary))
    return f" (or {inverse}? the mapping can say so)" if both else ""


def _report(bringing: Bringing) -> Iterator[str]:
    """What came of it, and what was left."""
    imported, found = bringing.imported, bringing.found
    yield ""
    yield (
        f"{count(sum(found.rows.values()), 'row')} read: {count(len(imported.entities), 'entity', 'entities')}, "
        f"{count(len(imported.claims), 'claim')}, {count(len(imported.sources), 'source')}"
    )
    for section, terms in imported.terms.items():
        if terms:
            yield f"new {section}, in vocabulary.yaml: {', '.join(str(term['id']) for term in terms)}"
    remarks: Counter[str] = Counter()
    for table in bringing.tables:
        remarks.update(table.remarks)
    yield from (f"{number:,} × {reason}" for reason, number in remarks.items())
    yield from imported.report


def _say_written(changed: list[Path], folder: Path, *, imported_claims: int, dry_run: bool) -> None:
    if dry_run:
        say("\nnothing is written")
    elif not changed:
        say("\nnothing changed")
    else:
        say("\n" + "\n".join(map(str, changed)))
        if imported_claims:
            say(f"\nNext: guanxi check {folder} && guanxi build {folder}")
