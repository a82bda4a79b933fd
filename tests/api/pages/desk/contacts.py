"""Two offices with a demand and an offer that fit: what tests ask, accept and conclude."""

from __future__ import annotations

from contextlib import closing

from kg.access.clock import utc_now
from kg.exchange.moving import move, seen_record
from kg.model.desk_types import FocalPoint
from kg.store.opening import open_store
from tests.api.pages.desk.office import SECRETARIAT, Exchange, Person

DEMAND = "demand/xaa-housing-after-storm"
SECOND = "demand/xaa-bridge-reconstruction"
"""Another demand of the island that the same offer fits."""
OFFER = "offer/xad-agence-de-reconstruction"
"""It says that it takes one demand at a time."""
AUTHORITY = "org/example-lirvanne-cooperation"
"""Who is to be written to about the offer."""
AUTHORITY_MAILBOX = "autorite@lirvanne.example.org"
ISLAND_MAILBOX = "desk@ondavel.example.org"


def both(exchange: Exchange) -> tuple[Person, Person]:
    """Return who asks and who is asked, signed in."""
    exchange.invite(AUTHORITY_MAILBOX, "authority", AUTHORITY, "fr")
    return exchange.signed_in(ISLAND_MAILBOX), exchange.signed_in(AUTHORITY_MAILBOX)


def ask(person: Person, own: str = DEMAND, about: str = OFFER, text: str = "Can we talk?") -> str:
    """Ask for contact; return the path of the request."""
    found = person.send(
        person.get(f"/en/desk/ask?own={own}&about={about}"), "/en/desk/ask",
        own=own, about=about, text=text,
    )  # fmt: skip
    assert found.status_code == 200, found.text[:2000]
    return str(found.url).split("8000", 1)[1]


def act(person: Person, path: str, what: str, **said: str) -> str:
    """Press a button of a request; return the page that follows."""
    found = person.send(person.get(path), path, act=what, **said)
    assert found.status_code == 200, found.text[:3000]
    return found.text


def suspend(exchange: Exchange, mailbox: str) -> None:
    """Let an office act no more, as the secretariat does at a terminal."""
    with closing(open_store(exchange.desk, write=True, room="desk")) as desk:
        with closing(desk.nodes()) as rows:
            ids = [row.id for row in rows if mailbox in row.body and row.id.startswith("focal")]
        for id_ in ids:
            seen = seen_record(desk, FocalPoint, id_, SECRETARIAT)
            move(desk, seen, "suspend", SECRETARIAT, utc_now())
