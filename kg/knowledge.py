"""The knowledge base: a store, its snapshot brought up to date, views kept; answers questions."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, singledispatch
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from kg import questions as q
from kg.base.audience import Audience
from kg.base.errors import WrongUseError
from kg.base.i18n import msg
from kg.store.opening import Place, open_store, place_of
from kg.store.protocol import Store

if TYPE_CHECKING:
    from kg.graph.snapshot import Snapshot
    from kg.graph.spread import Spread
    from kg.graph.view import View
    from kg.matching.engine import Engine
    from kg.matching.lens.lens import AdditiveLens, Lens
    from kg.matching.match import MatchRow
    from kg.model import documents
    from kg.partners.guideline.guideline import Guideline
    from kg.publisher.publisher import Publisher
    from kg.store.seen_records import SeenRecords

D = TypeVar("D")

VIEWS: Final = 16
"""How many views are kept: one per revision, date and audience."""

_Key = tuple[str, date, Audience]


class KnowledgeBase:
    """A store with its snapshots and views; may be shared by threads.

    The store is opened when it is first needed, so that a service starts before its store does.
    ``shared``: other processes have the same cache, and one of them at a time brings it up to date.
    Without ``examples`` it answers as if the store held none, whoever asks. ``publisher``: whose
    pages show it, the one that is proposed where none is given.
    """

    def __init__(
        self,
        url: str,
        *,
        cache: Path | None,
        password: str | None = None,
        write: bool = False,
        shared: bool = False,
        examples: bool = True,
        publisher: Publisher | None = None,
    ) -> None:
        self._url = url
        self._publisher = publisher
        self._cache = cache
        self._password = password
        self._write = write
        self._shared = shared
        self._examples = examples
        self._lock = Lock()
        self._store: Store | None = None
        self._place: Place | None = None
        self._snapshots: dict[Audience, Snapshot] = {}
        self._views: OrderedDict[_Key, View] = OrderedDict()

    @property
    def publisher(self) -> Publisher:
        """Whose pages show what is answered; the one that is proposed where nobody said it."""
        from kg.publisher.publisher import proposed_publisher

        return self._publisher or proposed_publisher()

    @property
    def store(self) -> Store:
        """The open store; where its file is another or gone since, what lies there now.

        Raises:
            StoreError: it is missing, locked, broken, or read-only where it is to be written.
        """
        with self._lock:
            place = place_of(self._url)
            if self._store is not None and place != self._place:
                self._store.close()
                self._store = None
            if self._store is None:
                self._store = open_store(self._url, write=self._write, password=self._password)
                self._place = place
            return self._store

    @contextmanager
    def writing(self) -> Iterator[Store]:
        """Give the store opened for writing, which the one that is read from is not.

        Raises:
            StoreError: it cannot be written to.
        """
        with closing(open_store(self._url, write=True, password=self._password)) as store:
            yield store

    def snapshot(self, audience: Audience) -> Snapshot:
        """Return what an audience reads of the store's last revision, anew only where it moved."""
        store = self.store
        current = self._snapshots.get(audience)
        if current is not None and _is_current(current, store):
            return current
        with self._lock:
            current = self._refreshed(self._snapshots.get(audience), store, audience)
            current = replace(current, published_by=self._publisher)
            self._snapshots[audience] = current
            return current

    def view(self, day: date, audience: Audience) -> View:
        """Return what an audience sees on a date; the same view for the same question."""
        from kg.graph.view import View

        snapshot = self.snapshot(audience)
        key = (snapshot.token, day, audience)
        with self._lock:
            view = self._views.pop(key, None) or View(snapshot, day)
            self._views[key] = view
            while len(self._views) > VIEWS:
                self._views.popitem(last=False)
            return view

    def past_view(self, day: date, audience: Audience, revision: int) -> View:
        """Return what an audience saw at a revision, on a date; kept as other views are.

        Raises:
            UnknownRevisionError: the store has no such revision.
        """
        from kg.graph.past_view import check_revision, past_view
        from kg.graph.view import View

        store = self.store
        check_revision(store, revision)
        key = (store.point(revision).token, day, audience)
        with self._lock:
            if key in self._views:
                return self._views[key]
        then = past_view(store, audience, revision, day, examples=self._examples)
        view = View(replace(then.snapshot, published_by=self._publisher), day)
        with self._lock:
            self._views[key] = view
            while len(self._views) > VIEWS:
                self._views.popitem(last=False)
        return view

    def shared_place(self, snapshot: Snapshot) -> Path | None:
        """Return where other processes read a snapshot; None where there is no cache for it."""
        from kg.graph.cache import shared_place

        return self._cache and shared_place(self.store, self._cache, snapshot)

    def inquiry(self, day: date, audience: Audience, lang: str) -> Inquiry:
        """Return from where questions are asked: a date, an audience, a language."""
        return Inquiry(self, day, audience, lang)

    def close(self) -> None:
        """Let go of the store; the next question opens it again."""
        with self._lock:
            if self._store is not None:
                self._store.close()
            self._store = None
            self._snapshots.clear()
            self._views.clear()

    def _refreshed(self, old: Snapshot | None, store: Store, audience: Audience) -> Snapshot:
        from kg.graph.cache import cached_snapshot, shared_snapshot
        from kg.graph.update import updated

        examples = self._examples
        if self._shared and self._cache is not None:
            return shared_snapshot(store, self._cache, audience, old, examples=examples)
        if old is None:
            return cached_snapshot(store, self._cache, audience, examples=examples)
        return updated(old, store)


