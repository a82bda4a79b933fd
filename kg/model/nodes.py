"""One class per node type: the single declaration from which all else about nodes is derived."""

from typing import Annotated, Any, ClassVar, Final

from pydantic import BaseModel, ConfigDict, Field, NonNegativeInt

from kg.base.audience import Audience
from kg.base.i18n import Message, msg
from kg.model import fields as f
from kg.model.declaring import require
from kg.model.fields import Id, IsoDate, Meta, Nature, Room, Short, StandingName, Words

_DECLARED: Final = {
    "title_of_type": "what one of it is called",
    "plural": "what many of it are called",
}


class Node(BaseModel):
    """What all nodes have: an id, and who may see it."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    prefix: ClassVar[str]
    title_of_type: ClassVar[Message]
    plural: ClassVar[Message]
    label_field: ClassVar[str] = "name"
    room: ClassVar[Room] = "knowledge"
    is_background: ClassVar[bool] = False
    """Whether there are many of it, seldom looked for: it comes after all else."""
    is_reference: ClassVar[bool] = False
    """Whether it comes from a published list, or from ourselves: people fill in no sheets of it."""
    is_political: ClassVar[bool] = False
    """Whether it binds states or speaks in their name: to be confirmed until it was read in a
    publication (``kg.model.confirmation``)."""

    id: Id
    visibility: Annotated[Audience | None, f.VISIBILITY] = None
    nature: Annotated[Nature | None, f.NATURE] = None
    """``example`` where it is made up; offers, activities and the like always have one."""

    @classmethod
    def __pydantic_init_subclass__(cls, **_options: Any) -> None:
        """Refuse a type that leaves out what all else is derived from.

        Raises:
            UndeclaredError: names what is missing.
        """
        if "prefix" in vars(cls):
            require(cls, _DECLARED)

    def props(self) -> dict[str, Any]:
        """Return the fields that are known: what a statement carries.

        Without the id and the visibility, which belongs to the statement itself. The nature is
        always among them where a type has one: a declared record says that it is.
        """
        known = self.model_dump(mode="json", exclude={"id", f.VISIBLE}, exclude_none=True)
        return {name: value for name, value in known.items() if value not in ({}, [])}


class Named(Node):
    """A node with a name in some languages."""

    name: Annotated[Words, f.NAME] = Field(default_factory=dict)


class Actor(Named):
    """Somebody who cooperates."""

    acronym: Annotated[Short | None, f.ACRONYM] = None
    acronyms: Annotated[Words, f.ACRONYMS] = Field(default_factory=dict)
    """Where it is another one than ``acronym``: language → acronym."""
    aliases: Annotated[list[Short], f.ALIASES] = Field(default_factory=list)
    identifiers: Annotated[list[Short], f.IDENTIFIERS] = Field(default_factory=list)
    website: Annotated[Short | None, f.WEBSITE] = None
    note: Annotated[Words, f.NOTE] = Field(default_factory=dict)
    terms: Annotated[list[Short], Meta(msg("Preferred terms"))] = Field(default_factory=list)


class Territory(Actor):
    """A country in the sense of ISO 3166-1."""

    is_reference = True

    iso2: Annotated[Short | None, Meta(msg("ISO 3166-1 alpha-2"), searchable=True)] = None
    iso3: Annotated[Short | None, Meta(msg("ISO 3166-1 alpha-3"), searchable=True)] = None
    m49: Annotated[Short | None, Meta(msg("UN M49 code"))] = None


class State(Territory):
    """One of the 35 states of the hemisphere."""

    prefix = "state"
    title_of_type = msg("State")
    plural = msg("States")


class Country(Territory):
    """A country or territory outside the 35 states."""

    prefix = "country"
    title_of_type = msg("Country or territory")
    plural = msg("Countries and territories")


class Organisation(Actor):
    """A body: regional organisation, bank, agency, ministry, NGO, university, company."""

    prefix = "org"
    title_of_type = msg("Organisation")
    plural = msg("Organisations")

    kind: Annotated[Short | None, f.KIND] = None
    country: Annotated[Short | None, Meta(msg("Country"))] = None
    starts: Annotated[IsoDate | None, f.STARTS] = None
    """The day it came into being, as its founding text has it."""
    ends: Annotated[IsoDate | None, f.ENDS] = None
    precision: Annotated[f.Precision | None, f.PRECISION] = None
    mailbox: Annotated[Short | None, f.MAILBOX] = None


class Unit(Actor):
    """An organ or office of a body: the right door."""

    prefix = "unit"
    title_of_type = msg("Unit")
    plural = msg("Offices")

    role: Annotated[Short | None, Meta(msg("Role"))] = None
    door_for: Annotated[Id | None, Meta(msg("The right door for"))] = None
    mailbox: Annotated[Short | None, f.MAILBOX] = None


class Programme(Actor):
    """A programme, fund or platform that a body runs."""

    prefix = "programme"
    title_of_type = msg("Programme")
    plural = msg("Programmes")

    kind: Annotated[Short | None, f.KIND] = None
    starts: Annotated[IsoDate | None, f.STARTS] = None
    ends: Annotated[IsoDate | None, f.ENDS] = None
    precision: Annotated[f.Precision | None, f.PRECISION] = None


class Activity(Node):
    """Cooperation that happened or runs."""

    prefix = "activity"
    title_of_type = msg("Activity")
    plural = msg("Activities")
    is_background = True
    label_field = "title"

    title: Annotated[Words, f.TITLE] = Field(default_factory=dict)
    summary: Annotated[Words, f.SUMMARY] = Field(default_factory=dict)
    identifier: Annotated[Short | None, Meta(msg("Identifier"), searchable=True)] = None
    reporter: Annotated[Id | None, Meta(msg("Reported by"))] = None
    status: Annotated[Short | None, Meta(msg("Status"))] = None
    starts: Annotated[IsoDate | None, f.STARTS] = None
    ends: Annotated[IsoDate | None, f.ENDS] = None
    starts_planned: Annotated[IsoDate | None, Meta(msg("Planned start"))] = None
    ends_planned: Annotated[IsoDate | None, Meta(msg("Planned end"))] = None
    precision: Annotated[f.Precision | None, f.PRECISION] = None
    collaboration: Annotated[Short | None, Meta(msg("Collaboration type"))] = None
    budget: Annotated[dict[str, float], Meta(msg("Budget by currency (ISO 4217)"))] = Field(
        default_factory=dict
    )
    committed: Annotated[dict[str, float], f.COMMITTED] = Field(default_factory=dict)
    disbursed: Annotated[dict[str, float], f.DISBURSED] = Field(default_factory=dict)
    own_sectors: Annotated[
        list[Short], Meta(msg("Sectors in the reporter's own vocabulary"), f.Merge.UNION)
    ] = Field(default_factory=list)
    nature: Annotated[Nature, f.NATURE] = "demonstrated"


class Concept(Named):
    """A concept of a scheme: its code and names."""

    is_reference = True

    code: Annotated[Short | None, f.CODE] = None
    scheme: Annotated[Short | None, Meta(msg("Scheme"))] = None
    ours: Annotated[list[Short], Meta(msg("Languages of our own translations"))] = Field(
        default_factory=list
    )
    aliases: Annotated[list[Short], f.ALIASES] = Field(default_factory=list)


class Weighted(Concept):
    """A concept of a taxonomy, with its committed weight in path-based matching."""

    specificity: Annotated[
        NonNegativeInt | None, Meta(msg("Specificity (weight of a meeting node)"))
    ] = None


class Sector(Weighted):
    """A sector: DAC 5-digit, 3-digit, group and broad, or SEGIB's."""

    prefix = "sector"
    title_of_type = msg("Sector")
    plural = msg("Sectors")

    level: Annotated[Short | None, Meta(msg("Level"))] = None
    status: Annotated[Short | None, Meta(msg("Status"))] = None
    replaced_by: Annotated[Id | None, Meta(msg("Replaced by"))] = None


