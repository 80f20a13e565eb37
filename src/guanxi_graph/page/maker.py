"""The network that pyvis makes: what the page opens on. Its template is ours.

pyvis's own template asks other machines for files and puts names into the page as HTML; ours keeps
everything inside, and data as data.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from jinja2 import DictLoader, Environment
from markupsafe import Markup
from pyvis.network import Network

from guanxi_graph.languages import Language
from guanxi_graph.page import assets

# Physics is off: positions are computed once, when the page is built.
OPTIONS = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": True,
        "multiselect": False,
        "selectConnectedEdges": False,
        "hideEdgesOnDrag": False,
        "tooltipDelay": 1000000,
        "zoomSpeed": 0.7,
    },
    "nodes": {"chosen": False, "shape": "custom"},
    "edges": {"chosen": False, "smooth": False, "arrowStrikethrough": False},
}

# The page asks for nothing; Lighthouse, from within it, for the robots.txt beside it, and takes a refusal for a fault.
_POLICY = (
    "default-src 'none'; script-src {scripts}; style-src {styles}; img-src data: blob:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'"
)


class Page(Network):  # type: ignore[misc]
    """A pyvis network that is written as our page.

    ``preview`` are the properties that it tells of itself, ``theme`` what the map adds to the style sheet.
    ``document`` is the whole map for the page's script; nodes and edges are filled in directly,
    since pyvis's ``add_node`` and ``add_edge`` take quadratic time.
    """

    def __init__(
        self, *, title: str, language: Language, document: dict[str, Any], preview: Mapping[str, str], theme: str
    ) -> None:
        super().__init__(directed=True, cdn_resources="in_line")
        self.options = OPTIONS
        self.path = "template.html"
        self.templateEnv = Environment(
            loader=DictLoader({"template.html": assets.text("template.html")}), autoescape=True, trim_blocks=True
        )
        # Each in its own script element, without white space around it, so that its hash is known.
        style = assets.style() + theme
        scripts = [assets.vendored("vis-network.js"), assets.script()]
        self.templateEnv.globals |= {
            "title": title,
            "preview": preview,
            "language": language.tag,
            "direction": language.direction,
            "noscript": language["noScript"],
            "document": json_block(document),
            "json_block": json_block,
            "library": Markup(scripts[0]),  # noqa: S704 - vendored, its hash is in the policy
            "script": Markup(scripts[1]),  # noqa: S704 - ours
            "style": Markup(style),  # noqa: S704 - ours
            "policy": _POLICY.format(
                scripts=" ".join(assets.digest(script) for script in scripts), styles=assets.digest(style)
            ),
        }


_UNSAFE = "&<>\u2028\u2029"


def json_block(value: Any) -> Markup:
    """JSON that may stand in a script element whatever it holds. A text is taken as JSON already."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for char in _UNSAFE:  # much faster than one str.translate
        text = text.replace(char, f"\\u{ord(char):04x}")
    return Markup(text)  # noqa: S704 - nothing is left in it that HTML would read
