"""What an office says: once an item, drafted, given, taken back; hostile texts stay texts."""

from __future__ import annotations

import pytest

from kg.base.errors import ConflictError, UnknownIdError
from kg.exchange.consultations import NotAskedError
from kg.exchange.exchange_errors import NotAtThisStageError
from kg.exchange.responses import MOST, Said, give_all, own_response, take_back, wrong_in
from kg.store.protocol import Store
from tests.kg.exchange.consulted import NEAR, Consulted, opened
from tests.kg.exchange.people import BOARD, HIGHLAND, ISLAND, NOW, PARTNER, STRANGER


def token(consulted: Consulted, item: str) -> str:
    found = own_response(consulted.desk, consulted.id, item, ISLAND)
    assert found is not None
    return found.token


def test_it_is_drafted_changed_given_taken_back_and_given_again(desk: Store) -> None:
    consulted = opened(desk)
    first = consulted.say(ISLAND, "rule/near", "supports", give=False)
    assert first.state == "draft"
    again = consulted.say(ISLAND, "rule/near", "proposes_wording", "Así.", change=NEAR,
                          token=token(consulted, "rule/near"))  # fmt: skip
    assert (again.id, again.state, again.change, again.side) == (first.id, "given", NEAR, "state")
    with pytest.raises(NotAtThisStageError):
        consulted.say(ISLAND, "rule/near", "supports", token=token(consulted, "rule/near"))
    back = take_back(desk, consulted.seen(ISLAND), "rule/near", token(consulted, "rule/near"),
                     ISLAND, NOW)  # fmt: skip
    assert (back.state, back.text) == ("draft", "Así.")
    given = consulted.say(ISLAND, "rule/near", "supports", token=token(consulted, "rule/near"))
    assert (given.state, given.text, given.change) == ("given", None, None)


def test_the_second_tab_is_told_that_the_first_was_faster(desk: Store) -> None:
    consulted = opened(desk)
    consulted.say(ISLAND, "", "supports", give=False)
    with pytest.raises(ConflictError):
        consulted.say(ISLAND, "", "reserves", "Por esto.", give=False)


def test_all_drafts_are_given_at_once(desk: Store) -> None:
    consulted = opened(desk)
    for item in ("", "rule/near", "criterion/reach"):
        consulted.say(ISLAND, item, "no_comment", give=False)
    other = consulted.say(HIGHLAND, "", "supports", give=False)
    given = give_all(desk, consulted.seen(ISLAND), ISLAND, NOW)
    assert {one.item or "" for one in given} == {"", "rule/near", "criterion/reach"}
    assert {one.state for one in given} == {"given"}
    found = own_response(desk, consulted.id, "", HIGHLAND)
    assert found is not None
    assert (found.record.id, found.record.state) == (other.id, "draft")
    with pytest.raises(NotAtThisStageError):
        give_all(desk, consulted.seen(ISLAND), ISLAND, NOW)


def test_only_who_was_asked_answers(desk: Store) -> None:
    consulted = opened(desk)
    with pytest.raises(UnknownIdError):
        consulted.say(STRANGER, "", "supports")
    with pytest.raises(NotAskedError):
        consulted.say(BOARD, "", "supports")
    with pytest.raises(UnknownIdError):
        take_back(desk, consulted.seen(ISLAND), "rule/near", "", ISLAND, NOW)
    assert consulted.say(PARTNER, "", "supports").side == "body"


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (Said("rule/none", "supports", "", "es"), "item"),
        (Said("", "agrees", "", "es"), "position"),
        (Said("", "", "", "es"), "position"),
        (Said("", "supports", "", "tlh"), "lang"),
        (Said("", "supports", "x" * (MOST + 1), "es"), "text"),
        (Said("rule/near", "proposes_wording", " ", "es"), "text"),
        (Said("rule/near", "reserves", "", "es"), "text"),
        (Said("rule/near", "proposes_wording", "", "es", "x" * (MOST + 1)), "change"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(desk: Store, said: Said, field: str) -> None:
    assert set(wrong_in(opened(desk).record, said).fields) == {field}


@pytest.mark.parametrize(
    ("change", "line", "code"),
    [
        (NEAR.replace("conditions", "maybe"), 3, "wrong-value"),
        (NEAR.replace("{partner}", "{nobody}"), 5, "text"),
        (NEAR.replace("id: near", "id: mine"), 1, "renamed"),
        ("- a list", 1, "not-entries"),
        ("a: [", 1, "not-yaml"),
        (f"{NEAR}\nstanding: {{status: adopted}}", 6, "unknown-entry"),
        (f"{NEAR}\u202e", 5, "hidden-sign"),
        (f"{NEAR}\nsecret: !!python/object/apply:os.system ['true']", 6, "tag"),
    ],
)
def test_a_proposed_text_is_read_as_the_guideline_is(
    desk: Store, change: str, line: int, code: str
) -> None:
    wrong = wrong_in(opened(desk).record, Said("rule/near", "proposes_wording", "", "es", change))
    assert [(one.line, one.code) for one in wrong.mistakes] == [(line, code)]


def test_a_text_that_stays_is_no_proposal(desk: Store) -> None:
    consulted = opened(desk)
    same = NEAR.replace("conditions", "approach").replace("near enough", "near")
    given = consulted.say(ISLAND, "rule/near", "proposes_wording", "Más claro.",
                          change=same.replace("\n", "\r\n"))  # fmt: skip
    assert given.change is None
    assert consulted.say(HIGHLAND, "rule/near", "supports", change=NEAR).change is None


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "{{ 7*7 }}", "a\u202eb", "=cmd|' /C calc'!A0", "💧" * 99]
)
def test_hostile_words_are_kept_as_they_are(desk: Store, text: str) -> None:
    assert opened(desk).say(ISLAND, "", "supports", text).text == text
