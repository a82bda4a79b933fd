"""What to know of a partner in half a minute: the verdict, whom it reaches, what is asked."""

from __future__ import annotations

from kg.base.i18n import msg, nmsg
from kg.brief.paper import Sentence
from kg.brief.paper_telling import Telling
from kg.brief.partner_brief_facts import Facts, members_added, members_reached
from kg.model.vocabulary import VERDICTS


def points(telling: Telling, known: Facts) -> tuple[Sentence, ...]:
    """Return three points."""
    return _verdict(telling, known), _reach(telling, known), _asked(telling, known)


def _verdict(telling: Telling, known: Facts) -> Sentence:
    if known.partner is None:
        return telling.says(msg("It is no candidate, and is not judged."))
    word = VERDICTS[known.partner.verdict]
    count = len(known.partner.missing)
    if not count:
        return telling.says(msg("Verdict: {verdict}.", verdict=word))
    return telling.says(
        nmsg(
            "Verdict: {verdict}; {count} condition is to be met.",
            "Verdict: {verdict}; {count} conditions are to be met.",
            count,
            verdict=word,
        )
    )


def _reach(telling: Telling, known: Facts) -> Sentence:
    if not known.reached.reached:
        return telling.says(msg("Which states are its full members is not on record."))
    reached, added = members_reached(telling, known), members_added(telling, known)
    facts = {"n": reached.value, "total": known.coverage.total}
    if not added.value:
        said = msg("It reaches {n} of the {total} states, all of them with others.", **facts)
    else:
        said = msg(
            "It reaches {n} of the {total} states; {adds} of them no other body of the plan"
            " reaches.",
            adds=added.value,
            **facts,
        )
    return telling.says(said, reached, added)


def _asked(telling: Telling, known: Facts) -> Sentence:
    if known.partner is None:
        return telling.says(msg("The Board is asked for no decision."))
    if known.partner.verdict == "unknown":
        return telling.says(msg("The open questions come first."))
    return telling.says(msg("The Board is asked to decide; nothing is decided by this paper."))
