"""What the service says of itself (§4.2 of the specification)."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from guanxi_graph.map import Map
from guanxi_graph.model import label_of
from guanxi_graph.prefixes import NAMESPACE
from guanxi_graph.serve.reconcile.properties import term_name
from guanxi_graph.serve.reconcile.suggesting import used_classes
from guanxi_graph.serve.reconcile.wanted import MOST_QUERIES

_PREVIEW = {"width": 400, "height": 120}


def manifest(gmap: Map, base: str, here: str) -> dict[str, Any]:
    """``base``: the IRIs of the map; ``here``: where this server is, without a stroke at the end."""
    service = f"{here}/reconcile"
    languages = gmap.info.languages
    return {
        "versions": ["0.2"],
        "name": label_of(gmap.info.title, *languages) or "guanxi-graph",
        "identifierSpace": f"{base}id/",
        "schemaSpace": NAMESPACE,
        "serviceVersion": version("guanxi-graph"),
        "defaultTypes": [{"id": name, "name": term_name(gmap, name)} for name in used_classes(gmap)],
        "view": {"url": f"{here}/id/{{{{id}}}}"},
        "preview": {"url": f"{service}/preview?id={{{{id}}}}", **_PREVIEW},
        "suggest": {
            kind: {"service_url": service, "service_path": f"/suggest/{kind}"}
            for kind in ("entity", "type", "property")
        },
        "extend": {
            "propose_properties": {"service_url": service, "service_path": "/properties"},
            "property_settings": [
                {
                    "name": "limit",
                    "label": "Limit",
                    "type": "number",
                    "default": 0,
                    "help_text": "At most so many values a thing; 0 for all.",
                }
            ],
        },
        "batchSize": MOST_QUERIES,
    }
