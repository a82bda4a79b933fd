"""The command that puts a desk right over a knowledge base that was put back: desk repair."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Annotated

import typer

from coopgraph.asked import Asked
from coopgraph.desk.desk import desk_asked_for, read_desk
from coopgraph.terminal.language import help_text
from coopgraph.terminal.output import answer
from kg.base.errors import ForbiddenError
from kg.base.i18n import msg
from kg.model.audiences import FEWEST

if TYPE_CHECKING:
    from kg.exchange.repair import Apart
    from kg.model.documents import RepairedPart


def repair(
    asked: Asked,
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=help_text(msg("Only say what would be set back.")))
    ] = False,
) -> None:
    """Set back what the desk says of revisions that the knowledge base does not hold any more."""
    from coopgraph.terminal.render.repair_text import repaired
    from kg.access.clock import utc_now
    from kg.exchange import repair as exchange
    from kg.exchange.acceptance import Ledgers
    from kg.model.documents import Repaired, head
    from kg.store.opening import open_store

    if asked.audience != FEWEST:
        detail = msg("What waits is for the board and the secretariat.")
        raise ForbiddenError(detail, msg("Ask with the audience “board” (--audience board)."))
    settings = asked.settings
    with (
        closing(open_store(settings.store, password=settings.password)) as knowledge,
        read_desk(desk_asked_for(asked), settings, write=not dry_run) as desk,
    ):
        both = Ledgers(knowledge, desk)
        found = exchange.apart(both) if dry_run else exchange.repair(both, utc_now())
        parts = [_part(each) for each in found]
        heading = head(desk.revision(), asked.day, asked.lang)
    answer(asked, Repaired(**heading, dry_run=dry_run, records=parts), repaired)


def _part(found: Apart) -> RepairedPart:
    from kg.model.documents import RepairedPart

    record = found.record
    return RepairedPart(id=record.id, was=record.state or "", state=found.after)
