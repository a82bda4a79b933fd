"""What is said and asked of a judged partner, each question with the command that answers it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from kg.base.i18n import Message, msg
from kg.partners.guideline.guideline import Criterion, Otherwise
from kg.partners.measures import DEMANDS, MEASURES
from kg.partners.partner_facts import Context, Facts
from kg.partners.partner_judging import Judged, basis_to_confirm

_CONFIRM: Final = msg("Is “{link}” still in force?")
_PUBLISHED: Final = msg("“{record}” is to be confirmed: in which publication does it stand?")
_RESTS: Final = msg(
    "A rule about {partner} rests on “{record}”, which is to be confirmed: in which publication "
    "does it stand?"
)
_WHICH_DOOR: Final = msg("Which office of {partner} is competent for cooperation?")
_WHICH_DEMANDS: Final = msg("What do member states need? None has declared a demand yet.")
_A_DEMAND: Final = "demand actor=… title=… sector=…"
_CONFIRMED: Final = "{link} status=…"
_A_BASIS: Final = "{record} status=…"
_A_PRIORITY: Final = "{record} standing=…"
_DOOR: Final = "unit name=… part_of={partner} door_for={partner} mailbox=…"


class _Asked(NamedTuple):
    question: Message
    answer: str
    record: int | None = None


def say(
    context: Context, judged: Judged, template: str, lang: str, record: int | None = None
) -> str:
    """Return a text about a partner in the reader's language, filled with what it names.

    A question may name a ``record`` too.
    """
    view, known = context.view, judged.facts
    said = {
        "partner": view.label(judged.node, lang),
        "body": view.label(context.body, lang),
        "door": "—" if known.door is None else view.label(known.door, lang),
        "link": [view.label(node, lang) for node in known.agreements],
        "record": "—" if record is None else view.label(record, lang),
    }
    return msg(template, **said).text(lang)


def questions(
    context: Context, judged: Judged, rules: Sequence[Otherwise], lang: str
) -> dict[str, str]:
    """Return what to ask about a partner, each with the command that answers it.

    ``rules`` are those that rest on something: who speaks, and who would.
    """
    asked = [
        *_about_facts(judged.facts),
        *_about_rules(context, rules),
        *(_to_ask(context, one) for one in unknown(context, judged)),
    ]
    return {
        say(context, judged, one.question.template, lang, one.record): _command(
            context, judged, one
        )
        for one in asked
    }


def unknown(context: Context, judged: Judged) -> list[Criterion]:
    """Return the criteria of which nothing is on record for a partner."""
    return [one for one in context.guideline.criteria if judged.values[one.name] is None]


def _about_facts(known: Facts) -> Iterator[_Asked]:
    if known.link == "unconfirmed":
        yield _Asked(_CONFIRM, _CONFIRMED)
    yield from (_Asked(_PUBLISHED, one.answer, one.record) for one in known.waiting)
    if known.door is None:
        yield _Asked(_WHICH_DOOR, _DOOR)


def _about_rules(context: Context, rules: Sequence[Otherwise]) -> Iterator[_Asked]:
    for rule in rules:
        basis = basis_to_confirm(context, rule)
        if basis is not None:
            has_status = not context.view.is_a(basis, "Priority")
            yield _Asked(_RESTS, _A_BASIS if has_status else _A_PRIORITY, basis)


def _to_ask(context: Context, criterion: Criterion) -> _Asked:
    """The question that a value leaves open, and the command that answers it."""
    if criterion.measure == DEMANDS and not context.demands.all:
        return _Asked(_WHICH_DEMANDS, _A_DEMAND)
    measure = MEASURES[criterion.measure]
    return _Asked(measure.question, measure.answer)


def _command(context: Context, judged: Judged, asked: _Asked) -> str:
    view = context.view
    told = asked.answer.format(
        partner=view.id(judged.node),
        body=view.id(context.body),
        link=next((view.id(node) for node in judged.facts.agreements), ""),
        record="" if asked.record is None else view.id(asked.record),
    )
    return f"coopgraph tell {told} --source …"
