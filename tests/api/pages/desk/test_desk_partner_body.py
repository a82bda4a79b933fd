"""A partner body at its desk: its own practices and its answers, and nothing of the others'."""

from __future__ import annotations

import re

import pytest

from tests.api.pages.desk.contacts import DEMAND, OFFER, act
from tests.api.pages.desk.office import Exchange, Person

BODY = "unit/example-isles-secretariat"
MAILBOX = "secretariat@isles.example.org"
BOARD_ONLY = "demand/xaa-debt-swap"
VERDICTS = ("Approach on conditions", "Not enough known", "Not at this stage")
ENOUGH = 60
"""Pages that are looked at, the nearest to its desk first."""


@pytest.fixture
def body(exchange: Exchange) -> Person:
    exchange.invite(MAILBOX, "partner_body", BODY)
    return exchange.signed_in(MAILBOX)


def links(page: str) -> set[str]:
    return {one.split("#")[0] for one in re.findall(r'href="(/en/[^"]*)"', page)}


def test_it_enters_practices_and_nothing_else(exchange: Exchange, body: Person) -> None:
    desk = body.get("/en/desk")
    assert "/en/desk/new/practices" in desk
    assert "/en/desk/new/offers" not in desk
    assert "/en/desk/new/demands" not in desk
    form = body.get("/en/desk/new/practices")
    for kind in ("offers", "demands"):
        assert body.client.get(f"/en/desk/new/{kind}").status_code == 403
        sent = body.send(form, f"/en/desk/new/{kind}", act="propose", title="x", sector="14030",
                         visibility="public")  # fmt: skip
        assert sent.status_code == 403
    sent = body.enter("practices", "propose", title="How islands share a boat", sector="14030",
                      visibility="public")  # fmt: skip
    assert sent.status_code == 200
    entry = str(sent.url).split("8000", 1)[1]
    act(exchange.signed_in("secretariat@example.org"), entry, "accept")
    assert "How islands share a boat" in exchange.person().get("/en/practices")


def test_it_answers_and_does_not_ask(exchange: Exchange, body: Person) -> None:
    sent = body.enter("practices", "propose", title="Roofs after a storm", sector="73010",
                      visibility="public")  # fmt: skip
    entry = str(sent.url).split("8000", 1)[1]
    act(exchange.signed_in("secretariat@example.org"), entry, "accept")
    found = exchange.person().client.get(f"/v1/matches/{DEMAND}?lens=practices-for-demand").json()
    (practice,) = [r["id"] for r in found["results"] if "roofs-after-a-storm" in r["id"]]
    link = f"/en/desk/ask?own={practice}&about={DEMAND}"
    assert body.client.get(link).status_code == 403
    assert "/desk/ask?" not in body.get(f"/en/match/{practice}?lens=practices-for-demand")
    form = body.get("/en/desk/new/practices")
    asking = body.send(form, "/en/desk/ask", own=practice, about=DEMAND, text="?")
    assert asking.status_code == 403

    island = exchange.signed_in("desk@ondavel.example.org")
    asked = island.send(
        island.get(f"/en/desk/ask?own={DEMAND}&about={practice}"), "/en/desk/ask",
        own=DEMAND, about=practice, text="How did you do it?",
    )  # fmt: skip
    path = str(asked.url).split("8000", 1)[1]
    assert "How did you do it?" in body.get(path)
    assert MAILBOX in act(body, path, "accept")
    assert MAILBOX in island.get(path)


def test_none_of_its_pages_shows_what_is_the_board_s_or_the_states(
    exchange: Exchange, body: Person
) -> None:
    island = exchange.signed_in("desk@ondavel.example.org")
    sent = island.enter("demands", "propose", title="A well for the states", sector="14030",
                        visibility="states")  # fmt: skip
    entry = str(sent.url).split("8000", 1)[1]
    act(exchange.signed_in("secretariat@example.org"), entry, "accept")
    closed = "demand/xaa-a-well-for-the-states"
    assert "A well for the states" in island.get(f"/en/node/{closed}")

    for id_ in (closed, BOARD_ONLY):
        for path in (f"/en/node/{id_}", f"/en/match/{id_}", f"/v1/nodes/{id_}",
                     f"/en/desk/answers/{id_}", f"/v1/desk/answers/{id_}"):  # fmt: skip
            assert body.client.get(path).status_code == 404, path
    for path in ("/en/partners", "/v1/partners", "/v1/coverage?id=org/example-isles"):
        assert body.client.get(path).status_code == 403, path
    for path in ("/en/desk/translations", "/en/desk/campaign",
                 "/en/desk/queue", f"/en{entry.removeprefix('/en')}"):  # fmt: skip
        assert body.client.get(path).status_code in {403, 404}, path
    # More than it reads is not to be had by asking for it.
    for path in (f"/en/node/{closed}?audience=states", "/en/partners?audience=board"):
        assert body.client.get(path).status_code in {403, 404}, path

    waiting = ["/en/desk", "/en/", f"/en/node/{OFFER}", "/en/demands"]
    seen: set[str] = set()
    while waiting and len(seen) < ENOUGH:
        path = waiting.pop(0)
        if path in seen:
            continue
        seen.add(path)
        found = body.client.get(path, follow_redirects=True)
        if found.status_code != 200 or "text/html" not in found.headers["content-type"]:
            continue
        for word in (*VERDICTS, "A well for the states", "debt-for-resilience"):
            assert word not in found.text, (path, word)
        waiting += sorted(links(found.text))
    assert len(seen) == ENOUGH
