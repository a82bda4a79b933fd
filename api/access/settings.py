"""What a service is told about access when it is made; nothing of it is global."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.access.clock import Clock, utc_now
from kg.access.code import Code
from kg.access.hosts import Hosts
from kg.access.proxy import TrustedProxy
from kg.schema.fields import Audience


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
        clock: the time by which keys, codes and sessions end.
    """

    hosts: Hosts
    most: Audience = "board"
    desk: str | None = None
    desk_password: str | None = field(default=None, repr=False)
    proxy: TrustedProxy | None = None
    code: Code | None = None
    clock: Clock = utc_now
