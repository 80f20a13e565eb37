"""Ask RDF files in SPARQL from Python: each row of the answer as a dict of strings.

    python scripts/query.py graph/export/guanxi.ttl "SELECT ?s { ?s a gx:Person } LIMIT 3"

The prefixes that the files declare are known to the query. A query may take ten seconds.
"""

from __future__ import annotations

import json
import sys

from guanxi_graph.query import Data, Engine, File, QueryError


def rows(files: list[str], query: str) -> list[dict[str, str]]:
    """The rows of a SELECT over the files, by variable; unbound variables are left out."""
    with Engine(Data(files=tuple(File(file) for file in files))) as engine:
        results = json.loads(engine.query(query, "json").body)
    return [{name: term["value"] for name, term in row.items()} for row in results["results"]["bindings"]]


def main() -> int:
    """Print the rows. Exit code 1 when there is no answer."""
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    *files, query = sys.argv[1:]
    try:
        for row in rows(files, query):
            print(row)
    except QueryError as error:
        print(f"error[{error.code}]: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
