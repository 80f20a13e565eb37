"""A window of WebKit, on a screen that nobody sees, driven as W3C WebDriver has it.

Of WebDriver no more than a reader's hands and eyes: a page is opened, looked at, clicked and typed into.
"""

from __future__ import annotations

import base64
import json
import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # by which the protocol knows an element
_FIND = """const [css, words] = arguments;
return [...document.querySelectorAll(css)].find((each) => each.checkVisibility()
  && [each.textContent, each.ariaLabel, each.title, each.value].some((text) => text?.includes(words)));"""


class UnseenError(Exception):
    """What was looked for is not there, or did not happen."""


class Window:
    """One window; coordinates are in its pixels."""

    def __init__(self, driver: str) -> None:
        self.driver = driver
        self.session = ""
        capabilities = {"alwaysMatch": {"timeouts": {"script": 60_000}}}
        self.session = f"/session/{self._ask('POST', '/session', capabilities=capabilities)['sessionId']}"

    def _ask(self, method: str, path: str, **fields: Any) -> Any:
        body = json.dumps(fields).encode() if method == "POST" else None
        request = urllib.request.Request(f"{self.driver}{self.session}{path}", body, method=method)  # noqa: S310
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:  # noqa: S310 - this machine's
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise UnseenError(json.load(error)["value"]) from error

    def size(self, width: int, height: int) -> None:
        self._ask("POST", "/window/rect", width=width, height=height)

    def open(self, address: str) -> None:
        self._ask("POST", "/url", url="about:blank")  # another `#` alone would open nothing
        self._ask("POST", "/url", url=address)

    def run(self, script: str, *given: Any) -> Any:
        """The value of a function's body; a promise is waited for."""
        waited = f"const done = arguments[arguments.length - 1]; (async function () {{ {script} }})"
        waited += ".apply(null, arguments).then((value) => done({ value }), (error) => done({ error: String(error) }));"
        answer = self._ask("POST", "/execute/async", script=waited, args=list(given))
        if "error" in answer:
            raise UnseenError(answer["error"])
        return answer.get("value")

    def find(self, css: str, words: str = "") -> str:
        """What can be seen, and has these words or is called so, as soon as it is there."""
        for _ in range(100):
            if found := self.run(_FIND, css, words):
                return str(found[_ELEMENT])
            time.sleep(0.1)
        raise UnseenError(f"no {css} with {words!r}")

    def click(self, css: str, words: str = "") -> None:
        self._ask("POST", f"/element/{self.find(css, words)}/click")

    def type(self, css: str, text: str) -> None:
        self._ask("POST", f"/element/{self.find(css)}/value", text=text)

    def text(self, css: str, words: str = "") -> str:
        return str(self._ask("GET", f"/element/{self.find(css, words)}/text"))

    def enter_frame(self, css: str) -> None:
        self._ask("POST", "/frame", id={_ELEMENT: self.find(css)})

    def leave_frame(self) -> None:
        self._ask("POST", "/frame/parent")

    def wheel(self, x: int, y: int, down: int) -> None:
        turn = {"type": "scroll", "x": x, "y": y, "deltaX": 0, "deltaY": down, "duration": 0}
        self._ask("POST", "/actions", actions=[{"type": "wheel", "id": "wheel", "actions": [turn]}])

    def drag(self, x: int, y: int, by: int) -> None:
        start, *onward = ({"type": "pointerMove", "x": x + step, "y": y + step} for step in (0, by // 2, by))
        acts = [start, {"type": "pointerDown", "button": 0}, *onward, {"type": "pointerUp", "button": 0}]
        self._ask("POST", "/actions", actions=[{"type": "pointer", "id": "mouse", "actions": acts}])

    def picture(self) -> bytes:
        """What is seen, as PNG."""
        return base64.b64decode(self._ask("GET", "/screenshot"))

    def close(self) -> None:
        self._ask("DELETE", "")


@contextmanager
def window() -> Iterator[Window]:
    """WebKit as GTK has it, which Debian calls webkit2gtk-driver. It ends with the block."""
    reading, writing = os.pipe()
    with _ended(["Xvfb", "-screen", "0", "1400x1000x24", "-displayfd", str(writing)], pass_fds=(writing,)):
        display = os.read(reading, 16).decode().strip()
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        with _ended(["WebKitWebDriver", f"--port={port}"], env={**os.environ, "DISPLAY": f":{display}"}):
            shown = Window(_listening(port))
            try:
                yield shown
            finally:
                shown.close()


@contextmanager
def _ended(command: list[str], **options: Any) -> Iterator[None]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)
    try:
        yield
    finally:
        process.terminate()
        process.wait(20)


def _listening(port: int) -> str:
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            time.sleep(0.1)
        else:
            break
    return f"http://127.0.0.1:{port}"
