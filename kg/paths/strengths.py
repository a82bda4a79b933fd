"""The table of strengths: how much each relation is worth on an institutional route.

A strength says how well one can rely on a link to pass something on: an invitation, a document, a
joint activity. It is a judgement of ours, proposed, the same for everybody; ``make docs`` writes it
into docs/paths.md. All are whole hundredths (multiples of 10,000 millionths) below one, so that the
product of six is an exact integer below 2⁶³ and a detour never gains. Beside each stands how a
route says such a link.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from kg.base.i18n import Message, msg

HUNDREDTH: Final = 10_000
NOT_STATED: Final = ""


class Strength(NamedTuple):
    """The strength of a relation in millionths, why, and how a route says it."""

    millionths: int
    reason: Message
    phrase: Message


_MEMBER: Final = Strength(
    900_000,
    msg("A full member takes part in the decisions of the body."),
    msg("{start} – member of: {end}"),
)
_PARTY: Final = Strength(
    950_000, msg("A party has bound itself to cooperate."), msg("{start} – party to “{end}”")
)

STRENGTHS: Final[Mapping[str, Mapping[str, Strength]]] = {
    "PARTY_TO": {
        "party": _PARTY,
        NOT_STATED: _PARTY,
        "signatory": Strength(
            700_000,
            msg("Signed, but not known to be in force for it."),
            msg("{start} – signatory of “{end}”"),
        ),
        "named": Strength(
            500_000,
            msg("Named in the text without being bound by it."),
            msg("{start} – named in “{end}”"),
        ),
    },
    "PART_OF": {
        NOT_STATED: Strength(
            950_000, msg("An organ acts for its body."), msg("{start} – part of: {end}")
        ),
    },
    "MEMBER_OF": {
        "member": _MEMBER,
        NOT_STATED: _MEMBER,
        "associate": Strength(
            600_000,
            msg("An associate takes part without a full vote."),
            msg("{start} – associate of: {end}"),
        ),
        "observer": Strength(
            300_000,
            msg("An observer listens and is heard."),
            msg("{start} – observer at: {end}"),
        ),
        "disputed": Strength(
            300_000,
            msg("Whether the membership holds is disputed."),
            msg("{start} – membership in dispute: {end}"),
        ),
    },
    "RUNS": {
        NOT_STATED: Strength(
            900_000,
            msg("Who runs a programme can open it to others."),
            msg("{start} – runs: {end}"),
        ),
    },
    "CONCERNS": {
        NOT_STATED: Strength(
            850_000,
            msg("An initiative that concerns both ends brings them together, and binds neither."),
            msg("the initiative “{start}” – concerns: {end}"),
        ),
    },
    "SUCCEEDS": {
        NOT_STATED: Strength(
            800_000,
            msg("A successor keeps most of the ties."),
            msg("{start} – successor of: {end}"),
        ),
    },
    "PROVIDES": {
        NOT_STATED: Strength(
            800_000,
            msg("Giving knowledge is working together."),
            msg("{start} – provides knowledge in “{end}”"),
        ),
    },
    "PROVIDES_SECOND": {
        NOT_STATED: Strength(
            700_000,
            msg("A second provider supports it."),
            msg("{start} – second provider in “{end}”"),
        ),
    },
    "FUNDS": {
        NOT_STATED: Strength(
            700_000,
            msg("Who funds an activity knows its partners."),
            msg("{start} – funds “{end}”"),
        ),
    },
    "IMPLEMENTS": {
        NOT_STATED: Strength(
            700_000,
            msg("Who does the work knows its partners."),
            msg("{start} – implements “{end}”"),
        ),
    },
    "EXTENDS": {
        NOT_STATED: Strength(
            600_000,
            msg("Managing the money is one step away."),
            msg("{start} – manages the funds of “{end}”"),
        ),
    },
    "ACCOUNTS_FOR": {
        NOT_STATED: Strength(
            600_000,
            msg("Answering for it is one step away."),
            msg("{start} – accountable for “{end}”"),
        ),
    },
    "RECEIVES": {
        NOT_STATED: Strength(
            600_000,
            msg("A recipient may not choose its partners."),
            msg("{start} – recipient of “{end}”"),
        ),
    },
}
"""Relation type → status → strength. A type or status that is not here carries no route."""


def strength_of(type_: str, status: str | None) -> int | None:
    """Return the strength of a relation in millionths; None where it carries no route.

    >>> strength_of("MEMBER_OF", "observer"), strength_of("MEMBER_OF", "former")
    (300000, None)
    """
    found = STRENGTHS.get(type_, {}).get(status or NOT_STATED)
    return found.millionths if found else None
