"""Watch lists on their page, and how often letters come: chosen signed in, or by one click."""

from __future__ import annotations

import re
from contextlib import closing

import pytest

from api.csrf import MAX_FORM
from kg.access.clock import utc_now
from kg.access.secret import shared_signer
from kg.exchange.mail.stop_links import stop_link
from kg.exchange.mailed_links import SECRET
from kg.exchange.moving import move, records_of, seen_record
from kg.exchange.parties import CLOCK, Who
from kg.model.desk_types import FocalPoint, Watch
from kg.store.opening import open_store
from tests.api.asking import BASE, client_of
from tests.api.pages.desk.conftest import ISLAND
from tests.api.pages.desk.office import Exchange, Person

PAGE = "/en/desk/watches"
MAILBOX = "desk@ondavel.example.org"


@pytest.fixture
def person(exchange: Exchange) -> Person:
    return exchange.signed_in(MAILBOX)


def kept(exchange: Exchange) -> list[Watch]:
    with closing(open_store(exchange.desk, room="desk")) as desk:
        return records_of(desk, Watch, Who("authority", ISLAND))


def pace(exchange: Exchange) -> str | None:
    with closing(open_store(exchange.desk, room="desk")) as desk:
        found = records_of(desk, FocalPoint, CLOCK)
    return next(one.digest for one in found if one.mailbox == MAILBOX)


def link(exchange: Exchange) -> str:
    """Return the path of the link at the foot of the digests of an office."""
    with closing(open_store(exchange.desk, write=True, room="desk")) as desk:
        points = records_of(desk, FocalPoint, CLOCK)
        point = next(one for one in points if one.mailbox == MAILBOX)
        signer = shared_signer(desk, SECRET)
    return stop_link(signer, point, BASE, utc_now()).removeprefix(BASE)


def test_a_list_is_watched_as_it_was_narrowed_down(exchange: Exchange, person: Person) -> None:
    page = person.get("/en/offers?sector=sector/dac/140&language=language/es")
    found = re.search(r'href="([^"]*/desk/watches\?[^"]*)"', page)
    assert found
    form = person.get(found[1].partition("#")[0])
    assert '<option value="sector/dac/140" selected>' in form
    done = person.send(form, PAGE, act="watch", kind="offers", sector="sector/dac/140",
                       language="language/es", state="", region="")  # fmt: skip
    assert done.status_code == 200
    (one,) = kept(exchange)
    assert (one.kind, one.sector, one.language, one.region) == (
        "offers", "sector/dac/140", "language/es", None,
    )  # fmt: skip
    assert one.known
    assert "fit now" in done.text


def test_a_record_is_watched_from_its_matches(exchange: Exchange, person: Person) -> None:
    page = person.get("/en/match/demand/xaa-cocoa-grading")
    found = re.search(r'href="([^"]*/desk/watches\?record=[^"]*)"', page)
    assert found
    form = person.get(found[1].partition("#")[0])
    person.send(form, PAGE, act="watch", record="demand/xaa-cocoa-grading")
    assert [one.record for one in kept(exchange)] == ["demand/xaa-cocoa-grading"]


def test_it_is_changed_stopped_and_taken_up_again(exchange: Exchange, person: Person) -> None:
    person.send(person.get(PAGE), PAGE, act="watch", kind="offers", sector="sector/dac/140")
    (one,) = kept(exchange)
    address = f"{PAGE}/{one.id.partition('/')[2]}"
    form = person.get(f"{PAGE}?change={one.id.partition('/')[2]}")
    done = person.send(form, address, act="alter", kind="demands", region="region/south-america")
    assert done.status_code == 200, done.text[:2000]
    (one,) = kept(exchange)
    assert (one.kind, one.sector, one.region) == ("demands", None, "region/south-america")
    for button, state in (("stop", "stopped"), ("resume", "kept")):
        person.send(person.get(PAGE), address, act=button)
        assert [each.state for each in kept(exchange)] == [state]


