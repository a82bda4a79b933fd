"""Loads over a small world of all kinds of records, so that claims and merges meet each other."""

from __future__ import annotations

from typing import Any, Final

from hypothesis import strategies as st

from kg.base.audience import AUDIENCES
from kg.model.changes import (
    Change,
    Deletion,
    NodeStatement,
    Override,
    Redirect,
    RelationKey,
    RelationStatement,
    Release,
    Withdrawal,
)
from kg.model.registry import RELATIONS, type_of

SOURCES: Final = ("source/alpha", "source/beta", "source/gamma", "source/rare")
STATES: Final = ("state/hti", "state/bra")
ORGS: Final = ("org/water", "org/waters", "org/waterway")
OFFERS: Final = ("offer/wells", "offer/well", "offer/wells-2")
DEMANDS: Final = ("demand/wells", "demand/well")
PRACTICES: Final = ("practice/lesson", "practice/lessons")
ACTIVITIES: Final = ("activity/1", "activity/11")
SECTORS: Final = ("sector/dac/140", "sector/dac/14030")
POOLS: Final = (
    STATES, ORGS, OFFERS, DEMANDS, PRACTICES, ACTIVITIES, SECTORS,
    ("unit/door",), ("programme/fund",), ("goal/sdg/6",), ("language/fr",),
    ("modality/triangular",), ("initiative/pilot",), ("agreement/pact",),
)  # fmt: skip
NODES: Final = tuple(id_ for pool in POOLS for id_ in pool)
MISSPELT: Final = ("offer/wel", "org/watter", "source/delta", "practice/less", "state/xxx")
WORDS: Final = (
    "Agua", "Haïti", "Forages", "Poços", "secreto", "reservado", "confidencial", "straße",
    "Ñandú", "wells", "water", "board",
)  # fmt: skip

words = st.sampled_from(WORDS)
texts = st.dictionaries(st.sampled_from(["es", "en", "fr"]), words, min_size=1, max_size=2)
days = st.sampled_from(["2019-01-01", "2024-06-01", "2026-11-23", "2030-01-01"])
bases = st.sampled_from(["published", "published", "common_knowledge", "uncertain"])
sources = st.sampled_from((*SOURCES[:3], *SOURCES))
usual = st.sampled_from(SOURCES[:2])
ids = st.sampled_from((*NODES, *SOURCES, "org/unheard"))
claims = st.sampled_from([None, None, *AUDIENCES])
strict = st.sampled_from([None, None, AUDIENCES[0], *AUDIENCES[1:]])
overrides = st.none() | st.builds(Override, st.sampled_from(AUDIENCES[:2]), days, words)


def _some(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=fields)


_ACTOR: Final = {
    "name": texts, "acronym": words, "aliases": st.lists(words, max_size=2),
    "identifiers": st.lists(words, max_size=1), "note": texts,
}  # fmt: skip
_DECLARED: Final = {
    "title": texts, "summary": texts, "eligible": st.lists(ids, max_size=2), "conditions": words,
    "confirmed_on": days, "starts": days, "ends": days,
    "nature": st.sampled_from(["declared", "declared", "example"]),
}  # fmt: skip
_PROPS: Final[dict[str, st.SearchStrategy[dict[str, Any]]]] = {
    "State": _some(**_ACTOR),
    "Organisation": _some(
        **_ACTOR, kind=st.sampled_from(["ministry", "national_authority"]),
        country=st.sampled_from(STATES),
    ),
    "Unit": _some(**_ACTOR, door_for=st.sampled_from(ORGS), mailbox=st.just("a@b.example")),
    "Programme": _some(**_ACTOR, ends=days),
    "Activity": _some(
        title=texts, summary=texts, reporter=st.sampled_from(ORGS), starts=days,
        nature=st.sampled_from(["demonstrated", "example"]),
    ),
    "Sector": _some(
        name=texts, code=words, specificity=st.sampled_from([1000, 3000]),
        replaced_by=st.sampled_from(SECTORS),
    ),
    "Goal": _some(name=texts, specificity=st.just(2000)),
    "Language": _some(name=texts),
    "Modality": _some(name=texts, terms=st.just(["state/bra:pt=trilateral"])),
    "Initiative": _some(name=texts, responsible=st.lists(ids, max_size=2), starts=days),
    "Agreement": _some(title=texts, status=st.sampled_from(["in_force", "expired"])),
    "Offer": _some(**_DECLARED),
    "Demand": _some(**_DECLARED),
    "Practice": _some(**_DECLARED),
    "Source": _some(title=texts, publisher=words, note=texts),
}  # fmt: skip


