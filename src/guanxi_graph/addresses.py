"""Addresses on the web as they are compared: what makes no other page of one does not count."""

from __future__ import annotations

import re
from urllib.parse import unquote

# Of a server that is below another one: `/maps`.
ROOT_PATH = re.compile(r"(?:/[A-Za-z0-9._~-]+)+")
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)(10\.\S+)", re.IGNORECASE)
_SCHEME = re.compile(r"https?://(?:www\.)?", re.IGNORECASE)


def doi_in(text: str) -> str | None:
    """The DOI that a text is, as an address too; DOIs are equal without case."""
    found = _DOI.match(text)
    return found[1].lower() if found else None


def plain_address(text: str) -> str:
    """The DOI of an address that has one, else the address without scheme, ``www.``, escapes and the last slash."""
    return doi_in(text) or unquote(_SCHEME.sub("", text, count=1) if _SCHEME.match(text) else text).rstrip("/")
