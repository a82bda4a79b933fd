"""Documents about partners who reach most together."""

from typing import Literal

from kg.model.documents.document_parts import Answer, Named, Part, RuledBy
from kg.model.standing import Standing


class TogetherGround(Part):
    """One of the things that partners reach together: how many there are, what it weighs.

    ``weight`` is its part of the whole, in millionths.
    """

    name: Literal["states", "demands", "sectors"]
    total: int
    weight: int
    reached: int


class TogetherAdds(Part):
    """What a partner adds of one ground to those before it: ids, and their names."""

    name: Literal["states", "demands", "sectors"]
    adds: int
    new: list[Named]


class TogetherBrings(Part):
    """What a body has on record beside whom it reaches: how much of it, and the first names.

    ``experience`` are its activities, ``instruments`` the programmes and funds it runs on the date,
    ``practices`` those it declares or is named in, ``agreements`` those it is a party to in force.
    """

    name: Literal["experience", "instruments", "practices", "agreements"]
    label: str
    count: int
    named: list[Named]


class TogetherStep(Part):
    """One more partner: what it adds, the share reached with it (millionths), what it brings.

    ``in_plan``: the plan names it, in a pilot or a mandate.
    """

    id: str
    label: str
    in_plan: bool
    adds: list[TogetherAdds]
    share_added: int
    share: int
    brings: list[TogetherBrings]
    sentence: str


class TogetherGap(Part):
    """What of one ground stays unreached, and which candidates could reach it at all."""

    name: Literal["states", "demands", "sectors"]
    id: str
    label: str
    reachable_by: list[Named]


class Together(Answer):
    """Which partners together reach most states, needs and sectors; for the board.

    Each ground counts as a share of its own, times its weight. ``bound`` is the share that no
    choice of as many can pass, exact for these candidates.
    """

    standing: Standing
    guideline: RuledBy
    within: str | None
    grounds: list[TogetherGround]
    steps: list[TogetherStep]
    gaps: list[TogetherGap]
    share: int
    bound: int | None
    gap_sentences: list[str]
