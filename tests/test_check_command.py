"""What ``guanxi check`` prints for people, editors and build servers, and when it looks again."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

WRONG = "- {subject: wang-xing, relation: founded, object: tencent, start: 2005-13, sources: [asprec-2012]}\n"
TWICE = "- {subject: ma-huateng, relation: founded, object: tencent, start: 1999, sources: [asprec-2012]}\n"


@pytest.fixture
def faulty(write_map) -> Path:
    directory: Path = write_map({"claims/new 关.yaml": WRONG + TWICE})
    return directory


def test_only_how_many(guanxi, faulty):
    ran = guanxi("check", faulty, "-q")
    assert (ran.returncode, ran.stdout, ran.stderr) == (1, "1 error, 1 warning\n", "")
    assert guanxi("check", faulty, "--quiet", "--errors-only").stdout == "1 error, 0 warnings\n"


def test_two_forms_at_once_are_refused(guanxi, faulty):
    ran = guanxi("check", faulty, "--json", "--sarif")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "two forms of one answer" in ran.stderr


def test_sarif_names_rule_level_and_both_places(guanxi, faulty):
    ran = guanxi("check", "map", "--sarif", cwd=faulty.parent)
    [run] = json.loads(ran.stdout)["runs"]
    assert ran.returncode == 1
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["bad-date", "two-dates"]
    by_rule = {result["ruleId"]: result for result in run["results"]}
    date, twice = by_rule["bad-date"], by_rule["two-dates"]
    assert (date["level"], twice["level"]) == ("error", "warning")
    assert date["message"]["text"] == "`2005-13` has month 13. months run from 01 to 12"
    place = date["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "map/claims/new%20%E5%85%B3.yaml"
    line = (faulty / "claims" / "new 关.yaml").read_text("utf-8").split("\n")[place["region"]["startLine"] - 1]
    assert line[place["region"]["startColumn"] - 1 : place["region"]["endColumn"] - 1] == "2005-13"
    other = twice["relatedLocations"][0]["physicalLocation"]
    assert (other["artifactLocation"]["uri"], other["region"]["startLine"]) == ("map/claims/claims.yaml", 3)


def test_it_looks_again_when_a_file_changes(faulty):
    command = [Path(sys.executable).parent / "guanxi", "check", faulty, "--watch", "--quiet"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as watching:
        try:
            assert watching.stdout is not None
            assert watching.stderr is not None
            assert watching.stdout.readline() == "1 error, 1 warning\n"
            time.sleep(0.1)
            (faulty / "claims" / "new 关.yaml").write_text("", "utf-8")
            assert watching.stdout.readline() == "0 errors, 0 warnings\n"
            (faulty / "map.toml").rename(faulty / "map.old")
            assert watching.stdout.readline() == "1 error, 0 warnings\n"
            os.kill(watching.pid, signal.SIGINT)
            assert (watching.wait(10), watching.stderr.read()) == (130, "")
        finally:
            watching.kill()
