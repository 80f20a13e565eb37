"""What kinds of sources are called in CSL and in BibTeX (biblatex), and the other way round."""

from __future__ import annotations

from collections.abc import Mapping

# The kind of a source: its type in CSL 1.0.2, its entry in biblatex.
_TYPES: Mapping[str, tuple[str, str]] = {
    "article": ("article-magazine", "article"),
    "blog": ("post-weblog", "online"),
    "book": ("book", "book"),
    "company page": ("webpage", "online"),
    "data": ("dataset", "dataset"),
    "encyclopedia": ("entry-encyclopedia", "inreference"),
    "filing": ("report", "report"),
    "index": ("dataset", "dataset"),
    "interview": ("interview", "misc"),
    "law": ("legislation", "legislation"),
    "lecture": ("speech", "unpublished"),
    "letter": ("personal_communication", "letter"),
    "manuscript": ("manuscript", "unpublished"),
    "map": ("map", "misc"),
    "news": ("article-newspaper", "article"),
    "paper": ("article-journal", "article"),
    "patent": ("patent", "patent"),
    "podcast": ("broadcast", "audio"),
    "reference": ("entry", "reference"),
    "report": ("report", "report"),
    "review": ("review", "review"),
    "ruling": ("legal_case", "jurisdiction"),
    "slides": ("speech", "unpublished"),
    "social media": ("post", "online"),
    "speech": ("speech", "unpublished"),
    "statistics": ("dataset", "dataset"),
    "survey": ("report", "report"),
    "talk": ("speech", "unpublished"),
    "thesis": ("thesis", "thesis"),
    "video": ("motion_picture", "video"),
    "website": ("webpage", "online"),
}
_OTHER = ("document", "misc")
# What a type means that several kinds have, or none.
_MEANT = {"report": "report", "webpage": "website", "dataset": "data", "speech": "talk", "article": "paper"}
_MEANT |= {"chapter": "book", "paper-conference": "paper", "entry-dictionary": "reference", "book-review": "review"}
_MEANT |= {"online": "website", "unpublished": "manuscript", "misc": "article", "inproceedings": "paper"}
_MEANT |= {"incollection": "book", "inbook": "book", "phdthesis": "thesis", "mastersthesis": "thesis", "www": "website"}
_MEANT |= {"techreport": "report", "electronic": "website", "conference": "paper", "proceedings": "book"}
_MEANT |= {
    "collection": "book",
    "mvbook": "book",
    "booklet": "book",
    "manual": "book",
    "bill": "law",
    "document": "article",
}

# Where the name of what it stands in, rather than of who published it, goes.
WITHIN = frozenset({"article", "inreference", "review", "online", "audio"})
WITHIN |= {csl for csl, entry in _TYPES.values() if entry in WITHIN}


def csl_type(kind: str) -> str:
    return _TYPES.get(kind, _OTHER)[0]


def bibtex_type(kind: str) -> str:
    return _TYPES.get(kind, _OTHER)[1]


def kind_of(name: str, told: str = "") -> str:
    """The kind of what is called so in CSL or biblatex; the one ``told`` beside it, if that goes together."""
    if told and name in {csl_type(told), bibtex_type(told)}:
        return told
    firsts = {each: kind for kind, types in reversed(tuple(_TYPES.items())) for each in types}
    return _MEANT.get(name) or firsts.get(name, "article")
