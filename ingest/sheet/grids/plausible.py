"""Whether a word with accents can be one of our languages: its letters, their case, their pairs."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import Final

_LOWER: Final = "áéíóúüñàâãçêôõèëîïùûÿæœäöåøßìò"
_LETTERS: Final = frozenset(_LOWER + _LOWER.upper() + "ªº") - set("SŸ")
_SIGNS: Final = frozenset("¿¡«»“”‘’–—…•·°€£¢§©®™´½¼¾×±²³µ¶†‹›")
"""Signs that stand beside words and numbers in texts of ours."""
_BESIDE: Final = "¿¡«»“”‘’–—…•·°€£¢§©®™´½¼¾×±²³ªº†‹›"
_BETWEEN: Final = frozenset("’–—·°ªº/")
"""Signs that stand between letters too, each by a rule of its own."""
_ELIDED: Final = frozenset(
    ("l", "d", "j", "m", "t", "s", "c", "n", "o", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu",
     "aujourd", "presqu", "quelqu", "entr")
)  # fmt: skip
_AFTER: Final = frozenset(("s", "t", "re", "ll", "ve", "d", "m"))
_PAIRS: Final = (
    re.compile(r"ñ(?![aeiouáéíóú.]|\Z)"),
    re.compile(r"ç(?![aouãõâôáóúàäh]|\Z)"),
    re.compile(r"ã(?![oesziy]|\Z|n)"),
    re.compile(r"õ(?![e]|\Z)"),
    re.compile(r"(?<=[^\W])œ(?![uti])|\Aœ(?![ucdsnite])"),
    re.compile(r"ü(?=[aouáóú])"),
    re.compile(r"[çñ][äö]|[äö]o|äe|öe|[aeiou][äö]\Z"),
    re.compile(r"á[aàâã]|aã|aâ|[aou]â|â\Z"),
    re.compile(r"(?<=[^\W\d_])à(?=[^\W\d_])|\Aà(?!\Z|s\Z|qu)"),
    re.compile(r"[ìò](?!\Z)|\A[ëï]"),
)
"""Pairs of letters, in small ones, that none of our languages has."""
_ODD_SMALL: Final = re.compile(
    r"[A-ZÁÉÍÓÚÑ]{2}[îêæëìïòôõùûøåœäöâàã]|[îêæëìïòôõùûøåœäö][A-ZÁÉÍÓÚÑ]{2}"
)
_ODD_LARGE: Final = re.compile(r"[^\W\d_]Û(?=[^TRLCHtrlch])|[^\W\d_]Û\Z|Ò(?=[A-Z])|Ì(?=[A-Z])")
_EDGES: Final = re.compile(
    r"[^\Ws]’\Z|\A[’”›»][^\W\d_]|[^\W\d_][¡¿‹«“]\Z|[^\W\d_][£¢§¼½¾€]|[£¢§¼½¾][^\W\d_]|[0-9]§"
)
"""Signs at the wrong end of a word."""
_PARTED: Final = re.compile(r"[^\W\d_][–—·°ªº]++[a-zß-ÿ]")
_PIECES: Final = re.compile(r"[\s;,|\"/()\[\]!?:]+")
_OF_NUMBERS: Final = "0123456789.,%°²³µmMkK½¼¾ºª–—±×x$€£¢"
_LONGEST: Final = 200


def odd_words(text: str) -> list[str]:
    """Return the words of a text that are none: wrong signs, case or pairs of letters.

    >>> odd_words("Educación técnica, l’eau"), odd_words("Educaci—n tŽcnica, ni–as")
    ([], ['Educaci—n', 'tŽcnica', 'ni–as'])
    """
    if text.isascii():
        return []
    words = (word[:_LONGEST] for word in _PIECES.split(text) if not word.isascii())
    return [word for word in words if is_odd(word)]


@lru_cache(maxsize=65_536)
def is_odd(word: str) -> bool:
    """Say whether a word beyond ASCII can be none of our four languages."""
    if any(c not in _LETTERS and c not in _SIGNS and not c.isascii() for c in word):
        return True
    inner = word.strip(_BESIDE + ".'-_*#&%+=<>@")
    if _EDGES.search(word) and "‘" not in word and not word.startswith("“"):
        return True
    if any(not (c.isascii() or c in _LETTERS or c in _BETWEEN) for c in inner):
        return inner.strip(_OF_NUMBERS) != ""
    return _is_odd_inside(inner)


def _is_odd_inside(word: str) -> bool:
    if _is_oddly_cut(word) or any(a.islower() and b.isupper() for a, b in pairwise(word)):
        return True
    if _ODD_SMALL.search(word) or _ODD_LARGE.search(word):
        return True
    small = word.lower()
    return any(pair.search(small) for pair in _PAIRS)


def _is_oddly_cut(word: str) -> bool:
    """Say whether a sign parts what is one word: “pol’tica”, but not “l’eau”."""
    if "’" in word:
        before, _, after = word.partition("’")
        return not (before.lower() in _ELIDED or after.lower() in _AFTER or after[:1].isupper())
    return _PARTED.search(word) is not None
