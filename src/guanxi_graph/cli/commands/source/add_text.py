"""``guanxi source add``: a file that was saved → the stored text of a source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from guanxi_graph.cli.common import MapCommand, count, draft_of, find_map, misused, problems_reported, say

if TYPE_CHECKING:
    from guanxi_graph.evidence import Text
    from guanxi_graph.evidence.stored import Rule
    from guanxi_graph.importers.article import Article
    from guanxi_graph.reading import Draft

FORMS = ("html", "html-whole", "mhtml", "pdf", "epub", "markdown", "text")
_SHOWN = 60


@click.command(cls=MapCommand)
@click.argument("file")
@click.option("--id", "name", required=True, help="The source that it is the text of.")
@click.option("-f", "--format", "form", type=click.Choice(FORMS), help="What the file is, when its name does not say.")
@click.option("--encoding", default="", help="The encoding, when the file does not say it: gb18030, big5, …")
@click.option("--headings", type=click.Choice(["counted", "skip"]), help="Whether ¶ counts headings. Default: skip.")
@click.option("--excerpt", is_flag=True, help="It is not the whole text, so its paragraphs are not counted.")
@click.option("--replace", is_flag=True, help="Put it in the place of another text of this source.")
@click.option("--write", is_flag=True, help="Add a new source to the map's file of sources.")
@click.option("--kind", help="Of a new source: article, book, news, report, …")
@click.option("--title", help="Its title, and so on, where they are not as guessed.")
@click.option("--author", "authors", multiple=True, help="One author; may be given several times.")
@click.option("--publisher")
@click.option("--published", metavar="DATE")
@click.option("--url")
@click.option("--language", metavar="TAG")
@click.option("--licence", help="CC-BY-4.0, or the licence's address.")
@click.option("--note")
def add(file: str, name: str, map_path: Path | None, **options: Any) -> None:
    r"""Keep the text of a source, so that quotes can be verified.

    FILE is a web page, a PDF, an EPUB, Markdown or plain text that you saved, or - for standard input. Its paragraphs
    are kept in texts/ID.txt, out of git. What the file says of itself is shown; a new source is printed as YAML.

    \b
    guanxi source add saved.html --id asprec-2012 --headings counted
    guanxi source add book.pdf --id fannin-2008 --kind book --write
    """
    from guanxi_graph.cli.given import read_file
    from guanxi_graph.evidence.keeping import keep_text
    from guanxi_graph.importers.articles import read_article, stored_form

    with problems_reported():
        directory = find_map(map_path)
        draft = draft_of(directory)
        _refuse_bad_id(name)
        article = read_article(read_file(file), file, form=options["form"] or "", encoding=options["encoding"])
        stored = stored_form(article)
        _refuse_another(directory, name, stored, replace=options["replace"])
        known = draft.source_by_id.get(name)
        record = None if known else _record(name, article, options)
        if record and options["write"]:
            _add_record(draft, record)
        text = keep_text(directory, name, stored, _rule(options))
        licence = known.row.licence if known else (record or {}).get("licence", "")
        for line in (*_told(directory, text, article), *_kept_in_git(directory, name, licence)):
            say(line)
    if record and not options["write"]:
        say(f"\nNot yet in the map: add it to its sources, or use --write.\n\n{_as_yaml(record)}")
    say("\nNext: guanxi verify")


def _refuse_bad_id(name: str) -> None:
    from guanxi_graph.text import SLUG, slug

    if not SLUG.fullmatch(name):
        misused(f"`{name}` is no id: write small letters, digits and single hyphens", slug(name) or None)


def _refuse_another(directory: Path, name: str, stored: str, *, replace: bool) -> None:
    from guanxi_graph.evidence import text_path

    path = text_path(directory, name)
    if path.is_file() and not replace and path.read_bytes() != stored.encode():
        message = (
            f"{path} holds another text: look with `guanxi verify --against` what would be lost, then --replace it"
        )
        misused(message)


def _rule(options: Mapping[str, Any]) -> Rule | None:
    if options["excerpt"] and options["headings"]:
        misused("of an excerpt nothing is counted: leave --headings out")
    if options["excerpt"]:
        return "excerpt"
    told: dict[str | None, Rule] = {"counted": "headings counted", "skip": "headings not counted"}
    return told.get(options["headings"])


def _record(name: str, article: Article, options: Mapping[str, Any]) -> dict[str, Any]:
    """The new source as it is written: what was said on the command line, else what the file states."""
    fields = ("kind", "title", "authors", "publisher", "published", "url", "language", "licence", "note")
    given = {field: list(value) if field == "authors" else value for field in fields if (value := options[field])}
    found = {"title": name, **article.about, **given}
    return {"id": name, **{field: found[field] for field in fields if field in found}}


def _add_record(draft: Draft, record: Mapping[str, Any]) -> None:
    from guanxi_graph.cli.commands.source.writing import write_records

    write_records(draft, [record])


def _as_yaml(record: Mapping[str, Any]) -> str:
    from guanxi_graph.cli.commands.source.writing import as_yaml

    return as_yaml([record])


def _told(directory: Path, text: Text, article: Article) -> Iterator[str]:
    from guanxi_graph.evidence import text_path

    headings = sum(paragraph.is_heading for paragraph in text.paragraphs)
    many = len(text.paragraphs) - headings
    pages = f", {count(len(text.pages), 'page')}" if text.pages else ""
    yield f"{text_path(directory, text.source)}: {count(many, 'paragraph')}, {count(headings, 'heading')}{pages}"
    yield f"  {'an excerpt: nothing is counted' if text.rule == 'excerpt' else text.rule}"
    counted = [paragraph for paragraph in text.paragraphs if paragraph.number]
    for paragraph in dict.fromkeys((*counted[:1], *counted[-1:])):
        yield f"  ¶{paragraph.number} {_short(paragraph.text)}"
    yield from (f"  {remark}" for remark in article.remarks)


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _kept_in_git(directory: Path, name: str, licence: str) -> Iterator[str]:
    from guanxi_graph.evidence.keeping import GITIGNORE, IGNORED, ignore_texts, is_in_git
    from guanxi_graph.licences import is_open

    if is_in_git(directory) and ignore_texts(directory):
        yield f"  {directory / GITIGNORE}: {IGNORED}, which keeps texts out of git"
    if is_open(licence):
        yield f"  {licence} lets it be kept in git: write `!/texts/{name}.txt` in {directory / GITIGNORE}"
