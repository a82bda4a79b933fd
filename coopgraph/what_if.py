"""What facts would change of verdicts, ranks and scores: rehearsed, and nothing of it kept."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from kg.base.errors import BadOptionError, WrongUseError
from kg.base.i18n import msg
from kg.model.documents import PartnersWhatIf, head

if TYPE_CHECKING:
    from ingest.findings import Report
    from ingest.sheet.fact import Fact
    from kg.graph.view import View
    from kg.knowledge import Inquiry
    from kg.partners.guideline.guideline import Guideline

OPTION: Final = "--what-if"
SOURCE: Final = "what-if"
"""Who says so, where nobody does: a source of the rehearsal alone."""
MOST: Final = 20
"""Facts that are tried at once at most."""


def what_if(inquiry: Inquiry, facts: Sequence[str], guideline: Guideline) -> PartnersWhatIf:
    """Return what facts would change, each in the words that ``coopgraph tell`` takes.

    They are told one after the other in a rehearsal, so that a later one may speak of what an
    earlier one made, and count as published. What is not taken is among the findings.

    Raises:
        ForbiddenError: the reader is not the board.
        BadOptionError, WrongUseError, UnknownIdError: a fact cannot be read.
        StoreError: the store cannot be written to, which a rehearsal needs.
    """
    from kg.graph.update import updated
    from kg.graph.view import View
    from kg.partners.partner_changes import partner_changes
    from kg.partners.rank import partners

    before = inquiry.view
    before.require_board()
    if len(facts) > MOST:
        detail = msg("{n} facts are more than are tried at once.", n=len(facts))
        raise WrongUseError(detail, msg("Name at most {n} of them.", n=MOST))
    said = [words(fact) for fact in facts]
    told: list[str] = []
    findings: list[dict[str, Any]] = []
    with inquiry.store.rehearsal() as store:
        view = before
        for one in said:
            ids, report = _told(inquiry, store, one, view)
            told += ids
            findings += [finding.document(inquiry.lang) for finding in report.findings]
            view = View(updated(view.snapshot, store), inquiry.day)
        now = partners(view, guideline, inquiry.lang, len(view.snapshot))
    was = partners(before, guideline, inquiry.lang, len(before.snapshot))
    return PartnersWhatIf(
        **head(before.snapshot.revision, inquiry.day, inquiry.lang),
        standing=guideline.standing,
        guideline=guideline.ruled_by(),
        facts=list(facts),
        told=list(dict.fromkeys(told)),
        findings=findings,
        partners=partner_changes(was, now),
    )


def words(fact: str) -> list[str]:
    """Return the words of a fact, as a shell would part them.

    Raises:
        BadOptionError: a quotation is not closed, or nothing is said.
    """
    fix = msg("Write it as coopgraph tell takes it: {example}.",
              example='agreement title=… parties="org/oas; org/oei"')  # fmt: skip
    try:
        found = shlex.split(fact)
    except ValueError:
        raise BadOptionError(OPTION, fact, fix) from None
    if not found:
        raise BadOptionError(OPTION, fact, fix)
    return found


def _told(
    inquiry: Inquiry, store: Any, said: Sequence[str], view: View
) -> tuple[list[str], Report]:
    from ingest.known import known_from_store
    from ingest.loading import load
    from ingest.sheet.fact import fact_of, fact_source, told_ids

    fact = of_what_is_there(fact_of(said[0], said[1:]), view)
    source = fact_source(fact, known_from_store(store), store, SOURCE, today=inquiry.day)
    items = list(source.items)
    report = load(store, [replace(source, items=items)])
    return (told_ids(items) if report.total.accepted else []), report


def of_what_is_there(fact: Fact, view: View) -> Fact:
    """Return a fact about a record that is known, under its present name.

    Raises:
        UnknownIdError: it is not known; names the nearest.
    """
    return replace(fact, id=view.id(view.index(fact.id))) if fact.id else fact
