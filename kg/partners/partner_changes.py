"""What differs between two answers about partners, and by which rule or criterion."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from kg.base.i18n import Message, msg
from kg.base.reader_manner import number, score
from kg.model.documents import (
    Criterion,
    CriterionChange,
    Partner,
    PartnerChange,
    Partners,
    RuleChange,
    RulePart,
)
from kg.model.vocabulary import VERDICTS
from kg.partners.guideline.guideline import STRONGEST

_UNKNOWN: Final = msg("not known")


def partner_changes(before: Partners, after: Partners) -> list[PartnerChange]:
    """Return the partners of whom verdict, rank or score differ, by id.

    Both answers hold all candidates, under one guideline or two, of one revision or two. A verdict
    changes by the rules that prevail on the stricter side: they began or ceased to speak, or say
    something else.
    """
    old, new = _by_id(before), _by_id(after)
    reasons = {body.id: one.text for one in after.left_out for body in one.bodies}
    changes = (
        _change(old.get(id_), new.get(id_), reasons.get(id_), after.lang)
        for id_ in sorted({*old, *new})
        if _seen(old.get(id_)) != _seen(new.get(id_))
    )
    return list(changes)


def _by_id(document: Partners) -> dict[str, Partner]:
    return {partner.id: partner for partner in document.results}


def _seen(partner: Partner | None) -> object:
    return partner and (partner.verdict, partner.rank, partner.score)


def _change(
    old: Partner | None, new: Partner | None, left_out: str | None, lang: str
) -> PartnerChange:
    known = new or old
    if known is None:
        raise ValueError("nobody changed")
    change = PartnerChange(
        id=known.id,
        label=known.label,
        verdict=(old and old.verdict, new and new.verdict),
        rank=(old and old.rank, new and new.rank),
        score=(old.score if old else None, new.score if new else None),
        rules=list(_rules(old, new)) if old and new else [],
        criteria=list(_criteria(old, new)) if old and new else [],
        left_out=None if new else left_out,
        sentence="",
    )
    return change.model_copy(update={"sentence": " ".join(_sentences(change, lang))})


def _rules(old: Partner, new: Partner) -> Iterator[RuleChange]:
    """Yield the rules by which the verdict changes: those that prevail where it is stricter."""
    if old.verdict == new.verdict:
        return
    stricter = STRONGEST.index(new.verdict) < STRONGEST.index(old.verdict)
    here, there = (new, old) if stricter else (old, new)
    others = {rule.id: rule for rule in there.rules}
    for rule in here.rules:
        if rule.verdict == here.verdict:
            other = others.get(rule.id)
            shown = rule if stricter or other is None else other
            yield _rule(shown, other is not None, speaks=stricter)


def _rule(rule: RulePart, both: bool, *, speaks: bool) -> RuleChange:
    change = "verdict" if both else "speaks" if speaks else "silent"
    return RuleChange(
        id=rule.id, change=change, verdict=rule.verdict, basis=rule.basis, text=rule.text
    )


def _criteria(old: Partner, new: Partner) -> Iterator[CriterionChange]:
    was, is_ = ({one.name: one for one in partner.criteria} for partner in (old, new))
    for name in dict.fromkeys([*was, *is_]):
        before, after = was.get(name), is_.get(name)
        known = after or before
        if known and _given(before) != _given(after):
            yield CriterionChange(
                name=name,
                label=known.label,
                unit=known.unit,
                before=before.value if before else None,
                after=after.value if after else None,
                contributions=(_given(before), _given(after)),
            )


def _given(criterion: Criterion | None) -> int:
    return criterion.contribution if criterion else 0


def _sentences(change: PartnerChange, lang: str) -> Iterator[str]:
    was, is_ = (None if one is None else VERDICTS[one] for one in change.verdict)
    if is_ is None:
        yield msg("{partner} is no candidate any more.", partner=change.label).text(lang)
        if change.left_out:
            yield change.left_out
        return
    if was is None:
        said = msg("{partner} is a candidate now: {verdict}.", partner=change.label, verdict=is_)
    elif was == is_:
        said = msg("{partner} stays at “{verdict}”.", partner=change.label, verdict=is_)
    else:
        said = msg("{partner}: “{was}” becomes “{now}”.", partner=change.label, was=was, now=is_)
    yield said.text(lang)
    yield from (_of_rule(rule).text(lang) for rule in change.rules)
    yield from _of_order(change, lang)


def _of_rule(rule: RuleChange) -> Message:
    templates: Mapping[str, str] = {
        "speaks": msg("The rule “{rule}” speaks now: {text}").template,
        "silent": msg("The rule “{rule}” speaks no longer: {text}").template,
        "verdict": msg("The rule “{rule}” says another verdict: {text}").template,
    }
    return msg(templates[rule.change], rule=rule.id, text=rule.text)


def _of_order(change: PartnerChange, lang: str) -> Iterator[str]:
    (rank_was, rank_is), (score_was, score_is) = change.rank, change.score
    if rank_was != rank_is:
        names = {"was": rank_was or msg("none"), "now": rank_is or msg("none")}
        yield msg("Rank: {was} before, {now} now.", **names).text(lang)
    if score_was is not None and score_is is not None and score_was != score_is:
        shown = {"was": score(score_was, lang), "now": score(score_is, lang)}
        yield msg("Score: {was} before, {now} now.", **shown).text(lang)
    yield from (_of_criterion(one, lang) for one in change.criteria)
    only_rank = rank_was != rank_is and score_was == score_is and not change.rules
    if only_rank and change.verdict[0] == change.verdict[1]:
        yield msg("Only others moved.").text(lang)


def _of_criterion(change: CriterionChange, lang: str) -> str:
    now = _value(change.after, change.unit, lang)
    # The unit is that of what is known now, and told once.
    was = _value(change.before, "" if change.after is not None else change.unit, lang)
    more = change.contributions[1] - change.contributions[0]
    added = f"{'+' if more > 0 else ''}{score(more, lang)}"
    if change.before == change.after:
        said = msg("{criterion}: {now}, weighed differently ({added}).",
                   criterion=change.label, now=now, added=added)  # fmt: skip
    else:
        said = msg("{criterion}: {was} before, {now} now ({added}).",
                   criterion=change.label, was=was, now=now, added=added)  # fmt: skip
    return said.text(lang)


def _value(value: float | None, unit: str, lang: str) -> str:
    return _UNKNOWN.text(lang) if value is None else f"{number(value, lang)} {unit}".strip()
