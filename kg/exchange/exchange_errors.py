"""What cannot be done on the exchange, and what can be done instead."""

from __future__ import annotations

from collections.abc import Sequence

from kg.base.errors import ForbiddenError, WrongUseError
from kg.base.i18n import Message, msg


class NotAtThisStageError(WrongUseError):
    """A record is in a state from which nothing of this kind leads on."""

    slug = "not-at-this-stage"
    status = 409
    title = msg("That cannot be done now")

    def __init__(self, id_: str, act: Message, state: Message, others: Sequence[Message]) -> None:
        fix = (
            msg("What can be done with it: {acts}.", acts=list(others))
            if others
            else msg("Nothing can be done with it any more.")
        )
        super().__init__(
            msg("“{id}” is in the state “{state}”: no “{act}”.", id=id_, act=act, state=state), fix
        )


class NotYoursError(ForbiddenError):
    """Somebody else may do this: it is told who."""

    slug = "not-yours"
    title = msg("Somebody else does this")

    def __init__(self, id_: str, act: Message, who: Sequence[Message]) -> None:
        super().__init__(
            msg("“{act}” of “{id}” is not for you.", id=id_, act=act),
            msg("It is for: {who}.", who=list(who)),
        )


class LeftOutError(WrongUseError):
    """A step needs something that was not said."""

    slug = "left-out"
    status = 422
    title = msg("Something is missing")

    def __init__(self, act: Message, fields: Sequence[Message]) -> None:
        super().__init__(
            msg("“{act}” needs more than was said.", act=act),
            msg("Say also: {fields}.", fields=list(fields)),
        )


class NotYourRecordError(ForbiddenError):
    """An office wants to ask in the name of a record that somebody else declared."""

    slug = "not-your-record"
    title = msg("This is not a record of your office")

    def __init__(self, id_: str) -> None:
        super().__init__(
            msg("“{id}” was declared by somebody else.", id=id_),
            msg("Ask from one of your own records, about one of another office."),
        )


class NoPairError(WrongUseError):
    """Two records about which nobody can be asked for contact."""

    slug = "no-pair"
    status = 422
    title = msg("Nothing can be asked about these two")

    def __init__(self, own: str, about: str) -> None:
        super().__init__(
            msg("“{own}” and “{about}” are no need and what may meet it.", own=own, about=about),
            msg("Ask about a demand of one side with an offer or a practice of the other."),
        )


class NotOfRoleError(ForbiddenError):
    """Somebody wants to do what their role does not do."""

    slug = "not-of-role"
    title = msg("This is not for your role")

    def __init__(self, detail: Message) -> None:
        super().__init__(
            detail,
            msg("Cooperation authorities do; a partner body enters practices, and answers."),
        )


class OutdatedError(WrongUseError):
    """What was translated is not what the record says any more."""

    slug = "outdated"
    status = 409
    title = msg("The record has changed since")

    def __init__(self, id_: str) -> None:
        super().__init__(
            msg("What “{id}” translates is not what the record says now.", id=id_),
            msg("Refuse it; the secretariat then proposes another."),
        )
