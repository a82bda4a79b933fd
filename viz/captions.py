"""What is said of a node or a relation of a picture: its kind, and since when."""

from __future__ import annotations

from kg.base.i18n import msg
from kg.base.reader_manner import in_period
from kg.model.registry import NODES
from kg.model.vocabulary import NATURES
from viz.scene import SceneLink, SceneNode


def kind_of(node: SceneNode, lang: str) -> str:
    """Return a node's type, with its nature where it has one; of a bundle what its link does."""
    if node.bundle is not None:
        return (msg("open: fold it") if node.open else msg("not drawn: open it")).text(lang)
    title = NODES[node.type].title_of_type
    if node.nature is None:
        return title.text(lang)
    nature = NATURES[node.nature]
    return msg("{type}, {nature}", type=title, nature=nature).text(lang)


def period(link: SceneLink, lang: str) -> str:
    """Return when a relation holds; one that should have a date and has none is undated."""
    said = in_period(link.since, link.until)
    if said is not None:
        return said.text(lang)
    return msg("undated").text(lang) if link.status is not None else ""
