"""A request on its page: shares, what will be stated, reasons, mailboxes, who takes a place."""

from __future__ import annotations

from contextlib import closing

from kg.store.opening import open_store
from tests.api.pages.desk.conftest import ISLAND, OTHER
from tests.api.pages.desk.contacts import (
    AUTHORITY,
    AUTHORITY_MAILBOX,
    DEMAND,
    ISLAND_MAILBOX,
    OFFER,
    SECOND,
    act,
    ask,
    both,
    suspend,
)
from tests.api.pages.desk.office import Exchange


def confirms(exchange: Exchange, path: str) -> dict[str, dict[str, object]]:
    """What each office says with its confirmation of what was concluded."""
    activity = f"activity/desk/{path.rpartition('/')[2]}"
    with closing(open_store(exchange.url)) as store:
        return {
            relation.relation.start: dict(relation.statements[0].props)
            for relation in store.relations_of(activity)
            if relation.relation.type == "CONFIRMS" and len(relation.statements) == 1
        }


def test_each_side_states_its_own_share_and_sees_what_will_be_stated(exchange: Exchange) -> None:
    island, other = both(exchange)
    path = ask(island)
    act(other, path, "accept")
    act(island, path, "start")
    act(other, path, "conclude", ended="2026-11-01", amount="1200,50", currency="usd",
        effort="12", unit="person_days")  # fmt: skip
    page = island.get(path)
    assert "What will be stated" in page
    assert "12 person-days" in page
    assert "1,200.5 USD" in page
    assert "Two small islets after the storm" in page
    # A share that was typed after the look is shown before it counts.
    typed = {"effort": "3", "unit": "person_days"}
    first = island.send(page, path, act="confirm", **typed)
    assert first.status_code == 422
    assert "not what you were shown before" in first.text
    assert "3 person-days" in first.text
    assert confirms(exchange, path) == {}
    done = island.send(first.text, path, act="confirm", **typed)
    assert done.status_code == 200
    assert "The figures of the two sides differ" in done.text
    said = confirms(exchange, path)
    assert said[AUTHORITY] == {
        "since": "2026-11-01", "contributed": {"USD": 1200.5}, "effort": {"person_days": 12.0},
    }  # fmt: skip
    assert said[ISLAND] == {"since": "2026-11-01", "effort": {"person_days": 3.0}}
    node = island.get(f"/en/node/activity/desk/{path.rpartition('/')[2]}")
    assert "12 person-days" in node
    assert "3 person-days" in node
    assert "15 person-days" not in node
    assert "neither added up nor averaged" in node


def test_what_is_no_number_is_shown_again_with_all_that_was_typed(exchange: Exchange) -> None:
    island, other = both(exchange)
    path = ask(island)
    act(other, path, "accept")
    act(island, path, "start")
    for wrong in (
        {"amount": "1.250.000", "currency": "USD"}, {"amount": "5"}, {"currency": "USD"},
        {"effort": "-3", "unit": "hours"}, {"effort": "3", "unit": "<b>"}, {"amount": "1e9999"},
        {"ended": "2999-01-01"},
    ):  # fmt: skip
        found = island.send(island.get(path), path, act="conclude", **wrong)
        assert found.status_code == 422, wrong
        assert 'role="alert"' in found.text
        assert "<b>" not in found.text
    assert 'value="1.250.000"' in island.send(
        island.get(path), path, act="conclude", amount="1.250.000", currency="USD"
    ).text  # fmt: skip
    assert "concluded, to be confirmed" not in island.get(path)


def test_a_change_of_the_record_meanwhile_is_shown_before_it_is_confirmed(
    exchange: Exchange,
) -> None:
    island, other = both(exchange)
    path = ask(island)
    act(other, path, "accept")
    act(island, path, "start")
    act(island, path, "conclude")
    page = other.get(path)
    with closing(open_store(exchange.url, write=True)) as store:
        from kg.model.changes import NodeStatement

        store.apply([
            NodeStatement("source/test", "source/test", {"title": {"en": "A test"}}),
            NodeStatement(DEMAND, "source/test", {"title": {"en": "Other"}, "nature": "declared"},
                          visibility="board"),
        ])  # fmt: skip
    assert other.send(page, path, act="confirm").status_code == 422
    assert confirms(exchange, path) == {}


