"""The command line: options → one call → print → exit code.

Commands are imported when they are asked for, and heavy libraries inside them, so that the help
is there at once.
"""

from __future__ import annotations

from importlib import import_module

import click

# name: the module that holds a command of the same name
COMMANDS = {
    "check": "guanxi_graph.cli.check",
    "build": "guanxi_graph.cli.build",
    "show": "guanxi_graph.cli.show",
    "query": "guanxi_graph.cli.query",
    "init": "guanxi_graph.cli.init",
    "schema": "guanxi_graph.cli.schema",
    "path": "guanxi_graph.cli.path",
    "ego": "guanxi_graph.cli.ego",
    "ties": "guanxi_graph.cli.ties",
    "interlocks": "guanxi_graph.cli.interlocks",
    "circles": "guanxi_graph.cli.circles",
    "brokers": "guanxi_graph.cli.brokers",
    "core": "guanxi_graph.cli.core",
    "bridges": "guanxi_graph.cli.bridges",
    "owners": "guanxi_graph.cli.owners",
    "lineage": "guanxi_graph.cli.lineage",
    "changes": "guanxi_graph.cli.changes",
    "audit": "guanxi_graph.cli.audit",
    "conflicts": "guanxi_graph.cli.conflicts",
    "without": "guanxi_graph.cli.without",
    "why": "guanxi_graph.cli.why",
    "figures": "guanxi_graph.cli.figures",
    "diff": "guanxi_graph.cli.diff",
    "infer": "guanxi_graph.cli.infer",
}


class _Commands(click.Group):
    """A group whose commands are modules."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(COMMANDS[cmd_name]), cmd_name.replace("-", "_"))
        return command if isinstance(command, click.Command) else None


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="guanxi-graph")
def main() -> None:
    """Relationship maps as code: check, build, browse and query source-cited guanxi (关系) ties."""
