"""Who may see what, written down a second time, over the plain model: what a twin may hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from kg.model.changes import RelationKey
from kg.model.records import NodeVersion, RelationVersion, Revision, Statement
from kg.model.registry import type_of
from tests.journeys.conformance.model import State

READERS: Final = {"public": 0, "states": 1, "board": 2}
DECLARED: Final = ("Offer", "Demand", "Practice")

Nodes = dict[str, tuple[Statement, ...]]
Links = dict[RelationKey, tuple[Statement, ...]]


def held(state: State, audience: str) -> Revision:
    """Return the one revision of a twin: all that the audience reads, and nothing else.

    A record that others are cited by but of which nothing is read stands for itself.
    """
    if audience == "board":
        nodes, links, redirects = _everything(state)
    else:
        nodes, links, redirects = _read(state, audience)
    bare = {id_: said or (Statement(id_, id_, {}),) for id_, said in nodes.items()}
    told = [NodeVersion(old, (), end) for old, end in redirects.items()]
    kept = [NodeVersion(id_, said) for id_, said in bare.items()]
    related = [RelationVersion(key, said) for key, said in links.items()]
    return Revision(1, "2026-01-01T00:00:00+00:00", "", (*kept, *told), tuple(related))


def _everything(state: State) -> tuple[Nodes, Links, dict[str, str]]:
    seen = state.seen()
    nodes = {s: said for s, said in seen.items() if isinstance(s, str)}
    links = {s: said for s, said in seen.items() if isinstance(s, RelationKey)}
    return nodes, links, {old: state.node_end(old) for old in state.redirects}


def _read(state: State, audience: str) -> tuple[Nodes, Links, dict[str, str]]:
    all_nodes, all_links, all_leads = _everything(state)
    of_sources = {id_: open_to(audience, said) for id_, said in all_nodes.items() if _cites(id_)}
    nodes = {
        id_: read
        for id_, said in all_nodes.items()
        if not _cites(id_) and (read := node_for(audience, id_, said))
    }
    links = {
        key: read
        for key, said in all_links.items()
        if {key.start, key.end} <= nodes.keys() and (read := open_to(audience, said))
    }
    cited = _cited(state, [*nodes.values(), *links.values()], of_sources)
    nodes |= {id_: said for id_, said in of_sources.items() if id_ in map(state.node_end, cited)}
    stated = {s.subject for said in nodes.values() for s in said} | cited
    redirects = {old: end for old, end in all_leads.items() if old in stated and end in nodes}
    return nodes, links, redirects


def node_for(audience: str, id_: str, said: Sequence[Statement]) -> tuple[Statement, ...]:
    """Return what an audience reads of a record that is no source.

    What was merged into it goes by its name and is nothing to those who may not know that.
    """
    if type_of(id_) in DECLARED:
        read = tuple(said) if READERS[audience] >= READERS[_closed(said)] else ()
    else:
        read = open_to(audience, said)
    return read if any(s.subject == id_ for s in read) else ()


def open_to(audience: str, said: Iterable[Statement]) -> tuple[Statement, ...]:
    """Return the statements that an audience may read; no claim means all may."""
    return tuple(s for s in said if READERS[audience] >= READERS[_claim(s) or "public"])


def _closed(said: Sequence[Statement]) -> str:
    """Return to whom an offer, demand or practice is open: the strictest claim says."""
    named = [claim for s in said if (claim := _claim(s))]
    if named:
        return max(named, key=READERS.__getitem__)
    examples = [s for s in said if s.props.get("nature", "declared") != "declared"]
    return "public" if len(examples) == len(said) else "states"


def _claim(statement: Statement) -> str | None:
    released = statement.override
    return released.to if released else statement.visibility


def _cites(id_: str) -> bool:
    return id_.startswith("source/")


def _cited(state: State, read: Iterable[Sequence[Statement]], of_sources: Nodes) -> set[str]:
    """Return the sources that state something of what is read, of sources too."""
    cited = {s.source for said in read for s in said}
    while True:
        ends = {state.node_end(id_) for id_ in cited}
        more = {s.source for id_ in ends for s in of_sources.get(id_, ())}
        if more <= cited:
            return cited
        cited |= more
