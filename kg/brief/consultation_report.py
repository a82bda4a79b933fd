"""The consultation report: who was asked, what each said in its own words, what the board answered.

States first; the comments of invited bodies stand apart. Nothing that was said is counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kg.base.errors import WrongUseError
from kg.base.i18n import Message, msg, say
from kg.base.reader_manner import labelled
from kg.base.text import fold
from kg.brief.paper import (
    Block,
    Column,
    Content,
    Paragraph,
    Points,
    Quotation,
    Remark,
    Section,
    Sentence,
    Table,
)
from kg.brief.paper_kinds import PaperAsked
from kg.brief.paper_telling import Telling
from kg.exchange.consultation_asked import spoken_for
from kg.exchange.consultations import named
from kg.exchange.life_cycle import LIVES
from kg.exchange.positions import ItemPosition, ItemPositions, positions_in
from kg.model.desk_types import Consultation
from kg.model.documents import EntryChange, Named
from kg.model.vocabulary import word
from kg.partners.guideline_diff import guideline_diff
from kg.partners.guideline_files import GUIDELINES
from kg.partners.guideline_items import items_of, label_of_item

_NO_LANGUAGE = "und"
"""Of the form of a file, which is in none."""


class NoConsultationError(WrongUseError):
    """A report is asked for, and nobody was consulted yet."""

    slug = "no-consultation"
    status = 404
    title = msg("There is no consultation")

    def __init__(self) -> None:
        super().__init__(
            msg("No consultation has been opened that a report could tell of."),
            msg("Open one on the desk: coopgraph desk consultation open."),
        )


class _Told(NamedTuple):
    """A consultation that is being told, and what was said in it, by item."""

    telling: Telling
    record: Consultation
    said: dict[str, ItemPositions]

    def words(self, message: Message) -> str:
        return self.telling.words(message)

    @property
    def keys(self) -> list[str]:
        """The items of which something was said or answered, in the order of the file."""
        all_ = ["", *(item.key for item in items_of(self.record.text or ""))]
        return [key for key in all_ if key in self.said]


def content(asked: PaperAsked) -> Content:
    """Return what the report of the last consultation says, or of the last on ``guideline``.

    Raises:
        NoConsultationError: there is none that was opened.
        StoreError: the desk cannot be read.
    """
    record = _record(asked)
    told = _Told(Telling(asked), record, positions_in(asked.desk, record))
    return Content(
        title=told.words(msg("Consultation on {title}", title=named(record))),
        points=tuple(_points(told)),
        sections=tuple(_sections(told)),
        standings=(_standing(told),),
        missing=tuple(told.words(one) for one in _missing(told)),
    )


def has_subject(asked: PaperAsked) -> bool:
    """Say whether there is a consultation that was opened."""
    return bool(_records(asked))


def _record(asked: PaperAsked) -> Consultation:
    found = _records(asked)
    if not found:
        raise NoConsultationError
    return max(found, key=lambda one: (one.opened or "", one.id))


def _records(asked: PaperAsked) -> list[Consultation]:
    return [
        one
        for one in asked.desk.records(Consultation)
        if one.opened and one.state != "withdrawn" and asked.guideline in {None, one.guideline}
    ]


def _points(told: _Told) -> Iterator[Sentence]:
    record, telling = told.record, told.telling
    yield telling.says(
        msg("The board consulted on {title} from {first} to {last}.", title=named(record),
            first=telling.day(record.opened), last=telling.day(record.until))
    )  # fmt: skip
    yield telling.says(
        msg("What each said stands here in its own words and language; nothing is counted.")
    )
    yield telling.says(_outcome(told))


def _outcome(told: _Told) -> Message:
    record, telling = told.record, told.telling
    if record.decision is None:
        state = LIVES[Consultation].states[record.state or ""]
        return msg("The board has not decided: the consultation is in the state “{state}”.",
                   state=state)  # fmt: skip
    if record.adopted_version is None:
        return msg("The board decided on {day} and adopted no version: {decision}.",
                   day=telling.day(record.decided), decision=record.decision)  # fmt: skip
    return msg("The board adopted version {version} on {day}: {decision}.",
               version=record.adopted_version, day=telling.day(record.decided),
               decision=record.decision)  # fmt: skip


def _sections(told: _Told) -> Iterator[Section]:
    words = told.words
    yield Section(words(msg("Who was asked")), tuple(_who(told)))
    for key in told.keys:
        blocks = (*_of_item(told, key), *_answer(told, key))
        if blocks:
            yield Section(words(label_of_item(key)), (*_written(told, key), *blocks))
    if told.record.reasons:
        yield Section(words(msg("Decision of the board")), tuple(_decision(told)))
    yield from _changes(told)
    bodies = tuple(_comments(told))
    if bodies:
        yield Section(words(msg("Comments of invited bodies")), bodies, annex=True)


def _who(told: _Told) -> Iterator[Block]:
    record, telling = told.record, told.telling
    if record.intro:
        board = Named(id="source/desk/board", label=told.words(msg("The Management Board")))
        yield Quotation(record.intro, record.lang or _NO_LANGUAGE, board)
    for title, ids in (
        (msg("States"), record.states), (msg("Invited bodies"), record.bodies),
    ):  # fmt: skip
        yield Paragraph((telling.says(title),))
        names = sorted((_name(told, id_) for id_ in ids), key=lambda one: fold(one.text))
        yield Points(tuple(names) or (telling.says(msg("none")),))
    yield Remark(told.words(
        msg("Who has said nothing is taken neither for support nor against anything.")
    ))  # fmt: skip


def _name(told: _Told, id_: str) -> Sentence:
    node = told.telling.view.snapshot.index(id_)
    return Sentence(id_) if node is None else told.telling.name(node)


def _of_item(told: _Told, key: str) -> Iterator[Block]:
    found = told.said[key].states
    if found:
        yield Paragraph((told.telling.says(msg("Positions of states")),))
    for one in found:
        yield from _position(told, one)


def _written(told: _Told, key: str) -> Iterator[Block]:
    written = next((i.text for i in items_of(told.record.text or "") if i.key == key), "")
    if written:
        source = Named(id=told.record.id, label=named(told.record))
        yield Quotation(written, _NO_LANGUAGE, source, told.words(msg("Text consulted on")))


def _position(told: _Told, one: ItemPosition) -> Iterator[Block]:
    telling = told.telling
    source = _source(told, one.office)
    position = str(say(word("position", one.position), telling.lang))
    where = f"{position}, {telling.day(one.day)}"
    if one.text:
        yield Quotation(one.text, one.lang or _NO_LANGUAGE, source, where)
    else:
        yield Paragraph((Sentence(labelled(source.label, where, telling.lang)),))
    if one.change:
        proposed = told.words(msg("Text that is proposed"))
        yield Quotation(one.change, _NO_LANGUAGE, source, proposed)


def _source(told: _Told, office: str) -> Named:
    home = spoken_for(told.telling.view, told.record, office)
    node = told.telling.view.snapshot.index(home)
    return Named(id=home, label=home if node is None else told.telling.label(node))


def _answer(told: _Told, key: str) -> Iterator[Block]:
    answer = told.said[key].answer
    if answer is None:
        return
    outcome = str(say(word("board_outcome", answer.outcome), told.telling.lang))
    board = Named(id="source/desk/board", label=told.words(msg("Answer of the board")))
    yield Quotation(answer.text, answer.lang, board, outcome)
    if answer.change:
        yield Quotation(
            answer.change, _NO_LANGUAGE, board, told.words(msg("Text as it shall be"))
        )  # fmt: skip


def _decision(told: _Told) -> Iterator[Block]:
    record, telling = told.record, told.telling
    label = f"{record.decision}, {telling.day(record.decided)}"
    yield Quotation(record.reasons or "", _NO_LANGUAGE, Named(id=record.id, label=label))


def _changes(told: _Told) -> Iterator[Section]:
    """What the adopted text says otherwise, entry by entry."""
    record, telling = told.record, told.telling
    if record.adopted is None:
        return
    before, after = GUIDELINES.parse(record.text or ""), GUIDELINES.parse(record.adopted)
    found = guideline_diff(before, after, telling.view.as_of, telling.lang)
    rows = tuple(
        (Sentence(labelled(_entry(told, entry), field.label, telling.lang)),
         Sentence(field.before or "–"), Sentence(field.after or "–"))
        for entry in found.entries
        for field in entry.fields
    )  # fmt: skip
    title = told.words(msg("What changes in the text"))
    columns = (
        Column(told.words(msg("Entry"))), Column(told.words(msg("Before")), share=2),
        Column(told.words(msg("Adopted")), share=2),
    )  # fmt: skip
    yield Section(title, (Table(title, columns, rows),))


def _entry(told: _Told, entry: EntryChange) -> str:
    """Return what an entry is called, each rule and criterion by its own name."""
    kind = {"rules": "rule", "criteria": "criterion"}.get(entry.part)
    return entry.label if kind is None else told.words(label_of_item(f"{kind}/{entry.id}"))


def _comments(told: _Told) -> Iterator[Block]:
    for key in told.keys:
        found = told.said[key].bodies
        if found:
            yield Paragraph((Sentence(told.words(label_of_item(key))),))
        for one in found:
            yield from _position(told, one)


def _standing(told: _Told) -> str:
    record = told.record
    said = GUIDELINES.parse(record.adopted or record.text or "")
    return told.words(
        msg("Guideline {name}: {standing}", name=f"{said.guideline} {said.version}",
            standing=said.standing.sentence())
    )  # fmt: skip


def _missing(told: _Told) -> Iterator[Message]:
    silent = list(_silent(told))
    if silent:
        yield msg("Nothing is on record from: {names}.", names=silent)


def _silent(told: _Told) -> Iterable[str]:
    positions = (one for said in told.said.values() for one in (*said.states, *said.bodies))
    spoke = {_source(told, one.office).id for one in positions}
    asked = (*told.record.states, *told.record.bodies)
    return sorted((_name(told, id_).text for id_ in asked if id_ not in spoke), key=fold)
