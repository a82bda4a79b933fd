"""Whose pages they are: what a file may say, and what is said of one that cannot be meant."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
import yaml

from kg.base.errors import BadDefinitionError, BadOptionError
from kg.base.i18n import LANGUAGES
from kg.graph.view import View
from kg.knowledge import KnowledgeBase
from kg.publisher.publisher import PUBLISHERS, proposed_publisher, publisher_of
from tests.conftest import TODAY

SHIPPED = PUBLISHERS.text("cooperanet")


def changed(**entries: object) -> str:
    return yaml.safe_dump({**yaml.safe_load(SHIPPED), **entries}, allow_unicode=True)


def test_what_is_shipped_is_a_proposal_without_a_mailbox() -> None:
    found = proposed_publisher()
    assert PUBLISHERS.check(SHIPPED) == []
    assert found.standing.status == "proposed"
    assert found.mailbox is None
    assert {found.name.said(lang) for lang in LANGUAGES} == {"CooperaNet"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_text_is_in_every_language(lang: str) -> None:
    found = proposed_publisher()
    texts = [found.body, found.office, found.disclaimer, *found.places.values()]
    said = [text.said(lang) for text in texts]
    assert all(said)
    others = [text.said(other) for text in texts for other in LANGUAGES if other != lang]
    assert not {found.disclaimer.said(lang)} & {*others}


@pytest.mark.parametrize(
    ("entries", "code"),
    [
        ({"mailbox": "Maria Perez"}, "no-mailbox"),
        ({"places": {"org/oas": dict.fromkeys(LANGUAGES, "x")}}, "no-place"),
        ({"name": {"en": "Ours"}}, "missing"),
        ({"colour": "red"}, "unknown-entry"),
        ({"licence": {"name": dict.fromkeys(LANGUAGES, "x"), "url": "http://x"}}, "no-address"),
        ({"disclaimer": dict.fromkeys(LANGUAGES, "")}, "not-text"),
    ],
)
def test_what_cannot_be_meant_is_told_with_its_line(entries: dict[str, object], code: str) -> None:
    mistakes = PUBLISHERS.check(changed(**entries))
    assert {mistake.code for mistake in mistakes} == {code}
    assert all(mistake.line > 0 and mistake.sentence("fr") for mistake in mistakes)


def test_a_file_is_read_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "ours.yaml"
    path.write_text(changed(name={lang: f"Ours {lang}" for lang in LANGUAGES}), "utf-8")
    assert publisher_of(str(path)).name.said("pt") == "Ours pt"
    with pytest.raises(BadOptionError, match="COOPGRAPH_PUBLISHER"):
        publisher_of(str(tmp_path / "none.yaml"))
    path.write_text("name: [", "utf-8")
    with pytest.raises(BadDefinitionError):
        publisher_of(str(path))


def test_contested_places_are_called_as_the_publisher_says(
    starter_url: str, tmp_path: Path
) -> None:
    path = tmp_path / "ours.yaml"
    path.write_text(changed(places={"country/flk": {lang: f"Isles {lang}" for lang in LANGUAGES}}))
    publisher = publisher_of(str(path))
    with closing(KnowledgeBase(starter_url, cache=None, publisher=publisher)) as base:
        view = base.view(TODAY, "public")
        assert view.label(view.index("country/flk"), "es") == "Isles es"
        assert view.publisher.places
        then = base.past_view(TODAY, "public", 1)
        assert then.publisher is view.publisher


def test_without_a_word_the_proposal_counts(starter_view: View) -> None:
    name = starter_view.label(starter_view.index("country/flk"), "en")
    assert name == "Falkland Islands (Malvinas)"
