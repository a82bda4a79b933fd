"""What somebody has made of a diagram: all of it stands in the address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from kg.model.registry import NODES
from viz.bundles import MARK, PART
from viz.style import LINES

MOST_ACTS: Final = 30
"""So often something may be opened, so many may be folded; what an address says beyond is left."""
MOST_STEPS: Final = 3
WAYS: Final = 3
MOST_WAYS: Final = 10
OPEN, FOLD = "open", "fold"
_HIDEABLE: Final = frozenset((*NODES, *LINES))


@dataclass(frozen=True, slots=True)
class DiagramState:
    """A diagram around ``middle``, within so many ``steps``, and what was done to it.

    ``opened`` are records whose neighbours were asked for, and keys of bundles (``viz.bundles``),
    in their order; ``folded`` are records whose neighbours are put away. ``hidden`` are types of
    records and families of relations. ``to``: the ``ways`` best routes to that record are drawn.
    """

    middle: str
    steps: int = 1
    opened: tuple[str, ...] = ()
    folded: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    to: str | None = None
    ways: int = WAYS

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Yield the parameters of its address, in one order; what goes without saying is left out.

        >>> [*DiagramState("org/oas", opened=("org/paho",), hidden=("Activity",)).pairs()]
        [('open', 'org/paho'), ('hide', 'Activity')]
        """
        if self.steps > 1:
            yield "steps", str(self.steps)
        yield from ((FOLD, id_) for id_ in self.folded)
        yield from ((OPEN, id_) for id_ in self.opened)
        yield from (("hide", name) for name in self.hidden)
        if self.to is not None:
            yield "to", self.to
            if self.ways != WAYS:
                yield "k", str(self.ways)

    def query(self, more: Iterable[tuple[str, str]] = ()) -> str:
        """Return it as the query of an address, empty where nothing was done."""
        return urlencode([*self.pairs(), *more])


def state_of(
    middle: str,
    acts: Iterable[tuple[str, str]],
    *,
    steps: int = 1,
    hide: Iterable[str] = (),
    to: str | None = None,
    ways: int = WAYS,
) -> DiagramState:
    """Return the state that an address says; ``acts`` are its “open” and “fold” in their order.

    The last word counts: who folds a record puts away what was opened of it before.

    >>> state_of("a", [("open", "b"), ("fold", "b"), ("open", "b")])
    DiagramState(middle='a', steps=1, opened=('b',), folded=('b',), hidden=(), to=None, ways=3)
    """
    opened: list[str] = []
    folded: dict[str, None] = {}
    for act, id_ in acts:
        if act == FOLD:
            opened = [one for one in opened if one != id_ and not one.startswith(f"{id_}{PART}")]
            if MARK not in id_:
                folded[id_] = None
        elif id_ not in opened:
            opened.append(id_)
    hidden = sorted(_HIDEABLE.intersection(hide))
    return DiagramState(
        middle,
        steps,
        tuple(opened[:MOST_ACTS]),
        tuple(folded)[:MOST_ACTS],
        tuple(hidden),
        to if to != middle else None,
        ways,
    )
