"""The pages of offices: signing in, what waits for them, what they enter, ask and confirm."""

from __future__ import annotations

from fastapi import APIRouter

from api.pages.desk import (
    asking_page,
    campaign_letters_page,
    campaign_page,
    confirm_page,
    contact_page,
    entry_page,
    follow_up_page,
    hand_over_page,
    milestones_page,
    my_desk_page,
    sign_in_page,
    submission_page,
)

router = APIRouter()
for part in (
    sign_in_page, my_desk_page, entry_page, submission_page, asking_page, contact_page,
    campaign_page, campaign_letters_page, confirm_page, hand_over_page, follow_up_page,
    milestones_page,
):  # fmt: skip
    router.include_router(part.router)
