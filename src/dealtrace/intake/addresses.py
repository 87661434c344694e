"""Which hosts and addresses may be fetched from: the public internet, and nothing else.

A report's address comes from outside. Without these checks it could make Dealtrace read a router's
page, a database's port or a cloud machine's credentials and print them as news.
"""

from __future__ import annotations

import ipaddress
import re
import socket
import threading
from collections.abc import Callable

from dealtrace.intake.refusal import Refused

Resolver = Callable[[str, float], list[str]]
"""A host name and the seconds it may take, to all its addresses; OSError if it has none."""

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_LOCAL_NAMES = re.compile(
    r"(?:^|\.)(?:localhost|localdomain|local|internal|intranet|lan|home|corp|private|home\.arpa|"
    r"in-addr\.arpa|ip6\.arpa|test|invalid|onion)$"
)
# 127.1, 2130706433, 0177.0.0.1, 0x7f000001: what the C library takes for an address.
_ODD_ADDRESS = re.compile(r"(?:(?:0x[\da-f]*|\d+)\.){0,3}(?:0x[\da-f]*|\d+)")
_PLAIN_ADDRESS = re.compile(r"(?:(?:0|[1-9]\d{0,2})\.){3}(?:0|[1-9]\d{0,2})")
# Public in form, yet answered by the cloud's own machinery (Azure's wire server).
_METADATA = frozenset({ipaddress.ip_address("168.63.129.16")})
# IPv6 ranges that carry an IPv4 address or are meant for one site: NAT64, 6to4, Teredo, site-local.
_CARRIERS = tuple(
    ipaddress.ip_network(net)
    for net in ("64:ff9b::/32", "2002::/16", "2001::/32", "fec0::/10", "::/96", "192.88.99.0/24")
)


def refuse_host(host: str) -> None:
    """Raise :class:`Refused` for a name or an odd spelling of an address that is not public."""
    name = host.rstrip(".").lower()
    if not name or "%" in name:
        raise Refused("names no host")
    if ":" in name or _PLAIN_ADDRESS.fullmatch(name):
        refuse_address(name)
    elif _ODD_ADDRESS.fullmatch(name):
        raise Refused(f"writes an address in an unusual way ({host}): refused")
    elif "." not in name or _LOCAL_NAMES.search(name):
        raise Refused(f"is on a private network ({host}): only public addresses are read")


def refuse_address(text: str) -> None:
    """Raise :class:`Refused` unless ``text`` is an address of the public internet."""
    try:
        address: _Address = ipaddress.ip_address(text.split("%")[0])
    except ValueError:
        raise Refused(f"leads to something that is no address ({text})") from None
    if not _public(address):
        raise Refused(f"leads to a private or reserved address ({text}): only public ones are read")


def _public(address: _Address) -> bool:
    mapped = getattr(address, "ipv4_mapped", None)
    if mapped is not None:
        return _public(mapped)
    return (
        address.is_global
        and not (address.is_multicast or address.is_reserved or address.is_unspecified)
        and not any(address in net for net in _CARRIERS if net.version == address.version)
        and address not in _METADATA
    )


def resolve(host: str, seconds: float) -> list[str]:
    """All addresses of a host by the system's resolver, in its order, within ``seconds``.

    Raises OSError if the name is unknown, :class:`Refused` if the answer takes too long.
    """
    found: list[str] = []
    failure: list[OSError] = []

    def look_up() -> None:
        try:
            answers = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
            found.extend(str(answer[4][0]) for answer in answers)
        except OSError as error:
            failure.append(error)

    thread = threading.Thread(target=look_up, daemon=True)  # getaddrinfo itself knows no time limit
    thread.start()
    thread.join(seconds)
    if failure:
        raise failure[0]
    if not found:
        raise Refused("cannot be reached: its name is not resolved in time")
    return list(dict.fromkeys(found))
