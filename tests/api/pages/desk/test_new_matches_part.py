"""New matches since the last visit, on my desk."""

from __future__ import annotations

from tests.api.pages.desk.contacts import ISLAND_MAILBOX, act
from tests.api.pages.desk.office import Exchange

NEW = "New matches since your last visit"


def news(page: str) -> str:
    return page.partition(NEW)[2].partition("</section>")[0]


def test_an_offer_that_came_between_two_visits_is_new_once(exchange: Exchange) -> None:
    first = exchange.signed_in(ISLAND_MAILBOX)
    assert "for the first time" in news(first.get("/en/desk"))
    again = exchange.signed_in(ISLAND_MAILBOX)
    assert "Nothing." in news(again.get("/en/desk"))

    other = exchange.signed_in("desk@lirvanne.example.org")
    sent = other.enter(
        "offers", "propose", title="Builders for small islands", sector="73010", languages="en",
        visibility="public",
    )  # fmt: skip
    entry = str(sent.url).split("8000", 1)[1]
    act(exchange.signed_in("secretariat@example.org"), entry, "accept")

    # Nothing is written for a page: the visit that began before it came shows it as new already.
    assert "offer/xad-builders-for-small-islands" in news(again.get("/en/desk"))
    later = exchange.signed_in(ISLAND_MAILBOX)
    found = news(later.get("/en/desk"))
    assert "offer/xad-builders-for-small-islands" in found
    assert "/en/desk/ask?own=demand%2Fxaa-housing-after-storm" in found
    last = exchange.signed_in(ISLAND_MAILBOX)
    assert "Nothing." in news(last.get("/en/desk"))
    assert NEW not in exchange.signed_in("secretariat@example.org").get("/en/desk")


def test_looking_writes_nothing(exchange: Exchange) -> None:
    from contextlib import closing

    from kg.store.opening import open_store

    island = exchange.signed_in(ISLAND_MAILBOX)
    with closing(open_store(exchange.desk, room="desk")) as desk:
        before = desk.revision()
        for _ in range(3):
            island.get("/en/desk")
        assert desk.revision() == before
