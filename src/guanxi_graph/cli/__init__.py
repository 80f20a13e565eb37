"""The command line: options → one call → print → exit code.

A command is a function in the module of its name in ``commands/``. Modules are imported when they are asked for, and
heavy libraries inside the functions, so that the help is there at once.
"""

from __future__ import annotations

import atexit
import gc
import signal
import sys
import threading
from importlib import import_module
from keyword import iskeyword
from typing import Any, NoReturn

import click

from guanxi_graph.cli.streams import whole_output

# Else Python looks through all that was imported once more when it ends, which takes a tenth of a short command.
atexit.register(gc.freeze)

SECTIONS = {
    "Make a map": ("init", "import", "add", "rename", "match", "merge", "check", "build", "infer"),
    "Words and editors": ("relations", "classes", "schema", "lsp", "completion"),
    "Texts and evidence": ("source", "verify", "propose", "review"),
    "Read and ask": ("search", "show", "query", "serve", "site", "publish", "export"),
    "Ties and introductions": ("path", "ties", "ego", "before", "lineage", "owners"),
    "Structure": ("circles", "brokers", "core", "bridges", "interlocks"),
    "Time and doubt": ("changes", "figures", "why", "conflicts", "audit", "without", "diff"),
}
COMMANDS = tuple(name for names in SECTIONS.values() for name in names)


class _Commands(click.Group):
    """A group whose commands are modules, listed in sections."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGTERM, _end)
        with whole_output():
            try:
                return super().main(*args, **kwargs)
            except OSError as error:
                from guanxi_graph.cli.common import refused

                refused(error)

    def invoke(self, ctx: click.Context) -> Any:
        """A message may repeat what stands in a map, or in the name of a file."""
        try:
            return super().invoke(ctx)
        except click.ClickException as error:
            from guanxi_graph.problems import printable_lines

            error.message = printable_lines(error.message)  # type: ignore[misc]
            raise

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        name = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command = getattr(import_module(f"{__name__}.commands.{name}"), name)
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for title, names in SECTIONS.items():
            with formatter.section(title):
                commands = [(name, self.get_command(ctx, name)) for name in names]
                formatter.write_dl([(name, command.get_short_help_str(70)) for name, command in commands if command])


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="guanxi-graph")
def main() -> None:
    """Relationship maps as code: check, build, browse and query source-cited guanxi (关系) ties."""


def _end(number: int, _: object) -> NoReturn:
    """End in good order when told to, so that no temporary file is left."""
    sys.exit(128 + number)
