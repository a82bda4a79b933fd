"""Papers for tests: made from a store, with a desk or without, and a service beside them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date

from kg.base.audience import Audience
from kg.brief.desk_of_papers import desk_for
from kg.brief.paper import Paper
from kg.brief.paper_kinds import PaperAsked, kind_named, paper
from kg.exchange.campaign_list import campaign_list
from kg.knowledge import KnowledgeBase
from kg.model.changes import Change, NodeStatement, RelationKey, RelationStatement
from kg.store.opening import open_store
from kg.store.protocol import Store
from tests.kg.exchange.declared import SOURCE, declared, source

DAY = date(2026, 11, 29)
OLD = date(2026, 1, 1)


@dataclass
class Maker:
    """Makes papers from a knowledge base, and from a desk where there is one."""

    knowledge: KnowledgeBase
    desk: Store | None = None
    day: date = DAY

    def made(
        self,
        kind: str,
        subject: str | None = None,
        lang: str = "en",
        audience: Audience | None = None,
        since: date | None = None,
    ) -> Paper:
        """Return a paper of a kind, for its own audience or a lesser one."""
        whose = audience or kind_named(kind).audience
        inquiry = self.knowledge.inquiry(self.day, whose, lang)
        desk = desk_for(whose, self.desk, self.day, lang)
        asked = PaperAsked(inquiry, desk, subject, since, campaign=campaign_list())
        return paper(kind_named(kind), asked)


def maker_of(url: str, desk: Store | None = None) -> Maker:
    return Maker(KnowledgeBase(url, cache=None), desk)


def planted(url: str, *, hidden: bool = False) -> str:
    """Write what states declare into a store; with ``hidden`` also what is for the board alone."""
    with closing(open_store(url, write=True)) as store:
        store.apply([*_seen(), *(_hidden() if hidden else ())])
    return url


def _seen() -> Iterator[Change]:
    yield source()
    yield from declared("demand/water", "state/hnd", "states")
    yield from declared("demand/air", "state/hnd", "public", "sector/dac/21050")
    yield from declared("offer/water", "state/col", "public")
    yield from declared("practice/water", "state/col", "public")
    yield from agreement("agreement/open", "state/hnd", "states")


def _hidden() -> Iterator[Change]:
    yield from declared("demand/closed", "state/hnd", "board")
    yield from declared("offer/closed", "state/per", "board")
    yield from declared("offer/air-closed", "state/per", "board", "sector/dac/21050")
    yield from declared("practice/closed", "state/per", "board")
    yield from agreement("agreement/closed", "state/hnd", "board")
    closed = RelationKey("MEMBER_OF", "state/hnd", "org/caricom")
    yield RelationStatement(closed, SOURCE, {"status": "member"}, visibility="board")
    role = RelationKey("RECEIVES", "state/hnd", "activity/own/rial-guyana-safety")
    yield RelationStatement(role, SOURCE, visibility="board")


def agreement(id_: str, party: str, seen_by: Audience) -> Iterator[Change]:
    title = {"title": {"en": f"Agreement {id_}"}, "kind": "agreement"}
    yield NodeStatement(id_, SOURCE, title, visibility=seen_by)
    yield RelationStatement(
        RelationKey("PARTY_TO", party, id_), SOURCE, {"status": "party"}, visibility=seen_by
    )
