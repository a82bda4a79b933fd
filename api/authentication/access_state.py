"""What one running service knows about access: its secret, its sessions, the tries at its code."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from threading import Lock
from typing import Final

from starlette.requests import Request

from api.authentication.access_desk import Desk
from api.authentication.access_settings import AccessSettings
from kg.access.clock import Clock
from kg.access.entry_code import Entry
from kg.access.forms import Forms
from kg.access.hosts import Origin
from kg.access.sessions import Sessions
from kg.access.signing import Signer
from kg.exchange.mail.prompt_letters import PromptLetters

_LOG: Final = logging.getLogger("coopgraph.access")
_QUIET: Final = timedelta(minutes=1)
_ORIGIN: Final = "coopgraph.origin"


class Access:
    """Made with the application and gone with it: no session outlives the service."""

    def __init__(self, settings: AccessSettings) -> None:
        signer = Signer(settings.session_secret)
        clock = settings.clock
        self.settings = settings
        self.marks = Signer(settings.secret)
        self.desk = Desk(settings.desk, settings.desk_password, clock)
        ended = self.desk if settings.shared else None
        self.sessions = Sessions(signer, clock, ended, self.marks)
        self.forms = Forms(signer, clock)
        self.letters = PromptLetters()
        self.entry = Entry(settings.code, clock, self.desk.once if settings.shared else None)
        self.ignored = Ignored(clock)

    def close(self) -> None:
        """Let go of what is open."""
        self.desk.close()


class Ignored:
    """Tells the log that headers of a proxy were not believed, once a minute at the most."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = Lock()
        self._again: datetime | None = None
        self._kept_back = 0

    def tell(self, peer: str, why: str) -> None:
        """Write down who was not believed and why; what the headers said is never written."""
        with self._lock:
            now = self._clock()
            if self._again is not None and now < self._again:
                self._kept_back += 1
                return
            more, self._kept_back, self._again = self._kept_back, 0, now + _QUIET
        _LOG.warning(
            "X-Coopgraph headers from %s are ignored: %s (%d more since the last such line)",
            ascii(peer), why, more,
        )  # fmt: skip


def access_of(request: Request) -> Access:
    """Return what the running service knows about access."""
    access: Access = request.app.state.access
    return access


def settle_origin(request: Request, origin: Origin) -> None:
    """Keep under which of our origins a request came."""
    request.scope[_ORIGIN] = origin


def our_origin(request: Request) -> Origin:
    """Return the origin that the page has from which a request to us may come."""
    origin: Origin = request.scope[_ORIGIN]
    return origin
