"""Letters of the campaign: each seen by the secretariat as it would leave, then sent."""

# ruff: noqa: FAST003 (the language is taken by the reader)

from __future__ import annotations

import logging
from typing import Annotated, Any, Final, NamedTuple

from fastapi import APIRouter, Query, Response
from starlette.background import BackgroundTask

from api.authentication.access_state import access_of
from api.csrf import form_of
from api.pages.desk.at_desk import AtDesk, Desk
from api.pages.page_context import Context, Text
from api.service import today
from ingest.campaign_post import (
    Post,
    Prepared,
    campaign_letters,
    prepared,
    records_to_confirm,
)
from kg.base.audience import Audience
from kg.base.errors import BadOptionError, CoopgraphError, ForbiddenError, WrongUseError
from kg.base.i18n import Message, msg
from kg.exchange.campaign import campaign_of
from kg.exchange.campaign_asking import (
    KINDS,
    AskedLatelyError,
    AskRequest,
    NobodyToAskError,
    ask,
    require_askable,
)
from kg.exchange.desk_documents import DeskInquiry
from kg.exchange.mail.delivery import Mail
from kg.exchange.mail.rounds import Round
from kg.exchange.mail.sending import send_once
from kg.exchange.parties import decides
from kg.graph.view import View
from kg.store.protocol import Store

router = APIRouter()
_STATE: Final = "state:"
_AGAIN: Final = "again:"
_LOG: Final = logging.getLogger("coopgraph.mail")
_MOST: Final = 60


class NoMailError(WrongUseError):
    """Letters are to be sent by a service that sends none."""

    slug = "no-mail"
    status = 409
    title = msg("No letters are sent")

    def __init__(self) -> None:
        super().__init__(
            msg("This service sends no letters."), msg("Set COOPGRAPH_SMTP_URL for it.")
        )


class Sheet(NamedTuple):
    """A letter as the page shows it: to which mailbox, in which language, what it says."""

    to: str
    lang: str
    subject: str
    parts: list[str]
    files: tuple[str, ...]


class Chosen(NamedTuple):
    """A state that was chosen, with its letters; ``lately``: why it is not to be asked again yet.

    ``field`` is the name under which it is sent, ``why`` why there is no letter.
    """

    state: Text
    field: str
    picked: bool
    letters: list[Sheet]
    lately: str = ""
    why: str = ""


@router.get("/{lang:language}/desk/campaign/letters")
def letters(
    here: Desk,
    kind: Annotated[str, Query(max_length=_MOST)],
    state: Annotated[list[str], Query(max_length=_MOST)] = [],  # noqa: B006 (never altered)
) -> Response:
    """Show each letter as it would leave; nothing is sent by looking."""
    _require_secretariat(here)
    return _letters(here, _kind(kind), state, set())


@router.post("/{lang:language}/desk/campaign/letters")
def send(here: Desk) -> Response:
    """Send letters that were seen: those to all states that were chosen, or none."""
    _require_secretariat(here)
    access = access_of(here.reader.request)
    if access.settings.mail is None:
        raise NoMailError
    form = form_of(here.reader.request)
    kind = _kind(form.get("kind", ""))
    again = [name.removeprefix(_AGAIN) for name in form if name.startswith(_AGAIN)]
    states = [name.removeprefix(_STATE) for name in form if name.startswith(_STATE)]
    states = list(dict.fromkeys([*states, *again]))
    try:
        asked = _ask(here, kind, states, {*again})
    except (AskedLatelyError, NobodyToAskError):
        return _letters(here, kind, states, {*again}, wrong=True)
    response = here.to("campaign")
    # Afterwards: a mail server may take its time, and what was asked is noted.
    response.background = BackgroundTask(_send, here, access.settings.mail, asked)
    return response


def _require_secretariat(here: AtDesk) -> None:
    if not decides(here.who):
        raise ForbiddenError(
            msg("Letters of the campaign are sent by the secretariat."),
            msg("Sign in with its mailbox."),
        )


