"""How long the site of a large map takes, in seconds of processor time, beside a bare writing of the same files.

    python scripts/benchmark_site.py [--entities 20000]

The map is made up, with 2.5 ties an entity. The page and the data are counted; reading the map is not.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from benchmark_page import made_up
from guanxi_graph.cli.page import Told, page_of
from guanxi_graph.sites import site_files
from guanxi_graph.sites.site_folder import write_site


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--entities", type=int, default=20_000)
    gmap = made_up(parser.parse_args().entities)
    with tempfile.TemporaryDirectory() as folder:
        start = time.process_time()
        page = page_of(gmap, Told(), Path(folder)).html
        drawn = time.process_time()
        written = write_site(Path(folder) / "site", site_files(gmap, page, [], "https://example.org/"))
        done = time.process_time()
        files = [(path.name, path.read_bytes()) for path in (Path(folder) / "site").rglob("*") if path.is_file()]
        start_bare = time.process_time()
        for number, (name, body) in enumerate(files):
            place = Path(folder) / "bare" / str(number % 1000)
            place.mkdir(parents=True, exist_ok=True)
            (place / f"{number}-{len(name)}").write_bytes(body)
        bare = time.process_time() - start_bare
    size = sum(len(body) for _, body in files) / 1e6
    print(f"{written.files:,} files, {size:,.0f} MB")
    print(f"the page {drawn - start:.1f} s, the site {done - drawn:.1f} s, of which bare writing is {bare:.1f} s")


if __name__ == "__main__":
    main()
