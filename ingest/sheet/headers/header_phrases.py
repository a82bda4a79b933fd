"""Headers that are more than a name: numbered, in two languages, questions of a form, HXL tags."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from kg.base.text import fold

_NUMBER: Final = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2}){0,2}|[a-hA-H])\s?[.):\-]{1,3}\s*(?=[^\W\d_]|¿)"
)
_SEVERAL: Final = re.compile(r"\s?[/|]\s?")
_TAG: Final = re.compile(r"#([a-z][a-z0-9_]{0,40})((?:\s?[+@][a-z][a-z0-9_]{0,40}){0,9})\Z")
_ATTRIBUTE: Final = re.compile(r"[a-z][a-z0-9_]*")
_SHORTEST: Final = 4
_TOO_GENERAL: Final = frozenset(
    fold(word)
    for word in (
        "id", "identifier", "identificador", "identifiant", "code", "código", "ref", "reference",
        "référence", "clave", "chave", "folio", "oferta", "offer", "offre", "demanda", "demand",
        "demande", "request", "solicitud", "solicitação", "práctica", "prática", "practice",
        "pratique", "project", "proyecto", "projeto", "projet", "name", "nombre", "nome", "nom",
        "subject", "sujet", "tema", "topic", "contact", "contacto", "contato", "document",
        "documento", "from", "to", "start", "end", "type", "tipo", "base", "mode", "state",
        "estado", "état", "party", "body", "area", "field", "scope", "service", "public",
        "público", "left", "since", "until", "desde", "hasta", "até",
    )
)  # fmt: skip
"""Names of columns that in a longer header only say what it is about."""
_ABOUT_PEOPLE: Final = frozenset(
    fold(word)
    for word in (
        "correo", "email", "mail", "teléfono", "telefone", "téléphone", "phone", "apellido",
        "apellidos", "surname", "sobrenome", "cargo", "persona", "pessoa", "person", "personne",
        "puesto", "position", "fonction", "nacimiento", "género", "edad", "firma", "signature",
        "respondent", "contraseña", "cédula", "pasaporte",
    )
)  # fmt: skip
_ASKED: Final = """
cual cuales es son el la los las su sus tu en que de del a por favor indique indicar indica
seleccione seleccionar escriba elija escoja senale ingrese ponga proporcione desde hacia what
which who is are the your in of to please select choose enter write give provide indicate name
qual quais e o os as sua seu suas em selecione informe escolha digite escreva quem quel quelle
quels est le les l d votre vos dans indiquez choisissez selectionnez veuillez saisissez donnez
principal main principais ofrece ofrecido
"""
_ASKING: Final = frozenset(_ASKED.split())
"""Words before the name of a column that only ask for it."""
_NAMES: Final = ("nombre", "name", "nome", "nom", "denominacion", "denominacao", "denomination")
_NAMED: Final = frozenset(
    ("oferta", "offer", "offre", "demanda", "demand", "demande", "practica", "pratica", "practice",
     "pratique", "proyecto", "project", "projeto", "projet", "programa", "programme", "program",
     "iniciativa", "initiative", "curso", "course", "actividad", "activity", "activite",
     "atividade", "solicitud", "request", "cooperacion", "capacidad")
)  # fmt: skip
_DESCRIBED: Final = frozenset(
    ("describa", "describe", "descreva", "decrivez", "decrire", "explique", "explain")
)
_LINKING: Final = frozenset(
    ("de", "del", "de la", "of", "the", "la", "el", "do", "da", "du", "l", "d", "le", "your", "su",
     "sua", "votre", "tu", "a", "o")
)  # fmt: skip
_HXL: Final[Mapping[str, tuple[str, ...]]] = {
    "activity": ("title", "name"),
    "activity+name": ("title", "name"),
    "activity+title": ("title", "name"),
    "activity+code": ("id",),
    "activity+id": ("id",),
    "activity+description": ("summary",),
    "description": ("summary",),
    "country": ("actor", "country", "member"),
    "country+recipient": ("recipient", "eligible"),
    "org": ("actor", "name", "organisation"),
    "org+name": ("actor", "name", "organisation"),
    "org+impl": ("unit",),
    "org+acronym": ("acronym",),
    "org+type": ("kind",),
    "sector": ("sector",),
    "sector+code": ("sector",),
    "sdg": ("goal",),
    "goal": ("goal",),
    "modality": ("modality",),
    "lang": ("languages",),
    "region": ("region",),
    "beneficiary": ("eligible",),
    "capacity": ("capacity",),
    "status": ("status",),
    "date+start": ("starts", "since"),
    "date+end": ("ends", "until"),
    "date+updated": ("confirmed_on",),
    "meta+source": ("source",),
    "value": ("amount",),
    "currency": ("currency",),
}
"""Tag of the Humanitarian Exchange Language, with an attribute or without → columns, best first."""


def is_tag(text: str) -> bool:
    """Say whether a cell is a tag of HXL (https://hxlstandard.org).

    >>> is_tag("#country+code"), is_tag("# of places")
    (True, False)
    """
    return _TAG.match(text.strip().lower()) is not None


def column_of_tag(text: str, columns: Mapping[str, str]) -> str | None:
    """Return the column that a tag of HXL names; ``columns`` has those of the kind as values."""
    match = _TAG.match(text.strip().lower())
    if match is None:
        return None
    there = set(columns.values())
    attributes = _ATTRIBUTE.findall(match[2])
    for key in (*(f"{match[1]}+{attribute}" for attribute in attributes), match[1]):
        for column in _HXL.get(key, ()):
            if column in there:
                return column
    return None


def without_number(header: str) -> str:
    """Return a header without the number in front of it.

    >>> without_number("1.2) Título"), without_number("2030 goals")
    ('Título', '2030 goals')
    """
    return _NUMBER.sub("", header, count=1) if _NUMBER.match(header) else header


def column_of_parts(header: str, columns: Mapping[str, str]) -> tuple[str, bool] | None:
    """Return the column that a header says twice, and whether each part says so.

    >>> names = {"titulo": "title", "title": "title", "sector": "sector"}
    >>> column_of_parts("Título / Title", names), column_of_parts("Sector/Subsector", names)
    (('title', True), ('sector', False))
    """
    parts = [fold(part) for part in _SEVERAL.split(header)]
    found = [columns.get(part) for part in parts if part]
    known = set(filter(None, found))
    if len(found) < 2 or len(known) != 1:  # noqa: PLR2004 (a header of one part says it once)
        return None
    return known.pop(), None not in found


def column_of_phrase(header: str, columns: Mapping[str, str]) -> str | None:
    """Return the column that a longer header or a question is about: the first one it names.

    >>> column_of_phrase("¿En qué sector se ubica la oferta?", {"sector": "sector"})
    'sector'
    """
    words = fold(header).split()
    if len(words) < 2 or _ABOUT_PEOPLE.intersection(words):  # noqa: PLR2004
        return None
    longest = max((name.count(" ") + 1 for name in columns), default=0)
    for begin, word in enumerate(words):
        for length in range(min(longest, len(words) - begin), 0, -1):
            name = " ".join(words[begin : begin + length])
            if name in columns and name not in _TOO_GENERAL and len(name) >= _SHORTEST:
                return columns[name]
        if word in _NAMES and _names_a_record(words[begin + 1 :]):
            return _one_of(columns, "title", "name")
        if word in _DESCRIBED:
            return _one_of(columns, "summary")
        if word not in _ASKING:
            return None
    return None


def _names_a_record(words: list[str]) -> bool:
    following = next((word for word in words if word not in _LINKING), "")
    return following in _NAMED


def _one_of(columns: Mapping[str, str], *names: str) -> str | None:
    there = set(columns.values())
    return next((name for name in names if name in there), None)
