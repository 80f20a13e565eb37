"""The licence of every library, and no secret in any file.

Known vulnerabilities need advisories, which need the network: `make audit` looks them up.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, distribution, distributions
from pathlib import Path
from typing import Final

from outcome import Outcome
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROMISE: Final = "dependency audit, licences, secrets"
FIGURE: Final = "clean"

ROOT = Path(__file__).parent.parent.parent
_PERMISSIVE = re.compile(r"\b(0?BSD|MIT|Apache|PSFL?|Python Software Foundation|ISC|W3C|Zlib|CC0|CNRI-Python)\b")
_COPYLEFT = re.compile(r"GPL|General Public|MPL|Mozilla|EPL|EUPL|CDDL")
_NOT_IN_THE_CORE = re.compile(r"\b(MPL|Mozilla Public License) ?-?(1\.1|2\.0)\b")
_MIT = "to deal in the Software without restriction, including without limitation the rights to use, copy, modify"
_SECRETS = {
    "a private key": r"-----BEGIN [A-Z ]*PRIVATE KEY",
    "a key of AWS": r"\bAKIA[0-9A-Z]{16}\b",
    "a token of GitHub": r"\bgh[pousr]_[A-Za-z0-9]{36}|\bgithub_pat_\w{60}",
    "a token of GitLab, Slack or PyPI": r"\bglpat-[\w-]{20}|\bxox[abprs]-[\w-]{10}|\bpypi-[\w-]{50}",
    "a key of an AI service": r"\bsk-[A-Za-z0-9_-]{32}",
    "a JSON web token": r"\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.",
    "a password": r"(?i)\b(?:password|passwd|secret|api_?key|token)[\"']?\s*[:=]\s*[\"'][^\"'\s{}$<>]{8,}[\"']",
}


def run(scale: float) -> Outcome:  # noqa: ARG001 - the whole is quick
    installed, runtime = list(distributions()), set(brought_along("guanxi-graph", ("serve",)))
    licences = [fault for each in installed if (fault := licence_fault(each, runtime))]
    files = [ROOT / name for name in _tracked()]
    secrets = [found for file in files if file.is_file() for found in secrets_in(file)]
    measured = (
        f"licences of {len(installed)} libraries ({len(runtime)} at run time), secrets in {len(files)} files: "
        f"{len(licences) + len(secrets)} faults; known vulnerabilities not audited here, but in CI (`make audit`)"
    )
    return Outcome(measured, (*licences, *secrets))


def brought_along(name: str, extras: Iterable[str] = ()) -> Iterator[str]:
    """The canonical names of all that is installed with a distribution, itself among them."""
    seen: set[tuple[str, str]] = set()
    waiting = [(canonicalize_name(name), extra) for extra in ("", *extras)]
    while waiting:
        if (each := waiting.pop()) in seen:
            continue
        seen.add(each)
        for requirement in map(Requirement, distribution(each[0]).requires or ()):
            if requirement.marker is None or requirement.marker.evaluate({"extra": each[1]}):
                waiting += [(canonicalize_name(requirement.name), extra) for extra in ("", *requirement.extras)]
    yield from {found for found, _ in seen}


def licence_fault(library: Distribution, runtime: set[str]) -> str | None:
    """Why the library may not be used, or None."""
    name = library.metadata["Name"]
    in_development = canonicalize_name(name) not in runtime
    for licence in licences_of(library):
        permissive = _PERMISSIVE.search(licence) and not _COPYLEFT.search(licence)
        if not permissive and not (in_development and _NOT_IN_THE_CORE.search(licence)):
            return f"{name} has the licence {licence or 'unknown'}"
    return None


def licences_of(library: Distribution) -> list[str]:
    """The licences that hold together: of its SPDX expression, else its classifiers and the first line of its text.

    Where it says nothing, MIT if the file of its licence is that licence's text.
    """
    said = library.metadata
    if expression := said["License-Expression"]:
        return str(expression).split(" AND ")
    classifiers = [each for each in said.get_all("Classifier") or () if each.startswith("License ::")]
    first = (said["License"] or "").partition("\n")[0]
    return [" / ".join([*classifiers, first]).strip(" /") or _licence_in_its_file(library)]


def _licence_in_its_file(library: Distribution) -> str:
    files = (str(library.locate_file(file)) for file in library.files or () if Path(file).name.startswith("LICEN"))
    texts = [" ".join(Path(file).read_text("utf-8", "replace").split()) for file in files]
    return "MIT" if texts and all(_MIT in text for text in texts) else ""


def secrets_in(file: Path) -> Iterator[str]:
    text = file.read_bytes().decode("utf-8", "replace")
    for what, pattern in _SECRETS.items():
        for match in re.finditer(pattern, text):
            yield f"{file.relative_to(ROOT)}:{text.count(chr(10), 0, match.start()) + 1}: this looks like {what}"


def _tracked() -> list[str]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [name for name in listed.stdout.split("\0") if name]
