"""The same map is built under other hash seeds, locales, time zones and Pythons."""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from outcome import Outcome
from pythons import python_of

PROMISE = "the same map under 5 hash seeds, four locales, two time zones, and the Pythons at hand"
FIGURE = "identical bytes of all that is built and exported"

_ROOT = Path(__file__).parents[2]
_SEEDS = ("0", "1", "2", "3", "4294967295")
_LOCALES = ("C", "POSIX", "C.UTF-8", "zh_CN.GB18030")
_ZONES = ("Asia/Shanghai", "America/Los_Angeles")
_OWN = f"{sys.version_info.major}.{sys.version_info.minor}"
_VERSIONS = ("3.11", "3.12", "3.13", "3.14")
_EXPORTS = ("turtle", "ntriples", "rdfxml", "jsonld", "context", "shacl", "void")
_SCRIPT = """
import json, sys
from guanxi_graph.cli import main
for arguments in json.loads(sys.argv[1]):
    main(arguments, standalone_mode=False)
"""

Digests = Mapping[str, str]


def run(scale: float) -> Outcome:
    """At small scales every n-th surrounding, and only the Pythons that have the libraries already."""
    around = list(itertools.product(_SEEDS, _LOCALES, _ZONES))[:: max(1, round(0.2 / scale))]
    with tempfile.TemporaryDirectory(prefix="guanxi-prove-") as place:
        first = _built(Path(place), sys.executable, *around[0])
        faults = [
            f"{seed}, {locale}, {zone}: {fault}"
            for seed, locale, zone in around[1:]
            for fault in _different(first, _built(Path(place), sys.executable, seed, locale, zone))
        ]
        pythons = {version: python_of(version, Path(place) / version if scale >= 1 else None) for version in _VERSIONS}
        faults += [
            f"{version}: {fault}"
            for version, python in pythons.items()
            if python and version != _OWN
            for fault in _different(first, _built(Path(place), python, *around[-1]))
        ]
    said = (version if python else f"{version} not at hand" for version, python in pythons.items())
    return Outcome(f"{len(first)} files in {len(around)} surroundings; Python {', '.join(said)}", tuple(faults))


def _built(place: Path, python: str, seed: str, locale: str, zone: str) -> Digests:
    """The digests of all files that are made of the shipped map, by name; the error of a run that failed."""
    folder, out = place / "map", place / "out"
    for left in (folder, out):
        shutil.rmtree(left, ignore_errors=True)
    shutil.copytree(_ROOT / "graph", folder, ignore=shutil.ignore_patterns("export", "ontology.ttl"))
    commands = [["build", str(folder), "-o", str(out)]]
    commands += [["export", str(folder), "-f", form, "-o", str(out / form)] for form in _EXPORTS]
    commands += [["export", str(folder), "--rdf", "1.2", "-o", str(out / "rdf12")]]
    commands += [["infer", "-m", str(folder), "--out", str(out / "inferred.yaml")]]
    settings = {"PYTHONHASHSEED": seed, "LC_ALL": locale, "LANG": locale, "TZ": zone}
    settings |= {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}  # the locale as it is; one that is not there is C
    variables = {**os.environ, **settings, "PYTHONPATH": str(_ROOT / "src"), "GUANXI_CACHE": str(place / "cache")}
    ran = subprocess.run(
        [python, "-c", _SCRIPT, json.dumps(commands)], env=variables, capture_output=True, text=True, check=False
    )
    if ran.returncode:
        return {"no file": ran.stderr[-300:]}
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(out.iterdir())}


def _different(first: Digests, other: Digests) -> Iterator[str]:
    if "no file" in other:
        yield other["no file"]
    else:
        yield from (f"{name} differs" for name in sorted({*first, *other}) if first.get(name) != other.get(name))
