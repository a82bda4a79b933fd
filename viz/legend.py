"""What a picture has to explain: the types shown with their counts, the kinds of lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kg.base.i18n import msg
from kg.model.vocabulary import TO_CONFIRM
from viz.scene import Scene, type_and_count
from viz.style import FAMILY, LINES
from viz.text_width import width_of

_MARK, _LINE_MARK = 18, 30
DASHED: Final = "dashed"
WEAKEST: Final = "weakest"
DOTTED: Final = "dotted"
"""Lines and outlines of what is to be confirmed."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the legend: a node type or a family of relations, ``what`` with its text."""

    what: str
    text: str
    is_line: bool = False

    @property
    def indent(self) -> int:
        """How far its text stands from the left of its mark."""
        return _LINE_MARK if self.is_line else _MARK

    @property
    def width(self) -> float:
        """How much room mark and text take."""
        return width_of(self.text) + self.indent


def legend_of(scene: Scene) -> tuple[Entry, ...]:
    """Return the entries of a scene: types first, then lines."""
    return *_types(scene), *_lines(scene)


def _types(scene: Scene) -> list[Entry]:
    return [
        Entry(name, type_and_count(name, count).text(scene.lang))
        for name, count in scene.types().items()
    ]


def _lines(scene: Scene) -> list[Entry]:
    families = {FAMILY[link.type] for link in scene.links}
    entries = [
        Entry(name, line.title.text(scene.lang), is_line=True)
        for name, line in LINES.items()
        if name in families
    ]
    if any(link.dashed for link in scene.links):
        text = msg("not in full: observer, disputed, named …").text(scene.lang)
        entries.append(Entry(DASHED, text, is_line=True))
    if any(n.to_confirm for n in scene.nodes) or any(link.to_confirm for link in scene.links):
        entries.append(Entry(DOTTED, TO_CONFIRM.text(scene.lang), is_line=True))
    if any(link.weak for link in scene.links):
        entries.append(Entry(WEAKEST, msg("weakest link").text(scene.lang), is_line=True))
    return entries
