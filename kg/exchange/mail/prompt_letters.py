"""Letters about steps leave right after these were taken, beside whatever sends all that is due.

What is not sent here, since the process ended or the mail server did not answer, is found by the
next ``coopgraph notify``.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Lock
from typing import Final

from kg.base.errors import CoopgraphError
from kg.exchange.mail.consultation_letters import consultation_letters
from kg.exchange.mail.due_letters import send_due
from kg.exchange.mail.rounds import Round
from kg.exchange.mail.told_steps import step_letters

_LOG: Final = logging.getLogger("coopgraph.mail")
Looking = Callable[[int], Round]
"""A round over what changed on the desk after a revision; 0: over all of it."""


class PromptLetters:
    """Sends letters about new steps, one round at a time in a process."""

    def __init__(self) -> None:
        self._busy = Lock()
        self._asked = False
        self._seen: dict[str, int] = {}

    def send(self, looking: Looking) -> None:
        """Send what the steps since the last round tell; what goes wrong is for the log.

        Where a round is under way already, that one looks once more, and this returns at once.
        """
        self._asked = True
        while self._asked and self._busy.acquire(blocking=False):
            try:
                self._asked = False
                self._round(looking)
            finally:
                self._busy.release()

    def _round(self, looking: Looking) -> None:
        try:
            desk = looking(0).desk
            seen, upto = self._seen.get(desk.identity, 0), desk.revision()
            for _done in send_due(looking(seen), [step_letters, consultation_letters]):
                pass
            # Another desk lies there now: of the old one nothing has to be known.
            self._seen = {desk.identity: upto}
        except (CoopgraphError, ValueError) as error:
            _LOG.warning("Letters were not sent: %s", type(error).__name__)
