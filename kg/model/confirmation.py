"""Which records are to be confirmed: the only place where that is decided.

What binds states or speaks in their name (a mandate, a principle, an agreement, a status in a body)
is known once somebody has read it in a publication that is cited. Until then the record stays, is
marked, and is basis of nothing. Which types are political is declared with them
(``Node.is_political``, ``Relation.is_political``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from kg.model.claims import DISPUTED, ranked
from kg.model.fields import BASES
from kg.model.records import Statement
from kg.model.registry import NODES, RELATIONS

PUBLISHED: Final = BASES[0]
DECIDING: Final = ("status", "standing")
"""Values of a political record that count by themselves: each must be published too."""
POLITICAL_NODES: Final = frozenset(name for name, cls in NODES.items() if cls.is_political)
POLITICAL_RELATIONS: Final = frozenset(name for name, c in RELATIONS.items() if c.is_political)
POLITICAL: Final = POLITICAL_NODES | POLITICAL_RELATIONS
"""The types that have records to be confirmed."""


def is_political(type_: str, status: str | None = None) -> bool:
    """Say whether a node, or a relation of this status, has to be confirmed by a publication.

    >>> is_political("Agreement"), is_political("Offer")
    (True, False)
    >>> is_political("MEMBER_OF", "member"), is_political("MEMBER_OF", "suspended")
    (False, True)
    """
    if type_ in POLITICAL_RELATIONS:
        plain = RELATIONS[type_].plain
        return not plain or status not in (None, *plain)
    return type_ in POLITICAL_NODES


def node_to_confirm(type_: str, statements: Sequence[Statement]) -> bool:
    """Say whether a node of ``type_`` is to be confirmed, by the statements that are read of it.

    That is where the one that wins is not published, or one from which its status or standing is
    chosen.
    """
    if not statements or not is_political(type_):
        return False
    order = ranked(statements)
    return any(said.basis != PUBLISHED for said in (order[0], *_deciding(order)))


def relation_to_confirm(type_: str, status: str | None, statements: Sequence[Statement]) -> bool:
    """Say whether a relation of ``type_`` is to be confirmed; ``status`` is the one chosen.

    That is where no publication states that status. Where publications differ, they make the
    dispute.
    """
    if not statements or not is_political(type_, status):
        return False
    published = [said for said in statements if said.basis == PUBLISHED]
    stated = {said.props.get("status") for said in published}
    return status not in stated and not (status == DISPUTED and len(stated) > 1)


def _deciding(order: Sequence[Statement]) -> Iterator[Statement]:
    """Yield the statements from which values that count by themselves are chosen."""
    for name in DECIDING:
        yield from islice((said for said in order if name in said.props), 1)
