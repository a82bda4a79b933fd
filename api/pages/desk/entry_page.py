"""Entering an offer, a demand or a good practice: a form, checked as a row of its sheet."""

# ruff: noqa: FAST003 (the language is taken by the reader)

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Final, Literal, NamedTuple

from fastapi import APIRouter, Path, Query, Response

from api.csrf import form_of
from api.pages.desk.at_desk import AtDesk, Desk
from api.pages.desk.entry_target import (
    NOTHING_YET,
    Target,
    is_older,
    is_resent,
    says_nothing_new,
    target_of,
)
from api.pages.desk.practice_cells import practice_cells
from api.pages.desk.text_language import text_language, written_in
from api.pages.page_context import Context
from api.service import today
from ingest.entries import cells_of, entry_source, form_columns, pairs_of
from ingest.findings import Finding, Item, Outcome
from ingest.own_cells import ASIDE
from ingest.sheet.column_help import help_of, use_of
from ingest.sheet.headers.column_words import words_of
from ingest.sheet.headers.sheet_kinds import DECLARED, NECESSARY, RECORDS, TRANSLATED
from kg.base.i18n import LANGUAGES, say
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


Wrong = Literal["found", "unsaid", "same", "resent"]
"""Why an entry is not sent: something was found, it is not said who may read it, it says nothing
new, or it is what came back before."""


class Field(NamedTuple):
    """One field of the form, with what was found of it."""

    column: str
    label: str
    help: str
    use: str
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


def taken(here: AtDesk, kind: str, seen: Seen[Submission] | None, about: str = "") -> Response:
    """Do with a form what its button says; nothing is lost where something is wrong.

    ``about`` is the record that the form is of, where its address says so. What is about a record
    of somebody else is suggested to them.

    Raises:
        UnknownIdError: the record is not there for this office.
    """
    require_entering(here.who, kind)
    form = form_of(here.reader.request)
    cells = {name: form.get(name, "").strip() for name in entry_columns(kind, form)}
    if about or seen:
        cells["id"] = about or _about(seen)
    target = target_of(here, cells["id"])
    if target.other:
        return here.to("suggest", target.other)
    item = checked(here, kind, cells, lang=text_language(here, seen))
    if form.get("act") == "check":
        return _form(here, kind, cells, item, seen, target)
    if form.get("act") == "propose":
        why = _why_not(here, kind, cells, item, seen, target)
        if why:
            return _form(here, kind, cells, item, seen, target, wrong=why)
    record = _kept(here, kind, cells, seen, target)
    if form.get("act") == "propose":
        with here.desk(write=True) as desk:
            move(
                desk, seen_record(desk, Submission, record.id, here.who), "propose", here.who,
                here.now,
            )  # fmt: skip
    return here.to("entries", record.number)


def entry_columns(kind: str, names: Iterable[str]) -> list[str]:
    """Return the columns of a form: those of its kind, and texts in further languages among names.

    >>> [name for name in entry_columns("offers", ["title:es", "x:es", "title:xx"]) if ":" in name]
    ['title:es']
    """
    texts = (name for name in names if name.partition(":")[0] in TRANSLATED)
    further = [name for name in texts if name.partition(":")[2] in LANGUAGES]
    return [*form_columns(kind), *further]


def _why_not(  # noqa: PLR0917
    here: AtDesk,
    kind: str,
    cells: Mapping[str, str],
    item: Item,
    seen: Seen[Submission] | None,
    target: Target,
) -> Wrong | None:
    """Return why an entry is not sent, None where nothing speaks against it."""
    if item.outcome is not Outcome.ACCEPTED:
        return "found"
    if _unsaid(cells):
        return "unsaid"
    if says_nothing_new(target, item):
        return "same"
    return "resent" if is_resent(here, kind, cells, seen) else None


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
    here: AtDesk,
    kind: str,
    cells: Mapping[str, str],
    seen: Seen[Submission] | None,
    target: Target,
) -> Submission:
    said: dict[str, Any] = {
        "kind": kind, "row": pairs_of(kind, cells), "lang": text_language(here, seen),
    }  # fmt: skip
    if target.own is not None:
        said |= {"record": target.own.id, "based_on": _based_on(here, seen, target)}
    with here.desk(write=True) as desk:
        if seen is not None:
            return move(desk, seen, "draft", here.who, here.now, **said)
        new = Submission(id=new_id(Submission), office=here.office.id, **said)
        return begin(desk, new, "draft", here.who, here.now)


