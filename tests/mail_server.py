"""A mail server on this machine alone: takes letters, or refuses, delays and drops them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from threading import Event, Thread
from typing import Any, Final, Literal, cast

from aiosmtpd.smtp import SMTP, Envelope, Session

_TAKEN: Final = "250 Taken"
_PATIENCE: Final = 30.0
Cut = Literal["before taking", "after taking"]


@dataclass
class MailServer:
    """Keeps what it takes, as it came; says otherwise where it was told to.

    ``refuses`` maps mailboxes to answers (``550 5.1.1 Nobody``), ``refuses_once`` does so for one
    letter each; ``cuts`` says when the connection of the next letters breaks off in DATA. While
    ``held`` is given, that a letter is taken is said only when it is set; ``arriving`` is set when
    one comes.
    """

    taken: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)
    refuses: dict[str, str] = field(default_factory=dict)
    refuses_once: dict[str, str] = field(default_factory=dict)
    cuts: list[Cut] = field(default_factory=list)
    held: Event | None = None
    arriving: Event = field(default_factory=Event)
    url: str = ""

    async def handle_RCPT(  # noqa: N802 (as the server calls it)
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: Any
    ) -> str:
        answer = self.refuses_once.pop(address, None) or self.refuses.get(address)
        if answer:
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 (as the server calls it)
        self, server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        cut = self.cuts.pop(0) if self.cuts else None
        if cut != "before taking":
            self._take(envelope)
        self.arriving.set()
        if self.held is not None:
            await asyncio.to_thread(self.held.wait)
        if cut:
            cast("asyncio.Transport", server.transport).abort()
        return _TAKEN

    def _take(self, envelope: Envelope) -> None:
        raw = cast("bytes", envelope.content)
        self.raw.append(raw)
        self.taken.append(message_from_bytes(raw, policy=default))
        self.recipients += envelope.rcpt_tos

    def to(self, mailbox: str) -> list[EmailMessage]:
        """Return the letters that a mailbox got."""
        return [letter for letter in self.taken if letter["To"] == mailbox]


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """Run a mail server on a port of this machine that is free."""
    found, ready = MailServer(), Event()
    stops: list[Callable[[], object]] = []

    async def serve() -> None:
        loop, stop = asyncio.get_running_loop(), asyncio.Event()
        serving = await loop.create_server(lambda: SMTP(found, loop=loop), "127.0.0.1", 0)
        found.url = f"smtp://127.0.0.1:{serving.sockets[0].getsockname()[1]}"
        stops.append(lambda: loop.call_soon_threadsafe(stop.set))
        ready.set()
        await stop.wait()
        serving.close()

    thread = Thread(target=asyncio.run, args=[serve()])
    thread.start()
    try:
        assert ready.wait(_PATIENCE)
        yield found
    finally:
        if found.held is not None:
            found.held.set()
        for stop in stops:
            stop()
        thread.join(_PATIENCE)
