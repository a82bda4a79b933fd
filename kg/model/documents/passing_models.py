"""Documents about what must change for one partner to pass another."""

from kg.model.documents.document_parts import Document, Part, RuledBy
from kg.model.documents.partner_models import RulePart
from kg.model.standing import Standing


class PartnerStand(Part):
    """Where a partner stands: verdict, rank, score, and what the score could reach."""

    id: str
    label: str
    verdict: str
    rank: int | None
    score: int
    interval: tuple[int, int]


class PassValue(Part):
    """What value of one criterion alone would let a partner pass; null: none would.

    ``count`` of ``of`` things make the value, where it is counted so.
    """

    name: str
    label: str
    unit: str
    now: float | None
    needed: float | None
    count: int | None
    of: int | None
    most: float | None
    score: int | None
    sentence: str


class PassWeight(Part):
    """Which weight of one criterion alone would let a partner pass, in millionths; null: none.

    The other weights keep their proportions. Weights are tried in thousandths.
    """

    name: str
    label: str
    now: int
    needed: int | None
    sentence: str


class PassUnknowns(Part):
    """Which unknown criteria, answered at best, would let a partner pass; ``least``: the fewest."""

    unknown: list[str]
    suffices: bool
    least: list[str]
    sentence: str


class PartnersPass(Document):
    """What must change for one partner (``behind``) to pass another (``ahead``); for the board.

    ``gap`` is by how much the score of ``behind`` is the lower one. ``verdict`` says which rules
    keep it from having a rank, where ``ahead`` has one.
    """

    standing: Standing
    guideline: RuledBy
    ahead: PartnerStand
    behind: PartnerStand
    passes: bool
    gap: int
    verdict: list[RulePart]
    missing: list[str]
    values: list[PassValue]
    weights: list[PassWeight]
    unknowns: PassUnknowns
    sentences: list[str]
