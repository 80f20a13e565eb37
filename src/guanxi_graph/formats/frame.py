"""What a map's claims are made of besides the vocabulary's terms, and what the vocabulary is called: ``frame.yaml``."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Literal

import msgspec

from guanxi_graph.model import Names
from guanxi_graph.vocabulary import Term


class About(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The vocabulary as a whole."""

    prefix: str
    creator: str
    licence: str
    labels: Names
    definition: Names


class Property(Term, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Said of the things of a map (``data``, ``object``) or of the terms themselves (``annotation``)."""

    kind: Literal["data", "object", "annotation"]


class Frame(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of the file."""

    ontology: About
    classes: tuple[Term, ...]
    properties: tuple[Property, ...]
    confidences: tuple[Term, ...]


@cache
def frame() -> Frame:
    return msgspec.yaml.decode(resources.files(__package__).joinpath("frame.yaml").read_bytes(), type=Frame)
