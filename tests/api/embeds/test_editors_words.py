"""What an editor can choose of a form is called by words, and answered to everybody."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from api.embeds.editors_words import BOARD_ONLY, offered_words
from kg.base.i18n import LANGUAGES, Message
from tests.viz.pictures.test_picture_forms import ASKED
from viz.pictures.picture_forms import FORMS

WORDS = [
    (form, word, value)
    for form in FORMS
    for word in offered_words(FORMS[form])
    for value, _ in word.values
]


@pytest.mark.parametrize("form", FORMS)
def test_every_value_that_is_no_number_has_a_name(form: str) -> None:
    for word in offered_words(FORMS[form]):
        for value, text in word.values:
            assert isinstance(text, Message) or value.isdigit()


@pytest.mark.parametrize("form", FORMS)
def test_nothing_else_is_held_back_than_what_is_the_boards(form: str) -> None:
    offered = {
        word.name: {value for value, _ in word.values} for word in offered_words(FORMS[form])
    }
    for name, values in FORMS[form].choices.items():
        open_ = set(values) - BOARD_ONLY.get(name, set())
        assert offered.get(name, set()) == (open_ if len(open_) > 1 else set())


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("form", FORMS)
def test_the_page_shows_no_word_of_a_program(starter: TestClient, form: str, lang: str) -> None:
    page = starter.get(f"/{lang}/embeds", params={"form": form}).text
    for word in offered_words(FORMS[form]):
        assert f'<label for="choice-{word.name}">{word.title.text(lang)}<' in page
        assert word.title.text(lang) != word.name


@pytest.mark.parametrize(("form", "word", "value"), WORDS)
def test_whatever_is_offered_is_refused_to_nobody(
    starter: TestClient, form: str, word: object, value: str
) -> None:
    name = word.name  # type: ignore[attr-defined]
    ids = {"offers": "sector/dac/110", "needs": "sector/dac/110", "members": "org/caricom"}
    query = f"id={ids[value]}" if value in ids else ASKED[form].query() * (name != "of")
    answer = starter.get(f"/en/embed/{form}?{query}&{name}={value}".replace("?&", "?"))
    assert answer.status_code == 200


def test_what_is_the_boards_is_refused(starter: TestClient) -> None:
    assert starter.get("/en/embed/tiles?of=freshness").status_code == 403
    assert starter.get("/en/embed/states?order=adds&id=org/caricom").status_code == 403
