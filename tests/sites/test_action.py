"""The GitHub action and the pre-commit hooks, run step by step as their runners do, without a network."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from places import ROOT

ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
STEPS = ACTION["runs"]["steps"]
NAMES = [step["name"] for step in STEPS if "name" in step]
WORKFLOW = yaml.safe_load((ROOT / "examples" / "github" / "map.yml").read_text("utf-8"))
HOOKS = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
BY = {f"GIT_{who}_{what}": text for who in ("AUTHOR", "COMMITTER") for what, text in (("NAME", "a"), ("EMAIL", "a@b"))}
TIE = "- {subject: wang-xing, relation: founded, object: tencent, start: 2001, note: 'By @<b>someone</b>', "
TIE += "sources: [asprec-2012 ¶9]}\n"
GH = """#!/usr/bin/env python3
import json, sys
json.dump(sys.argv[1:], open("{log}", "a")); print(file=open("{log}", "a"))
if "--jq" in sys.argv: print("{found}")
"""


class Runner:
    """A repository with a map, its clone, and what GitHub gives to the steps of an action in it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.origin, self.clone = folder, folder / "origin.git", folder / "clone"
        shutil.copytree(ROOT / "tests" / "base", self.clone / "graph")
        self.git("init", "-q", "-b", "main")
        self.git("init", "-q", "--bare", str(self.origin))
        self.git("remote", "add", "origin", str(self.origin))
        self.commit({})
        (folder / "bin").mkdir()
        self.tell("")

    def tell(self, found: str) -> None:
        """A GitHub that has a comment of ours, or none."""
        (self.folder / "bin" / "gh").write_text(GH.format(log=self.folder / "gh.log", found=found))
        (self.folder / "bin" / "gh").chmod(0o755)

    def git(self, *arguments: str) -> str:
        done = subprocess.run(
            ["git", *arguments], cwd=self.clone, check=True, capture_output=True, text=True, env={**os.environ, **BY}
        )
        return done.stdout.strip()

    def commit(self, files: Mapping[str, str]) -> None:
        for name, text in files.items():
            (self.clone / "graph" / name).parent.mkdir(exist_ok=True)
            (self.clone / "graph" / name).write_text(text, "utf-8")
        self.git("add", "-A")
        self.git("commit", "-qm", "-")

    def run(
        self, event: Mapping[str, Any], *, only: Collection[str] = NAMES, **inputs: str
    ) -> list[tuple[str, subprocess.CompletedProcess[str]]]:
        """Each step (or ``only`` these) that runs, until one fails."""
        known = {name: given.get("default", "") for name, given in ACTION["inputs"].items()}
        values: dict[str, Any] = {"inputs": {**known, **inputs}, "github": event, "steps": {}}
        temp = self.folder / "temp"
        shutil.rmtree(temp, ignore_errors=True)
        temp.mkdir()
        done = []
        for step in STEPS:
            if step.get("name") not in only or step.get("id") == "install" or not holds(step.get("if", ""), values):
                continue
            (temp / "output").write_text("")
            env = {name: filled(text, values) for name, text in step.get("env", {}).items()}
            ran = self._bash(step["run"], env, temp)
            done.append((step["name"], ran))
            told = dict(line.split("=", 1) for line in (temp / "output").read_text().splitlines())
            values["steps"][step.get("id", "")] = {"outputs": told}
            if ran.returncode:
                break
        return done

    def _bash(self, script: str, env: Mapping[str, str], temp: Path) -> subprocess.CompletedProcess[str]:
        given = {
            **os.environ,
            **BY,
            "PATH": f"{self.folder / 'bin'}:{Path(sys.executable).parent}:{os.environ['PATH']}",
            "RUNNER_TEMP": str(temp),
            "GITHUB_OUTPUT": str(temp / "output"),
            "GITHUB_STEP_SUMMARY": str(temp / "summary.md"),
            "GITHUB_REPOSITORY": "owner/name",
            "GITHUB_SERVER_URL": "https://github.com",
            "GITHUB_SHA": self.git("rev-parse", "HEAD"),
            **env,
        }
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
        return subprocess.run(command, cwd=self.clone, env=given, capture_output=True, text=True, check=False)


def looked_up(expression: str, values: Mapping[str, Any]) -> str:
    found: Any = values
    for name in expression.strip().split("."):
        found = found.get(name, "") if isinstance(found, Mapping) else ""
    return str(found)


def filled(text: str, values: Mapping[str, Any]) -> str:
    return re.sub(r"\$\{\{(.+?)\}\}", lambda part: looked_up(part[1], values), text)


def holds(condition: str, values: Mapping[str, Any]) -> bool:
    parts = [re.fullmatch(r"(\S+) (==|!=) '(.*)'", part.strip()) for part in condition.split("&&") if part]
    return all((looked_up(part[1], values) == part[3]) == (part[2] == "==") for part in parts if part)


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    return Runner(tmp_path)


PUSH = {"event_name": "push"}


def test_what_stands_in_the_action_can_be_trusted() -> None:
    used = [step["uses"] for step in (*STEPS, *WORKFLOW["jobs"]["map"]["steps"]) if "uses" in step]
    pinned = [name for name in used if not name.startswith("OWNER/")]
    assert pinned
    assert all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", name) for name in pinned)
    assert all("${{" not in step.get("run", "") for step in STEPS)  # nobody's text is a part of a command
    given = next(step["with"] for step in WORKFLOW["jobs"]["map"]["steps"] if step["uses"].startswith("OWNER/"))
    assert given.keys() <= ACTION["inputs"].keys()


