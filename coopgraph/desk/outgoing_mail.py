"""How letters leave this machine, by its settings, and what they are written from."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Final

from coopgraph.settings import Settings
from kg.base.errors import WrongUseError
from kg.base.i18n import msg

if TYPE_CHECKING:
    from kg.base.audience import Audience
    from kg.exchange.deadlines import Deadlines
    from kg.exchange.mail.delivery import Mail
    from kg.exchange.mail.due_letters import Source
    from kg.exchange.mail.rounds import Round
    from kg.graph.view import View
    from kg.knowledge import Inquiry
    from kg.store.protocol import Store

_NOBODY: Final = "coopgraph@localhost"
"""From whom letters come where it was not said."""
_HERE: Final = "http://127.0.0.1:8000/"
"""Where a service on this machine is found when nothing else was said."""


class NoAddressError(WrongUseError):
    """Letters would leave with links that lead nowhere."""

    slug = "no-address"

    def __init__(self) -> None:
        super().__init__(
            msg("Where links in letters lead is not known."),
            msg("Set COOPGRAPH_PUBLIC_URL to the address of the service."),
        )


def mail_from(
    settings: Settings, address: str = "", told: Callable[[str], None] | None = None
) -> Mail:
    """Return how letters leave; ``address`` is that of the service where none was set.

    Raises:
        NoAddressError: a mail server takes letters, and nobody said where links lead.
        BadOptionError: COOPGRAPH_SMTP_URL is no address of a mail server.
    """
    from kg.exchange.mail.delivery import Mail, post_of

    post = post_of(settings.smtp_url, settings.outbox_folder)
    if not (settings.public_url or address) and settings.smtp_url:
        raise NoAddressError
    where = settings.public_url or address or _HERE
    return Mail(post, settings.mail_from or _NOBODY, where, told)


def deadlines_of(settings: Settings) -> Deadlines:
    """Return the deadlines that count: those of COOPGRAPH_DEADLINES, else those proposed.

    Raises:
        BadOptionError, BadFileError, BadDefinitionError: there are none there.
    """
    from kg.exchange.deadlines import DEADLINES, SHIPPED

    return DEADLINES.load(settings.deadlines) if settings.deadlines else DEADLINES.named(SHIPPED)


def round_of(inquiry: Inquiry, desk: Store, mail: Mail, settings: Settings, now: datetime) -> Round:
    """Return what letters are written from.

    Raises:
        BadOptionError, BadFileError, BadDefinitionError: as ``deadlines_of``.
    """
    from kg.exchange.mail.rounds import Round

    def view(audience: Audience) -> View:
        return inquiry.knowledge.view(inquiry.day, audience)

    return Round(desk, mail, now, view, deadlines_of(settings), inquiry.store)


def sources_of(inquiry: Inquiry, settings: Settings, *, shows: bool) -> tuple[Source, ...]:
    """Return where letters come from: the exchange and its campaign; to be shown alone, or sent.

    Raises:
        BadOptionError, BadFileError, BadDefinitionError: the list of the campaign cannot be read.
    """
    from ingest.campaign_post import campaign_letters
    from ingest.known import known_from_store
    from kg.exchange.campaign_list import campaign_list
    from kg.exchange.mail.due_letters import SOURCES

    store, rules = inquiry.store, campaign_list(settings.campaign_list)
    letters = campaign_letters(rules, store, lambda: known_from_store(store), shows=shows)
    return (*SOURCES, letters)
