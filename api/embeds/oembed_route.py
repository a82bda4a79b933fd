"""oEmbed 1.0: how a picture or the page that shows it is put into another site, for programs."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Annotated, Any, Final
from urllib.parse import parse_qsl, unquote, urlsplit

from fastapi import APIRouter, Depends, Query, Request, Response

from api.authentication.access_state import access_of
from api.deps import Reader, known_parameters, public_reader, root_of
from api.embeds.asked_embed import WantedPicture, wanted_in
from api.embeds.embed_routes import shown
from api.embeds.lasting_answer import MINUTES, kept, lasting
from api.embeds.snippet import Framed, frame
from api.kept_answers import Made, made
from api.picture_links import EmbedLinks, links_of
from api.public_address import public_address
from kg.access.hosts import origin_of
from kg.base.errors import WrongUseError
from kg.base.i18n import LANGUAGES, msg
from viz.pictures.embed_size import USUAL_WIDTH, usual_height
from viz.pictures.picture_forms import FORMS

router = APIRouter(dependencies=[Depends(known_parameters)])
_JSON: Final = "json"
_LONGEST: Final = 4096
_FEWEST: Final = 100
_MOST: Final = 10_000
_PAGES: Final = {"node": "actor", "diagram": "actor", "match": "match"}
"""Pages of one record, and the form of the picture on them."""
_OTHERS: Final = {"bridges": "bridges", "paths": "path", "states": "states",
                  "initiatives": "timeline"}  # fmt: skip
_Side = Annotated[int | None, Query(ge=_FEWEST, le=_MOST)]


class OembedFormatError(WrongUseError):
    """An answer is asked for in a form that is not given."""

    slug = "oembed-format"
    status = 501
    title = msg("This form is not given")

    def __init__(self, name: str) -> None:
        super().__init__(
            msg("oEmbed is not answered as “{name}” here.", name=name[:_FEWEST]),
            msg("Ask with format=json."),
        )


class NoPictureError(WrongUseError):
    """There is no picture for other sites at an address."""

    slug = "no-picture"
    status = 404
    title = msg("There is no picture at this address")

    def __init__(self) -> None:
        super().__init__(
            msg("The address is not that of a picture that this service shows to everybody."),
            msg("Name the address of a picture or of a page that shows one, with url."),
        )


@dataclass(frozen=True, slots=True)
class _Most:
    """The room that a site has, in pixels."""

    width: int | None
    height: int | None


def _most(maxwidth: _Side = None, maxheight: _Side = None) -> _Most:
    return _Most(maxwidth, maxheight)


def _untracked(
    dnt: Annotated[str | None, Query(description="What some send; nobody is followed.")] = None,
) -> None:
    """Take what some sites send beside: do not track."""
    _ = dnt


@router.get("/oembed", dependencies=[Depends(_untracked)])
def oembed(
    request: Request,
    most: Annotated[_Most, Depends(_most)],
    url: Annotated[str, Query(max_length=_LONGEST)],
    format_: Annotated[str, Query(alias="format")] = _JSON,
) -> Response:
    """Say how a picture is put into another site (https://oembed.com, rich)."""
    if format_ != _JSON:
        raise OembedFormatError(format_)
    lang, form, wanted, as_of = _meant(request, url)
    try:
        reader = public_reader(request, lang, as_of)
        links = links_of(reader, wanted.picture(reader, form), wanted.themed())

        def document() -> Made:
            said = _document(reader, links, most)
            return made(json.dumps(said, ensure_ascii=False), "application/json", {}, public=True)

        return lasting(reader, kept(reader, document))
    except WrongUseError as error:
        raise NoPictureError from error


def _document(reader: Reader, links: EmbedLinks, most: _Most) -> dict[str, Any]:
    found = shown(reader, links, links.node)
    width = min(USUAL_WIDTH, most.width or USUAL_WIDTH)
    height = min(usual_height(found, width), most.height or _MOST)
    home = public_address(reader.request)
    framed = Framed(found, links.embed, links.page, links.licences, str(width), height)
    return {
        "version": "1.0",
        "type": "rich",
        "title": found.title,
        "provider_name": "coopgraph",
        "provider_url": f"{home}/",
        "cache_age": MINUTES * 60,
        "html": frame(framed),
        "width": width,
        "height": height,
    }


def _meant(request: Request, url: str) -> tuple[str, str, WantedPicture, str | None]:
    """Return language, form and parameters of the picture at an address of ours.

    Raises:
        NoPictureError: it is not ours, or no picture lies there.
    """
    try:
        parts = urlsplit(url)
        pairs = parse_qsl(parts.query, keep_blank_values=True, max_num_fields=_FEWEST)
    except ValueError:
        raise NoPictureError from None
    path = parts.path.removeprefix(root_of(request)).strip("/")
    lang, _, rest = path.partition("/")
    if lang not in LANGUAGES or not _is_ours(request, f"{parts.scheme}://{parts.netloc}"):
        raise NoPictureError
    form, pairs = _form(rest, pairs)
    wanted = wanted_in(pairs)
    if wanted is None or form not in FORMS:
        raise NoPictureError
    return lang, form, wanted, dict(pairs).get("as_of") or None


def _form(rest: str, pairs: list[tuple[str, str]]) -> tuple[str, list[tuple[str, str]]]:
    """Return the form of the picture below a language, and what it is asked."""
    first, _, about = rest.partition("/")
    if first == "embed":
        return about, pairs
    if first in _PAGES and about:
        kept_ = [(name, value) for name, value in pairs if name == "as_of"]
        return _PAGES[first], [("id", unquote(about)), *kept_]
    return _OTHERS.get(rest, ""), pairs


def _is_ours(request: Request, text: str) -> bool:
    found = origin_of(text.lower())
    return found is not None and found in access_of(request).settings.hosts.origins.values()
