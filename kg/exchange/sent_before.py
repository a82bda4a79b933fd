"""What an office sent before it came back: an unchanged answer starts no new round."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from kg.exchange.moving import SOURCE
from kg.model.records import Version
from kg.store.protocol import Store

_SENT, _BACK = "proposed", "returned"


def sent_before(desk: Store, id_: str) -> list[str] | None:
    """Return the row of a submission as its office sent it last, before it was returned.

    None where it never came back.
    """
    states = [_said(version) for version in desk.history(id_)]
    if not any(said.get("state") == _BACK for said in states):
        return None
    sent = [
        now for before, now in pairwise([{}, *states])
        if now.get("state") == _SENT and before.get("state") not in {_SENT, "accepted"}
    ]  # fmt: skip
    return list(sent[-1]["row"]) if sent else None


def _said(version: Version) -> dict[str, Any]:
    own = next((said for said in version.statements if said.source == SOURCE), None)
    return dict(own.props) if own else {}
