"""``guanxi build``."""

import click


@click.command()
def build() -> None:
    """To come."""
