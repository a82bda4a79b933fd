"""Who acts on the exchange in these tests: offices of invented states, and others."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from kg.exchange.parties import Who

NOW: Final = datetime(2026, 11, 29, 12, tzinfo=UTC)
ISLAND: Final = Who("authority", "unit/xaa-cooperation", "focalpoint/xaa")
HIGHLAND: Final = Who("authority", "unit/xab-cooperation", "focalpoint/xab")
STRANGER: Final = Who("authority", "unit/xac-cooperation", "focalpoint/xac")
SECRETARIAT: Final = Who("secretariat", None, "focalpoint/secretariat")
BOARD: Final = Who("board", None, "focalpoint/board")
PARTNER: Final = Who("partner_body", "org/xyz", "focalpoint/xyz")
PEOPLE: Final = (ISLAND, HIGHLAND, STRANGER, SECRETARIAT, BOARD, PARTNER)
