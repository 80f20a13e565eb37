"""Rankings with a part of the evidence left out, on a map where the answer can be worked out by hand."""

from __future__ import annotations

import pytest

from guanxi_graph.analysis.brokers import by_betweenness
from guanxi_graph.analysis.network import project
from guanxi_graph.analysis.robust import Resampling, interval, samples, stabilities, standings
from guanxi_graph.map import load

# Two ways from a to c: through b, whose ties are the claims of one source, and none else.
PEOPLE = "".join(f"- {{id: {name}, class: Person, labels: {{en: {name}}}}}\n" for name in "abc")
SOURCES = "".join(
    f"- {{id: {name}, kind: book, title: {name}, published: 2000, url: 'https://{name}.example/'}}\n"
    for name in ("one", "two")
)
CLAIMS = """\
- {subject: a, relation: friendOf, object: b, start: 1990, sources: [one]}
- {subject: b, relation: friendOf, object: c, start: 1990, sources: [two]}
"""


@pytest.fixture
def chain(tmp_path):
    (tmp_path / "map.toml").write_text('title = {en = "A chain"}\nlanguages = ["en"]\n')
    for name, text in {"people": PEOPLE, "sources": SOURCES, "claims": CLAIMS}.items():
        (tmp_path / f"{name}.yaml").write_text(text)
    return load(tmp_path)


def ranked(gmap):
    return by_betweenness(project(gmap))


@pytest.mark.parametrize("leave", ["claims", "sources"])
@pytest.mark.parametrize(("share", "kept"), [(0.0, 1.0), (1.0, 0.0)])
def test_all_the_evidence_or_none(chain, leave, share, kept):
    (first,) = standings(chain, ranked, Resampling(leave=leave, share=share), top=1)
    assert (first.name, first.value, first.in_top, first.low, first.high) == ("b", 1.0, kept, kept, kept)


@pytest.mark.parametrize("leave", ["claims", "sources"])
def test_the_broker_stands_while_both_of_his_ties_do(chain, leave):
    """Each is kept with probability .8; a chain of two needs both: .64, and the interval is all or nothing."""
    how = Resampling(leave=leave, share=0.2, rounds=2000)
    whole = [len(sample.ties) == 2 for sample in samples(chain, how)]
    assert sum(whole) / len(whole) == pytest.approx(0.64, abs=0.03)
    (first,) = standings(chain, lambda gmap: [each for each in ranked(gmap) if each[1]], how, top=1)
    assert first.in_top == sum(whole) / len(whole)
    assert (first.low, first.high) == (0.0, 1.0)


def test_a_seed_gives_the_same_again_and_another_seed_others(chain):
    def left(seed):
        return [sorted(sample.claims) for sample in samples(chain, Resampling(share=0.5, seed=seed))]

    assert left(1) == left(1)
    assert left(1) != left(2)


def test_a_circle_is_as_stable_as_its_best_likeness(chain):
    """With all of it the likeness is 1; a circle that has lost one of three members is like it by 2/3."""

    def circles(gmap):
        return {"all": frozenset("abc") if len(gmap.ties) == 2 else frozenset("ab")}

    how = Resampling(share=0.2, rounds=100)
    whole = sum(len(sample.ties) == 2 for sample in samples(chain, how)) / 100
    (only,) = stabilities(chain, circles, how, found_again=0.75)
    assert only.value == pytest.approx(whole + (1 - whole) * 2 / 3)
    assert (only.in_top, only.low, only.high) == (whole, pytest.approx(2 / 3), 1.0)


def test_the_interval_leaves_out_the_outermost_twentieths():
    assert interval(range(100)) == (5, 94)
    assert interval([3.0]) == (3.0, 3.0)
