"""Links that are mailed: one that signs in, and those that are about one record of the desk.

What they carry is signed; nothing is spent by looking at them, since programs that scan mail open
every link.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from kg.access.signing import Signer
from kg.exchange.focal_points import mailbox_mark
from kg.model.desk_types import FocalPoint

SECRET: Final = "secret/links"  # noqa: S105 (its id)
"""The id of the secret on the desk with which links are signed."""
SIGN_IN_LASTS: Final = timedelta(minutes=20)
LONGEST: Final = timedelta(days=30)
"""How long links last that are about a record; none lasts longer."""
_SIGN_IN: Final = "sign-in"
Once = Callable[[str, datetime], bool]
"""``Store.once``: true for exactly one caller."""


@dataclass(frozen=True, slots=True)
class SignIn:
    """What a link to sign in stands for: a focal point, and the mailbox that it was mailed to."""

    focal_point: str
    mark: str
    digest: str


class LinkedRecord(NamedTuple):
    """What a link about a record stands for: its id, and the mailbox that it was mailed to."""

    id: str
    mark: str


@dataclass(frozen=True, slots=True)
class RecordLink:
    """Links of one kind about a record of the desk, which they call ``about``, without signing in.

    They are of one mailbox, and end with it; ``states`` are those in which its focal point may use
    them.
    """

    kind: str
    about: str
    states: tuple[str, ...]

    def token(self, signer: Signer, id_: str, focal_point: FocalPoint, since: str | None) -> str:
        """Return what a link carries; it is good for thirty days from ``since`` (ISO)."""
        facts = {self.about: id_, "mark": mailbox_mark(focal_point.mailbox or "")}
        return signer.seal(self.kind, facts, datetime.fromisoformat(since or "") + LONGEST)

    def read(self, signer: Signer, token: str, now: datetime) -> LinkedRecord | None:
        """Return what a link stands for; None where it is not ours, altered, or over."""
        facts = signer.facts(self.kind, token, now)
        return None if facts is None else LinkedRecord(facts[self.about], facts["mark"])

    def counts(self, found: LinkedRecord, point: FocalPoint | None, office: str | None) -> bool:
        """Say whether a link still counts: by the same mailbox and office, which may act."""
        return (
            point is not None
            and point.state in self.states
            and point.office == office
            and mailbox_mark(point.mailbox or "") == found.mark
        )


def sign_in_token(signer: Signer, focal_point: FocalPoint, now: datetime) -> str:
    """Return what a link to sign in carries; it is good for twenty minutes."""
    facts = {"who": focal_point.id, "mark": mailbox_mark(focal_point.mailbox or "")}
    # Two that are asked for within a second are two: each is spent by itself.
    return signer.seal(_SIGN_IN, {**facts, "at": now.isoformat()}, now + SIGN_IN_LASTS)


def read_sign_in(signer: Signer, token: str, now: datetime) -> SignIn | None:
    """Return what a link to sign in stands for; None where it is not ours, altered, or over."""
    facts = signer.facts(_SIGN_IN, token, now)
    if facts is None:
        return None
    return SignIn(facts["who"], facts["mark"], hashlib.sha256(token.encode()).hexdigest())


def spend(sign_in: SignIn, once: Once, now: datetime) -> bool:
    """Spend a link: true for one caller over all processes with this desk.

    Raises:
        StoreError: the desk cannot be written to.
    """
    return once(f"sign-in/{sign_in.digest}", now + SIGN_IN_LASTS)
