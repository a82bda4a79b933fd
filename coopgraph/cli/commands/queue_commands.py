"""Commands about rows that wait for a person: queue, and its show, accept, correct, discard."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from coopgraph.asked import Asked, opened
from coopgraph.cli.options import asking
from coopgraph.cli.overview import about
from coopgraph.desk.desk import desk_asked_for, desk_url, read_desk
from coopgraph.desk.queue_desk import let_go, now_utc, waiting_on
from coopgraph.terminal.language import help_text
from coopgraph.terminal.output import answer
from kg.base.errors import BadOptionError, ForbiddenError, WrongUseError
from kg.base.i18n import msg
from kg.model.audiences import FEWEST
from kg.model.documents import Queue, QueueDecision, QueueFinding, QueueItem, QueueProposal, head

if TYPE_CHECKING:
    from coopgraph.desk.queue_desk import Waiting
    from ingest.findings import Finding
    from ingest.held_decisions import Taken
    from ingest.held_rows import HeldRow

STILL: Final = 1
"""The exit status where rows wait still."""
_IDS = Annotated[
    list[str], typer.Argument(metavar="ID...", help=help_text(msg("Ids, as queue shows them.")))
]
_IDS_IF_ANY = Annotated[
    list[str] | None,
    typer.Argument(metavar="[ID...]", help=help_text(msg("Ids, as queue shows them."))),
]
_ID = Annotated[str, typer.Argument(metavar="ID", help=help_text(msg("An id, as queue shows it.")))]
_FILE = Annotated[
    str, typer.Option("--file", metavar="NAME", help=help_text(msg("Only rows of this file.")))
]


_TAKE = Annotated[
    int | None,
    typer.Option(
        "--take",
        metavar="N",
        help=help_text(msg("Take rows with what is proposed for them: 1 (the surest), 2 or 3.")),
    ),
]


def register(app: typer.Typer) -> None:
    """Add the commands of this family."""
    group = typer.Typer(invoke_without_command=True, rich_markup_mode=None)
    group.callback(help=about("queue"))(asking(queue, desk=True))
    for command, said in (
        (show, msg("Rows with their cells, and why they wait.")),
        (accept, msg("Take rows as they stand, on the word of the secretariat.")),
        (correct, msg("Take a row with other cells.")),
        (discard, msg("Let rows go: nothing of them is kept.")),
    ):
        group.command(help=help_text(said))(asking(command, desk=True))
    app.add_typer(group, name="queue")


def queue(asked: Asked, context: typer.Context, *, file: _FILE = "") -> None:
    """List the rows that wait, in the order in which they came."""
    from coopgraph.terminal.render.queue_text import queue as render

    if context.invoked_subcommand is not None:
        _require_behind(context, context.invoked_subcommand)
        return
    _require_board(asked)
    found = waiting_on(desk_asked_for(asked), asked.settings)
    rows = [row for row in found.rows if file in ("", row.file)]
    answer(asked, _queue(asked, found._replace(rows=rows)), render)


def show(asked: Asked, ids: _IDS) -> None:
    """Show rows as they came, and all that was found about them."""
    from coopgraph.terminal.render.queue_text import shown

    _require_board(asked)
    found = waiting_on(desk_asked_for(asked), asked.settings, ids)
    answer(asked, _queue(asked, found), shown)


def accept(asked: Asked, ids: _IDS_IF_ANY = None, *, file: _FILE = "", take: _TAKE = None) -> int:
    """Take rows as they stand; what cannot be read goes on waiting, and why is said."""
    _require_board(asked)
    return _decide(asked, ids or [], file, {}, take)


def correct(
    asked: Asked,
    id_: _ID,
    values: Annotated[
        list[str],
        typer.Argument(metavar="COLUMN=VALUE...", help=help_text(msg("What cells are to say."))),
    ],
) -> int:
    """Take a row with other cells; what still cannot be read goes on waiting so corrected."""
    _require_board(asked)
    return _decide(asked, [id_], "", _cells(values))


def discard(asked: Asked, ids: _IDS_IF_ANY = None, *, file: _FILE = "") -> None:
    """Let rows go, at once and for good."""
    from coopgraph.terminal.render.queue_text import decided

    _require_board(asked)
    url = desk_asked_for(asked)
    found = _chosen(asked, url, ids or [], file)
    gone = [row.id for row in found.rows]
    let_go(url, asked.settings, found.rows)
    heading = head(found.revision, asked.day, asked.lang)
    made = QueueDecision(**heading, accepted=[], discarded=gone, stated=[], findings=[], waiting=[])
    answer(asked, made, decided)


def _chosen(asked: Asked, url: str, ids: Sequence[str], file: str) -> Waiting:
    """Return the rows that are named, and those of a file."""
    if not ids and not file:
        fix = msg("Name rows by their ids, or a file: --file NAME.")
        raise WrongUseError(msg("{name} is missing.", name="ID"), fix)
    named = waiting_on(url, asked.settings, ids)
    if not file:
        return named
    there = waiting_on(url, asked.settings)
    if file not in {row.file for row in there.rows}:
        files = sorted({row.file for row in there.rows})
        raise BadOptionError("--file", file, msg("Rows wait of: {names}.", names=files or ["—"]))
    return there._replace(rows=[row for row in there.rows if row.file == file or row.id in ids])


def _decide(
    asked: Asked,
    ids: Sequence[str],
    file: str,
    values: Mapping[str, str],
    proposal: int | None = None,
) -> int:
    from coopgraph.terminal.render.queue_text import decided as render
    from ingest.held_decisions import decided
    from kg.exchange.acceptance import Ledgers

    with opened(asked, write=True) as inquiry:
        url = desk_url(inquiry.store, asked.settings)
        rows = _chosen(asked, url, ids, file).rows
        with read_desk(url, asked.settings, write=True) as desk:
            ledgers = Ledgers(inquiry.store, desk)
            taken = decided(ledgers, rows, now_utc(), values=values, proposal=proposal)
        revision = inquiry.store.revision()
    answer(asked, _decision(asked, revision, taken), render)
    return STILL if taken.waiting else 0


def _require_behind(context: typer.Context, command: str) -> None:
    """Raise where options stand before the command that they are meant for."""
    for name in context.params:
        source = context.get_parameter_source(name)
        if source is not None and source.name == "COMMANDLINE":
            fix = msg("Write options behind it: coopgraph queue {command} …", command=command)
            raise BadOptionError("coopgraph queue", f"--{name.replace('_', '-')}", fix)


def _cells(values: Iterable[str]) -> dict[str, str]:
    from ingest.sheet.mapping import once

    cells: dict[str, str] = {}
    for value in values:
        column, sign, text = value.partition("=")
        if not sign or not column.strip():
            raise BadOptionError("COLUMN=VALUE", value, msg("Write the column, =, and its value."))
        once("COLUMN=VALUE", value, column.strip(), cells)
        cells[column.strip()] = text
    return cells


def _require_board(asked: Asked) -> None:
    if asked.audience != FEWEST:
        detail = msg("What waits is for the board and the secretariat.")
        raise ForbiddenError(detail, msg("Ask with the audience “board” (--audience board)."))


def _decision(asked: Asked, revision: int, taken: Taken) -> QueueDecision:
    return QueueDecision(
        **head(revision, asked.day, asked.lang),
        accepted=taken.accepted,
        discarded=[],
        stated=list(dict.fromkeys(taken.stated)),
        findings=_findings(taken.findings, asked.lang),
        waiting=[_item(row, asked.lang) for row in taken.waiting],
    )


def _queue(asked: Asked, found: Waiting) -> Queue:
    items = [_item(row, asked.lang) for row in found.rows]
    return Queue(**head(found.revision, asked.day, asked.lang), items=items)


def _item(row: HeldRow, lang: str) -> QueueItem:
    reason = row.reason
    facts: dict[str, Any] = {"id": row.id, "file": row.file, "where": row.where}
    return QueueItem(
        **facts,
        received=row.received.isoformat(timespec="seconds"),
        until=row.until.isoformat(timespec="seconds"),
        kind=row.kept.kind if row.kept else "",
        code=reason.code,
        message=reason.message.text(lang),
        row=dict(row.row),
        findings=_findings(row.findings, lang),
        readable=row.kept is not None,
        corrected=row.corrected,
    )


def _findings(found: Iterable[Finding], lang: str) -> list[QueueFinding]:
    return [
        QueueFinding(
            field=one.field,
            code=one.code,
            outcome=one.outcome.value,
            message=one.message.text(lang),
            fix=one.fix.text(lang),
            proposals=[QueueProposal(**proposed.document(lang)) for proposed in one.proposed],
        )
        for one in found
    ]
