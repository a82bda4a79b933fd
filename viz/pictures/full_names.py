"""How pictures name somebody in full: the name, and the acronym that it is known by."""

from __future__ import annotations

from kg.base.text import fold
from kg.graph.view import View
from kg.model.acronyms import acronym_in
from viz.label_text import clean


def named_fully(view: View, node: int, lang: str) -> str:
    """Return a name with its acronym, unless the name holds it."""
    name = clean(view.label(node, lang))
    acronym = clean(acronym_in(view.props(node), lang))
    return f"{name} ({acronym})" if acronym and fold(acronym) not in fold(name) else name
