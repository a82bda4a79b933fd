"""Papers: as documents with their figures, or as files to keep."""

# ruff: noqa: FAST003 (the id is taken by the reader)

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Response

from api.deps import DataReader, Reader
from api.paper_wishes import BEFORE, ForBoard, Guideline, Since, wish_of
from api.papers import PaperWish, answered_paper
from api.public_address import public_address
from api.v1.document_answer import described
from kg.base.i18n import msg
from kg.brief.paper_kinds import KINDS
from kg.model.paper_document import BriefPaper
from viz.papers.paper_forms import FORMS, form_named

router = APIRouter(prefix="/briefs")
KindName = Annotated[
    str, Path(description=str(msg("Kind of paper.")), json_schema_extra={"enum": list(KINDS)})
]
Format = Annotated[
    str | None,
    Query(
        alias="format",
        description=str(msg("As a file to keep; without it a document.")),
        json_schema_extra={"enum": list(FORMS)},
    ),
]


def subject_id(
    reader: DataReader,
    id: Annotated[  # noqa: A002, ARG001 (named as in the address; its raw form is what counts)
        str,
        Path(
            description=str(msg("The id of what the paper is about, slashes and all.")),
            json_schema_extra={"example": "state/hti"},
        ),
    ],
) -> str:
    """Return the id at the end of an address below ``/v1/briefs``."""
    return reader.id(BEFORE)


SubjectId = Annotated[str, Depends(subject_id)]


def _described(name: str) -> dict[int | str, dict[str, Any]]:
    found = described(name, 403, 404, 501)
    files = {
        form.media.partition(";")[0]: {"schema": {"type": "string", "format": "binary"}}
        for form in FORMS.values()
    }
    found[200]["content"] |= files
    return found


@router.get(
    "/{kind}",
    response_model=BriefPaper,
    responses=_described("briefs"),
    summary=str(msg("A paper about nothing in particular: campaign, quarter, guidance")),
)
def briefs(  # noqa: PLR0917 (FastAPI passes them by name)
    reader: DataReader,
    kind: KindName,
    form: Format = None,
    since: Since = None,
    guideline: Guideline = None,
    for_board: ForBoard = False,
) -> Response:
    """What it says, and each figure with the address to ask for it again."""
    wish = wish_of(kind, None, since, guideline, for_board=for_board)
    return _answered(reader, wish, form)


@router.get(
    "/{kind}/{id:path}",
    response_model=BriefPaper,
    responses=_described("briefs_about"),
    summary=str(msg("A paper about a record: state, partner, sector, activity, pilot")),
)
def briefs_about(  # noqa: PLR0917 (FastAPI passes them by name)
    reader: DataReader,
    kind: KindName,
    id_: SubjectId,
    form: Format = None,
    since: Since = None,
    guideline: Guideline = None,
    for_board: ForBoard = False,
) -> Response:
    """What it says, and each figure with the address to ask for it again."""
    wish = wish_of(kind, id_, since, guideline, for_board=for_board)
    return _answered(reader, wish, form)


def _answered(reader: Reader, wish: PaperWish, form: str | None) -> Response:
    chosen = form_named(form).name if form else None
    return answered_paper(reader, wish, chosen, public_address(reader.request))
