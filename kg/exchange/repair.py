"""What the desk says of the knowledge base that is not there any more, and putting that right.

The two ledgers come apart where the knowledge base was put back from an older copy: the desk says
of revisions by their tokens, and of records by their ids, what no history holds. Such records are
set back to where somebody decides again, by steps of their tables; nothing else is altered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple

from kg.exchange.acceptance import Ledgers
from kg.exchange.adoption import adopted_id
from kg.exchange.life_cycle import LIVES
from kg.exchange.moving import Seen, move, records_of, seen_record
from kg.exchange.parties import HOUSE
from kg.model.desk_types import (
    Approach,
    Consultation,
    ContactRequest,
    Moving,
    Submission,
    Translation,
)
from kg.store.protocol import Store

SET_BACK: Final = "set back"
"""The act by which a record is put right, in each table that has it."""


class Rest(NamedTuple):
    """What a record in a state rests on in the knowledge base.

    ``holds`` says whether it is there, ``before`` what the record says once it is set back.
    """

    state: str
    holds: Callable[[Chain, Any], bool]
    before: Callable[[Store, Any], dict[str, Any]] = lambda _desk, _record: {}


@dataclass(slots=True)
class Chain:
    """The history of a knowledge base, asked by token or by id."""

    store: Store
    _tokens: set[str] = field(default_factory=set)

    def made(self, token: str, id_: str | None) -> bool:
        """Say whether a revision of this token is in the history: most likely one of a record."""
        versions = self.store.history(id_) if id_ else ()
        if any(self.store.point(version.revision).token == token for version in versions):
            return True
        return token in self._all()

    def ever_held(self, id_: str) -> bool:
        """Say whether there ever was a record of this id, deleted or not."""
        return bool(self.store.history(id_))

    def _all(self) -> set[str]:
        if not self._tokens:
            numbers = range(1, self.store.revision() + 1)
            self._tokens = {self.store.point(number).token for number in numbers}
        return self._tokens


@dataclass(frozen=True, slots=True)
class Apart:
    """A record whose state rests on what is not there, as it was seen, and where it goes."""

    seen: Seen[Any]
    after: str

    @property
    def record(self) -> Moving:
        """The record."""
        record: Moving = self.seen.record
        return record


def apart(ledgers: Ledgers) -> Iterator[Apart]:
    """Yield the records of the desk that say of the knowledge base what it does not hold.

    Raises:
        StoreError: one of the two cannot be read.
    """
    chain = Chain(ledgers.knowledge)
    for cls, rest in RESTS.items():
        for record in records_of(ledgers.desk, cls, HOUSE):
            if record.state == rest.state and not rest.holds(chain, record):
                step = LIVES[cls].step(SET_BACK, rest.state)
                assert step is not None
                yield Apart(seen_record(ledgers.desk, cls, record.id, HOUSE), step.after)


def repair(ledgers: Ledgers, now: datetime) -> Iterator[Apart]:
    """Set back each record that is apart, and yield it as it was; again, it alters nothing.

    Raises:
        ConflictError: somebody altered a record meanwhile; those before it are set back.
        StoreError: the knowledge base cannot be read, or the desk cannot be written to.
    """
    for found in list(apart(ledgers)):
        said = RESTS[type(found.record)].before(ledgers.desk, found.record)
        said["set_back"] = now.astimezone(UTC).isoformat()
        move(ledgers.desk, found.seen, SET_BACK, HOUSE, now, **said)
        yield found


def _led_to(chain: Chain, record: Submission | Translation) -> bool:
    return record.led_to is None or chain.made(record.led_to, record.record)


def _is_adopted(chain: Chain, record: Consultation) -> bool:
    return record.led_to is None or chain.made(record.led_to, adopted_id(record))


def _is_concluded(chain: Chain, record: ContactRequest) -> bool:
    return record.activity is not None and chain.ever_held(record.activity)


def _is_signed(chain: Chain, record: Approach) -> bool:
    return record.agreement is not None and chain.ever_held(record.agreement)


def _not_confirmed(desk: Store, record: ContactRequest) -> dict[str, Any]:
    """Return the side that had said so first: the other one is asked again."""
    versions = (said.props for v in desk.history(record.id) for said in v.statements)
    earlier = [p["confirmed"] for p in versions if p.get("state") == "concluded"]
    return {"confirmed": earlier[-1] if earlier else record.confirmed[:1]}


RESTS: Final[Mapping[type[Moving], Rest]] = {
    Submission: Rest("accepted", _led_to),
    ContactRequest: Rest("confirmed", _is_concluded, _not_confirmed),
    Translation: Rest("approved", _led_to),
    Consultation: Rest("decided", _is_adopted),
    Approach: Rest("signed", _is_signed),
}
"""By type; a type whose table has the step ``set back`` is here, and no other."""
