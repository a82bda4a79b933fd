"""One answer to a demand: what covers it, what does so in part, what nobody offers.

Nothing is scored here: matches, what keeps a pair out, and what is missing come from the lenses.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

from kg.base.errors import UnknownIdError
from kg.base.i18n import Message, msg
from kg.definitions.shipped_names import OFFERS_FOR_DEMAND, PRACTICES_FOR_DEMAND
from kg.exchange.contact_requests import all_requests, offices_that_act, taken
from kg.exchange.desk_documents import DeskInquiry
from kg.exchange.own_records import own_records
from kg.exchange.parties import Who, decides
from kg.graph.actors import declarers, territories
from kg.graph.taxonomy import sectors_of
from kg.graph.view import View
from kg.matching.contacts import contacts, gaps, missing
from kg.matching.kernel.scoring import KeptOut, question, rank
from kg.matching.lens.lens import PathLens
from kg.matching.lens.lens_files import LENSES
from kg.matching.match import a_probe, lacking, match
from kg.model.desk_types import ContactRequest, FocalPoint
from kg.model.documents import (
    AnswerGap,
    AnswerMatch,
    AnswerSector,
    DeskAnswer,
    MatchResult,
    Reason,
    Ref,
)
from kg.model.vocabulary import CONDITIONS

Kind = Literal["capacity", "dates", "eligibility", "language"]
LACKING: Final[dict[str, Kind]] = {
    "common_language": "language",
    "eligible": "eligibility",
    "period_overlap": "dates",
    "valid_on_date": "dates",
}
"""Conditions that keep out what fits all the same: what a need lacks of an offer."""
_STATED: Final[dict[str, Kind]] = {"dates": "dates", "language": "language"}
"""What an offer that does not state it may lack."""
MOST: Final = 50
"""Matches that an answer looks at."""
NEAR: Final = 3
"""Offers near a sector that nobody offers."""


def answer_document(inquiry: DeskInquiry, view: View, id_: str) -> DeskAnswer:
    """Return the answer to a demand for its own office, or for the secretariat.

    ``view`` is what the office reads.

    Raises:
        UnknownIdError: no such demand, or it is not for them: both are told alike.
        HalfWalkOverflowError: there are more walks than can be counted.
    """
    node = view.index(id_)
    if view.type_of(node) != "Demand" or not is_for(inquiry.who, view, node, _acting(inquiry)):
        raise UnknownIdError(id_)
    return _Answering(inquiry, view, node).document()


def is_for(who: Who, view: View, node: int, acting: Iterable[str]) -> bool:
    """Say whether the answer to a demand is for somebody."""
    if decides(who):
        return True
    return who.office is not None and node in own_records(view, who.office, list(acting))


def _acting(inquiry: DeskInquiry) -> list[str]:
    # Who acts is known to the desk, not to each office: the one that asks counts as well.
    known = offices_that_act(inquiry.records(FocalPoint)) | {inquiry.who.office}
    return sorted(office for office in known if office)


@dataclass(frozen=True)
class _Answering:
    """One demand that is being answered."""

    inquiry: DeskInquiry
    view: View
    node: int

    @property
    def lang(self) -> str:
        return self.inquiry.lang

    @cached_property
    def lens(self) -> PathLens:
        found = LENSES.named(OFFERS_FOR_DEMAND)
        assert isinstance(found, PathLens)
        return found

    @cached_property
    def requests(self) -> Sequence[ContactRequest]:
        """All requests of the desk: to be counted."""
        return [] if self.inquiry.desk is None else all_requests(self.inquiry.desk)

    @cached_property
    def own_requests(self) -> Sequence[ContactRequest]:
        """The requests that are for whoever asks, as they moved last."""
        return self.inquiry.records(ContactRequest)

    def document(self) -> DeskAnswer:
        view, lang, id_ = self.view, self.lang, self.view.id(self.node)
        found = match(view, self.lens, id_, lang, MOST)
        fitting = [self._part(r, self._gaps(r.id)) for r in found.results if r.fits is not False]
        covered = [part for part in fitting if not part.gaps]
        partly = [part for part in fitting if part.gaps]
        out = lacking(view, self.lens, self.node, LACKING, lang)
        partly += [self._lacking(*one) for one in out]
        helped = match(view, LENSES.named(PRACTICES_FOR_DEMAND), id_, lang, MOST)
        reached = {view.index(part.id) for part in (*covered, *partly)}
        open_, nobody = self._sectors(reached)
        return DeskAnswer(
            revision=view.snapshot.revision, as_of=view.as_of.isoformat(), lang=lang,
            demand=found.query,
            outcome="covered" if covered else "partly" if partly else "not_covered",
            lens=found.lens, standing=found.standing, covered=covered, partly=partly,
            practices=[self._part(r, []) for r in helped.results if r.fits is not False],
            not_covered=open_, nobody_offers=nobody,
            own_missing=missing(view, self.node, lang),
        )  # fmt: skip

    def _part(self, result: MatchResult, lacks: list[AnswerGap]) -> AnswerMatch:
        return self._match(self.view.index(result.id), result.score, result.reasons, lacks)

    def _lacking(self, out: KeptOut, reasons: list[Reason]) -> AnswerMatch:
        lacks = [self._gap(LACKING[name], CONDITIONS[name]) for name in out.conditions]
        kinds = {one.kind for one in lacks}
        lacks += [gap for gap in self._gaps(self.view.id(out.node)) if gap.kind not in kinds]
        return self._match(out.node, out.score, reasons, lacks)

    def _match(
        self, node: int, score: int, reasons: list[Reason], lacks: list[AnswerGap]
    ) -> AnswerMatch:
        view, id_, lang = self.view, self.view.id(node), self.lang
        request = self._request(id_)
        return AnswerMatch(
            id=id_, type=view.type_of(node), label=view.label(node, lang),
            nature=view.nature(node) or self.lens.nature, score=score,
            reasons=[reason.sentence for reason in reasons], gaps=lacks,
            missing=missing(view, node, lang), contacts=contacts(view, node, lang),
            request=request.id if request else None, state=request.state if request else None,
        )  # fmt: skip

    def _gaps(self, id_: str) -> list[AnswerGap]:
        """Return what an offer that passes does not state, and whether it is full."""
        node = self.view.index(id_)
        stated = [self._gap(_STATED[k], text) for k, text in gaps(self.view, node) if k in _STATED]
        held = taken(self.requests, id_, self.view.props(node).get("capacity"))
        if held.full and not self._holds_place(id_):
            text = msg("It holds {count} of {of} at a time.", count=held.count, of=held.of)
            stated.append(self._gap("capacity", text))
        return stated

    def _holds_place(self, id_: str) -> bool:
        """Say whether one of the places is this demand's own."""
        pair = {id_, self.view.id(self.node)}
        return taken([r for r in self.requests if set(r.about) == pair], id_, None).count > 0

    def _gap(self, kind: Kind, text: Message) -> AnswerGap:
        return AnswerGap(kind=kind, text=text.text(self.lang))

    def _request(self, id_: str) -> ContactRequest | None:
        pair = {id_, self.view.id(self.node)}
        return next((r for r in reversed(self.own_requests) if set(r.about) == pair), None)

    def _sectors(self, reached: set[int]) -> tuple[list[AnswerSector], list[AnswerSector]]:
        """Return the sectors that the answer does not reach: offered by somebody, or by nobody."""
        offered: list[AnswerSector] = []
        nobody: list[AnswerSector] = []
        for sector in sectors_of(self.view, self.node):
            fitting, near = self._offered(sector)
            if fitting & reached:
                continue
            part = AnswerSector(
                id=self.view.id(sector), label=self.view.label(sector, self.lang),
                near=[self._ref(node) for node in near],
            )  # fmt: skip
            (offered if fitting else nobody).append(part)
        return offered, nobody

    def _offered(self, sector: int) -> tuple[set[int], list[int]]:
        """Return the offers of others in a sector, open to all or not, and those near it."""
        view = self.view
        places = sorted({t for a in declarers(view, self.node) for t in territories(view, a)})
        state = view.id(places[0]) if places else None
        probe = a_probe(view, state, view.id(sector))
        found = rank(question(view, self.lens, probe))
        nodes = found.nodes.tolist()
        fits = [True] * len(nodes) if found.fits is None else found.fits.tolist()
        fitting = {node for node, fit in zip(nodes, fits, strict=True) if fit}
        fitting |= {one.node for one, _ in lacking(view, self.lens, probe, LACKING, self.lang)}
        near = [node for node, fit in zip(nodes, fits, strict=True) if not fit]
        return fitting, near[:NEAR]

    def _ref(self, node: int) -> Ref:
        view = self.view
        return Ref(id=view.id(node), type=view.type_of(node), label=view.label(node, self.lang))
