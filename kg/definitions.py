"""Mistakes in files that the board owns (lenses, guidelines): values with a line and a fix."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kg.i18n import Message


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake in a definition file."""

    line: int
    code: str
    message: Message
    fix: Message

    def sentence(self, lang: str) -> str:
        """Return what is wrong and the fix as one line."""
        return f"{self.message.text(lang)} {self.fix.text(lang)}".strip()

    def document(self, lang: str) -> dict[str, Any]:
        """Return the contract's document of one finding."""
        return {
            "line": self.line,
            "code": self.code,
            "message": self.message.text(lang),
            "fix": self.fix.text(lang),
        }
