"""The worked example of a guidance document: two invented bodies judged by its guideline."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.base.i18n import Message, msg
from kg.base.reader_manner import number, score
from kg.brief.guidance_facts import Facts
from kg.brief.paper import Block, Column, Paragraph, Remark, Sentence, Table
from kg.model.vocabulary import VERDICTS
from kg.partners.guideline.guideline import RANKED, Criterion, Link
from kg.partners.guideline_diff import msg_text
from kg.partners.measures import MEASURES
from kg.partners.partner_facts import Facts as BodyFacts
from kg.partners.partner_judging import contribution
from kg.partners.rules import speaking, verdict_of

_HALF = 2


@dataclass(frozen=True, slots=True)
class Invented:
    """A body that does not exist: its name, its link, and how far up each scale it stands.

    ``parts`` are by measure in halves of the scale; what is not named is unknown.
    """

    name: Message
    link: Link
    parts: Mapping[str, int]

    def value(self, criterion: Criterion) -> float | None:
        """Return its value of a criterion, None where it is unknown."""
        halves = self.parts.get(criterion.measure)
        low, high = criterion.anchors
        if halves is None:
            return None
        exact = low + (high - low) * halves / _HALF
        # Nobody reaches half a state.
        return float(int(exact)) if abs(high - low) > _HALF else exact


YES = Invented(
    msg("Body A (invented)"),
    "in_force",
    {"states_reached": 1, "states_beyond": 1, "thematic_fit": 1, "prior_cooperation": 2,
     "official_link": 2},
)  # fmt: skip
"""A body that something speaks for."""
NO = Invented(msg("Body B (invented)"), "unknown", {"states_reached": 0, "states_beyond": 0})
"""A body of which hardly anything is known."""


def example(known: Facts) -> tuple[Block, ...]:
    """Return two invented bodies judged: which rules speak, what the criteria contribute."""
    telling = known.telling
    remark = Remark(
        telling.words(msg("Both bodies are invented. The example judges no body that exists."))
    )
    return (remark, *_judged(known, YES), *_judged(known, NO))


def _judged(known: Facts, body: Invented) -> tuple[Block, ...]:
    telling, guideline = known.telling, known.guideline
    values = {one.name: body.value(one) for one in guideline.criteria}
    facts = BodyFacts(None, body.link, (), mandate=False, pilot=False, door=None)
    rules = speaking(guideline.rules, "", facts, values)
    verdict = verdict_of(rules, guideline.otherwise.verdict)
    texts = [rule.text for rule in rules] or [guideline.otherwise.text]
    said = [
        telling.says(msg("{body}: {verdict}.", body=body.name, verdict=VERDICTS[verdict])),
        *(Sentence(_text(known, body, text)) for text in texts),
    ]
    if verdict not in RANKED:
        said.append(telling.says(msg("It has no rank.")))
    return Paragraph(tuple(said)), _table(known, body, values)


def _text(known: Facts, body: Invented, text: str) -> str:
    lang = known.telling.lang
    named = msg_text(text, lang).replace("{partner}", body.name.text(lang))
    return known.filled(named)


def _table(known: Facts, body: Invented, values: Mapping[str, float | None]) -> Table:
    telling, lang = known.telling, known.telling.lang
    columns = (
        Column(telling.words(msg("Criterion")), share=5),
        Column(telling.words(msg("Value")), is_number=True, share=2),
        Column(telling.words(msg("Adds to the score")), is_number=True, share=2),
    )
    rows = tuple(
        (
            Sentence(MEASURES[one.measure].label.text(lang)),
            Sentence(_shown(values[one.name], lang)),
            Sentence(score(contribution(one, values[one.name]), lang)),
        )
        for one in known.guideline.criteria
    )
    total = sum(contribution(one, values[one.name]) for one in known.guideline.criteria)
    note = msg("Score: {score}.", score=score(total, lang))
    caption = msg("{body}: its values and what they add", body=body.name)
    return Table(telling.words(caption), columns, rows, telling.words(note))


def _shown(value: float | None, lang: str) -> str:
    return msg("not known").text(lang) if value is None else number(value, lang)
