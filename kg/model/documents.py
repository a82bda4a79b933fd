"""The documents that the command line and the API give alike (see docs/documents.md).

Scores, strengths and contributions are integers in millionths. Lists are in rank order.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from kg.base.audience import Audience
from kg.model.fields import Nature
from kg.model.standing import Standing


class Directed(BaseModel):
    """What leads from one thing to another: ``from`` is a word of Python."""

    model_config = ConfigDict(frozen=True, populate_by_name=True, serialize_by_alias=True)


class Document(BaseModel):
    """What every answer carries."""

    model_config = ConfigDict(frozen=True)

    revision: int
    as_of: str
    lang: str


def head(revision: int, day: date, lang: str) -> dict[str, Any]:
    """Return what every answer carries, as keyword arguments of its document."""
    return {"revision": revision, "as_of": day.isoformat(), "lang": lang}


class Part(BaseModel):
    """A part of a document."""

    model_config = ConfigDict(frozen=True)


class Ref(Part):
    """A node, named."""

    id: str
    type: str
    label: str


class Named(Part):
    """A node whose type is clear."""

    id: str
    label: str


class StateCoverage(Part):
    """What is known of one state, and when it was last updated; None where never."""

    id: str
    label: str
    offers: int
    demands: int
    practices: int
    activities: int
    authority: Named | None
    updated: str | None


class Status(Document):
    """Counts per type (``examples``: how many of them), coverage per state without examples."""

    counts: dict[str, int]
    relations: dict[str, int]
    examples: dict[str, int]
    updated: str | None
    states: list[StateCoverage]


class Search(Document):
    """Nodes found by text, the best first."""

    query: str
    results: list[Ref]


class ClaimPart(Part):
    """What a source states for a field, and whether the rule chose it.

    ``note``, for the board: the day and reason of a release.
    """

    field: str
    value: Any
    source: str
    chosen: bool
    rule: str
    note: str | None = None


class NodePart(Part):
    """A node with the values shown."""

    id: str
    type: str
    label: str
    label_language: str
    labels: dict[str, str]
    properties: dict[str, Any]
    nature: Nature | None
    sources: list[str]


class RelationPart(Directed, Part):
    """A relation with status, time, sources and claims; ``in_force`` on the date asked."""

    type: str
    from_: str = Field(alias="from")
    to: str
    status: str | None
    since: str | None
    until: str | None
    in_force: bool
    properties: dict[str, Any]
    sources: list[str]
    claims: list[ClaimPart]


class SourcePart(Part):
    """A source as it is cited."""

    id: str
    title: str
    publisher: str | None
    url: str | None
    retrieved: str | None


class Show(Document):
    """A node: its values, every claim, its relations at all dates, its sources.

    ``neighbours`` are the other ends of relations in force on the date; ``names`` the labels of all
    ids that relations and properties mention.
    """

    node: NodePart
    claims: list[ClaimPart]
    relations: list[RelationPart]
    neighbours: list[Ref]
    sources: list[SourcePart]
    names: dict[str, str]


class RuledBy(Part):
    """The lens or guideline that an answer rests on."""

    name: str
    version: str
    standing: Standing


class Contact(Part):
    """Whom to write to: the role (``offer`` or ``demand`` side), the office, its mailbox."""

    role: str
    id: str
    label: str
    mailbox: str | None


class Meet(Part):
    """A meeting node and what it contributes."""

    id: str
    label: str
    score: int


class Reason(Part):
    """One path's share of a score; the scores of ``meets`` sum to ``score``."""

    path: str
    score: int
    meets: list[Meet]
    steps: list[list[str]]
    sentence: str


class MatchResult(Part):
    """One match; the scores of ``reasons`` sum to ``score``."""

    rank: int
    id: str
    type: str
    label: str
    nature: Nature | None
    score: int
    contacts: list[Contact]
    missing: list[str]
    reasons: list[Reason]


class Match(Document):
    """Matches for one query, with reasons; ``excluded`` counts pairs per hard condition."""

    standing: Standing
    query: Ref
    lens: RuledBy
    results: list[MatchResult]
    excluded: dict[str, int]


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


class Criterion(Part):
    """One criterion of a judged partner; value None: unknown, it adds nothing."""

    name: str
    label: str
    value: float | None
    unit: str
    scaled: int | None
    weight: int
    contribution: int


