"""New sources, as YAML to paste or in the file where sources stand."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from guanxi_graph.cli.common import count, problems_in, report, say
from guanxi_graph.cli.watching import progress_shown

if TYPE_CHECKING:
    from guanxi_graph.reading import Draft
    from guanxi_graph.writing.yaml_text import Written


def as_yaml(records: Sequence[Mapping[str, Written]]) -> str:
    """The records as the members of a list in YAML."""
    from guanxi_graph.writing.yaml_text import block

    return "\n".join(f"- {block(record, '  ', chr(10))}" for record in records)


def write_records(draft: Draft, records: Sequence[Mapping[str, Written]]) -> None:
    """Add sources to the map, or none: what would be an error is told, and ends the command."""
    from guanxi_graph.problems import has_errors
    from guanxi_graph.writing.adding import fitting_file
    from guanxi_graph.writing.slices import inserted
    from guanxi_graph.writing.source_file import source_file
    from guanxi_graph.writing.trial import brought, changed

    file = source_file(fitting_file(draft, "source", records[0]))
    text, name = file.text, str(file.path)
    for record in records:
        text = inserted(text, record, name).text
    before = problems_in(draft)
    with progress_shown(), changed(draft.directory, {file.path: text}) as (_, after):
        # No claim can cite what is only now added.
        problems = [each for each in brought(before, after) if each.code != "unused-source"]
    report(problems, texts={name: text})
    if has_errors(problems):
        say("Nothing is written.", err=True)
        sys.exit(1)
    file.write(text)
    say(f"{name}: {count(len(records), 'source')} added")
