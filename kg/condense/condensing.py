"""A report condensed for a reader: what concerns whom, figures, what is new, its own sentences."""

from __future__ import annotations

from dataclasses import dataclass

from kg.base.errors import BadOptionError
from kg.base.i18n import msg, say
from kg.condense.compared_reports import compared_with
from kg.condense.key_figures import key_figures
from kg.condense.linked_records import linked_records
from kg.condense.long_report import Report
from kg.condense.mentions import mentions_in
from kg.condense.quotations import quotations
from kg.condense.sentence_scores import scores
from kg.condense.sentences import sentences_of
from kg.condense.state_extracts import states_in
from kg.graph.naming import heading, named
from kg.graph.view import View
from kg.model.documents import Condensed, Named, StateInReport


@dataclass(frozen=True, slots=True)
class CondenseAsked:
    """A report, the view of the base that it is read with, the reader's language.

    ``state`` is the one state that it is condensed for, None: of all that it names. ``previous`` is
    the report before it.
    """

    report: Report
    view: View
    lang: str
    state: Named | None = None
    previous: Report | None = None


def state_named(view: View, id_: str, lang: str, option: str = "--for") -> Named:
    """Return the state of this id; ``option`` is what the asker named it by.

    Raises:
        UnknownIdError: there is no such record, or not for this audience.
        BadOptionError: it is no state.
    """
    node = view.index(id_)
    if view.type_of(node) != "State":
        raise BadOptionError(option, id_, msg("Name a state, for example state/hti."))
    return named(view, node, lang)


def condensed(asked: CondenseAsked) -> Condensed:
    """Return a report condensed; for one state with that alone, be it named there or not."""
    report, view, lang = asked.report, asked.view, asked.lang
    mentions, sentences = mentions_in(view, report.blocks), sentences_of(report)
    compared = compared_with(report, asked.previous, lang)
    scored = scores(sentences)
    states = states_in(view, mentions, lang)
    return Condensed(
        **heading(view, lang),
        file=report.file,
        title=report.title,
        symbol=report.symbol,
        language=report.lang,
        pages=report.pages,
        sha256=report.sha256,
        states=states if asked.state is None else [_of(asked.state, states)],
        figures=key_figures(sentences, scored, report.blocks),
        new=compared.new,
        changed=compared.changed,
        quotations=quotations(report, sentences, scored),
        linked=linked_records(view, mentions, lang),
        unread=[str(say(one, lang)) for one in (*report.unread, *compared.said)],
    )


def _of(state: Named, states: list[StateInReport]) -> StateInReport:
    silent = StateInReport(id=state.id, label=state.label, rows=[], passages=[])
    return next((one for one in states if one.id == state.id), silent)
