"""Documents about identity: candidates with their evidence, the log of decisions, what they did."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from kg.graph.naming import heading, ref
from kg.identity.evidence_words import sentence
from kg.identity.ledger import Entry, read_ledger, taken_back_entries
from kg.model.changes import Change, Parting, Redirect
from kg.model.documents import (
    IdentityCandidates,
    IdentityChange,
    IdentityDecision,
    IdentityEvidence,
    IdentityLog,
    IdentityPair,
    head,
)

if TYPE_CHECKING:
    from kg.graph.view import View
    from kg.identity.evidence import Evidence
    from kg.identity.pairs import Judged
    from kg.identity.rulings import Plan
    from kg.store.protocol import Store


def candidates_document(
    view: View, lang: str, plan: Plan, pairs: Sequence[Judged], top: int
) -> IdentityCandidates:
    """Return the first ``top`` pairs with labels, and how many there are."""
    shown = [_pair(view, lang, plan, each) for each in pairs[:top]]
    return IdentityCandidates(**heading(view, lang), pairs=shown, total=len(pairs))


def _pair(view: View, lang: str, plan: Plan, judged: Judged) -> IdentityPair:
    a, b = plan.ids[judged.one], plan.ids[judged.other]
    return IdentityPair(
        a=a,
        b=b,
        a_label=ref(view, view.index(a), lang).label,
        b_label=ref(view, view.index(b), lang).label,
        score=judged.verdict.score,
        evidence=[_said(each, lang) for each in judged.verdict.evidence],
    )


def _said(evidence: Evidence, lang: str) -> IdentityEvidence:
    return IdentityEvidence(kind=evidence.kind, detail=sentence(evidence).text(lang))


def change_document(
    revision: int, day: date, lang: str, ids: Sequence[str], changes: Sequence[Change]
) -> IdentityChange:
    """Return what changes of decisions come to: which records go by which id."""
    joined = {c.old: c.new for c in changes if isinstance(c, Redirect)}
    parted = [c.old for c in changes if isinstance(c, Parting) and c.old not in joined]
    facts = head(revision, day, lang)
    return IdentityChange(**facts, decisions=list(ids), joined=joined, parted=parted)


def log_document(store: Store, day: date, lang: str) -> IdentityLog:
    """Return every decision that holds or was taken back, the latest first."""
    ledger = read_ledger(store)
    held = [_decision(entry, lang, undone=False) for entry in ledger.entries]
    gone = [_decision(entry, lang, undone=True) for entry in taken_back_entries(store, ledger)]
    decisions = sorted([*held, *gone], key=lambda each: each.id)
    decisions.sort(key=lambda each: each.decided, reverse=True)
    return IdentityLog(**head(store.revision(), day, lang), decisions=decisions)


def _decision(entry: Entry, lang: str, *, undone: bool) -> IdentityDecision:
    return IdentityDecision(
        id=entry.decision.id,
        one=entry.decision.one,
        other=entry.decision.other,
        verdict=entry.decision.verdict,
        by=entry.decision.by,
        score=entry.decision.score or None,
        evidence=[_said(each, lang) for each in entry.evidence],
        decided=entry.decided,
        undone=undone,
    )
