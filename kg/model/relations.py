"""One class per relation type: its ends, its statuses, its fields."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field

from kg.base.audience import Audience
from kg.base.i18n import Message, msg
from kg.model import fields as f
from kg.model.fields import IsoDate, Meta, Precision, Short, Words

ACTORS = ("State", "Country", "Organisation", "Unit", "Programme")
BODIES = ("Organisation", "Unit", "Programme")
DECLARED = ("Offer", "Demand", "Practice")


class Relation(BaseModel):
    """What all relations have: a status and the time they hold.

    ``since`` is the first day it holds, ``until`` the first day it no longer does. A relation
    without ``since`` holds at every date before ``until`` and is shown as undated.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    type: ClassVar[str]
    title_of_type: ClassVar[Message]
    starts_at: ClassVar[tuple[str, ...]]
    ends_at: ClassVar[tuple[str, ...]]
    statuses: ClassVar[tuple[str, ...]] = ()
    full: ClassVar[tuple[str, ...]] = ()
    """Statuses that count where a pattern names none; a relation without status counts too."""

    status: Annotated[Short | None, Meta(msg("Status"))] = None
    since: Annotated[IsoDate | None, Meta(msg("Since"))] = None
    until: Annotated[IsoDate | None, Meta(msg("Until"))] = None
    precision: Annotated[Precision | None, Meta(msg("Precision of the date"))] = None
    note: Annotated[Words, f.NOTE] = Field(default_factory=dict)
    visibility: Annotated[Audience | None, f.VISIBILITY] = None

    def props(self) -> dict[str, Any]:
        """Return the fields that are known, without the visibility: what a statement carries."""
        return self.model_dump(
            mode="json", exclude={f.VISIBLE}, exclude_none=True, exclude_defaults=True
        )


class MemberOf(Relation):
    """A state or actor belongs to a body; non-borrowing and the like are roles, not statuses."""

    type = "MEMBER_OF"
    title_of_type = msg("member of")
    starts_at = ACTORS
    ends_at = BODIES
    statuses = (
        "member", "associate", "observer", "suspended", "disputed", "former", "not_participating",
    )  # fmt: skip
    full = ("member",)

    role: Annotated[Short | None, Meta(msg("Role"))] = None


class PartOf(Relation):
    """A unit of its body, an authority of its state, a milestone of its initiative."""

    type = "PART_OF"
    title_of_type = msg("part of")
    starts_at = ("Organisation", "Unit", "Programme", "Milestone")
    ends_at = ("State", "Country", "Organisation", "Unit", "Programme", "Initiative")

    role: Annotated[Short | None, Meta(msg("Role"))] = None


class Succeeds(Relation):
    """A body takes the place of another."""

    type = "SUCCEEDS"
    title_of_type = msg("succeeds")
    starts_at = BODIES
    ends_at = BODIES


class Runs(Relation):
    """An actor runs a programme, an initiative, an activity."""

    type = "RUNS"
    title_of_type = msg("runs")
    starts_at = ACTORS
    ends_at = ("Programme", "Initiative", "Activity")


class Role(Relation):
    """The role of an actor in an activity."""

    starts_at = ACTORS
    ends_at = ("Activity",)

    percentage: Annotated[float | None, Meta(msg("Percentage"))] = None


class Funds(Role):
    """Funding (IATI role 1)."""

    type = "FUNDS"
    title_of_type = msg("funds")


class Extends(Role):
    """Extending (IATI role 3)."""

    type = "EXTENDS"
    title_of_type = msg("extends")


class AccountsFor(Role):
    """Accountable (IATI role 2)."""

    type = "ACCOUNTS_FOR"
    title_of_type = msg("is accountable for")


class Implements(Role):
    """Implementing (IATI role 4)."""

    type = "IMPLEMENTS"
    title_of_type = msg("implements")


class Provides(Role):
    """First provider in South-South or triangular cooperation (SEGIB: primer oferente)."""

    type = "PROVIDES"
    title_of_type = msg("provides knowledge to")


class ProvidesSecond(Role):
    """Second provider in triangular cooperation (SEGIB: segundo oferente)."""

    type = "PROVIDES_SECOND"
    title_of_type = msg("supports as second provider")


