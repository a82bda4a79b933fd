"""What is asked of guidelines and partners beside their list: versions, what rests, together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.deps import DataReader
from api.v1.document_answer import answered, described
from api.v1.partner_parameters import Best, PartnerIds
from kg.base.i18n import msg
from kg.definitions.shipped_names import APPROACH
from kg.model.documents import (
    GuidelineDiff,
    Guidelines,
    GuidelineText,
    PartnersPass,
    PartnersRestsOn,
    Together,
)
from kg.questions import (
    REACHED,
    GuidelineDiffQuestion,
    GuidelineQuestion,
    GuidelinesQuestion,
    PassQuestion,
    RestsOnQuestion,
    TogetherQuestion,
)

router = APIRouter()

_NAME = 80
_RECORD = 400
Guideline = Annotated[
    str, Query(description=str(msg("Name of a guideline, or name@version.")), max_length=_NAME)
]


@router.get(
    "/guidelines",
    response_model=Guidelines,
    responses=described("guidelines", 403),
    summary=str(msg("The guidelines with their versions and standings (for the board)")),
)
def guidelines(reader: DataReader) -> Response:
    """The guidelines shipped and adopted; each version is asked for by its ``name``."""
    reader.view.require_board()
    return answered(reader, lambda: reader.answer(GuidelinesQuestion()))


@router.get(
    "/guidelines/diff",
    response_model=GuidelineDiff,
    responses=described("guidelines_diff", 403),
    summary=str(msg("What differs between two guidelines (for the board)")),
)
def guidelines_diff(
    reader: DataReader,
    before: Annotated[
        str,
        Query(
            alias="from",
            description=str(msg("Name of a guideline, or name@version.")),
            max_length=_NAME,
        ),
    ],
    to: Guideline = APPROACH,
) -> Response:
    """Entries that differ, field by field, and the partners whom the two judge differently."""
    reader.view.require_board()
    return answered(reader, lambda: reader.answer(GuidelineDiffQuestion(before, to)))


@router.get(
    "/guidelines/text",
    response_model=GuidelineText,
    responses=described("guidelines_text", 403),
    summary=str(msg("What a guideline says (for the board; for all once it is adopted)")),
)
def guidelines_text(reader: DataReader, name: Guideline = APPROACH) -> Response:
    """Who is judged, rules and criteria in words; to the public no verdict on a body by name."""
    return answered(reader, lambda: reader.answer(GuidelineQuestion(name)))


@router.get(
    "/partners/rests-on",
    response_model=PartnersRestsOn,
    responses=described("partners_rests_on", 403, 404),
    summary=str(msg("Which verdicts rest on a record (for the board)")),
)
def partners_rests_on(
    reader: DataReader,
    record: Annotated[
        str,
        Query(
            alias="id",
            description=str(msg("Id of a record, or a relation: START TYPE END.")),
            max_length=_RECORD,
        ),
    ],
    guideline: Guideline = APPROACH,
) -> Response:
    """What differs of verdicts, ranks and scores where the record is left out."""
    reader.view.require_board()
    return answered(reader, lambda: reader.answer(RestsOnQuestion(record, guideline)))


@router.get(
    "/partners/pass",
    response_model=PartnersPass,
    responses=described("partners_pass", 403, 404),
    summary=str(msg("What must change for one partner to pass another (for the board)")),
)
def partners_pass(
    reader: DataReader,
    ahead: Annotated[str, Query(description=str(msg("Id of the partner that stands ahead.")))],
    behind: Annotated[str, Query(description=str(msg("Id of the partner that is to pass it.")))],
    guideline: Guideline = APPROACH,
) -> Response:
    """The verdict, the value of one criterion, the weight or the unknowns that would suffice."""
    reader.view.require_board()
    return answered(reader, lambda: reader.answer(PassQuestion(ahead, behind, guideline)))


@router.get(
    "/together",
    response_model=Together,
    responses=described("together", 403, 404),
    summary=str(
        msg("Which partners together reach most states, needs and sectors (for the board)")
    ),
)
def together(  # noqa: PLR0917 (FastAPI passes them by name)
    reader: DataReader,
    ids: PartnerIds = (),
    best: Best = None,
    within: Annotated[
        str | None, Query(description=str(msg("Count states among the full members of this body.")))
    ] = None,
    weight: Annotated[
        Sequence[str],
        Query(
            description=str(
                msg("How much states, demands or sectors count: name:number; several times.")
            ),
            max_length=len(REACHED),
        ),
    ] = (),
    guideline: Guideline = APPROACH,
) -> Response:
    """What each partner adds and brings, what stays unreached, and the bound."""
    from kg.partners.reweighting import weights_of

    reader.view.require_board()
    weights = weights_of(weight, ":")
    question = TogetherQuestion(ids, best, within or None, weights, guideline)
    return answered(reader, lambda: reader.answer(question))