def test_whom_to_write_to_is_known_after_acceptance_only(exchange: Exchange) -> None:
    island, other = both(exchange)
    path = ask(island)
    assert AUTHORITY_MAILBOX not in island.get(path)
    assert ISLAND_MAILBOX not in other.get(path)
    act(other, path, "decline", reason="Not this year.")
    assert AUTHORITY_MAILBOX not in island.get(path)
    assert "Not this year." not in island.get(path)
    act(island, path, "reopen", text="And next year?")
    assert "Not this year." not in other.get(path)
    act(other, path, "accept")
    assert AUTHORITY_MAILBOX in island.get(path)
    assert ISLAND_MAILBOX in other.get(path)


def test_a_reason_is_of_whoever_gave_it(exchange: Exchange) -> None:
    island, other = both(exchange)
    path = ask(island)
    act(other, path, "accept")
    act(island, path, "fall through", reason="Our budget was cut.")
    assert "Our budget was cut." in island.get(path)
    assert "Our budget was cut." not in other.get(path)
    act(island, path, "reopen", text="Again")
    act(other, path, "decline", reason="Too late.", reason_shown="yes")
    assert "Too late." in island.get(path)


def test_a_full_offer_is_said_and_a_place_comes_free(exchange: Exchange) -> None:
    island, other = both(exchange)
    first = ask(island)
    act(other, first, "accept")
    assert "1 of 1 taken" in other.get(first)
    assert "of 1 taken" not in island.get(first)
    form = f"/en/desk/ask?own={SECOND}&about={OFFER}"
    assert "It already holds as many requests" in island.get(form)
    second = ask(island, SECOND)
    assert "1 of 1 taken" in other.get(second)
    act(island, first, "fall through")
    assert "0 of 1 taken" in other.get(second)
    assert "It already holds as many requests" not in island.get(form)


def test_who_cannot_sign_in_is_passed_over_to_another_office(exchange: Exchange) -> None:
    island, secretariat = (
        exchange.signed_in(ISLAND_MAILBOX), exchange.signed_in("secretariat@example.org")
    )  # fmt: skip
    path = ask(island)
    assert "Nobody can act for" in island.get(path)
    waiting = secretariat.get("/en/desk").partition("What goes on")[0]
    assert path in waiting
    # To an office of another state it is not given.
    form = secretariat.get(path)
    bad = secretariat.send(form, path, act="pass on", office=ISLAND, side="asked")
    assert bad.status_code == 422
    other = exchange.signed_in("desk@lirvanne.example.org")
    act(secretariat, path, "pass on", office=OTHER, side="asked")
    assert path not in secretariat.get("/en/desk").partition("What goes on")[0]
    assert "desk@lirvanne.example.org" in act(other, path, "accept")
    act(other, path, "start")


def test_an_office_suspended_in_the_middle_stops_nothing_for_good(exchange: Exchange) -> None:
    island, other = both(exchange)
    secretariat = exchange.signed_in("secretariat@example.org")
    path = ask(island)
    act(other, path, "accept")
    suspend(exchange, AUTHORITY_MAILBOX)
    assert other.client.get(path).status_code in {303, 401, 403}
    page = island.get(path)
    assert "Nobody can act for" in page
    assert AUTHORITY_MAILBOX not in page
    assert path in secretariat.get("/en/desk").partition("What goes on")[0]
    # Noted as taken to it by mail: it waits no more, until it comes to another state.
    act(secretariat, path, "pass on")
    assert path not in secretariat.get("/en/desk").partition("What goes on")[0]
    act(island, path, "start")
    assert path in secretariat.get("/en/desk").partition("What goes on")[0]
    act(island, path, "fall through")
    assert path not in secretariat.get("/en/desk").partition("What goes on")[0]


def test_who_has_confirmed_keeps_its_place(exchange: Exchange) -> None:
    island, other = both(exchange)
    successor = exchange.signed_in("desk@lirvanne.example.org")
    secretariat = exchange.signed_in("secretariat@example.org")
    path = ask(island)
    act(other, path, "accept")
    act(other, path, "start")
    act(island, path, "conclude")
    suspend(exchange, AUTHORITY_MAILBOX)
    act(secretariat, path, "pass on", office=OTHER, side="asked")
    assert "confirmed by both sides" in act(successor, path, "confirm")
    assert set(confirms(exchange, path)) == {ISLAND, OTHER}
