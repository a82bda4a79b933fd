"""Which hosts are asked: public ones alone, by the address that is really connected to."""

from __future__ import annotations

import ipaddress
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from ingest.fetching.fetch_errors import BlockedAddressError, UnreachableError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_MOST: Final = 8
"""Addresses of one host that are tried."""

# Special-purpose address registries of IANA (RFC 6890 and what followed it): whatever this version
# of Python knows of them.
_SPECIAL_4: Final = tuple(map(ipaddress.IPv4Network, (
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
    "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24",
    "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
    "224.0.0.0/4", "240.0.0.0/4",
)))  # fmt: skip
_SPECIAL_6: Final = tuple(map(ipaddress.IPv6Network, (
    "::/8", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
    "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
)))  # fmt: skip
"""Among them all that carry an address of version 4 inside: mapped, compatible, 6to4, Teredo."""
_NAT64: Final = ipaddress.IPv6Network("64:ff9b::/96")
"""How networks without version 4 reach it: the address inside counts."""


def is_public(address: Address) -> bool:
    """Say whether an address is one of the public net.

    >>> [is_public(ipaddress.ip_address(text)) for text in ("9.9.9.9", "10.1.1.1", "::1")]
    [True, False, False]
    """
    if isinstance(address, ipaddress.IPv4Address):
        return address.is_global and not any(address in network for network in _SPECIAL_4)
    if address in _NAT64:
        return is_public(ipaddress.IPv4Address(address.packed[-4:]))
    return address.is_global and not any(address in network for network in _SPECIAL_6)


def _resolved(host: str, port: int) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(place[4][0]) for place in found]


@dataclass(frozen=True, slots=True)
class Reach:
    """Who may be asked, on which ports; tests name a server of their own, nobody else does.

    Attributes:
        ports: those of addresses that name one.
        allows: whether an address may be connected to.
        resolve: host and port to addresses.
        tls: what certificates are checked with.
    """

    ports: frozenset[int] = frozenset({80, 443})
    allows: Callable[[Address], bool] = is_public
    resolve: Callable[[str, int], list[str]] = _resolved
    tls: Callable[[], ssl.SSLContext] = ssl.create_default_context

    def connected(self, host: str, port: int, seconds: float) -> socket.socket:
        """Return a socket to a host whose address was checked: resolved once, never again.

        Raises:
            BlockedAddressError: it has no address that may be asked.
            UnreachableError: it has none at all, or does not answer.
            OSError: the connection failed; another try may succeed.
        """
        found = self._allowed(host, port)
        for place, address in enumerate(found):
            try:
                return _opened(address, port, seconds)
            except OSError:
                if place == len(found) - 1:
                    raise
        raise UnreachableError(host, "no address")

    def _allowed(self, host: str, port: int) -> list[Address]:
        found = [ipaddress.ip_address(text) for text in self._named(host, port)]
        allowed = [address for address in found if self.allows(address)]
        if found and not allowed:
            raise BlockedAddressError(host, str(found[0]))
        return allowed

    def _named(self, host: str, port: int) -> list[str]:
        """Return the addresses of a host as texts, each once, without what names an interface."""
        try:
            found = self.resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise UnreachableError(host, reason(error)) from error
        return list(dict.fromkeys(text.partition("%")[0] for text in found))[:_MOST]


def _opened(address: Address, port: int, seconds: float) -> socket.socket:
    family = socket.AF_INET if address.version == 4 else socket.AF_INET6  # noqa: PLR2004
    opened = socket.socket(family, socket.SOCK_STREAM)
    try:
        opened.settimeout(seconds)
        opened.connect((str(address), port))
    except BaseException:
        opened.close()
        raise
    return opened


def reason(error: Exception) -> str:
    """Return why the system or a library says that it failed, in one line of its words."""
    text = error.strerror if isinstance(error, OSError) else ""
    return " ".join((text or str(error) or type(error).__name__).split())
