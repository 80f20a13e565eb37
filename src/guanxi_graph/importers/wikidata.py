"""Items of Wikidata as JSON (Special:EntityData, wbgetentities, dumps): names, statements with dates and references."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from guanxi_graph.importers.facts import SEPARATOR, Facts
from guanxi_graph.importers.foreign_table import ForeignTable
from guanxi_graph.spelled_dates import spelled_date, within

Record = Mapping[str, Any]

# What an item is that is an instance of these.
_CLASSES = {
    "Person": ("Q5",),
    "Company": ("Q4830453", "Q783794", "Q891723", "Q6881511"),
    "School": ("Q3918", "Q3914", "Q875538", "Q38723", "Q9842", "Q159334"),
    "Organization": ("Q43229", "Q7278", "Q163740", "Q484652"),
    "Country": ("Q6256", "Q3624078", "Q3024240"),
    "Place": ("Q515", "Q1549591", "Q486972", "Q532", "Q1637706", "Q5119"),
    "Publication": ("Q571", "Q47461344", "Q11424", "Q732577"),
    "Event": ("Q1656682", "Q178561", "Q198"),
}
_CLASS_OF = {item: cls for cls, items in _CLASSES.items() for item in items}
_LABELS = {"zh-hans": "label.zh-Hans", "zh-cn": "label.zh-Hans", "zh": "label.zh-Hans", "en": "label.en"}
_LABELS = {"zh-hant": "label.zh-Hant", "zh-tw": "label.zh-Hant"} | _LABELS
_IDENTIFIERS = {"P214": "same_as.viaf", "P1278": "same_as.lei", "P356": "same_as.doi"}
_DATES = {"P580": "Start", "P582": "End", "P585": "Date"}
_BOUNDS = ("P1319", "P1326")
_PICTURES = ("P18", "P154")  # of the thing, of its logo
_COMMONS = "https://commons.wikimedia.org/wiki"
_URL, _STATED_IN, _JULIAN = "P854", "P248", "http://www.wikidata.org/entity/Q1985786"
_NO_VALUES = {"somevalue": "values that are not known", "novalue": "statements that there is none"}
_TEXTS = frozenset({"string", "monolingualtext", "quantity", "time"})
# Numbers in other registers, file names, formulas: of no meaning without their own sites.
_NO_TEXTS = frozenset({"external-id", "commonsMedia", "math", "musical-notation", "geo-shape", "tabular-data"})


def is_item(record: Any) -> bool:
    """Whether it has the shape of an item or a property of Wikidata."""
    return isinstance(record, Mapping) and record.get("type") in {"item", "property"} and "id" in record


def read_items(file: str, records: Sequence[tuple[int, Record]]) -> list[ForeignTable]:
    """The tables of items. What is only pointed to is known by its number, or by the label that the file has of it."""
    facts = Facts(file, "Concept")
    labels = {str(each["id"]): _label(each) for _, each in records}
    for line, record in records:
        if record["type"] == "item":
            _item(facts, record, line, labels)
    return facts.tables


def _label(record: Record) -> str:
    found = record.get("labels", {})
    return next((found[tag]["value"] for tag in (*_LABELS, *found) if tag in found), "")


def _item(facts: Facts, record: Record, line: int, labels: Mapping[str, str]) -> None:
    key, claims = record["id"], record.get("claims") or {}
    is_a = [found for each in claims.get("P31", []) if (found := _entity(each["mainsnak"]))]
    identifiers = {_IDENTIFIERS[name]: _first_text(claims[name]) for name in _IDENTIFIERS.keys() & claims.keys()}
    facts.thing(
        key,
        line,
        cls=next((_CLASS_OF[each] for each in is_a if each in _CLASS_OF), ""),
        aliases=SEPARATOR.join(_aliases(record)),
        description=record.get("descriptions", {}).get("en", {}).get("value", ""),
        **_names(record),
        **_identity(key),
        **identifiers,
        **_coordinates(claims),
        **_picture(claims),
    )
    if (more := sum(len(claims.get(name, ())) for name in _PICTURES) - 1) > 0:
        facts.left["further pictures of a thing: left out"] += more
    for name, statements in claims.items():
        for statement in statements:
            if name not in {*_IDENTIFIERS, *_PICTURES, "P625"}:
                _statement(facts, key, name, statement, line, labels)


def _identity(key: str) -> dict[str, str]:
    return {"same_as.wikidata": key} if key.startswith("Q") else {}


def _names(record: Record) -> dict[str, str]:
    found = record.get("labels", {})
    names = {heading: found[tag]["value"] for tag, heading in reversed(_LABELS.items()) if tag in found}
    return names or {"label": _label(record)}


def _aliases(record: Record) -> list[str]:
    found = record.get("aliases", {})
    return list(dict.fromkeys(each["value"] for tag in _LABELS if tag in found for each in found[tag]))


def _statement(facts: Facts, key: str, name: str, statement: Record, line: int, labels: Mapping[str, str]) -> None:
    snak = statement["mainsnak"]
    object_, value = _entity(snak), _text(snak) or _bounds(statement)
    kind = snak.get("datatype", "")
    if not (object_ or value):
        what = _NO_VALUES.get(snak.get("snaktype", ""), f"values of the kind {kind}")
        facts.left[f"{what}: left out"] += 1
        return
    if object_:
        facts.thing(object_, line, label=labels.get(object_, ""), **_identity(object_))
    said = dict(_qualifiers(statement, labels))
    rank = statement.get("rank", "normal")
    facts.claim(
        key,
        name,
        line,
        object=object_,
        value="" if object_ else value,
        Source=SEPARATOR.join(dict.fromkeys(_sources(statement, labels))),
        rank="" if rank == "normal" else rank,
        **said,
    )


def _bounds(statement: Record) -> str:
    """Of a date that is not known: the earliest and the latest that it may be."""
    told = [next(map(_text, statement.get("qualifiers", {}).get(name, ())), "") for name in _BOUNDS]
    first, last = (spelled_date(text) or "" if text else "" for text in told)
    is_time = statement["mainsnak"].get("datatype") == "time"
    return within(first, last) if is_time and (first or last) else ""


def _qualifiers(statement: Record, labels: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name, snaks in statement.get("qualifiers", {}).items():
        texts = [labels.get(_entity(each)) or _entity(each) or _text(each) for each in snaks]
        heading = _DATES.get(name) or f"qualifiers.qualifier{name}"
        if found := list(filter(None, texts)):
            yield heading, found[0] if name in _DATES else SEPARATOR.join(found)


def _sources(statement: Record, labels: Mapping[str, str]) -> Iterator[str]:
    """The addresses of the references, else what they are stated in."""
    for reference in statement.get("references", []):
        snaks = reference.get("snaks", {})
        urls = [_text(each) for each in snaks.get(_URL, [])]
        works = [labels.get(_entity(each)) or _entity(each) for each in snaks.get(_STATED_IN, [])]
        yield from filter(None, urls or works)


def _entity(snak: Record) -> str:
    value = snak.get("datavalue", {})
    return str(value["value"].get("id", "")) if value.get("type") == "wikibase-entityid" else ""


def _first_text(statements: Sequence[Record]) -> str:
    """An identifier elsewhere."""
    values = (each["mainsnak"].get("datavalue", {}).get("value", "") for each in statements)
    return next((text for text in values if isinstance(text, str) and text), "")


def _text(snak: Record) -> str:
    """The value of a kind that a text can tell."""
    found = snak.get("datavalue", {})
    value = found.get("value")
    if found.get("type") not in _TEXTS or snak.get("datatype") in _NO_TEXTS:
        return ""
    match found["type"]:
        case "time":
            return _date(value)
        case "quantity":
            unit = str(value.get("unit", "1")).rpartition("/")[2]
            return str(value["amount"]).lstrip("+") + ("" if unit == "1" else f" {unit}")
        case "monolingualtext":
            return str(value["text"])
    return " ".join(str(value).split())


def _date(value: Record) -> str:
    """As precise as it is told; a day or a month of the Julian calendar with the name of the calendar."""
    text, precision = str(value["time"]), int(value.get("precision", 11))
    sign, digits = text[0], text[1:].partition("T")[0]
    year, month, day = (int(part) for part in digits.split("-"))
    number = year if sign == "+" else 1 - year
    written = f"{'-' if number < 0 else ''}{abs(number):04d}"
    if precision >= 10:
        calendar = "Julian " if value.get("calendarmodel") == _JULIAN else ""
        return f"{calendar}{written}-{month:02d}" + (f"-{day:02d}" if precision >= 11 else "")
    if precision == 9 or number < 0:
        return written
    return f"{written[:-1]}X" if precision == 8 else f"{(number - 1) // 100:02d}XX" if precision == 7 else text


def _picture(claims: Record) -> dict[str, str]:
    """The first that is told, by its address at Wikimedia Commons, where its page tells author and licence."""
    told = [each for name in _PICTURES for each in claims.get(name, ()) if each.get("rank") != "deprecated"]
    for statement in sorted(told, key=lambda each: each.get("rank") != "preferred"):
        if name := statement["mainsnak"].get("datavalue", {}).get("value", ""):
            place = quote(str(name).replace(" ", "_"))
            return {"image": f"{_COMMONS}/Special:FilePath/{place}", "image.source": f"{_COMMONS}/File:{place}"}
    return {}


def _coordinates(claims: Record) -> dict[str, str]:
    for statement in claims.get("P625", []):
        value = statement["mainsnak"].get("datavalue", {}).get("value", {})
        if {"latitude", "longitude"} <= value.keys():
            return {"Latitude": str(value["latitude"]), "Longitude": str(value["longitude"])}
    return {}
