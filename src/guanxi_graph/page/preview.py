"""What the page tells of itself to whoever previews or lists a link to it: Open Graph (ogp.me) and plain metadata."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urljoin

from guanxi_graph.languages import Language
from guanxi_graph.model import MapInfo, label_of
from guanxi_graph.page.card import HEIGHT, WIDTH


def preview(info: MapInfo, language: Language, card: str) -> Mapping[str, str]:
    """Properties and their values. Addresses must be whole, so there are none before the map has one for its page."""
    told = {
        "description": label_of(info.description, language.tag) or label_of(info.title, language.tag),
        "og:type": "website",
        "og:title": label_of(info.title, language.tag) or "guanxi-graph",
        "og:description": label_of(info.description, language.tag),
        "og:locale": language.tag.replace("-", "_"),
        "og:url": info.page,
        "author": label_of(info.theme.credit, language.tag),
        "article:modified_time": str(info.updated or ""),
    }
    if card and info.page:
        told |= {
            "og:image": urljoin(info.page, card),
            "og:image:width": str(WIDTH),
            "og:image:height": str(HEIGHT),
            "og:image:alt": told["og:title"],
            "twitter:card": "summary_large_image",
        }
    return {name: text for name, text in told.items() if text}
