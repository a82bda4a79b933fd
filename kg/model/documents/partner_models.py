"""Documents about partners judged, what they cover, and how firm their order is."""

from typing import Any, Literal

from pydantic import Field

from kg.model.documents.document_parts import Answer, Document, Named, Part, RuledBy
from kg.model.documents.record_models import FieldChange
from kg.model.standing import Standing


class Criterion(Part):
    """One criterion of a judged partner; value None: unknown, it adds nothing."""

    name: str
    label: str
    value: float | None
    unit: str
    scaled: int | None
    weight: int
    contribution: int


class Door(Named):
    """The office to write to; ``steps`` say in order who then does what, where others decide."""

    steps: list[str]


class RulePart(Part):
    """A rule that spoke: its verdict and the text it rests on."""

    id: str
    verdict: str
    basis: str
    text: str


class Approaching(Part):
    """How far the approach to a partner is, since which day; ``note`` is why it was closed."""

    status: str
    label: str
    since: str | None
    note: str | None


class Partner(Part):
    """A partner judged; the contributions of its criteria sum to ``score``.

    ``rank``: one more than the number of partners with a rank whose ``interval`` lies wholly above;
    None where the verdict gives none. Lists are by rank, then score, then id.
    """

    id: str
    label: str
    verdict: Literal["approach", "conditions", "unknown", "not_now"]
    rank: int | None
    score: int
    interval: tuple[int, int]
    criteria: list[Criterion]
    rules: list[RulePart]
    missing: list[str]
    questions: list[str]
    answers: list[str]
    """The commands that answer the questions, one each, to be filled in at “…”."""
    door: Door | None
    links: list[Named]
    """The agreements on record that make the official link."""
    not_comparable: int | None
    """With how many others it may still change places, by what is not known; None: no rank."""
    acceptability: list[int] | None = None
    """Shares of weightings under which it is first, second, …; as all below: with robustness."""
    stays: int | None = None
    """Share of weightings under which it is among the first, what is unknown adding nothing."""
    stays_between: tuple[int, int] | None = None
    """The same, whatever the unknown turns out to be, and if it turns out as well as it can."""
    weight_intervals: dict[str, tuple[int, int]] | None = None
    """In which each weight alone may lie, and the first stay the same; as in ``Robustness``."""
    stays_while: dict[str, tuple[int, int]] | None = None
    """In which each weight alone may lie, and it stays among the first, or outside."""
    sentences: list[str] = Field(default_factory=list)
    approach: Approaching | None = None


class Robustness(Part):
    """How far it depends on the weights who the first so many partners are.

    ``weight_intervals``: from which to which weight of each criterion, in millionths and both
    included, they stay the same, the others keeping their proportions. ``weightings``: how many
    were tried. ``sentences`` speak of the order and the criteria; those of partners stand there.
    """

    first: int
    weightings: int
    weight_intervals: dict[str, tuple[int, int]]
    sentences: list[str]


class LeftOut(Part):
    """Who are no candidates under a guideline, and why: one exception of it, bodies by id."""

    text: str
    bodies: list[Named]


class Partners(Answer):
    """Partners in order of priority under a guideline; for the board.

    ``counts`` are of all candidates by verdict, whether or not they are among the results.
    ``weights`` are those that the scores rest on, by criterion; ``reweighted``: they are not the
    guideline's own but those that the question named, a trial that nobody has adopted.
    """

    standing: Standing
    guideline: RuledBy
    counts: dict[str, int]
    results: list[Partner]
    left_out: list[LeftOut]
    weights: dict[str, int]
    reweighted: bool
    robustness: Robustness | None = None


class CoverageStep(Part):
    """What one more partner adds: ``new`` are the ids nobody before it reached.

    ``undated`` are the states that count as its members at every date, since no first day is known.
    """

    id: str
    label: str
    adds: int
    reached: int
    new: list[str]
    undated: list[str] = Field(default_factory=list)


class VerdictChange(Part):
    """The verdict about a partner before and after; null: it is not judged."""

    id: str
    label: str
    before: str | None
    after: str | None


class Told(Document):
    """A fact that was told, or with ``dry_run`` only tried, and what it changes; for the board."""

    standing: Standing
    guideline: RuledBy
    dry_run: bool
    told: list[str]
    fields: list[FieldChange]
    verdicts: list[VerdictChange]
    findings: list[dict[str, Any]]


class Coverage(Answer):
    """What partners add together, step by step; ``bound`` is what no choice of k can pass."""

    of: str
    within: str | None
    total: int
    steps: list[CoverageStep]
    unreached: list[str]
    bound: int | None = None
