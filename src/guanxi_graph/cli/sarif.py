"""Problems for editors and build servers: SARIF 2.1.0 (OASIS Standard, 2020)."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Any

from guanxi_graph.problems import Problem, Span


def sarif(problems: Iterable[Problem]) -> dict[str, Any]:
    """One run with a result for each problem; the other of two places is a related location (§3.27.22)."""
    found = list(problems)
    rules = [{"id": code} for code in sorted({problem.code for problem in found})]
    driver = {"name": "guanxi-graph", "version": version("guanxi-graph"), "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": [_result(each) for each in found]}
    return {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}


def _result(problem: Problem) -> dict[str, Any]:
    text = f"{problem.message}. {problem.hint}".removesuffix(". ")
    result = {
        "ruleId": problem.code,
        "level": problem.severity,
        "message": {"text": text},
        "locations": [_location(problem.span)],
    }
    return {**result, "relatedLocations": [_location(problem.other)]} if problem.other else result


def _location(span: Span) -> dict[str, Any]:
    region = {"startLine": span.line, "startColumn": span.column, "endColumn": span.column + span.length}
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(span.file)}, "region": region}}


def _uri(file: str) -> str:
    """A path is given as it was named: relative ones are of the folder in which the tool ran."""
    path = Path(file)
    return path.as_uri() if path.is_absolute() else Path("/", path).as_uri().removeprefix("file:///")
