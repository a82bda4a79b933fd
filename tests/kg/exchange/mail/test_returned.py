"""Letters that come back: only what names a letter of ours and says it failed counts."""

from __future__ import annotations

from datetime import timedelta
from email import message_from_bytes
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.base.errors import BadFileError
from kg.exchange.mail.delivery import Mail
from kg.exchange.mail.returned import MOST, Returned, note_returned, read_returned
from kg.exchange.mail.sending import send_once
from kg.exchange.moving import seen_record
from kg.model.desk_types import FocalPoint, Notice
from kg.store.protocol import Store
from tests.kg.exchange.mail.sent import active, outgoing
from tests.kg.exchange.people import NOW, SECRETARIAT
from tests.mail_server import MailServer

REPORT: Final = """From: MAILER-DAEMON@mx.example.org
To: exchange@example.org
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

--B
Content-Type: text/plain; charset=us-ascii

I am sorry to have to inform you ...

--B
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org
Arrival-Date: Sun, 29 Nov 2026 12:00:00 +0000

Final-Recipient: rfc822; cooperation@xaa.example
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 User unknown

--B
Content-Type: KIND

MESSAGE-ID: <0123456789abcdef.1@coopgraph.invalid>
Subject: Agua

--B--
"""


def report(kind: str = "text/rfc822-headers") -> str:
    return REPORT.replace("KIND", kind).replace("MESSAGE-ID", "Message-ID")


@pytest.mark.parametrize("kind", ["text/rfc822-headers", "message/rfc822"])
def test_a_notification_says_which_letter_came_back(kind: str) -> None:
    found = read_returned(report(kind).encode())
    assert found == Returned("0123456789abcdef", "5.1.1")


OTHERS: Final = {
    "it may arrive yet": ("Action: failed", "Action: delayed"),
    "it arrived": ("Action: failed", "Action: delivered"),
    "not for good": ("Status: 5.1.1", "Status: 4.2.2"),
    "no status": ("Status: 5.1.1", "Status: 5"),
    "of another service": ("coopgraph.invalid", "example.org"),
    "no letter": ("Message-ID:", "X-Other:"),
    "two letters": ("Message-ID:", "Message-ID: <x@y>\nMessage-ID:"),
    "no report": ("multipart/report", "multipart/mixed"),
    "another report": ("delivery-status;", "disposition-notification;"),
    "no status part": ("message/delivery-status", "text/plain"),
    "an id that is none": ("0123456789abcdef", "0123456789abcdeX"),
    "two recipients": (
        "\n--B\nContent-Type: text/rfc822",
        "\nAction: failed\nStatus: 5.0.0\n\n--B\nContent-Type: text/rfc822",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", OTHERS)
def test_anything_else_counts_for_nothing(what: str) -> None:
    was, now = OTHERS[what]
    text = report()
    assert was in text
    with pytest.raises(BadFileError):
        read_returned(text.replace(was, now).encode())


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00" * 100,
        b"x" * (MOST + 1),
        b"Content-Type: multipart/report; report-type*=delivery-status\r\n\r\n",
        b'Content-Type: multipart/report; boundary="B"; report-type="\xff"\r\n\r\n--B\r\n',
        b"".join(
            b'Content-Type: multipart/report; report-type=delivery-status; boundary="%d"\n\n--%d\n'
            % (n, n)
            for n in range(9000)
        ),
    ],
    ids=["empty", "zeros", "large", "encoded parameter", "bytes", "nested"],
)
def test_hostile_mail_is_refused(raw: bytes) -> None:
    with pytest.raises(BadFileError):
        read_returned(raw)


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(at=st.integers(0, len(REPORT)), cut=st.integers(0, 40), added=st.binary(max_size=20))
def test_a_report_that_was_altered_is_read_or_refused(at: int, cut: int, added: bytes) -> None:
    raw = report().encode()
    try:
        found = read_returned(raw[:at] + added + raw[at + cut :])
    except BadFileError:
        return
    assert len(found.number) == 16
    assert found.status.startswith("5.")


def test_it_is_noted_once_on_the_letter_and_the_focal_point(
    desk: Store, mail: Mail, server: MailServer
) -> None:
    to = active(desk)
    sent = send_once(desk, mail, outgoing(to), NOW)
    assert sent is not None
    number = str(message_from_bytes(server.raw[0])["Message-ID"])
    raw = report().replace("<0123456789abcdef.1@coopgraph.invalid>", number).encode()
    returned, later = read_returned(raw), NOW + timedelta(days=2)
    done = note_returned(desk, returned, later)
    assert done is not None
    assert (done.state, done.answer) == ("bounced", "5.1.1")
    assert seen_record(desk, FocalPoint, to.id, SECRETARIAT).record.bounced == "2026-12-01"
    assert note_returned(desk, returned, later) is None
    assert seen_record(desk, Notice, sent.id, SECRETARIAT).record.state == "bounced"


def test_of_a_letter_that_we_do_not_know_nothing_is_noted(desk: Store) -> None:
    revision = desk.revision()
    assert note_returned(desk, Returned("0123456789abcdef", "5.1.1"), NOW) is None
    assert desk.revision() == revision
