"""A picture as an element of a page: the drawing, its sentence, its twin, its sources, its links.

The same element stands on our pages, in embeds and in files; below a width the drawing gives way
to the twin as an upright list (``static/picture.css``).
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.base.i18n import Message, msg, nmsg
from viz.elements import element_name, tag
from viz.pictures.drawing import NARROW, drawn, legend
from viz.pictures.first_rows import first_lines, first_rows
from viz.pictures.picture import Picture, Twin
from viz.shapes import outline
from viz.style import INK, LOOKS, PAPER

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

STYLE: Final = "picture.css"
SCRIPT: Final = "picture.js"
LEAST_LETTER: Final = 9
"""Height in pixels below which no letter is drawn."""
_WIDTH: Final = re.compile(r'<svg [^<>]*?\bviewBox="0 0 ([0-9]+)')
_LETTERS: Final = re.compile(r'<[a-z][^<>]* font-size="([0-9.]+)"')
_TEMPLATES: Final = Path(__file__).parents[1] / "templates"


@dataclass(frozen=True, slots=True)
class PictureLinks:
    """Where the same picture is found: its page, files of it, how it is put into another site.

    ``records`` is the address below which the pages of records lie, where the picture's own links
    lead elsewhere. ``framed``: it stands in other sites, and what leaves it opens a new window.
    """

    page: str | None = None
    svg: str | None = None
    png: str | None = None
    embed: str | None = None
    records: str | None = None
    framed: bool = False


def picture_fragment(picture: Picture, links: PictureLinks, level: int = 2) -> Markup:
    """Return the element; ``level`` is that of its heading, 0 for none."""
    from markupsafe import Markup

    marks = {
        row.mark: Markup(_mark(row.mark))  # noqa: S704 (made of our own shapes)
        for group in picture.twin.groups
        for row in group.rows
        if row.mark is not None
    }
    drawing = drawn(picture)
    narrow = isinstance(picture.body, NARROW)
    # Where the drawing stays, the twin is folded as a whole.
    first, rest = (picture.twin, None) if narrow else first_rows(picture.twin)
    template = environment().get_template("picture.html.j2")
    return Markup(  # noqa: S704 (rendered with autoescape)
        template.render(
            picture=picture,
            name=element_name(picture.place),
            drawing=Markup(drawing),  # noqa: S704 (escaped where it is written)
            wide=_least_width(drawing),
            marks=marks,
            legend=[(Markup(mark), word) for mark, word in legend(picture)],  # noqa: S704 (our own)
            narrow=narrow,
            first=first,
            rest=rest,
            shown=first_lines,
            more=lambda count: _more(count).text(picture.lang),
            links=links,
            numbered=any(row.rests for group in picture.twin.groups for row in group.rows),
            level=level,
            words={key: text.text(picture.lang) for key, text in _words(picture, rest).items()},
        )
    )


def _words(picture: Picture, rest: Twin | None) -> dict[str, Message]:
    count = picture.twin.count()
    below = rest.count() if rest else 0
    return {
        "semicolon": msg("; "),
        "twin": nmsg("The same in words: {count} row", "The same in words: {count} rows", count),
        "rest": nmsg("{count} more row", "{count} more rows", below),
        "cited": nmsg(
            "{count} source", "{count} sources", len(picture.sources) + picture.more_sources
        ),
        "sources": msg("Sources:"),
        "more": _more(picture.more_sources),
        "page": msg("Open the page"),
        "embed": msg("Put it into a site"),
        "svg": msg("As SVG"),
        "png": msg("As PNG"),
        "take": msg("Share this picture"),
        "filter": msg("Show or hide"),
        "inside": msg("Show its relations here"),
    }


def _more(count: int) -> Message:
    return nmsg("and {count} more", "and {count} more", count)


def _least_width(drawing: str) -> int:
    """Return the width below which the smallest letters of a drawing would be too small to read."""
    wide = _WIDTH.search(drawing)
    sizes = [float(size) for size in _LETTERS.findall(drawing)]
    return math.ceil(int(wide[1]) * LEAST_LETTER / min(sizes)) if wide and sizes else 0


def _mark(type_: str) -> str:
    look = LOOKS[type_]
    fill, stroke = (PAPER, look.colour) if look.hollow else (look.colour, INK)
    return tag("path", {"class": "cg-hollow" if look.hollow else "cg-full",
                        "d": f"M8 8{outline(look.shape, 5)}", "fill": fill, "stroke": stroke,
                        "stroke-width": 2 if look.hollow else 1})  # fmt: skip


@cache
def environment() -> Environment:
    """Return the templates of pictures, which escape all they are given."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
