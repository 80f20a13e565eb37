"""Lighthouse on a page that is built, served on this machine as a host on the web would: packed, with its length.

Prints each run and the median; its network and processor are simulated, and what else runs here costs points.
Needs node and Chromium. CHROME_PATH names the browser.

usage: scripts/benchmark_lighthouse.py FILE … [--runs 5] [--form mobile|desktop] [--plain]
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import shutil
import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

LIGHTHOUSE = "lighthouse@12.8.2"
BROWSER = "--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update"
CATEGORIES = ("performance", "accessibility", "seo")
TIMES = ("first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift")


@contextmanager
def served(page: bytes, *, packed: bool) -> Iterator[str]:
    """The address of a server that gives the page, whatever is asked."""
    body = gzip.compress(page, 6, mtime=0) if packed else page

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = self.path == "/"
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body) if found else 0))
            if packed and found:
                self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            self.wfile.write(body if found else b"")

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()


def audited(address: str, form: str) -> dict[str, float]:
    """The scores of one run, 0 to 100, and its times in milliseconds; the layout shift in thousandths."""
    asked = [f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={BROWSER}", "--output=json", "--quiet"]
    asked += ["--preset=desktop"] if form == "desktop" else []
    command = ["npx", "--yes", LIGHTHOUSE, address, *asked]
    found = shutil.which("chromium") or shutil.which("google-chrome") or ""
    environment = {"CHROME_PATH": found, **os.environ}
    report = json.loads(subprocess.run(command, check=True, capture_output=True, env=environment).stdout)
    scores = {name: 100 * report["categories"][name]["score"] for name in CATEGORIES}
    times = {name: report["audits"][name]["numericValue"] for name in TIMES}
    return scores | times | {TIMES[-1]: 1000 * times[TIMES[-1]]}


def told(values: dict[str, float]) -> str:
    return ", ".join(f"{name} {value:.0f}" for name, value in values.items())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--runs", type=int, default=5, help="of each page, in turn (default: 5)")
    parser.add_argument("--form", choices=("mobile", "desktop"), default="mobile")
    parser.add_argument("--plain", action="store_true", help="serve it unpacked")
    options = parser.parse_args()
    runs: dict[Path, list[dict[str, float]]] = {page: [] for page in options.pages}
    for _ in range(options.runs):
        for page, done in runs.items():
            with served(page.read_bytes(), packed=not options.plain) as address:
                done.append(audited(address, options.form))
            print(f"{page}: {told(done[-1])}", flush=True)
    for page, done in runs.items():
        print(f"{page}, median: {told({name: statistics.median(each[name] for each in done) for name in done[0]})}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
