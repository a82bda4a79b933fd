"""What was merged answers under its old id and says so; what was withdrawn is shown no more."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kg.base.i18n import LANGUAGES
from kg.knowledge import KnowledgeBase
from tests.api.embeds.embed_world import OLD, WITHDRAWN, make_attacked
from tests.conftest import TODAY
from viz.pictures.lasting_subjects import WithdrawnError, refuse_withdrawn
from viz.pictures.picture import AskedPicture
from viz.pictures.picture_form import PictureAsk
from viz.pictures.picture_forms import picture


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    base = KnowledgeBase(make_attacked(tmp_path_factory.mktemp("world") / "w.db"), cache=None)
    yield base
    base.close()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_merged_record_says_of_what_it_is_part(attacked: KnowledgeBase, lang: str) -> None:
    inquiry = attacked.inquiry(TODAY, "public", lang)
    old, new = (
        picture(PictureAsk(AskedPicture("actor", (id_,)), inquiry)) for id_ in (OLD, "org/segib")
    )
    assert old.twin == new.twin
    assert OLD in old.notes[0]
    assert old.notes[1:] == new.notes


def test_what_was_withdrawn_is_refused_and_named(attacked: KnowledgeBase) -> None:
    view = attacked.inquiry(TODAY, "public", "en").view
    with pytest.raises(WithdrawnError) as caught:
        refuse_withdrawn(view, AskedPicture("actor", (WITHDRAWN,)))
    assert caught.value.status == 410
    assert caught.value.id == WITHDRAWN
    with pytest.raises(WithdrawnError):
        refuse_withdrawn(view, AskedPicture("path", start="org/oas", end=WITHDRAWN))
    refuse_withdrawn(view, AskedPicture("actor", ("offer/wells",)))
    refuse_withdrawn(view, AskedPicture("actor", ("offer/nobody",)))
