"""Embeds: one picture a document, for other sites to show; for everybody alike, without cookies."""

from __future__ import annotations

from fastapi import APIRouter

from api.embeds import editors_page, embed_routes, oembed_route

router = APIRouter()
for part in (embed_routes, oembed_route, editors_page):
    router.include_router(part.router)
