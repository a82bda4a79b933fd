"""The words of days in four languages: months, days of the week, ordinals, parts of a year."""

from __future__ import annotations

from itertools import chain
from typing import Final

_MONTHS: Final = (
    ("january", "jan", "enero", "ene", "janeiro", "janvier", "janv"),
    ("february", "feb", "febrero", "fevereiro", "fev", "fevrier", "fevr"),
    ("march", "mar", "marzo", "mzo", "marco", "mars"),
    ("april", "apr", "abril", "abr", "avril", "avr"),
    ("may", "mayo", "maio", "mai"),
    ("june", "jun", "junio", "junho", "juin"),
    ("july", "jul", "julio", "julho", "juillet", "juil"),
    ("august", "aug", "agosto", "ago", "aout"),
    ("september", "sept", "sep", "septiembre", "setiembre", "set", "setembro", "septembre"),
    ("october", "oct", "octubre", "outubro", "out", "octobre"),
    ("november", "nov", "noviembre", "novembro", "novembre"),
    ("december", "dec", "diciembre", "dic", "dezembro", "dez", "decembre"),
)
MONTH: Final = {word: number for number, words in enumerate(_MONTHS, start=1) for word in words}
"""Word, folded → number of the month."""
ROMAN: Final = {
    word: number
    for number, word in enumerate(
        ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"), start=1
    )
}
_ORDINALS: Final = (
    ("1", "1o", "1a", "1er", "1ro", "1ra", "1st", "1ere", "primer", "primero", "primeiro",
     "primera", "primeira", "first", "premier", "premiere", "i", "uno"),
    ("2", "2o", "2a", "2do", "2da", "2nd", "2e", "2eme", "segundo", "segunda", "second",
     "seconde", "deuxieme", "ii"),
    ("3", "3o", "3a", "3er", "3ro", "3rd", "3e", "3eme", "tercer", "tercero", "terceiro",
     "third", "troisieme", "iii"),
    ("4", "4o", "4a", "4to", "4th", "4e", "4eme", "cuarto", "quarto", "fourth", "quatrieme",
     "iv"),
)  # fmt: skip
ORDINAL: Final = {word: number for number, words in enumerate(_ORDINALS, start=1) for word in words}
"""Word, folded → which of several."""
SPAN: Final = {
    **dict.fromkeys(("semestre", "semester", "half", "s", "h", "sem"), 6),
    **dict.fromkeys(("cuatrimestre", "quadrimestre"), 4),
    **dict.fromkeys(("trimestre", "quarter", "q", "t", "trim"), 3),
    **dict.fromkeys(("bimestre",), 2),
}
"""Part of a year → its months."""
FILLERS: Final = frozenset(
    ("de", "del", "of", "do", "da", "du", "the", "el", "o", "le", "year", "ano", "annee", "on",
     "dia", "day", "feira")
)  # fmt: skip
_WEEKDAYS: Final = (
    ("monday", "mon", "lunes", "lun", "segunda feira", "seg", "lundi"),
    ("tuesday", "tue", "tues", "martes", "terca feira", "ter", "mardi"),
    ("wednesday", "wed", "miercoles", "mie", "quarta feira", "qua", "mercredi", "mer"),
    ("thursday", "thu", "thur", "thurs", "jueves", "jue", "quinta feira", "qui", "jeudi", "jeu"),
    ("friday", "fri", "viernes", "vie", "sexta feira", "sex", "vendredi", "ven"),
    ("saturday", "sat", "sabado", "sab", "samedi", "sam"),
    ("sunday", "sun", "domingo", "dom", "dimanche", "dim"),
)
WEEKDAY: Final = {
    word: number for number, words in enumerate(_WEEKDAYS) for word in words if " " not in word
}
"""Word, folded → day of the week from Monday, which is 0."""
WORKDAY: Final = {
    words[0]: number
    for number, names in enumerate(_WEEKDAYS)
    for words in (name.split() for name in names)
    if len(words) > 1
}
"""Days of the week that are ordinals in Portuguese, before “feira”."""
FISCAL: Final = frozenset(
    chain(("fy", "fiscal", "exercice", "exercicio", "ejercicio", "budgetaire", "af", "ejercicios"))
)
"""Words for a year that begins on another day in each country."""
