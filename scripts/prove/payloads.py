"""Texts that mean harm to whoever shows them: a browser, a template, a terminal, a spreadsheet.

``{url}`` is an address that must never be asked; ``HIT`` a script that must never run.
"""

from __future__ import annotations

HIT = "window.hit=1"

_ELEMENTS = (
    "<script>{hit}</script>",
    "</script><script>{hit}</script>",
    "<ScRiPt>{hit}</sCrIpT>",
    "<script src={url}a.js></script>",
    "<!--<script>{hit}</script>-->",
    "--><script>{hit}</script>",
    "]]><script>{hit}</script>",
    "</title><script>{hit}</script>",
    "</style><script>{hit}</script>",
    "</textarea><script>{hit}</script>",
    "</template><script>{hit}</script>",
    "<img src=x onerror={hit}>",
    "<img src={url}b.png>",
    "<img srcset={url}c.png>",
    "<image href={url}d.png>",
    '"><img src=x onerror={hit}>',
    "'><img src=x onerror={hit}>",
    "<svg onload={hit}>",
    "<svg><script>{hit}</script></svg>",
    "<svg><animate onbegin={hit} attributeName=x dur=1s>",
    "<svg><use href={url}e.svg#x>",
    "<math><mtext><script>{hit}</script></mtext></math>",
    "<body onload={hit}>",
    "<iframe src={url}f.html></iframe>",
    '<iframe srcdoc="<script>parent.{hit}</script>"></iframe>',
    "<object data={url}g.html></object>",
    "<embed src={url}h.html>",
    "<video src={url}i.mp4 autoplay onerror={hit}></video>",
    "<audio src={url}j.mp3 autoplay onerror={hit}></audio>",
    "<link rel=stylesheet href={url}k.css>",
    "<link rel=preload as=image href={url}l.png>",
    "<meta http-equiv=refresh content='0;url={url}m'>",
    "<base href={url}>",
    "<form action={url}n><input autofocus onfocus={hit}></form>",
    "<button formaction=javascript:{hit} autofocus onfocus={hit}>x</button>",
    "<details open ontoggle={hit}>x</details>",
    "<marquee onstart={hit}>x</marquee>",
    "<style>@import url({url}o.css);</style>",
    "<p style='background:url({url}p.png)'>x",
    "<a href=javascript:{hit}>x</a>",
    "<template><script>{hit}</script></template>",
    "<noscript><p title='</noscript><img src=x onerror={hit}>'>",
    "<xmp><script>{hit}</script></xmp>",
    "<plaintext>",
    "<!DOCTYPE x [<!ENTITY y SYSTEM '{url}q'>]><x>&y;</x>",
    "<?xml version='1.0'?><script>{hit}</script>",
    "&lt;script&gt;{hit}&lt;/script&gt;",
    "&#60;img src=x onerror={hit}&#62;",
)
_ATTRIBUTES = (
    '" onmouseover="{hit}" x="',
    "' autofocus onfocus='{hit}' x='",
    "` onmouseover=`{hit}`",
    "x onfocus={hit} autofocus",
)
_SCRIPTS = (
    "';{hit};//",
    '";{hit};//',
    "\\';{hit};//",
    "\\u003cscript\\u003e{hit}\\u003c/script\\u003e",
    "${{{hit}}}",
    "`;{hit};`",
    "__proto__",
    "constructor",
    "toString",
    "*/{hit}/*",
)
_ADDRESSES = (
    "javascript:{hit}",
    "JaVaScRiPt:{hit}",
    " javascript:{hit}",
    "data:text/html,<script>{hit}</script>",
    "vbscript:{hit}",
    "//127.0.0.1/x",
    "{url}r",
    "[x](javascript:{hit})",
    "![x]({url}s.png)",
)
_TEMPLATES = (
    "{{{{ 7*191 }}}}",
    "{{% include '/etc/passwd' %}}",
    "{{{{ ''.__class__.__mro__ }}}}",
    "{{# comment",
    "%(x)s %n {{0}} {{x!r}}",
    "$(id) `id` ; rm -rf /",
)
_MARKUP = ("[red]x[/red]", "[link={url}t]x[/link]", "[/]", "[bold", ":warning:", "\\[x]")
_FORMULAS = (
    "=1+1",
    '=HYPERLINK("{url}u","x")',
    '=WEBSERVICE("{url}v")',
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-1+1",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1)",
    "＝1+1",
    '"=1+1"',
    ";=1+1",
)
_QUERIES = ('"@en . <a:a> <a:b> <a:c> . "', '""" . <a:a> <a:b> <a:c> . """', "\\", "x\\", "' OR 1=1 --", "> . <a:a>")

# What nobody sees, or a terminal obeys. No map may hold it.
HIDDEN = {
    "sets the title of a terminal": "x\x1b]0;owned\x07y",
    "clears a terminal": "x\x1b[2Jy",
    "hides text": "x\x1b[8my\x1b[0m",
    "a link of a terminal": "x\x1b]8;;http://127.0.0.1/\x1b\\y\x1b]8;;\x1b\\",
    "eight-bit control": "x\x9b2Jy",
    "device attributes": "x\x1b[cy",
    "backspaces": "secret\x08\x08\x08\x08\x08\x08public",
    "a carriage return": "secret\rpublic",
    "a bell": "x\x07y",
    "a null": "x\x00y",
    "delete": "x\x7fy",
    "a tab": "\t=1+1",
    "right to left override": "x\u202egpj.exe",
    "right to left isolate": "x\u2067y\u2069",
    "left to right mark": "x\u200ey",
    "zero-width space": "x\u200by",
    "a soft hyphen": "x\u00ady",
    "byte order mark": "x\ufeffy",
    "line separator": "x\u2028y",
    "invisible times": "x\u2062y",
    "interlinear annotation": "x\ufff9y\ufffby",
}


def visible(url: str) -> list[str]:
    """The payloads that a map may hold: they are only text."""
    kinds = (_ELEMENTS, _ATTRIBUTES, _SCRIPTS, _ADDRESSES, _TEMPLATES, _MARKUP, _FORMULAS, _QUERIES)
    return [text.format(url=url, hit=HIT) for kind in kinds for text in kind]


def file_name(payload: str) -> str:
    """The payload as the name of a file, as far as a file may be named so."""
    kept = payload.replace("/", "∕").replace("\0", "").encode("utf-8", "surrogateescape")[:200]
    return kept.decode("utf-8", "ignore").lstrip(".") or "x"
