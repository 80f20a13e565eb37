"""Where an address leads whose id was given up."""

from __future__ import annotations

import json

FORMER = "SELECT ?now ?old WHERE { ?now <http://purl.org/dc/terms/replaces> ?old }"


def address_now(path: str, answer: bytes, base: str) -> str | None:
    """The path below ``/id/`` in which the ids of now stand for former ones; None where it holds none of these.

    Claims are named by entities, citations by a source. ``answer`` is that to ``FORMER``, in JSON.
    """
    start = f"{base}id/"
    rows = json.loads(answer)["results"]["bindings"]
    pairs = {row["old"]["value"].removeprefix(start): row["now"]["value"].removeprefix(start) for row in rows}
    space, slash, name = path.rpartition("/")
    of = "source/" if space in {"source", "cite"} else ""
    now = ".".join(pairs.get(of + part, of + part).removeprefix(of) for part in name.split("."))
    return f"{space}{slash}{now}" if now != name else None
