"""The three questions: matches for a need, partners and what they cover, routes between actors."""

# ruff: noqa: FAST003 (the id is taken by PathId)

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Final

from fastapi import APIRouter, Query, Response

from api.deps import DataReader, PathId
from api.paging import MAX_PAGE, cut, offset_of
from api.v1.browse_routes import Cursor
from api.v1.document_answer import answered, described
from api.v1.partner_parameters import Best, PartnerIds
from kg.base.i18n import msg
from kg.definitions.shipped_names import APPROACH, OFFERS_FOR_DEMAND
from kg.model.documents import Bridges, Coverage, Match, Partners, Paths, WhyNot
from kg.partners.reweighting import weights_of
from kg.questions import (
    REACHED,
    BridgesQuestion,
    CoverageQuestion,
    MatchQuestion,
    PartnersQuestion,
    PathsQuestion,
    WhyNotQuestion,
)

router = APIRouter()
MOST_IDS: Final = 20
"""So many are read before a question says how many it takes."""


class MatchPage(Match):
    """One page of matches; ``next`` is the address of the following one."""

    next: str | None


LensName = Annotated[str, Query(description=str(msg("Name of a lens.")), max_length=80)]
ToldSector = Annotated[
    str | None, Query(description=str(msg("With a state: the sector of the need.")))
]


@router.get(
    "/matches/{id:path}",
    response_model=MatchPage,
    responses=described("matches", 404),
    summary=str(msg("Offers for a demand, demands for an offer, with reasons")),
)
def matches(  # noqa: PLR0917 (FastAPI passes them by name)
    reader: DataReader,
    id_: PathId,
    top: Annotated[
        int, Query(description=str(msg("How many on a page.")), ge=1, le=MAX_PAGE)
    ] = MatchQuestion.TOP,
    lens: LensName = OFFERS_FOR_DEMAND,
    sector: ToldSector = None,
    cursor: Cursor = None,
) -> Response:
    """The best matches; the scores of the reasons add up to the score."""
    offset = offset_of(reader, cursor)

    def make() -> tuple[MatchPage, dict[str, str]]:
        question = MatchQuestion(id_, sector or None, lens=lens, top=offset + top + 1)
        found = reader.answer(question)
        page = cut(reader, found.results, offset, top)
        document = found.model_dump() | {"results": page.items, "next": page.next}
        return MatchPage.model_validate(document), page.headers

    return answered(reader, make)


@router.get(
    "/why-not/{id:path}",
    response_model=WhyNot,
    responses=described("why_not", 404),
    summary=str(
        msg("Why a record is not among the matches of another, and what would bring it in")
    ),
)
def why_not(  # noqa: PLR0917 (FastAPI passes them by name)
    reader: DataReader,
    id_: PathId,
    target: Annotated[str, Query(description=str(msg("Id of the record that is missed.")))],
    top: Annotated[
        int, Query(description=str(msg("How many are shown.")), ge=1, le=MAX_PAGE)
    ] = MatchQuestion.TOP,
    lens: LensName = OFFERS_FOR_DEMAND,
    sector: ToldSector = None,
) -> Response:
    """Its place, or all conditions and paths that keep it out, and the nearest change."""
    question = WhyNotQuestion(id_, target, sector or None, lens=lens, top=top)
    return answered(reader, lambda: reader.answer(question))


@router.get(
    "/partners",
    response_model=Partners,
    responses=described("partners", 403, 404),
    summary=str(msg("Which partners to approach first, and on what conditions (for the board)")),
)
def partners(  # noqa: PLR0917 (FastAPI passes them by name)
    reader: DataReader,
    top: Annotated[
        int, Query(description=str(msg("How many.")), ge=1, le=MAX_PAGE)
    ] = PartnersQuestion.TOP,
    guideline: Annotated[
        str, Query(description=str(msg("Name of a guideline, or name@version.")), max_length=80)
    ] = APPROACH,
    weights: Annotated[
        Sequence[str],
        Query(
            alias="weight",
            description=str(msg("Another weight for a criterion, as a trial: name:0.3.")),
            max_length=PartnersQuestion.MOST_WEIGHTS,
        ),
    ] = (),
    robustness: Annotated[
        bool, Query(description=str(msg("Say how far the order depends on the weights.")))
    ] = False,
    first: Annotated[
        int,
        Query(
            description=str(msg("How many first partners are asked about when weights move.")),
            ge=1,
            le=PartnersQuestion.MOST,
        ),
    ] = PartnersQuestion.FIRST,
    at_revision: Annotated[
        int | None,
        Query(
            description=str(msg("As it was answered then: of what was on record at a revision.")),
            ge=1,
        ),
    ] = None,
) -> Response:
    """Verdicts, ranks, criteria, rules with what they rest on, questions, the right door."""
    reader.view.require_board()
    told = weights_of(weights, ":")
    question = PartnersQuestion(guideline, top, told, robustness, first, at_revision)
    return answered(reader, lambda: reader.answer(question))


@router.get(
    "/coverage",
    response_model=Coverage,
    responses=described("coverage", 403, 404),
    summary=str(msg("What partners add together, and who stays unreached (for the board)")),
)
def coverage(  # noqa: PLR0917 (FastAPI passes them by name)
    reader: DataReader,
    ids: PartnerIds = (),
    of: Annotated[
        str,
        Query(description=str(msg("What they reach.")), json_schema_extra={"enum": list(REACHED)}),
    ] = REACHED[0],
    within: Annotated[
        str | None, Query(description=str(msg("Count among the full members of this body.")))
    ] = None,
    best: Best = None,
    guideline: Annotated[
        str, Query(description=str(msg("Name of a guideline.")), max_length=80)
    ] = APPROACH,
) -> Response:
    """What each partner adds to those before it, in the order given or chosen greedily."""
    reader.view.require_board()
    question = CoverageQuestion(ids, of, within or None, best or None, guideline)
    return answered(reader, lambda: reader.answer(question))


@router.get(
    "/paths",
    response_model=Paths,
    responses=described("paths", 404),
    summary=str(msg("How two actors are connected")),
)
def paths(
    reader: DataReader,
    start: Annotated[str, Query(alias="from", description=str(msg("Id of the first actor.")))],
    to: Annotated[str, Query(description=str(msg("Id of the second actor.")))],
    top: Annotated[
        int, Query(description=str(msg("How many.")), ge=1, le=PathsQuestion.MOST)
    ] = PathsQuestion.TOP,
) -> Response:
    """The best routes, the strongest first, each with what is to be confirmed about it."""
    return answered(reader, lambda: reader.answer(PathsQuestion(start, to, top)))


@router.get(
    "/bridges",
    response_model=Bridges,
    responses=described("bridges", 404),
    summary=str(msg("What two or three bodies share, and what would join them")),
)
def bridges(
    reader: DataReader,
    ids: Annotated[
        Sequence[str],
        Query(alias="id", description=str(msg("A body; two or three times.")), max_length=MOST_IDS),
    ] = (),
    top: Annotated[
        int,
        Query(description=str(msg("How many routes.")), ge=1, le=BridgesQuestion.MOST),
    ] = BridgesQuestion.TOP,
) -> Response:
    """States, sectors, programmes and agreements; doors, practices, routes; what shortens most."""
    return answered(reader, lambda: reader.answer(BridgesQuestion(ids, top)))
