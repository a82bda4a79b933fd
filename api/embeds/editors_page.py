"""The page for editors of other sites: a picture is chosen, seen as it will be, and copied."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Depends, Query, Request, Response

from api.authentication.access_state import access_of
from api.deps import PageReader, Reader, known_parameters, public_reader
from api.embeds.asked_embed import Wanted, WantedPicture
from api.embeds.editors_words import most_records, offered_words
from api.embeds.embed_routes import shown
from api.embeds.snippet import Framed, host_script, snippet
from api.languages import ENDONYMS
from api.pages.actor_meant import meant
from api.pages.page_context import Context
from api.pages.rendering import page
from api.picture_links import EmbedLinks, links_of
from api.public_address import public_address
from kg.access.embed_origins import SETTING, site_origin
from kg.base.errors import CoopgraphError
from kg.base.i18n import LANGUAGES, Message, msg, nmsg
from kg.model.registry import NODES
from viz.pictures.embed_size import usual_height
from viz.pictures.picture_files import can_draw_png
from viz.pictures.picture_form import PictureForm
from viz.pictures.picture_forms import FORMS, form_named
from viz.pictures.picture_themes import THEMES

router = APIRouter(dependencies=[Depends(known_parameters)])
_FIELDS: Final = 3
"""Fields for records that a form of many starts with."""
_LONGEST: Final = 400
Size = Literal["full", "wide", "column", "narrow"]
SIZES: Final[dict[str, tuple[Message, str, int]]] = {
    "full": (msg("as wide as the text around it"), "100%", 720),
    "wide": (msg("960 pixels wide"), "960", 960),
    "column": (msg("720 pixels wide"), "720", 720),
    "narrow": (msg("320 pixels wide: the list"), "320", 320),
}
"""Widths of frames: what they are called, how they are written, what height is reckoned by."""
_THEMES: Final = {
    "auto": msg("as the reader’s device has it"),
    "light": msg("light"),
    "dark": msg("dark"),
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """What an editor has chosen: in which language, how wide, for which site."""

    language: str
    size: str
    site: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A picture that an editor is choosing: as typed, and as far as records were found by it."""

    form: PictureForm
    typed: WantedPicture
    asked: WantedPicture
    chosen: Chosen


def _chosen(
    request: Request,
    language: Annotated[str, Query(max_length=2)] = "",
    size: Annotated[Size, Query()] = "full",
    site: Annotated[str, Query(max_length=_LONGEST)] = "",
) -> Chosen:
    page_language = request.path_params["lang"]
    return Chosen(language if language in LANGUAGES else page_language, size, site.strip())


@router.get("/{lang:language}/embeds")
def embeds(
    reader: PageReader,
    wanted: Wanted,
    chosen: Annotated[Chosen, Depends(_chosen)],
    form: Annotated[str, Query(max_length=_LONGEST)] = "",
) -> Response:
    """Let an editor choose a picture for another site, see it, and copy what puts it there."""
    named = form_named(form or next(iter(FORMS)))

    def make(p: Context) -> dict[str, Any]:
        public = public_reader(reader.request, chosen.language, reader.given.get("as_of"))
        draft = Draft(named, wanted, _with_ids(public, named, wanted), chosen)
        return {
            **_fields(p, public, draft),
            **_found(public, draft),
            **_site(reader.request, chosen),
        }

    return page(reader, "embeds.html", make)


def _with_ids(reader: Reader, form: PictureForm, wanted: WantedPicture) -> WantedPicture:
    """Return what is wanted with ids in place of words, as far as records are found by them."""
    types = form.types or tuple(NODES)

    def named(text: str) -> str:
        return meant(reader, text, types) or text.strip()

    ids = tuple(named(text) for text in wanted.ids if text.strip())
    start, end = (named(t) if t and form.ends else None for t in (wanted.start, wanted.end))
    known = tuple(pair for pair in wanted.choice if pair[0] in form.choices)
    return WantedPicture(ids[: most_records(form)], start, end, wanted.theme, known)


