"""Chinese numerals: ``二〇〇五``, ``十二``, ``三百二十万``."""

from __future__ import annotations

from decimal import Decimal

CHINESE_SCALES = {"十": 1, "百": 2, "千": 3, "万": 4, "萬": 4, "亿": 8, "億": 8, "兆": 12}
CHINESE_DIGITS = dict(zip("〇零○一二两兩三四五六七八九", (0, 0, 0, 1, 2, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_MYRIAD = 4


def chinese_number(text: str) -> Decimal:
    """The value of a Chinese numeral, positional (``二〇〇五``) or with units (``三百二十万``)."""
    if all(char in CHINESE_DIGITS for char in text):
        return Decimal("".join(str(CHINESE_DIGITS[char]) for char in text))
    total = section = digit = 0
    for char in text:
        if char in CHINESE_DIGITS:
            digit = CHINESE_DIGITS[char]
        elif (power := CHINESE_SCALES[char]) >= _MYRIAD:
            total = (total + section + digit or 1) * 10**power
            section = digit = 0
        else:
            section += (digit or 1) * 10**power
            digit = 0
    return Decimal(total + section + digit)