class RulePart(Part):
    """A rule that spoke: its verdict and the text it rests on."""

    id: str
    verdict: str
    basis: str
    text: str


class Partner(Part):
    """A partner judged; the contributions of its criteria sum to ``score``."""

    id: str
    label: str
    verdict: Literal["approach", "conditions", "not_now"]
    rank: int | None
    score: int
    interval: tuple[int, int]
    criteria: list[Criterion]
    rules: list[RulePart]
    missing: list[str]
    questions: list[str]
    answers: list[str]
    """The commands that answer the questions, one each, to be filled in at “…”."""
    door: Named | None


class Partners(Document):
    """Partners in order of priority under a guideline; for the board."""

    standing: Standing
    guideline: RuledBy
    results: list[Partner]


class CoverageStep(Part):
    """What one more partner adds: ``new`` are the ids nobody before it reached."""

    id: str
    label: str
    adds: int
    reached: int
    new: list[str]


class FieldChange(Part):
    """A field or relation of a record before and after a fact was told; null: nothing is known."""

    id: str
    field: str
    before: Any
    after: Any


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


class Coverage(Document):
    """What partners add together, step by step; ``bound`` is what no choice of k can pass."""

    of: str
    within: str | None
    total: int
    steps: list[CoverageStep]
    unreached: list[str]
    bound: int | None = None


class PathRelation(Directed, Part):
    """One relation of a route, as it is crossed."""

    type: str
    from_: str = Field(alias="from")
    to: str
    status: str | None
    since: str | None
    until: str | None
    sources: list[str]
    strength: int


class Route(Part):
    """One route; ``weakest`` is the index of its weakest relation."""

    rank: int
    strength: int
    nodes: list[Ref]
    relations: list[PathRelation]
    weakest: int
    sentence: str


class Paths(Directed, Document):
    """The best routes between two actors, the strongest first."""

    from_: Ref = Field(alias="from")
    to: Ref
    paths: list[Route]


class Neighbourhood(Document):
    """A node's surroundings: the nodes within some steps and the relations among them."""

    centre: Ref
    nodes: list[Ref]
    relations: list[RelationPart]
    left_out: int


class Cypher(Document):
    """The rows of a query in Cypher; ``truncated``: there are more than were asked for.

    ``hints`` name labels, types and properties that no record has: they may be misspelt.
    """

    columns: list[str]
    rows: list[list[Any]]
    truncated: bool
    hints: list[str]


class Moved(Directed, Document):
    """What was moved: ``revisions`` were written now, ``revision`` is the last one of all.

    ``nodes``, ``relations`` and ``digest`` (SHA-256 over their rows) are of what is shown at that
    revision: equal where two stores hold the same. Addresses are without passwords. ``waiting`` are
    the rows of the queue, of a backup with them.
    """

    from_: str = Field(alias="from")
    to: str
    revisions: int
    nodes: int
    relations: int
    digest: str
    seconds: float
    waiting: int = 0


class Upgraded(Directed, Document):
    """A store brought from one format to another, or what that would do: equal where nothing.

    ``records`` is how many the store holds; ``closed`` are those that fewer may see than before, as
    far as the reader may.
    """

    from_: int = Field(alias="from")
    to: int
    records: int
    closed: list[str]


class Finding(Part):
    """Something that is not as it was written; ``id`` names the record, where it is one."""

    what: str
    id: str | None
    code: str
    message: str
    fix: str


class Verified(Document):
    """Whether a store, or a backup, is what was written to it; ``checked`` counts what was read.

    ``token`` is by what the last revision is known: the same where stores hold the same history.
    """

    ok: bool
    token: str
    checked: dict[str, int]
    findings: list[Finding]


class Overridden(Part):
    """A statement whose claim about who may see it does not count any more, or counts again.

    ``was`` is that claim, None where it made none; ``relation`` is its type and ends, where the
    statement is about a relation of the record.
    """

    id: str
    source: str
    was: str | None
    relation: tuple[str, str, str] | None = None


class Release(Document):
    """Records that were released, and the claims that were overridden.

    ``to`` is whom they were opened to, null where a release was undone and the claims count again.
    """

    to: Audience | None
    released: list[str]
    overrides: list[Overridden]


class SheetColumn(Part):
    """A column of a sheet: its canonical name, its header in the reader's language, its help."""

    column: str
    header: str
    help: str
    needed: bool


