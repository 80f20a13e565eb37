"""On a page, a place in a source that is an address leads there."""

from __future__ import annotations

CLAIMS = """\
- {subject: wang-xing, relation: knows, object: ma-huateng, sources: ["asprec-2012 https://example.org/scan?p=9&q=1"]}
- {subject: wang-xing, relation: friendOf, object: ma-huateng, sources: ["asprec-2012 javascript:alert(1)"]}
"""


def test_only_an_address_of_the_web_is_a_link(serve, write_map):
    server = serve(write_map({"claims/more.yaml": CLAIMS}))
    page = server.get("/id/wang-xing", "text/html").text
    address = "https://example.org/scan?p=9&amp;q=1"
    assert f'<a href="{address}" rel="external">{address}</a>' in page
    assert "javascript:alert(1)" in page
    assert 'href="javascript' not in page
