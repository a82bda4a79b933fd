"""The tour of the exchange played through at a terminal: what each office would do on its pages."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime
from typing import Final, TypeVar

from coopgraph.asked import Asked, opened
from coopgraph.desk.desk import desk_asked_for, made_desk
from coopgraph.terminal.output import console
from ingest.entries import entry_source, office_of, pairs_of
from ingest.findings import Item, Outcome
from ingest.known import known_from_store
from kg.access.clock import utc_now
from kg.base.errors import WrongUseError
from kg.base.i18n import Message, msg
from kg.exchange.acceptance import Ledgers, accept
from kg.exchange.conclusion import confirm
from kg.exchange.focal_points import who_is
from kg.exchange.life_cycle import LIVES
from kg.exchange.moving import begin, move, new_id, records_of, seen_record
from kg.exchange.parties import Who
from kg.exchange.tour import (
    ASKING,
    DECIDES,
    DEMAND,
    FIXED,
    GIVES,
    NEEDS,
    OFFER,
    OFFICES,
    TourOffice,
)
from kg.model.desk_types import ContactRequest, FocalPoint, Moving, Submission
from kg.questions import MatchQuestion
from kg.store.opening import open_store
from kg.store.protocol import Store

M = TypeVar("M", bound=Moving)
_KIND: Final = "demands"
_SHOWN: Final = 3


class NoTourError(WrongUseError):
    """The examples of the store are others than the tour was made for."""

    slug = "no-tour"

    def __init__(self) -> None:
        super().__init__(
            msg("The tour does not lead through the examples of this store."),
            msg("Name an empty store, or none at all."),
        )


def invite(desk: Store, lang: str, now: datetime) -> None:
    """Put the invented offices on a desk: each may sign in by its mailbox."""
    for each in OFFICES:
        facts = {"mailbox": each.mailbox, "role": each.role, "office": each.office, "lang": lang}
        point = FocalPoint.model_validate({"id": new_id(FocalPoint), **facts})
        begin(desk, point, "invite", Who("secretariat"), now)


def play(asked: Asked) -> None:
    """Play the tour on the desk of a store whose offices are invited; print what happens.

    Raises:
        StoreError: store or desk cannot be used.
        NoTourError: its examples are others.
    """
    settings = asked.settings
    with (
        made_desk(desk_asked_for(asked), settings) as desk,
        closing(open_store(settings.store, write=True, password=settings.password)) as knowledge,
    ):
        _Play(asked, Ledgers(knowledge, desk)).through()


class _Play:
    def __init__(self, asked: Asked, ledgers: Ledgers) -> None:
        self._asked = asked
        self._ledgers = ledgers
        self._now = utc_now()

    def through(self) -> None:
        self._sign_in()
        submission = self._post()
        record = self._accept(submission)
        self._look(record)
        contact = self._ask(record)
        for act, who in (("accept", GIVES), ("start", GIVES), ("conclude", GIVES)):
            contact = self._move(contact, act, who)
        self._confirm(contact)

    def _sign_in(self) -> None:
        for point in records_of(self._ledgers.desk, FocalPoint, Who("secretariat")):
            seen = seen_record(self._ledgers.desk, FocalPoint, point.id, who_is(point))
            today = self._now.date().isoformat()
            move(self._ledgers.desk, seen, "verify", who_is(point), self._now, verified=today)
            self._say(msg("{office} has signed in.", office=point.mailbox))

    def _post(self) -> Submission:
        cells = {name: text.text(self._asked.lang) for name, text in DEMAND.items()} | FIXED
        if self._item(cells).outcome is not Outcome.ACCEPTED:
            raise NoTourError
        new = Submission(
            id=new_id(Submission), office=NEEDS.office, kind=_KIND, row=pairs_of(_KIND, cells),
            lang=self._asked.lang,
        )  # fmt: skip
        draft = begin(self._ledgers.desk, new, "draft", self._who(NEEDS), self._now)
        return self._move(draft, "propose", NEEDS)

    def _accept(self, submission: Submission) -> str:
        cells = {name: text.text(self._asked.lang) for name, text in DEMAND.items()} | FIXED
        who, desk = self._who(DECIDES), self._ledgers.desk
        seen = seen_record(desk, Submission, submission.id, who)
        item = self._item(cells, submission.id)
        done = accept(self._ledgers, seen, list(item.changes), who, self._now)
        self._tell(done)
        return done.record or ""

    def _look(self, record: str) -> None:
        with opened(self._asked) as inquiry:
            found = inquiry.answer(MatchQuestion(record, top=_SHOWN)).results
        for one in found:
            self._say(msg("It matches: {label}", label=one.label))
        if OFFER not in {one.id for one in found}:
            raise NoTourError

    def _ask(self, record: str) -> ContactRequest:
        new = ContactRequest(
            id=new_id(ContactRequest), asks=NEEDS.office, asked=GIVES.office,
            about=[record, OFFER], text=ASKING.text(self._asked.lang), lang=self._asked.lang,
        )  # fmt: skip
        made = begin(self._ledgers.desk, new, "ask", self._who(NEEDS), self._now)
        self._tell(made)
        return made

    def _confirm(self, contact: ContactRequest) -> None:
        who = self._who(NEEDS)
        seen = seen_record(self._ledgers.desk, ContactRequest, contact.id, who)
        done = confirm(self._ledgers, seen, who, self._now)
        self._tell(done)
        self._say(msg("What came of it: {id}", id=done.activity))

    def _move(self, record: M, act: str, by: TourOffice) -> M:
        seen = seen_record(self._ledgers.desk, type(record), record.id, self._who(by))
        moved = move(self._ledgers.desk, seen, act, self._who(by), self._now)
        self._tell(moved)
        return moved

    def _item(self, cells: dict[str, str], where: str = "") -> Item:
        store = self._ledgers.knowledge
        source = entry_source(
            _KIND, cells, office_of(store, NEEDS.office or ""), known_from_store(store), store,
            lang=self._asked.lang, today=self._asked.day, where=where,
        )  # fmt: skip
        return next(iter(source.items))

    def _who(self, office: TourOffice) -> Who:
        return Who(office.role, office.office)

    def _tell(self, record: Moving) -> None:
        life = LIVES[type(record)]
        kind, state = life.cls.title_of_type, life.states[record.state or ""]
        self._say(msg("{kind} {id}: {state}", kind=kind, id=record.id, state=state))

    def _say(self, what: Message) -> None:
        console().print(what.text(self._asked.lang), soft_wrap=True, markup=False)
