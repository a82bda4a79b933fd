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


class Answer(Document):
    """What every answer about relations on a date carries beside.

    ``undated``: how many of the relations it rests on have no start date, and were read in a later
    year than the one asked about: whether they held then is not known. ``notes`` say that, and what
    is not counted because it is disputed.
    """

    undated: int = 0
    notes: list[str] = []


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
    """Counts per type (``examples``: how many of them), coverage per state without examples.

    ``to_confirm``: how many of them are to be confirmed.
    """

    counts: dict[str, int]
    relations: dict[str, int]
    examples: dict[str, int]
    to_confirm: dict[str, int]
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
    to_confirm: bool
    sources: list[str]


class PositionPart(Part):
    """What some sources say of a relation that is disputed; ``text`` says it in words.

    ``properties`` are its values beside status and time.
    """

    status: str | None
    since: str | None
    until: str | None
    properties: dict[str, Any]
    sources: list[str]
    text: str


class RelationPart(Directed, Part):
    """A relation with status, time, sources and claims; ``in_force`` on the date asked.

    ``to_confirm``, here and of nodes: a political fact that nobody has read in a publication.
    ``positions``, of a disputed one: what each side says, none of them chosen.
    """

    type: str
    from_: str = Field(alias="from")
    to: str
    status: str | None
    since: str | None
    until: str | None
    in_force: bool
    to_confirm: bool
    properties: dict[str, Any]
    sources: list[str]
    claims: list[ClaimPart]
    positions: list[PositionPart] = []


class SourcePart(Part):
    """A source as it is cited."""

    id: str
    title: str
    publisher: str | None
    url: str | None
    retrieved: str | None


class Show(Answer):
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


Band = Literal["subject", "sector", "field"]
"""How near two are by what they are about: the same purpose, no more than a 3-digit sector, no more
than the broad field. The first two fit."""


class MatchResult(Part):
    """One match; the scores of ``reasons`` sum to ``score``.

    ``fits``: it is about the same subject, and stands before all that shares the broad field alone;
    None where the lens draws no such line. ``band`` says how near it is, ``subject`` by what.
    """

    rank: int
    id: str
    type: str
    label: str
    nature: Nature | None
    score: int
    fits: bool | None
    band: Band | None
    subject: str | None
    contacts: list[Contact]
    missing: list[str]
    reasons: list[Reason]


class WayOn(Part):
    """What may help where nothing fits: another question, or to make the need known.

    ``kind`` is ``widen`` (the same need, told by a broader sector), ``practices``, ``experience``
    or ``post``; ``id``, ``sector`` and ``lens`` are what to ask ``match``, None where nothing is to
    be asked; ``found`` counts what that question finds, where it was asked already.
    """

    kind: Literal["widen", "practices", "experience", "post"]
    text: str
    id: str | None = None
    sector: str | None = None
    lens: str | None = None
    found: int | None = None


class SourceReach(Part):
    """A source that tells of activities: of how many of those asked about, and how far it reaches.

    ``last_year`` is that in which the last of all it tells of began, null where it dates none.
    """

    id: str
    label: str
    activities: int
    last_year: int | None


class Completeness(Part):
    """Which sources an answer about experience rests on, those with the most activities first."""

    sentence: str
    sources: list[SourceReach]


class Match(Answer):
    """Matches for one query, with reasons; ``excluded`` counts pairs per hard condition.

    Beside the offers for a need stand ``practices`` that may serve it, by ``practices_lens``;
    where nothing fits it, ``ways_on``.
    ``completeness`` says of answers from activities which sources they rest on, else null.
    """

    standing: Standing
    query: Ref
    lens: RuledBy
    results: list[MatchResult]
    excluded: dict[str, int]
    practices: list[MatchResult] = Field(default_factory=list)
    practices_lens: RuledBy | None = None
    ways_on: list[WayOn] = Field(default_factory=list)
    completeness: Completeness | None = None


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


class Door(Named):
    """The office to write to; ``steps`` say in order who then does what, where others decide."""

    steps: list[str]


class RulePart(Part):
    """A rule that spoke: its verdict and the text it rests on."""

    id: str
    verdict: str
    basis: str
    text: str


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
    sentences: list[str] = []


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
    undated: list[str] = []


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


class Coverage(Answer):
    """What partners add together, step by step; ``bound`` is what no choice of k can pass."""

    of: str
    within: str | None
    total: int
    steps: list[CoverageStep]
    unreached: list[str]
    bound: int | None = None


