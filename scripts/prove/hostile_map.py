"""A map that holds a payload in each of its fields and in the names of its files."""

from __future__ import annotations

import json
from pathlib import Path

from payloads import file_name


def write_hostile_map(directory: Path, payloads: list[str]) -> None:
    """For each payload a person, a source, claims, a story, a relation and a saved query of which it is every text."""
    numbered = list(enumerate(payloads))
    every = " ".join(payloads)
    texts = {"title": {"en": every, "zh-Hans": every}, "description": {"en": every}}
    settings = [f"{field}.{tag} = {_toml(text)}\n" for field, by_tag in texts.items() for tag, text in by_tag.items()]
    _write(directory, "map.toml", "".join(['base = "https://example.org/hostile/"\n', *settings]))
    _write(directory, "sources.yaml", [_source(number, text) for number, text in numbered])
    _write(directory, "vocabulary.yaml", {"relations": [_relation(number, text) for number, text in numbered]})
    for number, text in numbered:
        _write(directory, f"{file_name(text)}.{number}.yaml", [_person(number, text)])
        _write(directory, f"claims/{file_name(text)}.{number}.yaml", _claims(number, len(payloads), text))
        _write(directory, f"stories/s{number}.yaml", _story(number, text))
        _write(directory, f"queries/q{number}.rq", f"# {text}\n# {text}\nSELECT ?n {{ ent:p{number} ?p ?n }}\n")


def person(number: int) -> str:
    return f"p{number}"


def _person(number: int, text: str) -> dict[str, object]:
    return {
        "id": person(number),
        "class": "Person",
        "labels": {"en": text, "zh-Hans": text},
        "aliases": {"en": [f"{text} too"]},
        "description": {"en": text},
    }


def _source(number: int, text: str) -> dict[str, object]:
    fields = dict.fromkeys(("title", "publisher", "note", "kind"), text)
    url = "https://example.org/?q=" + "".join(f"%{byte:02X}" for byte in text.encode("utf-8", "surrogatepass"))
    return {"id": f"s{number}", "authors": [text], "url": url, "published": 2001, **fields}


def _relation(number: int, text: str) -> dict[str, object]:
    ends = {"domain": ["Person"], "range": ["Person"], "strength": "X"}
    return {"id": f"relation{number}", "labels": {"en": text, "zh-Hans": text}, **ends}


def _claims(number: int, people: int, text: str) -> list[dict[str, object]]:
    said = {"note": text, "sources": [{"source": f"s{number}", "locator": text, "quote": text}]}
    tie = {"subject": person(number), "object": person((number + 1) % people), "qualifiers": {"role": text}, **said}
    return [
        {"relation": f"relation{number}", "start": 2000 + number % 20, **tie},
        {"relation": "friendOf", "rank": "deprecated", "reason": text, **tie},
        {"relation": "colleagueOf", "start": 1999, "end": 2004, **tie},
        {"subject": person(number), "relation": "describedAs", "value": text, **said},
    ]


def _story(number: int, text: str) -> dict[str, object]:
    words = {"title": {"en": text}, "text": {"en": text}}
    return {
        "title": {"en": text, "zh-Hans": text},
        "summary": {"en": text},
        "steps": [{**words, "select": person(number)}, {**words, "show": [person(number)]}],
    }


def _write(directory: Path, name: str, content: object) -> None:
    path = directory / name
    path.parent.mkdir(parents=True, exist_ok=True)
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)  # JSON is YAML
    path.write_bytes(text.encode("utf-8", "surrogatepass"))


def _toml(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
