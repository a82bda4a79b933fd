"""What a condition of a rule asks, in words: for the comparison of guidelines and for papers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final, Literal

from kg.base.i18n import Message, msg
from kg.base.reader_manner import number, series
from kg.model.vocabulary import KINDS, word
from kg.partners.guideline.guideline import Bound, Condition, Criterion, Guideline, LeftOut
from kg.partners.measures import MEASURES

Names = Callable[[str], str]
"""Gives the name of a record by its id."""

LINKS: Final[Mapping[str, Message]] = {
    "in_force": msg("an official link is in force"),
    "unconfirmed": msg("an official link is on record, not known to be in force"),
    "ended": msg("the official link has ended"),
    "unknown": msg("whether there is an official link is not known"),
}
_FACTS: Final[Mapping[tuple[str, bool], Message]] = {
    ("mandate", True): msg("a resolution of the body names it"),
    ("mandate", False): msg("no resolution of the body names it"),
    ("pilot", True): msg("a pilot concerns it"),
    ("pilot", False): msg("no pilot concerns it"),
    ("door", True): msg("the office competent for cooperation is known"),
    ("door", False): msg("the office competent for cooperation is not known"),
}


def condition_text(condition: Condition, guideline: Guideline, lang: str, names: Names) -> str:
    """Return what a condition asks of a partner; of several parts all must hold."""
    criteria = {one.name: one for one in guideline.criteria}
    parts = list(_parts(condition, criteria, lang, names))
    return series(parts, lang) if parts else msg("always").text(lang)


def exception_text(one: LeftOut, lang: str, names: Names) -> str:
    """Return whom an exception leaves out; of several entries all must hold."""
    parts = [
        *_either(None if one.id is None else [names(id_) for id_ in one.id], _NAMED, lang),
        *_either(one.kind and [_kind(kind) for kind in one.kind], _KIND, lang),
    ]
    if one.national is not None:
        said = msg("it belongs to one state or country") if one.national else msg(
            "it belongs to no single state or country"
        )  # fmt: skip
        parts.append(said.text(lang))
    if one.exists is not None:
        said = msg("it is there on the date") if one.exists else msg("it is not there on the date")
        parts.append(said.text(lang))
    return series(parts, lang)


def measure_label(criterion: Criterion, lang: str) -> str:
    """Return what a criterion measures, by its name where nobody knows the measure."""
    measure = MEASURES.get(criterion.measure)
    return criterion.measure if measure is None else measure.label.text(lang)


_NAMED: Final = msg("it is {names}")
_KIND: Final = msg("its kind is {names}")


def _parts(
    condition: Condition, criteria: Mapping[str, Criterion], lang: str, names: Names
) -> Iterator[str]:
    yield from _either(condition.id and [names(id_) for id_ in condition.id], _NAMED, lang)
    yield from _either(condition.kind and [_kind(kind) for kind in condition.kind], _KIND, lang)
    if condition.link is not None:
        yield _or([LINKS[link].text(lang) for link in condition.link], lang)
    for name in ("mandate", "pilot", "door"):
        asked = getattr(condition, name)
        if asked is not None:
            yield _FACTS[name, asked].text(lang)
    for name, wanted in condition.criteria.items():
        yield _bound(criteria.get(name), name, wanted, lang)
    yield from _inner(condition, criteria, lang, names)


def _inner(
    condition: Condition, criteria: Mapping[str, Criterion], lang: str, names: Names
) -> Iterator[str]:
    def said(inner: list[Condition]) -> list[str]:
        all_ = [series(_parts(one, criteria, lang, names), lang) for one in inner]
        return [text or msg("always").text(lang) for text in all_]

    if condition.any is not None:
        yield msg("one of these holds: {parts}", parts=_listed(said(condition.any))).text(lang)
    if condition.all:
        yield msg("all of these hold: {parts}", parts=_listed(said(condition.all))).text(lang)
    if condition.none:
        yield msg("none of these holds: {parts}", parts=_listed(said(condition.none))).text(lang)


def _listed(parts: list[str]) -> str:
    return " ".join(f"({part})" for part in parts)


def _either(found: list[Message | str] | list[str] | None, said: Message, lang: str) -> list[str]:
    if not found:
        return []
    texts = [one.text(lang) if isinstance(one, Message) else one for one in found]
    return [msg(said.template, names=_or(texts, lang)).text(lang)]


def _or(texts: list[str], lang: str) -> str:
    *first, last = texts
    if not first:
        return last
    return msg("{some} or {last}", some=", ".join(first), last=last).text(lang)


def _kind(kind: str) -> Message | str:
    return KINDS.get(kind) or word("kind", kind)


def _bound(
    criterion: Criterion | None, name: str, wanted: Bound | Literal["known", "unknown"], lang: str
) -> str:
    label = name if criterion is None else measure_label(criterion, lang)
    if wanted == "known":
        return msg("“{criterion}” is known", criterion=label).text(lang)
    if wanted == "unknown":
        return msg("“{criterion}” is not known", criterion=label).text(lang)
    low, high = (None if n is None else number(n, lang) for n in (wanted.at_least, wanted.below))
    if low is None and high is None:
        return msg("“{criterion}” is known", criterion=label).text(lang)
    if high is None:
        return msg("“{criterion}” is at least {low}", criterion=label, low=low).text(lang)
    if low is None:
        return msg("“{criterion}” is below {high}", criterion=label, high=high).text(lang)
    both = msg("“{criterion}” is at least {low} and below {high}",
               criterion=label, low=low, high=high)  # fmt: skip
    return both.text(lang)
