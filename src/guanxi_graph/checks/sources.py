"""Checks of sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from guanxi_graph.checks.ids import not_slugs, repeated
from guanxi_graph.checks.related import no_licence, no_web_address
from guanxi_graph.model import SOURCE_KINDS, Citation
from guanxi_graph.problems import Problem, has_errors
from guanxi_graph.reading import Draft
from guanxi_graph.text import is_web_address, nearest
from guanxi_graph.today import latest_possible_day


def bad_id(draft: Draft) -> Iterator[Problem]:
    return not_slugs(draft.sources)


def duplicate_id(draft: Draft) -> Iterator[Problem]:
    return repeated(draft.sources, "a source")


def bad_url(draft: Draft) -> Iterator[Problem]:
    for record in draft.sources:
        for field in ("url", "archived_url"):
            url = getattr(record.row, field)
            if url and not is_web_address(url):
                yield no_web_address(url, record.span(field))


def bad_link(draft: Draft) -> Iterator[Problem]:
    """Of a citation."""
    for record in draft.quoting:
        for index, cited in enumerate(record.row.sources):
            if isinstance(cited, Citation) and cited.link and not is_web_address(cited.link):
                yield no_web_address(cited.link, record.span("sources", index, "link"))


def bad_licence(draft: Draft) -> Iterator[Problem]:
    for record in draft.sources:
        yield from no_licence(record.row.licence, record, "licence")


def bad_lineage(draft: Draft) -> Iterator[Problem]:
    circles = _circles({record.row.id: record.row.lineage for record in draft.sources})
    for record in draft.sources:
        name = record.row.lineage
        if not name:
            continue
        if name not in draft.source_by_id and name not in draft.misread:
            close = nearest(name, draft.source_by_id)
            hint = f"did you mean `{close}`?" if close else "add it to the sources"
            yield Problem("unknown-source", f"there is no source `{name}`", record.span("lineage"), hint)
        elif record.row.id in circles:
            message = f"the lineage of `{record.row.id}` leads back to it, through `{name}`"
            yield Problem("lineage-cycle", message, record.span("lineage"), "name the report that came first")


def unknown_kind(draft: Draft) -> Iterator[Problem]:
    """A kind that is neither usual nor declared is often a slip of the pen."""
    known = {*SOURCE_KINDS, *draft.info.source_kinds}
    for record in draft.sources:
        kind = record.row.kind
        if kind not in known:
            close = nearest(kind, known)
            usual = f"did you mean `{close}`?" if close else f"the usual kinds are {', '.join(SOURCE_KINDS)}."
            hint = f'{usual} A kind of your own is declared in map.toml: `source_kinds = ["{kind}"]`'
            message = f"no kind of source is called `{kind}`"
            yield Problem("unknown-kind", message, record.span("kind"), hint, "warning")


def published_ahead(draft: Draft) -> Iterator[Problem]:
    """Nothing was published after the day on which the check runs, nor without end."""
    tomorrow = latest_possible_day()
    for record in draft.sources:
        published = record.row.published
        if published and published.is_open:
            yield Problem(
                "bad-date", "`published` cannot be open", record.span("published"), "leave it out when it is unknown"
            )
        if published and published.earliest and published.earliest > tomorrow:
            message = f"`{record.row.id}` is published on a day that has not come yet"
            yield Problem("after-today", message, record.span("published"), "mend the date", "warning")


def unused(draft: Draft) -> Iterator[Problem]:
    if has_errors(draft.problems):  # a file that cannot be read may cite it
        return
    cited = draft.together.cited | {record.row.lineage for record in draft.sources}
    for record in draft.sources:
        if record.row.id not in cited:
            message = f"no claim cites `{record.row.id}`"
            yield Problem("unused-source", message, record.span("id"), "cite it, or remove it", "warning")


def _circles(lineage: Mapping[str, str]) -> set[str]:
    """The sources that come back to themselves."""
    found: set[str] = set()
    seen: dict[str, str] = {}
    for start in lineage:
        path, name = [], start
        while name in lineage and name not in seen:
            seen[name] = start
            path.append(name)
            name = lineage[name]
        if seen.get(name) == start:
            found.update(path[path.index(name) :])
    return found
