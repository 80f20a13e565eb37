"""What the columns of other people's tables are called, in English and Chinese, and what each is for.

An aim is what a column of a mapping leads to: a field of an entity or a claim, ``class``, ``source`` and so on. It is
the same word that people write in a mapping, and ``AIMS`` has them all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Literal

from guanxi_graph.reading.columns import OBJECTS, SUBJECTS
from guanxi_graph.simplified import simplified
from guanxi_graph.text import LANGUAGE_TAG

Holds = Literal["entities", "events", "claims"]

LEFT_OUT = "skip"

# Names after a dot are those of a language, a scheme, a qualifier, a role or a relation.
_OF_THINGS = {
    "id": "what the file calls it by",
    "label": "its name; `label.zh-Hans` in a language",
    "aliases": "other names, parted by the separator",
    "class": "the word for what it is",
    "description": "a sentence on it",
    "same_as": "`same_as.wikidata`: its identifier elsewhere",
    "latitude": "degrees",
    "longitude": "degrees",
    "living": "true or false",
    "image": "the web address of a picture of it",
    "image.licence": "what the picture is under: `CC-BY-SA-4.0`, or an address",
    "image.credit": "who made the picture",
    "image.source": "the address of the page that the picture is from",
    "claim": "`claim.bornOn`: the value or the object of a claim on it",
    "source": "the source of these claims",
    "locator": "the place in the source",
    "url": "the address of the source",
}
AIMS: Mapping[Holds, Mapping[str, str]] = {
    "entities": _OF_THINGS,
    "events": {
        **_OF_THINGS,
        "role": "`role.sender`: who took part in it as that, several parted by the separator",
        "start": "since when, of those who took part",
        "end": "until when",
        "at": "when",
    },
    "claims": {
        "subject": "who; by the id or the name in a table of entities",
        "object": "the other one",
        "subject.label": "the name of the subject",
        "object.label": "the name of the object",
        "subject.class": "what the subject is",
        "object.class": "what the object is",
        "relation": "the word for the relation",
        "value": "a value in place of an object",
        "start": "since when",
        "end": "until when",
        "at": "when",
        "direction": "directed or undirected",
        "weight": "of how many letters, meetings and the like it is made",
        "source": "who says so: a title, an address, or the id of a source",
        "locator": "the place in the source",
        "url": "the address of the source",
        "quote": "words of the source",
        "link": "the address of the very place: a page of a scan",
        "note": "a remark",
        "confidence": "confirmed, reported or disputed",
        "rank": "preferred, normal or deprecated",
        "denied": "true where the source says that it is not so",
        "qualifiers": "`qualifiers.role`: something more",
    },
}


_TERM, _SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9]*"), re.compile(r"[A-Za-z][A-Za-z0-9-]*")
# What may follow the dot: a language, a scheme of identifiers, a term.
_DOTTED = {
    **dict.fromkeys(("label", "aliases", "description"), LANGUAGE_TAG),
    "same_as": _SCHEME,
    **dict.fromkeys(("claim", "qualifiers", "role"), _TERM),
}

_CLAIMS = {
    "subject": " ".join(("subject", *SUBJECTS)),
    "object": " ".join(("object", *OBJECTS)),
    "subject.label": "sourcelabel sourcename fromlabel fromname subjectlabel subjectname 起始节点名称 源节点名称",
    "object.label": "targetlabel targetname tolabel toname objectlabel objectname 目标节点名称",
    "subject.class": "sourcetype fromtype sourceclass subjecttype subjectclass",
    "object.class": "targettype totype targetclass objecttype objectclass",
    "relation": "relation relationship predicate property reltype relationtype edgetype connectiontype"
    " kind interaction labele type label tie 关系 关系类型 类型",
    "value": "value 值",
    "direction": "direction directed 方向",
    "start": "start startdate begin begindate since validfrom 开始 开始时间 起始时间 开始日期",
    "end": "end enddate until validto 结束 结束时间 截止 结束日期",
    "at": "at date year when time 日期 时间 年份 年",
    "source": "source sources reference references ref citation cite evidence sourcessource 来源 出处 资料来源 文献",
    "locator": "locator sourceslocator page pages folio id edgeid no 页 页码 卷页 编号",
    "url": "url link sourceurl href 链接 网址",
    "quote": "quote quotation sourcesquote 引文 原文",
    "link": "pagelink pageimage scan sourceslink",
    "note": "note notes remark remarks comment comments description 备注 注释 说明",
    "confidence": "confidence certainty",
    "rank": "rank",
    "denied": "denied negated isnegated 否认 被否认 否定",
    "qualifiers.role": "role position post job 职务 职位 角色",
    "qualifiers.share": "share percent percentage 持股比例 比例",
    "weight": "weight strength count 权重 次数",
}
_ENTITIES = {
    "id": "id nodeid key identifier 编号 节点id 标识",
    "label": "label name fullname title displayname caption 名称 姓名 名字 名 节点 标签",
    "class": "class type kind category labelv schema elementtype 类型 类别 种类 分类",
    "aliases": "alias aliases othername othernames aka alsoknownas 别名 别称 又名 字号",
    "description": "description desc about summary 描述 简介 说明",
    "same_as.wikidata": "wikidata wikidataid qid 维基数据",
    "same_as.viaf": "viaf viafid",
    "same_as.lei": "lei leicode",
    "same_as.isbn": "isbn",
    "same_as.doi": "doi",
    "claim.bornOn": "born birth birthdate birthyear dateofbirth dob yearofbirth 生年 生日 出生 出生日期 出生年",
    "claim.diedOn": "died death deathdate deathyear dateofdeath dod yearofdeath 卒年 卒 去世 去世日期 逝世",
    "latitude": "latitude lat 纬度",
    "longitude": "longitude lon lng long 经度",
    "living": "living alive isliving 在世",
    "image": "image imageurl picture photo thumbnail img avatar depiction logo 图片 照片 头像 肖像",
    "image.licence": "imagelicence imagelicense photolicence photolicense 图片许可",
    "image.credit": "imagecredit photocredit photographer 图片作者 摄影",
    "image.source": "imagesource imagepage photosource 图片来源",
    "label.en": "english englishname nameen labelen 英文名",
    "label.zh-Hans": "chinese chinesename namezh labelzh 中文名",
    "source": "source sources reference references ref citation 来源 出处 资料来源 文献",
    "locator": "locator page pages 页 页码",
    "url": "url link sourceurl href 链接 网址",
}
_DATES = {name: _CLAIMS[name] for name in ("start", "end", "at")}


def _by_name(known: dict[str, str]) -> Mapping[str, str]:
    return {name: aim for aim, names in reversed(known.items()) for name in names.split()}


_BY_NAME: Mapping[Holds, Mapping[str, str]] = {
    "claims": _by_name(_CLAIMS),
    "entities": _by_name(_ENTITIES),
    "events": _by_name({**_ENTITIES, **_DATES}),
}


def is_aim(text: str, kind: Holds) -> bool:
    """Whether a column may be for it: `at`, `label.zh-Hans`, `claim.bornOn`."""
    stem, _, rest = text.partition(".")
    if text in AIMS[kind] or text == LEFT_OUT:
        return True
    shape = _DOTTED.get(stem)
    return stem in AIMS[kind] and shape is not None and shape.fullmatch(rest) is not None


def folded(heading: str) -> str:
    """A heading as it is sought: `Source ID`, `source_id` and `SourceId` are one, and so are 來源 and 来源."""
    plain = heading if heading.isascii() else heading.translate(_simplified())
    return re.sub(r"[\s_\-.:：()（）]+", "", plain.casefold())


@lru_cache(maxsize=1)
def _simplified() -> dict[int, str]:
    return str.maketrans(dict(simplified()))


def holds(headings: Iterable[str]) -> Holds:
    """Whether the rows of a table are events, which say their roles, ties, which have two ends, or things."""
    headings = list(headings)
    if any(each.startswith("role.") for each in headings):
        return "events"
    return "claims" if len(_ends([folded(each) for each in headings])) == 2 else "entities"


def aims_of(headings: Sequence[str], kind: Holds) -> list[str]:
    """What each column is for; an empty text where its heading does not say. Each aim is met once."""
    names = [folded(each) for each in headings]
    aims = [""] * len(names)
    for aim, place in _ends(names).items() if kind == "claims" else ():
        aims[place] = aim
    for place, heading in enumerate(headings):
        stem, dot, rest = heading.replace("labels.", "label.").partition(".")
        if dot and is_aim(f"{stem}.{rest}", kind) and f"{stem}.{rest}" not in aims:
            aims[place] = f"{stem}.{rest}"  # it says itself what it is for
    # A name that is listed earlier for its aim is meant rather than one that is listed later.
    for place in sorted(range(len(names)), key=lambda place: _RANKS.get(names[place], 0)):
        aim = _BY_NAME[kind].get(names[place], "")
        if aim in {"subject", "object"}:
            aim = _SECOND_MEANINGS.get(names[place], "")
        if not aims[place] and aim not in aims:
            aims[place] = aim
    return aims


def is_known(heading: str) -> bool:
    """Whether it is one that any table has."""
    return folded(heading) in _RANKS


def _ends(names: Sequence[str]) -> dict[str, int]:
    """Where the two ends of ties stand."""
    found: dict[str, int] = {}
    for aim in ("subject", "object"):
        ranks = {name: rank for rank, name in enumerate(_CLAIMS[aim].split())}
        places = [(ranks[name], place) for place, name in enumerate(names) if name in ranks]
        if places:
            found[aim] = min(places)[1]
    return found


# Beside other ends these are dates, and who says so.
_SECOND_MEANINGS = {"from": "start", "to": "end", "source": "source", "来源": "source"}

_RANKS = {name: rank for names in (*_ENTITIES.values(), *_CLAIMS.values()) for rank, name in enumerate(names.split())}