@dataclass(frozen=True)
class Inquiry:
    """Questions of one reader on one date, in one language, to one view of the knowledge base."""

    knowledge: KnowledgeBase
    day: date
    audience: Audience
    lang: str

    @property
    def store(self) -> Store:
        """The store behind the view."""
        return self.knowledge.store

    @cached_property
    def view(self) -> View:
        """What the reader sees: one revision for all that is asked here."""
        return self.knowledge.view(self.day, self.audience)

    def at(self, revision: int | None) -> View:
        """Return what the reader saw at a revision; None: what it sees.

        Raises:
            UnknownRevisionError: the store has no such revision.
        """
        if revision is None:
            return self.view
        return self.knowledge.past_view(self.day, self.audience, revision)

    @property
    def records(self) -> SeenRecords:
        """The statements of the store that the audience reads."""
        from kg.store.seen_records import SeenRecords

        return SeenRecords(self.store, self.audience, self.view.snapshot.token)

    def answer(self, question: q.Question[D]) -> D:
        """Return the document that answers a question.

        Raises:
            CoopgraphError: as the function says that computes the answer.
        """
        return cast("D", _answer(question, self))

    def all_matches(
        self,
        question: q.AllMatchesQuestion,
        progress: Callable[[int, int], None] | None = None,
    ) -> Iterator[MatchRow]:
        """Yield the best targets of every query of a lens, in id order."""
        from kg.matching.match import match_all

        lens = _lens(question.lens)
        if question.engine != q.DASK:
            engine = _engine(question.engine, self.store)
            yield from match_all(self.view, lens, question.top, progress, engine)
            return
        from kg.matching.in_blocks.blocks_engine import InBlocks

        with self._spread(question) as spread:
            yield from match_all(self.view, lens, question.top, progress, InBlocks(spread))

    @contextmanager
    def _spread(self, question: q.LongQuestion) -> Iterator[Spread]:
        """Give what does the jobs of long work: this process, or the cluster that is asked for.

        Raises:
            CoopgraphError: as ``kg.cluster.dask_cluster`` says.
        """
        from kg.graph.spread import HERE

        if question.engine != q.DASK:
            yield HERE
            return
        from kg.cluster.dask_cluster import dask_cluster

        with dask_cluster(question.scheduler, self.knowledge.shared_place) as spread:
            yield spread

    def evaluation(
        self,
        question: q.EvaluationQuestion,
        progress: Callable[[int, int], None] | None = None,
    ) -> documents.Evaluation:
        """Return how good a lens is; ``progress`` is told how much of how much is done."""
        from kg.evaluation.evaluation import evaluate

        lens = _lens(question.lens)
        with self._spread(question) as spread:
            return evaluate(self.view, lens, question, self.lang, progress, spread)

    def partners(
        self, question: q.PartnersQuestion, progress: Callable[[int, int], None] | None = None
    ) -> documents.Partners:
        """Return partners judged and ranked; ``progress`` is told how many weightings are tried."""
        from kg.partners.rank import partners
        from kg.partners.weightings import Weighing

        self.view.require_board()
        view = self.at(question.at_revision)
        guideline = _guideline(view, question.guideline)
        with self._spread(question) as spread:
            return partners(
                view,
                guideline,
                self.lang,
                question.top,
                weights=question.weights,
                first=question.first if question.robustness else None,
                weighing=Weighing(spread, progress),
            )

    def fitted(
        self, question: q.FitQuestion, progress: Callable[[int, int], None]
    ) -> tuple[AdditiveLens, documents.Fit]:
        """Return a lens with the weights that the past teaches, and what these reach."""
        from kg.evaluation.fitting import additive, fit, last_cut
        from kg.evaluation.rankings import Known

        lens = additive(_lens(question.lens))
        day = question.before or last_cut(self.view, question.years)
        return fit(Known.of(self.view, question.years), lens, day, self.lang, progress)


