"""The digest: at the most one letter a week to a focal point, with what is new for its office."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, partial
from typing import Final

from babel.dates import format_date

from kg.base.i18n import Message, msg, nmsg
from kg.exchange.awaited import awaited, awaited_parts, due_by, states_in
from kg.exchange.life_cycle import LIVES
from kg.exchange.mail.digest_text import Digest, Line, Section, as_html, as_text
from kg.exchange.mail.letters import Extras
from kg.exchange.mail.rounds import Addressee, Round
from kg.exchange.mail.sending import RESTORED, Outgoing, Words
from kg.exchange.mail.stop_links import stop_link
from kg.exchange.mail.told_steps import kind_of_step, page_of, subject_of
from kg.exchange.moving import as_record
from kg.exchange.own_records import asked_about
from kg.exchange.parties import parts_of
from kg.exchange.watch_names import name_of
from kg.exchange.watching import Novelty, fitting, known_by, matching, number_known
from kg.graph.openness import last_confirmed
from kg.model.desk_types import FocalPoint, Moving, Notice, Watch
from kg.store.protocol import Store

KIND: Final = "digest"
DAYS: Final = {"week": 7, "month": 28}
"""Days between two digests, by how often a focal point wants to hear."""
_MOST: Final = 10
"""Lines of a section."""
_YEAR: Final = 365
_LOST: Final = frozenset({"killed", "unsure", "tried", "overtaken", RESTORED})


def digests(round_: Round) -> Iterator[Outgoing]:
    """Yield the digests that are due: those of offices for which there is something new."""
    if round_.knowledge is None:
        return
    for focal_point in round_.focal_points:
        letter = _due(round_, focal_point)
        if letter is None or round_.is_over(letter):
            continue
        found = _News(round_.reader(focal_point), round_.knowledge, _sent(round_, focal_point))
        if found.is_something:
            yield Outgoing(
                KIND, focal_point, period=letter.period, told=found.told,
                known=known_by(found.reader.view), write=partial(_words, found),
            )  # fmt: skip


def digest_of_now(round_: Round, focal_point: FocalPoint) -> Outgoing:
    """Return the digest of the present week, without its words."""
    year, week, _day = round_.now.isocalendar()
    return Outgoing(KIND, focal_point, period=f"{year}-W{week:02}")


def _due(round_: Round, focal_point: FocalPoint) -> Outgoing | None:
    """Return the digest of this week where one may be sent, by when the last one was."""
    days = DAYS.get(focal_point.digest or "week")
    if focal_point.office is None or days is None:
        return None
    last = max((_day(n) for n in _kept(round_, focal_point)), default=None)
    if last is not None and (round_.now.date() - last).days < days:
        return None
    return digest_of_now(round_, focal_point)


def _kept(round_: Round, focal_point: FocalPoint) -> list[Notice]:
    """Return the digests that a focal point has, or may have, got."""
    mine = (n for n in round_.notices.values() if n.focal_point == focal_point.id)
    return [n for n in mine if n.kind == KIND and (n.state == "sent" or n.why in _LOST)]


def _sent(round_: Round, focal_point: FocalPoint) -> list[Notice]:
    """Return the digests that a focal point has got, the last one at the end."""
    sent = (n for n in _kept(round_, focal_point) if n.state == "sent")
    return sorted(sent, key=lambda n: n.tried or "")


def _day(notice: Notice) -> date:
    return datetime.fromisoformat(notice.tried or "").date()


@dataclass(frozen=True)
class _News:
    """What is new for one office; ``before`` are the digests that it has got."""

    reader: Addressee
    knowledge: Store
    before: list[Notice]

    @property
    def is_something(self) -> bool:
        """Whether there is anything that it does not know yet."""
        return bool(self.matches or any(ids for _w, ids in self.watched) or self.untold)

    @property
    def told(self) -> list[str]:
        """All that is new, whether there is room for it or not."""
        ids = [id_ for _own, found in self.matches for id_ in found]
        ids += [id_ for _watch, found in self.watched for id_ in found]
        return list(dict.fromkeys(ids))

    @cached_property
    def matches(self) -> list[tuple[str, list[str]]]:
        """Records of the office, each with what it newly matches."""
        new = Novelty(self.knowledge, self._number)
        if not new:
            return []
        view = self.reader.view
        ids = (view.id(own) for own in self.own)
        found = ((own, self._fresh(new, matching(view, self.knowledge, own))) for own in ids)
        return [(own, ids) for own, ids in found if ids]

    @cached_property
    def watched(self) -> list[tuple[Watch, list[str]]]:
        """Watch lists, each with what newly fits; nothing that stands under the matches."""
        round_, office = self.reader.round, self.reader.focal_point.office
        said = {id_ for _own, ids in self.matches for id_ in ids}
        found = []
        for watch in round_.records(Watch):
            if watch.office == office and watch.state == "kept":
                fresh = [id_ for id_ in self._fitting(watch) if id_ not in said]
                said.update(fresh)
                found.append((watch, fresh))
        return found

    @cached_property
    def untold(self) -> list[tuple[Moving, Notice]]:
        """Records of which a letter may not have arrived since the last digest."""
        since = self.before[-1].tried or "" if self.before else ""
        round_, who = self.reader.round, self.reader.focal_point.id
        lost = (
            n for n in round_.notices.values()
            if n.focal_point == who and n.why in _LOST and (n.moved or "") > since
        )  # fmt: skip
        pairs = ((as_record(round_.desk, n.record, self.reader.who), n) for n in lost if n.record)
        return [(record, n) for record, n in pairs if record is not None]

    @cached_property
    def own(self) -> list[int]:
        """The records that the office answers for."""
        points = self.reader.round.focal_points
        active = {one.office for one in points if one.office}
        return asked_about(self.reader.view, self.reader.focal_point.office or "", active)

    @property
    def waiting(self) -> list[Moving]:
        """Records that the office is to do something about."""
        office, who = self.reader.focal_point.office, self.reader.who
        return [
            record
            for cls in LIVES
            for record in self.reader.round.records(cls)
            if office in awaited(record)
            and cls not in (FocalPoint, Watch)
            and not parts_of(who, record).isdisjoint(awaited_parts(record))
        ]

    @property
    def unconfirmed(self) -> int:
        """How many records of the office nobody has confirmed for a year."""
        view, today = self.reader.view, self.reader.round.now.date()
        days = (last_confirmed(view, node) for node in self.own)
        return sum(d is None or (today - date.fromisoformat(d)).days > _YEAR for d in days)

    @cached_property
    def _number(self) -> int:
        """Since which revision things are new: of the last digest, else of the last sign-in."""
        last = self.before[-1] if self.before else None
        moment = (last.tried if last else self.reader.focal_point.moved) or ""
        known = last.known if last else None
        return number_known(self.knowledge, known, datetime.fromisoformat(moment))

    @cached_property
    def _told_before(self) -> set[str]:
        return {id_ for notice in self.before for id_ in notice.told}

    def _fresh(self, new: Novelty, ids: Iterable[str]) -> list[str]:
        return [id_ for id_ in new.among(ids) if id_ not in self._told_before]

    def _fitting(self, watch: Watch) -> list[str]:
        moment = datetime.fromisoformat(watch.moved or "")
        made = number_known(self.knowledge, watch.known, moment)
        new = Novelty(self.knowledge, max(made, self._number))
        if not new:
            return []
        view = self.reader.view
        own = {view.id(node) for node in self.own}
        ids = fitting(view, self.knowledge, watch, self.reader.lang)
        return [id_ for id_ in self._fresh(new, ids) if id_ not in own]


def _words(news: _News) -> Words:
    reader = news.reader
    office = reader.office(reader.focal_point.office)
    stop = stop_link(
        reader.round.signer, reader.focal_point, reader.round.mail.address, reader.round.now
    )
    title = msg("News of the exchange for {office}", office=office)
    lead = msg("What is new on the exchange for {office}.", office=office)
    digest = Digest(title, lead, [s for s in _sections(news) if s.lines], stop)
    extras = Extras(as_html(digest, reader.lang), stop)
    return Words(title, as_text(digest, reader.lang), extras)


def _sections(news: _News) -> Iterator[Section]:
    reader = news.reader
    waiting = [_waits(reader, record) for record in news.waiting]
    yield _section(msg("What waits for you"), waiting)
    untold = [_untold(reader, record, notice) for record, notice in news.untold]
    yield _section(msg("Letters about these may not have reached you"), untold)
    for own, ids in news.matches:
        name = reader.label(own) or own
        lines = [_record(reader, id_) for id_ in ids]
        yield _section(msg("New matches: {title}", title=name), lines)
    for watch, ids in news.watched:
        heading = msg(
            "New on your watch list: {title}", title=name_of(watch, reader.label, reader.lang)
        )
        yield _section(heading, [_record(reader, id_) for id_ in ids])
    if news.unconfirmed:
        note = nmsg(
            "{count} record that nobody has confirmed for a year",
            "{count} records that nobody has confirmed for a year",
            news.unconfirmed,
        )
        line = Line(note.text(reader.lang), reader.page())
        yield Section(msg("Is it still right?"), [line])


def _section(heading: Message, lines: list[Line]) -> Section:
    return Section(heading, lines[:_MOST], max(0, len(lines) - _MOST))


def _record(reader: Addressee, id_: str) -> Line:
    return Line(reader.label(id_) or id_, reader.public_page("node", id_))


def _waits(reader: Addressee, record: Moving) -> Line:
    round_ = reader.round
    due = due_by(round_.deadlines, record, states_in(reader.view))
    until = format_date(due.day, "long", locale=reader.lang) if due else ""
    note: Message | str = msg("until {day}", day=until) if due else ""
    return Line(_title(reader, record), page_of(reader, record), note)


def _untold(reader: Addressee, record: Moving, notice: Notice) -> Line:
    label = kind_of_step(notice.kind or "")
    return Line(_title(reader, record), page_of(reader, record), label or "")


def _title(reader: Addressee, record: Moving) -> str:
    found = subject_of(reader, record)
    return found if isinstance(found, str) else found.text(reader.lang)
