"""The history of a map on its site: what changed, in words, from git; and nothing of what is held back by now."""

from __future__ import annotations

import os
import shutil
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest

from places import ROOT

ATOM = {"a": "http://www.w3.org/2005/Atom", "x": "http://www.w3.org/1999/xhtml"}
BY = {f"GIT_{who}_{what}": text for who in ("AUTHOR", "COMMITTER") for what, text in (("NAME", "a"), ("EMAIL", "a@b"))}
MORE = '- {id: li-si, class: Person, labels: {en: Li Si, zh-Hans: 李四}, description: {en: "Also Li Number Four."}}\n'
TIES = """- {subject: li-si, relation: founded, object: tencent, start: 2001, sources: [asprec-2012 ¶9]}
- {subject: wang-xing, relation: bornOn, value: 1979-02-18, sources: [asprec-2012 ¶9], note: As Li Si told us.}
"""
Run = Callable[..., subprocess.CompletedProcess[str]]


class Kept:
    """A map that is kept in git, below the top of the repository, and its site."""

    def __init__(self, folder: Path, guanxi: Run) -> None:
        self.folder, self.map, self.guanxi = folder, folder / "repository" / "map", guanxi
        shutil.copytree(ROOT / "tests" / "base", self.map)
        self.git("init", "-q")
        self.times = iter(range(1_700_000_000, 1_800_000_000, 86_400))
        self.commit({})

    def git(self, *arguments: str, **more: str) -> str:
        command = ["git", *arguments]
        env = {**os.environ, **BY, **more}
        return subprocess.run(command, cwd=self.map, check=True, capture_output=True, text=True, env=env).stdout

    def commit(self, files: dict[str, str]) -> None:
        for name, text in files.items():
            (self.map / name).write_text(text, "utf-8")
        self.git("add", "-A")
        self.git("commit", "-qm", "About Li Si", "--allow-empty", GIT_COMMITTER_DATE=f"{next(self.times)} +0800")

    def site(self, name: str = "site", *options: str) -> Path:
        made = self.guanxi("site", self.map, "-o", self.folder / name, *options)
        assert (made.returncode, made.stderr) == (0, "")
        return self.folder / name


@pytest.fixture
def kept(tmp_path: Path, guanxi: Run) -> Kept:
    return Kept(tmp_path, guanxi)


def rows(site: Path) -> list[list[str]]:
    entries = ET.parse(site / "changes.atom").findall("a:entry", ATOM)  # noqa: S314
    return [["".join(item.itertext()) for item in entry.iterfind(".//x:li", ATOM)] for entry in entries]


def test_each_change_is_told_in_words_and_leads_to_the_pages(kept: Kept) -> None:
    kept.commit({"more.yaml": MORE, "claims/ties.yaml": TIES})
    kept.commit({"claims/ties.yaml": TIES.replace("2001", "2002")})
    kept.commit({"queries.md": "no data"})
    site = kept.site("site", "--address", "https://example.org/a")
    newest, first = rows(site)
    assert newest == [
        "added: Li Si 李四 founded Tencent 腾讯 (2002) [asprec-2012 ¶9]",
        "taken out: Li Si 李四 founded Tencent 腾讯 (2001) [asprec-2012 ¶9]",
    ]
    assert first[-1] == "added: Li Si 李四"
    feed = ET.parse(site / "changes.atom")  # noqa: S314
    assert [each.text for each in feed.iterfind(".//a:updated", ATOM)] == [
        "2023-11-16T22:13:20Z",
        "2023-11-16T22:13:20Z",
        "2023-11-15T22:13:20Z",
    ]
    links = [each.get("href", "") for each in feed.iterfind(".//x:a", ATOM)]
    assert "https://example.org/a/id/claim/li-si.founded.tencent.2002.html" in links
    assert all((site / link.removeprefix("https://example.org/a/")).is_file() for link in links)
    page = (site / "changes.html").read_text("utf-8")
    assert '<a href="id/claim/li-si.founded.tencent.2002.html">' in page
    assert 'type="application/atom+xml" href="../changes.atom"' in (site / "id" / "li-si.html").read_text("utf-8")
    assert "About Li Si" not in page  # what was said to colleagues
    again = kept.site("again", "--address", "https://example.org/a")
    assert [(again / name).read_bytes() for name in ("changes.atom", "changes.html")] == [
        (site / name).read_bytes() for name in ("changes.atom", "changes.html")
    ]
    assert len(rows(kept.site("site", "--changes", "1"))) == 1


