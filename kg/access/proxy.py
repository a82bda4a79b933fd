"""A proxy that is trusted to say who asks: by where it connects from and by a secret."""

from __future__ import annotations

import hmac
import ipaddress
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from kg.base.errors import BadFileError, BadOptionError, WrongUseError
from kg.base.i18n import msg

SETTING: Final = "COOPGRAPH_TRUST_PROXY"
FILE_SETTING: Final = "COOPGRAPH_TRUST_PROXY_SECRET_FILE"
_MAX_SECRET: Final = 1024
_VISIBLE: Final = re.compile(rb"[!-~]+(?: [!-~]+)*")
"""What a header can carry as it is."""

_MAPPED: Final = 96
"""Bits before the address of IPv4 in one that is mapped (::ffff:10.0.0.1)."""

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class HalfTrustError(WrongUseError):
    """One of the two settings of a trusted proxy is missing."""

    slug = "half-trust"
    title = msg("A trusted proxy needs two settings")

    def __init__(self, missing: str) -> None:
        super().__init__(
            msg("{missing} is not set, and one does not go without the other.", missing=missing),
            msg("Set {one} and {other}, or neither.", one=SETTING, other=FILE_SETTING),
        )


@dataclass(frozen=True, slots=True)
class TrustedProxy:
    """Whose headers count: connections from ``peers`` that also bring the secret."""

    peers: tuple[Network, ...]
    secret: bytes = field(repr=False)

    def is_peer(self, address: str | None) -> bool:
        """Say whether a connection comes from the proxy; one without address never does."""
        found = _address(address or "")
        return found is not None and any(found in network for network in self.peers)

    def knows(self, secret: bytes) -> bool:
        """Say whether this is the secret, in a time that does not tell how much of it is right."""
        return hmac.compare_digest(secret, self.secret)


def trusted_proxy(peers: str, file: str) -> TrustedProxy | None:
    """Return the proxy that the two settings name, None where neither is set.

    Raises:
        HalfTrustError: only one of them is.
        BadOptionError, BadFileError: addresses that are none; a secret that cannot be read or used.
    """
    networks = networks_of(peers)
    if not networks and not file:
        return None
    if not networks or not file:
        raise HalfTrustError(FILE_SETTING if networks else SETTING)
    return TrustedProxy(networks, secret_in(Path(file)))


def networks_of(text: str) -> tuple[Network, ...]:
    """Return addresses and networks (CIDR), separated by commas or spaces.

    Raises:
        BadOptionError: one of them is neither.

    >>> networks_of("10.0.0.0/8, ::1")
    (IPv4Network('10.0.0.0/8'), IPv6Network('::1/128'))
    """
    return tuple(_network(word) for word in text.replace(",", " ").split())


def secret_in(path: Path) -> bytes:
    """Return the secret that a file holds: its one line.

    Raises:
        BadFileError: it cannot be read, is empty, or holds what a header cannot carry.
    """
    try:
        # Of a pipe nobody knows whether anything will come.
        if not path.is_file():
            raise _bad_file(path)
        with path.open("rb") as opened:
            secret = opened.read(_MAX_SECRET + 1).rstrip(b"\r\n")
    except (OSError, ValueError):
        raise _bad_file(path) from None
    if len(secret) > _MAX_SECRET or not _VISIBLE.fullmatch(secret):
        raise _bad_file(path)
    return secret


def _bad_file(path: Path) -> BadFileError:
    why = msg("it holds no secret that can be read.")
    fix = msg(
        "Write one line of visible characters into it (openssl rand -hex 32), and let the service "
        "read it."
    )
    return BadFileError(str(path), why, fix)


def _network(word: str) -> Network:
    try:
        return _plain(ipaddress.ip_network(word))
    except ValueError:
        fix = msg("Name addresses or networks: 127.0.0.1, 10.0.0.0/8, ::1.")
        raise BadOptionError(SETTING, word, fix) from None


def _plain(network: Network) -> Network:
    """Return a network of mapped addresses as one of IPv4, as ``_address`` does with peers."""
    if isinstance(network, ipaddress.IPv4Network):
        return network
    mapped = network.network_address.ipv4_mapped
    inside = mapped is not None and network.prefixlen >= _MAPPED
    return ipaddress.ip_network(f"{mapped}/{network.prefixlen - _MAPPED}") if inside else network


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        found = ipaddress.ip_address(text)
    except ValueError:
        return None
    # A socket that serves both families names peers of the older one by mapped addresses.
    mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return mapped or found
