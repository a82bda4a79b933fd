"""Signing in by a link: asked for with a mailbox, mailed, opened, and spent by a button."""

from __future__ import annotations

import logging
from contextlib import suppress
from datetime import timedelta
from typing import Any, Final, Literal, NamedTuple

from fastapi import APIRouter, BackgroundTasks, Request, Response
from fastapi.responses import RedirectResponse

from api.authentication import cookies
from api.authentication.access_state import Access, access_of, our_origin
from api.authentication.asker import asker_of, sessions_of
from api.csrf import form_of
from api.deps import language_of, root_of, service_of
from api.pages.chrome import Chrome
from api.pages.desk.at_desk import SEE_OTHER, SIGN_IN
from api.pages.desk.mailed_page import GONE, mailed_page, require_form
from kg.access import sessions
from kg.access.signing import Signer
from kg.base.errors import ConflictError, CoopgraphError
from kg.base.i18n import choose
from kg.base.store_errors import StoreMissingError
from kg.exchange.focal_points import READS_AS, mailbox_mark, who_is
from kg.exchange.mail.delivery import Mail
from kg.exchange.mail.letters import Address, sign_in_letter
from kg.exchange.mailed_links import SignIn, read_sign_in, sign_in_token, spend
from kg.exchange.moving import move, seen_record
from kg.exchange.visits import signed_in
from kg.model.desk_types import FocalPoint
from kg.publisher.publisher import Publisher

router = APIRouter()
_LOG: Final = logging.getLogger("coopgraph.mail")
_LONGEST: Final = 254
"""Characters of a mailbox (RFC 5321, 4.5.3.1.3)."""
_MAILS_AN_HOUR: Final = 5
State = Literal["ask", "asked", "open", "over", "entered", "closed"]


@router.get(SIGN_IN)
def sign_in_form(request: Request) -> Response:
    """Show the form that asks for a link."""
    if asker_of(request).focal_point is not None:
        return _desk(request)
    return _page(request, "ask" if access_of(request).settings.mail else "closed")


@router.post(SIGN_IN)
def ask_for_link(request: Request, background: BackgroundTasks) -> Response:
    """Mail a link to whoever has the mailbox; the answer is the same where nobody has it."""
    require_form(request)
    if access_of(request).settings.mail is None:
        return _page(request, "closed")
    mail_link(request, background, form_of(request).get("mailbox", ""))
    response = _page(request, "asked")
    response.background = background
    return response


def mail_link(request: Request, background: BackgroundTasks, mailbox: str) -> None:
    """Mail a link to whoever has a mailbox, once the answer has left; nothing without mail."""
    access, mail = access_of(request), access_of(request).settings.mail
    if mail is not None:
        # Afterwards: how long it takes must not tell whether anybody has it.
        to = _ToMail(access, mail, service_of(request).knowledge.publisher)
        background.add_task(_mail_links, to, mailbox[:_LONGEST], _labels(request))


@router.get(f"{SIGN_IN}/{{token}}")
def show_link(request: Request, token: str) -> Response:
    """Show whose link it is, and a button; programs that look at links spend nothing."""
    found = _link(request, token)
    return _page(request, "over") if found is None else _page(request, "open", found[1], token)


@router.post(f"{SIGN_IN}/{{token}}")
def use_link(request: Request, token: str) -> Response:
    """Spend a link and begin a session."""
    require_form(request)
    access = access_of(request)
    found = _link(request, token)
    if found is None or not spend(found[0], access.desk.once, access.settings.clock()):
        return _page(request, "over")
    focal_point = _verified(request, found[1])
    audience = READS_AS[focal_point.role or "partner_body"]
    mark = mailbox_mark(focal_point.mailbox or "")
    for before in sessions_of(access, request):
        # Of two that one browser holds nobody would know which one acts.
        access.sessions.end(before)
    session = access.sessions.begin(audience, focal_point.id, mark)
    origin, response = our_origin(request), _desk(request)
    cookies.give(response, "session", origin, session, sessions.OFFICE_LASTS)
    cookies.take(response, "form", origin)
    return response


