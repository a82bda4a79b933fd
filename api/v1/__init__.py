"""The JSON routes: one file a resource."""

from __future__ import annotations

from fastapi import APIRouter, Depends

from api.deps import known_parameters
from api.v1 import (
    browse_routes as knowledge,
)
from api.v1 import (
    cypher_routes as cypher,
)
from api.v1 import (
    export_routes as export,
)
from api.v1 import (
    question_routes as questions,
)

router = APIRouter(prefix="/v1", dependencies=[Depends(known_parameters)])
for part in (knowledge, questions, cypher, export):
    router.include_router(part.router)
