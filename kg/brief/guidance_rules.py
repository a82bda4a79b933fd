"""The parts of a guidance document that say what its guideline says: criteria, rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.base.i18n import msg
from kg.base.reader_manner import number, score
from kg.brief.guidance_facts import Facts
from kg.brief.paper import Block, Column, Paragraph, Points, Remark, Sentence, Table
from kg.model.documents import GuidelineCriterion, GuidelineRule
from kg.model.vocabulary import VERDICTS
from kg.partners.guideline_text import names_bodies


def criteria(known: Facts) -> tuple[Block, ...]:
    """Return the criteria with their scales and weights."""
    telling = known.telling
    lead = telling.says(
        msg(
            "Criteria give the order of those who may be approached. Each is measured on a scale: "
            "at the lower end it counts nothing, at the upper end its whole weight."
        ),
    )
    unknown = telling.says(
        msg("What is not on record counts nothing, and becomes a question: unknown is not no.")
    )
    columns = (
        Column(telling.words(msg("Criterion")), share=5),
        Column(telling.words(msg("Unit")), share=3),
        Column(telling.words(msg("Counts nothing at")), is_number=True, share=2),
        Column(telling.words(msg("Counts all at")), is_number=True, share=2),
        Column(telling.words(msg("Weight")), is_number=True, share=2),
    )
    rows = tuple(_criterion(known, one) for one in known.said.criteria)
    caption = telling.words(msg("Criteria, their scales and weights"))
    return Paragraph((lead, unknown)), Table(caption, columns, rows, _beyond(known))


def _criterion(known: Facts, one: GuidelineCriterion) -> tuple[Sentence, ...]:
    lang, at = known.telling.lang, f"$.criteria[?@.name=='{one.name}']"
    anchors = tuple(
        Sentence(number(value, lang), (known.figure(value, msg("lower end"), f"{at}.anchors[0]")
                 if place == 0 else known.figure(value, msg("upper end"), f"{at}.anchors[1]"),))
        for place, value in enumerate(one.anchors)
    )  # fmt: skip
    weight = known.figure(one.weight, msg("millionths"), f"{at}.weight")
    shown = Sentence(score(one.weight, lang), (weight,))
    return (Sentence(one.label), Sentence(one.unit), *anchors, shown)


def _beyond(known: Facts) -> str:
    named = [name for one in known.said.criteria for name in one.beyond]
    if not named:
        return ""
    said = msg("Named in the guideline: {names}.", names=list(dict.fromkeys(named)))
    return known.telling.words(said)


def conditions(known: Facts) -> tuple[Block, ...]:
    """Return the rules about bodies of any name: by what they say of those of whom they hold."""
    telling = known.telling
    lead = (
        telling.says(msg("Rules come before criteria and do not compensate each other.")),
        telling.says(msg("Of the rules that speak the strictest prevails.")),
        telling.says(msg("X stands for the body of which a rule speaks.")),
    )
    named = {rule.id for rule in known.guideline.rules if names_bodies(rule)}
    blocks: list[Block] = [Paragraph(lead)]
    for verdict, heading in VERDICTS.items():
        rules = [one for one in known.said.rules if one.verdict == verdict and one.id not in named]
        if rules:
            blocks.append(_table(known, rules, telling.words(heading)))
    last = known.said.otherwise
    blocks.append(
        Paragraph((telling.says(msg("Where no rule speaks: {text}", text=_said(known, last))),))
    )
    blocks.extend(_about_named(known, named))
    return tuple(blocks)


def _table(known: Facts, rules: Sequence[GuidelineRule], caption: str) -> Table:
    telling = known.telling
    columns = (
        Column(telling.words(msg("Rule")), share=2),
        Column(telling.words(msg("Speaks where")), share=5),
        Column(telling.words(msg("What it says, and what it asks for")), share=5),
        Column(telling.words(msg("Rests on")), share=3),
    )
    rows = tuple(
        (Sentence(one.id), Sentence(one.when), Sentence(_said(known, one)), known.record(one.basis))
        for one in rules
    )
    return Table(caption, columns, rows)


def _said(known: Facts, rule: GuidelineRule) -> str:
    return known.filled(" ".join(filter(None, (rule.text, rule.condition))))


def _about_named(known: Facts, named: set[str]) -> Iterator[Block]:
    """Yield what rules about bodies by their names say: no verdict, and to the board alone."""
    rules = [one for one in known.said.rules if one.id in named]
    if not rules:
        return
    telling = known.telling
    if not known.is_board:
        yield Remark(telling.words(msg("Rules about bodies by their names are for the board.")))
        return
    yield Paragraph((telling.says(msg("Of bodies by their names the guideline says:")),))
    yield Points(tuple(_named_rule(known, rule) for rule in rules))


def _named_rule(known: Facts, rule: GuidelineRule) -> Sentence:
    basis = rule.basis if _is_known(known, rule) else None
    when = f"{rule.when[:1].upper()}{rule.when[1:]}"
    return Sentence(f"{when}: {_said(known, rule)}", (), basis)


def _is_known(known: Facts, rule: GuidelineRule) -> bool:
    return known.telling.view.snapshot.index(rule.basis) is not None


def candidates(known: Facts) -> tuple[Block, ...]:
    """Return who is judged at all, and who is not."""
    telling = known.telling
    said = msg("Judged are bodies of these kinds: {kinds}.", kinds=known.said.kinds)
    never = msg("States and their authorities are never judged, nor are {body} and its organs.",
                body=known.said.body)  # fmt: skip
    out = Points(tuple(Sentence(known.filled(text)) for text in known.said.left_out))
    lead = Paragraph((telling.says(said), telling.says(never)))
    return (lead, out) if known.said.left_out else (lead,)


def rule_standings(known: Facts) -> tuple[Block, ...]:
    """Return the standing of each rule and criterion, which is that of the guideline."""
    telling = known.telling
    standing = telling.words(known.guideline.standing.sentence())
    columns = (
        Column(telling.words(msg("Rule or criterion")), share=3),
        Column(telling.words(msg("Standing")), share=5),
    )
    names = [*(one.id for one in known.said.rules), *(one.label for one in known.said.criteria)]
    rows = tuple((Sentence(name), Sentence(standing)) for name in names)
    return (Table(telling.words(msg("Standing of each rule and criterion")), columns, rows),)