class PathRelation(Directed, Part):
    """One relation of a route, as it is crossed.

    ``doubts`` say what is to be confirmed: ``undated``, ``ended``, ``not_known`` (whether it is in
    force), ``unconfirmed`` (nobody has read it in a publication), ``disputed`` (``positions``).
    """

    type: str
    from_: str = Field(alias="from")
    to: str
    status: str | None
    since: str | None
    until: str | None
    sources: list[str]
    strength: int
    doubts: list[str]
    positions: list[PositionPart]


class Via(Named):
    """A state that may stand at a place of a route (an index of its nodes), and the route then.

    ``relations`` are those that lead to it and on from it; ``to_confirm`` as of the route.
    """

    place: int
    strength: int
    relations: list[PathRelation]
    to_confirm: list[int]


class Route(Part):
    """One route; ``via``: all states through which the same holds, where there are several.

    ``to_confirm`` are the indexes of the relations about which there is a doubt; ``weakest`` is the
    least strong of these that is no membership of a state, null where there is none.
    """

    rank: int
    strength: int
    nodes: list[Ref]
    relations: list[PathRelation]
    weakest: int | None
    to_confirm: list[int]
    sentence: str
    via: list[Via]


class Paths(Directed, Answer):
    """The best routes between two actors, the strongest first."""

    from_: Ref = Field(alias="from")
    to: Ref
    paths: list[Route]


class Neighbourhood(Answer):
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
    the rows of the queue, of a backup with them. ``desk`` is what was moved of the desk, where one
    file holds both.
    """

    from_: str = Field(alias="from")
    to: str
    revisions: int
    nodes: int
    relations: int
    digest: str
    seconds: float
    waiting: int = 0
    desk: MovedDesk | None = None


class MovedDesk(Directed, Part):
    """What was moved of a desk beside its knowledge base; fields as those of ``Moved``."""

    from_: str = Field(alias="from")
    to: str
    revision: int
    revisions: int
    nodes: int
    digest: str
    waiting: int


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


class QueueProposal(Part):
    """What a cell may say instead: ``cell`` is its text, ``name`` what that is called.

    ``share`` in thousandths is its part in all that the words may mean; ``evidence`` are the words.
    """

    cell: str
    name: str
    share: int
    evidence: list[str]


class QueueFinding(Part):
    """Why a row waits, or what else was found about it; ``proposals`` come the surest first."""

    field: str
    code: str
    outcome: str
    message: str
    fix: str
    proposals: list[QueueProposal]


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
    """Who may act for an office; ``verified`` is the day on which somebody last answered there.

    ``bounced`` is the day since then on which a letter came back from there.
    """

    id: str
    office: str | None
    role: str
    mailbox: str
    state: str
    verified: str | None
    bounced: str | None = None


class FocalPoints(Document):
    """The focal points of a desk, by id; ``revision`` is the desk's."""

    focal_points: list[FocalPointPart]


class DeskItem(Part):
    """What waits for the secretariat: a submission of an office, or a row of a file.

    ``due`` is the day until which it should be decided; of a row the last one on which it waits.
    """

    id: str
    title: str
    kind: str
    office: str | None
    file: str | None
    state: str
    received: str
    due: str | None
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

    ``counts``: it is neither over nor revoked now, and what it acts as may act.
    """

    id: str
    audience: Audience
    note: str
    created: str
    expires: str | None
    revoked: str | None
    counts: bool
    focal_point: str | None = None


class NewKey(Document, KeyPart):
    """A key that was made; ``key`` is shown here and nowhere else. ``revision`` is the desk's."""

    key: str


class Keys(Document):
    """All keys of a desk, in the order in which they were made."""

    keys: list[KeyPart]


class RevokedKey(Document, KeyPart):
    """A key that no longer counts."""


class CampaignListPart(Part):
    """The list that totals are of; ``decided`` is the day on which the board adopted it."""

    name: str
    decided: str | None
    decision: str | None


class CampaignTotals(Part):
    """How many of the list; the year is the one before the date.

    ``focal_points``: with one that is verified. ``contributed``: with a record at least.
    ``confirmed``: with one at least that was confirmed within the year. ``board_decides`` are on no
    list yet, ``not_invited`` were left out of it by the board.
    """

    on_list: int
    focal_points: int
    contributed: int
    confirmed: int
    board_decides: int
    not_invited: int


