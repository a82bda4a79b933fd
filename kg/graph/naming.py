"""How documents name what a view holds: their head, and nodes by id and label."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.graph.view import View
from kg.model.documents import Named, Ref, head


def heading(view: View, lang: str) -> dict[str, Any]:
    """Return what every answer from a view carries, as keyword arguments of its document."""
    return head(view.snapshot.revision, view.as_of, lang)


def in_message(view: View, node: int) -> Mapping[str, str] | str:
    """Return the name of a node as a fact of a message: in each language, else its id."""
    return view.snapshot.label(node) or view.id(node)


def ref(view: View, node: int, lang: str) -> Ref:
    """Return a node of a view, named in the reader's language."""
    return Ref(id=view.id(node), type=view.type_of(node), label=view.label(node, lang))


def named(view: View, node: int, lang: str) -> Named:
    """Return a node of a view by id and label."""
    return Named(id=view.id(node), label=view.label(node, lang))


def named_source(view: View, id_: str, lang: str) -> Named:
    """Return a source by id and label; by its id alone where the view has no record of it."""
    node = view.snapshot.index(id_)
    return Named(id=id_, label=id_) if node is None else named(view, node, lang)
