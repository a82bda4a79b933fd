"""The activity brief: for the public, so it is short, plain, and says no more than sources do."""

from __future__ import annotations

from typing import Final

import pytest

from kg.base.i18n import LANGUAGES
from kg.brief.drawings import Network, StateTiles
from kg.brief.paper import Paper, Picture, numbered
from kg.brief.spelled_out import is_acronym, names_of_acronyms
from tests.kg.brief.making import Maker
from tests.kg.brief.readability import readability
from tests.kg.brief.reading import blocks, spoken, texts, words

EASY: Final = {"en": 70.0, "es": 65.0, "pt": 60.0, "fr": 70.0}
"""Plain or easier (Flesch's 60 to 70), for each activity. Portuguese and Spanish words have more
syllables than the formulas of one's own language make up for."""
LEAST, MOST = 150, 310
"""Words, names and descriptions of sources among them: 180 to 250 where a source describes the
activity in a sentence or two; fewer where none does, more where many take part."""


@pytest.fixture(scope="module")
def activities(maker: Maker) -> list[str]:
    view = maker.knowledge.view(maker.day, "public")
    return [view.id(node) for node in view.of_type("Activity").tolist()]


@pytest.fixture(scope="module")
def papers(maker: Maker, activities: list[str]) -> dict[str, list[Paper]]:
    return {lang: [maker.made("activity", id_, lang) for id_ in activities] for lang in LANGUAGES}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_is_read_easily(lang: str, papers: dict[str, list[Paper]]) -> None:
    for paper in papers[lang]:
        said = spoken(paper.content)
        assert readability(said, lang) >= EASY[lang], (paper.subject, said)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_sentence_has_more_than_twenty_words(lang: str, papers: dict[str, list[Paper]]) -> None:
    for paper in papers[lang]:
        assert max(len(words(one)) for one in spoken(paper.content)) <= 20


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_is_as_long_as_a_page(lang: str, papers: dict[str, list[Paper]]) -> None:
    for paper in papers[lang]:
        assert LEAST <= len(words(*texts(paper.content))) <= MOST, paper.subject
        assert len(numbered(paper)) <= 5


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_acronym_stands_without_its_name(
    lang: str, papers: dict[str, list[Paper]], maker: Maker
) -> None:
    names = names_of_acronyms(maker.knowledge.view(maker.day, "public"), lang)
    met = set()
    for paper in papers[lang]:
        said = "\n".join(list(texts(paper.content))[1:])
        for word in {word for word in words(said) if is_acronym(word)} & names.keys():
            met.add(word)
            # A name that begins with the acronym explains nothing; the name itself stands first.
            assert names[word].startswith(word) or names[word] in said, (paper.subject, word)
    assert met


def test_it_shows_the_states_or_those_who_carry_it(papers: dict[str, list[Paper]]) -> None:
    drawn = [
        type(block.drawing)
        for paper in papers["en"]
        for block in blocks(paper.content)
        if isinstance(block, Picture)
    ]
    assert len(drawn) == len(papers["en"])
    assert set(drawn) == {StateTiles, Network}


def test_it_says_what_no_source_tells(maker: Maker) -> None:
    paper = maker.made("activity", "activity/own/bermejo-2001")
    assert "No date is on record." in paper.content.missing
    assert "No description is on record." in paper.content.missing
    assert any("not stated" in text for text in texts(paper.content))
