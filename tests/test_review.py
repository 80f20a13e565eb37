"""``guanxi review``: proposals accepted, changed, rejected, and what was missed, as somebody types the answers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from guanxi_graph.evidence import read_text
from guanxi_graph.evidence.lock import read_lock
from guanxi_graph.map import load
from guanxi_graph.proposals import propose, read_proposals, renewed, write_proposals
from lantern import CLAIMS, MAP, PROPOSED, SOURCE

Review = Callable[..., CompletedProcess[str]]


@pytest.fixture
def directory(write_map: Callable[..., Path]) -> Path:
    return write_map(MAP | {f"proposals/{SOURCE}.yaml": PROPOSED}, base=False)


def propose_again(directory: Path) -> None:
    text = read_text(directory, SOURCE)
    assert text
    write_proposals(directory, renewed(read_proposals(directory, SOURCE), propose(load(directory), text), text))


@pytest.fixture
def review(directory: Path, guanxi: Review) -> Review:
    def run(*answers: str, by: str = "Kari") -> CompletedProcess[str]:
        return guanxi("review", SOURCE, "-m", directory, "--as", by, input="".join(f"{each}\n" for each in answers))

    return run


def told(directory: Path) -> list[str]:
    return [
        f"{each.claim.relation} {each.accepted or each.rejected}".strip()
        for each in read_proposals(directory, SOURCE).claims
    ]


def test_each_answer_does_what_it_says(directory: Path, review: Review) -> None:
    ran = review(
        *("a", "r", "He may be another.", "e", '"Nils Brekke" worksAt lantern-press 1887..1890', "m"),
        *('"Ida Lund" siblingOf olav-lund @harbour-news ¶1', "s", "q"),
    )
    assert ran.returncode == 0, ran.stderr
    assert told(directory) == [
        "founded Kari",
        "bornIn He may be another.",
        "worksAt Kari",
        "acquired",
        "friendOf",
    ]
    claims = load(directory).claims
    assert {name: (each.proposed, each.accepted) for name, each in claims.items() if each.accepted} == {
        "ida-lund.founded.lantern-press.1884-03": ("rules 1", "Kari"),
        "nils-brekke.worksAt.lantern-press.1887": ("rules 1", "Kari"),
        "ida-lund.siblingOf.olav-lund": ("", "Kari"),
    }
    assert str(claims["nils-brekke.worksAt.lantern-press.1887"].end) == "1890"
    assert "+ Ida Lund founded Lantern Press (1884-03) [harbour-news ¶1]" in ran.stdout
    assert "2 proposals left" in ran.stdout
    text = (directory / "claims" / "press.yaml").read_text()
    assert all(line in text for line in CLAIMS.splitlines())
    assert {place[0] for place in read_lock(directory).citations} == {name for name in claims if claims[name].accepted}


def test_what_is_rejected_is_not_proposed_again(directory: Path, review: Review) -> None:
    review("a", "r", "He may be another.", "q")
    propose_again(directory)
    again = told(directory)
    assert [each for each in again if each.startswith(("founded", "bornIn"))] == [
        "founded Kari",
        "bornIn He may be another.",
    ]
    ran = review("q")
    assert f"1 of {len(again) - 2}" in ran.stdout


def test_a_new_thing_comes_with_its_claim(directory: Path, review: Review) -> None:
    ran = review("s", "s", "s", "s", "a")
    assert ran.returncode == 0, ran.stderr
    assert "marit-voll" in load(directory).entities
    assert "marit-voll" in (directory / "people.yaml").read_text()


def test_a_change_that_would_be_an_error_is_said_and_the_proposal_stays(directory: Path, review: Review) -> None:
    ran = review("e", "ida-lund founded bergen 1884", "q")
    assert "error[wrong-class]" in ran.stderr
    assert "Nothing is written." in ran.stderr
    assert (told(directory)[0], (directory / "claims" / "press.yaml").read_text()) == ("founded", CLAIMS)


def test_nothing_is_left(review: Review) -> None:
    reasons = [answer for _ in range(5) for answer in ("r", "Not now.")]
    assert "Nothing is left to review." in review(*reasons).stdout
    assert "Nothing is left to review." in review().stdout


def test_a_text_of_which_nothing_is_proposed(guanxi: Review, write_map: Callable[..., Path]) -> None:
    ran = guanxi("review", SOURCE, "-m", write_map(MAP, base=False))
    assert ran.returncode == 2
    assert f"nothing is proposed from `{SOURCE}`; run `guanxi propose {SOURCE}` first" in ran.stderr
