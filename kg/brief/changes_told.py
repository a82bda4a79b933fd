"""What changed in the base between two days, as one audience reads it: new, changed, gone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal

from kg.base.i18n import Text, choose
from kg.brief.paper_telling import Telling
from kg.graph.actors import real
from kg.graph.memo import kept
from kg.graph.view import View
from kg.model.audiences import seen
from kg.model.changes import RelationKey
from kg.model.claims import canonical, chosen_node, chosen_relation
from kg.model.fields import EXAMPLE
from kg.model.records import Gone, NodeRow, Row, Statement, Version
from kg.model.registry import NODES, type_of
from kg.model.relations import DECLARED
from kg.store.protocol import Store

Mark = Literal["new", "changed", "gone"]
NODES_TOLD: Final = (*DECLARED, "Agreement", "Source", "Activity")
RELATIONS_TOLD: Final = ("MEMBER_OF", "PARTY_TO", "DECLARES")
_ASIDE: Final = ("confirmed_on", "confirmed_by", "retrieved")
"""That something was looked at again is no change of what it says."""


@dataclass(frozen=True, slots=True)
class Told:
    """What became of a record or relation; of a record its last title, and the language of that.

    The title is one that the reader may read now, or of what is gone, the last that was read.
    """

    mark: Mark
    type: str
    subject: str | RelationKey
    label: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Between:
    """What changed after ``first`` began and before ``last`` ended; ``begun``: all of it is new."""

    first: date
    last: date
    begun: bool
    told: tuple[Told, ...]


def between(telling: Telling, first: date, last: date) -> Between:
    """Return what changed between two days, both included: nodes by id, then relations.

    Examples are in none of it. Told are offers, demands, practices, agreements, sources,
    activities, and who declares what, is a member, is a party.

    Raises:
        StoreError: the history cannot be read.
    """
    store, view = telling.asked.inquiry.store, telling.view
    low, high = revision_before(store, first), revision_before(store, _after(last))
    if low == 0:
        return Between(first, last, begun=True, told=())
    key = "changes told", low, high, telling.lang
    told = kept(view, key, lambda: tuple(_told(store, view, (low, high), telling.lang)))
    return Between(first, last, begun=False, told=told)


def revision_before(store: Store, day: date) -> int:
    """Return the last revision that was made before a day (UTC); 0 where there was none."""
    low, high = 0, store.revision()
    while low < high:
        middle = (low + high + 1) // 2
        made = store.point(middle).at
        if made is not None and datetime.fromisoformat(made).date() < day:
            low = middle
        else:
            high = middle - 1
    return low


def _after(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)


def _told(store: Store, view: View, span: tuple[int, int], lang: str) -> Iterator[Told]:
    low, _ = span
    if store.revision() == low:
        return
    with closing(store.changed_since(low)) as rows:
        subjects = [subject for row in rows if (subject := _subject(row)) is not None]
    for subject in sorted(set(subjects), key=str):
        found = _compared(store, view, subject, span, lang)
        if found is not None:
            yield found


def _subject(row: Row) -> str | RelationKey | None:
    """Return what a row is about, None where it is not told."""
    if isinstance(row, NodeRow):
        subject: str | RelationKey = row.id
    elif isinstance(row, Gone):
        subject = row.subject
    else:
        subject = RelationKey(row.type, row.start, row.end, row.key)
    told = _type(subject) in (NODES_TOLD if isinstance(subject, str) else RELATIONS_TOLD)
    return subject if told else None


def _type(subject: str | RelationKey) -> str:
    return (type_of(subject) or "") if isinstance(subject, str) else subject.type


@dataclass(frozen=True, slots=True)
class _Said:
    """What an audience read of something at a revision: its values as text, and its title."""

    values: str
    title: Text
    is_example: bool


def _compared(
    store: Store, view: View, subject: str | RelationKey, span: tuple[int, int], lang: str
) -> Told | None:
    type_, versions = _type(subject), store.history(subject)
    before, after = (_said(type_, view, _until(versions, number)) for number in span)
    shown = before if after is None else _said(type_, view, versions[-1].statements)
    if before == after or shown is None or shown.is_example:
        return None
    if not _may_tell(view, subject, is_there=after is not None):
        return None
    if after is None and _is_closed(type_, view, versions, span):
        return None
    mark: Mark = "new" if before is None else "gone" if after is None else "changed"
    return Told(mark, type_, subject, *choose(shown.title, lang))


def _is_closed(type_: str, view: View, versions: Sequence[Version], span: tuple[int, int]) -> bool:
    """Say whether what was read at the first revision was closed to its readers, not taken back.

    It would be told by a title that they may not read any longer. What another source says beside
    it, for fewer, is nothing to them.
    """
    low, high = span
    read = {one.source for one in seen(type_, _until(versions, low), view.audience)}
    later = [one for version in versions if version.revision > low for one in version.statements]
    if read & {one.source for one in _until(versions, high)}:
        return True
    return any(one.source in read and not seen(type_, [one], view.audience) for one in later)


def _until(versions: Sequence[Version], number: int) -> Sequence[Statement]:
    """Return what was said at a revision."""
    found = [version for version in versions if version.revision <= number]
    return found[-1].statements if found else ()


def _said(type_: str, view: View, statements: Sequence[Statement]) -> _Said | None:
    """Return what an audience read, None where it read nothing."""
    read = seen(type_, statements, view.audience)
    if not read:
        return None
    chosen = chosen_node(type_, read) if type_ in NODES else chosen_relation(type_, read)
    values = {name: value for name, value in chosen.items() if name not in _ASIDE}
    return _Said(canonical(values), chosen.get("title", {}), chosen.get("nature") == EXAMPLE)


def _may_tell(view: View, subject: str | RelationKey, *, is_there: bool) -> bool:
    """Say whether nothing that is told is hidden or made up.

    A source is hidden with all that it states, which it does not tell itself: one that is gone is
    not told.
    """
    if isinstance(subject, str):
        return view.snapshot.index(subject) is not None if is_there else _type(subject) != "Source"
    ends = {view.snapshot.index(id_) for id_ in (subject.start, subject.end)}
    if None in ends and is_there:
        return False
    known = {node for node in ends if node is not None}
    return len(real(view, known)) == len(known)
