"""The papers of an office: those it may have, those delivered to it, whether these were useful."""

# ruff: noqa: FAST003 (the language is taken by the reader)

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from fastapi import APIRouter, Response

from api.csrf import form_of
from api.languages import ENDONYMS
from api.pages.brief_page import FILES
from api.pages.desk.at_desk import AtDesk, Desk
from api.pages.desk.desk_lines import Line, line_of
from api.pages.page_context import Context, Text
from kg.base.i18n import LANGUAGES
from kg.brief.own_papers import papers_for
from kg.exchange.moving import Seen, open_steps, records_of
from kg.exchange.paper_deliveries import LONGEST_TEXT, ReadyPaper, is_said, newest, note_reply
from kg.exchange.parties import decides
from kg.model.desk_types import USEFUL, Delivery
from kg.model.vocabulary import USEFULNESS
from kg.store.protocol import Store

router = APIRouter()
FOLDER: Final = "papers"
_LISTED_FOR: Final = timedelta(days=30)
"""For so long My desk names a paper of which nobody said whether it was useful."""


class Form(NamedTuple):
    """A paper in one language: where it is read, where each kind of file is."""

    lang: str
    name: str
    address: str
    files: list[tuple[str, str]]


class Listed(NamedTuple):
    """A paper on the list: what was delivered of it last, and where what has changed is told."""

    title: str
    read: str
    files: list[tuple[str, str]]
    delivered: Delivery | None
    changed: str


@router.get("/{lang:language}/desk/papers")
def papers(here: Desk) -> Response:
    """Show the papers of whoever is at the desk, those delivered last first."""
    with here.desk() as desk:
        known = newest(one for one in records_of(desk, Delivery, here.who) if _is_ours(here, one))
    frame = Context(here.reader)
    ready = papers_for(here.reader.view, here.focal_point, frame.lang)
    content = {
        "listed": list(_listed(here, frame, ready, known)),
        "sends": decides(here.who),
        "reads_answers": here.focal_point.role in {"secretariat", "board"},
        "words": {name: frame.say(word) for name, word in USEFULNESS.items()},
    }
    return here.page("desk/papers.html", content)


@router.get("/{lang:language}/desk/papers/{number}")
def delivered(here: Desk, number: str) -> Response:
    """Show a paper that was delivered, in each language, and ask if it was useful."""
    return _page(here, here.seen(Delivery, number))


@router.post("/{lang:language}/desk/papers/{number}")
def reply(here: Desk, number: str) -> Response:
    """Take what an office says of a paper."""
    seen, form = here.seen(Delivery, number), form_of(here.reader.request)
    useful, missing = form.get("useful", ""), form.get("missing", "").strip()
    if not is_said(useful, missing):
        return _page(here, seen, typed=missing, wrong=True)
    with here.desk(write=True) as desk:
        record = Seen(seen.record, form.get("seen", seen.token))
        note_reply(desk, record, here.who, here.now, useful=useful, missing=missing)
    return here.to(FOLDER, number)


def delivered_papers(here: AtDesk, desk: Store) -> Iterator[Line]:
    """Yield the papers that My desk names: delivered lately, and nothing said of them yet."""
    for one in records_of(desk, Delivery, here.who):
        fresh = here.now - datetime.fromisoformat(one.delivered or "") < _LISTED_FOR
        if one.state == "delivered" and fresh and _is_ours(here, one):
            yield line_of(here, one, one.title or one.id, (FOLDER, one.number))


def _is_ours(here: AtDesk, one: Delivery) -> bool:
    return here.focal_point.office is not None and one.office == here.focal_point.office


def _listed(
    here: AtDesk, frame: Context, ready: list[ReadyPaper], known: list[Delivery]
) -> Iterator[Listed]:
    """Yield what was delivered, the newest first, then what else there is."""
    by_name = {(one.kind, one.about): one for one in ready}
    for one in known:
        paper = by_name.pop((one.kind or "", one.about), None)
        if paper is not None:
            yield _line(frame, paper, one, _changed(here, frame, one))
    for paper in by_name.values():
        yield _line(frame, paper, None, "")


def _line(frame: Context, paper: ReadyPaper, last: Delivery | None, changed: str) -> Listed:
    form = _form(frame, paper.kind, paper.about, frame.lang)
    return Listed(paper.title, form.address, form.files, last, changed)


def _changed(here: AtDesk, frame: Context, last: Delivery) -> str:
    """Return where what has changed since a paper was delivered is told; none where nothing has."""
    if last.known == here.reader.view.snapshot.token:
        return ""
    return (
        f"{_address(frame, last.kind, last.about, frame.lang)}?since={(last.delivered or '')[:10]}"
    )


def _page(
    here: AtDesk, seen: Seen[Delivery], *, typed: str | None = None, wrong: bool = False
) -> Response:
    frame, one = Context(here.reader), seen.record
    content = {
        "one": one,
        "title": _title(here, frame, one),
        "forms": [_form(frame, one.kind, one.about, code) for code in LANGUAGES],
        "labels": [frame.say(label) for _, label in FILES],
        "changed": _changed(here, frame, one),
        "asks": bool(open_steps(one, here.who)),
        "choices": [(name, frame.say(USEFULNESS[name])) for name in USEFUL],
        "missing": (one.missing or "") if typed is None else typed,
        "seen": seen.token,
        "action": frame.path("desk", FOLDER, one.number),
        "most": LONGEST_TEXT,
        "wrong": wrong,
    }
    return here.page("desk/paper.html", content, wrong=wrong)


def _title(here: AtDesk, frame: Context, one: Delivery) -> Text:
    """Return what a paper is called in the reader's language, as it was delivered to others."""
    ready = papers_for(here.reader.view, here.focal_point, frame.lang, [one.kind or ""])
    own = (paper.title for paper in ready if paper.about == one.about)
    other = one.lang if one.lang != frame.lang else None
    return next((Text(title) for title in own), Text(one.title or one.id, other))


def _form(frame: Context, kind: str | None, about: str | None, lang: str) -> Form:
    where = "/".join(["briefs", *_parts(kind, about)])
    files = [(frame.say(label), frame.data(where, format=form, lang=lang)) for form, label in FILES]
    return Form(lang, ENDONYMS[lang], _address(frame, kind, about, lang), files)


def _address(frame: Context, kind: str | None, about: str | None, lang: str) -> str:
    return "/".join([frame.root, lang, "brief", *_parts(kind, about)])


def _parts(kind: str | None, about: str | None) -> list[str]:
    return [part for part in (kind, about) if part]