def _node(id_: str) -> st.SearchStrategy[NodeStatement]:
    props = _PROPS[str(type_of(id_))]
    where = st.sampled_from(["", "row 2"])
    dated = st.none() | days
    return st.builds(NodeStatement, st.just(id_), sources, props, where, bases, dated, claims)


def _joined(type_: str) -> st.SearchStrategy[RelationKey]:
    cls = RELATIONS[type_]
    starts = [id_ for id_ in NODES if type_of(id_) in cls.starts_at]
    ends = [id_ for id_ in NODES if type_of(id_) in cls.ends_at]
    key = st.sampled_from(["", "", "2"]) if type_ == "MEMBER_OF" else st.just("")
    return st.builds(
        RelationKey, st.just(type_), st.sampled_from(starts), st.sampled_from(ends), key
    )


_TYPES: Final = (
    "DECLARES", "DECLARES", "CONTACT_FOR", "MEMBER_OF", "MEMBER_OF", "PART_OF", "IN_SECTOR",
    "IN_SECTOR", "BROADER", "FUNDS", "PROVIDES", "RECEIVES", "IN_LANGUAGE", "BY_MODALITY",
    "TOWARDS", "PARTY_TO", "CONCERNS", "RUNS",
)  # fmt: skip
_spells = _some(
    status=st.sampled_from(["member", "former", "disputed"]), since=days, until=days, note=texts
)
_roles = _some(note=texts, percentage=st.just(50.0))


def _relation(key: RelationKey) -> st.SearchStrategy[RelationStatement]:
    props = _spells if key.type == "MEMBER_OF" else _roles
    where, undated = st.just(""), st.none()
    return st.builds(RelationStatement, st.just(key), sources, props, where, bases, undated, claims)


def statement_about(subject: str | RelationKey) -> st.SearchStrategy[Change]:
    """Return statements of any source about a record."""
    return _node(subject) if isinstance(subject, str) else _relation(subject)


keys = st.sampled_from(_TYPES).flatmap(_joined)
node_statements = st.sampled_from((*NODES, *SOURCES)).flatmap(_node)
relation_statements = keys.flatmap(_relation)
self_vouching = sources.flatmap(_node).map(lambda said: said._replace(source=said.id))
redirects = st.sampled_from([pool for pool in (*POOLS, SOURCES) if len(pool) > 1]).flatmap(
    lambda pool: st.lists(st.sampled_from(pool), min_size=2, max_size=2, unique=True).map(
        lambda pair: Redirect(*pair)
    )
)
subjects = st.sampled_from((*NODES, *SOURCES)) | keys
changes: st.SearchStrategy[Change] = st.one_of(
    self_vouching,
    node_statements,
    node_statements,
    node_statements,
    relation_statements,
    relation_statements,
    relation_statements,
    st.builds(Withdrawal, subjects, sources),
    st.builds(Deletion, subjects),
    st.builds(Release, subjects, sources, overrides),
    redirects,
)
MAIN: Final = (
    RelationKey("DECLARES", "state/bra", "offer/wells"),
    RelationKey("DECLARES", "org/water", "offer/well"),
    RelationKey("DECLARES", "state/hti", "demand/wells"),
    RelationKey("DECLARES", "state/hti", "practice/lesson"),
    RelationKey("PART_OF", "org/water", "state/bra"),
    RelationKey("PART_OF", "unit/door", "org/water"),
    RelationKey("CONTACT_FOR", "unit/door", "offer/wells"),
    RelationKey("MEMBER_OF", "state/bra", "org/waters"),
    RelationKey("MEMBER_OF", "state/hti", "org/waters"),
    RelationKey("BROADER", "sector/dac/14030", "sector/dac/140"),
    *(RelationKey("IN_SECTOR", id_, SECTORS[1]) for id_ in (*OFFERS[:2], *DEMANDS, "activity/1")),
    *(RelationKey("IN_LANGUAGE", id_, "language/fr") for id_ in (OFFERS[0], DEMANDS[0])),
    RelationKey("PROVIDES", "state/bra", "activity/1"),
    RelationKey("RECEIVES", "state/hti", "activity/1"),
)
"""What makes records meet: offers that meet demands, offices, members, a hierarchy."""


@st.composite
def worlds(draw: st.DrawFn) -> list[Change]:
    """Return a first load: each record stated once, by some source for some audience."""
    said = [NodeStatement(id_, id_, {"title": {"en": id_}}) for id_ in SOURCES]
    said += [
        draw(_node(id_))._replace(source=draw(usual), visibility=draw(strict)) for id_ in NODES
    ]
    links = [RelationStatement(key, draw(usual), {}, visibility=draw(claims)) for key in MAIN]
    return [*said, *links]


batches = st.lists(changes, min_size=1, max_size=4)