def test_a_push_checks_builds_and_publishes_only_what_changed(runner: Runner) -> None:
    runner.commit({"more.yaml": "- {id: lisi, class: Person, labels: {en: Lisi}}\n"})
    done = runner.run(PUSH, address="https://example.org/a", domain="example.org")
    assert [(name, ran.returncode, ran.stderr) for name, ran in done if ran.returncode] == []
    assert [name for name, _ in done] == ["Check", "Verify", "Build", "Write the site", "Publish"]
    published = runner.git("--git-dir", str(runner.origin), "ls-tree", "-r", "--name-only", "gh-pages").splitlines()
    assert {"index.html", "things.html", "CNAME", ".nojekyll", "id/wang-xing.html", "card.png"} <= set(published)
    publishing = ("Write the site", "Publish")
    again = runner.run(PUSH, only=publishing, address="https://example.org/a")
    assert "the site is as it was" in again[-1][1].stdout
    runner.commit({"more.yaml": "- {id: li-si, class: Person, labels: {en: Li Si}}\n"})
    assert not runner.run(PUSH, only=publishing, address="https://example.org/a")[-1][1].returncode
    changed = runner.git("--git-dir", str(runner.origin), "diff", "--name-only", "gh-pages~1", "gh-pages").splitlines()
    assert "id/li-si.html" in changed
    assert "changes.atom" in changed
    assert "id/tencent.html" not in changed


def test_a_lock_that_is_not_what_the_texts_say_is_refused(runner: Runner) -> None:
    runner.commit({"texts.lock": "", "texts/asprec-2012.txt": "Words.\n\n" * 9})
    done = runner.run(PUSH)
    assert done[-1][0] == "Verify"
    assert done[-1][1].returncode == 1


def test_a_map_with_errors_is_not_published(runner: Runner) -> None:
    runner.commit({"claims/more.yaml": TIE.replace("tencent", "nobody")})
    ((name, ran),) = runner.run(PUSH)
    assert (name, ran.returncode) == ("Check", 1)
    assert "nobody" in ran.stdout + ran.stderr


def test_a_pull_request_is_told_what_it_changes_in_one_comment(runner: Runner) -> None:
    runner.git("checkout", "-qb", "theirs")
    runner.commit({"claims/more.yaml": TIE})
    runner.git("checkout", "-q", "main")
    runner.commit({"other.yaml": "- {id: li-si, class: Person, labels: {en: Li Si}}\n"})  # not theirs
    runner.git("merge", "-q", "--no-ff", "-m", "as GitHub does", "theirs")
    asked = {"base": {"sha": runner.git("rev-parse", "HEAD~1~1")}, "number": 7}
    event = {"event_name": "pull_request", "event": {"pull_request": asked}}
    done = runner.run(event)
    assert [(name, ran.returncode, ran.stderr) for name, ran in done if ran.returncode] == []
    assert [name for name, _ in done][-1] == "Write the site"
    comment = (runner.folder / "temp" / "diff.md").read_text("utf-8")
    assert comment == (
        "<!-- guanxi diff -->\n**What the map says: 1 claim added**\n\n"
        "- added claim: Wang Xing 王兴 founded Tencent 腾讯 (2001) \\[asprec-2012 ¶9\\]\n"
    )
    assert (runner.folder / "temp" / "summary.md").read_text("utf-8") == comment
    last = (runner.folder / "gh.log").read_text().splitlines()[-1]
    assert '"POST", "repos/owner/name/issues/7/comments"' in last
    runner.tell("42")
    runner.run(event, only=["Tell what a pull request changes"])
    last = (runner.folder / "gh.log").read_text().splitlines()[-1]
    assert '"PATCH", "repos/owner/name/issues/comments/42"' in last


def test_a_comment_calls_nobody_and_holds_what_fits(runner: Runner) -> None:
    runner.commit({"claims/more.yaml": TIE})
    runner.commit(
        {"claims/more.yaml": TIE.replace("By @", "After `@").replace("</b>", "</b> ![x](http://x)" + "y" * 7000)}
    )
    many = "".join(f"- {{id: e{n}, class: Person, labels: {{en: {'N' * 300} {n}}}}}\n" for n in range(300))
    command = [Path(sys.executable).parent / "guanxi", "diff", "--markdown", "-m", runner.clone / "graph", "HEAD~1"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "~~" not in told
    assert "changed claim" in told
    assert "\\`@<!-- -->\\<b\\>" in told
    assert "\\!\\[" in told or "!\\[x\\]" in told
    runner.commit({"many.yaml": many})
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert len(told.encode()) < 65_536
    assert "<details>" in told
    assert re.search(r"- … and \d+ more", told)


def test_hooks_refuse_a_commit_as_pre_commit_would(runner: Runner) -> None:
    def ran(hook: str) -> int:
        entry = HOOKS[hook]["entry"].split()
        command = [str(Path(sys.executable).parent / entry[0]), *entry[1:]]
        return subprocess.run(command, cwd=runner.clone, capture_output=True, check=False).returncode

    assert [ran(name) for name in HOOKS] == [0, 0]
    assert runner.git("diff", "--name-only") == ""  # else pre-commit refuses
    for name in ("graph/claims/more.yaml", "graph/sources.csv", "graph/map.toml", "graph/queries/a.rq"):
        assert re.search(HOOKS["guanxi-check"]["files"], name)
    runner.commit({"claims/more.yaml": TIE.replace("tencent", "nobody")})
    assert ran("guanxi-check") == 1
