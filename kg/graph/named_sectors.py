"""The sectors that the words of a record name, in four languages.

Two records in two languages name the same sector where each uses a word of its name in its own
language: “presupuestos”, “orçamento” and “budget” all name budget planning. A title names a sector
by one word, a summary by two: in many words one is there by chance. A title also names what the
glossary knows its phrases for: “educación inicial”, “petite enfance”. Words count within the field
of work alone that a record states: “school” names no school meals in a need for music.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from kg.base.text import folded_words
from kg.glossary.text_concepts import Evidence, concepts
from kg.graph.memo import kept
from kg.graph.probe import Probe, Query
from kg.graph.taxonomy import GROUPS, fields, is_broad, narrower, sectors_of
from kg.graph.view import View

ENOUGH: Final = {"title": 1, "summary": 2}
"""The fields that are read, and how many words of a name must stand there in one language."""
_STEM: Final = 6
"""Letters of a word that are looked at: what words of one family share, in all four languages."""
_SHORTEST: Final = 5
_MOST: Final = 3
"""In so many names of sectors a word may stand in one language, to tell one from another."""

_SURE: Final = 1_000
"""What the glossary must give a sector for one phrase of at least two words, in thousandths."""

NAMES_OF_SECTORS: Final = ("names", ("Sector",))
"""Under this name a view keeps which words name its sectors."""

_Names = Mapping[str, Mapping[str, frozenset[int]]]


def named(view: View, query: Query, collections: Sequence[str]) -> frozenset[int]:
    """Return the sectors of its field that the words of a node name; a probe has no words.

    Never those that are too broad to be a subject (``taxonomy.is_broad``).
    """
    if isinstance(query, Probe):
        return frozenset()
    props = view.snapshot.props(query)
    return named_by(view, props, sectors_of(view, query), collections)


def named_by(
    view: View, props: Mapping[str, Any], sectors: tuple[int, ...], collections: Sequence[str]
) -> frozenset[int]:
    """Return the same of a record that the view need not hold: its values, and its sectors."""
    found = _spoken(view, props) & _area(view, sectors)
    return frozenset(one for one in found if not is_broad(view, one, collections))


def _area(view: View, sectors: tuple[int, ...]) -> frozenset[int]:
    """Return all that lies in the field of work of some sectors."""
    found = kept(
        view, ("area", ("Sector",), sectors), lambda: narrower(view, fields(view, sectors))
    )
    return frozenset(found)


def _spoken(view: View, props: Mapping[str, Any]) -> frozenset[int]:
    names = kept(view, NAMES_OF_SECTORS, lambda: _names(view))
    by_name = frozenset(
        sector
        for field, least in ENOUGH.items()
        for lang, text in _texts(props.get(field))
        for sector, words in _counted(names.get(lang, {}), text).items()
        if words >= least
    )
    return by_name | _by_glossary(view, props.get("title"))


def _by_glossary(view: View, title: Any) -> frozenset[int]:
    """Return the sectors that the phrases of a title speak of, surely."""
    found = (
        view.snapshot.index(concept.sector)
        for lang, text in _texts(title)
        for concept in concepts(text, lang)
        if any(map(_is_sure, concept.evidence))
    )
    return frozenset(sector for sector in found if sector is not None)


def _is_sure(evidence: Evidence) -> bool:
    """Say whether words are a term of several words, by which the glossary is sure."""
    words = len(evidence.words.split())
    return evidence.kind != "learnt" and words > 1 and evidence.weight >= _SURE


def _counted(names: Mapping[str, frozenset[int]], text: str) -> Counter[int]:
    """Return how many words of its name a text has, by sector."""
    return Counter(sector for stem in _stems(text) for sector in names.get(stem, ()))


def _names(view: View) -> _Names:
    """Return by language which sectors a stem names, where it names few."""
    found: dict[str, dict[str, set[int]]] = {}
    for sector in view.of_type("Sector").tolist():
        props = view.snapshot.props(sector)
        if props.get("level") in GROUPS:
            continue
        for lang, name in _texts(props.get("name")):
            for stem in _stems(name):
                found.setdefault(lang, {}).setdefault(stem, set()).add(sector)
    return {
        lang: {stem: frozenset(some) for stem, some in stems.items() if len(some) <= _MOST}
        for lang, stems in found.items()
    }


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in folded_words(text) if len(word) >= _SHORTEST}


def _texts(value: Any) -> Iterable[tuple[str, str]]:
    return value.items() if isinstance(value, Mapping) else ()
