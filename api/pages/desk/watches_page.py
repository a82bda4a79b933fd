"""Watch lists: what an office wants to hear of when something new fits, and how often."""

# ruff: noqa: FAST003 (the language is taken by the reader)

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Final, NamedTuple

from fastapi import APIRouter, Path, Query, Response

from api.csrf import form_of
from api.pages.declared_page import LABELS
from api.pages.desk.at_desk import AtDesk, Desk
from api.pages.desk.letters_page import keep_pace
from api.pages.list_questions import TYPES
from api.pages.page_context import Context
from kg.base.errors import BadOptionError
from kg.base.i18n import msg
from kg.base.text import fold
from kg.browse.declared_list import FACETS, Facet, Wanted, listed
from kg.exchange.moving import begin, move, new_id, records_of, seen_record
from kg.exchange.watch_names import name_of
from kg.exchange.watching import FIELDS, fitting, known_by
from kg.model.desk_types import Watch
from kg.model.registry import NODES
from kg.model.relations import DECLARED

router = APIRouter()
Number = Annotated[str, Path(pattern="^[0-9a-f]{16}$")]
Id = Annotated[str, Query(max_length=400)]
_MOST: Final = 50
"""Watch lists of one office."""


class Row(NamedTuple):
    """A watch list as the page shows it: its name, how much fits it now, by what it was seen."""

    number: str
    name: str
    fits: int
    kept: bool
    seen: str
    is_list: bool


@router.get("/{lang:language}/desk/watches")
def watches(  # noqa: PLR0917 (what a list can be narrowed down by)
    here: Desk,
    kind: Id = "",
    record: Id = "",
    sector: Id = "",
    state: Id = "",
    language: Id = "",
    region: Id = "",
    modality: Id = "",
    change: Id = "",
) -> Response:
    """Show what an office watches, and the form for one more, filled in where one came from."""
    said = {"kind": kind, "record": record, "sector": sector, "state": state,
            "language": language, "region": region, "modality": modality}  # fmt: skip
    if change:
        said = _said_of(here.seen(Watch, change).record)
    return _page(here, said, change)


@router.post("/{lang:language}/desk/watches")
def watch(here: Desk) -> Response:
    """Keep one more watch list, or how often letters come."""
    form = form_of(here.reader.request)
    if form.get("act") == "pace":
        keep_pace(here.reader.request, here.focal_point, form.get("digest", ""))
        return here.to("watches")
    said = _checked(here, form)
    known = known_by(here.reader.view)
    new = Watch(id=new_id(Watch), office=here.office.id, known=known, **said)
    with here.desk(write=True) as desk:
        if len(records_of(desk, Watch, here.who)) >= _MOST:
            fix = msg("Stop and change one of those that there are; {n} is the most.", n=_MOST)
            raise BadOptionError("watch", "", fix)
        begin(desk, new, "watch", here.who, here.now)
    return here.to("watches")


@router.post("/{lang:language}/desk/watches/{number}")
def act(here: Desk, number: Number) -> Response:
    """Do what a button says: change, stop, take up again."""
    form, seen = form_of(here.reader.request), here.seen(Watch, number)
    seen = seen._replace(token=form.get("seen", ""))
    chosen = form.get("act", "")
    said: dict[str, str | None] = {} if chosen == "stop" else {"known": known_by(here.reader.view)}
    if chosen == "alter":
        said |= {"kind": None, **dict.fromkeys(FIELDS.values())} | _checked(here, form)
    with here.desk(write=True) as desk:
        move(desk, seen, chosen, here.who, here.now, **said)
    return here.to("watches")


def _checked(here: AtDesk, form: Mapping[str, str]) -> dict[str, str]:
    """Return the fields of a watch list that a form says.

    Raises:
        BadOptionError: it is of nothing.
        UnknownIdError: it names what is not there, or not for this reader.
    """
    view = here.reader.view
    record, kind = form.get("record", "").strip(), form.get("kind", "")
    if record:
        node = view.index(record)
        if not view.is_a(node, *DECLARED):
            raise BadOptionError("record", record, msg("Name an offer, a demand or a practice."))
        return {"record": view.id(node)}
    if kind not in TYPES:
        raise BadOptionError("kind", kind, msg("Use one of: {names}.", names=list(TYPES)))
    named = {name: form.get(facet, "").strip() for facet, name in FIELDS.items()}
    return {"kind": kind} | {name: view.id(view.index(id_)) for name, id_ in named.items() if id_}


def _said_of(watch: Watch) -> dict[str, str]:
    said = {"kind": watch.kind, "record": watch.record}
    said |= {facet: getattr(watch, name) for facet, name in FIELDS.items()}
    return {name: text or "" for name, text in said.items()}


def _page(here: AtDesk, said: Mapping[str, str], change: str) -> Response:
    frame = Context(here.reader)
    rows = list(_rows(here, frame))
    record = said["record"]
    content: dict[str, Any] = {
        "office": frame.label(here.office.id),
        "rows": rows,
        "pace": here.focal_point.digest or "week",
        "said": said,
        "record": frame.label(record) if record and frame.known(record) else None,
        "kinds": [(kind, frame.say(NODES[type_].plural)) for kind, type_ in TYPES.items()],
        "facets": [(facet, frame.say(LABELS[facet]), _options(here, frame, facet, said[facet]))
                   for facet in FACETS],
        "change": next((row for row in rows if row.number == change), None),
        "action": frame.path("desk", "watches"),
    }  # fmt: skip
    return here.page("desk/watches.html", content)


def _rows(here: AtDesk, frame: Context) -> Iterable[Row]:
    view, store, lang = here.reader.view, here.reader.inquiry.store, here.reader.lang
    with here.desk() as desk:
        for watch in records_of(desk, Watch, here.who):
            seen = seen_record(desk, Watch, watch.id, here.who)
            yield Row(
                watch.number,
                name_of(watch, lambda id_: frame.label(id_).text if frame.known(id_) else None,
                        lang),
                len(fitting(view, store, watch, lang)),
                watch.state == "kept",
                seen.token,
                watch.record is None,
            )  # fmt: skip


def _options(here: AtDesk, frame: Context, facet: Facet, chosen: str) -> list[tuple[str, str]]:
    """Return what a list can be narrowed down by, by name; what is chosen is among it."""
    records = here.reader.inquiry.records
    own = frame.view.snapshot.index(chosen) if chosen else None
    found: set[int] = set() if own is None else {own}
    for type_ in TYPES.values():
        found |= set(listed(frame.view, records, Wanted(type_, {}), frame.lang).counts[facet])
    named = ((frame.view.id(node), frame.label(frame.view.id(node)).text) for node in found)
    return sorted(named, key=lambda option: (fold(option[1]), option[0]))
