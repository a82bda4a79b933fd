"""What the base holds: status, search, one node, its surroundings."""

# ruff: noqa: FAST003 (the id is taken by PathId)

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.deps import DataReader, PathId
from api.paging import MAX_PAGE, cut, offset_of
from api.v1.document_answer import answered, described
from kg.base.i18n import msg
from kg.model.documents import Declared, Neighbourhood, Search, Show, Status
from kg.model.registry import NODES
from kg.model.relations import DECLARED
from kg.questions import (
    DeclaredQuestion,
    NeighbourhoodQuestion,
    SearchQuestion,
    ShowQuestion,
    StatusQuestion,
)

router = APIRouter()

Cursor = Annotated[str | None, Query(description=str(msg("Where the page begins, from “next”.")))]


class SearchPage(Search):
    """One page of what was found; ``next`` is the address of the following one."""

    next: str | None


@router.get(
    "/status",
    response_model=Status,
    responses=described("status"),
    summary=str(msg("What is in the base, and what is known of each state")),
)
def status(reader: DataReader) -> Response:
    """Counts per type; offers, demands, practices and activities per state, examples apart."""
    return answered(reader, lambda: reader.answer(StatusQuestion()))


@router.get(
    "/search",
    response_model=SearchPage,
    responses=described("search"),
    summary=str(msg("Records found by words")),
)
def search(
    reader: DataReader,
    q: Annotated[
        str, Query(description=str(msg("The words.")), max_length=SearchQuestion.MAX_TEXT)
    ],
    limit: Annotated[
        int, Query(description=str(msg("How many on a page.")), ge=1, le=MAX_PAGE)
    ] = SearchQuestion.LIMIT,
    type_: Annotated[
        str | None,
        Query(
            alias="type",
            description=str(msg("Records of this type only, such as Offer.")),
            json_schema_extra={"enum": list(NODES)},
        ),
    ] = None,
    cursor: Cursor = None,
) -> Response:
    """Records that hold every word, the best first; case and accents do not matter."""
    offset = offset_of(reader, cursor)

    def make() -> tuple[SearchPage, dict[str, str]]:
        found = reader.answer(SearchQuestion(q, offset + limit + 1, type_ or None))
        page = cut(reader, found.results, offset, limit)
        document = found.model_dump() | {"results": page.items, "next": page.next}
        return SearchPage.model_validate(document), page.headers

    return answered(reader, make)


@router.get(
    "/declared",
    response_model=Declared,
    responses=described("declared", 404),
    summary=str(msg("Offers, demands or practices on the table, of a sector, of a state")),
)
def declared(  # noqa: PLR0917 (FastAPI passes them by name)
    reader: DataReader,
    type_: Annotated[
        str,
        Query(
            alias="type",
            description=str(msg("Offer, Demand or Practice.")),
            json_schema_extra={"enum": list(DECLARED)},
        ),
    ],
    sector: Annotated[
        str | None, Query(description=str(msg("Of this sector, with all that lies in it.")))
    ] = None,
    state: Annotated[
        str | None, Query(description=str(msg("In the name of this state or body.")))
    ] = None,
    examples: Annotated[
        bool, Query(description=str(msg("What is made up, and nothing else.")))
    ] = False,
    limit: Annotated[
        int, Query(description=str(msg("How many records.")), ge=0, le=DeclaredQuestion.MOST)
    ] = DeclaredQuestion.LIMIT,
) -> Response:
    """How many are open, in whose name, and which demands an offer fits; examples apart."""
    question = DeclaredQuestion(type_, sector or None, state or None, examples, limit)
    return answered(reader, lambda: reader.answer(question))


@router.get(
    "/nodes/{id:path}",
    response_model=Show,
    responses=described("nodes", 404),
    summary=str(msg("One record with its claims, relations and sources")),
)
def nodes(reader: DataReader, id_: PathId) -> Response:
    """A record: its values, what every source states, its relations at all dates."""
    return answered(reader, lambda: reader.answer(ShowQuestion(id_)))


@router.get(
    "/neighbourhood/{id:path}",
    response_model=Neighbourhood,
    responses=described("neighbourhood", 404),
    summary=str(msg("The surroundings of a record")),
)
def neighbourhood(
    reader: DataReader,
    id_: PathId,
    steps: Annotated[
        int,
        Query(
            description=str(msg("How many relations away.")),
            ge=1,
            le=NeighbourhoodQuestion.MOST_STEPS,
        ),
    ] = NeighbourhoodQuestion.STEPS,
    limit: Annotated[
        int, Query(description=str(msg("How many records.")), ge=1, le=NeighbourhoodQuestion.MOST)
    ] = NeighbourhoodQuestion.LIMIT,
) -> Response:
    """The records within some relations in force on the date, and the relations among them."""
    return answered(reader, lambda: reader.answer(NeighbourhoodQuestion(id_, steps, limit)))
