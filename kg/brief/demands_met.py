"""How many of some demands an offer meets, as a sentence: the same in every paper."""

from __future__ import annotations

from kg.base.i18n import msg, nmsg
from kg.brief.paper import Sentence
from kg.brief.paper_telling import Telling
from kg.model.documents import Declared


def demands_met(telling: Telling, demands: Declared) -> Sentence:
    """Return how many of the open demands have an offer about the same subject."""
    figure = telling.declared(demands, "$.met")
    if not demands.open:
        return telling.says(msg("No demand is open: there is nothing to match yet."), figure)
    if not demands.met:
        return telling.says(
            msg("No offer is about the same subject as one of the demands."), figure
        )
    said = nmsg(
        "For {count} of the demands there is an offer about the same subject.",
        "For {count} of the demands there are offers about the same subject.",
        demands.met,
    )
    return telling.says(said, figure)
