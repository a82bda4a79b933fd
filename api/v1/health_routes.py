"""Is it alive, can it answer, which version is it: for whoever operates the service."""

from __future__ import annotations

from importlib.metadata import version as installed
from typing import Any

from fastapi import APIRouter, Request, Response

from api.authentication.asker import audience_of
from api.deps import service_of

router = APIRouter(prefix="/-")


@router.get("/live", summary="The process answers")
def live() -> dict[str, str]:
    """Say that the process answers, whatever the store does."""
    return {"status": "live"}


@router.get("/ready", summary="The store answers")
def ready(request: Request, response: Response) -> dict[str, Any]:
    """Say that the store answers; else a problem document with status 503."""
    response.headers["Cache-Control"] = "no-store"
    return {"status": "ready", "revision": service_of(request).knowledge.store.revision()}


@router.get("/version", summary="Which version this is")
def version(request: Request) -> dict[str, Any]:
    """Say which program this is, and as whom it answers whoever asks."""
    return {
        "name": "coopgraph",
        "version": installed("coopgraph"),
        "audience": audience_of(request),
    }
