"""The language of each paragraph, told by the small words in it; never by the name of a file.

Words are read with their accents, which tell more than the words without: ``à`` is French, ``é``
alone Portuguese, ``y`` Spanish. What only one of the four languages has counts double.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from kg.condense.long_report import Block

LEAST: Final = 2
"""Points of one language that a text needs more than of any other."""
MOST: Final = 5_000
"""Characters of a text that are read."""
_SMALL: Final = {
    "en": (
        "a about above after all also an and any are as at be because been before being between "
        "both but by can could did do does during each for from further had has have he her his "
        "how however if in into is it its may more most must no not of on only or other our over "
        "shall should since so some such than that the their them then there these they this "
        "those through to under until up was we were what when where which while who will with "
        "within without would you"
    ),
    "es": (
        "a además al algunos ante antes así aún aunque bajo cada como con contra cual cuales "
        "cuando de debe del desde donde dos durante el ella ellos en entre era es esa ese eso "
        "esta está están estas este esto estos fue fueron ha había han hasta hay la las le les lo "
        "los mediante más me mi mientras muy ni no nos otra otras otro otros para pero por "
        "porque puede que se sea según ser si sí sido sin sobre son su sus también tanto tiene "
        "tienen todo todos tras tres u un una uno unos unas y ya"
    ),
    "pt": (
        "a à ainda além algumas ao aos apenas após aqui as às assim até cada com como contra da "
        "das de desde deste desta deve devem do dos duas durante e é ela elas ele "
        "eles em embora entre "
        "era essa essas esse esses esta está estão estas este estes eu foi foram há isso isto já "
        "lhe mais mas me mesmo muito na nas não nem neste nesta no nos num numa o os ou outra "
        "outras outro outros para pela pelas pelo pelos pode podem por porque qual quais quando "
        "que quem são se segundo seja sem ser seu seus sido sob sobre sua suas só também tem têm "
        "todos tinha três um uma umas uns"
    ),
    "fr": (
        "a à afin ainsi après au aucun aussi autre autres aux avant avec avoir c ce cela celle "
        "ces cet cette chaque ci comme d dans de depuis des deux doit donc dont du elle elles en "
        "entre est et été être eu fait il ils j je l la le les leur leurs lors lorsque mais même "
        "n ne non nos notre nous on ont ou où par parmi pas pendant peu peut peuvent plus pour "
        "puis qu quand que qui s sa sans se selon ses si soit son sont sous sur tous tout toute "
        "toutes très un une vers vos votre vous y"
    ),
}  # fmt: skip
_LANGUAGES: Final[dict[str, tuple[str, ...]]] = {
    word: tuple(lang for lang, words in _SMALL.items() if word in words.split())
    for words in _SMALL.values()
    for word in words.split()
}
_WORD: Final = re.compile(r"[^\W\d_]+")
_SHAPES: Final = (
    (
        "pt",
        re.compile(r"(?:ção|ções|ções|ão|ões|ãe|inh[ao]s?|lh[ao]s?|aram|eram|iram|ou|eiro|eira)\Z"),
    ),
    ("es", re.compile(r"ñ|(?:ción|ciones|sión|dad|dades|miento|mientos|aron|ieron|ían)\Z")),
    ("fr", re.compile(r"[êèœûîçë]|eux\Z|(?:ement|ité|ités|ée|ées|és|aux)\Z")),
    ("en", re.compile(r"(?:ing|tion|tions|ty|ly|ed|th|ght)\Z")),
)
"""Letters and endings that one of the four has and the others hardly."""
_LETTERS: Final = 4
"""Letters of a word whose shape says anything."""


def language_of(text: str) -> str:
    """Return the language of a text (ISO 639-1), empty where nothing says it.

    >>> language_of("The report of the Agency to the member states is before us")
    'en'
    >>> language_of("12 450 USD"), language_of("La cooperación de los Estados con la Agencia")
    ('', 'es')
    """
    points: Counter[str] = Counter()
    for word in _WORD.findall(text[:MOST].lower()):
        langs = _LANGUAGES.get(word, ())
        for lang in langs:
            points[lang] += 2 if len(langs) == 1 else 1
        if not langs and len(word) >= _LETTERS:
            points.update(lang for lang, shape in _SHAPES if shape.search(word))
    ranked = points.most_common(2)
    if not ranked:
        return ""
    second = ranked[1][1] if len(ranked) > 1 else 0
    return ranked[0][0] if ranked[0][1] >= second + LEAST else ""


def in_languages(blocks: Iterable[Block]) -> list[Block]:
    """Return blocks with their languages; one that does not say its own has that of the last.

    Those before the first that says its own have that one's.
    """
    said = [(block, language_of(block.text)) for block in blocks]
    found, last = list[Block](), next((lang for _, lang in said if lang), "")
    for block, lang in said:
        last = lang or last
        found.append(replace(block, lang=last))
    return found


def language_of_most(blocks: Sequence[Block]) -> str:
    """Return the language in which most characters of a report are, empty without any."""
    counts: Counter[str] = Counter()
    for block in blocks:
        if block.lang:
            counts[block.lang] += len(block.text)
    return min(counts, key=lambda lang: (-counts[lang], lang), default="")
