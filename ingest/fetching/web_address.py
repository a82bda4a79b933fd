"""Addresses of the web: read strictly, and named as files without tricks."""

from __future__ import annotations

import hashlib
import re
from typing import Final, NamedTuple
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit

from ingest.fetching.fetch_errors import BadAddressError
from kg.base.i18n import msg

_LONGEST: Final = 8_000
_LONGEST_NAME: Final = 100
_PORTS: Final = {"http": 80, "https": 443}
_SAFE: Final = "%/:=&?~+!$,;'@()*[]|-._"
_ODD: Final = re.compile(r"[^\w.\-]++")
_HOST: Final = re.compile(r"[a-z0-9._-]++\Z")
_DEVICES: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|\Z)", re.IGNORECASE)
"""What Windows takes for devices, whatever follows."""
_UNNAMED: Final = "download"


class WebAddress(NamedTuple):
    """An address that can be asked: its parts, and ``target``, what the host is asked for."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def url(self) -> str:
        """The address as a text, in ASCII."""
        return f"{self.scheme}://{self.authority}{self.target}"

    @property
    def authority(self) -> str:
        """The host as requests name it, with its port where that is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


def web_address(text: str, ports: frozenset[int] = frozenset(_PORTS.values())) -> WebAddress:
    """Return an address of http or https; ``ports`` are those that may be asked.

    Raises:
        BadAddressError: it is none, carries a password, or names another port.

    >>> web_address("https://example.org/a b?x=ñ#here").url
    'https://example.org/a%20b?x=%C3%B1'
    """
    text = text.strip()
    if len(text) > _LONGEST or not text.isprintable():
        raise BadAddressError(text[:80], msg("it is too long or holds control characters."))
    parts, port = _split(text)
    if parts.scheme not in _PORTS:
        raise BadAddressError(text, msg("it is no address of http or https."))
    if parts.username is not None or parts.password is not None:
        raise BadAddressError(parts.hostname or "", msg("it carries a name or password."))
    port = _PORTS[parts.scheme] if port is None else port
    if port not in ports:
        raise BadAddressError(text, msg("port {port} is not asked.", port=port))
    query = f"?{quote(parts.query, _SAFE)}" if parts.query else ""
    target = (quote(parts.path, _SAFE) or "/") + query
    return WebAddress(parts.scheme, _host(text, parts), port, target)


def _split(text: str) -> tuple[SplitResult, int | None]:
    try:
        return urlsplit(text), urlsplit(text).port
    except ValueError as error:
        raise BadAddressError(text, msg("it cannot be read.")) from error


def _host(text: str, parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    if ":" in host:
        return host
    try:
        host = host.encode("idna").decode() if not host.isascii() else host
    except UnicodeError:
        host = ""
    if _HOST.match(host) is None:
        raise BadAddressError(text, msg("it names no host."))
    return host


def followed(address: WebAddress, location: str, ports: frozenset[int]) -> WebAddress:
    """Return where an answer sends on to.

    Raises:
        BadAddressError: as ``web_address``.
    """
    try:
        joined = urljoin(address.url, location)
    except ValueError as error:
        raise BadAddressError(location, msg("it cannot be read.")) from error
    return web_address(joined, ports)


def file_name(address: WebAddress) -> str:
    """Return what a file from an address is called: one plain name, whatever the address says.

    Different queries have different names.

    >>> file_name(web_address("https://example.org/a/..%2f..%2fetc/passwd"))
    'passwd'
    >>> file_name(web_address("https://example.org/q.xml?country_code=HN"))
    'q-58f9e5be.xml'
    """
    path, _, query = address.target.partition("?")
    last = unquote(path).replace("\\", "/").rstrip("/").rpartition("/")[2]
    name = _ODD.sub("_", last).strip("._-") or _UNNAMED
    if _DEVICES.match(name):
        name = f"_{name}"
    stem, dot, suffix = name.rpartition(".") if "." in name else (name, "", "")
    if query:
        stem = f"{stem}-{hashlib.sha256(query.encode()).hexdigest()[:8]}"
    return f"{stem[-_LONGEST_NAME:]}{dot}{suffix[:20]}"
