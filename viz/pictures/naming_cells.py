"""Names of records in a picture: in the reader's language or said in which, leading to pages."""

from __future__ import annotations

from kg.base.i18n import choose
from viz.label_text import clean
from viz.pictures.picture import Cell
from viz.pictures.picture_form import PictureAsk
from viz.scene import Pencil


def named_cell(ask: PictureAsk, node: int) -> Cell:
    """Return the name of a record as pictures write it, with its acronym and its marks."""
    drawn = Pencil(ask.view, ask.lang, ask.href).node(node)
    return Cell(drawn.label, _other(ask, drawn.lang), drawn.href)


def text_cell(ask: PictureAsk, node: int, field: str) -> Cell:
    """Return a text of a record, empty where it has none."""
    words = ask.view.props(node).get(field)
    if not isinstance(words, dict) or not words:
        return Cell("")
    text, lang = choose(words, ask.lang)
    return Cell(clean(text), _other(ask, lang))


def _other(ask: PictureAsk, lang: str) -> str | None:
    return None if lang in (ask.lang, "und") else lang
