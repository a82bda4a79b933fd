"""Asking for contact: from one's own record, about one of another, once while it is open."""

from __future__ import annotations

import pytest

from tests.api.pages.desk.contacts import DEMAND, OFFER, act, ask, both
from tests.api.pages.desk.office import Exchange


def test_asking_twice_leads_to_what_is_open(exchange: Exchange) -> None:
    island, other = both(exchange)
    path = ask(island)
    again = island.get(f"/en/desk/ask?own={DEMAND}&about={OFFER}")
    assert f'action="{path}"' in again
    # The other side, who would ask about the same pair, comes to it too.
    assert f'action="{path}"' in other.get(f"/en/desk/ask?own={OFFER}&about={DEMAND}")
    form = island.get("/en/desk/new/offers")
    sent = island.send(form, "/en/desk/ask", own=DEMAND, about=OFFER, text="Once more")
    assert str(sent.url).endswith(path)
    assert "Once more" not in sent.text


def test_a_decline_is_no_block(exchange: Exchange) -> None:
    island, other = both(exchange)
    first = ask(island)
    act(other, first, "decline")
    second = ask(island, text="One more time")
    assert second != first
    assert "One more time" in other.get(second)


@pytest.mark.parametrize(
    ("own", "about", "status"),
    [
        (OFFER, DEMAND, 403),  # not of the island
        ("demand/xab-cooperativas-ahorro", OFFER, 403),
        (DEMAND, "demand/xad-cadastre-minier", 422),
        (DEMAND, "offer/xaa-plastics-ban", 422),  # its own
        (DEMAND, "state/xad", 422),
        (DEMAND, "offer/nobody", 404),
        ("", "", 404),
    ],
)
def test_only_about_a_pair_of_two(exchange: Exchange, own: str, about: str, status: int) -> None:
    island, _ = both(exchange)
    form = island.get("/en/desk/new/offers")
    found = island.client.get("/en/desk/ask", params={"own": own, "about": about})
    sent = island.send(form, "/en/desk/ask", own=own, about=about, text="Hello")
    assert (found.status_code, sent.status_code) == (status, status)
