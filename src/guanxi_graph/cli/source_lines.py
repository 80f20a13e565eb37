"""The lines in which problems are, found without holding the rest of their files, which may be large."""

from __future__ import annotations

import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import islice
from pathlib import Path

from guanxi_graph.problems import Span

# A file and the number of a line in it.
Where = tuple[str, int]
_LOOKED_AT = 4096


def source_lines(spans: Iterable[Span], texts: Mapping[str, str]) -> dict[Where, str]:
    """The line of each span, without its end; none of what is no text. ``texts`` are those not written to files yet."""
    wanted: dict[str, set[int]] = {}
    for span in spans:
        wanted.setdefault(span.file, set()).add(span.line)
    return {
        (file, number): line.rstrip("\r\n")
        for file, numbers in wanted.items()
        for number, line in enumerate(islice(_lines(file, texts), max(numbers)), 1)
        if number in numbers
    }


def _lines(file: str, texts: Mapping[str, str]) -> Iterator[str]:
    if text := texts.get(file):
        yield from text.split("\n")
        return
    from guanxi_graph.reading.utf8 import MAX_BYTES

    with suppress(OSError):
        if not stat.S_ISREG(Path(file).stat().st_mode):
            return
        with Path(file).open("rb") as stream:
            if b"\0" in stream.peek(_LOOKED_AT)[:_LOOKED_AT]:
                return
            first = stream.readline(MAX_BYTES)
            yield first.decode("utf-8-sig", "replace")
            while line := stream.readline(MAX_BYTES):
                yield line.decode("utf-8", "replace")
