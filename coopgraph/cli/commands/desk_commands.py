"""Commands about the exchange: desk focal-points, queue, contacts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated, Final, TypeVar, cast, get_args

import typer

from coopgraph.asked import Asked, opened
from coopgraph.cli.commands.desk_repair_command import repair
from coopgraph.cli.options import asking
from coopgraph.desk.desk import desk_asked_for, desk_url, made_desk, read_desk
from coopgraph.terminal.language import help_text
from coopgraph.terminal.output import answer
from kg.base.errors import BadOptionError, ForbiddenError, UnknownIdError
from kg.base.i18n import msg
from kg.base.store_errors import StoreMissingError
from kg.model.audiences import FEWEST
from kg.model.desk_types import FOCAL_ROLES, ContactRequest, FocalPoint, FocalRole, Submission
from kg.model.documents import (
    DeskContact,
    DeskContacts,
    DeskItem,
    DeskQueue,
    FocalPointPart,
    FocalPoints,
    head,
)

if TYPE_CHECKING:
    from kg.exchange.parties import Who
    from kg.store.protocol import Store

T = TypeVar("T")
_MAILBOX: Final = re.compile(r"[^@\s<>,;:\"()\[\]\\\x00-\x20\x7f]{1,64}@[A-Za-z0-9.-]{1,189}\Z")
_ID = Annotated[
    str, typer.Argument(metavar="ID", help=help_text(msg("The id, as focal-points shows it.")))
]
_OF_OFFICES: Final = ("authority", "partner_body")
_ROLES: Final = "|".join(get_args(FocalRole))


def register(app: typer.Typer) -> None:
    """Add the commands of this family."""
    group = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    points = typer.Typer(invoke_without_command=True, rich_markup_mode=None)
    points.callback(help=help_text(msg("Who may act for an office: all of them.")))(
        asking(focal_points, desk=True)
    )
    for command, said in (
        (invite, msg("Invite an office: it signs in by its mailbox.")),
        (verify, msg("Say that the mailbox is the office's, without waiting for it to sign in.")),
        (suspend, msg("Let an office act no more, at once.")),
        (resume, msg("Invite an office again that was suspended.")),
    ):
        points.command(help=help_text(said))(asking(command, desk=True))
    group.add_typer(points, name="focal-points")
    group.command(help=help_text(msg("What waits for the secretariat: submissions, held rows.")))(
        asking(queue, desk=True)
    )
    group.command(help=help_text(msg("Requests for contact between offices.")))(
        asking(contacts, desk=True)
    )
    group.command(help=help_text(msg("Set back what the knowledge base does not hold any more.")))(
        asking(repair, desk=True)
    )
    app.add_typer(group, name="desk", help=help_text(msg("The exchange between offices.")))


def focal_points(asked: Asked, context: typer.Context) -> None:
    """List the focal points."""
    if context.invoked_subcommand is None:
        _answer_points(asked, _read(asked, _points) or ())


def invite(
    asked: Asked,
    *,
    mailbox: Annotated[str, typer.Option(help=help_text(msg("The mailbox of the office.")))],
    role: Annotated[
        str, typer.Option(metavar=_ROLES, help=help_text(msg("What it may do.")))
    ] = "authority",
    office: Annotated[
        str, typer.Option(metavar="ID", help=help_text(msg("The office, by its id.")))
    ] = "",
    here: Annotated[
        bool, typer.Option("--here", help=help_text(msg("It may act at once, unverified by mail.")))
    ] = False,
) -> None:
    """Invite an office, or the secretariat itself."""
    from kg.access.clock import utc_now
    from kg.exchange.moving import begin, move, new_id, seen_record

    _require_secretariat(asked)
    _check(mailbox, role, office)
    now = utc_now()
    with opened(asked) as inquiry:
        if office and office not in inquiry.store.get([office]):
            raise UnknownIdError(office)
        url = desk_url(inquiry.store, asked.settings)
    new = FocalPoint(
        id=new_id(FocalPoint), office=office or None, role=cast("FocalRole", role),
        mailbox=mailbox, lang=asked.lang,
    )  # fmt: skip
    with made_desk(url, asked.settings) as desk:
        made = begin(desk, new, "invite", _secretariat(), now)
        if here:
            seen = seen_record(desk, FocalPoint, made.id, _secretariat())
            today = now.date().isoformat()
            made = move(desk, seen, "verify", _secretariat(), now, verified=today)
    _answer_points(asked, [made])


def verify(asked: Asked, id_: _ID) -> None:
    """Say that a mailbox is an office's."""
    _move(asked, id_, "verify")


def suspend(asked: Asked, id_: _ID) -> None:
    """Let an office act no more; its sessions and links end with it."""
    _move(asked, id_, "suspend")


def resume(asked: Asked, id_: _ID) -> None:
    """Invite an office again."""
    _move(asked, id_, "resume")


