"""What must change for one partner to pass another, as sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kg.base.i18n import msg
from kg.base.millionths import MILLION
from kg.base.reader_manner import number, score
from kg.model.documents import Partner, PassUnknowns, PassValue, PassWeight, RulePart
from kg.model.vocabulary import VERDICTS

_DECIMALS = 2


def sentences(
    ahead: Partner,
    behind: Partner,
    *,
    passes: bool,
    held: Sequence[RulePart],
    values: Sequence[PassValue],
    weights: Sequence[PassWeight],
    unknowns: PassUnknowns,
    lang: str,
) -> Iterator[str]:
    """Yield the whole answer, one sentence after the other."""
    names = {"behind": behind.label, "ahead": ahead.label}
    if passes:
        yield msg("{behind} comes before {ahead} already.", **names).text(lang)
        return
    yield from _where(ahead, behind, held, lang)
    if not any(one.needed is not None for one in values):
        yield msg("No value of one criterion alone would let {behind} pass {ahead}.",
                  **names).text(lang)  # fmt: skip
    yield from (one.sentence for one in values if one.needed is not None)
    if not any(one.needed is not None for one in weights):
        yield msg("No weight of one criterion alone would let {behind} pass {ahead}.",
                  **names).text(lang)  # fmt: skip
    yield from (one.sentence for one in weights if one.needed is not None)
    yield unknowns.sentence


def _where(ahead: Partner, behind: Partner, held: Sequence[RulePart], lang: str) -> Iterator[str]:
    if ahead.verdict == behind.verdict or not held:
        said = msg(
            "{behind} has a score of {low} and could reach {most}; {ahead} has {high} and could"
            " reach {other}.",
            behind=behind.label, ahead=ahead.label,
            low=score(behind.score, lang), most=score(behind.interval[1], lang),
            high=score(ahead.score, lang), other=score(ahead.interval[1], lang),
        )  # fmt: skip
        yield said.text(lang)
        return
    said = msg(
        "{behind} needs another verdict first: it is “{verdict}”, and has no rank.",
        behind=behind.label, verdict=VERDICTS[behind.verdict],
    )  # fmt: skip
    yield said.text(lang)
    for rule in held:
        yield msg("The rule “{rule}” holds it back: {text}", rule=rule.id, text=rule.text).text(
            lang
        )


def of_value(value: PassValue, partner: str, lang: str) -> str:
    """Return what one criterion would have to be."""
    names = {"criterion": value.label, "partner": partner, "unit": value.unit}
    if value.needed is None:
        return msg("“{criterion}”: no value alone suffices.", **names).text(lang)
    facts = {
        **names,
        "needed": _number(value.needed, lang),
        "now": msg("not known") if value.now is None else _number(value.now, lang),
        "count": value.count,
        "of": value.of,
    }
    if value.of is not None:
        said = msg(
            "“{criterion}” alone would suffice at {needed} {unit} ({count} of {of}); it is {now}.",
            **facts,
        )
    else:
        said = msg("“{criterion}” alone would suffice at {needed} {unit}; it is {now}.", **facts)
    return said.text(lang)


def of_weight(weight: PassWeight, partner: str, lang: str) -> str:
    """Return what the weight of one criterion would have to be."""
    names = {"criterion": weight.label, "partner": partner, "now": _weight(weight.now, lang)}
    if weight.needed is None:
        return msg("“{criterion}”: no weight alone suffices.", **names).text(lang)
    facts = {**names, "needed": _weight(weight.needed, lang)}
    if weight.needed > weight.now:
        said = msg(
            "A weight of “{criterion}” from {needed} on would suffice (it is {now}).", **facts
        )
    else:
        said = msg("A weight of “{criterion}” up to {needed} would suffice (it is {now}).", **facts)
    return said.text(lang)


def of_unknowns(unknowns: PassUnknowns, partner: str, labels: Mapping[str, str], lang: str) -> str:
    """Return whether the unknown, answered at best, would suffice."""
    if not unknowns.unknown:
        return msg("Nothing is unknown of {partner}.", partner=partner).text(lang)
    if not unknowns.suffices:
        said = msg("Even if all that is unknown of {partner} were answered at best, that would not "
                   "suffice.", partner=partner)  # fmt: skip
        return said.text(lang)
    named = [labels[name] for name in unknowns.least]
    said = msg("Answered at best, these unknowns would suffice: {criteria}.", criteria=named)
    return said.text(lang)


def _weight(millionths: int, lang: str) -> str:
    return number(millionths / MILLION, lang)


def _number(value: float, lang: str) -> str:
    return number(round(value, _DECIMALS), lang)
