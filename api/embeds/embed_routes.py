"""A picture as a document of its own, and as SVG and PNG, at addresses that last."""

# ruff: noqa: FAST003 (the language is taken by the reader)

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Depends, Response

from api.deps import PageReader, Reader, known_parameters
from api.drawn_png import drawn_png
from api.embeds.asked_embed import Wanted, WantedPicture
from api.embeds.lasting_answer import kept, lasting
from api.kept_answers import Made, made
from api.picture_links import EmbedLinks, links_of
from viz.pictures.lasting_subjects import refuse_withdrawn
from viz.pictures.picture import Picture
from viz.pictures.picture_document import PictureHead, picture_document
from viz.pictures.picture_files import credit, picture_svg
from viz.pictures.picture_form import PictureAsk
from viz.pictures.picture_forms import picture
from viz.pictures.picture_html import SCRIPT, STYLE
from viz.scene import Href

router = APIRouter(dependencies=[Depends(known_parameters)])
_HTML: Final = "text/html; charset=utf-8"
_SVG: Final = "image/svg+xml; charset=utf-8"
_ELSEWHERE: Final = {"Cross-Origin-Resource-Policy": "cross-origin"}


@router.get("/{lang:language}/embed/{form}.svg")
def embed_svg(reader: PageReader, form: str, wanted: Wanted) -> Response:
    """Give one picture as SVG."""
    return lasting(reader, _svg(reader, form, wanted))


@router.get("/{lang:language}/embed/{form}.png")
def embed_png(reader: PageReader, form: str, wanted: Wanted) -> Response:
    """Give one picture as PNG, drawn once for each content, few at a time."""
    svg = _svg(reader, form, wanted).body.decode()
    return lasting(reader, drawn_png(reader.service, svg, _ELSEWHERE))


@router.get("/{lang:language}/embed/{form}")
def embed(reader: PageReader, form: str, wanted: Wanted) -> Response:
    """Show one picture, to be embedded."""

    def document() -> Made:
        links = _links(reader, form, wanted)
        found = shown(reader, links, links.inside)
        head = PictureHead(
            (links.asset(f"viz/{STYLE}"),),
            (links.asset(f"viz/{SCRIPT}"),),
            links.embed,
            links.oembed,
            links.theme,
            reader.view.publisher.disclaimer.said(reader.lang),
        )
        return made(picture_document(found, links.of_embed, head), _HTML, {}, public=True)

    return lasting(reader, kept(reader, document))


def shown(reader: Reader, links: EmbedLinks, href: Href) -> Picture:
    """Return the picture that other sites may show.

    Raises:
        WithdrawnError: of what was withdrawn.
        CoopgraphError: as ``picture``.
    """
    refuse_withdrawn(reader.view, links.asked)
    return picture(PictureAsk(links.asked, reader.inquiry, href, links.again))


def _svg(reader: Reader, form: str, wanted: WantedPicture) -> Made:
    def file() -> Made:
        links = _links(reader, form, wanted)
        whose = credit(reader.view.publisher, reader.lang, links.home)
        text = picture_svg(shown(reader, links, links.node), links.theme, whose)
        return made(text, _SVG, _ELSEWHERE, public=True)

    return kept(reader, file)


def _links(reader: Reader, form: str, wanted: WantedPicture) -> EmbedLinks:
    return links_of(reader, wanted.picture(reader, form), wanted.themed())
