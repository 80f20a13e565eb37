"""What the project is built from: pinned versions, lowest versions, licences, and the jobs that hold them."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from email.message import Message
from importlib.metadata import distributions
from types import SimpleNamespace

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from places import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
WORKFLOW = (ROOT / ".github" / "workflows" / "ci.yml").read_text("utf-8")
JOBS = yaml.safe_load(WORKFLOW)["jobs"]


def pinned(name: str) -> dict[str, str]:
    """The versions of a file of constraints, by the library's canonical name."""
    lines = [line for line in (ROOT / name).read_text("utf-8").splitlines() if not line.startswith("#")]
    return {canonicalize_name(library): version for library, _, version in (line.partition("==") for line in lines)}


def asked_for(*extras: str) -> list[Requirement]:
    """What the project itself names, with these extras."""
    lines = [*PROJECT["dependencies"], *(line for extra in extras for line in PROJECT["optional-dependencies"][extra])]
    return [each for each in map(Requirement, lines) if each.name != "guanxi-graph"]


def test_every_library_that_is_installed_is_pinned():
    installed = {canonicalize_name(each.metadata["Name"]) for each in distributions()}
    installed -= {"guanxi-graph", "pip", "setuptools", "wheel"}
    assert installed <= pinned("constraints.txt").keys() or installed <= pinned("constraints-lowest.txt").keys()


def test_every_library_that_is_named_is_pinned_to_a_version_that_it_allows():
    pins = pinned("constraints.txt")
    for requirement in asked_for("serve", "dev", "prove"):
        assert requirement.specifier.contains(pins[canonicalize_name(requirement.name)]), requirement


def test_the_lowest_versions_are_those_that_are_promised():
    pins = pinned("constraints-lowest.txt")
    for requirement in asked_for("serve", "dev"):
        bounds = [Version(each.version) for each in requirement.specifier]
        assert bounds in ([], [Version(pins[canonicalize_name(requirement.name)])]), requirement


def test_the_jobs_run_what_can_be_run_at_home():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), flags=re.MULTILINE)) | {""}
    made = {
        re.sub(r"^make ?|\s*\w+=\S+", "", step["run"])
        for job in JOBS.values()
        for step in job["steps"]
        if step.get("run", "").startswith("make")
    }
    assert made <= targets
    assert made >= {"test", "test-quick", "test-lowest", "check", "servers", "audit", "sbom"}


def test_the_jobs_may_do_little_and_know_no_secret():
    assert yaml.safe_load(WORKFLOW)["permissions"] == {"contents": "read"}
    assert "secrets." not in WORKFLOW
    assert not [name for name, job in JOBS.items() if "permissions" in job or "timeout-minutes" not in job]


def test_what_the_jobs_use_of_others_is_pinned_by_commit():
    used = re.findall(r"uses: (.*)", WORKFLOW)
    assert used
    assert [each for each in used if not re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", each)] == []


def test_the_jobs_try_every_python_that_is_promised():
    assert JOBS["quick"]["strategy"]["matrix"]["python"] == ["3.11", "3.12", "3.13", "3.14"]
    assert PROJECT["requires-python"] == ">=3.11"


def test_licences_and_secrets():
    tried = subprocess.run(
        [sys.executable, ROOT / "scripts" / "prove", "audit"], capture_output=True, text=True, check=False
    )
    assert tried.returncode == 0, tried.stdout + tried.stderr


@pytest.fixture
def audit(monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "scripts" / "prove")
    import audit

    return audit


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"License-Expression": "MIT AND PSF-2.0"}, False),
        ({"License": "BSD License\nRedistribution and use …"}, False),
        ({"License-Expression": "MIT AND GPL-3.0-only"}, True),
        ({"License-Expression": "MPL-2.0"}, True),
        ({"License": "UNKNOWN", "Classifier": "License :: OSI Approved :: ISC License (ISCL)"}, False),
        ({"Classifier": "License :: OSI Approved :: GNU Lesser General Public License v3 (LGPLv3)"}, True),
        ({}, True),
    ],
)
def test_a_licence_that_asks_for_more_is_a_fault(audit, said, fault):
    metadata = Message()
    for name, text in {"Name": "lib", **said}.items():
        metadata[name] = text
    library = SimpleNamespace(metadata=metadata, files=None)
    assert bool(audit.licence_fault(library, {"lib"})) == fault
    if said.get("License-Expression") == "MPL-2.0":
        assert audit.licence_fault(library, set()) is None  # only in development


def test_a_secret_is_found_with_its_place(audit, tmp_path, monkeypatch):
    monkeypatch.setattr(audit, "ROOT", tmp_path)
    (tmp_path / "a.txt").write_text("plain\npass" + 'word = "correct-horse"\n')
    (tmp_path / "b.txt").write_text("password = {password}\n-----BEGIN " + "EC PRIVATE KEY-----\n")
    found = [each for name in ("a.txt", "b.txt") for each in audit.secrets_in(tmp_path / name)]
    assert found == ["a.txt:2: this looks like a password", "b.txt:2: this looks like a private key"]
