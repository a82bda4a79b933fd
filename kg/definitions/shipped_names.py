"""The names of the definitions that come with the program and are asked for where none is named."""

from __future__ import annotations

from typing import Final

OFFERS_FOR_DEMAND: Final = "offers-for-demand"
PRACTICES_FOR_DEMAND: Final = "practices-for-demand"
EXPERIENCE: Final = "experience"
APPROACH: Final = "approach-2022"
CAMPAIGN_LIST: Final = "campaign-list-2026"
DEADLINES_2026: Final = "deadlines-2026"
PUBLISHER: Final = "cooperanet"