class SheetKind(Part):
    """A kind of sheet: as it is called, the type of its rows (of memberships a relation)."""

    kind: str
    type: str
    columns: list[SheetColumn]


class SheetKinds(Document):
    """What people can fill in: every kind of sheet with its columns."""

    kinds: list[SheetKind]


class MappedColumn(Part):
    """A column of a sender, and what it is read as; of all rows a column and its value."""

    column: str
    value: str


class MappingPart(Part):
    """How the sheets of a sender are read."""

    name: str
    kind: str
    made: str
    columns: list[MappedColumn]
    values: list[MappedColumn]
    source: str | None
    headers: list[str]


class Mappings(Document):
    """The mappings on a desk."""

    mappings: list[MappingPart]


class OneMapping(Document, MappingPart):
    """One mapping, as it is or as it was before it was deleted."""


class Written(Document):
    """Files written, and how much of the graph they hold."""

    files: list[str]
    nodes: int
    relations: int


class QueueFinding(Part):
    """Why a row waits, or what else was found about it."""

    field: str
    code: str
    outcome: str
    message: str
    fix: str


class QueueItem(Part):
    """A row that waits for a person, as it came: ``row`` is by column, as its file calls them.

    ``received`` and ``until`` are times (ISO, UTC). ``code`` and ``message`` are of the first of
    its ``findings`` for which it waits. ``readable``: it can be read again, and so be accepted.
    """

    id: str
    received: str
    until: str
    file: str
    where: str
    kind: str
    code: str
    message: str
    row: dict[str, str]
    findings: list[QueueFinding]
    readable: bool
    corrected: bool


class Queue(Document):
    """The rows that wait, in the order in which they came; ``revision`` is the desk's."""

    items: list[QueueItem]


class QueueDecision(Document):
    """What became of rows that waited: taken, let go, or waiting still, and why.

    ``stated`` are the records that those taken are about, ``findings`` what of them was altered or
    left out. ``revision`` is the knowledge base's, of rows that were only let go the desk's.
    """

    accepted: list[str]
    discarded: list[str]
    stated: list[str]
    findings: list[QueueFinding]
    waiting: list[QueueItem]


class FocalPointPart(Part):
    """Who may act for an office; ``verified`` is the day on which somebody last answered there."""

    id: str
    office: str | None
    role: str
    mailbox: str
    state: str
    verified: str | None


class FocalPoints(Document):
    """The focal points of a desk, by id; ``revision`` is the desk's."""

    focal_points: list[FocalPointPart]


class DeskItem(Part):
    """What waits for the secretariat: a submission of an office, or a row of a file."""

    id: str
    kind: str
    office: str | None
    file: str | None
    state: str
    received: str
    findings: list[str]


class DeskQueue(Document):
    """What waits for the secretariat, the oldest first; ``revision`` is the desk's."""

    items: list[DeskItem]


class DeskContact(Directed, Part):
    """A request for contact: who asks whom about which demand and what meets it, until when."""

    id: str
    demand: str | None
    offer: str | None
    from_: str = Field(alias="from")
    to: str
    state: str
    due: str | None


class DeskContacts(Document):
    """The requests for contact of a desk, in the order in which they moved last."""

    contacts: list[DeskContact]


class FetchedPart(Part):
    """A file that was fetched, or that is here as the host has it (``unchanged``).

    ``retrieved`` is the day (UTC) on which its bytes came.
    """

    path: str
    url: str
    bytes: int
    status: Literal["fetched", "unchanged", "resumed"]
    etag: str | None
    retrieved: str
    sha256: str


class Fetched(Part):
    """Files fetched, in the order in which they came."""

    lang: str
    files: list[FetchedPart]


class KeyPart(Part):
    """A key without what it opens with; ``expires`` is the last day (UTC) on which it counts.

    ``counts``: it is neither over nor revoked now.
    """

    id: str
    audience: Audience
    note: str
    created: str
    expires: str | None
    revoked: str | None
    counts: bool


class NewKey(Document, KeyPart):
    """A key that was made; ``key`` is shown here and nowhere else. ``revision`` is the desk's."""

    key: str


class Keys(Document):
    """All keys of a desk, in the order in which they were made."""

    keys: list[KeyPart]


class RevokedKey(Document, KeyPart):
    """A key that no longer counts."""
