"""Maps in which much is said of few: rivals, mirror images, second accounts, sums of shares, lives that end too early."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import strategies as st

PEOPLE = ("li-wei", "wang-fang", "zhang-min")
FIRMS = ("acme", "blue-sky")
SOURCES = ("paper", "book")
_THINGS = {
    "map.toml": 'title = {en = "Crowded"}\nbase = "https://example.org/crowded/"\n',
    "sources.csv": "id,title,published\npaper,The paper of the year,2012\nbook,The book of all books,2013-05\n",
    "people.csv": "id,class,labels.en,labels.zh-Hans,living\n"
    "li-wei,Person,Li Wei,李伟,true\nwang-fang,Person,Wang Fang,王芳,\nzhang-min,Person,Li Wei,李薇,\n",
    "firms.csv": "id,class,labels.en\nacme,Company,Acme\nblue-sky,Company,Blue Sky\n",
}
_dates = st.sampled_from(["1999", "2004-05", "2004-05-06", "2004", "2010", "[..2001]", "200X"])
_people, _firms = st.sampled_from(PEOPLE), st.sampled_from(FIRMS)


def _rows(**fields):
    """Few fields that differ much: of most claims there is another that is nearly the same."""
    return st.fixed_dictionaries(
        {
            **fields,
            "start": _dates,
            "sources": st.lists(st.sampled_from(["paper p. 1", "book ¶2", "paper"]), min_size=1, max_size=2),
        },
        optional={
            "ranked": st.sampled_from(["preferred", "deprecated"]),
            "end": _dates | st.just(".."),
            "denied": st.just("true"),
            "distinct": st.just("another one"),
            "confidence": st.just("disputed"),
            "note": st.just("Seen."),
        },
    )


_ids = st.sampled_from(["li-wei.knows.wang-fang", "acme.one", "li-wei.one"])
_different = st.permutations(PEOPLE).map(lambda names: {"subject": names[0], "object": names[1]})
_ties = st.builds(lambda row, ends: {**row, **ends}, _rows(relation=st.sampled_from(["knows", "spouseOf"])), _different)
_firms_of = _rows(subject=_people, relation=st.sampled_from(["founded", "owns"]), object=st.just("acme")).flatmap(
    lambda row: st.sampled_from(["60", "70"]).map(
        lambda share: {**row, "qualifiers": {"share": share}} if share else row
    )
)
_told = st.fixed_dictionaries(
    {
        "subject": _people,
        "relation": st.sampled_from(["bornOn", "diedOn"]),
        "value": _dates,
        "sources": st.just(["paper p. 3"]),
    },
    optional={"ranked": st.just("preferred")},
)
_figures = st.fixed_dictionaries(
    {
        "subject": _firms,
        "relation": st.just("employees"),
        "value": st.sampled_from(["10", "100", "1000"]),
        "at": _dates,
        "sources": st.just(["book"]),
    }
)
_derived = st.fixed_dictionaries(
    {
        "subject": _people,
        "relation": st.just("knows"),
        "object": _people,
        "rule": st.just("r"),
        "premises": st.lists(_ids, min_size=1, max_size=2),
    }
)
_sound = st.one_of(_ties, _firms_of, _told, _figures)
_wrong = st.one_of(
    _ties.flatmap(lambda row: _ids.map(lambda name: {**row, "id": name})),
    _firms_of.map(lambda row: {**row, "object": "nobody"}),
    _figures.map(lambda row: {**row, "sources": ["none"]}),
    _derived,
)
# Half of them are to be without an error, if no two say the same: such are written.
claim_rows = st.lists(_sound, min_size=6, max_size=14) | st.lists(_sound | _wrong, min_size=6, max_size=20)


def write_crowded(folder: Path, rows) -> Path:
    """The map of these claims, in JSON Lines."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in _THINGS.items():
        (folder / name).write_text(text, "utf-8")
    lines = [json.dumps(_with_reason(row), ensure_ascii=False) + "\n" for row in rows]
    (folder / "claims.jsonl").write_text("".join(lines), "utf-8")
    return folder


def _with_reason(row):
    ranked = row.get("ranked")
    kept = {name: value for name, value in row.items() if name != "ranked"}
    return {**kept, "rank": ranked, "reason": "because"} if ranked else kept


def write_many_mistakes(folder: Path, *, errors: bool = False) -> Path:
    """More of several kinds than are described, the claims of each person in several files; or errors among them too."""
    write_crowded(folder, [])
    people = [f"p{number}" for number in range(1200)]
    lines = [f"{name},Person,{name},false\n" for name in people]
    for name in ("people", "claims"):
        (folder / name).mkdir()
    (folder / "people" / "more.csv").write_text("id,class,labels.en,living\n" + "".join(lines), "utf-8")
    other = "nobody" if errors else "p"
    ties = [("knows", {"object": f"{other}{(n + 1) % 1200}", "start": "2005"}) for n in range(1200)]
    telling = {
        "a": [(name, "bornOn", {"value": "2010"}) for name in reversed(people)],
        "b": [(name, "diedOn", {"value": "2000"}) for name in reversed(people)],
        "c": [(name, *tie) for name, tie in zip(people, ties, strict=True)],
        "d": [(name, "bornOn", {"value": "2011"}) for name in people],
    }
    cited = ["none"] if errors else ["paper"]
    for file, rows in telling.items():
        told = [{"subject": one, "relation": relation, **row, "sources": cited} for one, relation, row in rows]
        (folder / "claims" / f"{file}.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in told), "utf-8")
    return folder
