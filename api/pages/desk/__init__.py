"""The pages of offices: signing in, what waits for them, what they enter, ask and confirm."""

from __future__ import annotations

from fastapi import APIRouter

from api.pages.desk import (
    contact_page,
    entry_page,
    focal_points_page,
    held_page,
    my_desk_page,
    queue_page,
    sign_in_page,
    submission_page,
    upload_page,
)

router = APIRouter()
for part in (
    sign_in_page, my_desk_page, entry_page, submission_page, contact_page, upload_page, queue_page,
    held_page, focal_points_page,
):  # fmt: skip
    router.include_router(part.router)
