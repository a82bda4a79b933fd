"""A real mail server on this machine, how letters leave through it, and rounds of letters."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from kg.base.audience import Audience
from kg.exchange.mail.delivery import Mail
from kg.exchange.mail.rounds import Round
from kg.graph.build import snapshot_of
from kg.graph.view import View
from kg.store.protocol import Store
from tests.kg.exchange.conftest import desk, desk_url
from tests.kg.exchange.mail.rounds_of import Played
from tests.kg.exchange.mail.sent import mail_through
from tests.kg.exchange.people import NOW
from tests.mail_server import MailServer, mail_server

__all__ = ["desk", "desk_url"]


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as found:
        yield found


@pytest.fixture
def mail(server: MailServer) -> Mail:
    return mail_through(server)


@pytest.fixture(scope="session")
def starter_views(starter_store: Store) -> dict[Audience, View]:
    """The starter knowledge with the examples, as each audience reads it."""
    audiences: tuple[Audience, ...] = ("public", "states", "board")
    return {a: View(snapshot_of(starter_store, a), date(2026, 11, 29)) for a in audiences}


@pytest.fixture
def played(desk: Store, mail: Mail, starter_views: dict[Audience, View]) -> Played:
    return Played(Round(desk, mail, NOW, starter_views.__getitem__))
