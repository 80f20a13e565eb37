"""Checks of what ``map.toml`` sets: terms that ``[analysis]`` names, days, addresses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from guanxi_graph.model import RELIABILITIES
from guanxi_graph.problems import Problem
from guanxi_graph.reading import Draft
from guanxi_graph.reading.located import Fields
from guanxi_graph.text import is_iri, nearest


def unknown_term(draft: Draft) -> Iterator[Problem]:
    """Only terms that the map sets itself: a vocabulary may lack those of the defaults."""
    settings, words = draft.info.analysis, draft.vocabulary
    named: dict[str, tuple[str, Iterable[str], Iterable[str]]] = {
        "enduring_bases": ("base", settings.enduring_bases, words.bases),
        "go_betweens": ("class", settings.go_betweens, words.classes),
        "class_weights": ("strength", settings.class_weights, words.strengths),
        "reliabilities": ("reliability", settings.reliabilities, RELIABILITIES),
        "source_weights": ("source or kind of source", settings.source_weights, _sources(draft)),
    }
    written = draft.settings.fields.values.get("analysis")
    for field in written.values if isinstance(written, Fields) else ():
        kind, names, known = named.get(field, ("", (), ()))
        for name in sorted(set(names) - set(known)):
            close = nearest(name, known)
            hint = f"did you mean `{close}`?" if close else "name one that the map or its vocabulary has"
            message = f"`{field}` names a {kind} `{name}` that is not there"
            yield Problem("unknown-term", message, draft.settings.span("analysis", field), hint)


def endless_today(draft: Draft) -> Iterator[Problem]:
    """A map's today is a day, the last that ``as_of`` may mean; and so is the day of its last change."""
    days = {"as_of": "that the map takes for today", "updated": "on which the map was last changed"}
    for field, meaning in days.items():
        written = getattr(draft.info, field)
        if written and written.latest is None:
            hint = f"write the day {meaning}, for example 2024-12-31"
            yield Problem("bad-date", f"`{written}` has no last day", draft.settings.span(field), hint)


def bad_page(draft: Draft) -> Iterator[Problem]:
    """Where the page stands on the web: previews of links name it, and its card beside it."""
    written = draft.info.page
    if written and not (is_iri(written) and written.startswith(("https://", "http://")) and "#" not in written):
        hint = "start with https://, and leave out what comes after a `#`"
        yield Problem("bad-iri", f"`{written}` is not the address of a page", draft.settings.span("page"), hint)


def bad_corrections(draft: Draft) -> Iterator[Problem]:
    """The page fills in ``{title}`` and ``{body}``: after the ``?``, so that no claim changes whom it is sent to."""
    written = draft.info.corrections
    where, mark, query = written.partition("?")
    filled = where + mark + query.replace("{title}", "x", 1).replace("{body}", "x", 1)
    if written and not (is_iri(filled) and filled.startswith(("https://", "mailto:"))):
        message = f"`{written}` is not an address to send corrections to"
        hint = "start with https:// or mailto:, and write {title} and {body} after the `?`, at most once each"
        yield Problem("bad-iri", message, draft.settings.span("corrections"), hint)


def _sources(draft: Draft) -> Iterable[str]:
    return {word for record in draft.sources for word in (record.row.id, record.row.kind)}
