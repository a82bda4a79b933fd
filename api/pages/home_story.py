"""The story that the first page tells somebody who knows nothing, in at most five pictures.

Each has a heading, a sentence of at most twenty words, and a source; of what nothing is on record
there is no picture, so that nobody reads a count of nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from api.deps import Reader
from api.pages.page_context import Context, Text
from api.pages.picture_figure import ask_of, figure_of
from kg.base.i18n import Message, msg
from viz.house import AGENCY
from viz.pictures.picture import AskedPicture

if TYPE_CHECKING:
    from markupsafe import Markup

    from kg.graph.view import View
    from viz.pictures.picture import Picture
    from viz.pictures.picture_form import PictureAsk

WORDS: Final = 20
"""No sentence of the story has more words."""
BODY: Final = "org/oas"
"""Whose agency it is."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A picture of the story: what it asks for, its heading and its sentence.

    ``make`` draws what no address asks for; ``told`` is a record whose outcome is told below.
    """

    asked: AskedPicture
    heading: Message
    sentence: Message
    make: Callable[[PictureAsk], Picture] | None = None
    told: str | None = None


@dataclass(frozen=True, slots=True)
class ShownChapter:
    """A chapter as the page shows it: its picture, the record told in it, and what came of that."""

    picture: Markup
    told: str | None = None
    outcome: Text | None = None


def chapters(view: View) -> Iterator[Chapter]:
    """Yield the chapters for which this reader finds something on record."""
    agency = view.snapshot.index(AGENCY) is not None
    if agency:
        yield _AGENCY
    if view.snapshot.index(BODY) is not None:
        yield _PLACE
    if agency and _has_work(view):
        yield _WORK
    yield from _sharing(view)
    yield from _exchange(view)


def shown(p: Context, reader: Reader) -> list[ShownChapter]:
    """Return the chapters, drawn for a reader."""
    return [_shown(p, reader, one) for one in chapters(reader.view)]


def _shown(p: Context, reader: Reader, chapter: Chapter) -> ShownChapter:
    from viz.pictures.citations import cited
    from viz.pictures.picture_forms import picture

    asked = replace(chapter.asked, as_of=reader.given.get("as_of"))
    drawn = (chapter.make or picture)(ask_of(p, reader, asked))
    found = replace(drawn, title=p.say(chapter.heading), sentence=p.say(chapter.sentence))
    if chapter.told is None:
        # What only our own pages show leads nowhere else.
        return ShownChapter(figure_of(p, reader, found, shared=chapter.make is None))
    # Of an exchange what its own sources are, not those of everything that stands around it.
    sources, more = cited(reader.view, [reader.view.index(chapter.told)], (), p.lang, p.node)
    told = replace(found, sources=sources, more_sources=more)
    outcome = p.own_text(chapter.told, "summary")
    return ShownChapter(figure_of(p, reader, told), chapter.told, outcome)


_AGENCY: Final = Chapter(
    AskedPicture("house", (AGENCY,)),
    msg("What the agency is"),
    msg("The cooperation agency of the Organization of American States: its organs, programmes and "
        "agreements."),
)  # fmt: skip
_PLACE: Final = Chapter(
    AskedPicture("tiles", (BODY,)),
    msg("Where it stands"),
    msg("The states of the Americas; a colour shows how each belongs to the Organization of "
        "American States."),
)  # fmt: skip
_WORK: Final = Chapter(
    AskedPicture("timeline", (AGENCY,), choice=(("show", "work"),)),
    msg("What it does"),
    msg("Its programmes year by year: where, with whom, and what came of them."),
)
_DECLARED: Final = Chapter(
    AskedPicture("sectors"),
    msg("Who shares what"),
    msg("What states and bodies offer on one side, what they need on the other, by sector."),
)
_DEMONSTRATED: Final = Chapter(
    AskedPicture("sectors", choice=(("nature", "demonstrated"),)),
    msg("Who shares what"),
    msg("Cooperation on record: activities in which states gave, and in which they received, "
        "by sector."),
)  # fmt: skip


def _has_work(view: View) -> bool:
    from kg.graph.actors import activities_of, family

    own = family(view, view.index(AGENCY))
    return any(view.is_a(one, "Programme") for one in own) or bool(activities_of(view, own))


def _sharing(view: View) -> Iterator[Chapter]:
    """Yield what is declared; where nothing is, what activities show; else what is made up."""
    from kg.browse.shared_by_sector import shared
    from viz.pictures.sectors_picture import example_sectors

    if shared(view, "declared").everything():
        yield _DECLARED
    elif shared(view, "demonstrated").everything():
        yield _DEMONSTRATED
    elif shared(view, "example").everything():
        heading = msg("Example: who shares what")
        sentence = msg("Offers and needs made up to show how this works; no state has said them.")
        yield Chapter(_DECLARED.asked, heading, sentence, example_sectors)


def _exchange(view: View) -> Iterator[Chapter]:
    from kg.browse.told_exchange import told_exchange

    node = told_exchange(view)
    if node is not None:
        heading = msg("One real exchange")
        sentence = msg(
            "Who gave, who received, and in which field, as a published source tells it."
        )
        id_ = view.id(node)
        yield Chapter(AskedPicture("actor", (id_,)), heading, sentence, told=id_)
