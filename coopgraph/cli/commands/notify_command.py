"""The command that does what comes with time: notify."""

from __future__ import annotations

import sys
from collections import Counter
from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from coopgraph.asked import Asked, opened
from coopgraph.cli.options import asking
from coopgraph.cli.overview import about
from coopgraph.desk.desk import desk_url, read_desk
from coopgraph.desk.outgoing_mail import mail_from, round_of, sources_of
from coopgraph.terminal.language import help_text
from coopgraph.terminal.output import answer
from coopgraph.terminal.progress import sending
from kg.base.errors import BadFileError, ForbiddenError
from kg.base.i18n import msg
from kg.base.store_errors import StoreMissingError
from kg.model.audiences import FEWEST
from kg.model.documents import LapsedPart, LetterPart, Notified, head

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.exchange.mail.due_letters import Source
    from kg.exchange.mail.rounds import Round
    from kg.model.desk_types import FocalPoint, Moving, Notice

FAILED: Final = 1
_STDIN: Final = Path("-")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(help=about("notify"))(asking(notify, desk=True))


def notify(
    asked: Asked,
    *,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help=help_text(msg("Only say what would be done."))),
    ] = False,
    bounce: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE|-",
            help=help_text(
                msg("Only read a letter that came back, from a file or what is sent in.")
            ),
        ),
    ] = None,
) -> int:
    """Let lapse what is overdue, and send what is due; safe to run twice at once, or killed."""
    from kg.access.clock import utc_now

    if asked.audience != FEWEST:
        detail = msg("Letters are sent for the secretariat.")
        raise ForbiddenError(detail, msg("Ask with the audience “board” (--audience board)."))
    raw = _bytes(bounce) if bounce is not None else None
    mail = mail_from(asked.settings)
    with ExitStack() as opening:
        # Who reads letters elsewhere may take what is made up for real.
        examples = not asked.settings.public_url
        inquiry = opening.enter_context(opened(asked, examples=examples))
        url = desk_url(inquiry.store, asked.settings)
        try:
            desk = opening.enter_context(read_desk(url, asked.settings, write=not dry_run))
        except StoreMissingError:
            # Nobody has come to the exchange yet: cron need not say so every hour.
            return _answer(asked, None, [], [], dry_run=dry_run)
        round_ = round_of(inquiry, desk, mail, asked.settings, utc_now())
        if raw is not None:
            found = _came_back(round_, raw, str(bounce), dry_run=dry_run)
            return _answer(asked, round_, [], found, dry_run=dry_run)
        sources = sources_of(inquiry, asked.settings, shows=dry_run)
        lapsed, letters = (_would_be if dry_run else _done)(round_, sources)
        return _answer(asked, round_, lapsed, letters, dry_run=dry_run)


def _done(round_: Round, sources: Sequence[Source]) -> tuple[Sequence[Moving], Sequence[Notice]]:
    from dataclasses import replace

    from kg.exchange.awaited import states_in
    from kg.exchange.clock_runs import run_clock
    from kg.exchange.mail.due_letters import give_up_overtaken, send_due

    with sending() as show:
        states = states_in(round_.views(FEWEST))
        lapsed = run_clock(round_.desk, round_.deadlines, states, round_.now)
        # Looked at anew: what lapsed just now is told too.
        after = replace(round_)
        sent: list[Notice] = []
        for notice in send_due(after, sources):
            sent.append(notice)
            show(len(sent))
        return lapsed, [*sent, *give_up_overtaken(after)]


def _would_be(
    round_: Round, sources: Sequence[Source]
) -> tuple[Sequence[Moving], Sequence[Notice]]:
    from kg.exchange.awaited import states_in
    from kg.exchange.clock_runs import overdue
    from kg.exchange.mail.due_letters import would_be_sent

    states = states_in(round_.views(FEWEST))
    lapsing = overdue(round_.desk, round_.deadlines, states, round_.now)
    return [record for record, _act in lapsing], would_be_sent(round_, sources)


def _came_back(round_: Round, raw: bytes, name: str, *, dry_run: bool) -> Sequence[Notice]:
    from kg.exchange.mail.returned import note_returned, read_returned

    returned = read_returned(raw, name)
    found = None if dry_run else note_returned(round_.desk, returned, round_.now)
    return [found] if found else []


def _bytes(file: Path) -> bytes:
    """Return what came back; no more of it than is looked at.

    Raises:
        BadFileError: it cannot be read.
    """
    from kg.exchange.mail.returned import MOST

    if file == _STDIN:
        return sys.stdin.buffer.read(MOST + 1)
    try:
        with closing(file.open("rb")) as opened_file:
            return opened_file.read(MOST + 1)
    except OSError:
        why, fix = msg("it cannot be read."), msg("Check the path.")
        raise BadFileError(str(file), why, fix) from None


def _answer(
    asked: Asked,
    round_: Round | None,
    lapsed: Iterable[Moving],
    letters: Iterable[Notice],
    *,
    dry_run: bool,
) -> int:
    from coopgraph.terminal.render.notify_text import notified as render
    from kg.model.desk_types import FocalPoint

    known = {one.id: one for one in round_.records(FocalPoint)} if round_ else {}
    parts = [_letter(one, known) for one in letters]
    document = Notified(
        **head(round_.desk.revision() if round_ else 0, asked.day, asked.lang),
        dry_run=dry_run,
        lapsed=[LapsedPart(id=one.id, state=one.state or "") for one in lapsed],
        sent=dict(sorted(Counter(one.kind for one in parts if one.state == "sent").items())),
        failed=sum(one.state in {"bounced", "given up"} or one.again is not None for one in parts),
        letters=parts,
    )
    answer(asked, document, render)
    return FAILED if document.failed else 0


def _letter(notice: Notice, known: dict[str, FocalPoint]) -> LetterPart:
    focal_point = known.get(notice.focal_point or "")
    return LetterPart(
        id=notice.id, kind=notice.kind or "", focal_point=notice.focal_point or "",
        office=notice.office, mailbox=(focal_point.mailbox if focal_point else None) or "",
        record=notice.record, state=notice.state or "", answer=notice.answer, why=notice.why,
        again=notice.again,
    )  # fmt: skip
