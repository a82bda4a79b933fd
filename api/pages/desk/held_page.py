"""A row of a file that waits: shown, corrected beside its findings, taken, or let go."""

# ruff: noqa: FAST003 (the language is taken by the reader)

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Response
from fastapi.responses import RedirectResponse

from api.csrf import form_of
from api.pages.desk.at_desk import SEE_OTHER, AtDesk, Secretariat
from api.pages.desk.cell_fields import CellField, cell_field, place_words
from api.pages.page_context import Context
from ingest.findings import Finding
from ingest.held_decisions import Taken, decided, let_go, mark_of, rows_waiting
from ingest.held_rows import PREFIX, HeldRow, row_title
from ingest.rereading import READERS
from ingest.sheet.headers.sheet_kinds import COLUMNS, RECORDS
from kg.base.errors import BadOptionError
from kg.base.i18n import msg
from kg.base.reader_manner import series
from kg.exchange.acceptance import Ledgers

router = APIRouter()
Number = Annotated[str, Path(pattern="^[0-9a-f]{16}$")]
_CELL: Final = "cell-"
_NEW: Final = "new-"
_CONFLICT: Final = 409


@router.get("/{lang:language}/desk/held/{number}")
def held(here: Secretariat, number: Number) -> Response:
    """Show a row, why it waits, and what can be decided about it."""
    return _shown(here, _row(here, number))


@router.post("/{lang:language}/desk/held/{number}")
def decide_row(here: Secretariat, number: Number) -> Response:
    """Take a row as it stands or with other cells, or let it go."""
    form, row = form_of(here.reader.request), _row(here, number)
    if form.get("seen", "") != mark_of(row):
        return _shown(here, row, meanwhile=True)
    act = form.get("act", "")
    if act == "discard":
        return _let_go(here, row, form)
    values = _values(row, form) if act == "correct" else {}
    if act == "correct" and not values:
        return _shown(here, row, unaltered=True)
    with here.desk(write=True) as desk, here.reader.service.knowledge.writing() as knowledge:
        ledgers, proposal = Ledgers(knowledge, desk), _proposal(form, act)
        taken = decided(ledgers, [row], here.now, values=values, proposal=proposal)
    if taken.accepted:
        return _to_queue(here, taken)
    # What was corrected waits so corrected; what stands as it did is shown with what was found.
    return _shown(here, taken.waiting[0], still=True)


def _row(here: AtDesk, number: str) -> HeldRow:
    with here.desk() as desk:
        return rows_waiting(desk, [f"{PREFIX}{number}"], here.now)[0]


def _let_go(here: AtDesk, row: HeldRow, form: Mapping[str, str]) -> Response:
    """Let a row go where that was confirmed: nothing of it is kept."""
    if form.get("confirmed") != "yes":
        return _shown(here, row, unconfirmed=True)
    with here.desk(write=True) as desk:
        let_go(desk, [row], here.now)
    return here.to("queue")


def _to_queue(here: AtDesk, taken: Taken) -> Response:
    frame = Context(here.reader)
    stated = next(iter(taken.stated), "")
    address = frame.url("desk", "queue", taken=stated or None)
    return RedirectResponse(address, SEE_OTHER, {"Cache-Control": "no-store"})


def _proposal(form: Mapping[str, str], act: str) -> int | None:
    number = form.get("take", "")
    if act != "take":
        return None
    if not number.isascii() or not number.isdecimal():
        raise BadOptionError("take", number[:20], msg("Choose one of those proposed."))
    return int(number[:4])


def _values(row: HeldRow, form: Mapping[str, str]) -> dict[str, str]:
    """Return the cells that somebody altered: those of the file, and columns that it lacks."""
    found: dict[str, str] = {}
    for number, (word, text) in enumerate(row.row.items()):
        said = form.get(f"{_CELL}{number}")
        if said is not None and said.strip() != text.strip():
            found[word] = said
    for column in _columns(row):
        said = form.get(f"{_NEW}{column}", "").strip()
        if said:
            found[column] = said
    return found


def _columns(row: HeldRow) -> list[str]:
    """Return the columns of the kind that the row does not have and something was found of."""
    kind = row.kept.kind if row.kept else ""
    there = {column for column, _ in _named(row).values()}
    asked = {finding.field for finding in row.findings}
    return [c for c in COLUMNS.get(kind, ()) if c in asked and c not in there]


def _named(row: HeldRow) -> dict[str, tuple[str, str | None]]:
    """Return header → column and language, of the headers that were read."""
    columns = row.kept.facts.get("columns", {}) if row.kept else {}
    return {word: (str(name[0]), name[1]) for word, name in columns.items()}


def _can_correct(row: HeldRow) -> bool:
    reader = READERS.get(row.kept.reader) if row.kept else None
    return reader is not None and reader.correct is not None


def _shown(
    here: AtDesk,
    row: HeldRow,
    *,
    meanwhile: bool = False,
    still: bool = False,
    unaltered: bool = False,
    unconfirmed: bool = False,
) -> Response:
    frame = Context(here.reader)
    fields = _fields(row, frame.lang)
    columns = {finding.field for one in fields for finding in one.findings}
    proposed = [f for f in row.findings if f.proposed]
    kind = row.kept.kind if row.kept else ""
    content: dict[str, Any] = {
        "row": row,
        "title": row_title(row),
        "place": frame.say(place_words(row.where)),
        "kind": frame.say(RECORDS[kind].node.plural) if kind in RECORDS else kind,
        "fields": fields,
        "general": [f for f in row.findings if f.field not in columns],
        "can_correct": _can_correct(row),
        "can_take": row.kept is not None,
        "proposals": _proposals(frame, proposed),
        "meanwhile": meanwhile,
        "still": still,
        "unaltered": unaltered,
        "unconfirmed": unconfirmed,
        "seen": mark_of(row),
        "action": frame.path("desk", "held", row.id.removeprefix(PREFIX)),
    }
    answer = here.page("desk/held.html", content, wrong=still or unaltered or unconfirmed)
    if meanwhile:
        answer.status_code = _CONFLICT
    return answer


def _fields(row: HeldRow, lang: str) -> list[CellField]:
    """Return the cells as fields: called as in the file, with what was found of each."""
    kind, named = row.kept.kind if row.kept else "", _named(row)
    fields: list[CellField] = []
    for number, (word, text) in enumerate(row.row.items()):
        column = named.get(word, ("", None))[0]
        field = cell_field(kind, column, {column: text}, row.findings if column else (), lang)
        fields.append(field._replace(column=f"{_CELL}{number}", label=word, needed=False))
    for column in _columns(row):
        field = cell_field(kind, column, {}, row.findings, lang)
        fields.append(field._replace(column=f"{_NEW}{column}"))
    return fields


def _proposals(p: Context, found: list[Finding]) -> list[tuple[int, str]]:
    """Return what can be taken instead: for each number the proposals of all fields."""
    if not found:
        return []
    fewest = min(len(finding.proposed) for finding in found)
    return [
        (n + 1, series((p.say(finding.proposed[n].said(n + 1)) for finding in found), p.lang))
        for n in range(fewest)
    ]
