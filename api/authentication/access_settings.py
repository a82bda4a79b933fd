"""What a service is told about access when it is made; nothing of it is global."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.access.clock import Clock, utc_now
from kg.access.entry_code import Code
from kg.access.hosts import Hosts
from kg.access.proxy import TrustedProxy
from kg.base.audience import Audience
from kg.exchange.deadlines import DEADLINES, SHIPPED, Deadlines
from kg.exchange.mail.delivery import Mail


@dataclass(frozen=True, slots=True)
class AccessSettings:
    """Under which names the service answers, and by what readers may show who they are.

    Attributes:
        hosts: the names; all others are refused.
        most: what any reader gets at most, whatever they show.
        desk: address of the store that holds the keys; without one no key is known.
        desk_password: password of that store, where its address has none.
        proxy: whose headers say who asks; nobody's where it is None.
        code: the entry code; where it is None nobody can enter.
        secret: with what answers and places in lists are marked for readers, the same in all
            processes that answer them; drawn at random where it is None.
        session_secret: with what sessions and forms are signed, handed to all processes of one
            service; drawn at random where it is None.
        shared: several processes answer, so that what one of them notes is noted on the desk.
        embed_origins: sites that may show pictures of this service, as origins.
        mail: how links to sign in reach offices; without it no office signs in.
        deadlines: how long things may wait on the desk.
        queue_days: how many days rows wait in the queue.
        clock: the time by which keys, codes and sessions end.
    """

    hosts: Hosts
    most: Audience = "board"
    desk: str | None = None
    desk_password: str | None = field(default=None, repr=False)
    proxy: TrustedProxy | None = None
    code: Code | None = None
    secret: bytes | None = field(default=None, repr=False)
    session_secret: bytes | None = field(default=None, repr=False)
    shared: bool = False
    embed_origins: tuple[str, ...] = ()
    mail: Mail | None = None
    deadlines: Deadlines = field(default_factory=lambda: DEADLINES.named(SHIPPED))
    queue_days: int = 90
    clock: Clock = utc_now
