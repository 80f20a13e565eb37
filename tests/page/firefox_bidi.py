"""Firefox for Playwright, started in the place of Firefox with its arguments, of which the first is where it stands.

Playwright asks for one command that the Firefox of Debian does not know yet, and needs a name for each download, which
it does not give. Between the two the command is told to be done, and the download is called by its address.
"""

from __future__ import annotations

import asyncio
import json
import re
import signal
import sys

from websockets.asyncio.client import ClientConnection, connect
from websockets.asyncio.server import ServerConnection, serve

LISTENING = re.compile(r"(?<=WebDriver BiDi listening on )ws://\S+")


def understood(message: str) -> str:
    """What Firefox says, as Playwright expects it."""
    if '"unknown command"' in message and "emulation.setMediaFeaturesOverride" in message:
        return json.dumps({"type": "success", "id": json.loads(message)["id"], "result": {}})
    if '"browsingContext.download' in message:
        event = json.loads(message)
        event["params"].setdefault("download", event["params"]["url"])
        return json.dumps(event)
    return message


async def ask(playwright: ServerConnection, firefox: ClientConnection) -> None:
    async for message in playwright:
        await firefox.send(message)


async def answer(firefox: ClientConnection, playwright: ServerConnection) -> None:
    async for message in firefox:
        await playwright.send(understood(str(message)))


async def main(*command: str) -> int:
    process = await asyncio.create_subprocess_exec(*command, stderr=asyncio.subprocess.PIPE)
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, process.terminate)
    address = ""

    async def relay(playwright: ServerConnection) -> None:
        path = playwright.request.path if playwright.request else ""
        async with connect(address + path, max_size=None, compression=None) as firefox:
            ways = (ask(playwright, firefox), answer(firefox, playwright))
            await asyncio.wait(map(asyncio.ensure_future, ways), return_when=asyncio.FIRST_COMPLETED)

    async with serve(relay, "127.0.0.1", 0, max_size=None, compression=None) as server:
        ours = "ws://127.0.0.1:{1}".format(*next(iter(server.sockets)).getsockname())
        while process.stderr and (line := (await process.stderr.readline()).decode()):
            if found := LISTENING.search(line):
                address = found[0]
            sys.stderr.write(LISTENING.sub(ours, line))
            sys.stderr.flush()
    return await process.wait()


if __name__ == "__main__":
    sys.exit(asyncio.run(main(*sys.argv[1:])))
