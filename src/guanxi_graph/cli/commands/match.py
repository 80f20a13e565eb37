"""``guanxi match``: which records may be one thing, and what was decided of them."""

from __future__ import annotations

from pathlib import Path

import click

from guanxi_graph.cli.common import MapCommand, find_map, problems_reported

_FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)
_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command(cls=MapCommand)
@click.option("--with", "other", type=_FOLDER, help="Another map, whose records are matched with this one's.")
@click.option("--list", "as_list", is_flag=True, help="Print the open pairs, and ask nothing.")
@click.option("--json", "as_json", is_flag=True, help="The same as JSON, with all reasons.")
@click.option("--accept-ids", is_flag=True, help="Judge the same what has one identifier or address; ask nothing.")
@click.option("--undo", is_flag=True, help="Take the last judgement back.")
@click.option("--sssom", type=_FILE, help="Write the judgements to this file as SSSOM.")
@click.option("--from-sssom", type=_FILE, help="Take judgements from a file of SSSOM.")
@click.option("--as", "by", help="Who decides. Default: git's user.name, else the name that you are logged in by.")
@click.option("--on", "decided", help="The date that is written with it. Default: today.")
def match(
    map_path: Path | None,
    *,
    other: Path | None,
    as_list: bool,
    as_json: bool,
    accept_ids: bool,
    undo: bool,
    sssom: Path | None,
    from_sssom: Path | None,
    by: str | None,
    decided: str | None,
) -> None:
    """Decide which records of a map, or of two, are one thing.

    Pairs are shown with the reasons, the likeliest first. What you say is kept in the map's judgements.yaml, and is
    not asked again; `guanxi merge` then makes one of what is the same.
    """
    from guanxi_graph.cli.pairs_decided import Matching

    with problems_reported():
        directory = find_map(map_path)
        matching = Matching(directory, find_map(other) if other else None, by, decided)
        if undo:
            matching.undo()
        elif sssom:
            matching.write_sssom(sssom)
        elif from_sssom:
            matching.take_sssom(from_sssom)
        elif accept_ids:
            matching.accept_ids()
        elif as_list or as_json:
            matching.print_open(as_json=as_json)
        else:
            matching.ask()
