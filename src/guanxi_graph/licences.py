"""Licences as they are written: an SPDX identifier, or an address such as Creative Commons gives."""

from __future__ import annotations

import re

# https://spdx.org/licenses/
_SPDX = "https://spdx.org/licenses/"
_IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]*")
# What lets anybody keep and pass on a whole text, changed or not. NC and ND licences do not.
_OPEN = re.compile(
    r"CC0-1\.0|CC-BY(?:-SA)?-\d\.\d(?:-[A-Z]{2,4})?|CC-PDM-1\.0|PDDL-1\.0|ODC-By-1\.0|ODbL-1\.0|OGL-UK-\d\.\d"
    r"|GFDL-1\.[123](?:-no-invariants)?(?:-or-later|-only)?|MIT|Apache-2\.0|BSD-[23]-Clause|etalab-2\.0"
)
_CREATIVE_COMMONS = re.compile(r"https?://creativecommons\.org/(?P<kind>licenses|publicdomain)/(?P<name>[a-z-]+)/.*")
_OPEN_NAMES = frozenset({"by", "by-sa", "zero", "mark"})


def is_identifier(text: str) -> bool:
    """Could it be an SPDX identifier?"""
    return _IDENTIFIER.fullmatch(text) is not None


def is_open(licence: str) -> bool:
    """Whether a text under this licence may be kept and passed on as it is, by anybody and for any purpose."""
    if match := _CREATIVE_COMMONS.fullmatch(licence):
        return match["name"] in _OPEN_NAMES
    return _OPEN.fullmatch(licence.removeprefix(_SPDX)) is not None


def licence_iri(licence: str) -> str:
    """The address that stands for the licence in RDF."""
    return licence if ":" in licence else f"{_SPDX}{licence}"


def licence_of(iri: str) -> str:
    """The licence as it is written, of its address."""
    name = iri.removeprefix(_SPDX)
    return name if name != iri and _IDENTIFIER.fullmatch(name) else iri