@singledispatch
def _answer(question: Any, _inquiry: Inquiry) -> Any:
    raise TypeError(type(question))


@_answer.register(q.StatusQuestion)
def _(_question: q.StatusQuestion, inquiry: Inquiry) -> documents.Status:
    from kg.browse.status import status

    return status(inquiry.view, inquiry.lang)


@_answer.register(q.SearchQuestion)
def _(question: q.SearchQuestion, inquiry: Inquiry) -> documents.Search:
    from kg.browse.search import search

    return search(
        inquiry.records,
        inquiry.view,
        question.text,
        inquiry.lang,
        question.limit,
        type_=question.type,
    )


@_answer.register(q.DeclaredQuestion)
def _(question: q.DeclaredQuestion, inquiry: Inquiry) -> documents.Declared:
    from kg.browse.declared_document import declared_document

    return declared_document(inquiry.view, inquiry.records, question, inquiry.lang)


@_answer.register(q.ShowQuestion)
def _(question: q.ShowQuestion, inquiry: Inquiry) -> documents.Show:
    from kg.browse.record import show

    return show(inquiry.records, inquiry.view, question.id, inquiry.lang)


@_answer.register(q.NeighbourhoodQuestion)
def _(question: q.NeighbourhoodQuestion, inquiry: Inquiry) -> documents.Neighbourhood:
    from kg.browse.neighbourhood import neighbourhood

    return neighbourhood(inquiry.view, question.id, inquiry.lang, question.steps, question.limit)


@_answer.register(q.MatchQuestion)
def _(question: q.MatchQuestion, inquiry: Inquiry) -> documents.Match:
    from kg.matching.beside import with_what_helps
    from kg.matching.match import a_probe, answer

    lens, engine = _lens(question.lens), _engine(question.engine, inquiry.store)
    view, sector = inquiry.view, question.sector
    query = a_probe(view, question.id, sector) if sector else view.index(question.id)
    found = answer(view, lens, query, inquiry.lang, question.top, engine)
    return with_what_helps(view, lens, query, found, engine)


@_answer.register(q.WhyNotQuestion)
def _(question: q.WhyNotQuestion, inquiry: Inquiry) -> documents.WhyNot:
    from kg.matching.match import a_probe
    from kg.matching.why_not.why_not import why_not

    view, sector = inquiry.view, question.sector
    query = a_probe(view, question.id, sector) if sector else view.index(question.id)
    target = view.index(question.target)
    return why_not(view, _lens(question.lens), query, target, inquiry.lang, question.top)


@_answer.register(q.PortfolioQuestion)
def _(question: q.PortfolioQuestion, inquiry: Inquiry) -> documents.Portfolio:
    from kg.matching.portfolio.proposed_portfolio import proposed_portfolio

    return proposed_portfolio(inquiry.view, _lens(question.lens), question, inquiry.lang)


@_answer.register(q.TrianglesQuestion)
def _(question: q.TrianglesQuestion, inquiry: Inquiry) -> documents.Triangles:
    from kg.matching.triangles.triangle_suggestions import triangle_suggestions

    return triangle_suggestions(inquiry.view, question.id, inquiry.lang, question.top)


@_answer.register(q.PartnersQuestion)
def _(question: q.PartnersQuestion, inquiry: Inquiry) -> documents.Partners:
    return inquiry.partners(question)


@_answer.register(q.RestsOnQuestion)
def _(question: q.RestsOnQuestion, inquiry: Inquiry) -> documents.PartnersRestsOn:
    from kg.partners.resting import rests_on

    guideline = _guideline(inquiry.view, question.guideline)
    return rests_on(inquiry.view, inquiry.store, guideline, question.record, inquiry.lang)


