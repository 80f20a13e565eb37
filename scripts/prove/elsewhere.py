"""A SPARQL server that is not ours, on this machine: Oxigraph's own, from PyPI."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen


@contextmanager
def oxigraph() -> Iterator[str]:
    """Its address, while it runs; what it is given is kept in memory only."""
    program = shutil.which("oxigraph", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if not program:
        raise RuntimeError("there is no program oxigraph; the dev extra installs it")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen([program, "serve", "-b", f"127.0.0.1:{port}"], stderr=subprocess.DEVNULL)
    try:
        yield _ready(f"http://127.0.0.1:{port}")
    finally:
        process.terminate()
        process.wait()


def _ready(url: str) -> str:
    for _ in range(200):
        try:
            urlopen(f"{url}/query?query=ASK%7B%7D").close()  # noqa: S310
            break
        except OSError:
            time.sleep(0.05)
    return url
