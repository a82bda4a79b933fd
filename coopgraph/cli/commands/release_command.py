"""The command that widens who may see a record: release."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from coopgraph.asked import Asked, opened
from coopgraph.cli.options import asking
from coopgraph.cli.overview import about
from coopgraph.terminal.language import help_text
from coopgraph.terminal.output import answer
from kg.base.errors import BadOptionError, ForbiddenError, WrongUseError
from kg.base.i18n import msg
from kg.model.audiences import FEWEST, OPENED
from kg.model.fields import MAX_SHORT

if TYPE_CHECKING:
    from kg.access.releases import Released
    from kg.model.changes import Override
    from kg.model.documents import Release


class NoReasonError(WrongUseError):
    """Something is to be opened, and nobody says why."""

    slug = "no-reason"
    title = msg("A reason is missing")

    def __init__(self) -> None:
        super().__init__(
            msg("A release is kept with its reason."),
            msg(
                "Say who agreed, and why: --reason TEXT, of at most {most} letters.", most=MAX_SHORT
            ),
        )


def register(app: typer.Typer) -> None:
    """Add the command of this family."""
    app.command(help=about("release"))(asking(release))


def release(
    asked: Asked,
    ids: Annotated[list[str], typer.Argument(metavar="ID...", help=help_text(msg("Records.")))],
    *,
    to: Annotated[
        str, typer.Option("--to", metavar="public|states", help=help_text(msg("Open to whom.")))
    ] = "",
    reason: Annotated[
        str, typer.Option("--reason", metavar="TEXT", help=help_text(msg("Who agreed, and why.")))
    ] = "",
    undo: Annotated[
        bool, typer.Option("--undo", help=help_text(msg("Let the claims count again.")))
    ] = False,
) -> None:
    """Override the claims that stand now; a later or changed stricter claim closes again."""
    from coopgraph.terminal.render.release_text import release as render
    from kg.access.releases import released

    _require_board(asked)
    override = None if undo else _override(asked, to, reason)
    with opened(asked, write=True) as inquiry:
        found = released(inquiry.store, inquiry.view, ids, override)
        applied = inquiry.store.apply([one.change for one in found], note="release")
    answer(asked, _document(asked, applied.revision, override, found), render)


def _require_board(asked: Asked) -> None:
    if asked.audience != FEWEST:
        detail = msg("Records are released by the board.")
        raise ForbiddenError(detail, msg("Ask with the audience “board” (audience=board)."))


def _override(asked: Asked, to: str, reason: str) -> Override:
    from kg.model.changes import Override

    audience = next((one for one in OPENED if one == to), None)
    if audience is None:
        raise BadOptionError("--to", to, msg("Use one of: {names}.", names=list(OPENED)))
    if not reason.strip() or len(reason) > MAX_SHORT:
        raise NoReasonError
    return Override(audience, asked.day.isoformat(), reason.strip())


def _document(
    asked: Asked, revision: int, override: Override | None, found: list[Released]
) -> Release:
    from kg.model.documents import Overridden, Release

    return Release(
        revision=revision,
        as_of=asked.day.isoformat(),
        lang=asked.lang,
        to=None if override is None else override.to,
        released=list(dict.fromkeys(one.id for one in found)),
        overrides=[
            Overridden(
                id=one.id,
                source=one.source,
                was=one.was,
                relation=None if one.relation is None else one.relation[:3],
            )
            for one in found
        ],
    )
