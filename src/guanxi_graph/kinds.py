"""The kinds of values that a claim or a qualifier may have: what is right, and how RDF writes it. Asked here only."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation

import msgspec

from guanxi_graph.dates import Date, parse_date

_MONEY = re.compile(r"(?P<currency>[A-Z]{3}) (?P<number>\S+)")


class Kind(msgspec.Struct, frozen=True, kw_only=True):
    """``read`` raises ValueError that says what is wrong and, after ``; ``, what to write.

    ``datatype`` is the RDF datatype of the text. A kind that ``refers`` names an entity; one that has
    a ``currency`` is written as a number beside it. Of figures a qualifier has one; of others it may have ``several``.
    """

    read: Callable[[str], object] = str
    datatype: str = ""
    refers: bool = False
    currency: bool = False
    several: bool = True


def parse_number(text: str) -> int | Decimal:
    """A plain decimal number, its written digits kept. Raises ValueError."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or not set(text) <= set("-0123456789."):
        raise ValueError(f"`{text}` is not a number; write only digits, for example 160000000 or 33.9")
    return int(text) if "." not in text else number


def parse_money(text: str) -> tuple[str, int | Decimal]:
    """The currency (ISO 4217) and the number. Raises ValueError."""
    match = _MONEY.fullmatch(text)
    if match is None:
        raise ValueError(f"`{text}` is not an amount of money; write, for example, USD 586000000")
    return match["currency"], parse_number(match["number"])


def parse_day(text: str) -> Date:
    """A date on which something was. Raises ValueError, also for an open end."""
    date = parse_date(text)
    if date.is_open:
        raise ValueError("`..` says that something goes on; write a date, or leave it out")
    return date


KINDS: Mapping[str, Kind] = {
    "text": Kind(),
    "number": Kind(read=parse_number, datatype="xsd:decimal", several=False),
    "date": Kind(read=parse_day, datatype="edtf:EDTF"),
    "money": Kind(read=parse_money, datatype="xsd:decimal", currency=True, several=False),
    "entity": Kind(refers=True),
}