class Receives(Role):
    """Recipient of an activity."""

    type = "RECEIVES"
    title_of_type = msg("receives")


class Declares(Relation):
    """A state or actor puts an offer, demand or practice on the table."""

    type = "DECLARES"
    title_of_type = msg("declares")
    starts_at = ACTORS
    ends_at = DECLARED


class ContactFor(Relation):
    """The office to write to about an offer, demand, practice or initiative."""

    type = "CONTACT_FOR"
    title_of_type = msg("is the contact for")
    starts_at = ("Organisation", "Unit", "Programme")
    ends_at = (*DECLARED, "Initiative")


class InLanguage(Relation):
    """A language in which something is delivered or can be received."""

    type = "IN_LANGUAGE"
    title_of_type = msg("in the language")
    starts_at = (*DECLARED, "Activity", "State", "Country")
    ends_at = ("Language",)


class ByModality(Relation):
    """The way something is done."""

    type = "BY_MODALITY"
    title_of_type = msg("by the modality")
    starts_at = (*DECLARED, "Activity", "Programme")
    ends_at = ("Modality",)


class InSector(Relation):
    """The sector something belongs to."""

    type = "IN_SECTOR"
    title_of_type = msg("in the sector")
    starts_at = (*DECLARED, "Activity", "Programme", "Organisation", "Unit")
    ends_at = ("Sector",)

    percentage: Annotated[float | None, Meta(msg("Percentage"))] = None


class Broader(Relation):
    """A concept and the broader one above it."""

    type = "BROADER"
    title_of_type = msg("belongs under")
    starts_at = ("Sector", "Goal", "Region")
    ends_at = ("Sector", "Goal", "Region")


class Matches(Relation):
    """A sector of one scheme and one of another that means the same or nearly (SKOS)."""

    type = "MATCHES"
    title_of_type = msg("corresponds to")
    starts_at = ("Sector",)
    ends_at = ("Sector",)

    kind: Annotated[Short | None, f.KIND] = None
    confidence: Annotated[float | None, Meta(msg("Confidence"))] = None
    author: Annotated[Short | None, Meta(msg("Proposed by"))] = None


class Towards(Relation):
    """The goal something contributes to."""

    type = "TOWARDS"
    title_of_type = msg("contributes to")
    starts_at = (*DECLARED, "Activity", "Programme")
    ends_at = ("Goal",)


class InRegion(Relation):
    """The region where something lies or happens."""

    type = "IN_REGION"
    title_of_type = msg("in the region")
    starts_at = ("State", "Country", *DECLARED, "Activity", "Organisation", "Programme")
    ends_at = ("Region",)

    percentage: Annotated[float | None, Meta(msg("Percentage"))] = None


class PartyTo(Relation):
    """An actor is party to an agreement, or is named in it without being a party."""

    type = "PARTY_TO"
    title_of_type = msg("party to")
    starts_at = ACTORS
    ends_at = ("Agreement",)
    statuses = ("party", "signatory", "named", "former")
    full = ("party",)


class Favours(Relation):
    """A priority favours a sector or goal."""

    type = "FAVOURS"
    title_of_type = msg("favours")
    starts_at = ("Priority",)
    ends_at = ("Sector", "Goal")


class Concerns(Relation):
    """An initiative concerns a body: the partner it wants to work with."""

    type = "CONCERNS"
    title_of_type = msg("concerns")
    starts_at = ("Initiative",)
    ends_at = ACTORS


RELATION_CLASSES: tuple[type[Relation], ...] = (
    AccountsFor, Broader, ByModality, Concerns, ContactFor, Declares, Extends, Favours, Funds,
    Implements, InLanguage, InRegion, InSector, Matches, MemberOf, PartOf, PartyTo, Provides,
    ProvidesSecond, Receives, Runs, Succeeds, Towards,
)  # fmt: skip
"""All relation types, by name."""
ACTIVITY_ROLES: tuple[str, ...] = (
    "FUNDS", "EXTENDS", "ACCOUNTS_FOR", "IMPLEMENTS", "PROVIDES", "PROVIDES_SECOND", "RECEIVES",
)  # fmt: skip