@_answer.register(q.PassQuestion)
def _(question: q.PassQuestion, inquiry: Inquiry) -> documents.PartnersPass:
    from kg.partners.passing import passing

    guideline = _guideline(inquiry.view, question.guideline)
    return passing(inquiry.view, guideline, question.ahead, question.behind, inquiry.lang)


@_answer.register(q.GuidelineDiffQuestion)
def _(question: q.GuidelineDiffQuestion, inquiry: Inquiry) -> documents.GuidelineDiff:
    from kg.partners.guideline_diff import guideline_diff

    inquiry.view.require_board()
    before, after = (
        _guideline(inquiry.view, question.before),
        _guideline(inquiry.view, question.after),
    )
    return guideline_diff(before, after, inquiry.day, inquiry.lang, inquiry.view)


@_answer.register(q.GuidelineQuestion)
def _(question: q.GuidelineQuestion, inquiry: Inquiry) -> documents.GuidelineText:
    from kg.partners.guideline_text import guideline_text

    guideline = _guideline(inquiry.view, question.guideline)
    return guideline_text(inquiry.view, guideline, inquiry.lang)


@_answer.register(q.GuidelinesQuestion)
def _(_question: q.GuidelinesQuestion, inquiry: Inquiry) -> documents.Guidelines:
    from kg.partners.guideline_text import guidelines

    inquiry.view.require_board()
    return guidelines(inquiry.day, inquiry.lang, inquiry.view)


@_answer.register(q.TogetherQuestion)
def _(question: q.TogetherQuestion, inquiry: Inquiry) -> documents.Together:
    from kg.partners.together import together

    return together(
        inquiry.view, _guideline(inquiry.view, question.guideline), question, inquiry.lang
    )


@_answer.register(q.CoverageQuestion)
def _(question: q.CoverageQuestion, inquiry: Inquiry) -> documents.Coverage:
    from kg.partners.coverage import coverage
    from kg.partners.plan import candidate_ids

    guideline = _guideline(inquiry.view, question.guideline)
    return coverage(
        inquiry.view,
        question.ids or candidate_ids(inquiry.view, guideline),
        inquiry.lang,
        of=question.of,
        within=question.within,
        best=question.best,
    )


@_answer.register(q.PlanCoverageQuestion)
def _(question: q.PlanCoverageQuestion, inquiry: Inquiry) -> list[documents.Coverage]:
    from kg.partners.plan import plan_coverage

    return plan_coverage(inquiry.view, _guideline(inquiry.view, question.guideline), inquiry.lang)


@_answer.register(q.PathsQuestion)
def _(question: q.PathsQuestion, inquiry: Inquiry) -> documents.Paths:
    from kg.paths.routes import paths

    return paths(inquiry.view, question.start, question.end, inquiry.lang, question.top)


@_answer.register(q.BridgesQuestion)
def _(question: q.BridgesQuestion, inquiry: Inquiry) -> documents.Bridges:
    from kg.bridges.bridges import bridges

    return bridges(inquiry.view, question.ids, inquiry.lang, question.top)


@_answer.register(q.CypherQuestion)
def _(question: q.CypherQuestion, inquiry: Inquiry) -> documents.Cypher:
    from kg.analysts.cypher_rows import cypher

    return cypher(inquiry.store, question, inquiry.audience, inquiry.day, inquiry.lang)


def _lens(lens: str | Lens) -> Lens:
    from kg.matching.lens.lens_files import LENSES

    return LENSES.named(lens) if isinstance(lens, str) else lens


def _guideline(view: View, guideline: str | Guideline) -> Guideline:
    from kg.partners.adopted_guidelines import guideline_named

    return guideline_named(view, guideline) if isinstance(guideline, str) else guideline


def _engine(name: str, store: Store) -> Engine:
    """Return the engine of this name.

    Raises:
        WrongUseError: the store has no Cypher.
    """
    if name == q.KERNEL:
        from kg.matching.engine import KERNEL

        return KERNEL
    if not store.capabilities.cypher:
        detail = msg("The store {url} has no Cypher to compute with.", url=store.url)
        raise WrongUseError(detail, msg("Leave --engine out, or name a Neo4j store (--store)."))
    from kg.matching.cypher.cypher_engine import CypherEngine

    return CypherEngine(store.run)


def _is_current(snapshot: Snapshot, store: Store) -> bool:
    return snapshot.token == store.point().token
