"""One list with two doors: what offices sent and rows of files that wait, the oldest first."""

# ruff: noqa: FAST003 (the language is taken by the reader)

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, Final, NamedTuple
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Response

from api.pages.desk.at_desk import AtDesk, Secretariat
from api.pages.desk.submission_view import item_of
from api.pages.page_context import Context, Text
from ingest.desk_queue import HELD, queue_document
from ingest.sheet.headers.sheet_kinds import RECORDS
from kg.base.i18n import Message, msg, nmsg
from kg.base.ids import is_id
from kg.exchange.acceptance import office_source
from kg.exchange.desk_documents import DeskInquiry
from kg.exchange.entry_changes import changes_of
from kg.exchange.life_cycle import LIVES
from kg.exchange.moving import seen_record
from kg.model.desk_types import Submission
from kg.model.documents import DeskItem

router = APIRouter()
Word = Annotated[str, Query(max_length=400)]
_PAGE: Final = 25
_LATE: Final = "late"
_STATES: Final[dict[str, Message]] = {
    "proposed": LIVES[Submission].states["proposed"],
    HELD: msg("held"),
    _LATE: msg("late"),
}


class QueueRow(NamedTuple):
    """One thing that waits: where it leads, what it is, what it changes, how long there is."""

    address: tuple[str, ...]
    title: str
    kind: str
    of: Text
    state: str
    change: str
    findings: int
    received: str
    time: str


class Choice(NamedTuple):
    """One value of a filter, how it is called, whether it is the one asked for."""

    value: str
    label: str
    chosen: bool


@router.get("/{lang:language}/desk/queue")
def queue(
    here: Secretariat,
    *,
    kind: Word = "",
    of: Word = "",
    state: Word = "",
    page: Annotated[int, Query(ge=1, le=10_000)] = 1,
    taken: Word = "",
) -> Response:
    """Show what waits for the secretariat."""
    today = here.now.date()
    with here.desk() as desk:
        inquiry = DeskInquiry(desk, here.who, here.reader.view.as_of, here.reader.lang)
        items = queue_document(inquiry, here.now).items
    found = [item for item in items if _is_asked(item, kind, of, state, today)]
    first = (page - 1) * _PAGE
    frame = Context(here.reader)
    asked = {"kind": kind, "of": of, "state": state}
    content: dict[str, Any] = {
        "rows": [_row(here, frame, item, today) for item in found[first : first + _PAGE]],
        "count": len(found),
        "all": len(items),
        "late": sum(_is_late(item, today) for item in items),
        "kinds": _choices({item.kind: _kind(frame, item.kind) for item in items}, kind),
        "whose": _choices({_of(item): _of_text(frame, item).text for item in items}, of),
        "states": _choices({name: frame.say(word) for name, word in _STATES.items()}, state),
        "page": page,
        "pages": [(n, _address(asked, n)) for n in range(1, -(-len(found) // _PAGE) + 1)],
        "action": frame.path("desk", "queue"),
        "taken": taken if is_id(taken) and frame.known(taken) else "",
    }
    return here.page("desk/queue.html", content)


def _is_asked(item: DeskItem, kind: str, of: str, state: str, today: date) -> bool:
    by_state = state in ("", item.state) or (state == _LATE and _is_late(item, today))
    return kind in ("", item.kind) and of in ("", _of(item)) and by_state


def _is_late(item: DeskItem, today: date) -> bool:
    """Say whether a submission should have been decided: a row of a file only lapses."""
    return item.state != HELD and item.due is not None and item.due < today.isoformat()


def _of(item: DeskItem) -> str:
    return item.office or item.file or ""


def _of_text(p: Context, item: DeskItem) -> Text:
    return p.label(item.office) if item.office else Text(item.file or "")


def _kind(p: Context, kind: str) -> str:
    return p.say(RECORDS[kind].node.plural) if kind in RECORDS else kind


def _choices(names: dict[str, str], asked: str) -> list[Choice]:
    named = sorted(names.items(), key=lambda pair: pair[1])
    return [Choice(value, label, value == asked) for value, label in named if value]


def _address(asked: dict[str, str], page: int) -> str:
    return urlencode({**{name: text for name, text in asked.items() if text}, "page": page})


def _row(here: AtDesk, p: Context, item: DeskItem, today: date) -> QueueRow:
    number = item.id.partition("/")[2]
    held = item.state == HELD
    if held:
        change, findings = next(iter(item.findings), ""), len(item.findings)
    else:
        change, findings = _change(here, p, item.id)
    return QueueRow(
        ("held" if held else "entries", number), item.title, _kind(p, item.kind),
        _of_text(p, item), p.say(_STATES[HELD if held else "proposed"]), change, findings,
        item.received, p.say(_time(item, today)),
    )  # fmt: skip


def _change(here: AtDesk, p: Context, id_: str) -> tuple[str, int]:
    """Return what a submission changes, in a word, and how many findings it has."""
    with here.desk() as desk:
        record = seen_record(desk, Submission, id_, here.who).record
    item = item_of(here, record)
    store = here.reader.inquiry.store
    found = changes_of(store, item.changes, office_source(record.office or ""))
    return p.say(_word(found.known, found.record, found.altered)), len(item.findings)


def _word(known: bool, record: str | None, altered: Sequence[object]) -> Message:
    if record is None:
        return msg("it cannot be read")
    if not known:
        return msg("a new record")
    if not altered:
        return msg("nothing new")
    n = len(altered)
    return nmsg("changes {count} field", "changes {count} fields", n)


def _time(item: DeskItem, today: date) -> Message:
    """Return how long there is, in working words: never a colour alone."""
    if item.due is None:
        return msg("no day is set")
    days = (date.fromisoformat(item.due) - today).days
    if item.state == HELD:
        return nmsg("lapses in {count} day", "lapses in {count} days", max(days, 0))
    if days < 0:
        return nmsg("{count} day late", "{count} days late", -days)
    return nmsg("{count} day left", "{count} days left", days)
