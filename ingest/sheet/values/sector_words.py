"""Sectors read from words: what the glossary proposes, among the sectors that are known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from ingest.known import Known
from kg.glossary.proposals import SHOWN, Proposal, propose, subject


class SectorWords(NamedTuple):
    """What texts speak of: the proposals, the surest first, and the one that can be taken."""

    proposals: tuple[Proposal, ...]
    sure: Proposal | None

    def allows(self, sector: str) -> bool:
        """Say whether no word speaks for another subject than this sector's."""
        named = [one for one in self.proposals if any(e.kind != "learnt" for e in one.evidence)]
        return not named or any(subject(one.sector) == subject(sector) for one in named)


def sectors_of(texts: Iterable[str], known: Known) -> SectorWords:
    """Return the sectors of texts, each read by itself.

    The first text that surely speaks of a subject counts, unless another surely speaks of another
    one: then a person decides.
    """
    read = [list(_known(_proposed(text), known)) for text in texts]
    sure = [found[0] for found in read if found and found[0].is_sure]
    agreed = len({subject(one.sector) for one in sure}) == 1
    return SectorWords(_best(read), sure[0] if agreed else None)


@lru_cache(maxsize=4096)
def _proposed(text: str) -> tuple[Proposal, ...]:
    """What a text speaks of, looked up once: the rows of a sheet say the same over and over."""
    return tuple(propose(text))


def _known(found: Iterable[Proposal], known: Known) -> Iterator[Proposal]:
    """What the base knows: of a sector that it lacks, the category."""
    for one in found:
        wider = (one.sector, one.sector[:-2], f"sector/dac/{subject(one.sector)}")
        there = next((id_ for id_ in wider if id_ in known.sectors.ids), None)
        if there is not None:
            yield one._replace(sector=there)


def _best(read: Sequence[Sequence[Proposal]]) -> tuple[Proposal, ...]:
    """The surest of each subject, whatever text it is from."""
    best: dict[str, Proposal] = {}
    for one in (one for found in read for one in found):
        known = best.get(subject(one.sector))
        if known is None or one.share > known.share:
            best[subject(one.sector)] = one
    return tuple(sorted(best.values(), key=lambda one: (-one.share, one.sector))[:SHOWN])
