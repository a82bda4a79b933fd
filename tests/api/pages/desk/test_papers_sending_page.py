"""Papers for all states with one act, found on each desk, said to be useful there or by a link."""

from __future__ import annotations

import re
from contextlib import closing
from datetime import timedelta
from email.message import EmailMessage

import pytest

from kg.access.clock import utc_now
from kg.access.secret import shared_signer
from kg.access.signing import Signer
from kg.exchange.mailed_links import SECRET
from kg.exchange.moving import move, records_of, seen_record
from kg.exchange.paper_links import useful_token
from kg.exchange.parties import CLOCK
from kg.model.changes import NodeStatement
from kg.model.desk_types import Delivery, FocalPoint
from kg.store.opening import create_store, open_store
from tests.api.asking import BASE
from tests.api.pages.desk.conftest import ISLAND
from tests.api.pages.desk.office import SECRETARIAT, Exchange, Person

MAILBOX = "desk@ondavel.example.org"
OTHERS = "desk@lirvanne.example.org"
SEND = "/en/desk/papers/send"
STATE = {"kind:state": "yes"}


@pytest.fixture
def sent(exchange: Exchange) -> Exchange:
    """Two offices that may act, and the brief of its state delivered to each."""
    for mailbox in (MAILBOX, OTHERS):
        exchange.signed_in(mailbox)
    secretariat = exchange.signed_in("secretariat@example.org")
    exchange.letters.sent.clear()
    done = secretariat.send(secretariat.get(SEND), SEND, **STATE)
    assert done.status_code == 200, done.text[:2000]
    return exchange


def deliveries(exchange: Exchange) -> list[Delivery]:
    with closing(open_store(exchange.desk, room="desk")) as desk:
        return records_of(desk, Delivery, CLOCK)


def mine(exchange: Exchange) -> Delivery:
    (found,) = (one for one in deliveries(exchange) if one.office == ISLAND)
    return found


def letter_to(exchange: Exchange, mailbox: str) -> EmailMessage:
    (found,) = (one for one in exchange.letters.sent if one["To"] == mailbox)
    return found


def link_of(exchange: Exchange) -> str:
    text = letter_to(exchange, MAILBOX).get_content()
    (found,) = re.findall(rf"{re.escape(BASE)}(/-/useful/\S+)", text)
    return str(found)


def test_looking_first_delivers_nothing(exchange: Exchange) -> None:
    exchange.signed_in(MAILBOX)
    secretariat = exchange.signed_in("secretariat@example.org")
    looked = secretariat.send(secretariat.get(SEND), SEND, look="yes", **STATE)
    assert "1 paper would be delivered" in looked.text
    assert MAILBOX in looked.text
    assert OTHERS not in looked.text
    assert deliveries(exchange) == []


def test_one_act_delivers_to_all_and_writes_to_each(sent: Exchange) -> None:
    assert {one.about for one in deliveries(sent)} == {"state/xaa", "state/xad"}
    assert {str(one["To"]) for one in sent.letters.sent} == {MAILBOX, OTHERS}
    again = sent.signed_in("secretariat@example.org")
    sent.letters.sent.clear()
    page = again.get(SEND)
    assert again.send(page, SEND, **STATE).status_code == 200
    assert len(deliveries(sent)) == 2
    assert sent.letters.sent == []


def test_nothing_chosen_delivers_nothing(exchange: Exchange) -> None:
    secretariat = exchange.signed_in("secretariat@example.org")
    done = secretariat.send(secretariat.get(SEND), SEND)
    assert done.status_code == 422
    assert "choose at least one kind" in done.text
    assert deliveries(exchange) == []


def test_only_the_secretariat_sends(sent: Exchange) -> None:
    person = sent.signed_in(MAILBOX)
    assert person.client.get(SEND).status_code == 403
    page = person.get("/en/desk/papers")
    assert "Papers for all states" not in page
    assert person.send(person.get(f"/en/desk/papers/{mine(sent).number}"), SEND,
                       **STATE).status_code == 403  # fmt: skip
    assert person.client.get("/en/desk/papers/answers").status_code == 403


def test_the_office_finds_it_on_its_desk_in_each_language(sent: Exchange) -> None:
    person, number = sent.signed_in(MAILBOX), mine(sent).number
    assert f"/en/desk/papers/{number}" in person.get("/en/desk")
    listed = person.get("/en/desk/papers")
    assert "/en/brief/state/state/xaa" in listed
    assert "/v1/briefs/state/state/xaa?" in listed
    page = person.get(f"/en/desk/papers/{number}")
    for lang in ("es", "en", "pt", "fr"):
        assert f"/{lang}/brief/state/state/xaa" in page
        for form in ("pdf", "docx", "html", "md"):
            assert re.search(rf"lang={lang}&format={form}|format={form}&lang={lang}", page)
    assert person.client.get("/en/brief/state/state/xaa").status_code == 200


def test_another_office_does_not_find_it(sent: Exchange) -> None:
    other = sent.signed_in(OTHERS)
    assert other.client.get(f"/en/desk/papers/{mine(sent).number}").status_code == 404
    assert "state/xaa" not in other.get("/en/desk/papers")


