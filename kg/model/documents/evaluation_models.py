"""Documents about how good a lens is."""

from kg.model.documents.document_parts import Document, Named, Part, RuledBy
from kg.model.standing import Standing


class MeasuredPart(Part):
    """How well a method ranks: means over queries, from 0 to 1."""

    name: str
    ndcg10: float
    recall10: float
    mrr: float


class Measured(MeasuredPart):
    """The same with how far it can be trusted.

    ``interval`` holds NDCG@10 in 95 of 100 draws of recipients, ``against`` its lead over each
    baseline in the same draws; null where there are too few recipients to draw. ``sd`` is the
    standard deviation of NDCG@10 over ``seeds`` runs of what learns by chance, else null.
    """

    interval: tuple[float, float] | None
    against: dict[str, tuple[float, float] | None]
    seeds: int | None
    sd: float | None


class EvaluationSource(Part):
    """What methods are worth on the new links that one source tells."""

    id: str
    label: str
    queries: int
    methods: list[Measured]


class EvaluationCut(Part):
    """What one cut asked: known is what began ``before``, asked what begins ``after``, ``until``.

    ``newcomers`` are new links of providers of whom nothing was known: nobody can rank them.
    """

    before: str
    after: str
    until: str
    queries: int
    candidates: int
    new: int
    repeats: int
    newcomers: int
    methods: list[MeasuredPart]


class Evaluation(Document):
    """How well methods rank who works anew with a recipient in a sector; means over cuts.

    ``methods`` rank candidates that have no link there yet, ``unfiltered`` all of them, ``repeats``
    find links that were there before. ``undated`` activities count nowhere; ``missing`` says which
    methods were not run, and why.
    """

    standing: Standing
    lens: RuledBy
    before: list[str]
    after: list[str]
    horizon: int
    queries: int
    recipients: int
    candidates: int
    undated: int
    methods: list[Measured]
    unfiltered: list[Measured]
    repeats: list[Measured]
    by_source: list[EvaluationSource]
    by_cut: list[EvaluationCut]
    missing: list[str]


class FittedWeight(Part):
    """A weight of a term before and after it was fitted."""

    term: str
    was: float
    weight: float


class FitWindow(Part):
    """A window that taught: what began from ``after`` until before ``until``."""

    after: str
    until: str
    queries: int


class FitCut(Part):
    """NDCG@10 after one cut, with weights that only windows closed before it have taught.

    ``unfitted`` is that of the lens as it was.
    """

    before: str
    queries: int
    weights: dict[str, float]
    fitted: float
    unfitted: float
    sector_popularity: float


class Fit(Document):
    """The weights of a lens fitted to cooperation of the past, and what they reach.

    ``weights`` are those of the last of the ``cuts``, taught by the ``windows``, of what the
    ``sources`` told.
    """

    standing: Standing
    lens: RuledBy
    weights: list[FittedWeight]
    windows: list[FitWindow]
    sources: list[Named]
    cuts: list[FitCut]
