"""The server's log: a line is a line whatever was asked, and no flood of requests is one of the log."""

from __future__ import annotations

import logging
import sys
import time

from guanxi_graph.problems import printable

_MOST_A_SECOND = 100


def log_to_stderr() -> None:
    """Requests, and what goes wrong, also in the libraries."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Printable("%(asctime)s %(message)s", "%H:%M:%S"))
    handler.addFilter(FewEnough())
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    logging.getLogger("guanxi.serve").setLevel(logging.INFO)


class _Printable(logging.Formatter):
    """A traceback may quote what came from outside, too."""

    def format(self, record: logging.LogRecord) -> str:
        return "\n".join(printable(line) for line in super().format(record).split("\n"))


class FewEnough(logging.Filter):
    """At most a hundred lines a second; the next one says how many there were more."""

    def __init__(self, most: int = _MOST_A_SECOND) -> None:
        super().__init__()
        self.most = most
        self._second = self._seen = 0

    def filter(self, record: logging.LogRecord) -> bool:
        second, self._second = self._second, int(time.monotonic())
        if second != self._second:
            if self._seen > self.most:
                record.msg = f"({self._seen - self.most:,} lines were left out) {record.msg}"
            self._seen = 0
        self._seen += 1
        return self._seen <= self.most
