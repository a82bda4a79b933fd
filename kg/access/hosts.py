"""The names that the service answers to, and the origins that its pages have under them."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from kg.base.errors import BadOptionError
from kg.base.i18n import msg

PORTS: Final = {"http": 80, "https": 443}
LOOPBACK: Final = ("localhost", "127.0.0.1", "[::1]")
"""The names of this machine; another address of the loopback counts where it is listened on."""
_LABEL: Final = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_NAME: Final = rf"{_LABEL}(?:\.{_LABEL})*"
_ORIGIN: Final = re.compile(rf"(https?)://({_NAME}|\[[0-9a-f:.]+\])(?::([1-9][0-9]{{0,4}}))?\Z")
_MAX_PORT: Final = 65_535
_MAX_NAME: Final = 253


class BadPublicUrlError(BadOptionError):
    """The address that the service is said to have is none that its pages could have."""

    def __init__(self) -> None:
        fix = msg(
            "Write scheme and host, and nothing after them: https://knowledge.example.org "
            "(a name beyond ASCII in its form with xn--)."
        )
        # The address may hold a password: it is not repeated.
        super().__init__("COOPGRAPH_PUBLIC_URL", "…", fix)


@dataclass(frozen=True, slots=True)
class Origin:
    """Scheme, host and port (RFC 6454), in lower case; the port is always said."""

    scheme: str
    host: str
    port: int

    @property
    def secure(self) -> bool:
        """Whether readers come by TLS."""
        return self.scheme == "https"

    @property
    def loopback(self) -> bool:
        """Whether readers are on this machine."""
        return is_loopback(self.host.strip("[]"))

    @property
    def url(self) -> str:
        """The address without a slash at the end; the usual port is left out."""
        usual = PORTS[self.scheme] == self.port
        return f"{self.scheme}://{self.host}" + ("" if usual else f":{self.port}")

    def names(self) -> set[str]:
        """Return what a ``Host`` header may say for it."""
        long = f"{self.host}:{self.port}"
        return {long, self.host} if PORTS[self.scheme] == self.port else {long}


def origin_of(text: str) -> Origin | None:
    """Return the origin that a text names, None where it names none.

    >>> origin_of("https://kb.example"), origin_of("null"), origin_of("http://a@b")
    (Origin(scheme='https', host='kb.example', port=443), None, None)
    """
    found = _ORIGIN.match(text)
    if found is None or len(found[2]) > _MAX_NAME or not _is_host(found[2]):
        return None
    port = int(found[3] or PORTS[found[1]])
    return Origin(found[1], found[2], port) if port <= _MAX_PORT else None


def public_origin(text: str) -> Origin:
    """Return the origin of ``COOPGRAPH_PUBLIC_URL``.

    Raises:
        BadPublicUrlError: no scheme, a path, credentials, anything but a host.
    """
    found = origin_of(text.strip().lower().removesuffix("/"))
    if found is None:
        raise BadPublicUrlError
    return found


def is_loopback(host: str) -> bool:
    """Say whether an address to listen on, or its name, is this machine's alone.

    >>> is_loopback("::1"), is_loopback("127.0.0.2"), is_loopback("0.0.0.0"), is_loopback("")
    (True, True, False, False)
    """
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def in_url(host: str) -> str:
    """Return an address as it stands in an URL: one of IPv6 in brackets.

    >>> in_url("::1"), in_url("127.0.0.1")
    ('[::1]', '127.0.0.1')
    """
    return f"[{host}]" if ":" in host else host


@dataclass(frozen=True, slots=True)
class Hosts:
    """What a ``Host`` header may say, and the origin of the pages asked for under that name."""

    origins: Mapping[str, Origin]

    def origin(self, header: str) -> Origin | None:
        """Return the origin asked for, None where it is not ours; case does not matter."""
        return self.origins.get(header.lower())


def hosts_of(listened: str, port: int, public: Origin | None = None) -> Hosts:
    """Return the names that a service answers to.

    Args:
        listened: the address that it listens on.
        port: the port that it listens on.
        public: the origin that readers elsewhere know it by.
    """
    names = {*LOOPBACK, *([in_url(listened)] if is_loopback(listened) else [])}
    ours = [Origin("http", name, port) for name in sorted(names)]
    if public is not None:
        # A port published on this machine is another one than that listened on.
        beside = LOOPBACK if public.loopback else ()
        ours += [Origin(public.scheme, name, public.port) for name in beside]
        ours.append(public)
    return Hosts({name: origin for origin in ours for name in origin.names()})


def _is_host(host: str) -> bool:
    """Say whether a host is a name, or an address in its one usual form."""
    bare = host.strip("[]")
    numeric = host.startswith("[") or bare.rpartition(".")[2].isdigit()
    try:
        address = ipaddress.ip_address(bare) if numeric else None
        return address is None or (str(address) == bare and not address.is_unspecified)
    except ValueError:
        return False
