"""One class per relation type: its ends, its statuses, its fields."""

from typing import Annotated, Any, ClassVar, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from kg.base.audience import Audience
from kg.base.i18n import Message, msg
from kg.model import fields as f
from kg.model.declaring import require
from kg.model.fields import IsoDate, Meta, Precision, Short, Words

Family = Literal["structure", "membership", "agreement", "activity", "declared", "concept"]
"""What relations are about: each family has its line in pictures."""

Side = Literal["start", "end"]

ACTORS = ("State", "Country", "Organisation", "Unit", "Programme")
BODIES = ("Organisation", "Unit", "Programme")
DECLARED = ("Offer", "Demand", "Practice")
PLANNED = ("Milestone", "Objective", "Action", "Indicator")
"""What a plan is made of beside its measures."""


_DECLARED: Final = {
    "title_of_type": "the verb between its ends",
    "outward": "the heading where it starts",
    "inward": "the heading where it ends",
    "starts_at": "the types it starts at",
    "ends_at": "the types it ends at",
    "family": "what it is about",
    "page_rank": "its place among the relations of a record",
    "picture_rank": "which are drawn first",
}


class Relation(BaseModel):
    """What all relations have: a status and the time they hold.

    ``since`` is the first day it holds, ``until`` the first day it no longer does. A relation
    without ``since`` holds at every date before ``until`` and is shown as undated.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    type: ClassVar[str]
    title_of_type: ClassVar[Message]
    """The verb between its ends."""
    outward: ClassVar[Message]
    inward: ClassVar[Message]
    """Headings of relations of this type, seen from where they start and from where they end."""
    family: ClassVar[Family]
    page_rank: ClassVar[int]
    """Its place among the relations of a record, the least first."""
    picture_rank: ClassVar[int]
    """Which are drawn where not all fit: the least, that is the most institutional, first."""
    is_timed: ClassVar[bool] = False
    """Whether it begins and ends: without a day it is marked as undated."""
    starts_at: ClassVar[tuple[str, ...]]
    ends_at: ClassVar[tuple[str, ...]]
    told_by: ClassVar[Side | None] = None
    """Which of its ends has a column of it in its sheets. None: the end, where every actor may
    start it, since what happens names who takes part; else the start."""
    is_told: ClassVar[bool] = True
    """Whether a sheet says it: what is an act of its own is not."""
    statuses: ClassVar[tuple[str, ...]] = ()
    full: ClassVar[tuple[str, ...]] = ()
    """Statuses that count where a pattern names none; a relation without status counts too."""
    is_political: ClassVar[bool] = False
    """Whether it binds states or speaks in their name: to be confirmed until it was read in a
    publication (``kg.model.confirmation``)."""
    plain: ClassVar[tuple[str, ...]] = ()
    """Statuses of a political relation that need no such thing, and so does one without a status;
    none: all of it is political."""

    status: Annotated[Short | None, Meta(msg("Status"))] = None
    since: Annotated[IsoDate | None, Meta(msg("Since"))] = None
    until: Annotated[IsoDate | None, Meta(msg("Until"))] = None
    precision: Annotated[Precision | None, Meta(msg("Precision of the date"))] = None
    note: Annotated[Words, f.NOTE] = Field(default_factory=dict)
    visibility: Annotated[Audience | None, f.VISIBILITY] = None

    @classmethod
    def __pydantic_init_subclass__(cls, **_options: Any) -> None:
        """Refuse a type that leaves out what all else is derived from.

        Raises:
            UndeclaredError: names what is missing.
        """
        if "type" in vars(cls):
            require(cls, _DECLARED)

    def props(self) -> dict[str, Any]:
        """Return the fields that are known, without the visibility: what a statement carries."""
        return self.model_dump(
            mode="json", exclude={f.VISIBLE}, exclude_none=True, exclude_defaults=True
        )


class MemberOf(Relation):
    """A state or actor belongs to a body; non-borrowing and the like are roles, not statuses."""

    type = "MEMBER_OF"
    title_of_type = msg("member of")
    outward = msg("Member of")
    inward = msg("Members")
    family = "membership"
    page_rank = 40
    picture_rank = 50
    is_timed = True
    starts_at = ACTORS
    ends_at = BODIES
    statuses = (
        "member", "associate", "observer", "suspended", "disputed", "former", "not_participating",
    )  # fmt: skip
    full = ("member",)
    is_political = True
    # Who belongs to a body stands in every list of members; who was put out or left does not.
    plain = ("member", "associate", "observer")

    role: Annotated[Short | None, Meta(msg("Role"))] = None


class PartOf(Relation):
    """A unit of its body, an authority of its state, a part of a plan of its initiative."""

    type = "PART_OF"
    title_of_type = msg("part of")
    outward = msg("Part of")
    inward = msg("Parts and offices")
    family = "structure"
    page_rank = 30
    picture_rank = 10
    is_timed = True
    starts_at = ("Organisation", "Unit", "Programme", *PLANNED)
    ends_at = ("State", "Country", "Organisation", "Unit", "Programme", "Initiative")

    role: Annotated[Short | None, Meta(msg("Role"))] = None


class Succeeds(Relation):
    """A body takes the place of another."""

    type = "SUCCEEDS"
    title_of_type = msg("succeeds")
    outward = msg("Takes the place of")
    inward = msg("Its place was taken by")
    family = "structure"
    page_rank = 70
    picture_rank = 20
    is_timed = True
    starts_at = BODIES
    ends_at = BODIES


class Runs(Relation):
    """An actor runs a programme, an initiative, an activity."""

    type = "RUNS"
    title_of_type = msg("runs")
    outward = msg("Runs")
    inward = msg("Run by")
    family = "structure"
    page_rank = 60
    picture_rank = 30
    is_timed = True
    starts_at = ACTORS
    ends_at = ("Programme", "Initiative", "Activity")


class Role(Relation):
    """The role of an actor in an activity."""

    family = "activity"
    starts_at = ACTORS
    ends_at = ("Activity",)

    percentage: Annotated[float | None, Meta(msg("Percentage"))] = None


class Funds(Role):
    """Funding (IATI role 1); the sums are those of transactions that name the provider."""

    type = "FUNDS"
    title_of_type = msg("funds")
    outward = msg("Funds")
    inward = msg("Funded by")
    page_rank = 190
    picture_rank = 120

    committed: Annotated[dict[str, float], f.COMMITTED] = Field(default_factory=dict)
    disbursed: Annotated[dict[str, float], f.DISBURSED] = Field(default_factory=dict)


class Extends(Role):
    """Extending (IATI role 3)."""

    type = "EXTENDS"
    title_of_type = msg("extends")
    outward = msg("Extends")
    inward = msg("Extending")
    page_rank = 200
    picture_rank = 130


class AccountsFor(Role):
    """Accountable (IATI role 2)."""

    type = "ACCOUNTS_FOR"
    title_of_type = msg("is accountable for")
    outward = msg("Accountable for")
    inward = msg("Accountable")
    page_rank = 210
    picture_rank = 150


class Implements(Role):
    """Implementing (IATI role 4)."""

    type = "IMPLEMENTS"
    title_of_type = msg("implements")
    outward = msg("Implements")
    inward = msg("Implemented by")
    page_rank = 220
    picture_rank = 140


class Provides(Role):
    """First provider in South-South or triangular cooperation (SEGIB: primer oferente)."""

    type = "PROVIDES"
    title_of_type = msg("provides knowledge to")
    outward = msg("Provides knowledge in")
    inward = msg("Knowledge provided by")
    page_rank = 170
    picture_rank = 90


class ProvidesSecond(Role):
    """Second provider in triangular cooperation (SEGIB: segundo oferente)."""

    type = "PROVIDES_SECOND"
    title_of_type = msg("supports as second provider")
    outward = msg("Supports as second provider")
    inward = msg("Second provider")
    page_rank = 180
    picture_rank = 100


class Receives(Role):
    """Recipient of an activity."""

    type = "RECEIVES"
    title_of_type = msg("receives")
    outward = msg("Receives")
    inward = msg("Received by")
    page_rank = 230
    picture_rank = 110


class Reports(Relation):
    """An actor reports an activity: it says so, which is no part in doing it."""

    type = "REPORTS"
    title_of_type = msg("reports")
    outward = msg("Reports")
    inward = msg("Reported by")
    family = "activity"
    page_rank = 235
    picture_rank = 155
    starts_at = ACTORS
    ends_at = ("Activity",)


class Declares(Relation):
    """A state or actor puts an offer, demand or practice on the table."""

    type = "DECLARES"
    title_of_type = msg("declares")
    outward = msg("Offers, demands and practices")
    inward = msg("Declared by")
    family = "declared"
    page_rank = 10
    picture_rank = 80
    starts_at = ACTORS
    ends_at = DECLARED


class ContactFor(Relation):
    """The office to write to about an offer, demand, practice or initiative."""

    type = "CONTACT_FOR"
    title_of_type = msg("is the contact for")
    outward = msg("Contact for")
    inward = msg("Whom to contact")
    family = "declared"
    page_rank = 20
    picture_rank = 70
    starts_at = ("Organisation", "Unit", "Programme")
    ends_at = (*DECLARED, "Initiative")
    told_by = "end"


class InLanguage(Relation):
    """A language in which something is delivered or can be received."""

    type = "IN_LANGUAGE"
    title_of_type = msg("in the language")
    outward = msg("Languages")
    inward = msg("In this language")
    family = "concept"
    page_rank = 120
    picture_rank = 210
    starts_at = (*DECLARED, "Activity", "State", "Country")
    ends_at = ("Language",)


class ByModality(Relation):
    """The way something is done."""

    type = "BY_MODALITY"
    title_of_type = msg("by the modality")
    outward = msg("Modality")
    inward = msg("Done this way")
    family = "concept"
    page_rank = 110
    picture_rank = 200
    starts_at = (*DECLARED, "Activity", "Programme")
    ends_at = ("Modality",)


class InSector(Relation):
    """The sector something belongs to."""

    type = "IN_SECTOR"
    title_of_type = msg("in the sector")
    outward = msg("Sector")
    inward = msg("In this sector")
    family = "concept"
    page_rank = 90
    picture_rank = 170
    starts_at = (*DECLARED, "Activity", "Programme", "Organisation", "Unit")
    ends_at = ("Sector",)

    percentage: Annotated[float | None, Meta(msg("Percentage"))] = None


class Broader(Relation):
    """A concept and the broader one above it."""

    type = "BROADER"
    title_of_type = msg("belongs under")
    outward = msg("Belongs under")
    inward = msg("Contains")
    family = "concept"
    page_rank = 140
    picture_rank = 220
    starts_at = ("Sector", "Goal", "Region")
    ends_at = ("Sector", "Goal", "Region")


class Matches(Relation):
    """A sector of one scheme and one of another that means the same or nearly (SKOS)."""

    type = "MATCHES"
    title_of_type = msg("corresponds to")
    outward = msg("Corresponds to")
    inward = msg("Corresponding sectors")
    family = "concept"
    page_rank = 150
    picture_rank = 230
    starts_at = ("Sector",)
    ends_at = ("Sector",)

    kind: Annotated[Short | None, f.KIND] = None
    confidence: Annotated[float | None, Meta(msg("Confidence"))] = None
    author: Annotated[Short | None, Meta(msg("Proposed by"))] = None


class Towards(Relation):
    """The goal something contributes to."""

    type = "TOWARDS"
    title_of_type = msg("contributes to")
    outward = msg("Goals")
    inward = msg("Contribute to it")
    family = "concept"
    page_rank = 100
    picture_rank = 180
    starts_at = (*DECLARED, "Activity", "Programme")
    ends_at = ("Goal",)


class InRegion(Relation):
    """The region where something lies or happens."""

    type = "IN_REGION"
    title_of_type = msg("in the region")
    outward = msg("Region")
    inward = msg("In this region")
    family = "concept"
    page_rank = 130
    picture_rank = 190
    starts_at = ("State", "Country", *DECLARED, "Activity", "Organisation", "Programme")
    ends_at = ("Region",)

    percentage: Annotated[float | None, Meta(msg("Percentage"))] = None


class PartyTo(Relation):
    """An actor is party to an agreement, or is named in it without being a party."""

    type = "PARTY_TO"
    title_of_type = msg("party to")
    outward = msg("Agreements")
    inward = msg("Parties")
    family = "agreement"
    page_rank = 50
    picture_rank = 40
    is_timed = True
    starts_at = ACTORS
    ends_at = ("Agreement",)
    statuses = ("party", "signatory", "named", "former")
    full = ("party",)
    is_political = True


class Favours(Relation):
    """A priority favours a sector, a goal or a way to cooperate."""

    type = "FAVOURS"
    title_of_type = msg("favours")
    outward = msg("Favours")
    inward = msg("Favoured by")
    family = "concept"
    page_rank = 160
    picture_rank = 160
    is_political = True
    starts_at = ("Priority",)
    ends_at = ("Sector", "Goal", "Modality")


class Concerns(Relation):
    """An initiative concerns a body: the partner it wants to work with."""

    type = "CONCERNS"
    title_of_type = msg("concerns")
    outward = msg("Concerns")
    inward = msg("Initiatives that concern it")
    family = "structure"
    page_rank = 80
    picture_rank = 60
    is_political = True
    starts_at = ("Initiative",)
    ends_at = ACTORS


class Answers(Relation):
    """An activity came of a demand."""

    type = "ANSWERS"
    title_of_type = msg("answers")
    outward = msg("Came of the demands")
    inward = msg("What came of it")
    family = "declared"
    page_rank = 24
    picture_rank = 84
    starts_at = ("Activity",)
    ends_at = ("Demand",)


class Uses(Relation):
    """An activity came of an offer."""

    type = "USES"
    title_of_type = msg("uses")
    outward = msg("Came of the offers")
    inward = msg("Where it was used")
    family = "declared"
    page_rank = 25
    picture_rank = 85
    starts_at = ("Activity",)
    ends_at = ("Offer",)


class Shows(Relation):
    """An activity shows a practice at work."""

    type = "SHOWS"
    title_of_type = msg("shows")
    outward = msg("Good practices that it shows")
    inward = msg("Shown by")
    family = "declared"
    page_rank = 26
    picture_rank = 86
    starts_at = ("Activity",)
    ends_at = ("Practice",)


class Confirms(Relation):
    """An office or actor says of a record that it is right, on the day ``since``.

    Of an activity it may say what it put into it itself: sums by currency, numbers by unit.
    """

    type = "CONFIRMS"
    title_of_type = msg("confirms")
    outward = msg("Confirms")
    inward = msg("Confirmed by")
    family = "declared"
    page_rank = 27
    picture_rank = 170
    starts_at = ("State", "Country", "Organisation", "Unit", "Programme")
    ends_at = (*DECLARED, "Activity")
    is_told = False

    contributed: Annotated[
        dict[str, float], Meta(msg("Own contribution, by currency (ISO 4217)"))
    ] = Field(default_factory=dict)
    effort: Annotated[dict[str, float], Meta(msg("Own effort, by unit"))] = Field(
        default_factory=dict
    )


class Approaches(Relation):
    """A body approaches another one: how far that is, as of the day ``since``.

    It is written from the record of the approach on the desk (``kg.exchange.approach_acts``), and
    is for the board.
    """

    type = "APPROACHES"
    title_of_type = msg("approaches")
    outward = msg("Approaches")
    inward = msg("Approached by")
    family = "agreement"
    page_rank = 85
    picture_rank = 65
    starts_at = BODIES
    ends_at = BODIES
    statuses = (
        "decided", "contacted", "answered", "meeting_held", "under_negotiation", "signed", "closed",
    )  # fmt: skip
    is_told = False


class Replaces(Relation):
    """A measure or action of a plan stands in the place of another one, which is history."""

    type = "REPLACES"
    title_of_type = msg("replaces")
    outward = msg("In place of")
    inward = msg("Replaced by")
    family = "structure"
    page_rank = 72
    picture_rank = 22
    starts_at = ("Initiative", "Action")
    ends_at = ("Initiative", "Action")
    is_told = False


RELATION_CLASSES: tuple[type[Relation], ...] = (
    AccountsFor, Answers, Approaches, Broader, ByModality, Concerns, Confirms, ContactFor, Declares,
    Extends, Favours, Funds, Implements, InLanguage, InRegion, InSector, Matches, MemberOf, PartOf,
    PartyTo, Provides, ProvidesSecond, Receives, Replaces, Reports, Runs, Shows, Succeeds,
    Towards, Uses,
)  # fmt: skip
"""All relation types, by name."""
ACTIVITY_ROLES: tuple[str, ...] = (
    "FUNDS", "EXTENDS", "ACCOUNTS_FOR", "IMPLEMENTS", "PROVIDES", "PROVIDES_SECOND", "RECEIVES",
)  # fmt: skip
"""How actors take part in an activity; who only reports it takes none."""
