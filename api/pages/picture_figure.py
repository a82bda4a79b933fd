"""A picture on a page of ours, with what leads on from it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from api.deps import Reader, public_reader, raw_path, root_of
from api.pages.page_context import Context
from api.picture_links import links_of

if TYPE_CHECKING:
    from markupsafe import Markup

    from viz.pictures.picture import AskedPicture, Picture
    from viz.pictures.picture_form import PictureAsk

ANCHOR: Final = "picture"
"""The id of what a page puts its picture into, so that a bundle opens where one looks."""
LONGEST: Final = 900
"""Characters of a word in an address: the key of a bundle names two records."""


def figure(
    p: Context, reader: Reader, asked: AskedPicture, level: int = 2, *, shared: bool = True
) -> Markup:
    """Return the element of a picture; ``level`` is that of its heading, 0 for none.

    Not ``shared`` is what everybody is refused, also for what it is about: nothing leads to files
    and embeds of it. The first that is shared stands for the page where its address is pasted
    elsewhere.

    The page links ``viz/picture.css`` and ``viz/picture.js`` (``p.asset``).
    """
    from viz.pictures.picture_forms import picture

    return figure_of(p, reader, picture(ask_of(p, reader, asked)), level, shared=shared)


def is_for_others(reader: Reader, asked: AskedPicture) -> bool:
    """Say whether other sites are shown a picture: everybody may see what it is about."""
    from viz.pictures.lasting_subjects import is_lasting

    return is_lasting(public_reader(reader.request, reader.lang).view, asked)


def ask_of(p: Context, reader: Reader, asked: AskedPicture) -> PictureAsk:
    """Return a question for a picture, as the reader of a page asks it."""
    from viz.pictures.picture_form import PictureAsk

    return PictureAsk(asked, reader.inquiry, p.node, lambda other: _here(reader, other))


def figure_of(
    p: Context, reader: Reader, found: Picture, level: int = 2, *, shared: bool = True
) -> Markup:
    """Return the element of a picture that is made already, as ``figure``."""
    from viz.pictures.picture_html import PictureLinks, picture_fragment

    links = links_of(reader, found.asked)
    shared = shared and is_for_others(reader, found.asked)
    if shared and p.shared is None:
        p.shared = links
    return picture_fragment(found, links.of_picture if shared else PictureLinks(), level)


def asked_here(reader: Reader, form: str, ids: Sequence[str] = (), **ends: str) -> AskedPicture:
    """Return what the address of a page asks of a picture: its day and the words of the form."""
    from viz.pictures.picture import AskedPicture
    from viz.pictures.picture_forms import form_named

    known = form_named(form).choices
    return AskedPicture(
        form,
        tuple(ids),
        ends.get("start"),
        ends.get("end"),
        reader.given.get("as_of"),
        tuple((name, text) for name, text in _said(reader) if name in known and text),
    )


def _here(reader: Reader, asked: AskedPicture) -> str:
    """Return the address of the same page with other words of the form."""
    from viz.pictures.picture_forms import form_named

    known = form_named(asked.form).choices
    kept = [pair for pair in _said(reader) if pair[0] not in known]
    path = f"{root_of(reader.request)}{raw_path(reader.request)}"
    query = urlencode([*kept, *asked.choice], safe="/:@")
    return f"{path}{'?' if query else ''}{query}#{ANCHOR}"


def _said(reader: Reader) -> list[tuple[str, str]]:
    pairs = reader.request.query_params.multi_items()
    return [(name, text) for name, text in pairs if len(text) <= LONGEST]