def test_one_click_says_it_was_useful_and_the_secretariat_reads_what_was_missing(
    sent: Exchange,
) -> None:
    person, path = sent.signed_in(MAILBOX), f"/en/desk/papers/{mine(sent).number}"
    first, stale = person.get(path), person.get(path)
    done = person.send(first, path, useful="partly", missing=" The <amounts>. ")
    assert done.status_code == 200
    assert (mine(sent).useful, mine(sent).missing) == ("partly", "The <amounts>.")
    assert person.send(stale, path, useful="no").status_code == 409
    assert mine(sent).useful == "partly"
    assert path not in person.get("/en/desk")
    for mailbox in ("secretariat@example.org", "board@example.org"):
        if mailbox.startswith("board"):
            sent.invite(mailbox, "board")
        reader = sent.signed_in(mailbox)
        raw = reader.client.get("/en/desk/papers/answers").text
        assert "The &lt;amounts&gt;." in raw
        assert "useful in part" in raw
        seen = reader.get(path)
        assert 'name="useful"' not in seen


def test_a_wrong_form_keeps_what_was_typed(sent: Exchange) -> None:
    person, path = sent.signed_in(MAILBOX), f"/en/desk/papers/{mine(sent).number}"
    for useful in ("", "perhaps"):
        done = person.send(person.get(path), path, useful=useful, missing="All of it")
        assert done.status_code == 422
        assert "All of it" in done.text
    assert mine(sent).state == "delivered"


def test_what_has_changed_since_is_offered_only_where_something_has(sent: Exchange) -> None:
    person, path = sent.signed_in(MAILBOX), f"/en/desk/papers/{mine(sent).number}"
    assert "with what has changed since" not in person.get(path)
    with closing(open_store(sent.url, write=True)) as knowledge:
        old = knowledge.get(["org/segib"])["org/segib"].statements[0]
        knowledge.apply([NodeStatement("org/segib", old.source, {**old.props, "website": "x"})])
    page = person.get(path)
    assert "with what has changed since" in page
    assert f"?since={utc_now().date().isoformat()}" in page


def test_the_link_of_the_letter_shows_the_question_and_nothing_of_the_paper(
    sent: Exchange,
) -> None:
    link = link_of(sent)
    with closing(open_store(sent.desk, room="desk")) as desk:
        revision = desk.revision()
    for _ in range(2):
        page = sent.person().get(link)
        assert "State brief" in page
        assert "demand/" not in page
    with closing(open_store(sent.desk, room="desk")) as desk:
        assert desk.revision() == revision
    person = sent.person()
    done = person.send(person.get(link), link, useful="no", missing="Who to write to")
    assert "Thank you" in done.text
    assert (mine(sent).useful, mine(sent).missing) == ("no", "Who to write to")
    assert person.send(person.get(link), link, useful="yes").status_code == 200
    assert (mine(sent).useful, mine(sent).missing) == ("yes", None)


def test_no_forged_foreign_altered_or_late_link_works(sent: Exchange) -> None:
    link, record = link_of(sent), mine(sent)
    with closing(open_store(sent.desk, room="desk")) as desk:
        point = seen_record(desk, FocalPoint, record.focal_point or "", CLOCK).record
    late = record.model_copy(update={"delivered": (utc_now() - timedelta(days=31)).isoformat()})
    with closing(create_store(sent.desk, room="desk")) as desk:
        own = shared_signer(desk, SECRET, utc_now())
    elsewhere = point.model_copy(update={"mailbox": "a@b.example"})
    wrong = [
        f"/-/useful/{useful_token(Signer(), record, point)}",
        f"/-/useful/{useful_token(own, late, point)}",
        f"/-/useful/{useful_token(own, record, elsewhere)}",
        link.replace("/-/useful/", "/-/useful/x"),
        link.replace("/-/useful/", "/-/confirm/"),
        "/-/useful/x.y",
    ]
    person = sent.person()
    page = person.get(link)
    for path in wrong:
        assert person.client.get(path).status_code == 410, path
        assert person.send(page, path, useful="yes").status_code in {403, 410}, path
    assert mine(sent).state == "delivered"
    without = person.client.post(link, data={"useful": "yes"})
    assert without.status_code == 403


def test_a_link_ends_with_the_mailbox_of_the_office(sent: Exchange) -> None:
    link, record = link_of(sent), mine(sent)
    with closing(create_store(sent.desk, room="desk")) as desk:
        seen = seen_record(desk, FocalPoint, record.focal_point or "", CLOCK)
        move(desk, seen, "suspend", SECRETARIAT, utc_now())
    assert sent.person().client.get(link).status_code == 410


def test_nobody_at_the_desk_is_led_to_sign_in(exchange: Exchange) -> None:
    person: Person = exchange.person()
    for path in ("/en/desk/papers", SEND, "/en/desk/papers/answers", "/en/desk/papers/0"):
        found = person.client.get(path, follow_redirects=False)
        assert found.status_code == 303
        assert found.headers["location"].startswith("/-/sign-in")
