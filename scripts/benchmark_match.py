#!/usr/bin/env python3
"""Matching two maps of 15,000 people each.

The peer compares names pair by pair with difflib, as one would without blocks: one pair in ten thousand, reckoned up.
"""

from __future__ import annotations

import random
import time
from difflib import SequenceMatcher

from guanxi_graph.joining import candidates
from guanxi_graph.map import Map
from guanxi_graph.model import Claim, Entity, MapInfo, Source
from guanxi_graph.reading.vocabulary_file import built_in_vocabulary

PEOPLE, TIES = 15_000, 30_000
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗"
GIVEN = "伟芳娜敏静强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰文辉建国志新春海燕红"
SYLLABLES = ("ka", "ro", "mi", "ten", "vol", "sha", "ber", "lin", "dor", "gas", "pel", "nor", "zi", "wex", "tam")


def people(seed: int) -> Map:
    """Half have Chinese names and half Latin ones; the two maps share most, some with a slip."""
    chance = random.Random(1)  # noqa: S311 - made-up names
    own = random.Random(seed)  # noqa: S311
    entities = []
    for number in range(PEOPLE):
        if number % 2:
            name = chance.choice(SURNAMES) + "".join(chance.choices(GIVEN, k=2))
            labels = {"zh-Hans": name}
        else:
            first, last = ("".join(chance.choices(SYLLABLES, k=3)).title() for _ in range(2))
            labels = {"en": f"{first} {last}" if own.random() > 0.1 else f"{first[:-1]} {last}"}
        entities.append(Entity(id=f"p{seed}-{number}", cls="Person", labels=labels))
    ends = [(own.randrange(PEOPLE), own.randrange(PEOPLE)) for _ in range(TIES)]
    claims = [
        Claim(id=f"c{number}", subject=f"p{seed}-{one}", relation="knows", object=f"p{seed}-{other}")
        for number, (one, other) in enumerate(ends)
    ]
    info = MapInfo(base=f"https://example.org/{seed}/")
    return Map.of(info, built_in_vocabulary(), entities=entities, sources=[Source(id="s", title="S")], claims=claims)


def main() -> None:
    one, two = people(1), people(2)
    start = time.process_time()
    found = candidates(one, two)
    took = time.process_time() - start
    start = time.process_time()
    names = [[entity.label() for entity in each.entities.values()] for each in (one, two)]
    for name in names[0][: PEOPLE // 1000]:
        for other in names[1][: PEOPLE // 10]:
            SequenceMatcher(None, name, other).ratio()
    peer = (time.process_time() - start) * 10_000
    print(f"{PEOPLE:,} × {PEOPLE:,} entities: {len(found.candidates):,} candidates in {took:.1f} s CPU")
    print(f"every pair by difflib: about {peer / 3600:.1f} h, {peer / took:,.0f} times as long")


if __name__ == "__main__":
    main()
