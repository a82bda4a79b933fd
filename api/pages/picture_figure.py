"""A picture on a page of ours, with what leads on from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.deps import Reader
from api.pages.page_context import Context
from api.picture_links import links_of

if TYPE_CHECKING:
    from markupsafe import Markup

    from viz.pictures.picture import AskedPicture


def figure(
    p: Context, reader: Reader, asked: AskedPicture, level: int = 2, *, shared: bool = True
) -> Markup:
    """Return the element of a picture; ``level`` is that of its heading, 0 for none.

    Not ``shared`` is what everybody is refused: nothing leads to files and embeds of it.

    The page links ``picture.css`` (``p.asset("viz/picture.css")``).
    """
    from viz.pictures.picture_form import PictureAsk
    from viz.pictures.picture_forms import picture
    from viz.pictures.picture_html import PictureLinks, picture_fragment

    found = picture(PictureAsk(asked, reader.inquiry, p.node))
    links = links_of(reader, asked).of_picture if shared else PictureLinks()
    return picture_fragment(found, links, level)
