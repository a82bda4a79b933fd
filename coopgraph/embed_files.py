"""Pictures as files for sites that host files only: page, style, script, SVG, PNG, data.

Whoever asks for them, they hold what everybody may see.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib.resources import files as files_of
from itertools import islice, pairwise
from pathlib import Path
from typing import Final

from coopgraph.asked import Asked, opened
from kg.base.errors import CoopgraphError
from kg.base.whole_files import replacing, writing
from kg.graph.actors import real
from kg.graph.naming import heading
from kg.knowledge import Inquiry
from kg.model.documents import EmbedFiles, EmbedForm, EmbedForms
from kg.model.relations import ACTORS
from kg.publisher.publisher import publisher_of
from viz.pictures.lasting_subjects import refuse_withdrawn
from viz.pictures.picture import AskedPicture, Picture
from viz.pictures.picture_document import PictureHead, picture_document
from viz.pictures.picture_files import can_draw_png, credit, picture_data, picture_svg, png_of_svg
from viz.pictures.picture_form import PictureAsk, PictureForm
from viz.pictures.picture_forms import FORMS, picture
from viz.pictures.picture_html import SCRIPT, STYLE, PictureLinks
from viz.pictures.picture_pages import page_of
from viz.pictures.picture_themes import Theme

_TRIED: Final = 40
"""So many records are tried to find one that a form can be made of."""
_LONGEST: Final = 100
_DIGEST: Final = 8
_NOT_IN_NAMES: Final = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class EmbedWanted:
    """A picture to be written, its theme, and into which folder."""

    asked: AskedPicture
    theme: Theme
    folder: Path


def write_embed(asked: Asked, wanted: EmbedWanted) -> EmbedFiles:
    """Write the files of a picture, as everybody may see it.

    Raises:
        BadFileError: the folder cannot be written to.
        CoopgraphError: as ``picture``.
    """
    with _for_everybody(asked) as inquiry:
        found = _made(asked, inquiry, wanted.asked)
        head = heading(inquiry.view, asked.lang)
    with writing(wanted.folder):
        wanted.folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, body in _files(asked, found, wanted.theme):
        path = wanted.folder / name
        with replacing(path, "public") as file:
            file.write(body)
        written.append((str(path), len(body)))
    return EmbedFiles(
        **head, files=[name for name, _ in written], bytes=sum(size for _, size in written)
    )


def listed_forms(asked: Asked) -> EmbedForms:
    """Return all forms of pictures, each with records of which it can be made."""
    with _for_everybody(asked) as inquiry:
        return EmbedForms(
            **heading(inquiry.view, asked.lang),
            forms=[_listed(asked, inquiry, form) for form in FORMS.values()],
        )


@contextmanager
def _for_everybody(asked: Asked) -> Iterator[Inquiry]:
    """Open the store as the public reads it; examples as little as a public service shows them."""
    public = replace(asked, audience="public")
    with opened(public, examples=not asked.settings.public_url) as inquiry:
        yield inquiry


def _made(asked: Asked, inquiry: Inquiry, wanted: AskedPicture) -> Picture:
    refuse_withdrawn(inquiry.view, wanted)
    home = _home(asked)
    href: Callable[[str], str] | None = (lambda id_: f"{home}node/{id_}") if home else None
    return picture(PictureAsk(wanted, inquiry, href))


def _home(asked: Asked) -> str:
    """Return below which address our pages lie in this language, empty where nobody knows."""
    address = asked.settings.public_url.rstrip("/")
    return f"{address}/{asked.lang}/" if address else ""


def _files(asked: Asked, found: Picture, theme: Theme) -> Iterator[tuple[str, bytes]]:
    """Yield each file by its name."""
    name, home = _name(found.asked), _home(asked)
    whose = publisher_of(asked.settings.publisher)
    svg = picture_svg(found, theme, credit(whose, asked.lang, home))
    drawn = png_of_svg(svg) if can_draw_png() else None
    links = PictureLinks(
        page=f"{home}{page_of(found.asked)}" if home else None,
        svg=f"{name}.svg",
        png=f"{name}.png" if drawn else None,
        framed=True,
    )
    head = PictureHead(
        (STYLE,), (SCRIPT,), theme=theme, disclaimer=whose.disclaimer.said(asked.lang)
    )
    yield f"{name}.html", picture_document(found, links, head).encode()
    yield f"{name}.svg", svg.encode()
    if drawn:
        yield f"{name}.png", drawn
    yield f"{name}.json", (json.dumps(picture_data(found), ensure_ascii=False) + "\n").encode()
    static = files_of("viz") / "static"
    for own in (STYLE, SCRIPT):
        yield own, (static / own).read_bytes()


def _name(asked: AskedPicture) -> str:
    """Return the name of a picture's files: its form, and what it is about.

    Where letters are lost, or it would be too long, a digest ends it: ids may differ in these.

    >>> _name(AskedPicture("bridges", ("org/segib", "org/oas")))
    'bridges-org-segib-org-oas'
    >>> _name(AskedPicture("actor", ("org/A.B",)))
    'actor-org-a-b-c8c4d94a'
    """
    parts = (asked.form, *asked.ids, asked.start or "", asked.end or "", asked.as_of or "",
             *(f"{name}-{value}" for name, value in asked.choice))  # fmt: skip
    said = "-".join(filter(None, parts))
    name = _NOT_IN_NAMES.sub("-", said.lower()).strip("-")
    if name == said.replace("/", "-") and len(name) <= _LONGEST:
        return name
    digest = hashlib.sha256(repr(parts).encode()).hexdigest()[:_DIGEST]
    return f"{name[: _LONGEST - _DIGEST - 1].rstrip('-')}-{digest}"


def _listed(asked: Asked, inquiry: Inquiry, form: PictureForm) -> EmbedForm:
    tried = islice(_candidates(inquiry, form), _TRIED)
    ids = next((ids for ids in tried if _can_be_made(asked, inquiry, form, ids)), ())
    return EmbedForm(
        form=form.name,
        ids=list(ids),
        title=form.title.text(asked.lang),
        says=form.says.text(asked.lang),
        types=list(form.types),
        least=form.least,
        most=form.most,
        ends=form.ends,
        choices={name: list(values) for name, values in form.choices.items()},
    )


def _candidates(inquiry: Inquiry, form: PictureForm) -> Iterator[tuple[str, ...]]:
    """Yield ids of which a form might be made: none where it needs none, else the best known."""
    if not form.least and not form.ends:
        yield ()
        return
    view = inquiry.view
    found = [int(index) for type_ in form.types or ACTORS for index in view.of_type(type_)]
    # What is invented stands for nothing where there is something else.
    known = set(real(view, found))
    ranked = sorted(found, key=lambda n: (n not in known, -len(list(view.edges(n))), view.id(n)))
    best = [view.id(index) for index in ranked[:_TRIED]]
    if form.ends or form.least > 1:
        yield from pairwise(best)
    else:
        yield from ((id_,) for id_ in best)


def _can_be_made(asked: Asked, inquiry: Inquiry, form: PictureForm, ids: tuple[str, ...]) -> bool:
    try:
        _made(asked, inquiry, asked_of(form, ids))
    except CoopgraphError:
        return False
    return True


def asked_of(
    form: PictureForm,
    ids: tuple[str, ...],
    ends: tuple[str, str] | None = None,
    choice: tuple[tuple[str, str], ...] = (),
    as_of: str | None = None,
) -> AskedPicture:
    """Return what is asked of a form; of one with two ends two ids are its ends."""
    if form.ends and ends is None and len(ids) == len(("from", "to")):
        return AskedPicture(form.name, (), ids[0], ids[1], as_of, choice)
    start, end = ends or (None, None)
    return AskedPicture(form.name, ids, start, end, as_of, choice)
