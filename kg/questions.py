"""What can be asked: one value per question, with its defaults, limits and choices.

The command line, the API and the pages build these and hand them to the knowledge base
(``kg.knowledge``). Nothing here is computed, and nothing heavy is imported.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar, Final, Generic, TypeVar

from kg.base import defaults
from kg.base.errors import BadOptionError, WrongUseError
from kg.base.i18n import msg
from kg.definitions.shipped_names import APPROACH, EXPERIENCE, OFFERS_FOR_DEMAND
from kg.model.registry import NODES
from kg.model.relations import DECLARED

if TYPE_CHECKING:
    from kg.matching.lens.lens import Lens
    from kg.model import documents  # noqa: F401 (named in texts, which are read by mypy alone)
    from kg.partners.guideline.guideline import Guideline

D_co = TypeVar("D_co", covariant=True)

KERNEL: Final = "kernel"
CYPHER: Final = "cypher"
DASK: Final = "dask"
ENGINES: Final = (KERNEL, CYPHER)
"""What computes matches: the kernels, or the database of the store itself."""
SPREADING: Final = (KERNEL, DASK)
"""Where long work is done: in this process, or spread over the workers of a cluster."""
YEARS: Final = 3
"""For how long after a day cooperation is looked for: in one year few begin anything new anywhere,
in many the day lies far back before which all that is known was known."""
REACHED: Final = ("states", "demands", "sectors")
"""What partners can cover."""


class Question(Generic[D_co]):
    """A question whose answer is a document of type ``D_co``."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class StatusQuestion(Question["documents.Status"]):
    """What is on record, and how fresh it is?"""


@dataclass(frozen=True, slots=True)
class SearchQuestion(Question["documents.Search"]):
    """Which records hold these words; ``type``: among those of one type alone?

    The type is taken in any case, as it is called or as its ids begin; it is kept as it is called.

    Raises:
        BadOptionError: there is no such type.
    """

    LIMIT: ClassVar[int] = defaults.FOUND
    MOST: ClassVar[int] = 200
    MAX_TEXT: ClassVar[int] = 500
    """Characters of a text that is taken from an address."""

    text: str
    limit: int = LIMIT
    type: str | None = None

    def __post_init__(self) -> None:
        if self.type is not None:
            object.__setattr__(self, "type", _type_named(self.type))


@dataclass(frozen=True, slots=True)
class DeclaredQuestion(Question["documents.Declared"]):
    """Which offers, demands or practices are on the table, of which sector, in whose name?

    ``sector`` counts with all that lies in it. With ``examples`` what is made up, and nothing else.

    Raises:
        BadOptionError: the type is none of the three.
    """

    LIMIT: ClassVar[int] = 100
    MOST: ClassVar[int] = 1000

    type: str
    sector: str | None = None
    state: str | None = None
    examples: bool = False
    limit: int = LIMIT

    def __post_init__(self) -> None:
        _check("type", self.type, DECLARED)


@dataclass(frozen=True, slots=True)
class ShowQuestion(Question["documents.Show"]):
    """What is known of one record, and who says so?"""

    id: str


@dataclass(frozen=True, slots=True)
class NeighbourhoodQuestion(Question["documents.Neighbourhood"]):
    """What lies within some relations of a record?"""

    STEPS: ClassVar[int] = defaults.STEPS
    LIMIT: ClassVar[int] = defaults.NEIGHBOURS
    MOST_STEPS: ClassVar[int] = 3
    MOST: ClassVar[int] = 1000

    id: str
    steps: int = STEPS
    limit: int = LIMIT


