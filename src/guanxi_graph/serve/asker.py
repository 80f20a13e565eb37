"""Who asks, by the address that a request comes from: the workers are shared out among them."""

from __future__ import annotations

from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

Address = IPv4Address | IPv6Address
# Bits of an IPv6 address that name a network: the others are its owner's to choose (RFC 4291 §2.5.4).
_NETWORK = 64


def address_in(text: str) -> Address | None:
    """Of ``192.0.2.1``, ``192.0.2.1:80``, ``2001:db8::1`` or ``[2001:db8::1]:80``; None of what names nobody."""
    bare = text.partition("]")[0].removeprefix("[") if text.startswith("[") else text
    bare = bare.partition(":")[0] if bare.count(":") == 1 else bare
    try:
        address = ip_address(bare)
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address


@lru_cache(maxsize=1024)
def asker_at(client: str) -> str:
    """The address, of IPv6 its network: who has one has all of its addresses, and is one asker."""
    address = address_in(client)
    if isinstance(address, IPv6Address):
        return str(IPv6Network((int(address), _NETWORK), strict=False))
    return str(address or client)
