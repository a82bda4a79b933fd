"""What a report says that may become knowledge: shown to who may put it in the queue, or put there.

One form does both, since nothing of a report is kept between two steps: who looks first sends it
once more.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from api.authentication.access_state import access_of
from api.pages.desk.at_desk import AtDesk
from api.pages.page_context import Context
from ingest.held_rows import PREFIX
from ingest.report_proposals import ProposeAsked, propose, recognised
from ingest.sheet.headers.sheet_kinds import RECORDS
from kg.base.audience import AUDIENCES, Audience, audience_named
from kg.condense.long_report import Report
from kg.condense.places import place
from kg.exchange.acceptance import Ledgers
from kg.exchange.parties import decides, proposes
from kg.model.documents import RecognisedRow
from kg.model.fields import VISIBLE

PROPOSE: Final = "propose"
"""The field that says that rows are put in the queue."""
_YES: Final = "yes"
_DEFAULT: Final[Audience] = "states"


class RowShown(NamedTuple):
    """A row that waits, or could: where it leads (None: nowhere), what it is, its words, place."""

    address: str | None
    kind: str
    title: str
    words: str
    lang: str
    place: str


def may_propose(here: AtDesk) -> bool:
    """Say whether somebody may put in the queue what a report says, as they read now."""
    return proposes(here.who) and here.reader.view.audience == "board"


def choices(here: AtDesk, said: Mapping[str, str]) -> dict[str, Any]:
    """Return what the form asks of who may: whether, and who may see what is taken."""
    return {
        "may_propose": may_propose(here),
        "propose": said.get(PROPOSE) == _YES,
        "visibility": said.get(VISIBLE) or _DEFAULT,
        "audiences": AUDIENCES,
    }


def visibility_of(form: Mapping[str, str]) -> Audience:
    """Return for whom what is taken will be, the states where a form does not say it.

    Raises:
        BadOptionError: there is no such audience.
    """
    return audience_named(form.get(VISIBLE) or _DEFAULT, VISIBLE)


def recognised_part(here: AtDesk, report: Report, form: Mapping[str, str]) -> dict[str, Any]:
    """Return what a report says for the queue, put there where the form says so.

    Raises:
        BadOptionError: there is no such audience.
        StoreError: the knowledge base or the desk cannot be written; what was written stays.
    """
    if not may_propose(here):
        return {"recognised": None, "proposed": None}
    days = access_of(here.reader.request).settings.queue_days
    asked = ProposeAsked(report, here.reader.view, here.now, days, visibility_of(form))
    if form.get(PROPOSE) != _YES:
        rows = recognised(asked)
        return {"recognised": _shown(here, rows, waits=False), "proposed": None}
    with here.desk(write=True) as desk, here.reader.service.knowledge.writing() as knowledge:
        found = propose(asked, Ledgers(knowledge, desk))
    return {"recognised": _shown(here, found.rows, waits=True), "proposed": found}


def _shown(here: AtDesk, rows: list[RecognisedRow], *, waits: bool) -> list[RowShown]:
    frame = Context(here.reader)
    leads = waits and decides(here.who)
    return [
        RowShown(
            frame.path("desk", "held", one.id.removeprefix(PREFIX)) if leads else None,
            frame.say(RECORDS[one.kind].node.title_of_type),
            one.title,
            one.text,
            one.lang,
            frame.say(place(one)),
        )
        for one in rows
    ]