@dataclass(frozen=True, slots=True)
class MatchQuestion(Question["documents.Match"]):
    """Who can meet this need, whom can this offer help, who has done it before?

    ``sector`` tells a need of the state ``id`` that nobody declared. ``lens`` is the name of one
    that comes with the program, or a lens.

    Raises:
        BadOptionError: there is no such engine.
    """

    TOP: ClassVar[int] = defaults.MATCHES
    MOST: ClassVar[int] = 1000

    id: str
    sector: str | None = None
    lens: str | Lens = field(default=OFFERS_FOR_DEMAND, kw_only=True)
    top: int = field(default=TOP, kw_only=True)
    engine: str = field(default=KERNEL, kw_only=True)

    def __post_init__(self) -> None:
        _check("engine", self.engine, ENGINES)


@dataclass(frozen=True, slots=True, kw_only=True)
class LongQuestion:
    """What every question says whose work can be spread: by which engine, over whose workers.

    ``scheduler``: with the engine ``dask`` the address of the one whose workers do it; processes of
    this machine where none is named.

    Raises:
        BadOptionError: there is no such engine, or a scheduler is named for another one.
    """

    ALLOWED: ClassVar[tuple[str, ...]] = SPREADING

    engine: str = KERNEL
    scheduler: str = ""

    def __post_init__(self) -> None:
        _check_spread(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class AllMatchesQuestion(LongQuestion):
    """What are the best matches of every query of a lens? The answer is rows, one after another.

    Raises:
        BadOptionError: as ``LongQuestion``.
    """

    ALLOWED: ClassVar[tuple[str, ...]] = (*ENGINES, DASK)

    lens: str | Lens = OFFERS_FOR_DEMAND
    top: int = MatchQuestion.TOP


@dataclass(frozen=True, slots=True)
class WhyNotQuestion(Question["documents.WhyNot"]):
    """Why is ``target`` not in the list of ``id``, and what would bring it in?

    ``sector`` and ``lens`` as of a match; ``top``: so many of the list are shown. The kernels
    answer it.
    """

    id: str
    target: str
    sector: str | None = None
    lens: str | Lens = field(default=OFFERS_FOR_DEMAND, kw_only=True)
    top: int = field(default=MatchQuestion.TOP, kw_only=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class PortfolioQuestion(Question["documents.Portfolio"]):
    """Which offers should meet which demands, so that all get something and nobody is overrun?

    Of each demand the best ``candidates`` that fit it are weighed. An offer takes as many demands
    as it states, else ``offer_places``; a provider at most ``provider_places``, without it all that
    its offers take. ``floor`` demands of each state come before all else. ``under_way`` are demands
    and offers (ids) about which two offices work already: their places are taken. With ``examples``
    what is made up, and nothing else.

    Raises:
        BadOptionError: a number is out of its range.
    """

    CANDIDATES: ClassVar[int] = 50
    MOST_CANDIDATES: ClassVar[int] = 1000
    MOST: ClassVar[int] = 1000
    """Most of places, and of a floor."""

    lens: str | Lens = OFFERS_FOR_DEMAND
    candidates: int = CANDIDATES
    offer_places: int = 1
    provider_places: int | None = None
    floor: int = 1
    under_way: tuple[tuple[str, str], ...] = ()
    examples: bool = False

    def __post_init__(self) -> None:
        _within("candidates", self.candidates, 1, self.MOST_CANDIDATES)
        _within("offer_places", self.offer_places, 0, self.MOST)
        _within("provider_places", self.provider_places or 0, 0, self.MOST)
        _within("floor", self.floor, 0, self.MOST)


@dataclass(frozen=True, slots=True)
class TrianglesQuestion(Question["documents.Triangles"]):
    """Who could provide first, and who second, for a demand?"""

    TOP: ClassVar[int] = 5
    MOST: ClassVar[int] = 50

    id: str
    top: int = TOP


@dataclass(frozen=True, slots=True)
class EvaluationQuestion(LongQuestion, Question["documents.Evaluation"]):
    """How well does a lens rank who works anew with whom in what, of what was known before a day?

    Several days are the cuts of a rolling origin. What is asked begins on the day, or from
    ``after`` on, and within so many years.

    Raises:
        BadOptionError: no day is named, or what is asked begins before it; or as ``LongQuestion``.
    """

    before: tuple[date, ...]
    after: date | None = None
    years: int = YEARS
    lens: str | Lens = EXPERIENCE

    MOST_YEARS: ClassVar[int] = 30

    def __post_init__(self) -> None:
        _check_spread(self)
        if not self.before:
            fix = msg("Name a day: --before 2009-01-01.")
            raise BadOptionError("before", "", fix)
        if self.after is not None and self.after < max(self.before):
            fix = msg("Name a day that is not earlier than the one before which all is known.")
            raise BadOptionError("after", self.after.isoformat(), fix)


@dataclass(frozen=True, slots=True)
class FitQuestion:
    """Which weights would have served a lens best, of what was known before a day?

    Without a day: before the last one after which so many years are on record.
    """

    lens: str | Lens = EXPERIENCE
    before: date | None = None
    years: int = YEARS


@dataclass(frozen=True, slots=True)
class PartnersQuestion(LongQuestion, Question["documents.Partners"]):
    """Which partners should the board approach first, and on what conditions?

    ``weights`` are put in place of the guideline's, as a trial (``kg.partners.reweighting``). With
    ``robustness`` the answer says how far the order of the first so many depends on the weights.
    With ``at_revision`` it is the one that was given then: of what was on record at that revision.

    Raises:
        BadOptionError: as ``LongQuestion``, or work is to be spread and there is none.
    """

    TOP: ClassVar[int] = defaults.PARTNERS
    MOST: ClassVar[int] = 1000
    FIRST: ClassVar[int] = defaults.FIRST_PARTNERS
    MOST_WEIGHTS: ClassVar[int] = 100

    guideline: str | Guideline = APPROACH
    top: int = TOP
    weights: tuple[tuple[str, Decimal], ...] = ()
    robustness: bool = False
    first: int = FIRST
    at_revision: int | None = None

    def __post_init__(self) -> None:
        _check_spread(self)
        if self.engine == DASK and not self.robustness:
            fix = msg("Only what --robustness counts is spread: add it, or leave --engine out.")
            raise BadOptionError("engine", self.engine, fix)


@dataclass(frozen=True, slots=True)
class RestsOnQuestion(Question["documents.PartnersRestsOn"]):
    """Which verdicts about partners rest on a record: an id, or a relation (START TYPE END)?"""

    record: str
    guideline: str | Guideline = APPROACH


@dataclass(frozen=True, slots=True)
class PassQuestion(Question["documents.PartnersPass"]):
    """What must change for the partner ``behind`` to pass the partner ``ahead``?"""

    ahead: str
    behind: str
    guideline: str | Guideline = APPROACH


@dataclass(frozen=True, slots=True)
class GuidelinesQuestion(Question["documents.Guidelines"]):
    """Which guidelines are there, in which versions, of which standing?"""


@dataclass(frozen=True, slots=True)
class GuidelineQuestion(Question["documents.GuidelineText"]):
    """What does a guideline say?"""

    guideline: str | Guideline = APPROACH


@dataclass(frozen=True, slots=True)
class GuidelineDiffQuestion(Question["documents.GuidelineDiff"]):
    """What differs between two guidelines, and whom do they judge differently?"""

    before: str | Guideline
    after: str | Guideline = APPROACH


@dataclass(frozen=True, slots=True)
class CoverageQuestion(Question["documents.Coverage"]):
    """What do partners add together, in this order, or with ``best`` so many of them chosen?

    Without ``ids`` they are chosen among the candidates of the guideline.

    Raises:
        BadOptionError: there is no such thing to reach.
        WrongUseError: neither partners are named nor how many are to be chosen.
    """

    MOST: ClassVar[int] = 100

    ids: Sequence[str] = ()
    of: str = REACHED[0]
    within: str | None = None
    best: int | None = None
    guideline: str | Guideline = APPROACH

    def __post_init__(self) -> None:
        _check("of", self.of, REACHED)
        if not self.ids and self.best is None:
            detail = msg("No partners are named, and none are to be chosen.")
            raise WrongUseError(detail, msg("Name partners, or say how many to choose (best)."))


@dataclass(frozen=True, slots=True)
class TogetherQuestion(Question["documents.Together"]):
    """Which partners together reach most states, needs and sectors, each a share of its own?

    ``best`` of the candidates of the guideline are chosen, or of ``ids``; without ``best`` these
    come in the order given. ``weights`` say how much each of the three counts.

    Raises:
        BadOptionError: there is no such thing to reach, or a weight is none.
        WrongUseError: neither partners are named nor how many are to be chosen.
    """

    MOST: ClassVar[int] = CoverageQuestion.MOST

    ids: Sequence[str] = ()
    best: int | None = None
    within: str | None = None
    weights: tuple[tuple[str, Decimal], ...] = ()
    guideline: str | Guideline = APPROACH

    def __post_init__(self) -> None:
        for name, _ in self.weights:
            _check("weight", name, REACHED)
        if not self.ids and self.best is None:
            detail = msg("No partners are named, and none are to be chosen.")
            raise WrongUseError(detail, msg("Name partners, or say how many to choose (best)."))


@dataclass(frozen=True, slots=True)
class PlanCoverageQuestion(Question["list[documents.Coverage]"]):
    """What do the partners reach that the plan names: of the hemisphere, and of its body?"""

    guideline: str | Guideline = APPROACH


@dataclass(frozen=True, slots=True)
class PathsQuestion(Question["documents.Paths"]):
    """How are two actors connected?"""

    TOP: ClassVar[int] = defaults.ROUTES
    MOST: ClassVar[int] = 50

    start: str
    end: str
    top: int = TOP


@dataclass(frozen=True, slots=True)
class BridgesQuestion(Question["documents.Bridges"]):
    """What do two or three bodies share, and what would join them?

    ``top``: how many routes between each two.
    """

    TOP: ClassVar[int] = defaults.ROUTES
    MOST: ClassVar[int] = 10

    ids: Sequence[str]
    top: int = TOP


@dataclass(frozen=True, slots=True)
class CypherQuestion(Question["documents.Cypher"]):
    """What does a query in Cypher give? For the board, reading only.

    ``day_named``: the day of the question was said, and did not come of itself.
    """

    ROWS: ClassVar[int] = 1_000
    SECONDS: ClassVar[float] = defaults.QUERY_SECONDS
    MOST_ROWS: ClassVar[int] = 10_000
    MOST_SECONDS: ClassVar[float] = 300.0
    MOST_SECONDS_SERVED: ClassVar[float] = 60.0
    """A service has a thread for each question that waits."""

    query: str
    parameters: Mapping[str, Any] = field(default_factory=dict)
    day_named: bool = False
    limit: int = ROWS
    timeout: float = SECONDS


def _type_named(text: str) -> str:
    for name, cls in NODES.items():
        if text.strip().casefold() in {name.casefold(), cls.prefix}:
            return name
    raise BadOptionError("type", text, msg("Use one of: {names}.", names=list(NODES)))


def _check_spread(question: LongQuestion) -> None:
    _check("engine", question.engine, question.ALLOWED)
    if question.scheduler and question.engine != DASK:
        fix = msg("Name a scheduler with --engine dask.")
        raise BadOptionError("scheduler", question.scheduler, fix)


def _check(option: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise BadOptionError(option, value, msg("Use one of: {names}.", names=list(allowed)))


def _within(option: str, value: int, low: int, high: int) -> None:
    if not low <= value <= high:
        fix = msg("Write a whole number from {low} to {high}.", low=str(low), high=str(high))
        raise BadOptionError(option, str(value), fix)
