"""A picture as a document of its own: what is embedded in other sites, or put there as a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from viz.pictures.picture import Picture
from viz.pictures.picture_html import PictureLinks, environment, picture_fragment
from viz.pictures.picture_themes import Theme

if TYPE_CHECKING:
    from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class PictureHead:
    """What the head of the document names: style sheets, scripts, its lasting address.

    ``oembed`` is where programs ask how it is put into a site.
    """

    styles: tuple[str, ...]
    scripts: tuple[str, ...] = ()
    canonical: str | None = None
    oembed: str | None = None
    theme: Theme = "auto"


@dataclass(frozen=True, slots=True)
class PictureNotice:
    """What is said where no picture can be shown, and where its reader may go on."""

    title: str
    detail: str
    fix: str
    lang: str
    page: str
    page_text: str


def picture_document(picture: Picture, links: PictureLinks, head: PictureHead) -> Markup:
    """Return a whole HTML document; nothing in it is inline, and nobody else is asked."""
    from markupsafe import Markup

    template = environment().get_template("picture_document.html.j2")
    return Markup(  # noqa: S704 (rendered with autoescape)
        template.render(picture=picture, head=head, fragment=picture_fragment(picture, links, 1))
    )


def notice_document(notice: PictureNotice, head: PictureHead) -> Markup:
    """Return a whole HTML document that says why there is no picture here."""
    from markupsafe import Markup

    template = environment().get_template("picture_notice.html.j2")
    return Markup(template.render(notice=notice, head=head))  # noqa: S704 (with autoescape)
