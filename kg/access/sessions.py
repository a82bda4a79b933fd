"""Sessions of people: of readers thirty minutes, of offices a working day, unless they sign out."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import Final, Protocol

from kg.access.clock import Clock
from kg.access.signing import Signer, same
from kg.base.audience import AUDIENCES, Audience

LASTS: Final = timedelta(minutes=30)
OFFICE_LASTS: Final = timedelta(hours=8)
_KIND: Final = "session"
_SPEAKER: Final = "speaker"
_BEFORE_MARK: Final = "."
_STANDING: Final = "standing"
_STANDING_FORM: Final = "standing-form"


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who entered: at which audience they read, and the token that their forms carry.

    ``focal_point`` is who they act as, empty for readers, ``mark`` that of its mailbox.
    ``standing``: nobody began it and no cookie holds it; each request shows anew who acts.
    """

    id: str
    audience: Audience
    token: str = field(repr=False)
    until: datetime
    focal_point: str = ""
    mark: str = field(default="", repr=False)
    standing: bool = False


class Ended(Protocol):
    """Where several processes note which sessions were ended."""

    def once(self, name: str, until: datetime) -> bool:
        """Note a name until some time."""

    def spent(self, name: str) -> bool:
        """Say whether a name was noted."""


class Sessions:
    """The sessions of one service; what a reader holds is signed, only signing out is remembered.

    Here, or where ``ended`` notes it for all processes. With ``marks``, which other services of the
    same desk have too, forms say who was signed in when they were made. The id is drawn here at
    each entry, so that no visitor can have chosen it.
    """

    def __init__(
        self,
        signer: Signer,
        clock: Clock,
        ended: Ended | None = None,
        marks: Signer | None = None,
    ) -> None:
        self._signer = signer
        self._marks = marks or signer
        self._clock = clock
        self._shared = ended
        self._lock = Lock()
        self._ended: dict[str, datetime] = {}

    def begin(self, audience: Audience, focal_point: str = "", mark: str = "") -> str:
        """Return the token of a new session: of a reader, or of a focal point and its mailbox."""
        lasts = OFFICE_LASTS if focal_point else LASTS
        until = (self._clock() + lasts).replace(microsecond=0)
        facts = {
            "who": focal_point,
            "mark": mark,
            "id": secrets.token_urlsafe(16),
            "audience": audience,
            "token": f"{secrets.token_urlsafe(16)}{self._speaker(focal_point)}",
            "end": until.isoformat(),
        }
        return self._signer.seal(_KIND, facts, until)

    def standing(self, audience: Audience, focal_point: str, mark: str) -> Session:
        """Return the session of a focal point that each request names: by a key, or by a proxy.

        It is the same while this service runs, so that a page can carry a token that nobody else
        can make, and that a form from elsewhere does not bring.
        """
        name = f"{focal_point} {mark}"
        id_, token = (self._signer.mark(kind, name) for kind in (_STANDING, _STANDING_FORM))
        until = self._clock() + OFFICE_LASTS
        return Session(id_, audience, token, until, focal_point, mark, standing=True)

    def find(self, token: str) -> Session | None:
        """Return the session of a token; None where it is not ours, is over, or was ended.

        Raises:
            StoreError: it cannot be asked whether it was ended.
        """
        facts = self._signer.facts(_KIND, token, self._clock())
        if facts is None or self._is_ended(facts["id"]):
            return None
        audience = next(name for name in AUDIENCES if name == facts["audience"])
        until = datetime.fromisoformat(facts["end"]).astimezone(UTC)
        who = facts["who"], facts["mark"]
        return Session(facts["id"], audience, facts["token"], until, *who)

    def speaker_of(self, form_token: str) -> str:
        """Return the mark of who was signed in when a form was made, empty of a reader's.

        It says nothing to others, and outlives the session and, with ``marks``, the service.
        """
        return form_token.partition(_BEFORE_MARK)[2]

    def is_speaker(self, mark: str, focal_point: str) -> bool:
        """Say whether a mark of ``speaker_of`` is that of a focal point."""
        return bool(mark) and same(f"{_BEFORE_MARK}{mark}", self._speaker(focal_point))

    def _speaker(self, focal_point: str) -> str:
        if not focal_point:
            return ""
        return f"{_BEFORE_MARK}{self._marks.mark(_SPEAKER, focal_point)}"

    def end(self, session: Session) -> None:
        """End a session, whoever still holds its token.

        Raises:
            StoreError: it cannot be noted for the other processes.
        """
        if self._shared is not None:
            self._shared.once(_name(session.id), session.until)
        now = self._clock()
        with self._lock:
            left = {id_: until for id_, until in self._ended.items() if until > now}
            self._ended = {**left, session.id: session.until}

    def _is_ended(self, id_: str) -> bool:
        if id_ in self._ended:
            return True
        return self._shared is not None and self._shared.spent(_name(id_))


def _name(id_: str) -> str:
    return f"ended/{hashlib.sha256(id_.encode()).hexdigest()}"
