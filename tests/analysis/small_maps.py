"""Small maps in a few lines of text, for the tests of this folder."""

from __future__ import annotations

from pathlib import Path

from guanxi_graph.dates import parse_date
from guanxi_graph.map import Map
from guanxi_graph.model import Entity, MapInfo, Parameters, Source
from guanxi_graph.reading.claim_ids import identified
from guanxi_graph.reading.located import Items
from guanxi_graph.reading.records import typed
from guanxi_graph.reading.rows import ClaimRow, claim
from guanxi_graph.reading.vocabulary_file import built_in_vocabulary
from guanxi_graph.reading.yaml import parse_yaml


def a_map(
    *claims: str,
    classes: dict[str, str] | None = None,
    sources: tuple[Source, ...] = (),
    as_of: str | None = "2025-07-02",
    parameters: Parameters = Parameters(),  # noqa: B008  immutable
) -> Map:
    """A map of claims as they are written in a file: ``a friendOf b, start: 2005, sources: [x]``.

    Ends and sources are made up as needed: an end is of the first class that its relation takes,
    except where ``classes`` says otherwise.
    """
    vocabulary = built_in_vocabulary()
    rows = [row for text in claims for row in _rows(text)]
    known = dict(classes or {})
    for row in rows:
        relation = vocabulary.relations[row.relation]
        known.setdefault(row.subject, relation.domain[0].replace("Thing", "Company"))
        if row.object:
            known.setdefault(
                row.object, relation.range[0].replace("Thing", "Company").replace("Organization", "Company")
            )
    named = {source.id for source in sources}
    cited = {cited.source for row in rows for cited in row.citations} - named
    return Map.of(
        MapInfo(as_of=parse_date(as_of) if as_of else None, analysis=parameters),
        vocabulary,
        entities=[
            Entity(id=name, cls=cls.replace("Organization", "Company"), labels={"en": name})
            for name, cls in known.items()
        ],
        sources=[*sources, *(Source(id=name, title=name) for name in cited)],
        claims=[claim(row, vocabulary) for row in rows],
    )


def _rows(text: str) -> list[ClaimRow]:
    head, _, rest = text.partition(",")
    subject, relation, what = head.split(" ", 2)
    field = "value" if built_in_vocabulary().relations[relation].value else "object"
    fields = f"- {{subject: {subject}, relation: {relation}, {field}: {what}{', ' + rest if rest else ''}}}"
    items = parse_yaml(fields, "test")
    assert isinstance(items, Items)
    records, problems = typed(items.values, ClaimRow)
    assert not problems, problems
    return [record.row for record in identified(records, built_in_vocabulary())]


def write_map(directory: Path, **files: str) -> Path:
    """A map's files, by name without their ending: ``claims`` is claims.yaml."""
    directory.mkdir(parents=True, exist_ok=True)
    files.setdefault("map", 'title = {en = "A map"}\n')
    for name, text in files.items():
        (directory / f"{name}.{'toml' if name == 'map' else 'yaml'}").write_text(text, "utf-8")
    return directory
