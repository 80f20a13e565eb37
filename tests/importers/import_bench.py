"""What the tests of importing share: files by their contents, and the command as a user runs it."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from guanxi_graph import load
from guanxi_graph.cli import main
from guanxi_graph.map import Map
from guanxi_graph.model import plain_number


class Bench:
    """A folder with files to import, and the map ``m`` that they are brought into."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.map_folder = folder, folder / "m"

    def file(self, name: str, content: str | bytes) -> Path:
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def run(self, *arguments: object, typed: str = "") -> Result:
        result = CliRunner().invoke(main, [str(each) for each in arguments], input=typed)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    def bring(self, *files: Path, more: tuple[str, ...] = ("--yes",)) -> str:
        """Import the files, and return what is printed."""
        result = self.run("import", *files, "-o", self.map_folder, *more)
        assert result.exit_code == 0, result.output
        return result.output

    def map(self) -> Map:
        """The map, which must pass the check."""
        checked = self.run("check", "--errors-only", self.map_folder)
        assert checked.exit_code == 0, checked.output
        return load(self.map_folder)

    def said(self) -> list[str]:
        """Each claim in short: who, relation, whom or what, when, qualifiers."""
        return sorted(
            " ".join(
                filter(
                    None,
                    (
                        each.subject,
                        each.relation,
                        each.says,
                        each.when,
                        *([f"weight={plain_number(each.weight)}"] if each.weight else []),
                        *(f"{name}={value}" for name, values in each.qualifiers.items() for value in values),
                    ),
                )
            )
            for each in self.map().claims.values()
        )