def _kind(text: str) -> str:
    if text not in KINDS:
        raise BadOptionError("kind", text, msg("Use one of: {names}.", names=list(KINDS)))
    return text


def _ask(here: AtDesk, kind: str, states: list[str], again: set[str]) -> list[str]:
    """Note on the desk what is asked of each state, of none where one may not be; return that."""
    asked: list[str] = []
    with here.desk(write=True) as desk:
        post = _post(here, desk)
        for state in states:
            require_askable(post.campaign, AskRequest(state, kind, state in again), here.now)
        for state in states:
            facts = post.campaign.state(state)
            records = records_to_confirm(post, facts) if facts and kind == "confirm" else {}
            wanted = AskRequest(state, kind, state in again, records)
            asked += [one.id for one in ask(desk, post.campaign, wanted, here.who, here.now)]
    return asked


def _send(here: AtDesk, mail: Mail, asked: list[str]) -> None:
    """Send what was asked just now; what does not leave is found by the next ``notify``."""
    access, service = access_of(here.reader.request), here.reader.service

    def view(audience: Audience) -> View:
        return service.knowledge.view(today(), audience)

    try:
        with access.desk.opened(write=True) as desk:
            round_ = Round(desk, mail, here.now, view)
            store = service.knowledge.store
            letters = campaign_letters(service.campaign, store, lambda: service.known.of(store))
            for letter in letters(round_):
                if letter.record in asked:
                    send_once(desk, mail, letter, here.now)
    except (CoopgraphError, ValueError) as error:
        _LOG.warning("Letters were not sent: %s", type(error).__name__)


def _post(here: AtDesk, desk: Store) -> Post:
    """Return what letters are made of today, whatever day or audience the address asks about."""
    service, mail = here.reader.service, access_of(here.reader.request).settings.mail
    store, day = here.reader.inquiry.store, today()
    inquiry = DeskInquiry(desk, here.who, day, here.reader.lang)
    known = campaign_of(service.knowledge.view(day, "board"), service.campaign, inquiry)
    reads = service.knowledge.view(day, "states")
    address = mail.address if mail else ""
    return Post(known, reads, store, lambda: service.known.of(store), address)


def _letters(
    here: AtDesk, kind: str, states: list[str], again: set[str], *, wrong: bool = False
) -> Response:
    frame = Context(here.reader)
    with here.desk() as desk:
        post = _post(here, desk)
    chosen = [_chosen(here, post, state, kind, again) for state in dict.fromkeys(states)]
    content: dict[str, Any] = {
        "kind": kind,
        "title": frame.say(KINDS[kind]),
        "chosen": chosen,
        "can_send": access_of(here.reader.request).settings.mail is not None,
        "action": frame.path("desk", "campaign", "letters"),
        "back": frame.path("desk", "campaign"),
        "wrong": wrong,
    }
    return here.page("desk/campaign_letters.html", content, wrong=wrong)


def _chosen(here: AtDesk, post: Post, state: str, kind: str, again: set[str]) -> Chosen:
    frame, lately = Context(here.reader), ""
    try:
        require_askable(post.campaign, AskRequest(state, kind), here.now)
    except AskedLatelyError as error:
        lately = error.sentence(frame.lang)
    except NobodyToAskError as error:
        return Chosen(frame.label(state), "", False, [], why=error.sentence(frame.lang))
    found = [_sheet(one) for one in prepared(post, state, kind, {state}, here.now)]
    why = "" if found else frame.say(msg("It has no record to confirm."))
    if lately:
        return Chosen(frame.label(state), f"{_AGAIN}{state}", state in again, found, lately, why)
    return Chosen(frame.label(state), f"{_STATE}{state}", True, found, why=why)


def _sheet(one: Prepared) -> Sheet:
    lang = one.to.lang or "en"
    parts = [_said(part, lang) for part in one.text.parts]
    return Sheet(one.to.mailbox or "", lang, one.text.subject.text(lang), parts, one.files)


def _said(part: Message | str, lang: str) -> str:
    return part if isinstance(part, str) else part.text(lang)
