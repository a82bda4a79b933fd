"""Who of the 35 states belongs to which body: a matrix, for everybody in the order of the alphabet.

The board may have the columns in the order of what each adds (``order=adds``): what a body adds to
others is said of partners, and partners are the board's (``CoverageQuestion``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from kg.base.i18n import msg, nmsg
from kg.base.text import fold
from kg.browse.state_memberships import (
    FULL,
    STANDINGS,
    Membership,
    bodies_of_states,
    memberships_in,
    region_of,
)
from kg.graph.actors import states
from kg.graph.undated import rests_on
from kg.graph.view import View
from kg.model.acronyms import acronym_in
from kg.model.documents import Coverage
from kg.model.relations import BODIES
from kg.questions import CoverageQuestion
from viz.label_text import clean
from viz.pictures.citations import cited
from viz.pictures.full_names import named_fully
from viz.pictures.matrix_drawing import MOST, MOST_ADDING
from viz.pictures.picture import Cell, Picture, Twin, TwinGroup, TwinRow
from viz.pictures.picture_caption import caption_of
from viz.pictures.picture_form import PictureAsk, PictureForm
from viz.pictures.state_matrix import MatrixColumn, MatrixRegion, MatrixRow, StateMatrix

NAME, ADDS = "name", "adds"
ORDERS: Final = (NAME, ADDS)
"""In the order of names, or of what each adds to those before it: for the board."""
CHOSEN: Final = 4
"""So many are chosen by what they add where nobody names any."""


def _make(ask: PictureAsk) -> Picture:
    choice = dict(ask.asked.choice)
    coverage = _coverage(ask, choice.get("within")) if choice.get("order") == ADDS else None
    bodies, more = _bodies(ask, coverage)
    shown = _Shown(ask, bodies, memberships_in(ask.view, bodies), coverage)
    return shown.picture(more)


def _coverage(ask: PictureAsk, within: str | None) -> Coverage:
    """Return what the bodies add; in the order named, or so many of the candidates chosen.

    Raises:
        ForbiddenError: the reader is not the board.
    """
    best = None if ask.asked.ids else CHOSEN
    return ask.inquiry.answer(
        CoverageQuestion(ask.asked.ids[:MOST_ADDING], within=within, best=best)
    )


def _bodies(ask: PictureAsk, coverage: Coverage | None) -> tuple[list[int], int]:
    """Return the columns in their order, and how many bodies more there are.

    Of more than are drawn those are left out that fewest states are full members of.
    """
    view, lang = ask.view, ask.lang
    if coverage is not None:
        return [view.index(step.id) for step in coverage.steps], 0
    named = [view.index(id_) for id_ in ask.asked.ids]
    found = list(dict.fromkeys(named)) or bodies_of_states(view)
    counts = _counts(memberships_in(view, found))
    # Nodes are numbered in the order of their ids, which decides among equals.
    kept = sorted(sorted(found), key=lambda body: -counts[body])[:MOST]
    return sorted(kept, key=lambda body: (fold(_head(view, body, lang)), body)), len(found) - len(
        kept
    )


def _counts(held: Sequence[Membership]) -> Counter[int]:
    return Counter(one.body for one in held if one.standing == FULL)


def _head(view: View, body: int, lang: str) -> str:
    return acronym_in(view.props(body), lang) or view.label(body, lang)


@dataclass(frozen=True, slots=True)
class _Shown:
    """Bodies in the order of their columns and how states stand to them."""

    ask: PictureAsk
    bodies: Sequence[int]
    held: Sequence[Membership]
    coverage: Coverage | None

    @property
    def view(self) -> View:
        return self.ask.view

    @property
    def lang(self) -> str:
        return self.ask.lang

    def picture(self, more: int) -> Picture:
        """Return the picture with all that it says."""
        sources, unnamed = cited(
            self.view, self.bodies, (one.edge for one in self.held), self.lang, self.ask.href
        )
        title = msg("The {count} states and the bodies they belong to", count=len(self._states()))
        return Picture(
            self.ask.asked, self.lang, title.text(self.lang), self._sentence(),
            caption_of(self.view, self.lang), self._matrix(), self._twin(), self._notes(more),
            sources, unnamed,
        )  # fmt: skip

    def _sentence(self) -> str:
        if self.coverage is not None:
            return self._together(self.coverage)
        said = nmsg(
            "A mark says that a state belongs to the body of its column, its shape how; {count} "
            "body in the order of the alphabet.",
            "A mark says that a state belongs to the body of its column, its shape how; {count} "
            "bodies in the order of the alphabet.",
            len(self.bodies),
        )
        return said.text(self.lang)

    def _together(self, coverage: Coverage) -> str:
        said = {"count": coverage.total - len(coverage.unreached), "total": coverage.total}
        if not coverage.unreached:
            return msg("Together they reach all {total}.", total=coverage.total).text(self.lang)
        names = sorted((self.view.label(self.view.index(id_), self.lang)
                        for id_ in coverage.unreached), key=fold)  # fmt: skip
        left_out = msg("Together they reach {count} of {total}; left out: {names}.",
                       **said, names=names)  # fmt: skip
        return left_out.text(self.lang)

    def _notes(self, more: int) -> tuple[str, ...]:
        edges = [one.edge for one in self.held]
        found = rests_on(self.view, edges, self.lang)["notes"]
        if more:
            rest = nmsg(
                "{count} body of fewer members is not drawn; it can be chosen by name.",
                "{count} bodies of fewer members are not drawn; they can be chosen by name.", more,
            )  # fmt: skip
            found = [rest.text(self.lang), *found]
        blank = msg("Where there is no mark nothing is on record: unknown is not no.")
        return (blank.text(self.lang), *found)

    def _states(self) -> list[int]:
        found = states(self.view)
        return sorted(found, key=lambda node: (fold(self.view.label(node, self.lang)), node))

    def _regions(self) -> list[tuple[str, list[int]]]:
        """Return the states by region, both in the order of the alphabet."""
        none = msg("No region on record").text(self.lang)

        def name(state: int) -> str:
            region = region_of(self.view, state)
            return none if region is None else clean(self.view.label(region, self.lang))

        ordered = sorted(self._states(), key=lambda state: fold(name(state)))
        return [(title, list(rows)) for title, rows in groupby(ordered, key=name)]

    def _by_state(self) -> Mapping[int, list[Membership]]:
        found: dict[int, list[Membership]] = {}
        for one in self.held:
            found.setdefault(one.state, []).append(one)
        return found

    def _matrix(self) -> StateMatrix:
        counts, by_state = _counts(self.held), self._by_state()
        place = {body: at for at, body in enumerate(self.bodies)}
        left_out = frozenset(self.coverage.unreached if self.coverage else ())
        adds = {step.id: f"+{step.adds}" for step in self.coverage.steps} if self.coverage else {}
        columns = tuple(
            MatrixColumn(
                self.view.id(body), clean(_head(self.view, body, self.lang)), self._cell(body).text,
                str(counts[body]), self._href(body), adds.get(self.view.id(body), ""),
            )
            for body in self.bodies
        )  # fmt: skip
        regions = tuple(
            MatrixRegion(title, tuple(
                MatrixRow(
                    self.view.id(state), self._cell(state).text,
                    tuple((place[one.body], one.standing) for one in by_state.get(state, ())),
                    self._href(state), self.view.id(state) in left_out,
                )
                for state in rows
            ))
            for title, rows in self._regions()
        )  # fmt: skip
        return StateMatrix(
            columns, regions, self._legend(), msg("how many are full members").text(self.lang),
            msg("adds").text(self.lang) if self.coverage else "",
            msg("left out: reached by none of these").text(self.lang) if left_out else "",
        )  # fmt: skip

    def _legend(self) -> tuple[tuple[str, str], ...]:
        found = {one.standing for one in self.held}
        return tuple((n, w.text(self.lang)) for n, w in STANDINGS.items() if n in found)

    def _twin(self) -> Twin:
        by_state = self._by_state()
        groups = [
            TwinGroup(
                title, tuple(self._state_row(state, by_state.get(state, ())) for state in rows)
            )
            for title, rows in self._regions()
        ]
        counts = _counts(self.held)
        bodies = TwinGroup(
            msg("Bodies").text(self.lang),
            tuple(
                TwinRow(self._cell(body), ((Cell(self._counted(counts[body])),),), "Organisation")
                for body in self.bodies
            ),
        )
        heads = (msg("Name").text(self.lang), msg("Belongs to").text(self.lang))
        return Twin(heads, (*groups, bodies))

    def _counted(self, count: int) -> str:
        said = nmsg("{count} state is a full member", "{count} states are full members", count)
        return said.text(self.lang)

    def _state_row(self, state: int, held: Sequence[Membership]) -> TwinRow:
        """Return a state with its bodies, one line for each way of belonging to them."""
        lines = []
        for standing, word in STANDINGS.items():
            names = [_head(self.view, one.body, self.lang) for one in held
                     if one.standing == standing]  # fmt: skip
            if names:
                said = msg("{group}: {names}", group=word, names=list(map(clean, names)))
                lines.append(Cell(said.text(self.lang)))
        nothing = Cell(msg("Nothing is on record.").text(self.lang))
        return TwinRow(self._cell(state), (tuple(lines) or (nothing,),), "State")

    def _cell(self, node: int) -> Cell:
        return Cell(named_fully(self.view, node, self.lang), None, self._href(node))

    def _href(self, node: int) -> str | None:
        return self.ask.href(self.view.id(node)) if self.ask.href else None


FORM: Final = PictureForm(
    "states",
    msg("States and bodies"),
    msg("Which states belong to which bodies, and how."),
    _make,
    types=tuple(BODIES),
    most=CoverageQuestion.MOST,
    choices={"order": ORDERS},
)
