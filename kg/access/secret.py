"""Secrets that all services of one desk share: drawn once, kept there, shown to nobody, changed."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta
from typing import Final

from kg.access.clock import instant, utc_now
from kg.access.signing import Signer
from kg.base.errors import ConflictError
from kg.model.changes import state_node
from kg.model.desk_types import Secret
from kg.model.nodes import Source
from kg.store.protocol import Store

SOURCE: Final = "source/desk/services"
TAGS: Final = "secret/tags"
"""With this one the marks are made by which answers and places in lists are known outside."""
_BYTES: Final = 32
_NOW: Final = timedelta(0)


def shared_secret(desk: Store, id_: str = TAGS) -> bytes:
    """Return a secret of the desk; whoever asks first draws it.

    Raises:
        StoreError: the desk cannot be read, or the secret is not there and it cannot be written.
    """
    return bytes.fromhex(_shared(desk, id_).value or "")


def shared_signer(desk: Store, id_: str, now: datetime | None = None) -> Signer:
    """Return what signs with a secret of the desk, and still knows what the one before signed.

    Raises:
        StoreError: as ``shared_secret``.
    """
    found, at = _shared(desk, id_), now or utc_now()
    return Signer(bytes.fromhex(found.value or ""), _former(found, at))


def change_secret(desk: Store, id_: str, now: datetime, lasts: timedelta = _NOW) -> datetime:
    """Draw a secret anew; what the one before signed counts for as long as ``lasts``.

    Return until when it does. One that was kept from an earlier change counts no more.

    Raises:
        ConflictError: somebody else changes it too.
        StoreError: the desk cannot be written to.
    """
    record = desk.get([id_]).get(id_)
    found, until = _known(desk, id_), now + lasts
    made = Secret(id=id_, value=_random())
    if found is not None and lasts:
        made = made.model_copy(update={"former": found.value, "former_until": instant(until)})
    _write(desk, made, record.token if record else "")
    return until


def _shared(desk: Store, id_: str) -> Secret:
    return _known(desk, id_) or _drawn(desk, id_)


def _known(desk: Store, id_: str) -> Secret | None:
    record = desk.get([id_]).get(id_)
    said = (s.props for s in record.statements) if record else ()
    return next(
        (Secret.model_validate({"id": id_, **props}) for props in said if props.get("value")), None
    )


def _drawn(desk: Store, id_: str) -> Secret:
    drawn = Secret(id=id_, value=_random())
    try:
        _write(desk, drawn, "")
    except ConflictError:
        # Another service was faster: all of them use what lies on the desk.
        return _known(desk, id_) or drawn
    return drawn


def _write(desk: Store, secret: Secret, token: str) -> None:
    source = Source(id=SOURCE, title={"en": "Services of this desk"})
    said = [state_node(source, SOURCE), state_node(secret, SOURCE)]
    desk.apply(said, expect={secret.id: token})


def _former(secret: Secret, now: datetime) -> tuple[bytes, ...]:
    if secret.former is None or secret.former_until is None:
        return ()
    until = datetime.fromisoformat(secret.former_until)
    return (bytes.fromhex(secret.former),) if now.astimezone(UTC) < until else ()


def _random() -> str:
    return secrets.token_bytes(_BYTES).hex()