class Goal(Weighted):
    """A Sustainable Development Goal or one of its targets."""

    prefix = "goal"
    title_of_type = msg("Goal")
    plural = msg("Goals")

    kind: Annotated[Short | None, f.KIND] = None


class Region(Concept):
    """A region: UN M49, DAC, or our own."""

    prefix = "region"
    title_of_type = msg("Region")
    plural = msg("Regions")


class Language(Concept):
    """A language of work."""

    prefix = "language"
    title_of_type = msg("Language")
    plural = msg("Languages")


class Modality(Concept):
    """A way to cooperate, such as bilateral South-South, triangular or scholarship."""

    prefix = "modality"
    title_of_type = msg("Modality")
    plural = msg("Modalities")

    terms: Annotated[list[Short], Meta(msg("Preferred terms"))] = Field(default_factory=list)
    iati_collaboration: Annotated[Short | None, Meta(msg("IATI collaboration type"))] = None


class Declared(Node):
    """What an authority puts on the table: an offer, a demand, a practice."""

    label_field = "title"

    title: Annotated[Words, f.TITLE] = Field(default_factory=dict)
    summary: Annotated[Words, f.SUMMARY] = Field(default_factory=dict)
    eligible: Annotated[list[Short], Meta(msg("Who may take part"), f.Merge.UNION)] = Field(
        default_factory=list
    )
    capacity: Annotated[NonNegativeInt | None, Meta(msg("Demands at a time"))] = None
    cost_sharing: Annotated[Short | None, Meta(msg("Who pays what"))] = None
    conditions: Annotated[Short | None, Meta(msg("Conditions"))] = None
    evidence: Annotated[Short | None, Meta(msg("Evidence"))] = None
    starts: Annotated[IsoDate | None, f.STARTS] = None
    ends: Annotated[IsoDate | None, f.ENDS] = None
    status: Annotated[f.DeclaredStatus | None, f.STATUS] = None
    confirmed_on: Annotated[IsoDate | None, Meta(msg("Last confirmed on"))] = None
    confirmed_by: Annotated[Short | None, Meta(msg("Confirmed by"))] = None
    courtesy: Annotated[
        list[Short], Meta(msg("Courtesy translations"), f.Merge.UNION, told=False)
    ] = Field(default_factory=list)
    """Languages of those texts that the declarer did not write itself, but approved."""
    nature: Annotated[Nature, f.NATURE] = "declared"


