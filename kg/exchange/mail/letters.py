"""Letters as messages: plain text in the language of an office, nothing of any person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid
from typing import Final, NamedTuple

from kg.base.i18n import Message, msg

_POLICY: Final = SMTP.clone(max_line_length=998)
"""Under the usual one long links are broken into pieces, and do not lead anywhere."""
_DOMAIN: Final = "coopgraph.invalid"
"""Of which a message is numbered: nobody's, so that it tells nothing of the machine."""


class Address(NamedTuple):
    """To whom a letter goes, from whom it comes, in which language."""

    to: str
    sender: str
    lang: str


def letter(
    address: Address, subject: Message, parts: Sequence[Message | str], now: datetime
) -> EmailMessage:
    """Return a letter whose paragraphs are ``parts``; a text is left as it is, such as a link.

    Raises:
        ValueError: an address that no mail can be sent to.
    """
    message = EmailMessage(policy=_POLICY)
    message["From"] = address.sender
    message["To"] = address.to
    message["Subject"] = subject.text(address.lang)
    message["Date"] = format_datetime(now)
    message["Message-ID"] = make_msgid(domain=_DOMAIN)
    # Nobody answers a machine, and no machine answers this one (RFC 3834).
    message["Auto-Submitted"] = "auto-generated"
    texts = [part if isinstance(part, str) else part.text(address.lang) for part in parts]
    message.set_content("\n\n".join(texts) + "\n")
    # Afterwards: with a content all that was said of one before goes.
    message["Content-Language"] = address.lang
    return message


def sign_in_letter(address: Address, office: str, link: str, now: datetime) -> EmailMessage:
    """Return the letter with which an office signs in.

    Raises:
        ValueError: as ``letter``.
    """
    asked = msg(
        "Somebody asked to sign in as {office}. If it was you, open this page:", office=office
    )
    explained = msg(
        "It shows a button, counts once and for twenty minutes. If it was not you, nothing has to "
        "be done: without the page nobody signs in."
    )
    subject = msg("Sign in to coopgraph: {office}", office=office)
    return letter(address, subject, [asked, link, explained], now)
