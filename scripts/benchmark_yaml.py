#!/usr/bin/env python3
"""Checking a map in YAML, against parsers that only make Python values of the same file.

usage: scripts/benchmark_yaml.py [--claims N]        (default 10000)

CPU seconds of this process: the least of three runs, for which all take turns. Of the parsers, those are tried that are
installed: PyYAML is; rapidyaml, ruamel.yaml and ryaml may be (`pip install rapidyaml ruamel.yaml ryaml`). Ours keeps
the place and the letters of every value, and refuses what is given twice; no other does all of it.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

import yaml

from guanxi_graph import collector
from guanxi_graph.reading import read_map
from guanxi_graph.reading.rows import ClaimRow
from guanxi_graph.reading.yaml import parse_yaml
from guanxi_graph.reading.yaml_records import parse_records
from guanxi_graph.redaction import problems_of

PEOPLE, SOURCES = 2000, 200


def claims_in_yaml(number: int) -> str:
    chance = random.Random(1)  # noqa: S311
    return "".join(
        f"- {{subject: person-{chance.randrange(PEOPLE // 2)}, relation: knows, "
        f"object: person-{chance.randrange(PEOPLE // 2, PEOPLE)}, start: {1980 + n % 25}-{n % 12 + 1:02d}, "
        f'end: {2006 + n % 5}, qualifiers: {{role: role {n}}}, note: "As both of them say, 关系.", '
        f"sources: [source-{n % SOURCES} p. {n % 300}]}}\n"
        for n in range(number)
    )


def write_map(folder: Path, claims: str) -> None:
    (folder / "map.toml").write_text('title = {en = "A made-up map"}\n', "utf-8")
    people = (f"- {{id: person-{n}, class: Person, labels: {{en: Person {n}}}}}\n" for n in range(PEOPLE))
    (folder / "people.yaml").write_text("".join(people), "utf-8")
    sources = (f"- {{id: source-{n}, title: Source {n}}}\n" for n in range(SOURCES))
    (folder / "sources.yaml").write_text("".join(sources), "utf-8")
    (folder / "claims.yaml").write_text(claims, "utf-8")


def parsers() -> Iterator[tuple[str, Callable[[str], object]]]:
    yield "PyYAML, CSafeLoader", lambda text: yaml.load(text, yaml.CSafeLoader)
    yield "PyYAML, CBaseLoader (texts)", lambda text: yaml.load(text, yaml.CBaseLoader)  # noqa: S506
    for name, module, load in (
        ("ruamel.yaml, safe", "ruamel.yaml", lambda ruamel: ruamel.YAML(typ="safe").load),
        ("rapidyaml, to Python (texts)", "ryml", _in_python),
        ("ryaml", "ryaml", lambda ryaml: ryaml.loads),
    ):
        try:
            found = import_module(module)
        except ImportError:
            print(f"{name:32} is not installed")
        else:
            yield name, load(found)


def _in_python(ryml: Any) -> Callable[[str], object]:
    def load(text: str) -> object:
        tree = ryml.parse_in_arena(text.encode())

        def value(node: int) -> object:
            if tree.is_map(node):
                return {str(tree.key(each), "utf-8"): value(each) for each in ryml.children(tree, node)}
            if tree.is_seq(node):
                return [value(each) for each in ryml.children(tree, node)]
            return str(tree.val(node), "utf-8")

        return value(tree.root_id())

    return load


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


@collector.at_rest()
def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--claims", type=int, default=10_000)
    number = arguments.parse_args().claims
    text = claims_in_yaml(number)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_map(folder, text)

        def check() -> None:
            assert not any(problem.severity == "error" for problem in problems_of(read_map(folder)))  # noqa: S101

        first = seconds(check)
        ours: dict[str, Callable[[], object]] = {
            "check of the whole map": check,
            "its parser, to rows": lambda: parse_records(text, "claims.yaml", ClaimRow),
            "its exact parser, with places": lambda: parse_yaml(text, "claims.yaml"),
        }
        theirs: dict[str, Callable[[], object]] = {name: partial(load, text) for name, load in parsers()}
        turns = [{name: seconds(work) for name, work in (ours | theirs).items()} for _ in range(3)]
    took = {name: min(turn[name] for turn in turns) for name in turns[0]}
    print(f"{'the first check in a process':32} {first / number * 1e6:6.1f} µs a claim")
    for name, least in took.items():
        ratio = f"; check takes {took['check of the whole map'] / least:.2f} times that" if name in theirs else ""
        print(f"{name:32} {least / number * 1e6:6.1f} µs a claim{ratio}")


if __name__ == "__main__":
    main()
