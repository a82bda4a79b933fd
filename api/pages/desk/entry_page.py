"""Entering an offer, a demand or a good practice: a form, checked as a row of its sheet."""

# ruff: noqa: FAST003 (the language is taken by the reader)

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Final, NamedTuple

from fastapi import APIRouter, Path, Query, Response

from api.csrf import form_of
from api.pages.desk.at_desk import AtDesk, Desk
from api.pages.desk.practice_cells import practice_cells
from api.pages.desk.text_language import text_language, written_in
from api.pages.page_context import Context
from api.service import today
from ingest.entries import cells_of, entry_source, form_columns, pairs_of
from ingest.findings import Finding, Item, Outcome
from ingest.sheet.column_help import help_of
from ingest.sheet.headers.column_words import words_of
from ingest.sheet.headers.sheet_kinds import DECLARED, NECESSARY, RECORDS, TRANSLATED
from kg.definitions.shipped_names import OFFERS_FOR_DEMAND
from kg.exchange.moving import Seen, begin, move, new_id, seen_record
from kg.exchange.parties import require_entering
from kg.graph.probe import Probe
from kg.graph.view import Direction
from kg.matching.lens.lens_files import LENSES
from kg.matching.match import answer as matched
from kg.model.changes import RelationStatement
from kg.model.desk_types import Submission
from kg.model.documents import MatchResult

router = APIRouter()
Kind = Annotated[str, Path(pattern=f"^({'|'.join(DECLARED)})$")]
_LONG: Final = (*TRANSLATED, "conditions", "evidence", "eligible")
"""Columns that take more than a line."""
_FIRST: Final = ("title", "summary", "sector", "languages", "starts", "ends")
"""Columns that every form shows at once; the others come after them."""
_PREVIEW: Final = 3
PRACTICES: Final = "practices"
"""The kind of entry that what was concluded may become."""


class Field(NamedTuple):
    """One field of the form, with what was found of it."""

    column: str
    label: str
    help: str
    value: str
    needed: bool
    long: bool
    findings: list[Finding]


@router.get("/{lang:language}/desk/new/{kind}")
def new_entry(
    here: Desk,
    kind: Kind,
    contact: Annotated[str, Query(pattern="^[0-9a-f]{16}$")] = "",
) -> Response:
    """Show an empty form, or that of a practice with what is known of what was concluded."""
    require_entering(here.who, kind)
    cells = practice_cells(here, contact) if contact and kind == PRACTICES else {}
    return _form(here, kind, cells, None)


@router.post("/{lang:language}/desk/new/{kind}")
def enter(here: Desk, kind: Kind) -> Response:
    """Check an entry, keep it, or send it to the secretariat."""
    return taken(here, kind, None)


def taken(here: AtDesk, kind: str, seen: Seen[Submission] | None) -> Response:
    """Do with a form what its button says; nothing is lost where something is wrong."""
    require_entering(here.who, kind)
    form = form_of(here.reader.request)
    cells = {name: form.get(name, "").strip() for name in form_columns(kind)}
    item = checked(here, kind, cells, lang=text_language(here, seen))
    if form.get("act") == "check":
        return _form(here, kind, cells, item, seen)
    if form.get("act") == "propose" and (item.outcome is not Outcome.ACCEPTED or _unsaid(cells)):
        return _form(here, kind, cells, item, seen, wrong=True)
    record = _kept(here, kind, cells, seen)
    if form.get("act") == "propose":
        with here.desk(write=True) as desk:
            move(
                desk, seen_record(desk, Submission, record.id, here.who), "propose", here.who,
                here.now,
            )  # fmt: skip
    return here.to("entries", record.id.partition("/")[2])


def checked(
    here: AtDesk, kind: str, cells: Mapping[str, str], where: str = "", lang: str = ""
) -> Item:
    """Return what becomes of an entry: what it would state, and all that is found of it.

    ``lang`` is the language of its texts, where it is not that of the page.
    """
    service, store = here.reader.service, here.reader.inquiry.store
    source = entry_source(
        kind, cells, here.office, service.known.of(store), store,
        lang=lang or here.reader.lang, today=today(), where=where,
    )  # fmt: skip
    return next(iter(source.items))