class Offer(Declared):
    """What a state or actor can give."""

    prefix = "offer"
    title_of_type = msg("Offer")
    plural = msg("Offers")


class Demand(Declared):
    """What a state or actor needs."""

    prefix = "demand"
    title_of_type = msg("Demand")
    plural = msg("Demands")


class Practice(Declared):
    """A good practice or lesson."""

    prefix = "practice"
    title_of_type = msg("Good practice")
    plural = msg("Good practices")


class Agreement(Node):
    """An agreement, memorandum, resolution or decision."""

    prefix = "agreement"
    title_of_type = msg("Agreement")
    plural = msg("Agreements")
    is_political = True
    label_field = "title"

    title: Annotated[Words, f.TITLE] = Field(default_factory=dict)
    kind: Annotated[Short | None, f.KIND] = None
    status: Annotated[Short | None, Meta(msg("Status"))] = None
    signed: Annotated[IsoDate | None, Meta(msg("Signed on"))] = None
    starts: Annotated[IsoDate | None, f.STARTS] = None
    ends: Annotated[IsoDate | None, f.ENDS] = None
    precision: Annotated[f.Precision | None, f.PRECISION] = None
    fields: Annotated[list[Short], Meta(msg("Fields of cooperation"), f.Merge.UNION)] = Field(
        default_factory=list
    )
    reference: Annotated[Short | None, Meta(msg("Reference"), searchable=True)] = None


