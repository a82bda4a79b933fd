"""As whom papers ask the desk: for totals, never for what is between offices."""

from __future__ import annotations

from datetime import date

from kg.base.audience import Audience
from kg.exchange.desk_documents import DeskInquiry
from kg.exchange.parties import Who
from kg.store.protocol import Store


def desk_for(audience: Audience, desk: Store | None, day: date, lang: str) -> DeskInquiry:
    """Return the desk as papers for an audience read it.

    It is asked as the board is, which sees totals and no record of an office, whoever makes the
    paper: what an office alone may see is in no paper. The public's papers hold nothing of it.
    """
    return DeskInquiry(None if audience == "public" else desk, Who("board"), day, lang)
