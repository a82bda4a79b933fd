"""What all makers of papers do alike: words in the paper's language, names, figures with places."""

from __future__ import annotations

from dataclasses import dataclass

from kg.base.i18n import Message, choose, msg
from kg.base.reader_manner import day, number
from kg.brief.figure_address import address
from kg.brief.paper import Figure, Rests, Sentence, Tile
from kg.brief.paper_kinds import PaperAsked
from kg.graph.view import View
from kg.model.fields import EXAMPLE


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
        unit: Message,
        path: str,
        at: str,
        rests: Rests = "calculated",
        **query: str | int | None,
    ) -> Figure:
        """Return a figure with where it is asked for again: by this audience, on this day.

        ``at`` is the place in the answer (``kg.brief.paper.Figure``).
        """
        asked = address(path, self.view.as_of.isoformat(), audience=self.view.audience, **query)
        return Figure(value, self.words(unit), asked, self.view.snapshot.revision, rests, at)

    def tile(self, label: Message, figure: Figure) -> Tile:
        """Return a key figure; a value that is a day is written as one."""
        return Tile(self._shown(figure.value), self.words(label), (figure,))

    def _shown(self, value: float | str | None) -> str:
        return self.day(value) if isinstance(value, str | None) else self.number(value)
