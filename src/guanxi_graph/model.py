"""What a map is made of: entities, sources, and claims that cite them. All values are immutable.

The fields of ``Entity`` and ``Source`` are also the fields of the files; a claim is written as a
``guanxi_graph.reading.rows.ClaimRow``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Annotated, Literal, Protocol, TypeVar, get_args

import msgspec
from msgspec import Meta
from msgspec.structs import force_setattr

from guanxi_graph.dates import Date
from guanxi_graph.licences import licence_of
from guanxi_graph.text import canonical_language, primary_language

Confidence = Literal["confirmed", "reported", "disputed"]
Rank = Literal["preferred", "normal", "deprecated"]
Reliability = Literal["high", "fair", "low"]
Value = int | Decimal | str | Date
TextT = TypeVar("TextT")
if TYPE_CHECKING:
    Several = tuple[str, ...]
else:
    Several = str | tuple[str, ...]  # as it may be written: a record that has been made holds tuples

DEFAULT_BASE = "https://w3id.org/guanxi/map/"

CONFIDENCES: tuple[Confidence, ...] = get_args(Confidence)

# What a source may be without being declared in map.toml.
SOURCE_KINDS = (
    *("article", "blog", "book", "company page", "data", "encyclopedia", "filing", "index", "interview", "law"),
    *("lecture", "letter", "manuscript", "map", "news", "paper", "patent", "podcast", "press release", "reference"),
    *("report", "research", "review", "ruling", "slides", "social media", "speech", "statistics", "survey", "talk"),
    *("thesis", "video", "website"),
)

RELIABILITIES: tuple[Reliability, ...] = get_args(Reliability)

# Later is better: used to choose which of several claims is shown as the plain fact.
RANKS: tuple[Rank, ...] = ("deprecated", "normal", "preferred")

# What has an id that people give; and both of them.
Kind = Literal["entity", "source"]
KINDS: tuple[Kind, ...] = get_args(Kind)
EntityId = Annotated[str, Meta(description="A readable slug such as wang-xing.")]
SourceId = Annotated[str, Meta(description="The id of a source, such as asprec-2012.")]
Latitude = Annotated[float, Meta(ge=-90, le=90)]
Longitude = Annotated[float, Meta(ge=-180, le=180)]
HEAVIEST = 1e12  # which keeps out infinity
Weight = Annotated[float, Meta(gt=0, le=HEAVIEST)]
Names = Annotated[Mapping[str, str], Meta(description="One text a language, by BCP 47 tag.")]


class Image(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A picture of an entity. It is named, and never fetched from the web."""

    file: Annotated[str, Meta(description="A file in the map's folder, such as images/wang-xing.jpg, or an address.")]
    licence: Annotated[str, Meta(description="CC-BY-SA-4.0, or an address; a file in the folder needs one.")] = ""
    credit: Annotated[str, Meta(description="Who made it.")] = ""
    source: Annotated[str, Meta(description="The address of the page that it is from.")] = ""

    def __post_init__(self) -> None:
        force_setattr(self, "licence", licence_of(self.licence))

    @property
    def is_local(self) -> bool:
        """Whether it lies in the map's folder."""
        return "://" not in self.file


