"""What all makers of papers do alike: words in the paper's language, names, figures with places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from babel.numbers import get_currency_name

from kg.base.i18n import Message, choose, msg
from kg.base.reader_manner import day, number
from kg.brief.figure_address import address
from kg.brief.paper import Figure, Rests, Sentence, Tile
from kg.brief.paper_kinds import PaperAsked
from kg.graph.view import View
from kg.model.documents import Declared
from kg.model.fields import EXAMPLE

THERE_IS_MORE: Final = msg("There is more on record.")
"""Below what is cut short; it says no number, since nobody could ask for that again."""

_UNITS: Final = {
    "Offer": msg("offers"),
    "Demand": msg("demands"),
    "Practice": msg("good practices"),
}


@dataclass(frozen=True, slots=True)
class Telling:
    """A paper that is being told: to whom, in which language, of which view."""

    asked: PaperAsked

    @property
    def view(self) -> View:
        """What the reader sees."""
        return self.asked.inquiry.view

    @property
    def lang(self) -> str:
        """The language of the paper."""
        return self.asked.lang

    def words(self, message: Message) -> str:
        """Return a message in the language of the paper."""
        return message.text(self.lang)

    def number(self, value: float) -> str:
        """Return a number as the reader writes it."""
        return number(value, self.lang)

    def amount(self, value: float, currency: str) -> str:
        """Return an amount in a currency (ISO 4217) as the reader writes it, the currency named."""
        return f"{self.number(value)} {get_currency_name(currency, value, self.lang)}"

    def day(self, iso: str | None, precision: str | None = None) -> str:
        """Return a day as the reader writes it, ``not known`` where there is none."""
        return day(iso, self.lang, precision) if iso else self.words(msg("not known"))

    def label(self, node: int) -> str:
        """Return a name, that of an example with the word."""
        text = self.view.label(node, self.lang)
        if self.view.nature(node) != EXAMPLE:
            return text
        return self.words(msg("{label} (example)", label=text))

    def name(self, node: int, figures: tuple[Figure, ...] = ()) -> Sentence:
        """Return a name that leads to its record, with its language where it is another one."""
        spoken = choose(self.view.snapshot.label(node), self.lang)[1]
        lang = None if spoken == self.lang else spoken
        return Sentence(self.label(node), figures, self.view.id(node), lang)

    def says(self, message: Message, *figures: Figure, id_: str | None = None) -> Sentence:
        """Return a sentence with the figures in it."""
        return Sentence(self.words(message), figures, id_)

    def figure(
        self,
        value: float | str | None,
        unit: Message | None,
        path: str,
        at: str,
        rests: Rests = "calculated",
        **query: str | int | Sequence[str] | None,
    ) -> Figure:
        """Return a figure with where it is asked for again: by this audience, on this day.

        ``at`` is the place in the answer (``kg.brief.paper.Figure``). A day has no unit.
        """
        asked = address(path, self.view.as_of.isoformat(), audience=self.view.audience, **query)
        named = "" if unit is None else self.words(unit)
        return Figure(value, named, asked, self.view.snapshot.revision, rests, at)

    def began(self, activity: int) -> Sentence:
        """Return when an activity began, as far as a source tells it."""
        props = self.view.props(activity)
        first = props.get("starts")
        if first is None:
            return self.says(msg("not stated"))
        return Sentence(self.day(first, props.get("precision")), (self.beginning(activity),))

    def beginning(self, activity: int) -> Figure:
        """Return the day on which an activity began, which a source tells."""
        path, value = f"/v1/nodes/{self.view.id(activity)}", self.view.props(activity)["starts"]
        return self.figure(value, None, path, "$.node.properties.starts", rests="published")

    def of_board(
        self, value: float, unit: Message, path: str, at: str, **query: str | None
    ) -> Figure:
        """Return a total of the desk: it is asked for as the board, whoever reads the paper."""
        asked = address(path, self.view.as_of.isoformat(), **query)
        return Figure(value, self.words(unit), asked, self.view.snapshot.revision, at=at)

    def declared(self, found: Declared, at: str = "$.open") -> Figure:
        """Return how many records of a type are open, or with ``$.met`` how many are met."""
        return self._declared(found, found.met if at == "$.met" else found.open, at)

    def declared_by(self, found: Declared, id_: str) -> Figure:
        """Return how many of them are open in the name of a state or body."""
        at = f"$.states[?@.id=='{id_}'].open"
        count = next((one.open for one in found.states if one.id == id_), 0)
        if not count:
            at = f"$.states[?@.id=='{id_}']"
        return self._declared(found, count, at)

    def _declared(self, found: Declared, value: int | None, at: str) -> Figure:
        return self.figure(
            value, _UNITS[found.type], "/v1/declared", at, type=found.type, sector=found.sector,
            state=found.state, examples="true" if found.examples else None,
        )  # fmt: skip

    def tile(self, label: Message, figure: Figure) -> Tile:
        """Return a key figure; a value that is a day is written as one."""
        return Tile(self._shown(figure.value), self.words(label), (figure,))

    def _shown(self, value: float | str | None) -> str:
        return self.day(value) if isinstance(value, str | None) else self.number(value)
