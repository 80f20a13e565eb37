"""``guanxi completion``: what a shell needs to complete commands, options and ids."""

from __future__ import annotations

import click


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    r"""Print the lines that make SHELL complete commands and ids.

    Ids of entities and sources, relations and saved queries are those of the map that is found from where you are.

    \b
    eval "$(guanxi completion bash)"            in ~/.bashrc
    eval "$(guanxi completion zsh)"             in ~/.zshrc, after compinit
    guanxi completion fish | source             in ~/.config/fish/config.fish
    """
    from click.shell_completion import get_completion_class

    from guanxi_graph.cli import main

    found = get_completion_class(shell)
    if found is not None:
        click.echo(found(main, {}, "guanxi", "_GUANXI_COMPLETE").source())
