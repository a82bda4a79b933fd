"""The secretariat proposes translations, the office decides, and readers see whose words it is."""

from __future__ import annotations

import pytest

from tests.api.pages.desk.contacts import ISLAND_MAILBOX, act
from tests.api.pages.desk.office import Exchange, Person

RECORD = "offer/xaa-plastics-ban"
MARK = "traduction de courtoisie"


@pytest.fixture
def island(exchange: Exchange) -> Person:
    return exchange.signed_in(ISLAND_MAILBOX)


@pytest.fixture
def secretariat(exchange: Exchange, island: Person) -> Person:
    assert island  # an office that signs in, which can decide
    return exchange.signed_in("secretariat@example.org")


def proposed(secretariat: Person, title: str = "Cinq questions avant d'interdire") -> str:
    form = secretariat.get(f"/en/desk/translations/new?record={RECORD}&to=fr")
    assert "Five questions to answer" in form
    sent = secretariat.send(
        form, "/en/desk/translations/new", record=RECORD, to="fr", title=title, summary="Résumé."
    )
    assert sent.status_code == 200, sent.text[:2000]
    return str(sent.url).split("8000", 1)[1]


def test_a_translation_is_missing_proposed_approved_and_marked(
    exchange: Exchange, island: Person, secretariat: Person
) -> None:
    queue = secretariat.get("/en/desk/translations")
    assert f"record={RECORD}" in queue
    path = proposed(secretariat)
    assert "French: proposed" in secretariat.get("/en/desk/translations")
    assert path in island.get("/en/desk").partition("What goes on")[0]
    reader = exchange.person()
    assert "Cinq questions" not in reader.get(f"/fr/node/{RECORD}")
    for other in (exchange.person(), exchange.signed_in("desk@lirvanne.example.org")):
        assert other.client.get(path).status_code in {303, 401, 404}
    assert "approved by the office" in act(island, path, "approve")
    page = reader.get(f"/fr/node/{RECORD}")
    assert "Cinq questions" in page
    assert page.count(">courtesy translation<") + page.count(f">{MARK}<") >= 2
    assert f"{RECORD}&amp;to=fr" not in secretariat.get("/en/desk/translations")
    # In the language of the office it is the office's.
    assert "courtesy translation<" not in reader.get(f"/en/node/{RECORD}")
    act(island, path, "take back")
    assert "Cinq questions" not in reader.get(f"/fr/node/{RECORD}")


def test_what_is_refused_is_proposed_again(island: Person, secretariat: Person) -> None:
    path = proposed(secretariat)
    # Proposed twice it is the same one.
    assert proposed(secretariat, "Autrement") == path
    assert "Plutôt" in act(island, path, "refuse", remark="Plutôt « les sacs »")
    assert "Plutôt" in secretariat.get(path)
    assert proposed(secretariat, "Les sacs") != path


def test_only_the_secretariat_proposes(island: Person, secretariat: Person) -> None:
    link = f"/en/desk/translations/new?record={RECORD}&to=fr"
    assert island.client.get("/en/desk/translations").status_code == 403
    assert island.client.get(link).status_code == 403
    form = island.get("/en/desk/new/offers")
    sent = island.send(form, "/en/desk/translations/new", record=RECORD, to="fr", title="x")
    assert sent.status_code == 403
    assert "/desk/translations" not in island.get("/en/desk")
    empty = secretariat.send(
        secretariat.get(link), "/en/desk/translations/new",
        record=RECORD, to="fr", title=" ", summary="Kept",
    )  # fmt: skip
    assert empty.status_code == 422
    assert "Kept" in empty.text
    for bad in ({"record": "offer/nobody", "to": "fr"}, {"record": RECORD, "to": "xx"}):
        form = secretariat.get(link)
        sent = secretariat.send(form, "/en/desk/translations/new", title="x", **bad)
        assert sent.status_code in {404, 422}, bad
