"""A submission as the secretariat sees it: what it alters or might repeat, how it is decided."""

from __future__ import annotations

from contextlib import closing
from html import unescape
from typing import Any

from httpx2 import Response

from kg.exchange.moving import records_in
from kg.model.changes import NodeStatement, state_node
from kg.model.desk_types import Submission
from kg.model.nodes import Source
from kg.store.opening import open_store
from tests.api.asking import BASE
from tests.api.pages.desk.conftest import ISLAND
from tests.api.pages.desk.office import Exchange, Person

MAILBOX = "desk@ondavel.example.org"
SECRETARIAT = "secretariat@example.org"
OFFER = "offer/xaa-band-in-schools"
CELLS = {
    "title": "Wells for the outer islands", "sector": "14030", "languages": "en",
    "visibility": "states",
}  # fmt: skip


def path_of(found: Response) -> str:
    return str(found.url).removeprefix(BASE)


def sent(exchange: Exchange, kind: str = "demands", **more: str) -> str:
    """Return the page of an entry that an office has sent."""
    island = exchange.signed_in(MAILBOX)
    found = island.enter(kind, "propose", **{**CELLS, **more})
    path = path_of(found)
    assert "/entries/" in path, found.text[found.text.index("<h1>") :][:2000]
    return path


def record(exchange: Exchange) -> Submission:
    with closing(open_store(exchange.desk, room="desk")) as desk:
        (found,) = records_in(desk.nodes(), Submission)
        return found


def said(exchange: Exchange, id_: str) -> dict[str, Any]:
    with closing(open_store(exchange.url)) as store:
        return {s.source: dict(s.props) for s in store.get([id_])[id_].statements}


def row(page: str, label: str) -> str:
    """Return what a list of changes says of a field."""
    return page.partition(f"<strong>{label}</strong>")[2].partition("</li>")[0]


def edit_row(page: str, label: str) -> str:
    """Return the row of the table of edits that begins with a label."""
    return page.partition(f'<th scope="row">{label}')[2].partition("</tr>")[0]


def test_a_new_record_is_told_field_by_field_in_words(exchange: Exchange) -> None:
    page = exchange.signed_in(SECRETARIAT).get(sent(exchange))
    assert "A new record" in page
    assert ">new</span>" in row(page, "Title (en)")
    assert "Wells for the outer islands" in row(page, "Title (en)")
    assert "rinking water" in page.partition('id="changes"')[2]
    assert "the states" in row(page, "Visible to")


def test_of_a_known_record_only_what_changes_comes_first(exchange: Exchange) -> None:
    path = sent(
        exchange, "offers", id=OFFER, sector="16066", visibility="public",
        title="A band in the classroom: tuning, arranging and twelve instruments on loan",
    )  # fmt: skip
    page = exchange.signed_in(SECRETARIAT).get(path)
    changes, _, same = page.partition("<main")[2].partition("<details>")
    assert "What it would change" in changes
    assert ">removed</span>" in row(changes, "Summary (en)")
    assert "Title (en)" not in changes.partition('id="changes"')[2]
    assert ">as it was</span>" in row(same, "Title (en)")
    assert "Perhaps known already" not in page


def test_suspected_duplicates_come_with_evidence(exchange: Exchange) -> None:
    path = sent(
        exchange, "offers", sector="16066",
        title="A band in the classroom: tuning, arranging, twelve instruments on loan",
    )  # fmt: skip
    page = exchange.signed_in(SECRETARIAT).get(path)
    assert "Perhaps known already" in page
    twin = page.partition('id="twins"')[2].partition("</section>")[0]
    assert f"/en/node/{OFFER}" in twin
    assert "say the same" in twin
    assert "The same state or organisation declares both." in twin
    assert "Perhaps known already" not in exchange.signed_in(MAILBOX).get(path)


def test_what_others_say_is_shown_to_whom_may_read_it(exchange: Exchange) -> None:
    other = Source(id="source/other", title={"en": "Another office"})
    with closing(open_store(exchange.url, write=True)) as store:
        store.apply([
            state_node(other, other.id),
            NodeStatement(OFFER, other.id, {"title": {"fr": "Fanfares"}}, visibility="public"),
        ])  # fmt: skip
    path = sent(exchange, "offers", id=OFFER, sector="16066", visibility="public")
    page = exchange.signed_in(SECRETARIAT).get(path)
    claims = page.partition('id="claims"')[2].partition("</section>")[0]
    assert "Another office" in claims
    assert "Fanfares" in claims


