"""Letters of these tests: to whom they go, and how they leave."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from kg.exchange.mail.delivery import Mail, post_of
from kg.exchange.mail.sending import Outgoing
from kg.exchange.moving import begin, move, new_id, seen_record
from kg.model.desk_types import FocalPoint
from kg.store.protocol import Store
from tests.kg.exchange.people import NOW, SECRETARIAT
from tests.mail_server import MailServer

ADDRESS: Final = "https://coopgraph.example.org"
ISLAND: Final = "cooperation@xaa.example"


def mail_through(server: MailServer) -> Mail:
    return Mail(post_of(server.url, Path("none")), "exchange@example.org", ADDRESS)


def active(desk: Store, mailbox: str = ISLAND, **fields: Any) -> FocalPoint:
    """Invite a focal point and verify it."""
    said = {"role": "authority", "office": "unit/xaa-cooperation", "lang": "es", **fields}
    new = FocalPoint.model_validate({"id": new_id(FocalPoint), "mailbox": mailbox, **said})
    begin(desk, new, "invite", SECRETARIAT, NOW)
    seen = seen_record(desk, FocalPoint, new.id, SECRETARIAT)
    return move(desk, seen, "verify", SECRETARIAT, NOW, verified=NOW.date().isoformat())


def outgoing(to: FocalPoint, **fields: Any) -> Outgoing:
    said = {"kind": "test", "subject": "Agua", "parts": ["Agua para todos", f"{ADDRESS}/es/desk"]}
    return Outgoing(to=to, **{**said, **fields})
