"""``guanxi init``."""

import click


@click.command()
def init() -> None:
    """To come."""
