"""Putting a source's text on the shelf: in ``texts/``, with its rule in ``texts.lock``, and out of git."""

from __future__ import annotations

from pathlib import Path

from guanxi_graph.evidence.lock import read_lock, write_lock
from guanxi_graph.evidence.stored import DEFAULT_RULE, Rule, Text, parse_text, text_path
from guanxi_graph.files import write_text
from guanxi_graph.reading.folder import TEXTS

GITIGNORE = ".gitignore"
# Texts are mostly others'. With the star, one that may be kept can be let in: `!/texts/ID.txt`.
IGNORED = f"/{TEXTS}/*"
_AS_GOOD = frozenset({IGNORED, f"/{TEXTS}/", f"/{TEXTS}", f"{TEXTS}/*", f"{TEXTS}/", TEXTS})


def keep_text(directory: Path, source: str, stored: str, rule: Rule | None = None) -> Text:
    """Write a text in its stored form; counted as the rule says, else as before. Raises MapError and OSError."""
    lock = read_lock(directory)
    before = lock.texts.get(source)
    text = parse_text(stored, source, rule or (before.rule if before else DEFAULT_RULE))
    write_text(text_path(directory, source), stored)
    write_lock(directory, lock.with_text(text))
    return text


def ignore_texts(directory: Path) -> bool:
    """Keep the map's texts out of git; whether that had to be written. Raises OSError."""
    path = directory / GITIGNORE
    lines = path.read_text("utf-8", errors="surrogateescape") if path.is_file() else ""
    if not _AS_GOOD.isdisjoint(map(str.strip, lines.splitlines())):
        return False
    start = lines if not lines or lines.endswith("\n") else f"{lines}\n"
    path.write_text(f"{start}{IGNORED}\n", "utf-8", errors="surrogateescape")
    return True


def is_in_git(directory: Path) -> bool:
    return any((folder / ".git").exists() for folder in (directory.absolute(), *directory.absolute().parents))
