"""How easily a text is read, per language, from 0 (hard) to 100 (easy): formulas of Flesch's kind.

- en: Flesch 1948, A new readability yardstick, Journal of Applied Psychology 32(3).
- es: Szigriszt Pazos 1993, Sistemas predictivos de legibilidad del mensaje escrito (Madrid).
- pt: Martins, Ghiraldelo, Nunes and Oliveira 1996, Readability formulas applied to textbooks in
  Brazilian Portuguese (ICMC-USP): Flesch, 42 points easier.
- fr: Kandel and Moles 1958, Application de l'indice de Flesch à la langue française.

Syllables are counted by the hyphenation patterns of pyphen: places where a word may be parted. In
Spanish and Portuguese these leave out places between vowels, so that groups of vowels are counted
too, and the greater number holds: the formulas must not flatter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from pyphen import Pyphen  # type: ignore[import-untyped]

from tests.kg.brief.reading import words

_VOWELS = re.compile("[aeiouáéíóúâêôãõàü]+")
_NAMES = {"en": "en_US", "es": "es", "pt": "pt_BR", "fr": "fr"}


def readability(spoken: Sequence[str], lang: str) -> float:
    """Return how easily sentences are read.

    >>> readability(["The cat sat on the mat."], "en") > 100
    True
    """
    said = words(*spoken)
    per_sentence = len(said) / len(spoken)
    per_word = sum(syllables(word, lang) for word in said) / len(said)
    match lang:
        case "en":
            return 206.835 - 1.015 * per_sentence - 84.6 * per_word
        case "es":
            return 206.835 - per_sentence - 62.3 * per_word
        case "pt":
            return 248.835 - 1.015 * per_sentence - 84.6 * per_word
        case _:
            return 207 - 1.015 * per_sentence - 73.6 * per_word


def syllables(word: str, lang: str) -> int:
    """Return how many syllables a word has, at least one.

    >>> syllables("actividad", "es"), syllables("leitores", "pt"), syllables("table", "en")
    (4, 3, 2)
    """
    parts = len(_patterns(lang).positions(word.lower())) + 1
    groups = len(_VOWELS.findall(word.lower())) if lang in {"es", "pt"} else 0
    return max(parts, groups)


@cache
def _patterns(lang: str) -> Pyphen:
    return Pyphen(lang=_NAMES[lang], left=1, right=1)
