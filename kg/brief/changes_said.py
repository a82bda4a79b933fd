"""What changed in the base, in words: a line for each record and relation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kg.base.i18n import Message, msg
from kg.brief.changes_told import Between, Told
from kg.brief.paper import Block, Paragraph, Points, Sentence
from kg.brief.paper_telling import THERE_IS_MORE, Telling
from kg.model.changes import RelationKey
from kg.model.registry import NODES

MOST: Final = 8
_MARKS: Final = {
    "new": msg("{what}, new: {label}"),
    "changed": msg("{what}, changed: {label}"),
    "gone": msg("{what}, no longer on record: {label}"),
}
_RELATIONS: Final = {
    "MEMBER_OF": msg("Membership"),
    "PARTY_TO": msg("Party to an agreement"),
    "DECLARES": msg("Declared"),
}


def said(telling: Telling, found: Between, told: Sequence[Told]) -> tuple[Block, ...]:
    """Return a line for each thing that changed, the first ``MOST``; that there is more, in words.

    ``told`` are those of ``found`` that the paper is about.
    """
    first, last = telling.day(found.first.isoformat()), telling.day(found.last.isoformat())
    if found.begun:
        begun = msg("The base was begun after {day}: all that it holds is new.", day=first)
        return (Paragraph((telling.says(begun),)),)
    if not told:
        none = msg("Nothing of it changed from {first} to {last}.", first=first, last=last)
        return (Paragraph((telling.says(none),)),)
    lead = telling.says(msg("From {first} to {last}:", first=first, last=last))
    lines = [line(telling, one) for one in told[:MOST]]
    if len(told) > MOST:
        lines.append(telling.says(THERE_IS_MORE))
    return Paragraph((lead,)), Points(tuple(lines))


def line(telling: Telling, one: Told) -> Sentence:
    """Return what became of a record or relation, with its language where that is another one."""
    label, lang, id_ = _label(telling, one)
    text = telling.words(_with(_MARKS[one.mark], what=_what(one), label=label))
    return Sentence(text, (), id_, None if lang in {telling.lang, ""} else lang)


def _with(message: Message, **facts: object) -> Message:
    return Message(message.template, facts)


def _what(one: Told) -> Message:
    known = NODES.get(one.type)
    return _RELATIONS[one.type] if known is None else known.title_of_type


def _label(telling: Telling, one: Told) -> tuple[str, str, str | None]:
    """Return what changed by name, the language of that, and the record that it leads to."""
    subject = one.subject
    if isinstance(subject, RelationKey):
        start, end = (_name(telling, id_) for id_ in (subject.start, subject.end))
        return f"{start} – {end}", "", subject.start
    known = telling.view.snapshot.index(subject) is not None
    return one.label or subject, one.lang, subject if known else None


def _name(telling: Telling, id_: str) -> str:
    node = telling.view.snapshot.index(id_)
    return id_ if node is None else telling.label(node)
