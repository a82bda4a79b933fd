"""Letters that come back later: a delivery status notification (RFC 3464), read strictly.

What is mailed to the sender's mailbox may come from anybody: only one that names a letter of ours,
by a number that nobody else was told, and says that it failed for good, counts for anything.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import datetime
from email import message_from_bytes
from email.message import Message
from email.policy import compat32
from typing import Final, NamedTuple

from kg.base.errors import BadFileError, ConflictError, UnknownIdError
from kg.base.i18n import msg
from kg.exchange.mail.letters import number_in
from kg.exchange.mail.sending import note_bounce
from kg.exchange.moving import move, seen_record
from kg.exchange.parties import CLOCK
from kg.model.desk_types import Notice
from kg.store.protocol import Store

MOST: Final = 1_000_000
"""Bytes of a notification."""
_STATUS: Final = re.compile(r"5\.[0-9]{1,3}\.[0-9]{1,3}(?![0-9.])")
_FAILED: Final = "failed"
_LETTER: Final = ("message/rfc822", "text/rfc822-headers")


class Returned(NamedTuple):
    """Which letter came back: its number, and the status for which it did."""

    number: str
    status: str


def read_returned(raw: bytes, name: str = "-") -> Returned:
    """Return which letter of ours a notification says has failed for good.

    Raises:
        BadFileError: it is no such notification, of another letter, or of one that may arrive yet.
    """
    if len(raw) > MOST:
        raise BadFileError(name, msg("it is larger than {n} bytes.", n=MOST), _FIX)
    try:
        found = _returned(message_from_bytes(raw, policy=compat32))
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        # What the parser of mail makes of hostile mail is not ours to trust.
        found = None
    if found is None:
        why = msg("it is no notification that a letter of this service failed for good.")
        raise BadFileError(name, why, _FIX)
    return found


def note_returned(desk: Store, returned: Returned, now: datetime) -> Notice | None:
    """Note that a letter came back; None where it is not ours, or that is known already.

    Raises:
        StoreError: the desk cannot be written to.
    """
    with suppress(UnknownIdError, ConflictError):
        seen = seen_record(desk, Notice, f"{Notice.prefix}/{returned.number}", CLOCK)
        if seen.record.state in {"queued", "sent"}:
            note_bounce(desk, seen.record.focal_point or "", now)
            return move(desk, seen, "bounce", CLOCK, now, answer=returned.status)
    return None


_FIX: Final = msg("Name a file that holds one message as the mail server sent it back.")


def _returned(message: Message) -> Returned | None:
    if message.get_content_type() != "multipart/report":
        return None
    if str(message.get_param("report-type", "")).lower() != "delivery-status":
        return None
    parts = message.get_payload()
    if not isinstance(parts, list) or len(parts) != 3:  # noqa: PLR2004 (RFC 3462)
        return None
    _words, status, letter = parts
    failed = _failed(status) if isinstance(status, Message) else None
    number = _number(letter) if isinstance(letter, Message) else None
    return Returned(number, failed) if failed and number else None


def _failed(part: Message) -> str | None:
    """Return the status of the one recipient, where it is said to have failed for good."""
    groups = part.get_payload()
    if part.get_content_type() != "message/delivery-status" or not isinstance(groups, list):
        return None
    # The first group is of the message, each other one of a recipient: ours have one.
    recipients = [group for group in groups[1:] if isinstance(group, Message) and group.keys()]
    if len(recipients) != 1:
        return None
    action = str(recipients[0].get("Action", "")).strip().lower()
    status = _STATUS.match(str(recipients[0].get("Status", "")).strip())
    return status[0] if status and action == _FAILED else None


def _number(part: Message) -> str | None:
    """Return the number of the letter that came back; nothing else of it is looked at."""
    if part.get_content_type() not in _LETTER:
        return None
    inner = part.get_payload()
    if isinstance(inner, list):
        headers = inner[0] if len(inner) == 1 else None
    else:
        headers = message_from_bytes(str(inner).encode(), policy=compat32)
    ids = headers.get_all("Message-ID", []) if isinstance(headers, Message) else []
    found = number_in(str(ids[0])) if len(ids) == 1 else None
    return found[0] if found else None