class Priority(Named):
    """A ministerial principle or a priority of the board."""

    prefix = "priority"
    title_of_type = msg("Priority")
    plural = msg("Priorities")
    is_political = True

    text: Annotated[Words, f.SUMMARY] = Field(default_factory=dict)
    kind: Annotated[Short | None, f.KIND] = None
    adopted: Annotated[IsoDate | None, Meta(msg("Adopted on"))] = None
    precision: Annotated[f.Precision | None, f.PRECISION] = None
    standing: Annotated[StandingName | None, f.STANDING] = None


class Initiative(Named):
    """A measure, pilot, consultation or campaign; responsible stays empty until designated."""

    prefix = "initiative"
    title_of_type = msg("Initiative")
    plural = msg("Initiatives")
    is_political = True

    text: Annotated[Words, f.SUMMARY] = Field(default_factory=dict)
    kind: Annotated[Short | None, f.KIND] = None
    mandate: Annotated[Short | None, Meta(msg("Mandate"))] = None
    responsible: Annotated[list[Id], Meta(msg("Responsible"))] = Field(default_factory=list)
    starts: Annotated[IsoDate | None, f.STARTS] = None
    ends: Annotated[IsoDate | None, f.ENDS] = None
    precision: Annotated[f.Precision | None, f.PRECISION] = None
    status: Annotated[Short | None, Meta(msg("Status"))] = None
    standing: Annotated[StandingName | None, f.STANDING] = None


class Milestone(Named):
    """A step of an initiative: the day it is due, and the one on which it was reached."""

    prefix = "milestone"
    title_of_type = msg("Milestone")
    plural = msg("Milestones")
    is_political = True

    due: Annotated[IsoDate | None, Meta(msg("Due"))] = None
    precision: Annotated[f.Precision | None, f.PRECISION] = None
    status: Annotated[Short | None, Meta(msg("Status"))] = None
    reached: Annotated[IsoDate | None, Meta(msg("Reached on"))] = None
    evidence: Annotated[Short | None, Meta(msg("Evidence"))] = None


class Objective(Named):
    """What a measure wants to reach, as it is proposed or as the board adopted it."""

    prefix = "objective"
    title_of_type = msg("Objective")
    plural = msg("Objectives")
    is_political = True

    text: Annotated[Words, f.SUMMARY] = Field(default_factory=dict)
    standing: Annotated[StandingName | None, f.STANDING] = None


class Action(Named):
    """Something to be done under a measure; responsible stays empty until the board names one.

    ``evidence`` is what shows that it is done, ``next_step`` what is to happen before.
    """

    prefix = "action"
    title_of_type = msg("Action")
    plural = msg("Actions")
    is_political = True

    text: Annotated[Words, f.SUMMARY] = Field(default_factory=dict)
    responsible: Annotated[list[Id], Meta(msg("Responsible"))] = Field(default_factory=list)
    starts: Annotated[IsoDate | None, f.STARTS] = None
    ends: Annotated[IsoDate | None, f.ENDS] = None
    precision: Annotated[f.Precision | None, f.PRECISION] = None
    status: Annotated[Short | None, Meta(msg("Status"))] = None
    reached: Annotated[IsoDate | None, Meta(msg("Reached on"))] = None
    evidence: Annotated[Short | None, Meta(msg("Evidence"))] = None
    next_step: Annotated[Words, Meta(msg("Next step"), f.Merge.PER_LANGUAGE)] = Field(
        default_factory=dict
    )
    standing: Annotated[StandingName | None, f.STANDING] = None


