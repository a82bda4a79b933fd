"""Supply and demand in pictures: what is declared, what was done, and examples never among them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from xml.etree import ElementTree as ET

import pytest

from kg.base.errors import BadOptionError
from kg.base.i18n import LANGUAGES
from kg.base.reader_manner import number
from kg.knowledge import KnowledgeBase
from kg.store.opening import open_store
from tests.conftest import TODAY
from tests.kg.exchange.declared import declared, source
from viz.pictures.drawing import drawn
from viz.pictures.picture import AskedPicture, Picture
from viz.pictures.picture_form import PictureAsk
from viz.pictures.picture_forms import picture
from viz.pictures.sector_sides import SectorSides
from viz.pictures.sectors_picture import example_sectors

DONE = (("nature", "demonstrated"),)


@pytest.fixture(scope="module")
def starter(starter_url: str) -> Iterator[KnowledgeBase]:
    made = KnowledgeBase(starter_url, cache=None)
    yield made
    made.close()


@pytest.fixture
def sharing(starter_copy: str) -> Iterator[KnowledgeBase]:
    with closing(open_store(starter_copy, write=True)) as store:
        store.apply([
            source(),
            *(one for n in range(1234)
              for one in declared(f"offer/{n}", "state/col", "public")),
            *declared("demand/wells", "state/hnd", "public"),
            *declared("practice/wells", "state/col", "public"),
        ])  # fmt: skip
    made = KnowledgeBase(starter_copy, cache=None)
    yield made
    made.close()


def ask(
    knowledge: KnowledgeBase,
    *ids: str,
    lang: str = "en",
    choice: tuple[tuple[str, str], ...] = (),
) -> PictureAsk:
    asked = AskedPicture("sectors", ids, choice=choice)
    return PictureAsk(asked, knowledge.inquiry(TODAY, "public", lang), "/n/{}".format)


def body(found: Picture) -> SectorSides:
    assert isinstance(found.body, SectorSides)
    return found.body


def test_where_nothing_is_published_that_is_said(starter: KnowledgeBase) -> None:
    found = picture(ask(starter))
    assert found.sentence == "No open offer or demand has been published yet."
    assert found.notes == (
        "What has not been entered is not known.", "Examples are not counted here.",
    )  # fmt: skip
    assert {(row.left, row.right, row.practices) for row in body(found).rows} == {(0, 0, 0)}


def test_examples_say_so_in_title_and_every_row(starter: KnowledgeBase) -> None:
    found = example_sectors(ask(starter))
    assert found.title.startswith("Example:")
    assert all(row.name.text.endswith("(example)") for row in body(found).rows)
    assert any(row.left for row in body(found).rows)


def test_no_address_asks_for_examples(starter: KnowledgeBase) -> None:
    with pytest.raises(BadOptionError):
        picture(ask(starter, choice=(("nature", "example"),)))


def test_what_was_done_is_a_picture_of_its_own(starter: KnowledgeBase) -> None:
    found = picture(ask(starter, choice=DONE))
    assert (body(found).left, body(found).right) == ("States gave", "States received")
    assert found.sentence == (
        "Activities on record, by sector: states gave in 10 and received in 12."
    )
    assert found.sources


def test_of_a_sector_its_children_and_of_a_state_its_own(sharing: KnowledgeBase) -> None:
    social = {row.name.href: row for row in body(picture(ask(sharing, "sector/dac/100"))).rows}
    water = social["/n/sector/dac/140"]
    assert (water.left, water.right, water.practices) == (1234, 1, 1)
    assert social["/n/sector/dac/110"].left == 0
    leaves = body(picture(ask(sharing, "sector/dac/140"))).rows
    assert [row.name.href for row in leaves] == ["/n/sector/dac/14030"]
    own = body(picture(ask(sharing, "state/hnd"))).rows
    assert sum(row.left for row in own) == 0
    assert sum(row.right for row in own) == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_bars_lie_within_the_drawing_and_numbers_are_written_as_readers_do(
    sharing: KnowledgeBase, lang: str
) -> None:
    found = picture(ask(sharing, lang=lang))
    assert len(found.sentence.split()) <= 20
    tree = ET.fromstring(drawn(found, heading=True))
    wide = float(tree.get("viewBox", "").split()[2])
    bars = [e for e in tree.iter("{http://www.w3.org/2000/svg}rect") if e.get("stroke")]
    assert len(bars) == 2 * len(body(found).rows)
    for one in bars:
        assert float(one.get("x", "")) >= 0
        assert float(one.get("x", "")) + float(one.get("width", "")) <= wide
    texts = {e.text for e in tree.iter("{http://www.w3.org/2000/svg}text")}
    written = number(1234, lang)
    assert " ".join(written.split()) in texts
    assert written in {row.said[0][0].text for row in found.twin.groups[0].rows}
