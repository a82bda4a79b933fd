"""The JSON routes: one file a resource."""

from __future__ import annotations

from fastapi import APIRouter, Depends

from api.deps import known_parameters
from api.v1 import (
    brief_routes,
    browse_routes,
    condense_routes,
    cypher_routes,
    desk_routes,
    export_routes,
    partner_routes,
    question_routes,
)

router = APIRouter(prefix="/v1", dependencies=[Depends(known_parameters)])
for part in (
    browse_routes,
    question_routes,
    partner_routes,
    condense_routes,
    cypher_routes,
    export_routes,
    brief_routes,
    desk_routes,
):
    router.include_router(part.router)
