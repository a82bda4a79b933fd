"""Keys of scripts: drawn at random, shown once, kept on the desk as their SHA-256 alone."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple

from kg.access.clock import instant
from kg.base.audience import AUDIENCES, Audience
from kg.base.errors import UnknownIdError
from kg.base.i18n import msg
from kg.model.changes import NodeStatement, state_node
from kg.model.desk_types import Key
from kg.model.nodes import Source
from kg.model.records import Gone, NodeRow, Row
from kg.store.protocol import Store

PREFIX: Final = "cg_"
"""By which a key is recognised where it does not belong: in a file, in a log."""
SOURCE: Final = "source/desk/keys"
_IDS: Final = "key/"
_SECRET_BYTES: Final = 32
_ID_BYTES: Final = 5
_NEAREST: Final = 3
_SIMILAR: Final = 60


class UnknownKeyError(UnknownIdError):
    """No key has this id."""

    def __init__(self, id_: str, nearest: list[str]) -> None:
        # Whoever names the key itself must not find it in a log.
        super().__init__("…" if PREFIX in id_ else id_, nearest)
        if not nearest:
            self.fix = msg("See: coopgraph key list.")


@dataclass(frozen=True, slots=True)
class KnownKey:
    """What is kept of a key; ``expires`` is the last day (UTC) on which it counts.

    ``focal_point`` is whom it acts as, empty where it only reads; ``mark`` that of its mailbox when
    the key was made: with another one it counts no more.
    """

    id: str
    audience: Audience
    note: str
    digest: str = field(repr=False)
    created: str
    expires: str | None = None
    revoked: str | None = None
    focal_point: str = ""
    mark: str = field(default="", repr=False)

    def counts(self, now: datetime) -> bool:
        """Say whether the key may still be used."""
        day = now.astimezone(UTC).date().isoformat()
        return self.revoked is None and (self.expires is None or day <= self.expires[: len(day)])


def digest_of(key: str) -> str:
    """Return what is kept of a key's text: 256 random bits need no slower digest."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


class Acting(NamedTuple):
    """As whom a key acts: a focal point, and the mark of its mailbox."""

    focal_point: str
    mark: str


_ONLY_READS: Final = Acting("", "")


def make_key(
    desk: Store,
    audience: Audience,
    note: str,
    expires: str | None,
    now: datetime,
    *,
    acting: Acting = _ONLY_READS,
) -> tuple[str, KnownKey]:
    """Make a key, write down what is kept of it, and return it with its text, shown only here.

    Raises:
        StoreError: the desk cannot be written to; there is no key then.
    """
    text = PREFIX + secrets.token_urlsafe(_SECRET_BYTES)
    id_ = f"{_IDS}{secrets.token_hex(_ID_BYTES)}"
    known = KnownKey(id_, audience, note, digest_of(text), instant(now), expires, None, *acting)
    desk.apply([_source(), _statement(known)])
    return text, known


def keys_of(desk: Store) -> list[KnownKey]:
    """Return all keys ever made on a desk, in the order in which they were."""
    found = [key for _, key in known_keys(desk.nodes()) if key is not None]
    return sorted(found, key=lambda key: (key.created, key.id))


def revoke(desk: Store, id_: str, now: datetime) -> KnownKey:
    """End a key at once, for every service on this desk; one that was ended before stays so.

    Raises:
        UnknownKeyError: there is no such key; names the nearest ids.
        StoreError: the desk cannot be written to.
    """
    known = require_key(keys_of(desk), id_)
    if known.revoked is not None:
        return known
    ended = replace(known, revoked=instant(now))
    desk.apply([_statement(ended)])
    return ended


def require_key(keys: list[KnownKey], id_: str) -> KnownKey:
    """Return the key of an id.

    Raises:
        UnknownKeyError: there is none; names the nearest ids.
    """
    found = {key.id: key for key in keys}
    if id_ not in found:
        raise UnknownKeyError(id_, _nearest(id_, list(found)))
    return found[id_]


def _nearest(id_: str, ids: list[str]) -> list[str]:
    from rapidfuzz import process

    found = process.extract(id_, ids, limit=_NEAREST, score_cutoff=_SIMILAR)
    return [text for text, _, _ in found]


def _source() -> NodeStatement:
    title = {"en": "Keys made at the command line"}
    return state_node(Source(id=SOURCE, title=title), SOURCE)


def _statement(known: KnownKey) -> NodeStatement:
    key = Key(
        id=known.id,
        note=known.note,
        audience=known.audience,
        sha256=known.digest,
        created=known.created,
        expires=known.expires,
        revoked=known.revoked,
        focal_point=known.focal_point or None,
        mark=known.mark or None,
    )
    return state_node(key, SOURCE)


def known_keys(rows: Iterable[Row]) -> Iterator[tuple[str, KnownKey | None]]:
    """Yield, of rows of a desk, the ids of keys with what is kept of each; None where it went."""
    for row in rows:
        if isinstance(row, NodeRow) and row.id.startswith(_IDS):
            yield row.id, _known(row)
        elif isinstance(row, Gone) and isinstance(row.subject, str):
            yield row.subject, None


def _known(row: NodeRow) -> KnownKey | None:
    """Return the key that a row is of; None where it does not say what a key must."""
    props: dict[str, Any] = json.loads(row.body)
    audience = next((name for name in AUDIENCES if name == props.get("audience")), None)
    if audience is None or "sha256" not in props:
        return None
    return KnownKey(
        row.id,
        audience,
        props.get("note", ""),
        props["sha256"],
        props.get("created", ""),
        props.get("expires"),
        props.get("revoked"),
        props.get("focal_point", ""),
        props.get("mark", ""),
    )