def _link(request: Request, token: str) -> tuple[SignIn, FocalPoint] | None:
    """Return what a link stands for and the focal point, while both count."""
    access = access_of(request)
    signer, now = _signer(access), access.settings.clock()
    sign_in = read_sign_in(signer, token, now) if signer else None
    if sign_in is None or access.desk.spent(f"sign-in/{sign_in.digest}"):
        return None
    known = {each.id: each for each in access.desk.all_focal_points()}
    found = known.get(sign_in.focal_point)
    if found is None or found.state not in {"invited", "active"}:
        return None
    if mailbox_mark(found.mailbox or "") != sign_in.mark:
        return None
    return sign_in, found


def _signer(access: Access) -> Signer | None:
    """Return what signs links; where there is no desk there never was one."""
    with suppress(StoreMissingError):
        return access.desk.links()
    return None


def _verified(request: Request, focal_point: FocalPoint) -> FocalPoint:
    """Note that somebody answers at the mailbox, and at which revision this visit begins."""
    access, who = access_of(request), who_is(focal_point)
    now, knowledge = access.settings.clock(), service_of(request).knowledge.store
    with access.desk.opened(write=True) as desk:
        seen = seen_record(desk, FocalPoint, focal_point.id, who)
        said = {"verified": now.date().isoformat(), **signed_in(seen.record, knowledge)}
        if seen.record.state == "active" and said.items() <= seen.record.props().items():
            return seen.record
        with suppress(ConflictError):
            return move(desk, seen, "verify", who, now, **said)
        # A colleague at the same mailbox was faster, and has noted the same.
        return seen_record(desk, FocalPoint, focal_point.id, who).record


class _ToMail(NamedTuple):
    """By what letters leave, and from whose pages."""

    access: Access
    mail: Mail
    publisher: Publisher


def _mail_links(by: _ToMail, mailbox: str, labels: dict[str, str]) -> None:
    """Mail a link for each focal point of a mailbox; what goes wrong is for the log."""
    access, mail = by.access, by.mail
    try:
        signer, now = access.desk.links(), access.settings.clock()
        for focal_point in access.desk.focal_points_at(mailbox):
            if signer is None or not _may_mail(access, focal_point):
                continue
            token = sign_in_token(signer, focal_point, now)
            link = f"{mail.address.rstrip('/')}{SIGN_IN}/{token}"
            office = labels.get(focal_point.id, focal_point.office or focal_point.role or "")
            to = Address(focal_point.mailbox or "", mail.sender, focal_point.lang or "en")
            name = by.publisher.name.said(to.lang)
            mail.post.send(sign_in_letter(to, office, link, now, name))
            if mail.told is not None:
                mail.told(link)
    except (CoopgraphError, ValueError) as error:
        # Never the mailbox, nor the link.
        _LOG.warning("A letter was not sent: %s", type(error).__name__)


def _may_mail(access: Access, focal_point: FocalPoint) -> bool:
    """Take one of the letters that a mailbox gets in an hour at the most."""
    until = access.settings.clock() + timedelta(hours=1)
    mark = mailbox_mark(focal_point.mailbox or "")
    # Each place is taken for an hour: however the letters are spread, no hour has more of them.
    return any(access.desk.once(f"mail/{mark}/{n}", until) for n in range(_MAILS_AN_HOUR))


def _labels(request: Request) -> dict[str, str]:
    """The names of the offices of all focal points in their languages; nothing of who asks."""
    access = access_of(request)
    view = service_of(request).knowledge.snapshot("board")
    found: dict[str, str] = {}
    for focal_point in access.desk.all_focal_points():
        index = view.index(focal_point.office) if focal_point.office else None
        if index is not None:
            found[focal_point.id] = choose(view.label(index), focal_point.lang or "en")[0]
    return found


def _desk(request: Request) -> Response:
    address = f"{root_of(request)}/{language_of(request)}/desk"
    return RedirectResponse(address, SEE_OTHER, {"Cache-Control": "no-store"})


def _page(
    request: Request, state: State, focal_point: FocalPoint | None = None, token: str = ""
) -> Response:
    frame = Chrome(request, language_of(request))
    path = f"{SIGN_IN}/{token}" if token else SIGN_IN
    content: dict[str, Any] = {
        "state": state,
        "office": _labels(request).get(focal_point.id, "") if focal_point else "",
        "role": focal_point.role if focal_point else "",
        "action": f"{frame.root}{path}?lang={frame.lang}",
        "again": f"{frame.root}{SIGN_IN}?lang={frame.lang}",
    }
    status = GONE if state == "over" else 200
    return mailed_page(request, frame, "desk/sign_in.html", content, status)
