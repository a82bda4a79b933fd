"""The pages, in four languages; they work without JavaScript."""

from __future__ import annotations

from fastapi import APIRouter

from api.pages import (
    about_page,
    bridges_page,
    brief_page,
    coverage_page,
    declared_page,
    desk,
    diagram_export,
    diagram_page,
    enter_page,
    exchange_page,
    feeds_page,
    home_page,
    how_to_page,
    initiatives_page,
    match_page,
    node_page,
    partners_page,
    paths_page,
    search_page,
    states_page,
    tour_page,
)

router = APIRouter()
for part in (
    home_page,
    search_page,
    node_page,
    match_page,
    declared_page,
    feeds_page,
    partners_page,
    paths_page,
    bridges_page,
    states_page,
    coverage_page,
    diagram_export,
    diagram_page,
    initiatives_page,
    brief_page,
    tour_page,
    how_to_page,
    about_page,
    enter_page,
    exchange_page,
    desk,
):
    router.include_router(part.router)
