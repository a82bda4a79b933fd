"""Changes over a small world, so that they meet each other often."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import strategies as st

from kg.base.audience import AUDIENCES
from kg.model.changes import (
    Change,
    Deletion,
    NodeStatement,
    Override,
    Parting,
    Redirect,
    RelationKey,
    RelationStatement,
    Release,
    Withdrawal,
)

SOURCES = ("source/a", "source/b", "source/c")
BODIES = ("org/w", "org/x", "org/y", "org/z")
ACTIVITIES = ("activity/1", "activity/2")

texts = st.sampled_from(
    ["Haïti", "Cooperação Sul-Sul", "agua y saneamiento", "Ñandú 3.º", "OR NOT *", "straße"]
)
words = st.dictionaries(st.sampled_from(["es", "pt", "fr", "en"]), texts, max_size=2)
days = st.sampled_from(["2019-01-01", "2023-11-19", "2025-06-30"])
bases = st.sampled_from(["published", "common_knowledge", "uncertain"])
sources = st.sampled_from(SOURCES)
dated = st.none() | days
where = st.sampled_from(["", "row 2", "row 3"])
claims = st.sampled_from([None, None, *AUDIENCES])
overrides = st.none() | st.builds(
    Override, st.sampled_from(AUDIENCES[:2]), days, st.just("The authority agreed.")
)

body_props = st.fixed_dictionaries(
    {}, optional={"name": words, "acronym": texts, "aliases": st.lists(texts, max_size=2)}
)
titled_props = st.fixed_dictionaries({}, optional={"title": words, "starts": days})
spell_props = st.fixed_dictionaries(
    {},
    optional={
        "status": st.sampled_from(["member", "former", "disputed"]),
        "since": days,
        "until": days,
        "role": texts,
    },
)

keys = st.one_of(
    st.builds(
        RelationKey,
        st.sampled_from(["MEMBER_OF", "SUCCEEDS"]),
        st.sampled_from(BODIES),
        st.sampled_from(BODIES),
        st.sampled_from(["", "2"]),
    ),
    st.builds(RelationKey, st.just("FUNDS"), st.sampled_from(BODIES), st.sampled_from(ACTIVITIES)),
)
ids = st.sampled_from((*SOURCES, *BODIES, *ACTIVITIES))

node_statements = st.one_of(
    st.builds(
        NodeStatement, st.sampled_from(BODIES), sources, body_props, where, bases, dated, claims
    ),
    st.builds(
        NodeStatement,
        st.sampled_from((*ACTIVITIES, *SOURCES)),
        sources,
        titled_props,
        where,
        bases,
        visibility=claims,
    ),
)
self_vouching = sources.map(lambda id_: NodeStatement(id_, id_, {"title": {"en": id_}}))
relation_statements = st.builds(
    RelationStatement, keys, sources, spell_props, where, bases, dated, claims
)
redirects = st.sampled_from([BODIES, ACTIVITIES, SOURCES]).flatmap(
    lambda pool: st.lists(st.sampled_from(pool), min_size=2, max_size=2, unique=True).map(
        lambda pair: Redirect(pair[0], pair[1])
    )
)
partings = st.sampled_from((*BODIES, *ACTIVITIES, *SOURCES)).map(Parting)
subjects = ids | keys
withdrawals = st.builds(Withdrawal, subjects, sources)
deletions = st.builds(Deletion, subjects)
releases = st.builds(Release, subjects, sources, overrides)

changes: st.SearchStrategy[Change] = st.one_of(
    self_vouching,
    node_statements,
    node_statements,
    relation_statements,
    relation_statements,
    relation_statements,
    withdrawals,
    deletions,
    redirects,
    partings,
    releases,
)
batches = st.lists(changes, min_size=1, max_size=5)
misplaced: st.SearchStrategy[Change] = st.one_of(
    st.builds(NodeStatement, st.just("key/k"), sources, st.just({})),
    st.sampled_from([Deletion("key/k"), Redirect("key/k", "key/l"), Redirect("org/w", "key/k")]),
)
"""Changes that belong into the other room."""
KEYS_ONCE = ("a", "b", "c")
keys_once = st.sampled_from(KEYS_ONCE)
lives = st.sampled_from([timedelta(minutes=m) for m in (-1, 0, 1, 60, 600)])
waits = st.sampled_from([timedelta(microseconds=1), *(timedelta(minutes=m) for m in (1, 61, 599))])
WORLD: list[Change] = [
    *(NodeStatement(id_, id_, {"title": {"en": id_}}) for id_ in SOURCES),
    *(NodeStatement(id_, SOURCES[0], {"name": {"en": id_}}) for id_ in BODIES),
    *(NodeStatement(id_, SOURCES[0], {"title": {"en": id_}}) for id_ in ACTIVITIES),
    *(
        RelationStatement(
            RelationKey(type_, start, end),
            source,
            {"note": {"en": f"by {source}"}, "status": "member", "since": "2001-05-01"},
        )
        for source in SOURCES[:2]
        for type_, start, end in (
            ("MEMBER_OF", "org/w", "org/x"),
            ("MEMBER_OF", "org/y", "org/x"),
            ("MEMBER_OF", "org/y", "org/z"),
            ("SUCCEEDS", "org/x", "org/w"),
            ("FUNDS", "org/x", "activity/1"),
            ("FUNDS", "org/w", "activity/2"),
        )
    ),
]
"""All nodes and some relations, stated once: from here most changes are accepted."""
