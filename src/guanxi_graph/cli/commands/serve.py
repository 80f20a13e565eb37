"""``guanxi serve``: a map on the web, for reading."""

from __future__ import annotations

import socket
import sys
from functools import partial
from ipaddress import ip_network
from pathlib import Path
from typing import TYPE_CHECKING

import click

from guanxi_graph.addresses import ROOT_PATH
from guanxi_graph.cli.common import MapCommand, find_map, problems_reported, say
from guanxi_graph.cli.own_name import own_name

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from guanxi_graph.query.limits import Limits
    from guanxi_graph.query.pool import Pool
    from guanxi_graph.serve.proxied import Network
    from guanxi_graph.serve.served_map import Site
    from guanxi_graph.serve.server import Place


def _rooted(_: click.Context, __: click.Parameter, path: str) -> str:
    """``/maps`` of ``/maps/`` and ``maps``."""
    if not (bare := path.strip("/")):
        return ""
    if not ROOT_PATH.fullmatch(root := f"/{bare}"):
        raise click.BadParameter(f"`{path}` is not a path such as /maps")
    return root


def _networks(_: click.Context, __: click.Parameter, texts: tuple[str, ...]) -> tuple[Network, ...]:
    try:
        return tuple(ip_network(text, strict=False) for text in texts)
    except ValueError as error:
        raise click.BadParameter(f"{error}; write 127.0.0.1 or 10.0.0.0/8") from error


@click.command(cls=MapCommand)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, help="0 takes a free one.")
@click.option("--host-name", "names", multiple=True, help="A further name that it answers to; * for any. Repeatable.")
@click.option(
    "--root-path", metavar="PATH", default="", callback=_rooted, help="It is below this path of another server."
)
@click.option(
    "--trust-proxy",
    "proxies",
    metavar="ADDRESS/NET",
    multiple=True,
    callback=_networks,
    help="A proxy whose X-Forwarded-… headers, or Forwarded, count. Repeatable.",
)
@click.option("--watch", is_flag=True, help="Read the map again when its files changed; it always does on SIGHUP.")
@click.option("--cors", "origins", metavar="ORIGIN", multiple=True, help="A site whose pages may read it. Repeatable.")
@click.option("--timeout", default=10.0, show_default=True, help="Seconds that a query may take.")
@click.option("--rows", default=10_000, show_default=True, help="Rows (or triples) that an answer may have.")
@click.option("--size", default=50, show_default=True, help="MB that an answer may have.")
@click.option("--memory", default=2_000, show_default=True, help="MB that a query may take beside the data.")
@click.option(
    "--workers", default=0, help="Processes that answer queries. Default: one for each processor, at least three."
)
@click.option("--edit", is_flag=True, help="Read texts and write the map at /desk, from this machine alone.")
@click.option("--as", "by", help="Who edits. Default: git's user.name, else the name that you are logged in by.")
@click.option("-q", "--quiet", is_flag=True, help="No line for each request.")
def serve(
    map_path: Path | None,
    host: str,
    port: int,
    names: tuple[str, ...],
    origins: tuple[str, ...],
    root_path: str,
    proxies: tuple[Network, ...],
    timeout: float,
    rows: int,
    size: int,
    memory: int,
    workers: int,
    by: str | None,
    *,
    edit: bool,
    watch: bool,
    quiet: bool,
) -> None:
    """Serve a map on the web: page, SPARQL, every address, an editor.

    The page is at /, the rest at /sparql, /id/…, /ns and /query.

    It only reads, and answers to this machine alone unless told otherwise. With --edit whoever has the address that is
    printed, with its token, also writes the map's files.
    """
    from guanxi_graph.query.limits import Limits
    from guanxi_graph.query.pool import DEFAULT_SIZE

    source = find_map(map_path)
    if edit:
        _refuse_others(source, host, (*names, *origins, *proxies))
    limits = Limits(seconds=timeout, rows=rows, size=size * 1_000_000, memory=memory * 1_000_000)
    try:
        import uvicorn

        from guanxi_graph.serve.connection import Connection, most_accepted_at_once
        from guanxi_graph.serve.log import log_to_stderr
        from guanxi_graph.serve.reading_pages import is_own
        from guanxi_graph.serve.server import Place
    except ImportError as error:
        raise click.UsageError(
            f"{error.name} is missing; install it with `pip install 'guanxi-graph[serve]'`"
        ) from error
    if root_path and is_own(root_path):
        raise click.UsageError(f"--root-path {root_path} begins like an address of this server's own; choose another")
    log_to_stderr()
    place, token = Place(["127.0.0.1", "localhost", "[::1]", host, *names], origins, root_path, proxies), ""
    if edit:
        app, token = _edited(source, by, limits, workers or DEFAULT_SIZE, place, log=not quiet)
    else:
        app = _read(source, limits, workers or DEFAULT_SIZE, place, watching=watch, log=not quiet)
    config = uvicorn.Config(
        app,
        http=Connection,
        ws="none",
        backlog=most_accepted_at_once(),
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,  # it would believe whoever is on this machine
    )
    _run(uvicorn.Server(config), host, port, token)


