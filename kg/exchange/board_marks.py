"""What the board decided of its work plan: who is responsible, which milestones are reached.

It is stated by a source of the board's own, with the reference of the decision as its place, in
nobody else's name; what other sources say stays, and is shown again when a mark is undone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final, Literal, NamedTuple
from urllib.parse import urlsplit

from kg.base.dates import parse_day
from kg.base.errors import ConflictError, ForbiddenError, UnknownIdError
from kg.base.i18n import LANGUAGES, Message, msg
from kg.exchange.acceptance import office_source
from kg.exchange.parties import Who, marks
from kg.model.changes import Change, NodeStatement, Withdrawal, state_node
from kg.model.nodes import Initiative, Milestone, Source
from kg.model.records import NodeRecord, Statement
from kg.store.protocol import Store

BOARD: Final = office_source("board")
"""The source under which the board speaks."""
MARKS: Final = ("planned", "implementation", "done", "cancelled")
"""What the board may say of a milestone; ``done`` takes a day and evidence."""
ACTORS: Final = ("state", "org", "unit")
"""Of which types (prefixes) somebody may be who is responsible."""
MOST: Final = 500
"""Characters of a reference."""
Field = Literal["decision", "status", "reached", "evidence", "responsible"]
BOARD_TITLE: Final = msg("Decisions of the Management Board")
_SCHEME: Final = re.compile(r"\s*[A-Za-z][A-Za-z0-9+.\-]*\s*:")
_SPACE: Final = re.compile(r"\s")
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


class MilestoneMark(NamedTuple):
    """What the board says of a milestone, as it was written: days and links are yet to be read."""

    status: str
    reached: str
    evidence: str
    decision: str


class Designation(NamedTuple):
    """Who is responsible for a measure (ids), as it was written, and by which decision."""

    responsible: tuple[str, ...]
    decision: str


def wrong_in_mark(mark: MilestoneMark, today: date) -> dict[Field, Message]:
    """Return what is wrong with a mark, by field; nothing where it can be written."""
    found: dict[Field, Message] = _wrong_reference(mark.decision)
    if mark.status not in MARKS:
        found["status"] = msg("Choose one of them.")
    if mark.status == "done":
        if _day(mark.reached, today) is None:
            found["reached"] = msg("Write the day on which it was reached; it has passed.")
        if not mark.evidence:
            found["evidence"] = msg("Name what shows it: a link or a document.")
    if mark.evidence and not is_evidence(mark.evidence):
        found["evidence"] = msg("Write a link that begins with http, or the name of a document.")
    return found


def wrong_in_designation(designation: Designation, known: Iterable[str]) -> dict[Field, Message]:
    """Return what is wrong with a designation, by field; ``known`` are the ids that there are."""
    found: dict[Field, Message] = _wrong_reference(designation.decision)
    there = set(known)
    for id_ in designation.responsible:
        if id_.partition("/")[0] not in ACTORS or id_ not in there:
            found["responsible"] = msg("Choose a state, an organisation or a unit that is known.")
    return found


def is_evidence(text: str) -> bool:
    """Say whether a text may stand as evidence: an address of the web, or a document's name.

    >>> is_evidence("https://www.oas.org/x"), is_evidence("CIDI/doc. 5/26")
    (True, True)
    >>> is_evidence("javascript:alert(1)"), is_evidence("file:///etc/passwd")
    (False, False)
    """
    if len(text) > MOST or _CONTROL.search(text):
        return False
    return is_link(text) if _SCHEME.match(text) else True


def is_link(text: str) -> bool:
    """Say whether a text is an address of the web that a page may lead to."""
    try:
        parts = urlsplit(text)
        named = parts.hostname is not None and parts.username is None and parts.password is None
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and named and not _SPACE.search(text)


def mark_milestone(
    knowledge: Store, seen: NodeRecord, mark: MilestoneMark, who: Who, today: date
) -> None:
    """Write what the board says of a milestone; ``mark`` has nothing wrong.

    Raises:
        ForbiddenError: they do not write for the board.
        UnknownIdError: it is no milestone.
        ConflictError: the milestone was altered since it was seen; nothing is written.
        StoreError: it cannot be written.
    """
    _require(who, seen, Milestone.prefix)
    reached = _day(mark.reached, today) if mark.status == "done" else None
    said = {
        "status": mark.status,
        "reached": reached.isoformat() if reached else None,
        "evidence": mark.evidence,
    }
    _write(knowledge, seen, {name: value for name, value in said.items() if value}, mark.decision,
           today)  # fmt: skip


def designate(
    knowledge: Store, seen: NodeRecord, designation: Designation, who: Who, today: date
) -> None:
    """Write who is responsible for a measure; nobody, where nobody is named.

    Raises:
        ForbiddenError, UnknownIdError, ConflictError, StoreError: as ``mark_milestone``.
    """
    _require(who, seen, Initiative.prefix)
    named = list(dict.fromkeys(designation.responsible))
    _write(knowledge, seen, {"responsible": named}, designation.decision, today)


def undo(knowledge: Store, seen: NodeRecord, who: Who) -> None:
    """Put back what the board said of a record before; nothing, where it had said nothing.

    Raises:
        ForbiddenError, ConflictError, StoreError: as ``mark_milestone``.
        UnknownIdError: the board has said nothing of it.
    """
    _require(who, seen, Milestone.prefix, Initiative.prefix)
    if said_by_board(seen) is None:
        raise UnknownIdError(seen.id)
    before = _before(knowledge, seen)
    back: Change = Withdrawal(seen.id, BOARD) if before is None else _restated(seen.id, before)
    knowledge.apply([back], note="board: undone", expect={seen.id: seen.token})


def said_by_board(record: NodeRecord) -> Statement | None:
    """Return what the board says of a record, None where it says nothing."""
    return next((s for s in record.statements if s.source == BOARD), None)


def _require(who: Who, seen: NodeRecord, *prefixes: str) -> None:
    if not marks(who):
        raise ForbiddenError(
            msg("What the board decided is written down by the board and the secretariat."),
            msg("Write to the secretariat."),
        )
    if seen.id.partition("/")[0] not in prefixes:
        raise UnknownIdError(seen.id)


def _write(
    knowledge: Store, seen: NodeRecord, props: dict[str, Any], decision: str, today: date
) -> None:
    source = Source(id=BOARD, title={lang: BOARD_TITLE.text(lang) for lang in LANGUAGES})
    said = NodeStatement(seen.id, BOARD, props, where=decision, dated=today.isoformat())
    knowledge.apply([state_node(source, BOARD), said], note="board", expect={seen.id: seen.token})


def _before(knowledge: Store, seen: NodeRecord) -> Statement | None:
    """Return what the board said before what it says now.

    Raises:
        ConflictError: the record is another by now.
    """
    versions = knowledge.history(seen.id)
    now = said_by_board(seen)
    told = [_of_board(version.statements) for version in versions]
    if not told or told[-1] != now:
        raise ConflictError(seen.id)
    return next((said for said in reversed(told) if said != now), None)


def _of_board(statements: Sequence[Statement]) -> Statement | None:
    return next((s for s in statements if s.source == BOARD), None)


def _restated(id_: str, said: Statement) -> NodeStatement:
    told = said.source, said.props, said.where, said.basis, said.dated, said.visibility
    return NodeStatement(id_, *told)


def _wrong_reference(decision: str) -> dict[Field, Message]:
    if not decision or len(decision) > MOST or _CONTROL.search(decision):
        return {"decision": msg("Name the decision of the board, such as its number and day.")}
    return {}


def _day(text: str, today: date) -> date | None:
    try:
        found = parse_day(text)
    except ValueError:
        return None
    return found if found <= today else None
