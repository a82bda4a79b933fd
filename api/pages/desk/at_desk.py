"""Who is at the desk, and how its pages leave: made for one office, kept by nobody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, Any, Final

from fastapi import Depends, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from api.authentication.access_errors import SignInNeededError
from api.authentication.access_state import access_of
from api.authentication.asker import asker_of
from api.deps import PageReader, Reader, raw_path, root_of
from api.pages.desk.desk_rooms import rooms_for
from api.pages.desk.letters_after import letters_after
from api.pages.page_context import Context
from api.pages.rendering import render
from ingest.entries import Office
from kg.base.errors import ForbiddenError
from kg.base.i18n import msg
from kg.exchange.awaited import due_by, states_in
from kg.exchange.deadlines import Due
from kg.exchange.focal_points import who_is
from kg.exchange.moving import M, Seen, seen_record
from kg.exchange.parties import Who, decides
from kg.model.desk_types import FocalPoint, Moving
from kg.store.protocol import Store

SIGN_IN: Final = "/-/sign-in"
SEE_OTHER: Final = 303
_UNPROCESSABLE: Final = 422
_SOON: Final = timedelta(minutes=30)


class NoOfficeError(ForbiddenError):
    """Somebody who speaks for no office wants to enter something."""

    slug = "no-office"
    title = msg("You speak for no office")

    def __init__(self) -> None:
        super().__init__(
            msg("Only who speaks for an office enters something in its name."),
            msg("Sign in with the mailbox of an office."),
        )


class ForSecretariatError(ForbiddenError):
    """Somebody else looks for what the secretariat decides about."""

    slug = "for-secretariat"
    title = msg("This is for the secretariat")

    def __init__(self) -> None:
        super().__init__(
            msg("Only the secretariat decides about this."),
            msg("Your own desk shows what waits for you."),
        )


@dataclass(frozen=True, slots=True)
class AtDesk:
    """A request of a focal point that may act."""

    reader: Reader
    focal_point: FocalPoint

    @property
    def who(self) -> Who:
        """Who acts."""
        return who_is(self.focal_point)

    @property
    def now(self) -> datetime:
        """The time by which things happen."""
        return access_of(self.reader.request).settings.clock()

    @property
    def office(self) -> Office:
        """The office that acts, and in whose name it declares.

        Raises:
            NoOfficeError: it speaks for none.
        """
        if self.focal_point.office is None:
            raise NoOfficeError
        store = self.reader.inquiry.store
        return self.reader.service.known.office(store, self.focal_point.office)

    def due_of(self, record: Moving) -> Due | None:
        """Return until when a record may stay as it is, by the deadlines that count here."""
        deadlines = access_of(self.reader.request).settings.deadlines
        return due_by(deadlines, record, states_in(self.reader.view))

    @contextmanager
    def desk(self, *, write: bool = False) -> Iterator[Store]:
        """Give the desk, opened for this request.

        Raises:
            StoreError: it cannot be used.
        """
        with access_of(self.reader.request).desk.opened(write=write) as store:
            yield store

    def seen(self, cls: type[M], number: str) -> Seen[M]:
        """Return a record by what its address has of its id, with its token.

        Raises:
            UnknownIdError: there is none, or it is not for them.
        """
        with self.desk() as desk:
            return seen_record(desk, cls, f"{cls.prefix}/{number}", self.who)

    def page(self, template: str, content: Mapping[str, Any], *, wrong: bool = False) -> Response:
        """Return a page that no cache keeps; ``wrong`` where a form could not be taken."""
        context = Context(self.reader)
        rooms = [
            (context.path("desk", *room.address), context.say(room.label))
            for room in rooms_for(self.focal_point.role)
        ]
        here_is = context.root + raw_path(self.reader.request)
        frame = {"rooms": rooms, "here_is": here_is, "ends_soon": self._ends_soon()}
        html = render(context, template, {**frame, **content})
        headers = {"Cache-Control": "no-store", "Content-Language": self.reader.lang}
        return HTMLResponse(html, _UNPROCESSABLE if wrong else 200, headers)

    def _ends_soon(self) -> bool:
        """Say whether the session ends within the time in which a form is filled in."""
        session = asker_of(self.reader.request).session
        return session is not None and session.until - self.now < _SOON

    def to(self, *parts: str) -> Response:
        """Lead to another page of the desk, after something was done; then letters tell of it."""
        address = Context(self.reader).path("desk", *parts)
        after = letters_after(self.reader.request)
        headers = {"Cache-Control": "no-store"}
        return RedirectResponse(address, SEE_OTHER, headers, background=after)


def at_desk(reader: PageReader) -> AtDesk:
    """Return who is at the desk.

    Raises:
        SignInNeededError: nobody signed in.
    """
    found = asker_of(reader.request).focal_point
    if found is None:
        root = root_of(reader.request)
        raise SignInNeededError(f"{root}{SIGN_IN}?lang={reader.lang}")
    return AtDesk(reader, found)


def at_secretariat(here: Annotated[AtDesk, Depends(at_desk)]) -> AtDesk:
    """Return who is at the desk, where that is the secretariat.

    Raises:
        SignInNeededError: nobody signed in.
        ForSecretariatError: it is somebody else.
    """
    if not decides(here.who):
        raise ForSecretariatError
    return here


Desk = Annotated[AtDesk, Depends(at_desk)]
Secretariat = Annotated[AtDesk, Depends(at_secretariat)]
