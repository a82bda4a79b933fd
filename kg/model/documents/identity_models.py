"""Documents about which records are one body."""

from kg.model.documents.document_parts import Document, Part


class IdentityEvidence(Part):
    """One thing that speaks for two records being one body, or against it."""

    kind: str
    detail: str


class IdentityPair(Part):
    """Two records that may be one body, with what speaks for it and against it."""

    a: str
    b: str
    a_label: str
    b_label: str
    score: int
    evidence: list[IdentityEvidence]


class IdentityCandidates(Document):
    """Pairs about which a person is asked, the surest first; ``total``: how many there are."""

    pairs: list[IdentityPair]
    total: int


class IdentityDecision(Part):
    """A decision about two records; ``undone``: it holds no more.

    ``by`` is person or rule; ``evidence`` what a rule went by.
    """

    id: str
    one: str
    other: str
    verdict: str
    by: str
    score: int | None
    evidence: list[IdentityEvidence]
    decided: str
    undone: bool


class IdentityLog(Document):
    """All decisions on identity, those too that were undone; the latest first."""

    decisions: list[IdentityDecision]


class IdentityChange(Document):
    """What decisions did: records that go by another id now, and those by their own again."""

    decisions: list[str]
    joined: dict[str, str]
    parted: list[str]
