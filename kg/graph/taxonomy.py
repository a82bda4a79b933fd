"""Facts of taxonomies: what is broader and narrower, what corresponds, which field is meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from kg.graph.memo import kept, recent
from kg.graph.probe import Probe, Query
from kg.graph.view import View

DAC: Final = "dac"
CATEGORY: Final = "category"
"""The level of DAC's 3-digit codes, and of SEGIB's sectors."""
GROUPS: Final = ("group", "broad")
"""The levels above it, the nearest first."""


def sectors_of(view: View, query: Query) -> tuple[int, ...]:
    """Return the sectors a node states."""
    if isinstance(query, Probe):
        return query.links.get(("IN_SECTOR", "out"), ())
    return tuple(view.adjacency(("IN_SECTOR",), "out").of(query).tolist())


def broader(view: View, concepts: Iterable[int]) -> set[int]:
    """Return concepts with all that is above them."""
    return view.adjacency(("BROADER",), "out").reach(concepts)


def narrower(view: View, concepts: Iterable[int]) -> set[int]:
    """Return concepts with all that is below them."""
    return view.adjacency(("BROADER",), "in").reach(concepts)


def narrowest(view: View, concepts: list[int]) -> list[int]:
    """Leave out concepts that are only what is broader than another one; never all of them."""
    wide = {above for each in concepts for above in _above(view, each)}
    return [each for each in concepts if each not in wide] or concepts


def _above(view: View, concept: int) -> frozenset[int]:
    over = recent(view, "broader", concept, lambda: frozenset(broader(view, [concept])))
    return over - {concept}


def corresponding(view: View, sectors: Iterable[int]) -> set[int]:
    """Return what the crosswalk between schemes says of sectors, however close."""
    out = view.adjacency(("MATCHES",), "out")
    return {other for sector in sectors for other in out.of(sector).tolist()}


def with_close(view: View, sectors: Iterable[int]) -> set[int]:
    """Return sectors, and those of other schemes that the crosswalk calls nearly the same."""
    stated = set(sectors)
    return stated | {other for sector in stated for other in _close(view, sector)}


def sectors_covered(view: View, things: Iterable[int]) -> set[int]:
    """Return the sectors that things state, those close to them in other schemes, and all above."""
    stated = (sector for thing in things for sector in sectors_of(view, thing))
    return broader(view, with_close(view, stated))


def fields(view: View, sectors: tuple[int, ...]) -> frozenset[int]:
    """Return the sectors that stand for the same field of work as those stated.

    A sector itself, all below it, and the category above it; and what the crosswalk says of the
    first two, with all below. So two leaves of one category share a field, as do a sector and one
    that lies in it, and a SEGIB sector and what it corresponds to; two categories that only share
    a broad sector do not.
    """
    # Asked for by every partner of every demand, and many state the same.
    return recent(view, "fields", sectors, lambda: _fields(view, sectors))


def _fields(view: View, sectors: tuple[int, ...]) -> frozenset[int]:
    within = narrower(view, sectors)
    below = narrower(view, corresponding(view, within))
    above = broader(view, sectors)
    return frozenset(within | below | {node for node in above if level_of(view, node) == CATEGORY})


def subject_of(view: View, sectors: tuple[int, ...], collections: Sequence[str]) -> frozenset[int]:
    """Return the sectors that stand for the same subject as those stated, never the broad ones.

    As ``fields``, but for what is too broad to be one subject: groups and broad sectors, and the
    categories whose ids are ``collections``. Two purposes of such a category share none.
    """
    stated = {sector for sector in sectors if not is_broad(view, sector, collections)}
    within = narrower(view, stated)
    near = {each for each in corresponding(view, within) if not is_broad(view, each, collections)}
    above = {each for each in broader(view, stated) if level_of(view, each) == CATEGORY}
    over = {each for each in above if not is_broad(view, each, collections)}
    return frozenset(within | narrower(view, near) | over)


def dac_categories(view: View) -> frozenset[int]:
    """Return DAC's 3-digit categories, those apart that it has withdrawn."""
    sectors = view.of_type("Sector").tolist()
    return frozenset(sector for sector in sectors if _is_dac_category(view, sector))


def subjects(view: View, sector: int) -> frozenset[int]:
    """Return what a sector that something is coded in stands for: its 3-digit ancestor.

    That is its category, itself where it is one or lies in none. A sector of another scheme than
    DAC's stands for what those stand for that the crosswalk names, as far as it names any.
    """
    return kept(view, ("subjects", sector), lambda: _subjects(view, sector))


def subjects_asked(view: View, sectors: Iterable[int]) -> frozenset[int]:
    """Return the same of sectors that are asked about; a broad one asks for all within it."""
    return frozenset(part for sector in sectors for part in _asked(view, sector))


def group_above(view: View, sector: int) -> int:
    """Return the group or broad sector that a sector lies in, itself where it is in none."""
    above, met = view.adjacency(("BROADER",), "out"), {sector}
    while level_of(view, sector) not in GROUPS:
        # Nobody keeps a source from saying that each of two sectors is broader than the other.
        over = [each for each in above.of(sector).tolist() if each not in met]
        if not over:
            break
        sector = over[0]
        met.add(sector)
    return sector


def wider(view: View, sectors: Iterable[int]) -> list[int]:
    """Return the groups or broad sectors right above sectors, by number; never these themselves."""
    found = set()
    for sector in sectors:
        group = group_above(view, sector)
        over = view.adjacency(("BROADER",), "out").of(sector).tolist() if group == sector else ()
        found |= {group, *over} - {sector}
    return sorted(found)


def _asked(view: View, sector: int) -> set[int]:
    found = set(subjects(view, sector))
    broad = [one for one in found if not _is_category(view, one)]
    return found | {part for part in narrower(view, broad) if _is_category(view, part)}


def _subjects(view: View, sector: int) -> frozenset[int]:
    meant = set() if _is_dac(view, sector) else corresponding(view, [sector])
    return frozenset(above for one in meant or {sector} for above in _categories(view, one))


def _categories(view: View, sector: int) -> set[int]:
    return {one for one in broader(view, [sector]) if _is_category(view, one)} or {sector}


def _is_category(view: View, sector: int) -> bool:
    return level_of(view, sector) == CATEGORY


def _is_dac(view: View, sector: int) -> bool:
    return view.props(sector).get("scheme") == DAC


def _close(view: View, sector: int) -> set[int]:
    # Of that type alone: at a sector all that is coded in it ends too.
    edges = (e for e in view.edges(sector, only="MATCHES") if e.start == sector)
    return {edge.end for edge in edges if view.edge_props(edge).get("kind") == "close"}


def _is_dac_category(view: View, sector: int) -> bool:
    props = view.props(sector)
    withdrawn = props.get("status") == "withdrawn"
    return props.get("scheme") == DAC and props.get("level") == CATEGORY and not withdrawn


def is_broad(view: View, sector: int, collections: Sequence[str]) -> bool:
    """Say whether a sector holds too much to be one subject: a group, or one of ``collections``."""
    return level_of(view, sector) in GROUPS or view.id(sector) in collections


def level_of(view: View, sector: int) -> object:
    """Return the level that a sector states, None where it states none."""
    return kept(view, ("level", sector), lambda: view.props(sector).get("level"))
