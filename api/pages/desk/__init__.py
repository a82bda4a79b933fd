"""The pages of offices: signing in, what waits for them, what they enter, ask and confirm."""

from __future__ import annotations

from fastapi import APIRouter

from api.pages.desk import (
    answer_page,
    approaches_page,
    asking_page,
    campaign_letters_page,
    campaign_page,
    change_page,
    confirm_page,
    contact_page,
    entry_page,
    focal_points_page,
    follow_up_page,
    hand_over_page,
    held_page,
    kept_form,
    letters_page,
    milestones_page,
    my_desk_page,
    plan_page,
    queue_page,
    records_page,
    sign_in_page,
    submission_page,
    suggestion_page,
    transfers_page,
    translations_page,
    upload_page,
    watches_page,
)

router = APIRouter()
for part in (
    sign_in_page,
    kept_form,
    my_desk_page,
    entry_page,
    submission_page,
    records_page,
    change_page,
    suggestion_page,
    asking_page,
    contact_page,
    answer_page,
    translations_page,
    watches_page,
    letters_page,
    follow_up_page,
    milestones_page,
    campaign_page,
    campaign_letters_page,
    confirm_page,
    hand_over_page,
    upload_page,
    queue_page,
    held_page,
    focal_points_page,
    approaches_page,
    transfers_page,
    plan_page,
):
    router.include_router(part.router)
