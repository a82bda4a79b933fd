"""What an editor pastes into a site: a frame, and beside it credit, words and a plain link."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from kg.base import reader_manner
from kg.base.i18n import msg
from viz.pictures.picture import Picture

SANDBOX: Final = "allow-scripts allow-popups"
"""Scripts of its own, and windows for links that leave it; nothing of the site around it."""
HOST_SCRIPT: Final = (
    '<script>addEventListener("message",function(e){{var d=e.data;if(e.origin!=="null"&&'
    'e.origin!=="{origin}"||!d||d.coopgraph!==1)return;'
    'document.querySelectorAll("iframe").forEach(function(f){{if(f.contentWindow===e.source&&'
    'f.src.indexOf("{origin}/")===0)'
    "f.height=Math.max(200,Math.min(4000,+d.height||0))}})}})</script>"
)
"""Lets frames be as high as what they show; a site may leave it out."""


@dataclass(frozen=True, slots=True)
class Framed:
    """A picture and where it lies: its document, the page that says more, the page of licences."""

    picture: Picture
    address: str
    page: str
    licences: str
    width: str
    height: int


def frame(framed: Framed) -> str:
    """Return the frame alone."""
    element = Markup(
        '<iframe src="{}" title="{}" loading="lazy" width="{}" height="{}" sandbox="{}"></iframe>'
    )
    return element.format(
        framed.address, framed.picture.title, framed.width, framed.height, SANDBOX
    )


def snippet(framed: Framed, day: str) -> str:
    """Return the whole figure; ``day`` is that of what it shows, in ISO form."""
    found, lang = framed.picture, framed.picture.lang
    shown = msg("coopgraph, as of {date}", date=reader_manner.day(day, lang)).text(lang)
    element = Markup(
        '<figure lang="{lang}">\n{frame}\n<figcaption>{title}. {sentence} '
        '<a href="{page}">{shown}</a>. <a href="{licences}">{words}</a></figcaption>\n</figure>\n'
    )
    return element.format(
        lang=lang,
        frame=Markup(frame(framed)),  # noqa: S704 (made above, escaped)
        title=found.title.rstrip("."),
        sentence=found.sentence,
        page=framed.page,
        shown=shown,
        licences=framed.licences,
        words=msg("Sources and their licences").text(lang),
    )


def host_script(origin: str) -> str:
    """Return the script that a site may add once, for frames of a service at ``origin``."""
    return HOST_SCRIPT.format(origin=origin)
