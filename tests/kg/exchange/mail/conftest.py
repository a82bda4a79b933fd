"""A real mail server on this machine, and how letters leave through it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kg.exchange.mail.delivery import Mail
from tests.kg.exchange.conftest import desk, desk_url
from tests.kg.exchange.mail.sent import mail_through
from tests.mail_server import MailServer, mail_server

__all__ = ["desk", "desk_url"]


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as found:
        yield found


@pytest.fixture
def mail(server: MailServer) -> Mail:
    return mail_through(server)
