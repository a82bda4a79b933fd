"""From the address of a store to a server, a user and a database."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final
from urllib.parse import SplitResult, unquote, urlsplit

from kg.base.errors import BadOptionError
from kg.base.i18n import msg
from kg.store.addresses import SERVERS

FORM: Final = "neo4j://user:password@host:port/database"
DEFAULT_USER: Final = "neo4j"
DEFAULT_DATABASE: Final = "neo4j"


@dataclass(frozen=True, slots=True)
class Address:
    """Where a database is and who asks; ``shown`` is the address without the password."""

    uri: str
    user: str
    password: str = field(repr=False)
    database: str
    shown: str


def address_of(url: str, password: str | None = None) -> Address:
    """Return what ``neo4j://user:password@host:port/database`` says.

    User, password and database may be left out; ``password`` goes where the address has none.

    >>> address_of("neo4j://ann:s3cret@127.0.0.1:7687").shown
    'neo4j://ann@127.0.0.1:7687'

    Raises:
        BadOptionError: the address has another form.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise _bad(url) from None
    if parts.scheme not in SERVERS or not parts.hostname or "/" in parts.path[1:]:
        raise _bad(url)
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    place = f"{host}:{port}" if port else host
    query = f"?{parts.query}" if parts.query else ""
    return Address(
        uri=f"{parts.scheme}://{place}{query}",
        user=unquote(parts.username or "") or DEFAULT_USER,
        password=unquote(parts.password or "") or password or "",
        database=unquote(parts.path[1:]) or DEFAULT_DATABASE,
        shown=_shown(parts, place),
    )


def _shown(parts: SplitResult, place: str) -> str:
    user = f"{parts.username}@" if parts.username else ""
    return f"{parts.scheme}://{user}{place}{parts.path.rstrip('/')}"


def _bad(url: str) -> BadOptionError:
    # The address may hold a password: only what stands before it is repeated.
    shown = f"{url.partition('://')[0]}://…"
    return BadOptionError("--store", shown, msg("Use {form}.", form=FORM))