def test_it_is_accepted_with_an_edit_that_the_office_is_told(exchange: Exchange) -> None:
    path = sent(exchange)
    secretariat = exchange.signed_in(SECRETARIAT)
    form = secretariat.get(f"{path}/accept")
    assert 'value="14030"' in form
    edited = {**CELLS, "title": "Wells and pumps for the outer islands"}
    checked = secretariat.send(form, f"{path}/accept", act="check", **edited)
    assert "It can be accepted." in checked.text
    assert "Other words in: Title" in checked.text
    assert "The office wrote: Wells for the outer islands" in checked.text
    assert record(exchange).state == "proposed"
    done = secretariat.send(checked.text, f"{path}/accept", act="accept", remark="Pumps?", **edited)
    assert path_of(done) == path
    found = record(exchange)
    assert (found.state, found.remark) == ("accepted", "Pumps?")
    assert found.row[0] == '["title","Wells for the outer islands"]'
    assert found.edits == ['["title","Wells and pumps for the outer islands"]']
    (props,) = said(exchange, found.record or "").values()
    assert props["title"] == {"en": "Wells and pumps for the outer islands"}
    page = exchange.signed_in(MAILBOX).get(path)
    assert "What the secretariat put instead" in page
    assert "Wells for the outer islands" in edit_row(page, "Title")


def test_undone_it_is_proposed_again_and_plain_acceptance_takes_the_words_of_the_office(
    exchange: Exchange,
) -> None:
    path = sent(exchange)
    secretariat = exchange.signed_in(SECRETARIAT)
    edited = {**CELLS, "title": "Wells and pumps"}
    secretariat.send(secretariat.get(f"{path}/accept"), f"{path}/accept", act="accept", **edited)
    undone = secretariat.send(secretariat.get(path), path, act="undo")
    assert undone.status_code == 200
    secretariat.send(secretariat.get(path), path, act="accept")
    found = record(exchange)
    assert (found.state, found.edits) == ("accepted", [])
    (props,) = said(exchange, found.record or "").values()
    assert props["title"] == {"en": CELLS["title"]}


def test_an_edit_that_cannot_be_read_is_shown_again(exchange: Exchange) -> None:
    path = sent(exchange)
    secretariat = exchange.signed_in(SECRETARIAT)
    wrong = secretariat.send(
        secretariat.get(f"{path}/accept"), f"{path}/accept", act="accept",
        **{**CELLS, "sector": "Nothing of the kind"},
    )  # fmt: skip
    assert wrong.status_code == 422
    assert "Nothing of the kind" in wrong.text
    assert record(exchange).state == "proposed"


def test_nothing_is_returned_without_a_word(exchange: Exchange) -> None:
    path = sent(exchange)
    secretariat = exchange.signed_in(SECRETARIAT)
    silent = secretariat.send(secretariat.get(path), path, act="return", remark="  ")
    assert silent.status_code == 422
    assert "nothing goes back without a word" in silent.text
    assert record(exchange).state == "proposed"


def test_the_second_of_two_is_shown_what_happened_since(exchange: Exchange) -> None:
    path = sent(exchange)
    first, second = exchange.signed_in(SECRETARIAT), exchange.signed_in(SECRETARIAT)
    page, late = first.get(path), second.get(path)
    seen_at = record(exchange).moved or ""
    assert first.send(page, path, act="accept").status_code == 200
    lost = second.send(late, path, act="return", remark="Which ones?", seen_at=seen_at)
    assert lost.status_code == 409
    text = unescape(lost.text)
    assert "Somebody else was faster" in text
    assert "<li>accepted" in text
    assert "You had written: Which ones?" in text
    assert record(exchange).state == "accepted"


def test_who_edits_late_is_shown_which_words_the_office_changed(exchange: Exchange) -> None:
    path = sent(exchange)
    first, second = exchange.signed_in(SECRETARIAT), exchange.signed_in(SECRETARIAT)
    late = second.get(f"{path}/accept")
    seen_at = record(exchange).moved or ""
    first.send(first.get(path), path, act="return", remark="Which?")
    island = exchange.signed_in(MAILBOX)
    again = {**CELLS, "title": "Three wells"}
    island.send(island.get(f"{path}/edit"), f"{path}/edit", act="propose", **again)
    lost = second.send(late, f"{path}/accept", act="accept", seen_at=seen_at, **CELLS)
    assert lost.status_code == 409
    assert "Other words in: Title" in lost.text
    assert record(exchange).state == "proposed"


def test_an_office_decides_nothing(exchange: Exchange) -> None:
    path = sent(exchange)
    island: Person = exchange.signed_in(MAILBOX)
    assert island.client.get(f"{path}/accept").status_code == 403
    page = island.get(path)
    assert "Accept" not in page
    for act in ("accept", "return", "undo"):
        assert island.send(page, path, act=act, remark="x").status_code in {403, 409}
    posted = island.send(page, f"{path}/accept", act="accept", **CELLS)
    assert posted.status_code == 403
    other = exchange.signed_in("desk@lirvanne.example.org")
    assert other.client.get(path).status_code == 404
    assert record(exchange).office == ISLAND
