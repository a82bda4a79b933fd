"""Documents about guidelines, what differs between two, what would change a verdict."""

from typing import Any, Literal

from pydantic import Field

from kg.model.documents.document_parts import Document, Part, Ref, RuledBy
from kg.model.standing import Standing


class KeptVersion(Part):
    """One version of a guideline that comes with the program, and whether it is adopted."""

    version: str
    name: str
    standing: Standing


class KeptGuideline(Part):
    """A guideline with its versions, the newest first; ``name`` of a version is what names it."""

    name: str
    body: str
    versions: list[KeptVersion]


class Guidelines(Document):
    """The guidelines that come with the program; ``revision`` is 0: no store is asked."""

    guidelines: list[KeptGuideline]


class TextChange(Part):
    """A field of a guideline in two versions, as a reader reads it; null: it is not there."""

    field: str
    label: str
    before: str | None
    after: str | None


class EntryChange(Part):
    """An entry of a guideline that one of two versions lacks, or that differs in ``fields``."""

    part: Literal["guideline", "candidates", "rules", "otherwise", "criteria"]
    id: str
    label: str
    change: Literal["added", "removed", "changed"]
    fields: list[TextChange]


class RuleChange(Part):
    """A rule by which a verdict changes: it speaks now, is silent now, or says another verdict."""

    id: str
    change: Literal["speaks", "silent", "verdict"]
    verdict: str
    basis: str
    text: str


class CriterionChange(Part):
    """A criterion by which a score changes: its value and what it contributes, before and after."""

    name: str
    label: str
    unit: str
    before: float | None
    after: float | None
    contributions: tuple[int, int]


class PartnerChange(Part):
    """A partner of whom something differs between two answers about partners.

    Null stands for no rank, or on a side where it is not judged. ``rules`` are those by which the
    verdict changes, ``criteria`` those by which the score does; where both are empty only others
    moved. ``left_out`` says why it is no candidate any more. ``sentence`` says it all.
    """

    id: str
    label: str
    verdict: tuple[str | None, str | None]
    rank: tuple[int | None, int | None]
    score: tuple[int | None, int | None]
    rules: list[RuleChange]
    criteria: list[CriterionChange]
    left_out: str | None
    sentence: str


class GuidelineDiff(Document):
    """What differs between two guidelines, and whom they judge differently; for the board.

    ``partners`` is null where no store was asked: ``revision`` is 0 then.
    """

    from_: RuledBy = Field(alias="from")
    to: RuledBy
    entries: list[EntryChange]
    partners: list[PartnerChange] | None


class PartnersWhatIf(Document):
    """What facts would change of verdicts, ranks and scores; nothing was written. For the board.

    ``told`` are the records that the facts are about, none of those that were not taken.
    """

    standing: Standing
    guideline: RuledBy
    facts: list[str]
    told: list[str]
    findings: list[dict[str, Any]]
    partners: list[PartnerChange]


class PartnersRestsOn(Document):
    """What differs of verdicts, ranks and scores where a record is left out; for the board.

    Of a source all that it alone states is left out: ``without`` counts the records that go.
    """

    standing: Standing
    guideline: RuledBy
    record: Ref
    without: int
    partners: list[PartnerChange]


class GuidelineRule(Part):
    """A rule in words; ``verdict`` is null where it is for the board alone.

    Texts hold ``{partner}``, ``{body}``, ``{door}`` and ``{link}`` where they name what they judge.
    """

    id: str
    when: str
    verdict: str | None
    basis: str
    text: str
    condition: str | None


class GuidelineCriterion(Part):
    """A criterion in words: ``anchors`` are the values that count nothing and all.

    ``weight`` is in millionths.
    """

    name: str
    label: str
    unit: str
    anchors: tuple[float, float]
    weight: int
    beyond: list[str]


class GuidelineText(Document):
    """What a guideline says, in a reader's words; for the board, and for all once it is adopted."""

    standing: Standing
    guideline: RuledBy
    body: str
    kinds: list[str]
    besides: list[str]
    left_out: list[str]
    rules: list[GuidelineRule]
    otherwise: GuidelineRule
    criteria: list[GuidelineCriterion]


class GuidelineAdopted(Document):
    """A version of a guideline that the board adopted: its record, and the file's SHA-256."""

    id: str
    standing: Standing
    guideline: RuledBy
    checksum: str
