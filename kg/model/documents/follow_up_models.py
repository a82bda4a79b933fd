"""Documents about what came of the exchange."""

from pydantic import Field

from kg.model.documents.document_parts import Directed, Document, Named, Part


class FollowUpPeriod(Part):
    """Of which days it tells what happened on the desk: the first and the last, both included."""

    first: str
    last: str


class FollowUpList(Part):
    """The list of states that is counted against, and the body whose full members it begins with.

    ``decided`` is the day on which the board adopted it, by its ``decision``.
    """

    name: str
    body: str
    decided: str | None
    decision: str | None
    states: int


class FollowUpDays(Part):
    """How long answers took, in days: the middle one, and between which the middle half lies.

    ``waiting`` are those that have not come; without an answer the days are None.
    """

    answered: int
    waiting: int
    median: float | None
    quarter: float | None
    three_quarters: float | None


class FollowUpRegion(Part):
    """How many needs of a region nobody meets; a region of None: theirs is not known."""

    region: str | None
    label: str
    demands: int


class FollowUpUnmet(Part):
    """How many needs of a sector (DAC, 3 digits) nobody meets; a sector of None: none is stated."""

    sector: str | None
    label: str
    demands: int
    regions: list[FollowUpRegion]


class FollowUpWeek(Part):
    """What happened in a week, by its Monday: each record counts in the week of its first time."""

    first: str
    entered: int
    asked: int
    started: int
    concluded: int
    confirmed: int


class FollowUpState(Part):
    """What is for a state and the secretariat alone: what was asked of it, how soon it answers."""

    id: str
    label: str
    posted: int
    asked: int
    answers: FollowUpDays
    late: int


class FollowUpLate(Part):
    """A record whose last day has passed.

    ``waits_for`` is the office that is to act, None where that is the secretariat or either office.
    """

    id: str
    state: str
    due: str
    waits_for: str | None


class FollowUpCounts(Part):
    """What came of the exchange.

    On record on the day: ``posted`` (of them ``offers``, ``demands``, ``practices``), ``matched``
    and ``unmet`` demands. Within the period: what offices ``entered`` and was accepted, and how
    many requests for contact came to each of the other steps, each counted once.
    """

    posted: int
    offers: int
    demands: int
    practices: int
    matched: int
    entered: int
    asked: int
    accepted: int
    declined: int
    lapsed: int
    started: int
    fell_through: int
    concluded: int
    confirmed: int
    late: int
    answers: FollowUpDays
    decisions: FollowUpDays
    unmet: list[FollowUpUnmet]
    weeks: list[FollowUpWeek]
    late_records: list[FollowUpLate]


class FollowUp(Directed, FollowUpCounts, Document):
    """What came of the exchange, in the whole of it or for one office's state or body (``own``).

    ``states`` are those whose figures are for whoever asks, ``examples`` the same of what is made
    up, where there is any. ``revision`` is the desk's.
    """

    own: Named | None
    period: FollowUpPeriod
    states: list[FollowUpState]
    list_: FollowUpList = Field(alias="list")
    examples: FollowUpCounts | None