def queue(asked: Asked) -> None:
    """List what waits for the secretariat, the oldest first."""
    from coopgraph.desk.queue_desk import waiting_on
    from coopgraph.terminal.render.desk_text import queue as render
    from kg.exchange.moving import records_of

    _require_secretariat(asked)
    sent = _read(asked, lambda desk: records_of(desk, Submission, _secretariat())) or ()
    items = [_item(record) for record in sent if record.state == "proposed"]
    held = waiting_on(desk_asked_for(asked), asked.settings)
    items += [
        DeskItem(
            id=row.id, kind=row.kept.kind if row.kept else "", office=None, file=row.file,
            state="held", received=row.received.isoformat(),
            findings=[f.message.text(asked.lang) for f in row.findings],
        )
        for row in held.rows
    ]  # fmt: skip
    items.sort(key=lambda item: (item.received, item.id))
    answer(asked, DeskQueue(**head(held.revision, asked.day, asked.lang), items=items), render)


def contacts(asked: Asked) -> None:
    """List the requests for contact, those that moved last at the end."""
    from coopgraph.terminal.render.desk_text import contacts as render
    from kg.exchange.moving import records_of

    _require_secretariat(asked)
    found = _read(asked, lambda desk: records_of(desk, ContactRequest, _secretariat())) or ()
    revision = _read(asked, lambda desk: desk.revision()) or 0
    parts = [_contact(record) for record in found]
    answer(asked, DeskContacts(**head(revision, asked.day, asked.lang), contacts=parts), render)


def _contact(record: ContactRequest) -> DeskContact:
    from kg.exchange.deadlines import due_of

    due = due_of(record)
    sides = {id_.partition("/")[0]: id_ for id_ in record.about}
    demand = sides.pop("demand", None)
    return DeskContact.model_validate({
        "id": record.id,
        "demand": demand,
        "offer": next(iter(sides.values()), None),
        "from": record.asks,
        "to": record.asked,
        "state": record.state,
        "due": due.day.isoformat() if due else None,
    })  # fmt: skip


def _item(record: Submission) -> DeskItem:
    return DeskItem(
        id=record.id, kind=record.kind or "", office=record.office, file=None,
        state=record.state or "", received=record.moved or "", findings=[],
    )  # fmt: skip


def _move(asked: Asked, id_: str, act: str) -> None:
    from kg.access.clock import utc_now
    from kg.exchange.moving import move, seen_record

    _require_secretariat(asked)
    now = utc_now()
    said = {"verified": now.date().isoformat()} if act == "verify" else {}
    with read_desk(desk_asked_for(asked), asked.settings, write=True) as desk:
        seen = seen_record(desk, FocalPoint, id_, _secretariat())
        found = move(desk, seen, act, _secretariat(), now, **said)
    _answer_points(asked, [found])


def _points(desk: Store) -> list[FocalPoint]:
    from kg.exchange.moving import records_of

    return sorted(records_of(desk, FocalPoint, _secretariat()), key=lambda found: found.id)


def _read(asked: Asked, what: Callable[[Store], T]) -> T | None:
    """Return what the desk holds, None where none was made yet."""
    _require_secretariat(asked)
    with suppress(StoreMissingError), read_desk(desk_asked_for(asked), asked.settings) as desk:
        return what(desk)
    return None


def _answer_points(asked: Asked, found: Iterable[FocalPoint]) -> None:
    from coopgraph.terminal.render.desk_text import focal_points as render

    parts = [
        FocalPointPart(
            id=one.id, office=one.office, role=one.role or "authority",
            mailbox=one.mailbox or "", state=one.state or "", verified=one.verified,
        )
        for one in found
    ]  # fmt: skip
    revision = _read(asked, lambda desk: desk.revision()) or 0
    heading = head(revision, asked.day, asked.lang)
    answer(asked, FocalPoints(**heading, focal_points=parts), render)


def _secretariat() -> Who:
    """Who is at a terminal of the machine acts for the secretariat."""
    from kg.exchange.parties import Who

    return Who("secretariat")


def _require_secretariat(asked: Asked) -> None:
    if asked.audience != FEWEST:
        detail = msg("What waits is for the board and the secretariat.")
        raise ForbiddenError(detail, msg("Ask with the audience “board” (--audience board)."))


def _check(mailbox: str, role: str, office: str) -> None:
    if not _MAILBOX.match(mailbox):
        fix = msg("Write one address: {form}.", form="office@example.org")
        raise BadOptionError("--mailbox", ascii(mailbox), fix)
    if role not in FOCAL_ROLES:
        raise BadOptionError("--role", role, msg("Use one of: {names}.", names=list(FOCAL_ROLES)))
    if bool(office) != (role in _OF_OFFICES):
        fix = msg("An authority and a partner body name an office, nobody else does.")
        raise BadOptionError("--office", office, fix)
