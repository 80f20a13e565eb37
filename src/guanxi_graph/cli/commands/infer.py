"""``guanxi infer``: what follows from the claims, in a file of its own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from guanxi_graph.cli.common import find_map
from guanxi_graph.cli.lens import Lens, lens_command
from guanxi_graph.cli.output import Answer, Id

if TYPE_CHECKING:
    from guanxi_graph.model import Claim


@lens_command
@click.option(
    "--rules", "rules_path", type=click.Path(path_type=Path), help="A YAML file of rules, for the built-in ones."
)
@click.option("--rule", "names", multiple=True, help="Only this rule. May be repeated.")
@click.option("--out", type=click.Path(path_type=Path), help="Default: export/inferred.yaml in the map's folder.")
@click.option("--dry-run", is_flag=True, help="Write nothing.")
def infer(lens: Lens, rules_path: Path | None, names: tuple[str, ...], out: Path | None, *, dry_run: bool) -> Answer:
    """Derive potential ties by rules, each with its premises.

    They are never facts, and are written to a file of their own.
    """
    from guanxi_graph.files import write_text
    from guanxi_graph.map.inference import infer as inferred
    from guanxi_graph.reading.rules import built_in_rules, parse_rules
    from guanxi_graph.reading.utf8 import read_utf8

    rules = built_in_rules()
    if rules_path is not None:
        rules = parse_rules(read_utf8(rules_path, str(rules_path)), str(rules_path), lens.gmap.vocabulary)
    known = {rule.id for rule in rules}
    if unknown := sorted(set(names) - known):
        raise click.UsageError(f"there is no rule `{unknown[0]}`; the rules are {', '.join(sorted(known))}")
    found = inferred(lens.gmap, [rule for rule in rules if not names or rule.id in names])
    remarks = [
        f"Shared by too many to tie them ({number}, rule {rule}): {thing}." for rule, thing, number in found.crowds
    ]
    if not dry_run:
        target = out or _default(click.get_current_context().params["map_path"])
        write_text(target, _yaml(found.claims))
        remarks.append(f"Derived claims written: {len(found.claims)}, in {target}.")
    return Answer(
        results=found,
        title="Inferred: potential, not facts",
        headers=("rule", "subject", "relation", "object", "premises"),
        more=("premises",),
        rows=[(c.rule, Id(c.subject), c.relation, Id(c.object), c.premises) for c in found.claims],
        remarks=remarks,
    )


def _default(map_path: Path | None) -> Path:
    found = find_map(map_path)
    return (found if found.is_dir() else found.parent) / "export" / "inferred.yaml"


def _yaml(claims: tuple[Claim, ...]) -> str:
    """In the form of a map's own claims."""
    import yaml

    head = "# Derived by rule from a map's claims: potential ties, not facts. Written by `guanxi infer`.\n"
    rows = [_row(claim) for claim in claims]
    return head + yaml.dump(
        rows, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, default_flow_style=None, width=4000
    )


def _row(claim: Claim) -> dict[str, Any]:
    row: dict[str, Any] = {name: getattr(claim, name) for name in ("id", "subject", "relation", "object")}
    dates = {name: getattr(claim, name) for name in ("start", "end", "at")}
    row.update({name: str(date) for name, date in dates.items() if date is not None})
    if claim.qualifiers:
        row["qualifiers"] = claim.qualified
    return {**row, "rule": claim.rule, "premises": list(claim.premises)}
