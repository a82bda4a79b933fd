"""“Your records, still right?”: asked by the secretariat, confirmed without signing in."""

from __future__ import annotations

import re
from contextlib import closing
from datetime import date, timedelta

import pytest

from kg.access.clock import utc_now
from kg.access.signing import Signer
from kg.exchange.confirmation_links import confirm_token
from kg.exchange.confirmations import confirmed_by, version_mark
from kg.exchange.moving import move, records_of, seen_record
from kg.exchange.parties import CLOCK
from kg.model.changes import NodeStatement, RelationKey, Withdrawal
from kg.model.desk_types import Asking, FocalPoint
from kg.store.opening import create_store, open_store
from kg.store.protocol import Store
from tests.api.asking import BASE
from tests.api.pages.desk.conftest import ISLAND, OTHER
from tests.api.pages.desk.office import SECRETARIAT, Exchange, Person

MAILBOX = "desk@ondavel.example.org"
STATE = "state/xaa"
LETTERS = "/en/desk/campaign/letters"


@pytest.fixture
def link(exchange: Exchange) -> str:
    """The path of the link in the letter that the office of an island got."""
    exchange.signed_in(MAILBOX)
    return asked(exchange)


def asked(exchange: Exchange) -> str:
    secretariat = exchange.signed_in("secretariat@example.org")
    page = secretariat.get(f"{LETTERS}?kind=confirm&state={STATE}")
    done = secretariat.send(page, LETTERS, kind="confirm", **{f"state:{STATE}": "yes"})
    assert done.status_code == 200, done.text[:2000]
    letter = exchange.letters.sent[-1]
    assert letter["To"] == MAILBOX
    found = re.search(rf"{re.escape(BASE)}(/-/confirm/\S+)", letter.get_content())
    assert found, letter.get_content()
    return found[1]


def asking_of(exchange: Exchange) -> Asking:
    with closing(open_store(exchange.desk, room="desk")) as desk:
        (found,) = records_of(desk, Asking, CLOCK)
        return found


def confirmed(exchange: Exchange, ids: list[str], office: str = ISLAND) -> set[str | None]:
    with closing(open_store(exchange.url)) as knowledge:
        return {confirmed_by(knowledge, office, id_) for id_ in ids}


def written(exchange: Exchange) -> Store:
    return open_store(exchange.url, write=True)


def test_looking_spends_nothing_and_one_button_confirms_all(exchange: Exchange, link: str) -> None:
    asking = asking_of(exchange)
    assert (asking.about, asking.role, asking.kind) == (STATE, "secretariat", "confirm")
    assert len(asking.records) > 20
    with closing(open_store(exchange.url)) as knowledge:
        revision = knowledge.revision()
    for _ in range(3):
        page = exchange.person().get(link)
        assert "A band in the classroom" in page
    with closing(open_store(exchange.url)) as knowledge:
        assert knowledge.revision() == revision
    person = exchange.person()
    done = person.send(person.get(link), link)
    assert done.status_code == 200
    assert "Thank you" in done.text
    assert confirmed(exchange, asking.records) == {utc_now().date().isoformat()}
    assert asking_of(exchange).state == "answered"
    secretariat = exchange.signed_in("secretariat@example.org")
    lines = secretariat.client.get("/v1/desk/campaign?lang=en").json()["states"]
    (line,) = (one for one in lines if one["id"] == STATE)
    # What only the board reads is in no letter.
    kept = sum(line[name] for name in ("offers", "demands", "practices")) - len(asking.records)
    assert (kept, line["confirmed"]) == (1, len(asking.records) + 1)
    assert line["asked_for"] == "confirm"


def test_again_it_alters_nothing(exchange: Exchange, link: str) -> None:
    first, second = exchange.person(), exchange.person()
    pages = first.get(link), second.get(link)
    first.send(pages[0], link)
    with closing(open_store(exchange.url)) as knowledge:
        revision = knowledge.revision()
    assert second.send(pages[1], link).status_code == 200
    assert "Still right" not in exchange.person().get(link)
    with closing(open_store(exchange.url)) as knowledge:
        assert knowledge.revision() == revision


def test_what_was_altered_meanwhile_drops_out_and_is_said(exchange: Exchange, link: str) -> None:
    ids = asking_of(exchange).records
    source = "source/coopgraph-examples"
    with closing(written(exchange)) as knowledge:
        told = knowledge.get([ids[0]])[ids[0]].statements[0].props
        knowledge.apply([
            NodeStatement(ids[0], source, {**told, "conditions": "Other ones."}),
            Withdrawal(RelationKey("DECLARES", STATE, ids[1]), source),
        ])  # fmt: skip
        knowledge.apply([Withdrawal(ids[2], source)])
    person = exchange.person()
    page = person.get(link)
    assert "3 records were altered since the letter" in page
    assert person.send(page, link).status_code == 200
    assert confirmed(exchange, ids[:3]) == {None}
    assert None not in confirmed(exchange, ids[3:])


