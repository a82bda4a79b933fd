"""The three questions: matches for a need, partners and what they cover, routes between actors."""

# ruff: noqa: FAST003 (the id is taken by PathId)

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Query, Response

from api.deps import DataReader, PathId, Reader
from api.named_definitions import APPROACH, OFFERS_FOR_DEMAND, guideline_named, lens_named
from api.paging import MAX_PAGE, cut, offset_of
from api.v1.browse_routes import Cursor
from api.v1.document_answer import answered, described
from kg.base.errors import BadOptionError
from kg.base.i18n import msg
from kg.model.documents import Coverage, Match, Partners, Paths

router = APIRouter()

MEASURES: Final = ("states", "demands", "sectors")
MAX_PARTNERS: Final = 100


class MatchPage(Match):
    """One page of matches; ``next`` is the address of the following one."""

    next: str | None


@router.get(
    "/matches/{id:path}",
    response_model=MatchPage,
    responses=described("matches", 404),
    summary=str(msg("Offers for a demand, demands for an offer, with reasons")),
)
def matches(  # noqa: PLR0917 (FastAPI passes them by name)
    reader: DataReader,
    id_: PathId,
    top: Annotated[int, Query(description=str(msg("How many on a page.")), ge=1, le=MAX_PAGE)] = 10,
    lens: Annotated[
        str, Query(description=str(msg("Name of a lens.")), max_length=80)
    ] = OFFERS_FOR_DEMAND,
    sector: Annotated[
        str | None, Query(description=str(msg("With a state: the sector of the need.")))
    ] = None,
    cursor: Cursor = None,
) -> Response:
    """The best matches; the scores of the reasons add up to the score."""
    offset = offset_of(reader, cursor)

    def make() -> tuple[MatchPage, dict[str, str]]:
        found = asked(reader, id_, lens, sector, offset + top + 1)
        page = cut(reader, found.results, offset, top)
        document = found.model_dump() | {"results": page.items, "next": page.next}
        return MatchPage.model_validate(document), page.headers

    return answered(reader, make)


def asked(reader: Reader, id_: str, lens: str, sector: str | None, top: int) -> Match:
    """Return the matches of a record, or of a need told by a state and a sector."""
    from kg.matching.match import match, probe

    chosen = lens_named(lens)
    if sector:
        return probe(reader.view, chosen, id_, sector, lang=reader.lang, top=top)
    return match(reader.view, chosen, id_, reader.lang, top)


@router.get(
    "/partners",
    response_model=Partners,
    responses=described("partners", 403),
    summary=str(msg("Which partners to approach first, and on what conditions (for the board)")),
)
def partners(
    reader: DataReader,
    top: Annotated[int, Query(description=str(msg("How many.")), ge=1, le=MAX_PAGE)] = 20,
    guideline: Annotated[
        str, Query(description=str(msg("Name of a guideline.")), max_length=80)
    ] = APPROACH,
) -> Response:
    """Verdicts, ranks, criteria, rules with what they rest on, questions, the right door."""
    from kg.partners.rank import partners as judge

    reader.view.require_board()
    chosen = guideline_named(guideline)
    return answered(reader, lambda: judge(reader.view, chosen, reader.lang, top))


@router.get(
    "/coverage",
    response_model=Coverage,
    responses=described("coverage", 403, 404),
    summary=str(msg("What partners add together, and who stays unreached (for the board)")),
)
def coverage(
    reader: DataReader,
    ids: Annotated[
        list[str],
        Query(
            alias="id",
            description=str(msg("A partner; several times.")),
            min_length=1,
            max_length=MAX_PARTNERS,
        ),
    ],
    of: Annotated[
        str,
        Query(description=str(msg("What they reach.")), json_schema_extra={"enum": list(MEASURES)}),
    ] = "states",
    within: Annotated[
        str | None, Query(description=str(msg("Count among the full members of this body.")))
    ] = None,
    best: Annotated[
        int | None,
        Query(description=str(msg("Choose this many, the best first.")), ge=1, le=MAX_PARTNERS),
    ] = None,
) -> Response:
    """What each partner adds to those before it, in the order given or chosen greedily."""
    from kg.partners.coverage import coverage as measure

    reader.view.require_board()
    if of not in MEASURES:
        raise BadOptionError("of", of, msg("Use one of: {names}.", names=list(MEASURES)))
    return answered(
        reader,
        lambda: measure(
            reader.view, ids, reader.lang, of=of, within=within or None, best=best or None
        ),
    )


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
    top: Annotated[int, Query(description=str(msg("How many.")), ge=1, le=50)] = 3,
) -> Response:
    """The best routes, the strongest first, each with its weakest relation."""
    from kg.paths.routes import paths as find

    return answered(reader, lambda: find(reader.view, start, to, reader.lang, top))
