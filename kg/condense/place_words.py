"""What stands around names of places, and short names of states that no list of codes has.

"Panama Canal", "río Paraguay" and "Universidad de Costa Rica" name something in a state, not the
state; "New Mexico" and "US dollars" not even that.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, Literal

from kg.condense.text_tokens import Token

Standing = Literal["state", "weak", "nothing"]
"""The state itself, something that bears its name, something else altogether."""

SHORT: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "country/guf": (("Guyana Francesa", "es"), ("French Guyana", "en"), ("Guyana française", "fr")),
    "country/vir": (
        ("U.S. Virgin Islands", ""),
        ("US Virgin Islands", ""),
        ("United States Virgin Islands", ""),
        ("Îles Vierges américaines", ""),
        ("Islas Vírgenes de los EE. UU.", ""),
    ),
    "state/atg": (("Antigua", "en"),),
    "state/dom": (("R. Dominicana", ""), ("Rép. dominicaine", ""), ("Dominican Rep", "")),
    "state/kna": (
        ("St. Kitts", "en"),
        ("Saint Kitts", "en es fr"),
        ("Federation of Saint Kitts and Nevis", ""),
        ("Federation of St. Kitts and Nevis", ""),
        ("Federation of Saint Christopher and Nevis", ""),
        ("Federación de Saint Kitts y Nevis", ""),
        ("Federación de San Cristóbal y Nieves", ""),
        ("Federação de São Cristóvão e Névis", ""),
        ("Fédération de Saint-Kitts-et-Nevis", ""),
        ("Fédération de Saint-Christophe-et-Niévès", ""),
    ),
    "state/tto": (("Trinidad", "en"),),
    "state/usa": (("É.-U.", "fr"), ("US", "en")),
    "state/vct": (
        ("St. Vincent", "en"),
        ("Saint Vincent", "en fr"),
        ("São Vicente e as Granadinas", ""),
        ("SVG", "en"),
    ),
}
"""State → further names, each with the languages in which it is one (all: empty)."""
ONLY_IN: Final[Mapping[str, frozenset[str]]] = {
    "chili": frozenset(("fr",)),
    "dominique": frozenset(("fr",)),
    "granada": frozenset(("es", "pt")),
    "grenade": frozenset(("fr",)),
    "mexico": frozenset(("en", "es", "pt")),
    "salvador": frozenset(("fr",)),
    "us": frozenset(("en",)),
}
"""Names that are a place in these languages, and something else in others."""
ARTICLE_BEFORE: Final[Mapping[str, frozenset[str]]] = {
    "dominique": frozenset(("la",)),
    "salvador": frozenset(("le", "au", "du")),
}
"""Names that are a place only behind one of these words, or alone: both are names of people too."""
OTHER_WORDS: Final = frozenset((
    "reunion", "reuniao", "san martin", "saint martin", "sao martinho", "san bartolome",
    "santa elena", "santa helena", "guadalupe", "jersey", "jordan", "chad", "man",
    "hollande",
))  # fmt: skip
"""Names of countries that are mostly something else: a meeting, a saint, a person."""
NOT_PLACES: Final = (
    # Places of other states.
    "New Mexico", "Nuevo México", "Novo México", "Nouveau-Mexique", "Gulf of Mexico",
    "Golfo de México", "Golfo do México", "Golfe du Mexique", "New Jersey", "Nueva Jersey",
    "Nueva Granada", "Nova Granada", "Nouvelle-Grenade", "Nueva Guinea", "New Guinea",
    "Nova Guiné", "Nouvelle-Guinée", "Peru, Indiana", "Saint Vincent de Paul",
    "Santiago de Cuba", "Antigua Guatemala", "La Antigua Guatemala", "Antigua, Guatemala",
    "Cambridge Jamaica", "Jamaica Plain", "Jamaica, Queens", "Trinidad, Bolivia",
    "Trinidad (Bolivia)", "Trinidad (Cuba)", "Trinidad, Beni",
    "Port of Spain", "Puerto España", "Puerto de España", "Porto de Espanha", "Porto da Espanha",
    "Porto Espanha", "Port d'Espagne", "Colombie-Britannique", "Colômbia Britânica",
    "Colombia Británica", "British Colombia", "Santa Lucía (Uruguay)", "Santa Lucía, Uruguay",
    "Santa Lucía Cotzumalguapa", "Santa Lucía del Camino", "Santa Lucía Milpas Altas",
    # Granada in Spain and in Nicaragua.
    "Granada, España", "Granada (España)", "Granada, Espanha", "Granada (Espanha)",
    "Granada, Spain", "Granada (Spain)", "Grenade, Espagne", "Grenade (Espagne)",
    "Granada, Andalucía", "Granada, Nicaragua", "Granada (Nicaragua)", "Universidad de Granada",
    "Universidade de Granada", "Université de Grenade", "University of Granada",
    "provincia de Granada", "província de Granada", "province de Grenade",
    "province of Granada", "Diputación de Granada", "Ayuntamiento de Granada",
    "departamento de Granada", "Grenada, Mississippi",
    # Georgia of the United States, and islands.
    "state of Georgia", "estado de Georgia", "estado da Geórgia", "État de Géorgie",
    "Atlanta, Georgia", "Atlanta (Georgia)", "Atlanta, Geórgia", "Atlanta, Géorgie",
    "Atlanta (Géorgie)", "Georgia Tech", "Georgia State", "University of Georgia",
    "Universidad de Georgia", "South Georgia", "Georgia del Sur", "Geórgia do Sul",
    "Géorgie du Sud",
    # Animals, plants, illnesses.
    "Guinea fowl", "Guinea pig", "Guinea pigs", "Guinea worm", "Guinea grass",
    "gusano de Guinea", "verme da Guiné", "ver de Guinée", "capim Guiné", "Panama hat",
    "Panama disease", "mal de Panamá", "mal-do-Panamá", "maladie de Panama",
    "maladie du Panama", "Brazil nut", "Brazil nuts", "nuez de Brasil", "nuez del Brasil",
    "nueces del Brasil", "castanha-do-Brasil", "castanha do Brasil", "noix du Brésil",
    "rosa de Jamaica", "flor de Jamaica", "pimienta de Jamaica", "Jamaica pepper",
    "Chile seco", "Chile verde", "Chile rojo", "Chile jalapeño", "Chile habanero",
    "Chile dulce", "Chile picante", "Chile ancho", "Chile poblano", "Chile serrano",
    "Chile peppers", "Chile pepper", "Chile powder", "Canada goose", "Canada geese",
    "Barbados cherry", "Suriname cherry",
)  # fmt: skip
"""What holds the name of a state and is none."""
_HEADS: Final = frozenset((
    "avenida", "avenue", "banco", "bank", "banque", "bolsa", "bourse", "canal", "ciudad",
    "city", "ciudade", "cidade", "club", "clube", "colegio", "college",
      "gulf", "hospital", "hopital", "hotel", "instituto", "institute",
    "institut", "museo", "museu", "musee", "museum", "plaza", "port", "puerto", "rua", "rue",
    "street", "calle", "universidad", "universidade", "universite", "university", "ville",
    "camara", "chamber", "chambre", "federacion", "federation", "federacao", "asociacion",
    "association", "associacao", "bahia", "baie", "archipielago", "consensus", "consenso",
    "declaracion", "declaracao", "declaration", "protocol", "protocolo", "protocole", "lago",
    "laguna", "lake", "lac",
))  # fmt: skip
"""What bears the name of a state behind "of"."""
_LANDS: Final = frozenset((
    "avenida", "bahia", "baie", "calle", "canal", "cidade", "city", "ciudad", "golfe", "golfo",
    "gulf", "lac", "lago", "laguna", "rue", "universidad", "universidade", "universite", "ville",
))  # fmt: skip
"""Those of them that are written small too."""
_TAILS: Final = frozenset((
    "basin", "canal", "city", "college", "hotel", "river", "street", "university", "ville", "bay",
    "times", "gleaner", "waterway", "xxi",
))  # fmt: skip
"""What bears the name of a state before it."""
_BESIDE: Final = frozenset((
    "fleuve", "fondation", "fundacao", "fundacion", "hidrovia", "lac", "lago", "lake", "rio",
    "river", "riviere",
))  # fmt: skip
"""What bears the name of a state right behind it, without "of"."""
_CAPITAL: Final = re.compile(
    r",?\s\(?D\.?\s?F\b|\s\((?:capital|cidade|city|ciudad|ville)\)|\s(?:ciudad|ville)\b",
    re.IGNORECASE,
)
"""What stands behind the name of a state that its capital bears too."""
_PARTS: Final[Mapping[str, frozenset[str]]] = {"mexico": frozenset(("edo", "estado"))}
"""States that a part of theirs is called like: Estado de México."""
_ACTION: Final = re.compile(
    r"(?i:plan|programme|program|programa)\s(?i:d'action|of action|de acción|de ação)"
    r"\s(?:of|de|do|da|du|la|the)?\s?(?:the\s)?\Z"
)
_ACTION_AFTER: Final = re.compile(r"\s(?:Programme|Program|Plan) of Action\b")
"""What was adopted in a state, and is called after it: Barbados Programme of Action."""
_OF: Final = frozenset((
    "of", "the", "de", "del", "la", "las", "los", "el", "do", "da", "das", "dos", "du", "des",
    "d", "l", "le", "les",
))  # fmt: skip
_MONEY_AFTER: Final = re.compile(r"\.?\s(?:dollars?|d[oó]lar(?:es)?|pesos?|reais)\b")
_MONEY: Final = frozenset((
    "dollar", "dollars", "dolar", "dolares", "peso", "pesos", "real", "reais", "reales",
))  # fmt: skip
_FARTHEST: Final = 6
"""Words before a name in which what bears it is looked for."""
_BACK: Final = 40
"""Characters before a name in which words are looked for that say what it is."""
_SIGN: Final = re.compile(r"\.?\s?\$")
_STOPS: Final = frozenset('.,;:()[]|–—"“”«»\n')


def standing(text: str, said: Sequence[Token], first: int, last: int) -> Standing:
    """Return what the name of a place is in its surroundings; it is the words first to last.

    >>> from kg.condense.text_tokens import tokens
    >>> def of(text, first, last):
    ...     return standing(text, tokens(text), first, last)
    >>> of("Panama Canal", 0, 0), of("10 dollars des États-Unis", 3, 4), of("in Peru", 1, 1)
    ('weak', 'nothing', 'state')
    """
    after = _after(text, said, last)
    end = said[last].end
    if _MONEY_AFTER.match(text, end) or _SIGN.match(text, end) or _is_money(text, said, first):
        return "nothing"
    is_weak = after in _TAILS or _is_borne(text, said, first) or _is_named_after(text, said, first)
    return "weak" if is_weak or _bears_behind(text, end) else "state"


def is_place(text: str, said: Sequence[Token], first: int, last: int) -> bool:
    """Say whether a word that is a place and a name of people too is the place here."""
    before = ARTICLE_BEFORE.get(said[first].folded) if first == last else None
    if before is None or (first and said[first - 1].folded in before):
        return True
    alone = first == 0 or _gap(text, said, first - 1)
    return alone and (last + 1 == len(said) or _gap(text, said, last))


def _after(text: str, said: Sequence[Token], last: int) -> str:
    if last + 1 == len(said) or parted(text, said[last].end, said[last + 1].start):
        return ""
    return said[last + 1].folded


def _is_money(text: str, said: Sequence[Token], first: int) -> bool:
    """Dollars of the United States are no word about them."""
    at = first - 1
    while at >= 0 and said[at].folded in _OF and not _gap(text, said, at):
        at -= 1
    return at >= 0 and at < first - 1 and said[at].folded in _MONEY and not _gap(text, said, at)


def _is_borne(text: str, said: Sequence[Token], first: int) -> bool:
    """Behind "of" and what bears such names, with nothing between but capitals and small words."""
    at = first - 1
    if at < 0 or said[at].folded not in _OF or _gap(text, said, at):
        return False
    for back in range(at - 1, max(at - _FARTHEST, -1), -1):
        word = said[back]
        if _gap(text, said, back):
            return False
        if word.folded in _HEADS:
            return word.folded in _LANDS or text[word.start].isupper()
        if word.folded not in _OF and not text[word.start].isupper():
            return False
    return False


def _bears_behind(text: str, end: int) -> bool:
    return _CAPITAL.match(text, end) is not None or _ACTION_AFTER.match(text, end) is not None


def _is_named_after(text: str, said: Sequence[Token], first: int) -> bool:
    """Behind a river or a foundation without "of", a plan of action, a part of the state."""
    start = said[first].start
    if _ACTION.search(text, max(0, start - _BACK), start) is not None:
        return True
    if first == 0 or _gap(text, said, first - 1):
        return False
    before = said[first - 1].folded
    if before in _BESIDE:
        return True
    parts = _PARTS.get(said[first].folded, frozenset())
    return before == "de" and first > 1 and said[first - 2].folded in parts


def _gap(text: str, said: Sequence[Token], at: int) -> bool:
    return parted(text, said[at].end, said[at + 1].start)


def parted(text: str, start: int, end: int) -> bool:
    """Whether something between two words parts what they say."""
    return any(sign in _STOPS for sign in text[start:end])
