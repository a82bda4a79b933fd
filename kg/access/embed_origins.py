"""Sites that may show pictures of this service: the origins that its setting names."""

from __future__ import annotations

import re
from typing import Final

from kg.access.hosts import Origin, origin_of
from kg.base.errors import BadOptionError
from kg.base.i18n import msg

SETTING: Final = "COOPGRAPH_EMBED_ORIGINS"
MOST: Final = 100
"""So many sites are named at most: all of them stand in a header of every picture."""
_AFTER_HOST: Final = re.compile(r"[/?#]")
_BETWEEN: Final = re.compile(r"[\s,]+")
_SHOWN: Final = 100


class BadEmbedOriginError(BadOptionError):
    """What should be the origin of a site is none that a browser could compare."""

    def __init__(self, text: str) -> None:
        fix = msg(
            "Write scheme and host of each site and nothing after them, with commas between: "
            "https://www.example.org, https://news.example.org (http on this machine alone)."
        )
        super().__init__(SETTING, text[:_SHOWN], fix)


class ManyEmbedOriginsError(BadOptionError):
    """More sites are named than a header can hold."""

    def __init__(self, count: int) -> None:
        super().__init__(SETTING, count, msg("Name at most {most} sites.", most=MOST))


def embed_origins(text: str) -> tuple[str, ...]:
    """Return the origins that the setting names, each once, in its order; none where it is empty.

    >>> embed_origins("https://www.Example.org/, http://localhost:8080")
    ('https://www.example.org', 'http://localhost:8080')

    Raises:
        BadEmbedOriginError: one is no origin, or comes without TLS from elsewhere.
        ManyEmbedOriginsError: there are too many.
    """
    named = [part for part in _BETWEEN.split(text) if part]
    if len(named) > MOST:
        raise ManyEmbedOriginsError(len(named))
    return tuple(dict.fromkeys(_origin(part) for part in named))


def site_origin(text: str) -> str | None:
    """Return the origin of the address of a site, None where it is none that may show pictures.

    >>> site_origin("https://www.example.org/news?x=1"), site_origin("ftp://a")
    ('https://www.example.org', None)
    """
    scheme, mark, rest = text.strip().lower().partition("://")
    host = _AFTER_HOST.split(rest, maxsplit=1)[0]
    found = origin_of(f"{scheme}://{host}") if mark else None
    return found.url if found is not None and _may_be_named(found) else None


def _origin(text: str) -> str:
    found = origin_of(text.lower().removesuffix("/"))
    if found is None or not _may_be_named(found):
        raise BadEmbedOriginError(text)
    return found.url


def _may_be_named(origin: Origin) -> bool:
    """Say whether a site is read by TLS, or on this machine: else others could put theirs there."""
    return origin.secure or origin.loopback
