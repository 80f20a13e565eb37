"""Ctrl-C and SIGTERM while Spark is at work."""

from __future__ import annotations

import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import Thread
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from pyspark import SparkContext


class _SignalledError(BaseException):
    """No KeyboardInterrupt, whose traceback py4j prints; no Exception, which it would take for its own."""


@contextmanager
def stopped_by_signals(context: SparkContext) -> Iterator[None]:
    """They do what they do elsewhere, when Spark has stopped: else it would go on to write into what is removed."""
    before = {signal.SIGINT: signal.default_int_handler, signal.SIGTERM: signal.getsignal(signal.SIGTERM)}
    signalled: list[int] = []

    def stop(number: int, _: object) -> NoReturn:
        _handle(before)  # a second one does not wait
        signalled.append(number)
        # A thread has a way to Spark of its own; this one's may be waiting for an answer.
        stopping = Thread(target=context.stop, daemon=True)
        stopping.start()
        stopping.join()
        raise _SignalledError

    _handle(dict.fromkeys(before, stop))
    try:
        yield
    except BaseException:  # whatever comes of asking what has stopped
        if not signalled:
            raise
        signal.raise_signal(signalled[0])
    finally:
        _handle(before)


def _handle(handlers: Mapping[signal.Signals, Any]) -> None:
    for number, handler in handlers.items():
        signal.signal(number, handler)
