"""Living lists against all pairs on a fresh view, after every step that an exchange can take."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from coopgraph.settings import sqlite_url
from kg.base.audience import Audience
from kg.graph.build import snapshot_of
from kg.graph.view import View
from kg.matching.lens.lens import PathLens
from kg.matching.lens.lens_files import LENSES
from kg.matching.living import kept_lists
from kg.matching.living.kept_lists import best_of
from kg.matching.living.living_lists import LivingLists
from kg.matching.match import match_all
from kg.model.changes import (
    Change,
    Deletion,
    NodeStatement,
    RelationKey,
    RelationStatement,
    Withdrawal,
)
from kg.store.opening import create_store
from kg.store.protocol import Store
from tests.journeys.conformance.test_machine import FOLDER

SOURCE: Final = "source/test"
STATES = ("state/arg", "state/bol", "state/chl", "state/ury")
BODIES = ("org/x", "org/y")
LANGUAGES = ("language/es", "language/pt")
SECTORS = {
    "sector/dac/100": "broad", "sector/dac/140": "category", "sector/dac/14030": "leaf",
    "sector/dac/14031": "leaf", "sector/dac/14032": "leaf", "sector/dac/150": "category",
}  # fmt: skip
NAMES = {"leaf": ("Acueductos rurales", "Alcantarillado", "Presupuesto")}
TITLES = ("Acueductos", "Alcantarillas de los rurales", "Presupuestos", "Nada")
DAYS = (None, "2026-11-24", "2026-11-26", "2027-06-01")
RECORDS = (
    "demand/a",
    "demand/c",
    "demand/e",
    "offer/a",
    "offer/b",
    "offer/d",
    "offer/f",
    "offer/g",
)
LINKS = {"IN_SECTOR": tuple(SECTORS)[1:], "IN_LANGUAGE": LANGUAGES}
AUDIENCES: tuple[Audience, ...] = ("public", "board")
TOP: Final = 1
ENDS: Final = (None, None, "2026-11-23", "2026-11-24", "2026-11-25", "2027-06-01")
NEARLY_ALWAYS: Final = (None,) * 4
LENS: Final = """
lens: living
version: "1"
from: (d:Demand)
to: (o:Offer)
require: [different_actor, open, valid_on_date, {period_overlap: 1 months}, common_language,
          eligible, same_field%s]
fits: {by: [sector, words], collections: [sector/dac/150]}
paths:
  sector:
    pattern: >-
      (d)-[:IN_SECTOR]->()-[:BROADER*0..2]->(m:Sector)<-[:BROADER*0..2]-()<-[:IN_SECTOR]-(o)
    weight: 0.6
    specificity: information-content
  body:
    pattern: "(d)<-[:DECLARES]-(:State)-[:MEMBER_OF]->(m)<-[:MEMBER_OF]-(:State)-[:DECLARES]->(o)"
    weight: 0.3
  language:
    pattern: "(d)-[:IN_LANGUAGE]->(m:Language)<-[:IN_LANGUAGE]-(o)"
    weight: 0.1