class CampaignState(Part):
    """What is there of one state, how old, in which languages, what is missing, when last asked.

    ``invited`` is null where the board decides: then nothing is missing, and nothing is sent.
    ``oldest`` is the day of the confirmation that is longest ago, ``confirmed`` how many records
    were confirmed within the year. ``languages`` are those that its texts are written in.
    ``focal_point`` is the state that its focal point is in. ``ask`` are the kinds of letters that
    would be of use, ``asked`` the day of the last one, of the kind ``asked_for``, by the role
    ``asked_by``.
    """

    id: str
    label: str
    invited: bool | None
    decision: str | None
    offers: int
    demands: int
    practices: int
    oldest: str | None
    confirmed: int
    languages: list[str]
    focal_point: str | None
    missing: list[str]
    ask: list[str]
    asked: str | None
    asked_for: str | None
    asked_by: str | None


class DeskCampaign(Document):
    """The campaign: its totals, and each state by name; of these who asks sees what is for them."""

    totals: CampaignTotals
    states: list[CampaignState]
    list: CampaignListPart


class CampaignProgressPoint(Part):
    """The totals of the list as they were at the end of a day."""

    day: str
    on_list: int
    focal_points: int
    contributed: int
    confirmed: int


class RotatedLinks(Document):
    """Mailed links are signed with another secret; those sent before count until ``former_until``.

    It is None where they count no more at all. ``revision`` is the desk's.
    """

    former_until: str | None


class AnswerGap(Part):
    """What a need lacks of an offer: of which kind, and a sentence."""

    kind: Literal["capacity", "dates", "eligibility", "language"]
    text: str


class AnswerMatch(Part):
    """An offer or practice in an answer: why, what it lacks, the last request about the pair.

    ``request`` is the id of a request for contact, ``state`` the state that it is in.
    """

    id: str
    type: str
    label: str
    nature: str
    score: int
    reasons: list[str]
    gaps: list[AnswerGap]
    missing: list[str]
    contacts: list[Contact]
    request: str | None
    state: str | None


class AnswerSector(Part):
    """A sector of a need that is not covered; ``near`` are offers in the same broad field."""

    id: str
    label: str
    near: list[Ref]


class DeskAnswer(Document):
    """One consolidated answer to a demand, as its office reads the knowledge base.

    ``covered``: offers that fit and lack nothing; ``partly``: those that fit and lack something;
    ``practices``: what has worked elsewhere; ``not_covered``: its sectors that no offer of the two
    lists reaches though somebody offers something there; ``nobody_offers``: those that no offer
    reaches at all. ``own_missing`` is what the demand does not say itself. ``revision`` and
    ``as_of`` are those of the knowledge base.
    """

    demand: Ref
    outcome: Literal["covered", "partly", "not_covered"]
    lens: RuledBy
    standing: Standing
    covered: list[AnswerMatch]
    partly: list[AnswerMatch]
    practices: list[AnswerMatch]
    not_covered: list[AnswerSector]
    nobody_offers: list[AnswerSector]
    own_missing: list[str]


class LapsedPart(Part):
    """A record of the exchange that lapsed, and its state."""

    id: str
    state: str


class LetterPart(Part):
    """A letter to a focal point: what it is about, and what became of it.

    ``answer`` is the status that the mail server gave, ``why`` the reason for which it was given
    up, ``again`` from when it is tried again.
    """

    id: str
    kind: str
    focal_point: str
    office: str | None
    mailbox: str
    record: str | None
    state: str
    answer: str | None
    why: str | None
    again: str | None


class Notified(Document):
    """What came with time: records that lapsed, letters by kind that were sent, and each letter.

    ``failed`` counts those that came back, were given up, or have to be tried again. Of a
    ``dry_run`` nothing was done: it is what would be. ``revision`` is the desk's.
    """

    dry_run: bool
    lapsed: list[LapsedPart]
    sent: dict[str, int]
    failed: int
    letters: list[LetterPart]


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


class RepairedPart(Part):
    """A record of the desk that was set back: the state in which it was, and the one it is in."""

    id: str
    was: str
    state: str


class Repaired(Document):
    """What the desk said that the knowledge base does not hold; ``revision`` is the desk's.

    With ``dry_run`` nothing was written: ``records`` are those that would be set back.
    """

    dry_run: bool
    records: list[RepairedPart]


class BridgeBody(Named):
    """A body that bridges are asked of; numbers say how much of it is on record.

    ``through``: the body that it is part of and whose states, agreements, programmes and activities
    are counted, where it has no member states of its own.
    """

    through: Named | None
    states: int
    programmes: int
    practices: int


