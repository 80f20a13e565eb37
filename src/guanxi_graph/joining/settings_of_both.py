"""``map.toml`` and ``vocabulary.yaml`` of two maps: those of the first, with what only the second has."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from guanxi_graph.importers.new_terms import with_terms_added
from guanxi_graph.model import MapInfo
from guanxi_graph.problems import MapError, Problem, Span
from guanxi_graph.reading import Draft
from guanxi_graph.reading.folder import INFO_FILE, VOCABULARY_FILE
from guanxi_graph.writing.source_file import source_file
from guanxi_graph.writing.yaml_text import plain_of, scalar

# Of these lists the map of both has the members of both.
_LISTS = ("languages", "source_kinds")


def info_of_both(one: Draft, two: Draft, told: list[str]) -> str:
    """The first map's, with the languages and kinds of source of both. What else differs is told."""
    text = source_file(one.directory / INFO_FILE).text
    for field in _LISTS:
        mine, others = getattr(one.info, field), getattr(two.info, field)
        if more := [each for each in others if each not in mine]:
            text = _with_list(text, field, [*mine, *more])
            told.append(f"{INFO_FILE}: {field} has {', '.join(more)} of the second map too")
    for each in msgspec.structs.fields(MapInfo):
        mine, other = getattr(one.info, each.name), getattr(two.info, each.name)
        if each.name not in _LISTS and other not in (mine, "", {}, (), None):
            told.append(f"{INFO_FILE}: {each.encode_name} of the second map is left out: {_shown(other)}")
    return text


def _shown(value: object) -> str:
    return json.dumps(msgspec.to_builtins(value, enc_hook=str), ensure_ascii=False)


def _with_list(text: str, field: str, values: Iterable[str]) -> str:
    """The TOML with another list at its top. Raises MapError where that would change anything else."""
    written = f"{field} = {json.dumps(list(values), ensure_ascii=False)}"
    found = re.compile(rf"^{field}[ \t]*=[ \t]*\[[^\]]*\]", re.MULTILINE).search(text)
    changed = f"{text[: found.start()]}{written}{text[found.end() :]}" if found else f"{written}\n{text}"
    wanted = {**tomllib.loads(text), field: list(values)}
    if tomllib.loads(changed) != wanted:
        hint = f"write `{written}` there, and do it again"
        raise MapError([Problem("not-writable", f"`{field}` cannot be changed here", Span(INFO_FILE), hint)])
    return changed


def vocabulary_of_both(one: str, two: str, told: list[str]) -> str:
    """The first map's terms, and those that only the second has; of terms that differ the first's stand."""
    mine: Any = plain_of(one, VOCABULARY_FILE) if one else {}
    others: Any = plain_of(two, VOCABULARY_FILE)
    text = one
    for section, theirs in (others or {}).items():
        own = (mine or {}).get(section)
        if isinstance(theirs, Mapping):
            text = _with_pairs(text, section, own or {}, theirs, told)
        elif isinstance(theirs, list):
            known = {term["id"]: term for term in own or []}
            fresh = [term for term in theirs if term["id"] not in known]
            told += [
                f"{VOCABULARY_FILE}: {term['id']} is said otherwise in the second map; the first's meaning stands"
                for term in theirs
                if known.get(term["id"], term) != term
            ]
            text = with_terms_added(text, {section: fresh}) if fresh else text
    return text


def _with_pairs(text: str, section: str, own: Mapping[str, Any], theirs: Mapping[str, Any], told: list[str]) -> str:
    """A table such as the prefixes, with the rows that only the second map has."""
    told += [
        f"{VOCABULARY_FILE}: {section}.{name} of the second map is left out: {_shown(value)}"
        for name, value in theirs.items()
        if own.get(name, value) != value
    ]
    fresh = {name: value for name, value in theirs.items() if name not in own}
    rows = "".join(f"  {scalar(name)}: {_flow(value)}\n" for name, value in fresh.items())
    if not fresh:
        return text
    if not own:
        return f"{text}{'' if text.endswith(chr(10)) or not text else chr(10)}{section}:\n{rows}"
    found = re.search(rf"^{section}:[ \t]*(?:#.*)?\n", text, re.MULTILINE)
    changed = f"{text[: found.end()]}{rows}{text[found.end() :]}" if found else text
    before: Any = plain_of(text, VOCABULARY_FILE)
    try:
        is_right = plain_of(changed, VOCABULARY_FILE) == {**before, section: {**own, **fresh}}
    except MapError:
        is_right = False
    if not is_right:
        hint = f"write each row of `{section}` on a line of its own, behind two spaces"
        raise MapError([Problem("not-writable", f"rows of {section} cannot be added", Span(VOCABULARY_FILE), hint)])
    return changed


def _flow(value: Any) -> str:
    from guanxi_graph.writing.yaml_text import flow

    return flow(value)