def _based_on(here: AtDesk, seen: Seen[Submission] | None, target: Target) -> str | None:
    """Return the record as it was when the form about it was made."""
    form: dict[str, str] = getattr(here.reader.request.state, "form", {})
    kept = seen.record.based_on if seen else None
    now = target.own.record.token if target.own else None
    return form.get("based_on", "")[:200] or kept or now


def _unsaid(cells: Mapping[str, str]) -> bool:
    """Say whether it was left open who may read it: that is a choice, and nothing is chosen."""
    return not cells.get("visibility")


def _form(  # noqa: PLR0917
    here: AtDesk,
    kind: str,
    cells: Mapping[str, str],
    item: Item | None,
    seen: Seen[Submission] | None = None,
    target: Target = NOTHING_YET,
    *,
    wrong: Wrong | None = None,
    lang: str = "",
) -> Response:
    frame = Context(here.reader)
    text_lang = lang or text_language(here, seen)
    columns = [c for c in entry_columns(kind, cells) if c.partition(":")[2] != text_lang]
    fields = [_field(here, kind, column, cells, item) for column in columns]
    shown = [f for f in fields if f.column not in {"visibility", *ASIDE}]
    first = [f for name in _FIRST for f in shown if f.column.partition(":")[0] == name]
    based_on = _based_on(here, seen, target)
    content = {
        "kind": kind,
        "type": frame.say(RECORDS[kind].node.title_of_type),
        "office": frame.label(here.office.id),
        "first": first,
        "more": [f for f in shown if f not in first],
        "visibility": cells.get("visibility", ""),
        "text_lang": text_lang,
        "text_langs": written_in(frame),
        "unsaid": wrong is not None and _unsaid(cells),
        "wrong": wrong,
        "record": "" if target.own else cells.get("id", ""),
        "own": frame.path("desk", "records", target.own.id) if target.own else "",
        "based_on": based_on or "",
        "older": is_older(target, based_on),
        "action": frame.path("desk", *_address(kind, seen, target)),
        "general": _general(item, {f.column for f in shown}),
        "checked": item is not None,
        "good": item is not None and item.outcome is Outcome.ACCEPTED,
        "remark": seen.record.remark if seen else None,
        "matches": [] if item is None else preview(here, kind, item),
    }
    return here.page("desk/entry.html", content, wrong=wrong is not None)


def _about(seen: Seen[Submission] | None) -> str:
    """Return the record that an entry changes; one that it led to and that was undone is none."""
    return (seen.record.record or "") if seen and seen.record.based_on else ""


def _address(kind: str, seen: Seen[Submission] | None, target: Target) -> tuple[str, ...]:
    if seen is not None:
        return "entries", seen.record.number, "edit"
    return ("change", target.own.id) if target.own else ("new", kind)


def entry_form(
    here: AtDesk, kind: str, cells: Mapping[str, str], target: Target, lang: str
) -> Response:
    """Show a form with what is known of a record, its texts in a language first."""
    return _form(here, kind, cells, None, None, target, lang=lang)


def edit_form(here: AtDesk, seen: Seen[Submission]) -> Response:
    """Show the form of an entry that is there."""
    target = target_of(here, _about(seen))
    return _form(here, seen.record.kind or "", cells_of(seen.record), None, seen, target)


def _field(
    here: AtDesk, kind: str, column: str, cells: Mapping[str, str], item: Item | None
) -> Field:
    name, _, own = column.partition(":")
    lang, frame = here.reader.lang, Context(here.reader)
    word = words_of(kind, name)[lang][0]
    return Field(
        column,
        f"{word} ({frame.language(own)})" if own else word,
        help_of(kind, name).text(lang),
        str(say(use_of(kind, name) or "", lang)),
        cells.get(column, ""),
        column in NECESSARY[kind],
        name in _LONG,
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