def _kept(
    here: AtDesk, kind: str, cells: Mapping[str, str], seen: Seen[Submission] | None
) -> Submission:
    said: dict[str, Any] = {
        "kind": kind, "row": pairs_of(kind, cells), "lang": text_language(here, seen),
    }  # fmt: skip
    with here.desk(write=True) as desk:
        if seen is not None:
            return move(desk, seen, "draft", here.who, here.now, **said)
        new = Submission(id=new_id(Submission), office=here.office.id, **said)
        return begin(desk, new, "draft", here.who, here.now)


def _unsaid(cells: Mapping[str, str]) -> bool:
    """Say whether it was left open who may read it: that is a choice, and nothing is chosen."""
    return not cells.get("visibility")


def _form(
    here: AtDesk,
    kind: str,
    cells: Mapping[str, str],
    item: Item | None,
    seen: Seen[Submission] | None = None,
    *,
    wrong: bool = False,
) -> Response:
    frame = Context(here.reader)
    fields = [_field(here, kind, column, cells, item) for column in form_columns(kind)]
    shown = [f for f in fields if f.column not in {"visibility", "id", "confirmed_on"}]
    first = [f for name in _FIRST for f in shown if f.column == name]
    content = {
        "kind": kind,
        "type": frame.say(RECORDS[kind].node.title_of_type),
        "office": frame.label(here.office.id),
        "first": first,
        "more": [f for f in shown if f not in first],
        "visibility": cells.get("visibility", ""),
        "text_lang": text_language(here, seen),
        "text_langs": written_in(frame),
        "unsaid": wrong and _unsaid(cells),
        "record": cells.get("id", ""),
        "action": frame.path("desk", "new", kind)
        if seen is None
        else frame.path("desk", "entries", seen.record.id.partition("/")[2], "edit"),
        "general": _general(item, {f.column for f in shown}),
        "checked": item is not None,
        "good": item is not None and item.outcome is Outcome.ACCEPTED,
        "remark": seen.record.remark if seen else None,
        "matches": [] if item is None else preview(here, kind, item),
    }
    return here.page("desk/entry.html", content, wrong=wrong)


def edit_form(here: AtDesk, seen: Seen[Submission]) -> Response:
    """Show the form of an entry that is there."""
    return _form(here, seen.record.kind or "", cells_of(seen.record), None, seen)


def _field(
    here: AtDesk, kind: str, column: str, cells: Mapping[str, str], item: Item | None
) -> Field:
    lang = here.reader.lang
    return Field(
        column,
        words_of(kind, column)[lang][0],
        help_of(kind, column).text(lang),
        cells.get(column, ""),
        column in NECESSARY[kind],
        column in _LONG,
        [f for f in item.findings if f.field == column] if item else [],
    )


def _general(item: Item | None, columns: set[str]) -> list[Finding]:
    return [f for f in item.findings if f.field not in columns] if item else []


def preview(here: AtDesk, kind: str, item: Item) -> list[MatchResult]:
    """Return whom an entry would match, before it is sent: nothing is written for it."""
    if kind == "practices" or item.outcome is not Outcome.ACCEPTED:
        return []
    view = here.reader.view
    links: dict[tuple[str, Direction], tuple[int, ...]] = {}
    for change in item.changes:
        if isinstance(change, RelationStatement):
            way: Direction = "in" if change.relation.type in {"DECLARES", "CONTACT_FOR"} else "out"
            other = change.relation.start if way == "in" else change.relation.end
            index = view.snapshot.index(other)
            if index is not None:
                key = change.relation.type, way
                links[key] = (*links.get(key, ()), index)
    names = links.get(("DECLARES", "in"), ())
    probe = Probe(RECORDS[kind].node.__name__, links, names)
    lens = LENSES.named(OFFERS_FOR_DEMAND)
    return matched(view, lens, probe, here.reader.lang, _PREVIEW).results
