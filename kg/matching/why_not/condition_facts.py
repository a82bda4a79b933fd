"""The facts on both sides of a condition that a pair fails, and of those that nobody knows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from kg.base.dates import ALWAYS, FOREVER, iso_of
from kg.base.i18n import Message, msg, nmsg
from kg.base.millionths import MILLION
from kg.base.reader_manner import SaidDay, number
from kg.graph.actors import declarers, nature_of
from kg.graph.openness import closed, status_of
from kg.graph.probe import Probe, Query
from kg.graph.taxonomy import broader, sectors_of
from kg.graph.view import View
from kg.matching.kernel.condition_keys import GIVING, KEYS, STRICT
from kg.matching.kernel.conditions import required
from kg.matching.lens.lens import PathLens, Requirement
from kg.matching.why_not.judged_pair import Judged, Pair
from kg.matching.why_not.path_gaps import names, path_title, side_of, sides_of
from kg.model.vocabulary import NATURES, STATUSES

_PERCENT: Final = 100


def facts(pair: Pair, now: Judged, rule: Requirement, lang: str) -> Message:
    """Return the facts on both sides of a condition that a pair fails."""
    if rule.name == "at_least":
        return _floor(pair, now, rule, lang)
    return _FACTS[rule.name](pair, rule, lang)


def short_by(pair: Pair, now: Judged, rule: Requirement) -> int | None:
    """Return how many millionths of the score a path lacks to reach its floor, None for others."""
    if rule.name != "at_least" or not isinstance(pair.lens, PathLens):
        return None
    asked = -(-rule.share * pair.lens.weight(rule.path) // MILLION)
    return asked - _given(now, rule.path)


def unknown(pair: Pair, lang: str) -> list[str]:
    """Return what is not known of either side, and so keeps nobody out, in the lens's order."""
    found: list[Message] = []
    for rule in required(pair.lens):
        sides = [side for side in pair.sides() if _is_unknown(pair, rule, side)]
        if rule.name == "eligible":
            found += [_unknown_admission(pair, side, lang) for side in sides]
        elif sides and rule.name in _UNKNOWN:
            said = [side_of(pair, side, lang) for side in sides]
            found.append(Message(_UNKNOWN[rule.name].template, {"names": said}))
    return list(dict.fromkeys(one.text(lang) for one in found))


def _unknown_admission(pair: Pair, side: Query, lang: str) -> Message:
    name = side_of(pair, side, lang)
    if _admits_others(pair, side):
        return msg("Who may take part is not stated, or not in ids: {name}.", name=name)
    return msg("To which state it belongs is not on record: {name}.", name=name)


def _admits_others(pair: Pair, side: Query) -> bool:
    return isinstance(side, int) and pair.view.is_a(side, *GIVING)


def _is_unknown(pair: Pair, rule: Requirement, side: Query) -> bool:
    view = pair.view
    if rule.name == "period_overlap":
        return _period(view, side) == (ALWAYS, FOREVER)
    if rule.name == "valid_on_date":
        return side == pair.target and _period(view, side)[1] == FOREVER
    return rule.name in KEYS and rule.name not in STRICT and not KEYS[rule.name](view, side)


_UNKNOWN: Final[Mapping[str, Message]] = {
    "different_actor": msg("Who declares it is not on record: {names}."),
    "valid_on_date": msg("No last day is stated: {names}."),
    "period_overlap": msg("No period is stated: {names}."),
    "common_language": msg("No language is stated: {names}."),
    "same_field": msg("No sector is stated: {names}."),
}


def _both(pair: Pair, lang: str, mine: Message, theirs: Message) -> dict[str, Any]:
    return {**sides_of(pair, lang), "mine": mine, "theirs": theirs}


def _natures(pair: Pair, _rule: Requirement, lang: str) -> Message:
    words = [nature_of(pair.view, side) for side in pair.sides()]
    mine, theirs = (NATURES[word] if word else msg("nothing on record") for word in words)
    both = _both(pair, lang, mine, theirs)
    return msg("{query}: {mine}. {target}: {theirs}. Examples meet examples only.", **both)


def _actors(pair: Pair, rule: Requirement, lang: str) -> Message:
    shared = KEYS[rule.name](pair.view, pair.query) & KEYS[rule.name](pair.view, pair.target)
    return msg("Both come from: {names}.", names=names(pair.view, sorted(shared), lang))


