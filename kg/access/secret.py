"""The secret that all services of one desk share: drawn once, kept there, shown to nobody."""

from __future__ import annotations

import secrets
from typing import Final

from kg.base.errors import ConflictError
from kg.model.changes import state_node
from kg.model.desk_types import Secret
from kg.model.nodes import Source
from kg.store.protocol import Store

SOURCE: Final = "source/desk/services"
TAGS: Final = "secret/tags"
"""With this one the marks are made by which answers and places in lists are known outside."""
_BYTES: Final = 32


def shared_secret(desk: Store, id_: str = TAGS) -> bytes:
    """Return a secret of the desk; whoever asks first draws it.

    Raises:
        StoreError: the desk cannot be read, or the secret is not there and it cannot be written.
    """
    return _known(desk, id_) or _drawn(desk, id_)


def _known(desk: Store, id_: str) -> bytes | None:
    record = desk.get([id_]).get(id_)
    values = [s.props.get("value") for s in record.statements] if record else []
    return next((bytes.fromhex(value) for value in values if isinstance(value, str)), None)


def _drawn(desk: Store, id_: str) -> bytes:
    drawn = secrets.token_bytes(_BYTES)
    source = Source(id=SOURCE, title={"en": "Services of this desk"})
    said = [state_node(source, SOURCE), state_node(Secret(id=id_, value=drawn.hex()), SOURCE)]
    try:
        desk.apply(said, expect={id_: ""})
    except ConflictError:
        # Another service was faster: all of them use what lies on the desk.
        return _known(desk, id_) or drawn
    return drawn