def test_who_is_held_back_now_is_in_no_older_state(kept: Kept) -> None:
    kept.commit({"people-more.yaml": MORE.replace("li-si", "lisi"), "claims/ties.yaml": TIES.replace("li-si", "lisi")})
    plain = "- {subject: wang-xing, relation: bornOn, value: 1979-02-18, sources: [asprec-2012 ¶9]}\n"
    kept.commit({"people-more.yaml": MORE.replace("Number", "Mr"), "claims/ties.yaml": TIES})
    kept.commit({"claims/ties.yaml": TIES.splitlines(keepends=True)[0] + plain})
    assert "Li Si" in (kept.site() / "changes.html").read_text("utf-8")
    (kept.map / "redactions.yaml").write_text("- {entity: li-si, reason: at her request}\n", "utf-8")
    (kept.map / "renamed.yaml").write_text("- {entity: lisi, now: li-si}\n", "utf-8")
    held = "".join(path.read_text("utf-8") for path in kept.site().glob("changes.*"))
    for trace in ("Li Si", "李四", "li-si", "lisi", "Number Four"):
        assert trace not in held


def test_a_claim_that_is_held_back_is_not_told_in_an_older_form(kept: Kept) -> None:
    kept.commit(
        {"claims/ties.yaml": "- {subject: wang-xing, relation: bornOn, value: 1970, sources: [asprec-2012 ¶9]}\n"}
    )
    born = "- {subject: wang-xing, relation: bornOn, value: 1979-02-18, sources: [asprec-2012 ¶9]}\n"
    met = "- {subject: wang-xing, relation: founded, object: tencent, start: 2001, sources: [asprec-2012 ¶9]}\n"
    kept.commit({"claims/ties.yaml": born + met})
    assert "1970" in (kept.site() / "changes.html").read_text("utf-8")
    (kept.map / "redactions.yaml").write_text("- {claim: wang-xing.bornOn.1979-02-18}\n", "utf-8")
    told = (kept.site() / "changes.html").read_text("utf-8")
    assert "2001" in told
    assert "1970" not in told
    assert "1979" not in told


def test_who_left_the_map_is_not_named(kept: Kept) -> None:
    kept.commit({"more.yaml": MORE, "claims/ties.yaml": TIES})
    (kept.map / "more.yaml").unlink()
    kept.commit({"claims/ties.yaml": TIES.splitlines(keepends=True)[1].replace("As Li Si told us", "As we were told")})
    told = (kept.site() / "changes.html").read_text("utf-8")
    assert "As we were told" not in told  # beside what it replaces
    assert "Li Si" not in told


def test_a_state_that_cannot_be_read_is_passed_over(kept: Kept) -> None:
    kept.commit({"more.yaml": "- {id: li-si, class: ["})
    kept.commit({"more.yaml": MORE})
    assert rows(kept.site()) == [["added: Li Si 李四"]]


def test_without_git_there_is_no_list_and_it_is_said(
    write_map: Callable[..., Path], guanxi: Run, tmp_path: Path
) -> None:
    source = write_map()
    made = guanxi("site", source, "-o", tmp_path / "site", env={**os.environ, "GIT_CEILING_DIRECTORIES": str(tmp_path)})
    assert f"no list of changes: {source} is not kept in git" in made.stdout
    assert not list((tmp_path / "site").glob("changes.*"))
    assert "changes." not in (tmp_path / "site" / "things.html").read_text("utf-8")
