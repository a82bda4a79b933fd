"""How letters leave: through a mail server, or into a folder that somebody empties."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import EmailMessage
from hashlib import sha256
from pathlib import Path
from typing import Final, Protocol
from urllib.parse import unquote, urlsplit

from kg.base.errors import BadOptionError, CoopgraphError
from kg.base.i18n import msg
from kg.base.whole_files import replacing, writing

TIMEOUT: Final = 20.0
"""Seconds that a mail server may take for each answer."""
_PORTS: Final = {"smtp": 587, "smtps": 465}


class MailError(CoopgraphError):
    """A letter did not leave; ``lasting``: it will not, however often it is tried."""

    slug = "mail"
    status = 503
    title = msg("The letter was not sent")

    def __init__(self, why: str, *, lasting: bool) -> None:
        super().__init__(
            msg("The mail server answered: {why}", why=why),
            msg("Check COOPGRAPH_SMTP_URL and the mailbox."),
        )
        self.lasting = lasting


class Post(Protocol):
    """Takes letters away."""

    def send(self, message: EmailMessage) -> None:
        """Send a letter.

        Raises:
            MailError: it did not leave.
        """


@dataclass(frozen=True, slots=True)
class Mail:
    """How letters leave, from whom they come, where links in them lead, and who is told of these.

    ``address`` is that of the service as it was configured, never as somebody asked for it.
    ``told`` is for a laptop on which nobody reads mail: it prints links at its terminal.
    """

    post: Post
    sender: str
    address: str
    told: Callable[[str], None] | None = None


@dataclass(frozen=True, slots=True)
class Outbox:
    """A folder of .eml files, which nobody else can read."""

    folder: Path

    def send(self, message: EmailMessage) -> None:
        """Write a letter into the folder; the same letter twice is one file.

        Raises:
            BadFileError: the folder cannot be written to.
        """
        with writing(self.folder):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        name = sha256(str(message["Message-ID"]).encode()).hexdigest()[:24]
        with replacing(self.folder / f"{name}.eml", "board") as file:
            file.write(message.as_bytes())


@dataclass(frozen=True, slots=True)
class MailServer:
    """A mail server: by ``smtp`` with STARTTLS where it offers it, by ``smtps`` with TLS alone."""

    host: str
    port: int
    encrypted: bool = False
    user: str = ""
    password: str = field(default="", repr=False)

    def send(self, message: EmailMessage) -> None:
        """Send a letter.

        Raises:
            MailError: the server does not take it, or cannot be reached.
        """
        try:
            with self._connected() as server:
                server.send_message(message)
        except smtplib.SMTPResponseException as error:
            raise MailError(
                _plain(error.smtp_error), lasting=_is_lasting(error.smtp_code)
            ) from error
        except smtplib.SMTPRecipientsRefused as error:
            code, why = next(iter(error.recipients.values()))
            raise MailError(_plain(why), lasting=_is_lasting(code)) from error
        except (smtplib.SMTPException, OSError) as error:
            raise MailError(str(error), lasting=False) from error

    def _connected(self) -> smtplib.SMTP:
        context = ssl.create_default_context()
        if self.encrypted:
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                self.host, self.port, timeout=TIMEOUT, context=context
            )
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=TIMEOUT)
            server.ehlo()
            if server.has_extn("starttls"):
                server.starttls(context=context)
                server.ehlo()
        if self.user:
            server.login(self.user, self.password)
        return server


def post_of(url: str, outbox: Path) -> Post:
    """Return how letters leave: through the server of an address, without one into a folder.

    Raises:
        BadOptionError: the address is none of a mail server.
    """
    if not url:
        return Outbox(outbox)
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        port = None
    if parts.scheme not in _PORTS or not parts.hostname or parts.path.strip("/"):
        fix = msg("Write {form}.", form="smtp://user:password@mail.example.org:587")
        # The address may hold a password: it is not repeated.
        raise BadOptionError("COOPGRAPH_SMTP_URL", "…", fix)
    return MailServer(
        parts.hostname,
        port or _PORTS[parts.scheme],
        parts.scheme == "smtps",
        unquote(parts.username or ""),
        unquote(parts.password or ""),
    )


def _is_lasting(code: int) -> bool:
    """Say whether an answer is for good (RFC 5321, 4.2.1): 4xx may be tried again."""
    return code >= 500  # noqa: PLR2004


def _plain(text: bytes | str) -> str:
    return text if isinstance(text, str) else text.decode("utf-8", "replace")