def _refuse_others(source: Path, host: str, others: tuple[object, ...]) -> None:
    """What is edited is a folder, and by this machine alone."""
    from guanxi_graph.serve.desk.access import is_loopback

    if not is_loopback(host):
        raise click.UsageError(f"--edit is for this machine alone: --host {host} lets others in; leave --host out")
    if others:
        raise click.UsageError("--edit is for this machine alone: leave --host-name, --cors and --trust-proxy out")
    if source.is_file():
        raise click.UsageError(f"--edit writes a map's own files: name its folder, not {source}")


def _read(source: Path, limits: Limits, workers: int, place: Place, *, watching: bool, log: bool) -> ASGIApp:
    from guanxi_graph.cli.unedited import state_of
    from guanxi_graph.serve.server import application

    with problems_reported():
        return application(
            partial(_made, source, limits, workers), partial(state_of, source), place, watching=watching, log=log
        )


def _made(source: Path, limits: Limits, workers: int) -> tuple[Site, Pool]:
    """What is served of the map as it is. Raises MapError and OSError."""
    from guanxi_graph.asking import finder_of
    from guanxi_graph.cli.querying import hold
    from guanxi_graph.cli.site import site_of
    from guanxi_graph.query.pool import Pool

    held = hold(source)
    site = site_of(source, held)
    return site, Pool(held, limits, workers, finder_of(site.map))


def _edited(
    source: Path, by: str | None, limits: Limits, workers: int, place: Place, *, log: bool
) -> tuple[ASGIApp, str]:
    """With the token of the desk. The map is read when somebody asks, again after each change."""
    from guanxi_graph.cli.unedited import state_of
    from guanxi_graph.reading.folder import require_map
    from guanxi_graph.serve.desk.access import new_token
    from guanxi_graph.serve.desk.reading_desk import Desk
    from guanxi_graph.serve.server import desk_application

    with problems_reported():
        require_map(source)

    token = new_token()
    desk = Desk(source, by or own_name())
    made, state = partial(_made, source, limits, workers), partial(state_of, source)
    return desk_application(made, state, desk, token, place, log=log), token


def _run(server: object, host: str, port: int, token: str) -> None:
    """Listen, say where, and serve until Ctrl-C."""
    import uvicorn

    if not isinstance(server, uvicorn.Server):
        raise TypeError
    try:
        listening = listen(host, port)
    except OSError as error:
        say(f"error: cannot listen on {host}:{port}: {error.strerror}; choose another --port", err=True)
        sys.exit(1)
    address = f"http://{f'[{host}]' if ':' in host else host}:{listening.getsockname()[1]}"
    say(f"{address}/")
    if token:
        say(f"{address}/desk#{token}")
    server.run(sockets=[listening])


def listen(host: str, port: int) -> socket.socket:
    """A listening socket. Raises OSError.

    Its protocol is named so that asyncio sends what is written at once (TCP_NODELAY), which it does for no other
    socket: an answer is written in two parts, and the second would wait 40 ms for word of the first.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(512)
    except OSError:
        listening.close()
        raise
    return listening
