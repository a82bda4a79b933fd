"""Commands about the exchange: desk focal-points, queue, contacts, campaign, answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING, Annotated, Final, cast, get_args

import typer

from coopgraph.asked import Asked, opened
from coopgraph.cli.commands import consultation_commands
from coopgraph.cli.commands.desk_repair_command import repair
from coopgraph.cli.options import asking
from coopgraph.cli.overview import about
from coopgraph.desk.desk import desk_asked_for, desk_url, made_desk, read_desk
from coopgraph.terminal.language import help_text
from coopgraph.terminal.output import answer
from kg.base.errors import ForbiddenError, UnknownIdError
from kg.base.i18n import msg
from kg.base.store_errors import StoreMissingError
from kg.model.audiences import FEWEST
from kg.model.desk_types import FocalPoint, FocalRole

if TYPE_CHECKING:
    from kg.exchange.desk_documents import DeskInquiry
    from kg.exchange.parties import Who

_ID = Annotated[
    str, typer.Argument(metavar="ID", help=help_text(msg("The id, as focal-points shows it.")))
]
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
    group.command(help=help_text(msg("How partners are approached, step by step; what is late.")))(
        asking(approaches, desk=True)
    )
    group.command(
        name="follow-up", help=help_text(msg("What came of the exchange, and how soon."))
    )(asking(follow_up, desk=True))
    group.command(
        help=help_text(msg("The campaign: what is there of each state, what is missing."))
    )(asking(campaign, desk=True))
    group.command(
        "answer",
        help=help_text(msg("One answer to a demand: what covers it, partly or not.")),
    )(asking(desk_answer, desk=True))
    group.command(help=help_text(msg("Set back what the knowledge base does not hold any more.")))(
        asking(repair, desk=True)
    )
    consultation_commands.add_to(group)
    app.add_typer(group, name="desk", help=about("desk"))


def focal_points(asked: Asked, context: typer.Context) -> None:
    """List the focal points."""
    if context.invoked_subcommand is None:
        _answer_points(asked)


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
    from kg.exchange.invitations import check_invitation
    from kg.exchange.invitations import invite as invited
    from kg.exchange.moving import move, new_id, seen_record

    _require_secretariat(asked)
    check_invitation(mailbox, role, office, dashes="--")
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
        made = invited(desk, new, _secretariat(), now)
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
    from coopgraph.desk.queue_desk import erase_lapsed
    from coopgraph.terminal.render.desk_text import queue as render
    from ingest.desk_queue import queue_document
    from kg.access.clock import utc_now

    _require_secretariat(asked)
    with suppress(StoreMissingError):
        erase_lapsed(desk_asked_for(asked), asked.settings)
    with _inquiry(asked) as inquiry:
        document = queue_document(inquiry, utc_now())
    answer(asked, document, render)


def contacts(asked: Asked) -> None:
    """List the requests for contact, those that moved last at the end."""
    from coopgraph.terminal.render.desk_text import contacts as render
    from kg.exchange.desk_documents import contacts_document

    with _inquiry(asked) as inquiry:
        document = contacts_document(inquiry)
    answer(asked, document, render)


def approaches(asked: Asked) -> None:
    """List the approaches and transfers, those that moved last at the end."""
    from coopgraph.terminal.render.approach_text import approaches as render
    from kg.exchange.approach_documents import approaches_document

    with _inquiry(asked) as inquiry:
        document = approaches_document(inquiry)
    answer(asked, document, render)


def follow_up(
    asked: Asked,
    *,
    since: Annotated[
        str, typer.Option(metavar="DATE", help=help_text(msg("The first day that counts.")))
    ] = "",
) -> None:
    """Tell what came of the exchange since a day."""
    from coopgraph.terminal.render.follow_up_text import follow_up as render
    from kg.exchange.campaign_list import campaign_list
    from kg.exchange.follow_up import first_day, follow_up_document

    first, rules = first_day(since), campaign_list(asked.settings.campaign_list)
    with _inquiry(asked) as inquiry, opened(asked) as known:
        document = follow_up_document(inquiry, known.view, rules, first)
    answer(asked, document, render)


def campaign(asked: Asked) -> None:
    """Show whom the campaign is about, what is there of each, and when it was last asked."""
    from coopgraph.terminal.render.campaign_text import campaign as render
    from kg.exchange.campaign import campaign_document, campaign_of
    from kg.exchange.campaign_list import campaign_list

    rules = campaign_list(asked.settings.campaign_list)
    with _inquiry(asked) as inquiry, opened(asked) as known:
        document = campaign_document(campaign_of(known.view, rules, inquiry), inquiry)
    answer(asked, document, render)


def desk_answer(
    asked: Asked,
    id_: Annotated[str, typer.Argument(metavar="ID", help=help_text(msg("The id of a demand.")))],
) -> None:
    """Answer a demand as its office reads it: nothing that is for the board alone is in it."""
    from coopgraph.terminal.render.answer_text import desk_answer as render
    from kg.exchange.consolidated_answer import answer_document

    with _inquiry(asked) as inquiry, opened(asked) as known:
        view = known.knowledge.view(asked.day, "states")
        document = answer_document(inquiry, view, id_)
    answer(asked, document, render)


@contextmanager
def _inquiry(asked: Asked) -> Iterator[DeskInquiry]:
    """Ask the desk as the secretariat does, which whoever is at a terminal is."""
    from kg.exchange.desk_documents import DeskInquiry

    _require_secretariat(asked)
    with ExitStack() as held:
        desk = None
        with suppress(StoreMissingError):
            desk = held.enter_context(read_desk(desk_asked_for(asked), asked.settings))
        yield DeskInquiry(desk, _secretariat(), asked.day, asked.lang)


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


def _answer_points(asked: Asked, found: Iterable[FocalPoint] | None = None) -> None:
    """Answer with these focal points, or all."""
    from coopgraph.terminal.render.desk_text import focal_points as render
    from kg.exchange.desk_documents import focal_point_part, focal_points_document

    with _inquiry(asked) as inquiry:
        document = focal_points_document(inquiry)
    if found is not None:
        document = document.model_copy(update={"focal_points": [*map(focal_point_part, found)]})
    answer(asked, document, render)


def _secretariat() -> Who:
    """Who is at a terminal of the machine acts for the secretariat."""
    from kg.exchange.parties import Who

    return Who("secretariat")


def _require_secretariat(asked: Asked) -> None:
    if asked.audience != FEWEST:
        detail = msg("What waits is for the board and the secretariat.")
        raise ForbiddenError(detail, msg("Ask with the audience “board” (--audience board)."))
