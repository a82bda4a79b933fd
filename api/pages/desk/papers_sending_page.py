"""Papers for all states, with one act of the secretariat; and what was missing in them, by kind."""

# ruff: noqa: FAST003 (the language is taken by the reader)

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from fastapi import APIRouter, Response
from starlette.background import BackgroundTask

from api.authentication.access_state import access_of
from api.csrf import form_of
from api.pages.desk.at_desk import AtDesk, Desk, ForSecretariatError, Secretariat
from api.pages.page_context import Context
from api.service import today
from kg.base.audience import Audience
from kg.base.errors import CoopgraphError
from kg.brief.own_papers import DELIVERED, papers_for
from kg.brief.paper_kinds import KINDS
from kg.exchange.mail.delivery import Mail
from kg.exchange.mail.paper_letters import paper_letters
from kg.exchange.mail.rounds import Round
from kg.exchange.mail.sending import language_of, send_once
from kg.exchange.moving import records_of
from kg.exchange.paper_deliveries import ReadyPaper, deliver, receivers, said_of, to_deliver
from kg.graph.view import View
from kg.model.desk_types import USEFUL, Delivery, FocalPoint
from kg.model.vocabulary import USEFULNESS
from kg.store.protocol import Store

router = APIRouter()
_FIRST: Final = ("state", "quarterly")
"""The kinds that are ticked before anybody chose."""
_KIND: Final = "kind:"
_LOG: Final = logging.getLogger("coopgraph.mail")


class Receiver(NamedTuple):
    """A focal point as the page shows it: what it would be given, and when it was last."""

    office: str
    mailbox: str
    papers: list[str]
    last: str
    bounced: str | None


@router.get("/{lang:language}/desk/papers/send")
def choose(here: Secretariat) -> Response:
    """Show what would be delivered to whom; nothing is by looking."""
    return _page(here, _FIRST)


@router.post("/{lang:language}/desk/papers/send")
def send(here: Secretariat) -> Response:
    """Deliver the kinds that were ticked to all offices that may act, and write to them."""
    form = form_of(here.reader.request)
    kinds = [kind for kind in DELIVERED if form.get(f"{_KIND}{kind}")]
    if not kinds or form.get("look"):
        return _page(here, kinds, wrong=not kinds)
    with here.desk(write=True) as desk:
        points, before = _points(here), records_of(desk, Delivery, here.who)
        view = _view(here)

        def papers_of(point: FocalPoint) -> Sequence[ReadyPaper]:
            return papers_for(view, point, language_of(point), kinds)

        deliver(desk, points, papers_of, before, view.snapshot.token, here.who, here.now)
    response, mail = here.to("papers", "answers"), access_of(here.reader.request).settings.mail
    if mail is not None:
        # Afterwards: a mail server may take its time, and what was delivered is noted.
        response.background = BackgroundTask(_send, here, mail)
    return response


@router.get("/{lang:language}/desk/papers/answers")
def answers(here: Desk) -> Response:
    """Show what offices said of papers, by kind: for the secretariat and the board."""
    if here.focal_point.role not in {"secretariat", "board"}:
        raise ForSecretariatError
    frame = Context(here.reader)
    with here.desk() as desk:
        found = said_of(records_of(desk, Delivery, here.who))
    content = {
        "kinds": [
            {
                "label": frame.say(KINDS[one.kind].label) if one.kind in KINDS else one.kind,
                "delivered": one.delivered,
                "counts": [one.counts[name] for name in USEFUL],
                "silent": one.delivered - sum(one.counts.values()),
                "missing": one.missing,
            }
            for one in found
        ],
        "headings": [frame.say(USEFULNESS[name]) for name in USEFUL],
        "words": {name: frame.say(word) for name, word in USEFULNESS.items()},
    }
    return here.page("desk/papers_answers.html", content)


def _points(here: AtDesk) -> list[FocalPoint]:
    return receivers(access_of(here.reader.request).desk.all_focal_points())


def _view(here: AtDesk) -> View:
    """Return what offices read today, whatever day or audience the address asks about."""
    return here.reader.service.knowledge.view(today(), "states")


def _page(here: AtDesk, kinds: Sequence[str], *, wrong: bool = False) -> Response:
    frame, view = Context(here.reader), _view(here)
    with here.desk() as desk:
        before = records_of(desk, Delivery, here.who)
    found = [_receiver(here, frame, view, point, kinds, before) for point in _points(here)]
    content: dict[str, Any] = {
        "kinds": [
            (f"{_KIND}{name}", frame.say(KINDS[name].label), name in kinds) for name in DELIVERED
        ],
        "receivers": sorted(found, key=lambda one: (one.office, one.mailbox)),
        "count": sum(len(one.papers) for one in found),
        "writes": access_of(here.reader.request).settings.mail is not None,
        "action": frame.path("desk", "papers", "send"),
        "wrong": wrong,
    }
    return here.page("desk/papers_send.html", content, wrong=wrong)


def _receiver(  # noqa: PLR0917
    here: AtDesk,
    frame: Context,
    view: View,
    point: FocalPoint,
    kinds: Sequence[str],
    before: Sequence[Delivery],
) -> Receiver:
    ready = papers_for(view, point, frame.lang, kinds)
    last = [one.delivered or "" for one in before if one.focal_point == point.id]
    return Receiver(
        frame.label(point.office or "").text,
        point.mailbox or "",
        [one.title or "" for one in to_deliver(point, ready, before, here.now)],
        max(last, default="")[:10],
        point.bounced,
    )


def _send(here: AtDesk, mail: Mail) -> None:
    """Send the letters of what was delivered; what does not leave is found by ``notify``."""
    access, service = access_of(here.reader.request), here.reader.service

    def view(audience: Audience) -> View:
        return service.knowledge.view(today(), audience)

    try:
        with access.desk.opened(write=True) as desk:
            _send_all(desk, mail, Round(desk, mail, here.now, view))
    except (CoopgraphError, ValueError) as error:
        _LOG.warning("Letters were not sent: %s", type(error).__name__)


def _send_all(desk: Store, mail: Mail, round_: Round) -> None:
    for letter in paper_letters(round_):
        send_once(desk, mail, letter, round_.now)