class Indicator(Named):
    """What shows how far a measure is: where it began, what is wanted by when, what was read since.

    ``measure`` names how coopgraph calculates it (``kg.graph.plan_readings``), none where somebody
    reads it off; ``readings`` are days with the value that was read, as ``2026-11-30 = 4.5``.
    """

    prefix = "indicator"
    title_of_type = msg("Indicator")
    plural = msg("Indicators")
    is_political = True

    text: Annotated[Words, f.SUMMARY] = Field(default_factory=dict)
    unit_of_measure: Annotated[Words, Meta(msg("Unit of measure"), f.Merge.PER_LANGUAGE)] = Field(
        default_factory=dict
    )
    measure: Annotated[Short | None, Meta(msg("How it is calculated"))] = None
    baseline: Annotated[float | None, Meta(msg("Baseline"))] = None
    baseline_on: Annotated[IsoDate | None, Meta(msg("Day of the baseline"))] = None
    target: Annotated[float | None, Meta(msg("Target"))] = None
    due: Annotated[IsoDate | None, Meta(msg("Due"))] = None
    readings: Annotated[list[Short], Meta(msg("Readings"), f.Merge.UNION, told=False)] = Field(
        default_factory=list
    )
    standing: Annotated[StandingName | None, f.STANDING] = None


OFFICE_SOURCES: Final = "source/desk/"
"""Before the id of an office: the source under which it speaks."""


class Source(Node):
    """A document or data set that statements come from."""

    prefix = "source"
    title_of_type = msg("Source")
    plural = msg("Sources")
    is_background = True
    is_reference = True
    label_field = "title"

    title: Annotated[Words, f.TITLE] = Field(default_factory=dict)
    kind: Annotated[Short | None, f.KIND] = None
    publisher: Annotated[Short | None, Meta(msg("Publisher"), searchable=True)] = None
    url: Annotated[Short | None, Meta(msg("Address"))] = None
    retrieved: Annotated[IsoDate | None, Meta(msg("Retrieved on"))] = None
    licence: Annotated[Short | None, Meta(msg("Licence"))] = None
    checksum: Annotated[Short | None, Meta(msg("SHA-256 of the file"))] = None
    note: Annotated[Words, f.NOTE] = Field(default_factory=dict)


class Decision(Node):
    """What was decided about two records: that they are one body, or two; never a person's name."""

    prefix = "decision"
    title_of_type = msg("Decision on identity")
    plural = msg("Decisions on identity")
    is_background = True
    is_reference = True

    one: Annotated[Id | None, Meta(msg("One record"))] = None
    other: Annotated[Id | None, Meta(msg("The other record"))] = None
    verdict: Annotated[Short | None, Meta(msg("Verdict"))] = None
    by: Annotated[Short | None, Meta(msg("Decided by"))] = None
    score: Annotated[NonNegativeInt | None, Meta(msg("Score (millionths)"))] = None
    evidence: Annotated[list[Short], Meta(msg("Evidence"))] = Field(default_factory=list)
    decided: Annotated[IsoDate | None, Meta(msg("Decided on"))] = None


class GuidelineVersion(Node):
    """A version of a guideline that the board adopted: its text, and by which decision.

    ``guideline`` is the name by which it is asked for, ``text`` its file, ``checksum`` the SHA-256
    of that. It counts from the day of the decision; of several the last adopted.
    """

    prefix = "guideline"
    title_of_type = msg("Adopted guideline")
    plural = msg("Adopted guidelines")
    is_background = True
    is_reference = True

    name: Annotated[Words, f.NAME] = Field(default_factory=dict)
    guideline: Annotated[Short | None, Meta(msg("Guideline"))] = None
    version: Annotated[Short | None, Meta(msg("Version"))] = None
    text: Annotated[f.Whole | None, Meta(msg("Text of the guideline"))] = None
    checksum: Annotated[Short | None, Meta(msg("SHA-256 of the file"))] = None
    adopted: Annotated[IsoDate | None, Meta(msg("Adopted on"))] = None
    decision: Annotated[Short | None, Meta(msg("Decision of the board"))] = None


NODE_CLASSES: tuple[type[Node], ...] = (
    Action, Activity, Agreement, Country, Decision, Demand, Goal, GuidelineVersion, Indicator,
    Initiative, Language, Milestone, Modality, Objective, Offer, Organisation, Practice, Priority,
    Programme, Region, Sector, Source, State, Unit,
)  # fmt: skip
"""All node types, by name: the order of a snapshot."""
