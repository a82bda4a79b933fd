"""What is done after a page of the desk has answered: letters about what just moved."""

from __future__ import annotations

import logging
from datetime import datetime
from functools import partial
from typing import Final

from starlette.background import BackgroundTask
from starlette.requests import Request

from api.authentication.access_state import Access, access_of
from api.deps import service_of
from api.service import today
from kg.base.audience import Audience
from kg.base.errors import CoopgraphError
from kg.exchange.mail.delivery import Mail
from kg.exchange.mail.rounds import Round
from kg.graph.view import View
from kg.knowledge import KnowledgeBase
from kg.store.protocol import Store

_LOG: Final = logging.getLogger("coopgraph.mail")


def letters_after(request: Request) -> BackgroundTask | None:
    """Return what sends the letters about new steps; None where the service sends none."""
    access = access_of(request)
    if access.settings.mail is None:
        return None
    return BackgroundTask(_send, access, access.settings.mail, service_of(request).knowledge)


def _send(access: Access, mail: Mail, knowledge: KnowledgeBase) -> None:
    try:
        with access.desk.opened(write=True) as desk:
            now = access.settings.clock()
            access.letters.send(partial(_round, access, mail, knowledge, desk, now))
    except CoopgraphError as error:
        _LOG.warning("Letters were not sent: %s", type(error).__name__)


def _round(  # noqa: PLR0917 (bound one after the other)
    access: Access, mail: Mail, knowledge: KnowledgeBase, desk: Store, now: datetime, since: int
) -> Round:
    def view(audience: Audience) -> View:
        return knowledge.view(today(), audience)

    acting = access.desk.all_focal_points() if since else None
    return Round(desk, mail, now, view, access.settings.deadlines, None, since, acting)