def test_only_what_the_office_declared_is_confirmed(exchange: Exchange, link: str) -> None:
    """A desk that says otherwise, by whatever mistake, confirms nothing of another's."""
    other = next(id_ for id_ in ids_of(exchange, OTHER))
    person = exchange.person()
    page = person.get(link)
    with closing(open_store(exchange.url)) as knowledge:
        mark = version_mark(knowledge, other)
    with closing(create_store(exchange.desk, room="desk")) as desk:
        seen = seen_record(desk, Asking, asking_of(exchange).id, SECRETARIAT)
        forged = seen.record.model_copy(update={"records": [other], "marks": [mark]})
        desk.apply([NodeStatement(forged.id, "source/desk/exchange", forged.props())])
    assert "Still right" not in exchange.person().get(link)
    assert person.send(page, link).status_code == 200
    assert confirmed(exchange, [other]) == confirmed(exchange, [other], OTHER) == {None}


def ids_of(exchange: Exchange, office: str) -> list[str]:
    with closing(open_store(exchange.url)) as knowledge:
        found = knowledge.relations_of(office)
        return [r.relation.end for r in found if r.relation.type == "CONTACT_FOR"]


def test_forged_altered_and_late_links_are_none(exchange: Exchange, link: str) -> None:
    asking, access = asking_of(exchange), exchange.app.state.access
    (point,) = access.desk.focal_points_at(MAILBOX)
    (other,) = access.desk.focal_points_at("desk@lirvanne.example.org")
    ours = access.desk.links()
    late = asking.model_copy(
        update={"asked": (utc_now() - timedelta(days=30, seconds=1)).isoformat()}
    )
    head, _, token = link.rpartition("/")
    forged = (
        confirm_token(Signer(b"x" * 32), asking, point),
        confirm_token(ours, late, point),
        confirm_token(ours, asking, other),
        confirm_token(ours, asking.model_copy(update={"id": "asking/0123456789abcdef"}), point),
        token[:-1] + ("A" if token[-1] != "A" else "B"), "x", "." * 50, "a" * 2000,
    )  # fmt: skip
    for text in forged:
        person = exchange.person()
        assert person.client.get(f"{head}/{text}").status_code == 410, text
        page = person.get(link)
        assert person.send(page, f"{head}/{text}").status_code == 410
    signing_in = f"/-/sign-in/{token}"
    assert exchange.person().client.get(signing_in).status_code == 410
    assert confirmed(exchange, asking.records) == {None}


@pytest.mark.parametrize("act", ["suspend", "change"])
def test_it_ends_with_the_mailbox(exchange: Exchange, link: str, act: str) -> None:
    said = {"mailbox": "new@ondavel.example.org"} if act == "change" else {}
    (point,) = exchange.app.state.access.desk.focal_points_at(MAILBOX)
    person = exchange.person()
    page = person.get(link)
    with closing(create_store(exchange.desk, room="desk")) as desk:
        move(desk, seen_record(desk, FocalPoint, point.id, SECRETARIAT), act, SECRETARIAT,
             utc_now(), **said)  # fmt: skip
    assert person.send(page, link).status_code == 410
    assert exchange.person().client.get(link).status_code == 410
    assert confirmed(exchange, asking_of(exchange).records) == {None}


def test_a_form_of_elsewhere_confirms_nothing(exchange: Exchange, link: str) -> None:
    person = exchange.person()
    page = person.get(link)
    person.client.headers["Sec-Fetch-Site"] = "cross-site"
    assert person.send(page, link).status_code == 403
    person.client.headers["Sec-Fetch-Site"] = "same-origin"
    assert person.client.post(link, data={"token": "x"}).status_code == 403
    assert exchange.person().client.post(link, data={}).status_code == 403
    assert confirmed(exchange, asking_of(exchange).records) == {None}
    assert person.send(page, link).status_code == 200


def test_scanners_of_mail_and_other_hosts_do_nothing(exchange: Exchange, link: str) -> None:
    scanner = exchange.person()
    assert scanner.client.head(link).status_code in {200, 405}
    scanner.client.headers["Host"] = "evil.example"
    assert scanner.client.get(link).status_code == 421
    assert confirmed(exchange, asking_of(exchange).records) == {None}


def test_the_page_is_in_the_language_of_the_office_until_its_reader_says(
    exchange: Exchange, link: str
) -> None:
    person: Person = exchange.person()
    assert '<html lang="en">' in person.get(link)
    assert '<html lang="pt">' in person.get(f"{link}?lang=pt")
    assert person.client.get(link).headers["Cache-Control"] == "no-store"


def test_who_is_signed_in_confirms_too(exchange: Exchange, link: str) -> None:
    person = exchange.signed_in(MAILBOX)
    assert person.send(person.get(link), link).status_code == 200
    assert confirmed(exchange, asking_of(exchange).records) == {date.today().isoformat()}  # noqa: DTZ011
