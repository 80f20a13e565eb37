"""Who is one asker: workers are shared out among them."""

from __future__ import annotations

import pytest

from guanxi_graph.serve.asker import asker_at


@pytest.mark.parametrize(
    ("one", "other", "are_one"),
    [
        ("2001:db8:0:1::1", "2001:db8:0:1:ffff:ffff:ffff:ffff", True),
        ("2001:db8:0:1::1", "2001:db8:0:2::1", False),
        ("fe80::1%eth0", "fe80::2", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),  # IPv4 by a socket of IPv6
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
        ("/run/socket", "/run/other", False),
    ],
)
def test_a_network_of_ipv6_is_one(one: str, other: str, *, are_one: bool) -> None:
    assert (asker_at(one) == asker_at(other)) is are_one