def _closed(pair: Pair, _rule: Requirement, lang: str) -> Message:
    over = [side for side in pair.sides() if isinstance(side, int) and side in closed(pair.view)]
    said = [
        msg(
            "{name} ({status})",
            name=side_of(pair, side, lang),
            status=STATUSES[status_of(pair.view, side)],
        )
        for side in over
    ]
    return msg("Not open: {names}.", names=said)


def _over(pair: Pair, _rule: Requirement, lang: str) -> Message:
    ends = iso_of(_period(pair.view, pair.target)[1] - 1) or ""
    return msg(
        "{target}: its last day was {last}; asked is {day}.",
        target=side_of(pair, pair.target, lang),
        last=SaidDay(ends),
        day=SaidDay(pair.view.as_of.isoformat()),
    )


def _periods(pair: Pair, rule: Requirement, lang: str) -> Message:
    mine, theirs = (_said_period(*_period(pair.view, side)) for side in pair.sides())
    return nmsg(
        "{query}: {mine}. {target}: {theirs}. At least {count} month in common is asked for.",
        "{query}: {mine}. {target}: {theirs}. At least {count} months in common are asked for.",
        rule.months,
        **_both(pair, lang, mine, theirs),
    )


def _period(view: View, side: Query) -> tuple[int, int]:
    if isinstance(side, Probe):
        return ALWAYS, FOREVER
    return int(view.snapshot.starts[side]), int(view.snapshot.ends[side])


def _said_period(start: int, end: int) -> Message:
    first, last = iso_of(start), None if end == FOREVER else iso_of(end - 1)
    if first and last:
        return msg("{first} to {last}", first=SaidDay(first), last=SaidDay(last))
    if first:
        return msg("from {first} on", first=SaidDay(first))
    return msg("until {last}", last=SaidDay(last)) if last else msg("nothing on record")


def _languages(pair: Pair, rule: Requirement, lang: str) -> Message:
    both = _both(pair, lang, *(_keys(pair, rule, side, lang) for side in pair.sides()))
    return msg("{query}: {mine}. {target}: {theirs}. Nothing in common.", **both)


def _keys(pair: Pair, rule: Requirement, side: Query, lang: str) -> Message:
    return names(pair.view, sorted(KEYS[rule.name](pair.view, side)), lang)


def _admission(pair: Pair, rule: Requirement, lang: str) -> Message:
    """Return whom the one admits, and where the other belongs: its state, not all it is part of."""
    said = [_admits(pair, rule, side, lang) for side in pair.sides()]
    both = _both(pair, lang, *said)
    return msg("{query}: {mine}. {target}: {theirs}.", **both)


def _admits(pair: Pair, rule: Requirement, side: Query, lang: str) -> Message:
    if _admits_others(pair, side):
        return msg("open to {names}", names=_keys(pair, rule, side, lang))
    who = names(pair.view, declarers(pair.view, side), lang)
    return msg("declared by {names}", names=who)


def _fields(pair: Pair, _rule: Requirement, lang: str) -> Message:
    view = pair.view
    sides = [sectors_of(view, side) for side in pair.sides()]
    both = _both(pair, lang, *(names(view, side, lang) for side in sides))
    wide = sorted(broader(view, sides[0]) & broader(view, sides[1]))
    if not wide:
        return msg("{query}: {mine}. {target}: {theirs}. Nothing in common.", **both)
    shared = names(view, wide, lang)
    return msg(
        "{query}: {mine}. {target}: {theirs}. Only the broad field in common: {shared}.",
        **both,
        shared=shared,
    )


def _floor(pair: Pair, now: Judged, rule: Requirement, lang: str) -> Message:
    assert isinstance(pair.lens, PathLens)
    weight = pair.lens.weight(rule.path)
    have = _PERCENT * _given(now, rule.path) / weight if weight else 0
    return msg(
        "{path}: {have} % of the most that there can be in common; {least} % is asked for.",
        path=path_title(rule.path),
        have=number(round(have, 1), lang),
        least=number(rule.share * _PERCENT / MILLION, lang),
    )


def _given(now: Judged, path: str) -> int:
    return next(share.score for share in now.shares if share.path.name == path)


_FACTS: Final[Mapping[str, Callable[[Pair, Requirement, str], Message]]] = {
    "same_nature": _natures,
    "different_actor": _actors,
    "open": _closed,
    "valid_on_date": _over,
    "period_overlap": _periods,
    "common_language": _languages,
    "eligible": _admission,
    "same_field": _fields,
}
"""How the facts of a condition are said, by its name."""
