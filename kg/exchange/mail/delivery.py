"""How letters leave: through a mail server, or into a folder that somebody empties."""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, Protocol
from urllib.parse import unquote, urlsplit

from kg.base.errors import BadOptionError, CoopgraphError
from kg.base.i18n import msg
from kg.base.whole_files import replacing, writing

TIMEOUT: Final = 20.0
"""Seconds that a mail server may take for each answer."""
_ENHANCED: Final = re.compile(r"[245]\.[0-9]{1,3}\.[0-9]{1,3}(?![0-9.])")
"""A status code as RFC 3463 has it."""
_PORTS: Final = {"smtp": 587, "smtps": 465}


class MailError(CoopgraphError):
    """A letter did not leave; ``lasting``: it will not, however often it is tried.

    ``unsure``: the connection broke after all of it was handed over; nobody knows whether it was
    taken. ``answer`` is the status of the mail server, without its words: they may name somebody.
    """

    slug = "mail"
    status = 503
    title = msg("The letter was not sent")

    def __init__(
        self, why: str, *, lasting: bool, unsure: bool = False, answer: str = "unreachable"
    ) -> None:
        super().__init__(
            msg("The mail server answered: {why}", why=why),
            msg("Check COOPGRAPH_SMTP_URL and the mailbox."),
        )
        self.lasting = lasting
        self.unsure = unsure
        self.answer = answer


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
        server: _HandsOver | None = None
        try:
            server = self._connected()
            server.send_message(message)
        except smtplib.SMTPResponseException as error:
            raise _refused(error.smtp_code, error.smtp_error) from error
        except smtplib.SMTPRecipientsRefused as error:
            raise _refused(*next(iter(error.recipients.values()))) from error
        except (smtplib.SMTPException, OSError) as error:
            if server is not None and server.handing_over:
                raise MailError(str(error), lasting=False, unsure=True, answer="cut") from error
            raise MailError(str(error), lasting=False) from error
        finally:
            if server is not None:
                _say_good_bye(server)

    def _connected(self) -> _HandsOver:
        context = ssl.create_default_context()
        if self.encrypted:
            server: _HandsOver = _HandsOverByTls(
                self.host, self.port, timeout=TIMEOUT, context=context
            )
        else:
            server = _HandsOver(self.host, self.port, timeout=TIMEOUT)
        try:
            self._introduce(server, context)
        except (smtplib.SMTPException, OSError):
            server.close()
            raise
        return server

    def _introduce(self, server: smtplib.SMTP, context: ssl.SSLContext) -> None:
        server.ehlo()
        if not self.encrypted and server.has_extn("starttls"):
            server.starttls(context=context)
            server.ehlo()
        if self.user:
            server.login(self.user, self.password)


class _HandsOver(smtplib.SMTP):
    """Knows whether a letter is being handed over: if it breaks off then, it may have arrived."""

    handing_over = False

    def data(self, msg: Any) -> tuple[int, bytes]:
        self.handing_over = True
        return super().data(msg)


class _HandsOverByTls(_HandsOver, smtplib.SMTP_SSL):
    """The same, with TLS from the first byte."""


def _say_good_bye(server: smtplib.SMTP) -> None:
    """End a connection; what goes wrong now is of no letter."""
    with suppress(smtplib.SMTPException, OSError):
        server.quit()
    server.close()


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


def _refused(code: int, why: bytes | str) -> MailError:
    """Return what an answer means (RFC 5321, 4.2.1): 4xx may be tried again, 5xx is for good."""
    text = _plain(why)
    enhanced = _ENHANCED.match(text)
    answer = f"{code} {enhanced[0]}" if enhanced else str(code)
    return MailError(text, lasting=code >= 500, answer=answer)  # noqa: PLR2004


def _plain(text: bytes | str) -> str:
    return text if isinstance(text, str) else text.decode("utf-8", "replace")
