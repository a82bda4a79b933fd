"""Pictures as files: SVG that any program reads, PNG of the same, all that is shown as data."""

from __future__ import annotations

import json
from xml.etree.ElementTree import fromstring

import pytest

from kg.knowledge import KnowledgeBase
from tests.viz.pictures.test_picture_forms import ask
from tests.viz.pictures.test_picture_forms import starter as starter  # noqa: PLC0414 (a fixture)
from viz.pictures import picture_files
from viz.pictures.picture_files import PngMissingError, picture_data, picture_svg, png_of_svg
from viz.pictures.picture_forms import FORMS, picture

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_an_svg_stands_alone(starter: KnowledgeBase, form: str, theme: str) -> None:
    text = picture_svg(picture(ask(starter, form)), theme)  # type: ignore[arg-type]
    assert text.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<svg ')
    root = fromstring(text)
    names = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert not names & {"script", "style", "foreignObject", "image", "use"}
    assert ('fill="#121212"' in text) == (theme == "dark")


@pytest.mark.parametrize("form", FORMS)
def test_the_data_hold_every_row(starter: KnowledgeBase, form: str) -> None:
    found = picture(ask(starter, form))
    data = json.loads(json.dumps(picture_data(found)))
    rows = [row for group in data["groups"] for row in group["rows"]]
    assert len(rows) == found.twin.count()
    assert data["form"] == form
    assert {"title", "sentence", "sources", "lang", "as_of"} <= data.keys()


@pytest.mark.parametrize("form", FORMS)
def test_a_png_is_drawn_the_same_each_time(starter: KnowledgeBase, form: str) -> None:
    pytest.importorskip("typst")
    svg = picture_svg(picture(ask(starter, form)))
    drawn = png_of_svg(svg)
    assert drawn.startswith(PNG)
    assert drawn == png_of_svg(svg)


def test_without_the_extra_svg_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture_files, "_NEEDED", ("no_such_module",))
    with pytest.raises(PngMissingError) as caught:
        png_of_svg("<svg/>")
    assert caught.value.status == 501
    assert "coopgraph[papers]" in str(caught.value.fix)