"""


def lens_of(more: str) -> PathLens:
    lens = LENSES.parse(LENS % more, "living")
    assert isinstance(lens, PathLens)
    return lens


GATED, OPEN = lens_of(", {at_least: {sector: 0.10}}"), lens_of("")


def node(id_: str, props: dict[str, Any] | None = None, to: Audience = "public") -> Change:
    return NodeStatement(id_, SOURCE, props or {}, visibility=to)


def link(start: str, type_: str, end: str, **props: Any) -> Change:
    return RelationStatement(RelationKey(type_, start, end), SOURCE, props)


def scene() -> list[Change]:
    """Return what stands still in most steps: a taxonomy, states, bodies, languages."""
    ids = (*STATES, *BODIES, *LANGUAGES)
    found = [node(SOURCE), *(node(id_) for id_ in ids)]
    for place, (id_, level) in enumerate(SECTORS.items()):
        name = NAMES["leaf"][place % 3] if level == "leaf" else "Sector"
        found.append(node(id_, {"level": level, "name": {"es": name}}))
    found += [link("sector/dac/14030", "BROADER", "sector/dac/140")]
    found += [link("sector/dac/14031", "BROADER", "sector/dac/140")]
    found += [link("sector/dac/14032", "BROADER", "sector/dac/140")]
    found += [link("sector/dac/140", "BROADER", "sector/dac/100")]
    found += [link(state, "MEMBER_OF", "org/x") for state in STATES[:3]]
    return found


def declared(draw: st.DrawFn, id_: str) -> list[Change]:
    """Return what a record may say, whole: everything of it is drawn anew."""
    props: dict[str, Any] = {
        "title": {"es": draw(st.sampled_from(TITLES))},
        "starts": draw(st.sampled_from((None, None, "2026-06-01", "2026-12-01"))),
        "ends": draw(st.sampled_from(ENDS)),
        "status": draw(st.sampled_from((*NEARLY_ALWAYS, "paused", "withdrawn"))),
        "nature": draw(st.sampled_from(("declared",) * 4 + ("example",))),
    }
    if id_.startswith("offer/"):
        props["eligible"] = draw(st.sampled_from((*NEARLY_ALWAYS, ["state/arg", "org/x"])))
    stated = {name: value for name, value in props.items() if value is not None}
    return [node(id_, stated, draw(st.sampled_from(("public",) * 4 + ("states",))))]


posts = st.composite(declared)
SPOKEN = st.sampled_from((*LANGUAGES[:1] * 3, LANGUAGES[1]))


class Exchange(RuleBasedStateMachine):
    """A small exchange whose lists are asked for after every step, for two audiences."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(dir=FOLDER)
        self.patch = pytest.MonkeyPatch()
        self.store = create_store(sqlite_url(Path(self.folder.name) / "graph.db"))
        self.store.apply(scene())
        self.day = date(2026, 11, 23)

    def teardown(self) -> None:
        self.patch.undo()
        self.store.close()
        self.folder.cleanup()

    def say(self, *changes: Change) -> None:
        self.store.apply(list(changes))

    @initialize(data=st.data(), spare=st.integers(0, 1))
    def begins(self, data: st.DataObject, spare: int) -> None:
        # Few spare places, so that they are used up.
        self.patch.setattr(kept_lists, "LivingLists", partial(LivingLists, spare=spare))
        for id_ in RECORDS[:-1]:
            self.posts(data, id_)

    @rule(data=st.data(), id_=st.sampled_from(RECORDS))
    def posts(self, data: st.DataObject, id_: str) -> None:
        state = data.draw(st.sampled_from(STATES))
        about, spoken = data.draw(st.sampled_from(LINKS["IN_SECTOR"])), data.draw(SPOKEN)
        links = [link(state, "DECLARES", id_), link(id_, "IN_SECTOR", about)]
        self.say(*data.draw(posts(id_)), *links, link(id_, "IN_LANGUAGE", spoken))

    @rule(data=st.data(), id_=st.sampled_from(RECORDS))
    def edits(self, data: st.DataObject, id_: str) -> None:
        if self.store.get([id_]):
            self.say(*data.draw(posts(id_)))

    @rule(data=st.data(), id_=st.sampled_from(RECORDS), type_=st.sampled_from(list(LINKS)))
    def states_other(self, data: st.DataObject, id_: str, type_: str) -> None:
        end = data.draw(st.sampled_from(LINKS[type_]))
        key = RelationKey(type_, id_, end)
        if any(record.relation == key for record in self.relations(id_)):
            self.say(Withdrawal(key, SOURCE))
        elif self.store.get([id_]):
            until = data.draw(st.sampled_from(DAYS[:3]))
            self.say(RelationStatement(key, SOURCE, {"until": until} if until else {}))

    @rule(id_=st.sampled_from(RECORDS))
    def deletes(self, id_: str) -> None:
        if self.store.get([id_]):
            self.say(*(Deletion(one.relation) for one in self.relations(id_)), Deletion(id_))

    @rule(state=st.sampled_from(STATES), body=st.sampled_from(BODIES))
    def joins(self, state: str, body: str) -> None:
        self.say(link(state, "MEMBER_OF", body, status="member", until="2026-11-25"))

    @rule(
        narrow=st.sampled_from(list(SECTORS)[2:]),
        broad=st.sampled_from(("sector/dac/140", "sector/dac/150")),
    )
    def sorts_otherwise(self, narrow: str, broad: str) -> None:
        if narrow != broad:
            self.say(link(narrow, "BROADER", broad))

    @rule(days=st.sampled_from((1, 1, 2)))
    def sleeps(self, days: int) -> None:
        self.day += timedelta(days)

    @invariant()
    def lists_are_all_pairs(self) -> None:
        for audience in AUDIENCES:
            view = View(snapshot_of(self.store, audience), self.day)
            for lens in (GATED, OPEN):
                for turned in (lens, lens.reversed()):
                    assert living(view, self.store, lens, turned) == computed(view, turned)

    def relations(self, id_: str) -> Sequence[Any]:
        return self.store.relations_of(id_)


Rows = list[tuple[str, str, int, bool | None]]


def living(view: View, store: Store, lens: PathLens, turned: PathLens) -> Rows:
    """Return all living lists of one end."""
    ids = [view.id(one) for name in turned.start.labels for one in view.of_type(name).tolist()]
    lists = ((id_, best_of(view, store, lens, id_, TOP)) for id_ in ids)
    return [(id_, *one) for id_, found in lists for one in found]


def computed(view: View, lens: PathLens) -> Rows:
    """Return the same by all pairs."""
    return [(row.query, row.target, row.score, row.fits) for row in match_all(view, lens, TOP)]


TestExchange = Exchange.TestCase
TestExchange.settings = settings(
    max_examples=10,
    stateful_step_count=14,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
