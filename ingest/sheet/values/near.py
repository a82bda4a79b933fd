"""Names that are nearly a word: looked for within what one file may cost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from kg.base.text import fold

How = Literal["exact", "near", "many", "none"]
Names = Mapping[str, tuple[str, ...]]
"""Folded name → ids."""

MAX_WORD: Final = 200
"""Characters of a word that is compared with names; no name that we know is longer."""
MAX_COMPARED: Final = 3_000
"""Different words of one file that are compared with all names."""
MAX_SUGGESTED: Final = 300
"""Different words of one file for which the names that share most with them are looked for."""
SHOWN: Final = 3
_GENERIC: Final = frozenset(
    ("nueva", "nuevo", "new", "nova", "novo", "nouvelle", "estados", "etats", "states", "united",
     "unidos", "unis", "republica", "republic", "republique", "reino", "kingdom", "royaume",
     "islas", "isla", "islands", "island", "ilhas", "ilha", "iles", "ile", "santa", "santo",
     "san", "sao", "saint", "south", "north", "east", "west", "sur", "norte", "sud", "nord", "sul",
     "papua", "caribe", "caribbean", "caraibes", "america", "americas", "amerique", "africa",
     "afrique", "asia", "asie", "europa", "europe", "central", "territorio", "territory",
     "territoire", "estado", "state", "etat", "costa", "saudi", "arabia", "antillas", "antilhas",
     "antilles", "french", "british", "american", "federal", "federacion", "comunidad",
     "commonwealth")
)  # fmt: skip
"""Words that begin the names of many places, folded: by themselves they name none."""
_NEAR: Final = 88
_LEAD: Final = 5
_SHORTEST: Final = 4


@dataclass(frozen=True, slots=True)
class Found:
    """What a word means: its id, how sure that is, and what else came near (as shown names)."""

    word: str
    id: str | None = None
    how: How = "none"
    nearest: tuple[str, ...] = ()
    rest: str = ""
    """What of the word was not used."""


Resolve = Callable[[str], Found]
"""Reads one word."""


@dataclass(slots=True)
class _Choices:
    """Names to compare with, and what came of it before."""

    ids: Names
    names: list[str]
    found: dict[tuple[str, bool], Found] = field(default_factory=dict)
    nearest: dict[str, tuple[str, ...]] = field(default_factory=dict)


class Near:
    """Compares the words of one file with names; each word once, and not without end."""

    def __init__(self) -> None:
        self._choices: dict[int, _Choices] = {}
        self._compared = self._suggested = 0

    def find(self, ids: Names, word: str, *, subset: bool) -> Found:
        """Return the only record whose name is nearly ``word``; else the nearest names.

        With ``subset`` the beginning of the names of one record only is nearly the same:
        “Venezuela” of “Venezuela (Bolivarian Republic of)”, but not a word inside, such as
        “America” of “United States of America”.
        """
        choices, key = self._of(ids), (word, subset)
        if key not in choices.found:
            if len(word) > MAX_WORD or self._compared >= MAX_COMPARED:
                return Found(word)
            self._compared += 1
            choices.found[key] = self._compare(choices, word, subset=subset)
        return choices.found[key]

    def nearest(self, ids: Names, word: str) -> tuple[str, ...]:
        """Return the records whose names share most with a word, the nearest first."""
        choices = self._of(ids)
        if word not in choices.nearest:
            if len(word) > MAX_WORD or self._suggested >= MAX_SUGGESTED:
                return ()
            self._suggested += 1
            choices.nearest[word] = _nearest(choices, word)
        return choices.nearest[word]

    def _of(self, ids: Names) -> _Choices:
        # The names live as long as what is known, and that as long as this.
        choices = self._choices.get(id(ids))
        if choices is None:
            choices = self._choices[id(ids)] = _Choices(ids, list(ids))
        return choices

    def _compare(self, choices: _Choices, word: str, *, subset: bool) -> Found:
        text = fold(word)
        best = _best(_scored(choices, text, subset=subset), choices.ids)
        best = best if len(text) >= _SHORTEST else {}
        ranked = sorted(best, key=lambda id_: (-best[id_], id_))
        if ranked and (len(ranked) == 1 or best[ranked[0]] - best[ranked[1]] >= _LEAD):
            return Found(word, ranked[0], "near")
        if ranked:
            return Found(word, None, "many", tuple(ranked[:SHOWN]))
        return Found(word, None, "none", self.nearest(choices.ids, word))


def _scored(choices: _Choices, text: str, *, subset: bool) -> dict[str, float]:
    from rapidfuzz import fuzz, process

    alike = process.extract(text, choices.names, scorer=fuzz.ratio, score_cutoff=_NEAR, limit=10)
    scored = {name: score for name, score, _ in alike}
    if subset:
        scored |= dict.fromkeys(_longer(choices, text), 100.0)
    return scored


def _longer(choices: _Choices, text: str) -> list[str]:
    """Return the names that begin with a text, of records that have more than one such name.

    “Bolivia” is how its name begins in every language; “África” begins one name of South Africa.
    """
    if text in _GENERIC:
        return []
    longer = [name for name in choices.names if name.startswith(f"{text} ")]
    of = Counter(id_ for name in longer for id_ in choices.ids[name])
    # Of two that begin so neither is meant more: both are shown.
    if len(of) > 1:
        return longer
    return [name for name in longer if any(of[id_] > 1 for id_ in choices.ids[name])]


def _nearest(choices: _Choices, word: str) -> tuple[str, ...]:
    from rapidfuzz import fuzz, process

    found = process.extract(fold(word), choices.names, scorer=fuzz.WRatio, limit=3 * SHOWN)
    return tuple(dict.fromkeys(id_ for name, _, _ in found for id_ in choices.ids[name]))[:SHOWN]


def _best(scored: Mapping[str, float], ids: Names) -> dict[str, float]:
    """The best score of each record."""
    best: dict[str, float] = {}
    for name, score in scored.items():
        for id_ in ids[name]:
            best[id_] = max(score, best.get(id_, 0.0))
    return best
