"""The Java that Spark runs in on this machine: what it says is kept for when it fails."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from guanxi_graph.cli.common import misused, say

if TYPE_CHECKING:
    from pyspark import SparkConf

_NEEDED = "Java 17 or newer (Debian: openjdk-17-jre-headless)"
_LONGEST = 4_000  # bytes of what it said, of which the last lines tell most


class Log:
    """What Java says. It goes with the processes that write it."""

    def __init__(self) -> None:
        self.file: BinaryIO = tempfile.TemporaryFile()  # noqa: SIM115 - as long as Java lives
        self._begin = 0

    def forget(self) -> None:
        """What is said when all goes well."""
        self._begin = self._size

    def told(self) -> str:
        """The last lines. They are read without moving the place where Java writes."""
        begin = max(self._begin, self._size - _LONGEST)
        said = os.pread(self.file.fileno(), _LONGEST, begin)
        whole = said if begin == self._begin else said.partition(b"\n")[2]
        return whole.decode("utf-8", "replace").strip()

    @property
    def _size(self) -> int:
        return os.fstat(self.file.fileno()).st_size


class Java:
    """A process of Java, with the gateway by which it is talked to."""

    def __init__(self, gateway: Any, log: Log) -> None:
        self.gateway, self.log = gateway, log

    @property
    def has_ended(self) -> bool:
        return self.gateway.proc.poll() is not None


def started_java(conf: SparkConf) -> Java:
    """Ends the command where Java does not start, with what it said."""
    from pyspark.errors import PySparkRuntimeError
    from pyspark.java_gateway import launch_gateway

    if not (shutil.which("java") or "JAVA_HOME" in os.environ):
        misused(f"--engine spark needs {_NEEDED}")
    log = Log()
    try:
        gateway = launch_gateway(conf, {"stdout": log.file, "stderr": subprocess.STDOUT})  # type: ignore[no-untyped-call]
    except PySparkRuntimeError:
        say(_why_not_started(log), err=True)
        sys.exit(1)
    return Java(gateway, log)


def _why_not_started(log: Log) -> str:
    home = os.environ.get("JAVA_HOME")
    if home and not shutil.which("java", path=Path(home, "bin")):
        return f"error: JAVA_HOME is {home}, where there is no Java: let it name {_NEEDED}, or unset it"
    return f"{log.told()}\nerror: Java did not start; --engine spark needs {_NEEDED}: see what `java -version` says"
