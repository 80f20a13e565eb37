"""A web page that a browser saved as one file (MHTML, RFC 2557)."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import default

from guanxi_graph.importers.article import Article, UnreadableError
from guanxi_graph.importers.decoding import declared_in_html, decoded
from guanxi_graph.importers.web_page import article_of


def read(data: bytes, encoding: str) -> Article:
    message = message_from_bytes(data, policy=default)
    page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    if page is None:
        raise UnreadableError("no web page is in it", "save the page again, as HTML")
    body = page.get_payload(decode=True)
    html = body if isinstance(body, bytes) else b""
    text, told = decoded(html, encoding, page.get_content_charset("") or declared_in_html(html))
    return article_of(text, told, str(message.get("Snapshot-Content-Location", "")))
