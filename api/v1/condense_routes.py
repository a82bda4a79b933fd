"""Long reports condensed, for programs: a report is sent, what is in it is answered."""

from __future__ import annotations

from typing import Any, Final

from fastapi import APIRouter, Response

from api.deps import DataReader
from api.report_answers import condensed_for
from api.v1.document_answer import JSON, described
from kg.base.i18n import Message, msg
from kg.model.documents import Condensed

router = APIRouter()


def _file(description: Message) -> dict[str, str]:
    return {"type": "string", "format": "binary", "description": str(description)}


_FORM: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["report"],
                    "properties": {
                        "for": {
                            "type": "string",
                            "example": "state/hti",
                            "description": str(msg("The state that it is condensed for.")),
                        },
                        "report": _file(msg("The report: PDF, .docx, .odt, HTML or plain text.")),
                        "previous": _file(msg("The report before it, to tell what is new.")),
                    },
                }
            }
        },
    }
}


@router.post(
    "/condense",
    response_model=Condensed,
    responses=described("condense", 403, 404, 413),
    openapi_extra=_FORM,
    summary=str(msg("A long report condensed: what concerns whom, in its own words")),
)
def condense(reader: DataReader) -> Response:
    """Rows and passages per state, figures, what is new, quotations; nothing of it is kept."""
    body = condensed_for(reader).document.model_dump_json(by_alias=True)
    headers = {"Cache-Control": "no-store", "Content-Language": reader.lang}
    return Response(body, 200, headers, JSON)
