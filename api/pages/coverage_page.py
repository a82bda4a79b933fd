"""For the board: what partners reach together, step by step, and whom or what nobody reaches."""

# ruff: noqa: FAST003 (the language is taken by the reader)

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Response
from markupsafe import Markup

from api.deps import PageReader, Reader
from api.pages.board_view import BEST, MOST_BEST, MOST_TILES
from api.pages.page_context import Context
from api.pages.partners_page import GROUNDS
from api.pages.picture_figure import figure
from api.pages.rendering import page
from kg.base.i18n import msg
from kg.base.text import fold
from kg.browse.state_memberships import bodies_of_states
from kg.model.documents import Coverage, CoverageStep
from kg.questions import REACHED, CoverageQuestion

router = APIRouter()
_MAX_ID: Final = 400


@router.get("/{lang:language}/coverage")
def coverage(
    reader: PageReader,
    ids: Annotated[Sequence[str], Query(alias="id", max_length=CoverageQuestion.MOST)] = (),
    of: Annotated[str, Query(max_length=_MAX_ID)] = "",
    within: Annotated[str, Query(max_length=_MAX_ID)] = "",
    best: Annotated[str, Query(max_length=_MAX_ID)] = "",
) -> Response:
    """Show what each partner adds to those before it; the public is told that this is the board's.

    In the order named, or ``best`` of them chosen; without any, so many of the candidates.
    """
    reader.view.require_board()
    named = tuple(dict.fromkeys(id_[:_MAX_ID] for id_ in ids if id_))
    number = _number(best) or (None if named else BEST)
    question = CoverageQuestion(named, of or REACHED[0], within or None, number)
    return page(reader, "coverage.html", lambda p: _content(p, reader, question))


def _number(text: str) -> int | None:
    """Return how many are to be chosen; what is no such number is taken as nothing said.

    >>> _number("4"), _number("0"), _number("many")
    (4, None, None)
    """
    is_one = text.isascii() and text.isdecimal() and len(text) <= len(str(MOST_BEST))
    return int(text) if is_one and 1 <= int(text) <= MOST_BEST else None


def _content(p: Context, reader: Reader, question: CoverageQuestion) -> dict[str, Any]:
    found = reader.answer(question)
    chosen = [step.id for step in found.steps]
    pairs = {"id": list(question.ids), "of": found.of, "within": found.within,
             "best": question.best}  # fmt: skip
    return {
        "asked": question,
        "found": found,
        "most": MOST_BEST,
        "grounds": {name: p.say(GROUNDS[name]) for name in REACHED},
        "bars": {one.id: _bar(p, one, found.total) for one in found.steps},
        "tiles": _tiles(p, reader, found, chosen),
        "bodies": _bodies(p, [*question.ids, *chosen]),
        "wholes": _bodies(p, []),
        "as_data": p.data("coverage", **{n: v for n, v in pairs.items() if v not in (None, [])}),
    }


def _bar(p: Context, step: CoverageStep, total: int) -> Markup:
    from viz.step_bar import step_bar

    said = msg(
        "adds {adds}, together {reached} of {total}",
        adds=p.number(step.adds), reached=p.number(step.reached), total=p.number(total),
    )  # fmt: skip
    # viz escapes every text it draws and writes neither script nor style.
    return Markup(step_bar(step.adds, step.reached, total, p.say(said), p.lang))  # noqa: S704


def _tiles(p: Context, reader: Reader, found: Coverage, chosen: Sequence[str]) -> Markup | None:
    """Return whom they reach on the map; None where no states are counted, or too many reach."""
    from viz.pictures.picture import AskedPicture

    if found.of != "states" or not 0 < len(chosen) <= MOST_TILES:
        return None
    asked = AskedPicture(
        "tiles", tuple(chosen), as_of=reader.given.get("as_of"), choice=_choice(found)
    )
    return figure(p, reader, asked, shared=False)


def _choice(found: Coverage) -> tuple[tuple[str, str], ...]:
    within = (("within", found.within),) if found.within else ()
    return (("of", "coverage"), *within)


def _bodies(p: Context, ids: Sequence[str]) -> list[tuple[str, str]]:
    """Return who can be chosen, by what they are known by: bodies with members, and these."""
    found = {p.view.id(node) for node in bodies_of_states(p.view, 1)} | {*ids}
    named = ((id_, p.acronym(id_) or p.label(id_).text) for id_ in found if p.known(id_))
    return sorted(named, key=lambda one: (fold(one[1]), one[0]))
