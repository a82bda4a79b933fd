"""A report condensed for a reader: what concerns whom, figures, what is new, its own sentences."""

from __future__ import annotations

from dataclasses import dataclass

from kg.base.i18n import say
from kg.condense.key_figures import key_figures
from kg.condense.linked_records import linked_records
from kg.condense.names import names_of
from kg.condense.quotations import quotations
from kg.condense.report import Report
from kg.condense.report_changes import changes
from kg.condense.sentence_scores import scores
from kg.condense.sentences import sentences_of
from kg.condense.state_extracts import states_in
from kg.graph.naming import heading
from kg.graph.view import View
from kg.model.documents import Condensed


@dataclass(frozen=True, slots=True)
class CondenseAsked:
    """A report, the view of the base that it is read with, the reader's language.

    ``state`` is the id of the one state that it is condensed for, None: of all that it names.
    ``previous`` is the report before it.
    """

    report: Report
    view: View
    lang: str
    state: str | None = None
    previous: Report | None = None


def condensed(asked: CondenseAsked) -> Condensed:
    """Return a report condensed.

    Raises:
        UnknownIdError: there is no such state, or not for this audience.
    """
    report, view, lang = asked.report, asked.view, asked.lang
    wanted = None if asked.state is None else view.id(view.index(asked.state))
    names, sentences = names_of(view), sentences_of(report)
    new, changed = changes(report, asked.previous) if asked.previous else ([], [])
    states = states_in(view, names, report.blocks, lang)
    return Condensed(
        **heading(view, lang),
        file=report.file,
        title=report.title,
        symbol=report.symbol,
        language=report.lang,
        pages=report.pages,
        sha256=report.sha256,
        states=[one for one in states if wanted in (None, one.id)],
        figures=key_figures(sentences, scores(sentences)),
        new=new,
        changed=changed,
        quotations=quotations(report),
        linked=linked_records(view, names, report.blocks, lang),
        unread=[str(say(one, lang)) for one in report.unread],
    )
