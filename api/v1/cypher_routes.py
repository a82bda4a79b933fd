"""Queries in Cypher: for analysts whom the service counts as the board."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Query, Response

from api.deps import DataReader
from api.v1.document_answer import JSON, described
from kg.analysts.parameters import parameters_of, settled
from kg.base.i18n import msg
from kg.model.documents import Cypher
from kg.questions import CypherQuestion

router = APIRouter()
MAX_PARAMETERS: Final = 100


@router.get(
    "/cypher",
    response_model=Cypher,
    responses=described("cypher", 400, 403),
    summary=str(msg("The rows of a query in Cypher that only reads (for the board)")),
)
def cypher(
    reader: DataReader,
    q: Annotated[str, Query(description=str(msg("The query.")), min_length=1)],
    param: Annotated[
        list[str] | None,
        Query(
            description=str(msg("A parameter, name=value; several times.")),
            max_length=MAX_PARAMETERS,
        ),
    ] = None,
    limit: Annotated[
        int, Query(description=str(msg("How many rows.")), ge=1, le=CypherQuestion.MOST_ROWS)
    ] = CypherQuestion.ROWS,
    timeout: Annotated[
        float,
        Query(
            description=str(msg("How many seconds.")), ge=0.1, le=CypherQuestion.MOST_SECONDS_SERVED
        ),
    ] = CypherQuestion.SECONDS,
) -> Response:
    """Rows as they come; no ETag, since an answer may rest on more than the revision."""
    day, named = reader.view.as_of, "as_of" in reader.given
    given = parameters_of(param or [], "param")
    parameters = settled(q, {}, given, day, day_named=named, option="param")
    document = reader.answer(CypherQuestion(q, parameters, named, limit, timeout))
    headers = {"Cache-Control": "no-store", "Content-Language": reader.lang}
    return Response(document.model_dump_json(by_alias=True), 200, headers, JSON)
