"""What must change for one partner to pass another: verdict, one value, one weight, unknowns.

Every answer is found by trying: each possible value, each weight in thousandths, each set of
unknowns, judged by the rules and the arithmetic by which partners are ranked.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Final

from kg.base.errors import BadOptionError
from kg.base.i18n import msg
from kg.graph.naming import heading
from kg.graph.view import View
from kg.model.documents import (
    Partner,
    PartnersPass,
    PartnerStand,
    PassUnknowns,
    PassValue,
    PassWeight,
    RulePart,
)
from kg.partners import pass_sentences as say
from kg.partners.guideline.guideline import RANKED, Criterion, Guideline
from kg.partners.measures import MEASURES
from kg.partners.partner_judging import contribution
from kg.partners.pass_race import Race, race
from kg.partners.pass_weights import weight_that_suffices
from kg.partners.possible_values import Possible
from kg.partners.rank import partners

OPTION: Final = "pass"


def passing(view: View, guideline: Guideline, ahead: str, behind: str, lang: str) -> PartnersPass:
    """Return what must change for ``behind`` to come before ``ahead`` in the order of partners.

    Raises:
        ForbiddenError: the reader is not the board.
        UnknownIdError: there is no such record.
        BadOptionError: one of them is no candidate, or both are the same.
    """
    view.require_board()
    document = partners(view, guideline, lang, len(view.snapshot))
    known = {partner.id: partner for partner in document.results}
    ids = view.id(view.index(ahead)), view.id(view.index(behind))
    _check(known, ids, guideline)
    first, second = known[ids[0]], known[ids[1]]
    found = race(view, guideline, view.index(ahead), view.index(behind))
    passes = found.passes()
    held = [] if passes or first.verdict not in RANKED else _holding(second)
    values = [] if passes else list(_values(found, second, lang))
    weights = [] if passes else list(_weights(found, second, lang))
    unknowns = _unknowns(found, second, lang, passes=passes)
    return PartnersPass(
        **heading(view, lang),
        standing=guideline.standing,
        guideline=guideline.ruled_by(),
        ahead=_stand(first),
        behind=_stand(second),
        passes=passes,
        gap=first.score - second.score,
        verdict=held,
        missing=second.missing if held else [],
        values=values,
        weights=weights,
        unknowns=unknowns,
        sentences=list(
            say.sentences(
                first, second, passes=passes, held=held, values=values, weights=weights,
                unknowns=unknowns, lang=lang,
            )
        ),
    )  # fmt: skip


def _check(known: dict[str, Partner], ids: tuple[str, str], guideline: Guideline) -> None:
    for id_ in ids:
        if id_ not in known:
            fix = msg("Name two candidates of {guideline}.", guideline=guideline.guideline)
            raise BadOptionError(OPTION, id_, fix)
    if ids[0] == ids[1]:
        raise BadOptionError(OPTION, ids[0], msg("Name two that differ."))


def _stand(partner: Partner) -> PartnerStand:
    return PartnerStand.model_validate(
        {name: getattr(partner, name) for name in PartnerStand.model_fields}
    )


def _holding(partner: Partner) -> list[RulePart]:
    """Return the rules that keep a partner from having a rank; none where it has one."""
    return [rule for rule in partner.rules if rule.verdict not in RANKED]


def _values(found: Race, partner: Partner, lang: str) -> Iterator[PassValue]:
    parts = {part.name: part for part in partner.criteria}
    for criterion in found.criteria:
        part, possible = parts[criterion.name], found.possible[criterion.name]
        enough = least_value(found, criterion)
        best = _best(criterion, possible)
        value = part.value if enough is None else enough.value
        made = PassValue(
            name=criterion.name,
            label=part.label,
            unit=MEASURES[criterion.measure].unit_of(value).text(lang),
            now=part.value,
            needed=enough and enough.value,
            count=enough and enough.count,
            of=enough and enough.whole,
            most=best and best.value,
            score=None
            if enough is None
            else found.with_values({criterion.name: enough.value}).score,
            sentence="",
        )
        yield made.model_copy(update={"sentence": say.of_value(made, partner.label, lang)})


def least_value(found: Race, criterion: Criterion) -> Possible | None:
    """Return the value nearest to the present one that alone lets the one behind come first.

    Of an unknown value: the one that counts least. None where no possible value does.
    """
    now = found.all[found.behind].values[criterion.name]
    low, high = criterion.anchors
    if now is None:
        # From where it counts nothing: on a scale that falls that is its upper end.
        order = sorted(
            found.possible[criterion.name], key=lambda one: one.value, reverse=low > high
        )
    else:
        others = (one for one in found.possible[criterion.name] if one.value != now)
        order = sorted(others, key=lambda one: (abs(one.value - now), one.value))
    return next(
        (one for one in order if found.passes(found.with_values({criterion.name: one.value}))),
        None,
    )


def _best(criterion: Criterion, possible: list[Possible]) -> Possible | None:
    """Return the possible value that counts most; of several the one nearest to the scale."""
    return max(
        possible,
        key=lambda one: (contribution(criterion, one.value), -abs(one.value)),
        default=None,
    )


def _weights(found: Race, partner: Partner, lang: str) -> Iterator[PassWeight]:
    for criterion in found.criteria:
        made = PassWeight(
            name=criterion.name,
            label=MEASURES[criterion.measure].label.text(lang),
            now=criterion.millionths,
            needed=weight_that_suffices(found, criterion),
            sentence="",
        )
        yield made.model_copy(update={"sentence": say.of_weight(made, partner.label, lang)})


def _unknowns(found: Race, partner: Partner, lang: str, *, passes: bool) -> PassUnknowns:
    labels = {part.name: part.label for part in partner.criteria}
    unknown = [part.name for part in partner.criteria if part.value is None]
    least = [] if passes else fewest_unknowns(found)
    made = PassUnknowns(
        unknown=unknown, suffices=least is not None and not passes and bool(least),
        least=least or [], sentence="",
    )  # fmt: skip
    if passes:
        return made
    said = say.of_unknowns(made, partner.label, labels, lang)
    return made.model_copy(update={"sentence": said})


def fewest_unknowns(found: Race) -> list[str] | None:
    """Return the fewest unknown criteria that suffice, each answered at best; None: none do.

    Of several sets as small the first in the order of the guideline.
    """
    values = found.all[found.behind].values
    best = {
        one.name: best_.value
        for one in found.criteria
        if values[one.name] is None and (best_ := _best(one, found.possible[one.name]))
    }
    for size in range(1, len(best) + 1):
        for names in combinations(best, size):
            if found.passes(found.with_values({name: best[name] for name in names})):
                return list(names)
    return None