def _fields(p: Context, public: Reader, draft: Draft) -> dict[str, Any]:
    """Return what the form of the page asks, with what was typed."""
    form, asked, chosen = draft.form, draft.asked, draft.chosen
    count = min(most_records(form), max(_FIELDS, form.least))
    texts = [_name(public, id_) for id_ in asked.ids]
    texts += [""] * (count - len(texts))
    return {
        "forms": [(one.name, p.say(one.title), p.say(one.says)) for one in FORMS.values()],
        "form": form.name,
        "says": p.say(form.says),
        "types": [p.say(NODES[name].title_of_type) for name in form.types],
        "texts": list(zip(texts, [*asked.ids, *[""] * count], strict=False)),
        "least": form.least,
        "ends": (draft.typed.start or "", draft.typed.end or "") if form.ends else None,
        "choices": [(word.name, p.say(word.title),
                     [(value, p.say(text)) for value, text in word.values],
                     dict(asked.choice).get(word.name, "")) for word in offered_words(form)],
        "kept": [pair for pair in asked.choice if not form.choices[pair[0]]],
        "languages": [(code, ENDONYMS[code]) for code in LANGUAGES],
        "language": chosen.language,
        "sizes": [(name, p.say(size[0])) for name, size in SIZES.items()],
        "size": chosen.size,
        "themes": [(name, p.say(_THEMES[name])) for name in THEMES],
        "theme": asked.theme or "auto",
        "day": public.given.get("as_of", ""),
        "site": chosen.site,
    }  # fmt: skip


def _name(reader: Reader, id_: str) -> str:
    """Return by what a record is found again: its name where that leads to it, else its id."""
    index = reader.view.snapshot.index(id_)
    if index is None:
        return id_
    name = reader.view.label(index, reader.lang)
    return name if meant(reader, name, tuple(NODES)) == reader.view.id(index) else id_


def _found(reader: Reader, draft: Draft) -> dict[str, Any]:
    """Return the picture with what puts it into a site, or why there is none."""
    form, asked = draft.form, draft.asked
    nothing: dict[str, Any] = {"found": None, "wrong": None, "needs": None}
    if needs := _needs(draft):
        # Nobody is told what is missing who has chosen nothing yet.
        given = "form" in reader.request.query_params
        return {**nothing, "needs": needs if given else None}
    try:
        links = links_of(reader, asked.picture(reader, form.name), asked.themed())
        picture = shown(reader, links, links.node)
    except CoopgraphError as error:
        return {**nothing, "wrong": error}
    _, width, pixels = SIZES[draft.chosen.size]
    height = usual_height(picture, pixels)
    whose = reader.view.publisher
    framed = Framed(picture, links.embed, links.page, links.licences, width, height, whose)
    return {**nothing, "found": _shown(reader, framed, links)}


def _needs(draft: Draft) -> Message | None:
    """Return what a picture cannot be made without, where it has not been written."""
    form, asked = draft.form, draft.asked
    if form.ends and not (asked.start and asked.end):
        return msg("This picture goes from one record to another: write both.")
    if len(asked.ids) < form.least:
        return nmsg(
            "Write about whom or what the picture is to be.",
            "This picture is about {count} records at least: write each in a field of its own.",
            form.least,
        )
    return None


def _shown(reader: Reader, framed: Framed, links: EmbedLinks) -> dict[str, Any]:
    """Return all that the page says about a picture."""
    home = public_address(reader.request)
    return {
        "picture": framed.picture,
        "frame": links.framed,
        "width": framed.width,
        "height": framed.height,
        "snippet": snippet(framed, reader.view.as_of.isoformat()),
        "script": host_script(home.removesuffix(links.root)),
        "address": framed.address,
        "oembed": links.oembed,
        "svg": links.file(".svg"),
        "png": links.file(".png") if can_draw_png() else None,
    }


def _site(request: Request, chosen: Chosen) -> dict[str, Any]:
    """Return whether a site may show pictures, and which may."""
    allowed = access_of(request).settings.embed_origins
    origin = site_origin(chosen.site) if chosen.site else None
    return {
        "allowed": allowed,
        "origin": origin,
        "is_allowed": origin is not None and origin in {*allowed, public_address(request)},
        "setting": SETTING,
    }
