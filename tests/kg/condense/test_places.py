"""Where words stand is said so that a reader finds them in the original."""

from __future__ import annotations

import pytest

from kg.base.i18n import LANGUAGES
from kg.condense.places import places_of, where
from kg.model.documents import Extract


def at(page: int | None, paragraph: int = 1) -> Extract:
    return Extract(text="x", page=page, paragraph=paragraph, lang="en")


def test_a_page_and_a_paragraph_or_the_paragraph_alone() -> None:
    assert where(at(12, 3), "en") == "page 12, paragraph 3; check in the original"
    assert where(at(None, 3), "en") == "paragraph 3; check in the original"


@pytest.mark.parametrize(
    ("pages", "said"),
    [
        ([4], "page 4"), ([4, 5], "pages 4–5"), ([9, 4, 5, 6], "pages 4–6, 9"),
        ([1, 3, 5], "pages 1, 3, 5"), ([1200, 1201], "pages 1,200–1,201"),
    ],
)  # fmt: skip
def test_runs_of_pages_are_said_by_their_ends(pages: list[int], said: str) -> None:
    assert places_of(map(at, pages), "en") == said


def test_without_pages_paragraphs_are_said() -> None:
    assert places_of([at(None, 2), at(None, 3), at(None, 9)], "en") == "paragraphs 2–3, 9"


@pytest.mark.parametrize("lang", [one for one in LANGUAGES if one != "en"])
def test_it_is_said_in_the_language_of_the_reader(lang: str) -> None:
    assert "check in the original" not in where(at(1), lang)
