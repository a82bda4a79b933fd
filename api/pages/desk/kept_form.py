"""A form that came when nobody was signed in any more: what was typed goes back to who typed it.

Nothing of it is stored here: it stays in the page, sealed, until its own office signs in again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final
from urllib.parse import urlencode

from fastapi import APIRouter, BackgroundTasks, Request, Response
from fastapi.responses import HTMLResponse

from api.authentication.access_errors import StaleFormError
from api.authentication.access_state import Access, access_of
from api.authentication.asker import asker_of
from api.csrf import KEPT, MAX_FORM, TOKEN, form_of
from api.deps import language_of, raw_path, root_of
from api.pages.chrome import Chrome
from api.pages.desk.sign_in_page import mail_link
from api.pages.rendering import render
from kg.access.signing import same
from kg.base.i18n import LANGUAGES

router = APIRouter()
_FORBIDDEN: Final = 403
_SEAL: Final = "kept-form"
_TYPED: Final = "k."
"""Before the names of fields that were typed."""
_OWN: Final = ("seen", "act", "again", "id", "own", "about")
"""Fields that pages fill in themselves: nobody typed them."""
_ROOM: Final = 8 * 1024
"""Bytes of a page's form beside what was typed."""


def is_interrupted(request: Request) -> bool:
    """Say whether a form of the desk came that cannot be taken, so that it has to be kept."""
    first = raw_path(request).split("/")[1:3]
    is_desk = len(first) > 1 and first[0] in LANGUAGES and first[1] == "desk"
    return request.method == "POST" and is_desk and hasattr(request.state, "form")


def interrupted(request: Request) -> Response:
    """Return the page that keeps a form which came when its session had ended."""
    fields = dict(form_of(request))
    speaks = access_of(request).sessions.speaker_of(fields.pop(TOKEN, ""))
    kept = _Kept(raw_path(request), speaks, fields)
    return _page(request, kept, signed_in=_is_back(request, kept), asked=False)


@router.post(KEPT)
def go_on(request: Request, background: BackgroundTasks) -> Response:
    """Give a form back to its office, once it has signed in; else mail it a link."""
    form = form_of(request)
    kept = _Kept(form.get("to", ""), form.get("speaks", ""), _typed(form))
    if not same(form.get("seal", ""), kept.seal(access_of(request))):
        raise StaleFormError
    asked = bool(form.get("mailbox", "").strip()) and asker_of(request).focal_point is None
    if asked:
        mail_link(request, background, form["mailbox"])
    response = _page(request, kept, signed_in=_is_back(request, kept), asked=asked)
    response.background = background
    return response


class _Kept:
    """What was typed, into the form of which address, and the mark of who was signed in then."""

    def __init__(self, to: str, speaks: str, fields: Mapping[str, str]) -> None:
        self.to = to
        self.speaks = speaks
        self.fields = fields

    def seal(self, access: Access) -> str:
        """Return what shows that a page of ours held all of it together."""
        facts = [("to", self.to), ("speaks", self.speaks), *self._pairs()]
        return access.marks.mark(_SEAL, urlencode(facts))

    def shown(self) -> list[str]:
        """Return the texts that somebody typed, as they can be read and copied."""
        return [text for name, text in self._pairs() if name not in _OWN and text.strip()]

    @property
    def fits(self) -> bool:
        """Whether a form can hold it."""
        return len(urlencode([(f"{_TYPED}{n}", t) for n, t in self._pairs()])) <= MAX_FORM - _ROOM

    def _pairs(self) -> Iterable[tuple[str, str]]:
        return sorted(self.fields.items())


def _typed(form: Mapping[str, str]) -> dict[str, str]:
    return {n.removeprefix(_TYPED): t for n, t in form.items() if n.startswith(_TYPED)}


def _is_back(request: Request, kept: _Kept) -> bool:
    """Say whether the same office is signed in: to nobody else anything of it is shown."""
    found = asker_of(request).focal_point
    sessions = access_of(request).sessions
    return found is not None and sessions.is_speaker(kept.speaks, found.id)


def _page(request: Request, kept: _Kept, *, signed_in: bool, asked: bool) -> Response:
    frame, access = Chrome(request, language_of(request)), access_of(request)
    other = asker_of(request).focal_point is not None and not signed_in
    content: dict[str, Any] = {
        "state": "back" if signed_in else "other" if other else "asked" if asked else "ended",
        "to": root_of(request) + kept.to,
        "go_on": f"{frame.root}{KEPT}?lang={frame.lang}",
        "fields": dict(sorted(kept.fields.items())),
        "sealed": {"to": kept.to, "speaks": kept.speaks, "seal": kept.seal(access)},
        "typed": _TYPED,
        "shown": kept.shown(),
        "fits": kept.fits,
        "again": kept.fields.get("again"),
        "mails": access.settings.mail is not None,
    }
    headers = {"Cache-Control": "no-store", "Content-Language": frame.lang}
    return HTMLResponse(render(frame, "desk/kept_form.html", content), _FORBIDDEN, headers)