def test_what_is_of_nothing_is_refused(exchange: Exchange, person: Person) -> None:
    for said in ({"kind": "states"}, {"record": "state/hnd"}, {"record": "offer/none"},
                 {"kind": "offers", "sector": "sector/none"}):  # fmt: skip
        done = person.send(person.get(PAGE), PAGE, act="watch", **said)
        assert done.status_code in {400, 404, 422}, said
    assert kept(exchange) == []


def test_watch_lists_are_their_offices_own(exchange: Exchange, person: Person) -> None:
    person.send(person.get(PAGE), PAGE, act="watch", kind="offers", sector="sector/dac/140")
    number = kept(exchange)[0].id.partition("/")[2]
    for mailbox in ("desk@lirvanne.example.org", "secretariat@example.org"):
        other = exchange.signed_in(mailbox)
        done = other.send(other.get("/en/desk"), f"{PAGE}/{number}", act="stop", seen="")
        assert done.status_code == 404
    assert [one.state for one in kept(exchange)] == ["kept"]


def test_how_often_letters_come_is_chosen_signed_in(exchange: Exchange, person: Person) -> None:
    person.send(person.get(PAGE), PAGE, act="pace", digest="month")
    assert pace(exchange) == "month"
    assert re.search(r'value="month" checked', person.get(PAGE))


def test_looking_at_the_link_of_a_letter_alters_nothing(exchange: Exchange, person: Person) -> None:
    path = link(exchange)
    page = exchange.person().get(path)
    assert 'value="week" checked' in page
    assert pace(exchange) is None
    assert person.exchange is exchange


@pytest.mark.parametrize(
    "sent",
    [
        {"data": {"List-Unsubscribe": "One-Click"}},
        {"files": {"List-Unsubscribe": (None, "One-Click")}},
        {"content": b"", "headers": {"content-type": "text/plain"}},
    ],
    ids=["form", "multipart", "empty"],
)
def test_a_mail_program_stops_it_with_one_click(
    exchange: Exchange, person: Person, sent: dict[str, object]
) -> None:
    """It has no cookie, and says of no page from which it comes (RFC 8058)."""
    assert person.client is not None
    path = link(exchange)
    done = client_of(exchange.app).post(path, **sent)  # type: ignore[arg-type]
    assert done.status_code == 200
    assert pace(exchange) == "never"


def test_whoever_opens_the_link_chooses_without_signing_in(
    exchange: Exchange, person: Person
) -> None:
    assert person.exchange is exchange
    path, somebody = link(exchange), exchange.person()
    done = somebody.send(somebody.get(path), path, digest="month")
    assert done.status_code == 200
    assert pace(exchange) == "month"
    refused = somebody.send(somebody.get(path), path, digest="each hour")
    assert refused.status_code in {400, 422}
    assert pace(exchange) == "month"


def test_a_link_that_is_not_ours_does_nothing(exchange: Exchange, person: Person) -> None:
    assert person.exchange is exchange
    path = link(exchange)
    client = client_of(exchange.app)
    for wrong in (f"{path}x", "/-/letters/x.y", path.replace(".", "")):
        assert client.post(wrong).status_code in {404, 410}, wrong
        assert client.get(wrong).status_code in {404, 410}
    assert client.post(path, content=b"x" * (MAX_FORM + 1)).status_code == 413
    assert pace(exchange) is None


def test_it_is_not_kept_and_not_told_to_others(exchange: Exchange, person: Person) -> None:
    assert person.exchange is exchange
    answer = client_of(exchange.app).get(link(exchange))
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "same-origin"


def test_a_suspended_focal_point_has_no_link(exchange: Exchange, person: Person) -> None:
    path = link(exchange)
    secretariat = Who("secretariat")
    with closing(open_store(exchange.desk, write=True, room="desk")) as desk:
        points = records_of(desk, FocalPoint, secretariat)
        point = next(one for one in points if one.mailbox == MAILBOX)
        move(desk, seen_record(desk, FocalPoint, point.id, secretariat), "suspend", secretariat,
             utc_now())  # fmt: skip
    assert client_of(exchange.app).get(path).status_code == 410
    assert person.exchange is exchange