class Entity(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """A person, organisation, platform, place, concept, event or publication."""

    id: EntityId
    cls: Annotated[str, Meta(description="A class of the vocabulary.")] = msgspec.field(name="class")
    labels: Names
    aliases: Annotated[Mapping[str, Several], Meta(description="Other names by language.")] = {}
    description: Names = {}
    same_as: Annotated[tuple[str, ...], Meta(description="The same thing elsewhere: wikidata:Q42.")] = ()
    different_from: Annotated[tuple[str, ...], Meta(description="Ids of others of the same name.")] = ()
    formerly: Annotated[tuple[str, ...], Meta(description="Ids that it had before: they still lead to it.")] = ()
    coordinates: Annotated[
        tuple[Latitude, Longitude] | None, Meta(description="Of a place: latitude and longitude in degrees (WGS 84).")
    ] = None
    living: Annotated[bool | None, Meta(description="Of a person: known to live?")] = None
    image: Annotated[Image | None, Meta(description="A picture of it: file, licence, credit, source.")] = None

    def __post_init__(self) -> None:
        """Sets are kept in one order and language tags in one case, so that equal entities are equal."""
        force_setattr(self, "labels", by_language(self.labels))
        if self.aliases:
            force_setattr(self, "aliases", by_language(as_sets(self.aliases)))
        if self.description:
            force_setattr(self, "description", by_language(self.description))
        for name in ("same_as", "different_from", "formerly"):
            if len(members := getattr(self, name)) > 1:
                force_setattr(self, name, tuple(sorted(set(members))))

    def label(self, *languages: str) -> str:
        """The name in the first of the languages that has one, else in English, else any."""
        return label_of(self.labels, *languages) or self.id

    @property
    def names(self) -> tuple[str, ...]:
        """All that it is called, each once: its labels, then its aliases."""
        return tuple(dict.fromkeys(chain(self.labels.values(), *self.aliases.values())))


class Source(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """Something published that claims rest on."""

    id: SourceId
    title: str
    kind: Annotated[str, Meta(description="article, book, filing, encyclopedia, report, …")] = "article"
    authors: tuple[str, ...] = ()
    publisher: str = ""
    published: Date | None = None
    url: Annotated[str, Meta(description="Where it can be read.")] = ""
    archived_url: Annotated[str, Meta(description="Where a copy is kept.")] = ""
    language: Annotated[str, Meta(description="A BCP 47 tag.")] = ""
    licence: Annotated[str, Meta(description="Of its text: CC-BY-4.0, or the licence's address.")] = ""
    lineage: Annotated[str, Meta(description="The id of the source whose report it repeats.")] = ""
    reliability: Annotated[
        Reliability | None, Meta(description="How far it is to be trusted, as the editors judge.")
    ] = None
    different_from: Annotated[tuple[str, ...], Meta(description="Ids of others of the same address or title.")] = ()
    formerly: Annotated[tuple[str, ...], Meta(description="Ids that it had before: they still lead to it.")] = ()
    note: str = ""

    def __post_init__(self) -> None:
        force_setattr(self, "language", canonical_language(self.language))
        force_setattr(self, "licence", licence_of(self.licence))
        force_setattr(self, "different_from", tuple(sorted(set(self.different_from))))
        force_setattr(self, "formerly", tuple(sorted(set(self.formerly))))


class Citation(msgspec.Struct, frozen=True, order=True, cache_hash=True, forbid_unknown_fields=True, gc=False):
    """A place in a source, with at most a short quote; ``link`` leads to that very place: a page of a scan."""

    source: SourceId
    locator: Annotated[str, Meta(description="The place in it: ¶9, p. 94.")] = ""
    quote: Annotated[str, Meta(description="A short quotation, at most a sentence.")] = ""
    link: Annotated[str, Meta(description="The web address of the place itself: a page of a scan, a record.")] = ""

    def __str__(self) -> str:
        return f"{self.source} {self.locator}".rstrip()


class Judged(Protocol):
    """A claim of the model, or a row of a file."""

    @property
    def rank(self) -> Rank: ...
    @property
    def denied(self) -> bool: ...


def is_upheld(claim: Judged) -> bool:
    """Whether it says that something is so, and is not set aside. Only such claims are facts, rivals and bounds."""
    return claim.rank != "deprecated" and not claim.denied


class Claim(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One statement by its sources: a tie to ``object``, or a ``value`` when object is empty.

    When ``denied`` its sources say that it is not so.
    ``qualifiers`` say more: role, share, amount, via; each has a set of values, in one order. ``weight`` counts
    what the tie is made of (letters, meetings), where that is told. ``distinct``
    says why it is no other account of what a like claim tells; ``proposed`` what took it from a text, and
    ``accepted`` who read it there. A claim that a rule derived names the ``rule`` and the ids of its ``premises``.
    """

    id: str
    subject: str
    relation: str
    object: str = ""
    value: Value | None = None
    unit: str = ""
    start: Date | None = None
    end: Date | None = None
    at: Date | None = None
    qualifiers: Mapping[str, tuple[str, ...]] = {}
    weight: Weight | None = None
    citations: tuple[Citation, ...] = ()
    confidence: Confidence = "reported"
    rank: Rank = "normal"
    denied: bool = False
    reason: str = ""
    distinct: str = ""
    proposed: str = ""
    accepted: str = ""
    note: str = ""
    rule: str = ""
    premises: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        force_setattr(self, "citations", tuple(sorted(set(self.citations))))
        force_setattr(self, "qualifiers", as_sets(self.qualifiers))
        force_setattr(self, "premises", tuple(sorted(set(self.premises))))

    @property
    def is_tie(self) -> bool:
        return bool(self.object)

    @property
    def when(self) -> str:
        """The dates as they were written: ``2005-12``, ``2005 – 2009``, ``2005 – ..``; empty without any.

        Only a start says nothing of the end; ``..`` says that it goes on.
        """
        if self.end is None:
            return str(self.at or self.start or "")
        return f"{self.start or '?'} – {self.end}"

    @property
    def says(self) -> str:
        """The object's id, or the value with its unit."""
        return self.object or f"{self.value} {self.unit}".strip()

    @property
    def qualified(self) -> dict[str, str | tuple[str, ...]]:
        """The qualifiers as they are written: one value as a text, several as a list."""
        return as_written(self.qualifiers)

    @property
    def times(self) -> str:
        """The weight as it is told: ``×12``; empty where there is none."""
        return f"×{plain_number(self.weight)}" if self.weight else ""

    @property
    def is_dated(self) -> bool:
        return any(date is not None for date in (self.start, self.end, self.at))


Share = Annotated[float, Meta(ge=0, le=1)]
Years = Annotated[float, Meta(gt=0)]


class Parameters(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the analyses are set to: ``[analysis]`` in ``map.toml``.

    No value here is validated anywhere; all are conventions, and every answer shows what they did.
    The strengths of the relations' classes are the vocabulary's; ``class_weights`` overrides them.
    """

    class_weights: Annotated[Mapping[str, Share], Meta(description="Strength of a class: A = 0.85.")] = {}
    duration_years: Annotated[Years, Meta(description="The time in which a tie's growth falls to 1/e.")] = 3.0
    duration_weight: Annotated[Years, Meta(description="The weight above 1 that lets it grow as much.")] = 10.0
    half_life_years: Annotated[Years, Meta(description="Half of what can fade has faded after so long.")] = 10.0
    floor: Annotated[Share, Meta(description="What remains of a tie long after its end.")] = 0.25
    proven_floor: Annotated[Share, Meta(description="The same for enduring bases and for events.")] = 0.6
    enduring_bases: Annotated[tuple[str, ...], Meta(description="Bases that need no time to grow.")] = ("kin",)
    one_sided: Annotated[Share, Meta(description="Factor of a mutual tie that only one of the two attests.")] = 0.8
    source_weight: Annotated[Share, Meta(description="How far one source is believed.")] = 0.8
    source_weights: Annotated[Mapping[str, Share], Meta(description="The same by a source's id or kind.")] = {}
    reliabilities: Annotated[Mapping[str, Share], Meta(description="The same by a source's reliability.")] = {}
    introduction_decay: Annotated[float, Meta(gt=0, le=1, description="Factor for each person in between.")] = 0.8
    intermediaries: Annotated[int, Meta(ge=0, le=6, description="At most so many people in between.")] = 3
    go_betweens: Annotated[tuple[str, ...], Meta(description="Classes that can introduce.")] = ("Person",)
    affiliation: Annotated[Share, Meta(description="Weight of a shared base where it counts as a link.")] = 0.5
    stale_years: Annotated[Years, Meta(description="A newest figure older than this is stale.")] = 5.0


class Theme(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the page looks: colours as ``#rrggbb``, for light pages and for dark ones."""

    accent: Annotated[str, Meta(description="Of links, buttons and what is chosen.")] = ""
    accent_dark: Annotated[str, Meta(description="The same on dark pages.")] = ""
    paper: Annotated[str, Meta(description="What the map is drawn on.")] = ""
    paper_dark: Annotated[str, Meta(description="The same on dark pages.")] = ""
    font: Annotated[str, Meta(description="A font of the reader's machine, before the usual ones.")] = ""
    credit: Annotated[Names, Meta(description="Whose page it is: a line below the map.")] = {}


class MapInfo(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a map says of itself in ``map.toml``. ``base`` is the IRI that its ids hang on.

    ``as_of`` is what it takes for today; without it, the latest day on which something is known to have begun.
    """

    title: Names = {}
    description: Names = {}
    base: str = DEFAULT_BASE
    licence: str = ""
    authors: Annotated[
        tuple[str, ...],
        Meta(description="Who made it; with an address: Li Wei <https://orcid.org/0000-0002-1825-0097>."),
    ] = ()
    languages: tuple[str, ...] = ("en", "zh-Hans")
    as_of: Annotated[Date | None, Meta(description="The day that the map takes for today.")] = None
    corrections: Annotated[
        str, Meta(description="Where to report an error: an address in which {title} and {body} are filled in.")
    ] = ""
    page: Annotated[str, Meta(description="Where the page stands on the web: previews of links need it.")] = ""
    updated: Annotated[Date | None, Meta(description="The day of the map's last change, told on the page.")] = None
    theme: Theme = Theme()
    source_kinds: Annotated[tuple[str, ...], Meta(description="Kinds of source besides the usual ones.")] = ()
    analysis: Parameters = Parameters()

    def __post_init__(self) -> None:
        force_setattr(self, "title", by_language(self.title))
        force_setattr(self, "description", by_language(self.description))


def by_language(texts: Mapping[str, TextT]) -> dict[str, TextT]:
    """The texts in the order of their tags, each tag in the letter case of the standard."""
    return {canonical: texts[tag] for canonical, tag in _tags_in_order(tuple(texts))}


@lru_cache(maxsize=4096)
def _tags_in_order(tags: tuple[str, ...]) -> Sequence[tuple[str, str]]:
    """Each in the letter case of the standard, and as it is written; the last of those that are one then."""
    return sorted({canonical_language(tag): tag for tag in tags}.items())


def as_sets(values: Mapping[str, Several]) -> Mapping[str, tuple[str, ...]]:
    """Sets of texts by name, each in one order, so that equal ones are equal; none that is empty."""
    written: Mapping[str, str | tuple[str, ...]] = values
    for each in written.values():
        if isinstance(each, str) or len(each) != 1:
            break
    else:
        return values
    sets: dict[str, tuple[str, ...]] = {}
    for name, each in written.items():  # mostly one: a comprehension would be a call more
        if isinstance(each, str):
            sets[name] = (each,)
        elif each:
            sets[name] = tuple(sorted(set(each)))
    return sets


def plain_number(number: float) -> str:
    """Without a fraction where there is none, and without an exponent: ``12``, ``0.5``."""
    return f"{Decimal(repr(number)).normalize():f}"


def as_written(values: Mapping[str, tuple[str, ...]]) -> dict[str, str | tuple[str, ...]]:
    """A single one as a text, several as a list."""
    return {name: each[0] if len(each) == 1 else each for name, each in values.items()}


def label_of(labels: Mapping[str, str], *languages: str) -> str:
    """The text in the first of the languages that has one, else in English, else any, else none."""
    told = (in_language(labels, language) for language in (*languages, "en"))
    return next(filter(None, told), "") or next(iter(labels.values()), "")


def in_language(labels: Mapping[str, str], language: str) -> str:
    """The text in the language or in another form of it (zh-Hant for zh-Hans), a romanisation apart; else none."""
    if language in labels:
        return labels[language]
    tongue = primary_language(language)
    alike = (text for tag, text in labels.items() if primary_language(tag) == tongue and "-Latn" not in tag)
    return next(alike, "")


def names_in(labels: Mapping[str, str], languages: Sequence[str]) -> str:
    """The name in each of a map's first two languages: Wang Xing 王兴. Else whatever name there is."""
    return _names_in(tuple(labels.items()), tuple(languages))


@lru_cache(maxsize=65536)
def _names_in(written: tuple[tuple[str, str], ...], languages: tuple[str, ...]) -> str:
    """Asked for again and again: the names of a thing stand beside each of its ties."""
    labels = dict(written)
    tongues: dict[str, str] = {}
    for tag in languages:
        tongues.setdefault(primary_language(tag), tag)
    told = filter(None, (in_language(labels, tag) for tag in list(tongues.values())[:2]))
    return " ".join(dict.fromkeys(told)) or label_of(labels, *languages)


def names_by(labels: Mapping[str, str], languages: Sequence[str]) -> list[str]:
    """All names, those in the languages first."""
    told = filter(None, (in_language(labels, language) for language in languages))
    return list(dict.fromkeys((*told, *labels.values())))
