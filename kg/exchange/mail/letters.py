"""Letters as messages: plain text in the language of an office, nothing of any person."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid
from typing import Final, NamedTuple
from unicodedata import category

from kg.base.i18n import Message, msg

_POLICY: Final = SMTP.clone(max_line_length=998)
"""Under the usual one long links are broken into pieces, and do not lead anywhere."""
_DOMAIN: Final = "coopgraph.invalid"
"""Of which a message is numbered: nobody's, so that it tells nothing of the machine."""


LONGEST_LINE: Final = 200
"""Characters of a subject or a title in a letter: what a reader sees of one."""
_BREAKS: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""Unicode's categories of controls and line breaks; marks of direction (Cf) are left out."""
_NUMBERED: Final = re.compile(rf"<([0-9a-f]{{16}})\.([0-9]{{1,2}})@{re.escape(_DOMAIN)}>")


class Address(NamedTuple):
    """To whom a letter goes, from whom it comes, in which language."""

    to: str
    sender: str
    lang: str


class Attachment(NamedTuple):
    """A file that comes with a letter; ``kind`` is its media type."""

    name: str
    content: bytes
    kind: str


@dataclass(frozen=True, slots=True)
class Extras:
    """What some letters have besides: the same as HTML, an address at which one click stops it.

    And files.
    """

    html: str | None = None
    stop: str | None = None
    files: tuple[Attachment, ...] = ()


NO_EXTRAS: Final = Extras()


def letter(
    address: Address,
    subject: Message | str,
    parts: Sequence[Message | str],
    now: datetime,
    *,
    number: str | None = None,
    extras: Extras = NO_EXTRAS,
) -> EmailMessage:
    """Return a letter whose paragraphs are ``parts``; a text is left as it is, such as a link.

    ``number`` is by what it is known when it comes back; one at random where there is none.

    Raises:
        ValueError: an address that no mail can be sent to.
    """
    message = EmailMessage(policy=_POLICY)
    message["From"] = address.sender
    message["To"] = address.to
    if len(message["To"].addresses) != 1:
        raise ValueError
    message["Subject"] = one_line(_text(subject, address.lang))
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{number}@{_DOMAIN}>" if number else make_msgid(domain=_DOMAIN)
    # Nobody answers a machine, and no machine answers this one (RFC 3834).
    message["Auto-Submitted"] = "auto-generated"
    if extras.stop:
        message["List-Unsubscribe"] = f"<{extras.stop}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content("\n\n".join(_text(part, address.lang) for part in parts) + "\n")
    if extras.html:
        message.add_alternative(extras.html, subtype="html")
    for file in extras.files:
        kind, _, subkind = file.kind.partition("/")
        message.add_attachment(file.content, kind, subkind, filename=file.name)
    # Afterwards: with a content all that was said of one before goes.
    message["Content-Language"] = address.lang
    return message


def number_in(message_id: str) -> tuple[str, str] | None:
    """Return which letter, and which attempt at it, goes by a Message-ID; None: it is not ours.

    >>> number_in("<0123456789abcdef.2@coopgraph.invalid>")
    ('0123456789abcdef', '2')
    """
    found = _NUMBERED.fullmatch(message_id.strip())
    return (found[1], found[2]) if found else None


def one_line(text: str, most: int = LONGEST_LINE) -> str:
    r"""Return a text that comes from elsewhere as one line, of no great length.

    >>> one_line("Agua\r\nBcc: all@example.org")
    'Agua Bcc: all@example.org'
    """
    seen = "".join(" " if category(c) in _BREAKS else c for c in text if category(c) != "Cf")
    line = " ".join(seen.split())
    return line if len(line) <= most else f"{line[:most]}…"


def _text(part: Message | str, lang: str) -> str:
    return part if isinstance(part, str) else part.text(lang)


def sign_in_letter(
    address: Address, office: str, link: str, now: datetime, name: str
) -> EmailMessage:
    """Return the letter with which an office signs in to the pages of this ``name``.

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
    subject = msg("Sign in to {name}: {office}", name=name, office=office)
    return letter(address, subject, [asked, link, explained], now)
