#!/usr/bin/env python3
"""Ask RDF files in SPARQL: each row of the answer as a dict of strings.

usage: scripts/query.py FILE.ttl [FILE.ttl ...] "SELECT ?s { ?s a gx:Person } LIMIT 3"

The prefixes that the files declare are known to the query. A query may take ten seconds.
"""

from __future__ import annotations

import argparse
import json
import sys

from guanxi_graph.query import Data, Engine, File, QueryError


def rows(files: list[str], query: str) -> list[dict[str, str]]:
    """The rows of a SELECT over the files, by variable; unbound variables are left out."""
    with Engine(Data(files=tuple(File(file) for file in files))) as engine:
        results = json.loads(engine.query(query, "json").body)
    return [{name: term["value"] for name, term in row.items()} for row in results["results"]["bindings"]]


def main() -> int:
    parser = argparse.ArgumentParser(description="Ask RDF files in SPARQL.")
    parser.add_argument("files", nargs="+", metavar="FILE.ttl")
    parser.add_argument("query", help="a SELECT query")
    arguments = parser.parse_args()
    try:
        for row in rows(arguments.files, arguments.query):
            print(row)
    except QueryError as error:
        sys.stderr.write(f"error[{error.code}]: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
