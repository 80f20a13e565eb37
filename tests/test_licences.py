"""Which licences let a text be kept, and how a licence is written in RDF."""

from __future__ import annotations

import pytest

from guanxi_graph.licences import is_open, licence_iri, licence_of
from guanxi_graph.model import Source


@pytest.mark.parametrize(
    ("licence", "may_be_kept"),
    [
        ("CC-BY-4.0", True),
        ("CC-BY-SA-3.0", True),
        ("CC0-1.0", True),
        ("https://creativecommons.org/licenses/by/4.0/", True),
        ("https://creativecommons.org/licenses/by-sa/4.0/deed.zh-hans", True),
        ("https://creativecommons.org/publicdomain/zero/1.0/", True),
        ("https://spdx.org/licenses/OGL-UK-3.0", True),
        ("CC-BY-NC-4.0", False),
        ("CC-BY-ND-4.0", False),
        ("https://creativecommons.org/licenses/by-nc-sa/4.0/", False),
        ("https://example.org/licenses/by/4.0/", False),
        ("LicenseRef-all-rights-reserved", False),
        ("", False),
    ],
)
def test_only_an_open_licence_lets_a_text_be_kept(licence, may_be_kept):
    assert is_open(licence) is may_be_kept


def test_an_identifier_and_its_address_are_one():
    assert licence_iri("CC-BY-4.0") == "https://spdx.org/licenses/CC-BY-4.0"
    assert licence_of("https://spdx.org/licenses/CC-BY-4.0") == "CC-BY-4.0"
    assert Source(id="a", title="A", licence="https://spdx.org/licenses/MIT") == Source(
        id="a", title="A", licence="MIT"
    )
    other = "https://creativecommons.org/licenses/by/4.0/"
    assert licence_of(licence_iri(other)) == other
