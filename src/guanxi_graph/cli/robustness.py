"""What the rankings share: ``--robust``, which says how far the evidence carries them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from guanxi_graph.cli.lens import Lens
from guanxi_graph.cli.output import Answer, Id
from guanxi_graph.cli.structure import structure

if TYPE_CHECKING:
    from guanxi_graph.analysis.network import Network
    from guanxi_graph.analysis.robust import Resampling, Standing
    from guanxi_graph.map import Map

AskT = TypeVar("AskT", bound=Callable[..., Any])


class _LeftOut(click.Choice[str]):
    """``--robust graph`` means a map, and leaves the word of the option out."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value not in self.choices:
            words = " nor ".join(self.choices)
            self.fail(f"`{value}` is neither {words}; if it is the map, write `--robust claims {value}`", param, ctx)
        return super().convert(value, param, ctx)


def robust_options(ask: AskT) -> AskT:
    robust = click.option(
        "--robust",
        is_flag=False,
        flag_value="claims",
        type=_LeftOut(["claims", "sources"]),
        help="Again 100 times, each with a tenth of the claims (or sources) left out.",
    )
    return robust(click.option("--seed", default=0, help="Of --robust: another seed leaves out others.")(ask))


def network_of(lens: Lens, classes: tuple[str, ...], *, ties_only: bool) -> Callable[[Map], Network]:
    """The network that the options ask for, of any map that is cut from the lens's."""
    return lambda gmap: structure(Lens(lens.whole, gmap, []), classes, ties_only=ties_only)[0]


def resampling(robust: str, seed: int) -> Resampling:
    from guanxi_graph.analysis.robust import Resampling

    return Resampling(leave=robust, seed=seed)  # type: ignore[arg-type]  # click's choices are its values


def robust_answer(
    standings: Sequence[Standing], how: Resampling, title: str, headers: tuple[str, str, str], remarks: list[str]
) -> Answer:
    """``headers``: whose standing, the measure, and what ``in_top`` says."""
    said = f"{how.rounds} rounds, each without a random {how.share:.0%} of the {how.leave}; seed {how.seed}."
    return Answer(
        results=standings,
        title=f"{title}, with {how.leave} left out",
        headers=(*headers, "low", "high"),
        rows=[(Id(each.name), each.value, each.in_top, each.low, each.high) for each in standings],
        remarks=[*remarks, said, "Low and high: nine rounds in ten are between them."],
        facts={"resampling": how},
    )
