"""Scores, weights and strengths are whole numbers of millionths: every engine counts them alike."""

from __future__ import annotations

from typing import Final

MILLION: Final = 1_000_000
