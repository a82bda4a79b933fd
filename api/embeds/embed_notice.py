"""Where no picture can be shown, the frame in another site still holds words, in its language."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import Request, Response
from fastapi.responses import HTMLResponse

from api.deps import language_of, root_of, service_of
from kg.base.errors import CoopgraphError, UnknownIdError
from kg.base.i18n import Message, msg
from viz.pictures.lasting_subjects import WithdrawnError
from viz.pictures.picture_document import PictureHead, PictureNotice, notice_document
from viz.pictures.picture_html import SCRIPT, STYLE
from viz.pictures.picture_themes import THEMES, Theme

_FROM_HERE = msg(
    "It may have been taken back, or it is not shown to everybody; whoever runs this page can "
    "choose another picture."
)


def embed_notice(request: Request, error: CoopgraphError, more: Mapping[str, str]) -> Response:
    """Return the document that says why there is no picture at an address."""
    lang = language_of(request)
    document = notice_document(_notice(request, error, lang), _head(request))
    headers = {"Cache-Control": "no-store", "Content-Language": lang}
    return HTMLResponse(document, error.status, {**headers, **more})


def _notice(request: Request, error: CoopgraphError, lang: str) -> PictureNotice:
    page, text = f"{root_of(request)}/{lang}/", msg("Open the site")
    if isinstance(error, WithdrawnError):
        page, text = f"{page}node/{error.id}", msg("Open the page")
    return PictureNotice(
        _said(error.title, lang), _said(error.detail, lang), _said(_fix(error), lang), lang, page,
        text.text(lang),
    )  # fmt: skip


def _fix(error: CoopgraphError) -> Message | str:
    # Ids that are alike are of no use to somebody who reads another site.
    return _FROM_HERE if isinstance(error, UnknownIdError) else error.fix


def _head(request: Request) -> PictureHead:
    static, build = f"{root_of(request)}/static/viz", service_of(request).build
    asked = request.query_params.get("theme")
    theme: Theme = next((one for one in THEMES if one == asked), "auto")
    return PictureHead(
        (f"{static}/{STYLE}?v={build}",), (f"{static}/{SCRIPT}?v={build}",), theme=theme
    )


def _said(text: Message | str, lang: str) -> str:
    return text.text(lang) if isinstance(text, Message) else text
