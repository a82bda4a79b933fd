"""Commands that decide which records are one body: identity candidates, same, different, undo."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from coopgraph.asked import Asked, opened
from coopgraph.cli.options import asking
from coopgraph.cli.overview import about
from coopgraph.terminal.language import help_text
from coopgraph.terminal.output import answer
from kg.base.errors import ForbiddenError
from kg.base.i18n import msg
from kg.model.audiences import FEWEST

if TYPE_CHECKING:
    from kg.identity.decisions import Ruling
    from kg.knowledge import Inquiry
    from kg.model.changes import Change
    from kg.model.documents import IdentityChange

_RECORD = Annotated[str, typer.Argument(metavar="ID", help=help_text(msg("A record.")))]
_TOP = 50


def register(app: typer.Typer) -> None:
    """Add the commands of this family."""
    group = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    for name, text, command in (
        ("candidates", msg("Pairs of records that may be one body."), candidates),
        ("same", msg("Two records are one body."), same),
        ("different", msg("Two records are two bodies."), different),
        ("undo", msg("Take a decision back."), undo),
        ("log", msg("All decisions, and those taken back."), log),
        ("settle", msg("Let rules join what is surely one body."), settle),
    ):
        group.command(name, help=help_text(text))(asking(command))
    app.add_typer(group, name="identity", help=about("identity"))


def candidates(
    asked: Asked,
    id_: Annotated[
        str, typer.Argument(metavar="[ID]", help=help_text(msg("Only pairs with this record.")))
    ] = "",
    *,
    top: Annotated[int, typer.Option(min=1, help=help_text(msg("How many to show.")))] = _TOP,
) -> None:
    """List pairs about which rules leave the decision to a person."""
    from coopgraph.identity_documents import candidates_document
    from coopgraph.terminal.render.identity_text import candidates as render
    from kg.identity.rulings import about, planned

    _require_board(asked)
    with opened(asked) as inquiry:
        view = inquiry.view
        wanted = view.id(view.index(id_)) if id_ else ""
        plan = planned(inquiry.store, asked.day)
        pairs = about(plan, wanted) if wanted else plan.settled.ask
        document = candidates_document(view, asked.lang, plan, pairs, top)
    answer(asked, document, render)


def same(asked: Asked, one: _RECORD, other: _RECORD) -> None:
    """Let two records count as one; nothing moves, and undo parts them again."""
    _rule(asked, one, other, "same")


def different(asked: Asked, one: _RECORD, other: _RECORD) -> None:
    """Keep two records apart, whatever rules would say, now and when files come again."""
    _rule(asked, one, other, "different")


def undo(
    asked: Asked,
    id_: Annotated[
        str, typer.Argument(metavar="ID", help=help_text(msg("The decision, as log shows it.")))
    ],
) -> None:
    """Part exactly what a decision joined; rules do not join it again."""
    from kg.identity.rulings import taken_back

    _require_board(asked)
    with opened(asked, write=True) as inquiry:
        decision, changes = taken_back(inquiry.store, id_)
        document = _written(asked, inquiry, [decision.id], changes)
    _answer_change(asked, document)


def log(asked: Asked) -> None:
    """List what was decided, by whom, on which evidence."""
    from coopgraph.identity_documents import log_document
    from coopgraph.terminal.render.identity_text import log as render

    _require_board(asked)
    with opened(asked) as inquiry:
        document = log_document(inquiry.store, asked.day, asked.lang)
    answer(asked, document, render)


def settle(
    asked: Asked,
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=help_text(msg("Report, but keep nothing.")))
    ] = False,
) -> None:
    """Join all records that are surely one body, as ingest does for what is new."""
    from coopgraph.identity_documents import change_document
    from kg.identity.rulings import planned

    _require_board(asked)
    with opened(asked, write=not dry_run) as inquiry:
        plan = planned(inquiry.store, asked.day)
        ids = [decision.id for decision, _ in plan.settled.same]
        if dry_run:
            revision = inquiry.store.revision()
            document = change_document(revision, asked.day, asked.lang, ids, plan.changes)
        else:
            document = _written(asked, inquiry, ids, plan.changes)
    _answer_change(asked, document)


def _rule(asked: Asked, one: str, other: str, verdict: Ruling) -> None:
    from kg.identity.decisions import decision_id
    from kg.identity.rulings import require_pair, ruled

    _require_board(asked)
    require_pair(one, other)
    with opened(asked, write=True) as inquiry:
        for id_ in (one, other):
            inquiry.view.index(id_)
        changes = ruled(inquiry.store, one, other, verdict, asked.day)
        document = _written(asked, inquiry, [decision_id(one, other)], changes)
    _answer_change(asked, document)


def _written(
    asked: Asked, inquiry: Inquiry, ids: Sequence[str], changes: Sequence[Change]
) -> IdentityChange:
    from coopgraph.identity_documents import change_document

    applied = inquiry.store.apply(changes, note="identity")
    return change_document(applied.revision, asked.day, asked.lang, ids, changes)


def _answer_change(asked: Asked, document: IdentityChange) -> None:
    from coopgraph.terminal.render.identity_text import change as render

    answer(asked, document, render)


def _require_board(asked: Asked) -> None:
    if asked.audience != FEWEST:
        detail = msg("Which records are one body is decided by the board.")
        raise ForbiddenError(detail, msg("Ask with the audience “board” (audience=board)."))
