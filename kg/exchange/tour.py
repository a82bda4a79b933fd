"""A tour of the exchange with invented offices: its stops, and how far somebody has come on a desk.

All of it is an example: only offices of invented states act, and what they declare meets no real
record.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple, TypeVar

from kg.base.i18n import Message, msg
from kg.exchange.moving import records_of
from kg.exchange.parties import Who
from kg.model.desk_types import ContactRequest, FocalPoint, FocalRole, Submission
from kg.store.protocol import Store

ISLAND: Final = "unit/example-ondavel-desk"
OTHER: Final = "unit/example-lirvanne-desk"


class TourOffice(NamedTuple):
    """An invented office: its mailbox, its role, its record; the secretariat has none."""

    mailbox: str
    role: FocalRole
    office: str | None


OFFICES: Final = (
    TourOffice("desk@ondavel.example.org", "authority", ISLAND),
    TourOffice("echanges@lirvanne.example.org", "authority", OTHER),
    TourOffice("secretariat@example.org", "secretariat", None),
)
"""Who takes part: the office that needs, the office that gives, the secretariat."""
NEEDS, GIVES, DECIDES = OFFICES
OFFER: Final = "offer/xad-feux-de-vegetation"
"""What meets the demand of the tour: it stands among the examples."""
DEMAND: Final[Mapping[str, Message]] = {
    "title": msg("Wildland fire on the dry side of our islands"),
    "summary": msg(
        "Each dry season fire crosses from the scrub to the villages. We look for a service that "
        "forecasts it, and for crews that train ours to burn in time and to put it out."
    ),
}
"""The texts of the demand of the tour."""
FIXED: Final = {"sector": "74020", "languages": "en; fr", "visibility": "states"}
"""What else it says: disaster preparedness, the languages, and that states may read it."""
ASKING: Final = msg("Could two of your crew leaders train ours before the dry season?")

M = TypeVar("M", Submission, ContactRequest)
StopName = Literal["enter", "post", "accept", "ask", "answer", "start", "confirm", "found"]


class Stop(NamedTuple):
    """One stop: who acts, what it is called, what to do."""

    name: StopName
    who: TourOffice
    title: Message
    text: Message


STOPS: Final[tuple[Stop, ...]] = (
    Stop("enter", NEEDS, msg("Sign in as an office"), msg(
        "Write its mailbox; the letter's link is printed at the terminal where the demo runs. "
        "Open it and press the button.")),
    Stop("post", NEEDS, msg("Post a demand"), msg(
        "Fill in the form with the words below, check it, see whom it would match, and send it.")),
    Stop("accept", DECIDES, msg("Accept it as the secretariat"), msg(
        "Sign out, sign in as the secretariat, look at what it says and what was found, and accept "
        "it. It could also be returned with a remark.")),
    Stop("ask", NEEDS, msg("Look at its matches, and ask for contact"), msg(
        "Sign in as the first office again. At the offer about wildland fire press “Ask for "
        "contact” and write a text of your own.")),
    Stop("answer", GIVES, msg("Answer as the other office"), msg(
        "Sign in as the other office: the request waits on its desk. Accept it; from then on both "
        "see the other's mailbox.")),
    Stop("start", GIVES, msg("Say that it started, and that it is concluded"), msg(
        "Either side says so, in two steps; days are those of today unless you write others.")),
    Stop("confirm", NEEDS, msg("Confirm it as the first office"), msg(
        "What one side calls concluded the other confirms. Then it becomes an activity.")),
    Stop("found", NEEDS, msg("Find what came of it"), msg(
        "The activity is known from now on, stated by both offices, and answers who asks for "
        "experience.")),
)  # fmt: skip
"""In the order in which they are gone through."""
_STAGES: Final = ("sent", "accepted", "started", "concluded", "confirmed")
"""The states of a request that goes well."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Which stops are behind somebody, and the records that the next ones lead to."""

    done: frozenset[StopName] = frozenset()
    submission: Submission | None = None
    contact: ContactRequest | None = None

    @property
    def next(self) -> StopName | None:
        """The first stop that is still to come, None at the end."""
        return next((stop.name for stop in STOPS if stop.name not in self.done), None)


def progress(desk: Store) -> Progress:
    """Return how far the tour has come on a desk.

    Raises:
        StoreError: it cannot be read.
    """
    who = Who("secretariat")
    points = [f for f in records_of(desk, FocalPoint, who) if f.state == "active"]
    sent = [s for s in records_of(desk, Submission, who) if s.office == ISLAND]
    asked = [c for c in records_of(desk, ContactRequest, who) if c.asks == ISLAND]
    submission = _furthest(sent, ("proposed", "accepted"))
    contact = _furthest(asked, _STAGES)
    return Progress(frozenset(_done(points, submission, contact)), submission, contact)


def _furthest(records: Iterable[M], states: tuple[str, ...]) -> M | None:
    """Return the record that came furthest, of those the one that moved last."""
    on_the_way = [record for record in records if record.state in states]
    return max(on_the_way, key=lambda r: (states.index(r.state or ""), r.moved or ""), default=None)


def _done(
    points: Iterable[FocalPoint], submission: Submission | None, contact: ContactRequest | None
) -> Iterable[StopName]:
    if any(point.office == ISLAND for point in points):
        yield "enter"
    if submission is not None:
        yield "post"
        if submission.state == "accepted":
            yield "accept"
    if contact is None:
        return
    yield "ask"
    reached = _STAGES.index(contact.state or "sent")
    names: tuple[tuple[StopName, int], ...] = (
        ("answer", 1), ("start", 3), ("confirm", 4), ("found", 4),
    )  # fmt: skip
    yield from (name for name, stage in names if reached >= stage)
