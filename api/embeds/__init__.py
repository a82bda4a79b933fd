"""Embeds: one picture a document, for other sites to show; for everybody alike, without cookies."""

from __future__ import annotations

from fastapi import APIRouter

from api.embeds import embed_routes

router = APIRouter()
router.include_router(embed_routes.router)
