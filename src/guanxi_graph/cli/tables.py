"""Tables and texts for people: as wide as the terminal, no wider, and no id broken.

Rows whose words do not fit side by side are told cell by cell, as psql does in its expanded display.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING, Literal

from rich.cells import cell_len

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

Side = Literal["left", "right"]

_GAP = 2
_FURTHER_IN = 2  # where the rest of a long line goes on
_LINES_AT_ONCE = 1000
_LEAST = 16  # what is left for a text, however narrow the terminal


def draw(screen: Console, headers: Sequence[str], rows: Sequence[Sequence[str]], numeric: Sequence[bool]) -> None:
    """``numeric`` columns stand to the right. An empty line ends the table."""
    columns = list(zip(*rows, strict=True))
    heads = [_widest([_unbroken(header)]) for header in headers]
    wanted = [
        max(head, _widest(cell.split("\n") for cell in cells)) for head, cells in zip(heads, columns, strict=True)
    ]
    least = [max(head, _widest(map(_unbroken, cells))) for head, cells in zip(heads, columns, strict=True)]
    widths = fitted(
        [_widest([[header]]) for header in headers], wanted, least, screen.width - _GAP * (len(columns) - 1)
    )
    if widths:
        _side_by_side(screen, headers, rows, numeric, widths)
    else:
        _one_by_one(screen, headers, rows)
    screen.print()


def fitted(heads: Sequence[int], wanted: Sequence[int], least: Sequence[int], room: int) -> list[int] | None:
    """The widths of columns within the room: whole headings give way first, then the widest column.

    None when not even the least widths fit.
    """
    if sum(least) > room:
        return None
    whole = [max(pair) for pair in zip(heads, wanted, strict=True)]
    if sum(whole) <= room:
        return whole
    widths = [min(width, room) for width in wanted]
    while sum(widths) > room:
        yielding = [place for place, width in enumerate(widths) if width > least[place]]
        widths[max(yielding, key=widths.__getitem__)] -= 1
    return widths


def tell(screen: Console, text: Text) -> None:
    """Print a text, whose long lines go on below, further in."""
    for line in text.split("\n", allow_blank=True):
        screen.print(_hung(screen, line))


def _side_by_side(
    screen: Console,
    headers: Sequence[str],
    rows: Sequence[Sequence[str]],
    numeric: Sequence[bool],
    widths: Sequence[int],
) -> None:
    """The headings by rich; the rows, of which there may be many thousands, without its work on every cell."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, _GAP - 1, 0, 0))
    for header, is_number, width in zip(headers, numeric, widths, strict=True):
        table.add_column(Text(header), justify="right" if is_number else "left", width=width, overflow="fold")
    screen.print(table)
    sides: list[Side] = ["right" if is_number else "left" for is_number in numeric]
    cell = partial(_cell, screen)
    lines = chain.from_iterable(_row(list(map(cell, row, sides, widths)), widths) for row in rows)
    while some := list(islice(lines, _LINES_AT_ONCE)):
        screen.out("\n".join(some), highlight=False)


def _row(cells: Sequence[Sequence[str]], widths: Sequence[int]) -> Iterator[str]:
    """The lines of one row: each cell in its column, the rest of a long one below it."""
    for number in range(max(map(len, cells))):
        parts = (
            lines[number] if number < len(lines) else " " * width for lines, width in zip(cells, widths, strict=True)
        )
        yield (" " * _GAP).join(parts)


def _cell(screen: Console, cell: str, side: Side, width: int) -> Sequence[str]:
    """As wide as its column: padded where it fits, broken as rich does where it does not."""
    from rich.text import Text

    taken = _width(cell)
    if taken <= width and cell.isprintable() and cell == cell.strip():
        space = " " * (width - taken)
        return [space + cell if side == "right" else cell + space]
    lines = Text(cell).wrap(screen, width, justify=side, overflow="fold")
    return [line.plain for line in lines]


def _one_by_one(screen: Console, headers: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    from rich.text import Text

    margin = _widest([header] for header in headers) + _GAP
    for place, row in enumerate(rows):
        if place:
            screen.print()
        for header, cell in zip(headers, row, strict=True):
            if cell:
                name = Text(header + " " * (margin - cell_len(header)), "bold")
                screen.print(_placed(name, _wrapped(screen, Text(cell), screen.width - margin), margin))


def _hung(screen: Console, line: Text) -> Text:
    from rich.text import Text

    if line.cell_len <= screen.width:
        return line
    indent = len(line.plain) - len(line.plain.lstrip())
    lines = _wrapped(screen, line[indent:], screen.width - indent - _FURTHER_IN)
    return _placed(Text(" " * indent), lines, indent + _FURTHER_IN)


def _placed(before: Text, lines: Iterable[Text], margin: int) -> Text:
    """The lines below one another, the first after ``before``."""
    from rich.text import Text

    return before.append_text(Text("\n" + " " * margin).join(lines))


def _wrapped(screen: Console, text: Text, width: int) -> Iterable[Text]:
    """Broken between words; an id or an address that is longer is the terminal's to break: it can be copied whole."""
    long = [word for word in text.plain.split() if cell_len(word) > width]
    text.overflow = "ignore" if all(map(str.isascii, long)) else "fold"
    lines = text.wrap(screen, max(width, _LEAST))
    for line in lines:
        line.rstrip()
    return lines


def _unbroken(cell: str) -> Iterable[str]:
    """What must stand on one line: ids, which have no capital in front; of the words of a name, a part."""
    return (_part(word) if word[0].isupper() or not word.isascii() else word for word in cell.split())


def _part(word: str) -> str:
    return word[:_LEAST] if word.isascii() else word[: _LEAST // 2]


def _widest(texts: Iterable[Iterable[str]]) -> int:
    return max(map(_width, chain.from_iterable(texts)), default=0)


def _width(text: str) -> int:
    return len(text) if text.isascii() and text.isprintable() else cell_len(text)
