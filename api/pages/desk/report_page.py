"""A long report dropped on the desk, and what concerns the office that reads it."""

# ruff: noqa: FAST003 (the language is taken by the reader)

from __future__ import annotations

import base64
from collections.abc import Iterator
from contextlib import suppress
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Response

from api.csrf import form_of
from api.pages.brief_page import FILES
from api.pages.desk.at_desk import AtDesk, Desk
from api.pages.desk.recognised_part import PROPOSE, choices, recognised_part, visibility_of
from api.pages.page_context import Context, Text
from api.paper_answers import in_turn
from api.report_answers import FOR, ReportAnswer, ReportsBusyError, condensed_for, require_reader
from api.upload_form import MAX_REPORTS
from kg.base.errors import BadFileError, BadOptionError, CoopgraphError, UnknownIdError
from kg.brief.paper import Paper
from kg.condense.condensed_paper import condensed_paper
from kg.exchange.parties import decides
from kg.graph.actors import real
from viz.papers.paper_forms import FORMS, file_name
from viz.papers.paper_html import html_body
from viz.papers.paper_input import input_of
from viz.papers.papers_extra import PapersMissingError

router = APIRouter()
Word = Annotated[str, Query(max_length=400)]
_STATE: Final = "state/"


@router.get("/{lang:language}/desk/report")
def report_form(
    here: Desk, of: Annotated[str, Query(alias=FOR, max_length=400)] = "", propose: Word = ""
) -> Response:
    """Show the form that takes a report; one's own state is chosen where no other is named."""
    require_reader(here.reader)
    return _form(here, {FOR: of or _own_state(here), PROPOSE: propose})


@router.post("/{lang:language}/desk/report")
def report(here: Desk) -> Response:
    """Take a report, and show what concerns whom; kept is only what is put in the queue."""
    form = form_of(here.reader.request)
    try:
        visibility_of(form)
        found = condensed_for(here.reader)
    except (BadFileError, BadOptionError, UnknownIdError, ReportsBusyError) as error:
        return _form(here, form, error)
    return _shown(here, found, recognised_part(here, found.report, form))


def _own_state(here: AtDesk) -> str:
    """Return the state that an office speaks for, empty where it speaks for none."""
    if here.focal_point.office is None:
        return ""
    actor = here.office.actor
    return actor if actor.startswith(_STATE) else ""


def _form(here: AtDesk, said: dict[str, str], error: CoopgraphError | None = None) -> Response:
    frame = Context(here.reader)
    content: dict[str, Any] = {
        "states": _states(here),
        "chosen": said.get(FOR, ""),
        "megabytes": MAX_REPORTS // 10**6,
        "problem": None if error is None else (error.detail, error.fix),
        "action": frame.path("desk", "report"),
        **choices(here, said),
    }
    answer = here.page("desk/report.html", content, wrong=error is not None)
    if isinstance(error, ReportsBusyError):
        answer.status_code = error.status
        answer.headers["Retry-After"] = str(error.after)
    return answer


def _states(here: AtDesk) -> list[tuple[str, Text]]:
    """Return what can be chosen, by name: states that are no examples, and one's own."""
    frame, view = Context(here.reader), here.reader.view
    ids = {view.id(node) for node in real(view, map(int, view.of_type("State")))}
    named = [(id_, frame.label(id_)) for id_ in {*ids, _own_state(here)} - {""}]
    return sorted(named, key=lambda one: (one[1].text, one[0]))


def _shown(here: AtDesk, answer: ReportAnswer, recognised: dict[str, Any]) -> Response:
    frame, reader = Context(here.reader), here.reader
    paper = condensed_paper(answer.document, reader.view, reader.view.audience, answer.state)
    found = input_of(paper)
    with in_turn(reader.service):
        files = [*_files(frame, paper)]
    content = {
        "title": answer.document.title,
        "paper": html_body(found, frame.node, lambda _address: None),
        "files": files,
        "chosen": "" if answer.state is None else answer.state.id,
        "again": frame.path("desk", "report"),
        "queue": frame.path("desk", "queue") if decides(here.who) else None,
        **recognised,
    }
    return here.page("desk/reported.html", content)


def _files(frame: Context, paper: Paper) -> Iterator[tuple[Any, str, str]]:
    """Yield the paper as files within the page: it is made of what nobody keeps."""
    for form, label in FILES:
        with suppress(PapersMissingError):
            body = base64.b64encode(FORMS[form].write(input_of(paper))).decode()
            media = FORMS[form].media.replace(" ", "")
            yield frame.say(label), file_name(paper, form), f"data:{media};base64,{body}"
