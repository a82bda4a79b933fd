"""The hemisphere as tiles: one class a state, and beside them its names and what it has told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kg.base.i18n import Message, choose, msg, say
from kg.base.text import fold
from kg.graph.actors import states
from kg.graph.view import View
from kg.model.registry import NODES
from viz.label_text import clean
from viz.pictures.citations import cited
from viz.pictures.picture import Cell, Picture, Twin, TwinGroup, TwinRow
from viz.pictures.picture_caption import caption_of
from viz.pictures.picture_form import PictureAsk, PictureForm, PictureNeedsError
from viz.pictures.tile_map import MappedTile, TileMap
from viz.pictures.tiles_shown import MADE_OF, SHOWN, ShownTiles, of_records

MOST: Final = 6
"""Whose reach tiles show at most: more looks nobody tells apart."""


def _make(ask: PictureAsk) -> Picture:
    of = dict(ask.asked.choice).get("of") or of_records(ask.asked.ids)
    _check(ask, of)
    return _Tiles(ask, SHOWN[of](ask)).picture()


def _check(ask: PictureAsk, of: str) -> None:
    """Raise where tiles are asked for of too few, too many or other records."""
    types, ids = MADE_OF.get(of, ()), ask.asked.ids
    most = 0 if not types else MOST if of == "coverage" else 1
    if not min(1, most) <= len(ids) <= most:
        raise PictureNeedsError(
            msg("The tiles “{of}” are made of {least} to {most} records, not of {count}.",
                of=of, least=min(1, most), most=most, count=len(ids)),
            msg("Name each with id."),
        )  # fmt: skip
    for id_ in ids:
        node = ask.view.index(id_)
        if not ask.view.is_a(node, *types):
            names = [NODES[name].title_of_type for name in types]
            raise PictureNeedsError(
                msg("The tiles “{of}” are not made of “{id}”.", of=of, id=id_[:100]),
                msg("Name a record of one of these types: {types}.", types=names),
            )


@dataclass(frozen=True, slots=True)
class _Tiles:
    """What is shown, for whom."""

    ask: PictureAsk
    shown: ShownTiles

    @property
    def view(self) -> View:
        return self.ask.view

    def picture(self) -> Picture:
        """Return the picture with all that it says."""
        lang, shown = self.ask.lang, self.shown
        told = [node for nodes in shown.said.values() for node in nodes]
        named = [self.view.index(id_) for id_ in self.ask.asked.ids]
        sources, more = cited(self.view, [*named, *told], shown.edges, lang, self.ask.href)
        return Picture(
            self.ask.asked, lang, self._say(shown.title), self._say(shown.sentence),
            caption_of(self.view, lang), self._body(), self._twin(), tuple(shown.notes),
            sources, more,
        )  # fmt: skip

    def _say(self, text: Message | str) -> str:
        return clean(str(say(text, self.ask.lang)))

    def _states(self) -> list[int]:
        """Return the states in the order of their names."""
        lang = self.ask.lang
        return sorted(states(self.view), key=lambda s: (fold(self.view.label(s, lang)), s))

    def _body(self) -> TileMap:
        tiles = tuple(
            MappedTile(self.view.id(state), cell.text, self.shown.of.get(state), cell.href)
            for state in self._states()
            for cell in (self._cell(state),)
        )
        return TileMap(
            tuple(map(self._say, self.shown.classes)), tiles, self._say(self.shown.others)
        )

    def _twin(self) -> Twin:
        """Return the states by class, each with what it has told; examples apart."""
        names = [*map(self._say, self.shown.classes), self._say(self.shown.others)]
        places: list[int | None] = [*range(len(self.shown.classes)), None]
        groups = [
            TwinGroup(name, rows)
            for name, place in zip(names, places, strict=True)
            if (rows := tuple(self._rows(place)))
        ]
        if self.shown.examples:
            example = msg("Examples: made up, and on no tile").text(self.ask.lang)
            groups.append(TwinGroup(example, tuple(map(self._example, self.shown.examples))))
        heads = [msg("Name").text(self.ask.lang)]
        return Twin((*heads, msg("On record").text(self.ask.lang)) if self._tells else (*heads,),
                    tuple(groups))  # fmt: skip

    @property
    def _tells(self) -> bool:
        return bool(self.shown.said or self.shown.examples)

    def _rows(self, place: int | None) -> Sequence[TwinRow]:
        return [
            self._row(self._cell(state), self.shown.said.get(state, ()), "State")
            for state in self._states()
            if self.shown.of.get(state) == place
        ]

    def _row(self, name: Cell, said: Sequence[int], mark: str | None) -> TwinRow:
        lines = tuple(map(self._cell, said))
        return TwinRow(name, (lines,) if self._tells else (), mark)

    def _example(self, node: int) -> TwinRow:
        return self._row(self._cell(node), (), self.view.type_of(node))

    def _cell(self, node: int) -> Cell:
        name, lang = choose(self.view.snapshot.label(node), self.ask.lang)
        id_ = self.view.id(node)
        other = None if lang in (self.ask.lang, "und") else lang
        return Cell(clean(name) or id_, other, self.ask.href(id_) if self.ask.href else None)


FORM: Final = PictureForm(
    "tiles",
    msg("The hemisphere as tiles"),
    msg("Where the states stand that belong to a body, offer, need or have contributed."),
    _make,
    types=tuple(dict.fromkeys(type_ for types in MADE_OF.values() for type_ in types)),
    most=MOST,
    choices={"of": tuple(SHOWN)},
)
