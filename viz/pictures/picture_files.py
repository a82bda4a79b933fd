"""A picture as files that stand alone: SVG with its declaration, PNG drawn by Typst, its data."""

from __future__ import annotations

from dataclasses import replace
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from kg.base.errors import WrongUseError
from kg.base.i18n import msg
from viz.pictures.drawing import drawn
from viz.pictures.picture import Cell, Picture, TwinRow
from viz.pictures.picture_themes import Theme, themed
from viz.scene import Scene

if TYPE_CHECKING:
    from kg.publisher.publisher import Publisher

_HEADER = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NEEDED = ("typst", "fontpkg_source_serif_4", "fontpkg_source_sans_3")


class PngMissingError(WrongUseError):
    """Pictures cannot be drawn as PNG here: the packages that do it are not installed."""

    slug = "png-missing"
    status = 501
    title = msg("This picture cannot be made here as PNG")

    def __init__(self) -> None:
        super().__init__(
            msg("What draws pictures as PNG is not installed."),
            msg("Install it: pip install 'coopgraph[papers]'. SVG works without it."),
        )


def credit(publisher: Publisher, lang: str, address: str = "") -> str:
    """Return what a file says of whose it is: where it is from, its licence, what it implies."""
    said = (address, publisher.licence.name.said(lang), publisher.disclaimer.said(lang))
    return " · ".join(part for part in said if part)


def credited(scene: Scene, whose: str) -> Scene:
    """Return a scene below which it is said whose it is."""
    return replace(scene, notes=(*scene.notes, whose))


def picture_svg(picture: Picture, theme: Theme = "auto", whose: str = "") -> str:
    """Return a picture as a file of SVG, with its heading and below it whose it is."""
    return _HEADER + themed(drawn(_credited(picture, whose), heading=True), theme)


def _credited(picture: Picture, whose: str) -> Picture:
    if not whose:
        return picture
    body = picture.body
    if isinstance(body, Scene):
        body = credited(body, whose)
    return replace(picture, notes=(*picture.notes, whose), body=body)


def can_draw_png() -> bool:
    """Say whether pictures can be drawn as PNG here."""
    return all(find_spec(name) is not None for name in _NEEDED)


def png_of_svg(svg: str) -> bytes:
    """Return a picture as PNG.

    Raises:
        PngMissingError: what draws it is not installed.
    """
    if not can_draw_png():
        raise PngMissingError
    from viz.papers.paper_png import png_of

    return png_of(svg)


def picture_data(picture: Picture) -> dict[str, Any]:
    """Return what a picture shows as data: what was asked, what it says, its twin, its sources."""
    asked = picture.asked
    return {
        "form": asked.form,
        "ids": list(asked.ids),
        "from": asked.start,
        "to": asked.end,
        "as_of": asked.as_of,
        "choice": [list(pair) for pair in asked.choice],
        "lang": picture.lang,
        "title": picture.title,
        "sentence": picture.sentence,
        "caption": picture.caption,
        "notes": list(picture.notes),
        "heads": list(picture.twin.heads),
        "groups": [
            {"title": group.title, "rows": [_row(row) for row in group.rows]}
            for group in picture.twin.groups
        ],
        "sources": [{"id": one.id, "publisher": one.publisher, **_cell(one.title)}
                    for one in picture.sources],
        "more_sources": picture.more_sources,
    }  # fmt: skip


def _row(row: TwinRow) -> dict[str, Any]:
    said = [[_cell(line) for line in lines] for lines in row.said]
    return {"name": _cell(row.name), "type": row.mark, "said": said}


def _cell(cell: Cell) -> dict[str, str | None]:
    return {"text": cell.text, "lang": cell.lang, "href": cell.href}
