"""The names under which the records of a view are found in a report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from kg.base.i18n import LANGUAGES
from kg.base.text import fold
from kg.condense.place_words import OTHER_WORDS, SHORT
from kg.condense.report_names import ANY, Called, Names
from kg.graph.view import View
from kg.identity.bodies import is_minted
from kg.model.acronyms import ACRONYM, ACRONYMS, acronyms_of
from kg.model.fields import EXAMPLE
from kg.model.registry import label_of

PLACES: Final = ("State", "Country")
BODIES: Final = ("Organisation", "Unit")
"""Types whose names hold those of places for themselves."""
OTHERS: Final = (*BODIES, "Programme", "Initiative", "Agreement", "Activity")
TYPES: Final = (*PLACES, *OTHERS)
"""Types of records that a report is searched for; of two called alike the earlier counts."""
_LONG: Final = ("Agreement", "Activity", "Initiative")
"""Types whose names are titles: a short one is no name."""
_LEAST_WORDS: Final = 4
_LEAST_LETTERS: Final = 24
_SPOKEN: Final[Mapping[str, frozenset[str]]] = {"sida": frozenset(("en",))}
"""Names of bodies that are words of other languages: AIDS, in three of four."""
_OWN_LETTERS: Final = 5
_MINTED_LETTERS: Final = 10
_REFERENCES: Final = ("reference", "identifier")
_LEAST_REFERENCE: Final = 6


def names_of(view: View) -> Names:
    """Return the names by which what a view holds is found in a text."""
    places, others, acronyms = list[Called](), list[Called](), list[Called]()
    bodies = set[int]()
    for rank, type_ in enumerate(TYPES):
        for node in map(int, view.of_type(type_)):
            props = view.snapshot.props(node)
            if type_ in PLACES:
                called, short = _place(view, node, props, rank)
                places += called
                acronyms += short
                continue
            others += _other(view, node, type_, props, rank)
            acronyms += _acronyms(node, props, rank)
            if type_ in BODIES:
                bodies.add(node)
    return Names(places, others, acronyms, frozenset(bodies))


def examples_of(view: View) -> frozenset[int]:
    """Return the records that are made up: they never stand beside real ones."""
    found = (int(node) for type_ in TYPES for node in view.of_type(type_))
    return frozenset(node for node in found if view.snapshot.props(node).get("nature") == EXAMPLE)


def _place(
    view: View, node: int, props: Mapping[str, Any], rank: int
) -> tuple[list[Called], list[Called]]:
    named = {**props.get("name", {}), **view.snapshot.label(node)}
    texts = [*named.values(), *props.get("aliases", ())]
    called = [
        Called(one, node, rank)
        for text in texts
        for one in _written(text)
        if fold(one).removeprefix("la ") not in OTHER_WORDS
    ]
    short = [
        Called(text, node, rank, frozenset(langs.split()))
        for text, langs in SHORT.get(view.id(node), ())
    ]
    return called + short, []


def _written(text: str) -> Iterator[str]:
    """Yield a name, and how else it is written: Saint as St, and without "and"."""
    words = text.replace("-", " ").split()
    yield text
    for long, brief in (("Saint", "St"), ("Sainte", "Ste")):
        if words and words[0] == long:
            yield " ".join([brief, *words[1:]])
    without = [word for word in words if word.casefold() not in ("and", "y", "e", "et")]
    if len(without) < len(words):
        yield " ".join(without)
        if without[0] == "Saint":
            yield " ".join(["St", *without[1:]])


def _other(view: View, node: int, type_: str, props: dict[str, Any], rank: int) -> Iterator[Called]:
    names: Iterable[str] = [*label_of(type_, props).values(), *props.get("aliases", ())]
    minted = type_ in BODIES and is_minted(view.id(node), props.get("identifiers", ()))
    for text in dict.fromkeys(_parts(names)):
        if type_ in _LONG:
            is_name = len(text.split()) >= _LEAST_WORDS and len(text) >= _LEAST_LETTERS
        elif minted:
            is_name = len(text.split()) > 1 and len(text) >= _MINTED_LETTERS
        else:
            is_name = not (text.isupper() and text.isalpha())
        if is_name:
            yield Called(text, node, rank, _SPOKEN.get(fold(text), ANY))
    if type_ not in _LONG:
        for text in acronyms_of(props):
            if not text.isalpha():
                yield Called(text, node, rank)
    for name in _REFERENCES:
        yield from _references(str(props.get(name, "")), node, rank)


def _parts(names: Iterable[str]) -> Iterator[str]:
    """Yield names, and of one with an acronym before a dash what stands behind it."""
    for text in names:
        yield text
        short, dash, long = text.partition(" - ")
        if dash and short.isupper() and " " in long:
            yield long


def _references(text: str, node: int, rank: int) -> Iterator[Called]:
    """Yield a reference whole, and without what stands in brackets behind it."""
    for one in dict.fromkeys((text, text.partition(" (")[0])):
        if len(one) > _LEAST_REFERENCE and any(sign.isdigit() for sign in one):
            folded = fold(one)
            if " " in folded and len(folded.replace(" ", "")) >= _LEAST_REFERENCE:
                yield Called(one, node, rank)


def _is_shared(props: Mapping[str, Any], acronym: str) -> bool:
    """Say whether an acronym is that of a ministry, as ministries of many states have it: MRE."""
    is_ministry = str(props.get("name", {}).get("en", "")).startswith("Minist")
    return is_ministry and acronym.startswith("M") and len(acronym) < _OWN_LETTERS


def _acronyms(node: int, props: Mapping[str, Any], rank: int) -> Iterator[Called]:
    """Yield acronyms with the languages that they are of.

    The one without a language is of all that have none of their own.
    """
    own: Mapping[str, str] = props.get(ACRONYMS, {})
    plain = str(props.get(ACRONYM, ""))
    if plain and " " not in plain and not _is_shared(props, plain):
        langs = frozenset(set(LANGUAGES) - set(own)) if own else ANY
        yield Called(plain, node, rank, _SPOKEN.get(fold(plain), langs))
    for lang, text in own.items():
        yield Called(text, node, rank, frozenset((lang,)))
    for text in props.get("aliases", ()):
        if text.isupper() and text.isalpha():
            yield Called(text, node, rank, _SPOKEN.get(fold(text), ANY))