class BridgePlace(Named):
    """A state or programme that several of the bodies have: ``of`` are their ids."""

    of: list[str]


class BridgeSource(Part):
    """What says that a body works in a sector: itself or an organ of it (``stated``), what it does.

    ``offers`` and ``activities`` are how many.
    """

    body: str
    stated: bool
    programmes: list[Named]
    offers: int
    activities: int


class BridgeSector(BridgePlace):
    """A 3-digit sector in which several of the bodies work, with what says so of each."""

    by: list[BridgeSource]


AgreementStanding = Literal["in_force", "unknown", "lapsed", "not_yet"]


class BridgeAgreement(Named):
    """An agreement to which several of the bodies are or were parties (``between``: their ids).

    ``standing``: in force; not known whether it still holds; over; not binding yet.
    """

    between: list[str]
    standing: AgreementStanding
    status: str | None
    signed: str | None
    starts: str | None
    ends: str | None
    to_confirm: bool
    sources: list[str]


class BridgeShared(Part):
    """What at least two of the bodies have: what most of them have first."""

    states: list[BridgePlace]
    sectors: list[BridgeSector]
    programmes: list[BridgePlace]
    agreements: list[BridgeAgreement]


class BridgeOnly(Part):
    """What one of the bodies has and none of the others."""

    states: list[Named]
    sectors: list[Named]
    programmes: list[Named]


class BridgeDispute(Named):
    """A state whose membership in ``body`` is disputed, and so not counted; what each side says."""

    body: str
    positions: list[PositionPart]


class BridgeDoor(Named):
    """The office to write to about the body ``of``; ``steps`` say in order who then does what.

    ``basis``: the texts in force by which the body decides how agreements with it are made.
    """

    of: str
    mailbox: str | None
    steps: list[str]
    basis: list[Named]


class BridgePractice(Directed, Named):
    """A practice of one body that another could take over; both by id.

    ``evidence`` is what its declarer says, ``shown_by`` are activities that show it at work,
    ``fields`` the sectors of it in which the other body works.
    """

    from_: str = Field(alias="from")
    to: str
    evidence: str | None
    shown_by: list[Named]
    fields: list[Named]


class BridgeRoute(Route):
    """A route between two of the bodies: ``between`` are their ids; ``rank`` is among these."""

    between: tuple[str, str]


RelationKind = Literal["agreement", "membership", "programme"]


class NewRelation(Directed, Part):
    """A relation that is not on record: of its ``kind`` and ``type``, between two ids.

    Of an agreement ``from`` and ``to`` would be its parties.
    """

    kind: RelationKind
    type: str
    from_: str = Field(alias="from")
    to: str


class Shortening(Part):
    """How many pairs of bodies and states a new relation would bring closer, of ``pairs``.

    ``joined``: how many of them have no way to each other now; ``alike``: how many other relations
    of its kind would do as much.
    """

    relation: NewRelation
    saved: int
    joined: int
    pairs: int
    alike: int
    sentence: str


class Bridges(Answer):
    """What two or three bodies share and what would join them.

    ``unknown``: what is not on record, as sentences; ``shortens_most``: the best relation of each
    kind, the one that brings most pairs closer first.
    """

    bodies: list[BridgeBody]
    shared: BridgeShared
    only: dict[str, BridgeOnly]
    disputed: list[BridgeDispute]
    doors: list[BridgeDoor]
    practices: list[BridgePractice]
    routes: list[BridgeRoute]
    shortens_most: list[Shortening]
    unknown: list[str]


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


class DeclaredPart(Named):
    """An offer, demand or practice on the table: who declares it, whether it can be taken up.

    ``states`` are the states, else the bodies, in whose name it is declared. ``met``: an offer is
    about the same subject; null for what is no open demand.
    """

    nature: Nature | None
    states: list[Named]
    open: bool
    met: bool | None


class DeclaredByState(Named):
    """How many open records are declared in the name of a state or body."""

    open: int


class Declared(Document):
    """What is declared of a type, by what was asked: real records, or with ``examples`` made up.

    ``open`` can be taken up, ``closed`` cannot; ``met`` of the open demands have an offer about the
    same subject (null for other types). ``states`` are those with open records, by name; that is no
    order of any other kind. ``results`` are the open ones, the last said first; ``left_out`` of
    them are not told.
    """

    type: str
    sector: str | None
    state: str | None
    examples: bool
    open: int
    closed: int
    met: int | None
    states: list[DeclaredByState]
    results: list[DeclaredPart]
    left_out: int


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
