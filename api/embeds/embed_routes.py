"""A picture as a document of its own, at an address that lasts."""

# ruff: noqa: FAST003 (the language is taken by the reader)

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Response

from api.deps import PageReader, Reader
from api.embeds.asked_embed import Wanted
from api.kept_answers import Made, made
from api.picture_links import links_of
from api.representations import answer
from viz.pictures.picture import AskedPicture
from viz.pictures.picture_document import PictureHead, picture_document
from viz.pictures.picture_form import PictureAsk
from viz.pictures.picture_forms import picture
from viz.pictures.picture_html import STYLE

router = APIRouter()
_HTML: Final = "text/html; charset=utf-8"


@router.get("/{lang:language}/embed/{form}")
def embed(reader: PageReader, form: str, wanted: Wanted) -> Response:
    """Show one picture, to be embedded."""
    return answer(reader, lambda: _document(reader, wanted.picture(form, reader.given)))


def _document(reader: Reader, asked: AskedPicture) -> Made:
    links = links_of(reader, asked)
    found = picture(PictureAsk(asked, reader.inquiry, links.node))
    head = PictureHead((links.asset(f"viz/{STYLE}"),), canonical=links.embed)
    return made(picture_document(found, links.of_picture, head), _HTML, {}, public=True)
