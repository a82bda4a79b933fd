"""Reports that a command puts on the desk: what they say waits there for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopgraph.asked import Asked
from coopgraph.desk.desk import desk_url, made_desk
from coopgraph.desk.queue_desk import now_utc

if TYPE_CHECKING:
    from kg.base.audience import Audience
    from kg.condense.long_report import Report
    from kg.knowledge import Inquiry
    from kg.model.documents import Condensed


def proposed(
    asked: Asked, inquiry: Inquiry, document: Condensed, report: Report, visibility: Audience
) -> Condensed:
    """Put on the desk what a report says, and return its document with what waits there.

    Raises:
        ForbiddenError: who asks is not the board.
        StoreError: the knowledge base or the desk cannot be read or written.
    """
    from ingest.report_proposals import ProposeAsked, propose
    from kg.exchange.acceptance import Ledgers

    asking = ProposeAsked(report, inquiry.view, now_utc(), asked.settings.queue_days, visibility)
    with made_desk(desk_url(inquiry.store, asked.settings), asked.settings) as desk:
        found = propose(asking, Ledgers(inquiry.store, desk))
    return document.model_copy(update={"proposed": found})
