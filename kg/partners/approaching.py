"""How far the approach to a partner is, beside its verdict: it is counted, and alters none."""

from __future__ import annotations

from kg.base.i18n import say
from kg.model.documents import Approaching
from kg.model.vocabulary import word
from kg.partners.partner_facts import Context
from kg.partners.partner_judging import Judged


def approaching(context: Context, judged: Judged, lang: str) -> Approaching | None:
    """Return how far the approach to a partner is, None where nobody has decided on one."""
    view, edge = context.view, judged.facts.approaching
    status = judged.facts.approach
    if edge is None or status is None:
        return None
    notes = view.edge_props(edge).get("note", {})
    return Approaching(
        status=status,
        label=str(say(word("status", status), lang)),
        since=view.period(edge)[0],
        note=notes.get(lang) or next(iter(notes.values()), None),
    )
