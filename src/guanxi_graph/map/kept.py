"""Answers that are kept with the map they are about: a map never changes, so they hold as long as it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar, cast

if TYPE_CHECKING:
    from guanxi_graph.map.guanxi_map import Map

AskedP = ParamSpec("AskedP")
AnswerT = TypeVar("AnswerT")


def kept(
    ask: Callable[Concatenate[Map, AskedP], AnswerT],
) -> Callable[Concatenate[Map, AskedP], AnswerT]:
    """A question to a map that is worked out once for each map and each set of hashable arguments."""

    @wraps(ask)
    def asked(gmap: Map, /, *args: AskedP.args, **kwargs: AskedP.kwargs) -> AnswerT:
        key = (ask, args, tuple(sorted(kwargs.items())))
        if key not in gmap.answers:
            gmap.answers[key] = ask(gmap, *args, **kwargs)
        return cast("AnswerT", gmap.answers[key])

    return asked
