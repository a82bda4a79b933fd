"""Inviting an office: what a mailbox is, which role names an office, none invited twice."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from kg.base.errors import BadOptionError
from kg.base.i18n import msg
from kg.base.mailboxes import is_mailbox
from kg.exchange.focal_points import plain_mailbox
from kg.exchange.moving import begin, records_of
from kg.exchange.parties import Who
from kg.model.desk_types import FOCAL_ROLES, FocalPoint
from kg.store.protocol import Store

OF_OFFICES: Final = ("authority", "partner_body")
"""Roles that name an office; all others name none."""


def check_mailbox(mailbox: str, option: str = "mailbox") -> None:
    """Refuse what is not one mailbox: several, a name beside it, signs that end a line.

    Raises:
        BadOptionError: as its name says; ``option`` is how it was asked for.
    """
    if not is_mailbox(mailbox):
        fix = msg("Write one address: {form}.", form="office@example.org")
        raise BadOptionError(option, ascii(mailbox[:80]), fix)


def check_invitation(mailbox: str, role: str, office: str, *, dashes: str = "") -> None:
    """Refuse an invitation that nobody could act by; ``dashes`` stand before names of options.

    Raises:
        BadOptionError: the mailbox, the role, or the office beside that role.
    """
    check_mailbox(mailbox, f"{dashes}mailbox")
    if role not in FOCAL_ROLES:
        fix = msg("Use one of: {names}.", names=list(FOCAL_ROLES))
        raise BadOptionError(f"{dashes}role", role, fix)
    if bool(office) != (role in OF_OFFICES):
        fix = msg("An authority and a partner body name an office, nobody else does.")
        raise BadOptionError(f"{dashes}office", office, fix)


def check_new(known: Iterable[FocalPoint], new: FocalPoint, option: str = "mailbox") -> None:
    """Refuse to invite somebody twice: the same mailbox in the same role for the same office.

    Raises:
        BadOptionError: they are invited or active already.
    """
    alike = plain_mailbox(new.mailbox or ""), new.role, new.office
    for one in known:
        same = (plain_mailbox(one.mailbox or ""), one.role, one.office) == alike
        if same and one.state != "suspended" and one.id != new.id:
            raise BadOptionError(option, new.mailbox or "", msg("It is invited already."))


def invite(desk: Store, new: FocalPoint, who: Who, now: datetime) -> FocalPoint:
    """Put a new focal point on the desk.

    Raises:
        BadOptionError: it is invited already.
        NotYoursError, StoreError: as ``kg.exchange.moving.begin``.
    """
    check_new(records_of(desk, FocalPoint, who), new)
    return begin(desk, new, "invite", who, now)
