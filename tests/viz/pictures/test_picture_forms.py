"""Every form of pictures: what it is made of, what stands beside it, and that it stays the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from typing import Any
from urllib.parse import quote_plus

import pytest

from kg.base.errors import BadOptionError, UnknownIdError
from kg.base.i18n import LANGUAGES
from kg.knowledge import KnowledgeBase
from tests.conftest import TODAY
from tests.viz.letters import least_letters
from viz.composition import compose, struck
from viz.pictures.drawing import drawn
from viz.pictures.picture import AskedPicture, Picture
from viz.pictures.picture_form import PictureAsk, PictureNeedsError
from viz.pictures.picture_forms import FORMS, picture
from viz.pictures.picture_html import PictureLinks, picture_fragment
from viz.scene import Scene, SceneNode

ASKED = {
    "actor": AskedPicture("actor", ("org/segib",)),
    "house": AskedPicture("house", ("org/iacd",)),
    "states": AskedPicture("states"),
    "tiles": AskedPicture("tiles", ("org/caricom",)),
    "timeline": AskedPicture("timeline"),
    "sectors": AskedPicture("sectors"),
    "match": AskedPicture("match", ("demand/xaa-brine-reverse-osmosis",)),
    "path": AskedPicture("path", start="state/hti", end="org/mercosur"),
    "bridges": AskedPicture("bridges", ("org/segib", "org/mercosur")),
    "communities": AskedPicture("communities"),
}
"""One question for each form; a new form has one here."""
NARROWEST, LEAST_LETTERS = 600, 9.0
"""Where a drawing is shown, in px."""


@pytest.fixture(scope="module")
def starter(starter_url: str) -> Iterator[KnowledgeBase]:
    with closing(KnowledgeBase(starter_url, cache=None)) as base:
        yield base


def ask(starter: KnowledgeBase, form: str, lang: str = "en", **more: Any) -> PictureAsk:
    return PictureAsk(
        replace(ASKED[form], **more), starter.inquiry(TODAY, "public", lang), "/n/{}".format
    )


def test_every_form_is_asked_here() -> None:
    assert set(ASKED) == set(FORMS)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("form", FORMS)
def test_a_picture_says_what_it_shows(starter: KnowledgeBase, form: str, lang: str) -> None:
    found = picture(ask(starter, form, lang))
    assert found.title
    assert found.sentence
    assert found.twin.count()
    assert found.caption
    assert found == picture(ask(starter, form, lang))
    assert found.digest == picture(ask(starter, form, lang)).digest
    alone = drawn(found, heading=True)
    assert alone.startswith("<svg ")
    assert "<script" not in alone
    assert not re.search(r"\sstyle=|\son[a-z]+=", alone)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("form", FORMS)
def test_letters_are_high_enough_and_no_line_runs_through_a_label(
    starter: KnowledgeBase, form: str, lang: str
) -> None:
    """Drawings are shown from 600 px on, files as wide as they say; no letter is under 9 px."""
    found = picture(ask(starter, form, lang))
    assert least_letters(drawn(found), NARROWEST, hidden=False) >= LEAST_LETTERS
    alone = drawn(found, heading=True)
    assert least_letters(alone, float(re.findall(r' width="(\d+)"', alone)[0])) >= LEAST_LETTERS
    if isinstance(found.body, Scene):
        assert struck(compose(found.body)) == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "form", ["actor", "match", "path", "bridges", "communities", "house", "states", "tiles"]
)
def test_one_sentence_of_at_most_twenty_words(starter: KnowledgeBase, form: str, lang: str) -> None:
    assert len(picture(ask(starter, form, lang)).sentence.split()) <= 20


def test_a_bundle_is_a_link_that_opens_it_and_another_that_folds_it(starter: KnowledgeBase) -> None:
    asked = AskedPicture("actor", ("org/oas",))
    first = PictureAsk(asked, starter.inquiry(TODAY, "public", "en"), "/n/{}".format, _address)
    folded = picture(first)
    (bundle, *_) = (node for node in _nodes(folded) if node.bundle)
    assert bundle.href == f"?id=org%2Foas&open={quote_plus(bundle.id)}"
    choice = (("open", bundle.id),)
    opened = picture(replace(first, asked=replace(asked, choice=choice)))
    hub = next(node for node in _nodes(opened) if node.id == bundle.id)
    assert hub.open
    assert hub.href == "?id=org%2Foas"
    said = str(picture_fragment(opened, PictureLinks()))
    assert said.count("cg-bundle") == sum(1 for node in _nodes(opened) if node.bundle)
    assert opened.twin.count() == len(_nodes(opened))


def _nodes(found: Picture) -> tuple[SceneNode, ...]:
    assert isinstance(found.body, Scene)
    return found.body.nodes


def _address(asked: AskedPicture) -> str:
    return f"?{asked.query()}"


@pytest.mark.parametrize("form", FORMS)
def test_the_element_of_a_page_holds_drawing_and_twin(starter: KnowledgeBase, form: str) -> None:
    found = picture(ask(starter, form))
    element = str(picture_fragment(found, PictureLinks(), 3))
    assert element.count("<svg ") >= 1
    assert element.count('<th scope="row">') == found.twin.count()
    assert "<h3" in element


@pytest.mark.parametrize("form", [form for form, asked in ASKED.items() if asked.ids])
def test_wrong_records_are_refused(starter: KnowledgeBase, form: str) -> None:
    with pytest.raises(PictureNeedsError):
        picture(ask(starter, form, ids=tuple(f"org/{n}" for n in range(50))))
    with pytest.raises((UnknownIdError, PictureNeedsError)):
        picture(ask(starter, form, ids=("org/nobody-knows-this",) * len(ASKED[form].ids)))


def test_an_unknown_form_is_named(starter: KnowledgeBase) -> None:
    asked = AskedPicture("cake")
    with pytest.raises(BadOptionError, match="cake"):
        picture(PictureAsk(asked, starter.inquiry(TODAY, "public", "en")))
