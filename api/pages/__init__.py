"""The pages, in four languages; they work without JavaScript."""

from __future__ import annotations

from fastapi import APIRouter

from api.pages import (
    about,
    declared,
    diagram,
    enter,
    home,
    initiatives,
    match,
    node,
    partners,
    paths,
    search,
)

router = APIRouter()
for part in (
    home, search, node, match, declared, partners, paths, diagram, initiatives, about, enter,
):  # fmt: skip
    router.include_router(part.router)
