"""Personal data that a source may hold: found and left out, role mailboxes kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, TypeVar

from kg.base.i18n import msg
from kg.base.text import fold

_ADDRESS: Final = re.compile(r"(?<![\w.+\-])[\w.+\-]++@[\w\-]++(?:\.[\w\-]++)++")
_ROLES: Final = frozenset((
    "admin", "administracao", "administracion", "agence", "agencia", "agency", "ajuda", "apoyo",
    "asuntos", "atencion", "ayuda", "becas", "bolsas", "cabinet", "central", "communication",
    "comunicacion", "contact", "contacto", "contato", "coop", "cooperacao", "cooperacion",
    "cooperation", "coordenacao", "coordinacion", "coordination", "correo", "css", "delegacion",
    "desk", "despacho", "dg", "dgci", "direccao", "direccion", "direction", "diretoria",
    "division", "embaixada", "embajada", "embassy", "enlace", "enquiries", "escritorio",
    "focal", "foco", "gabinete", "general", "hello", "help", "helpdesk", "info", "informacion",
    "informacoes", "informes", "infos", "inquiries", "institucional", "internacional",
    "internacionales", "international", "mail", "mailbox", "mesa", "ministere", "ministerio",
    "ministry", "office", "oficina", "ong", "ouvidoria", "partes", "partnerships",
    "planificacion", "planning", "prensa", "press", "presse", "programa", "programas",
    "programme", "programmes", "project", "projects", "projetos", "protocolo", "proyectos",
    "recepcion", "reception", "registry", "relaciones", "relacoes", "relations", "scholarship",
    "scholarships", "secretaria", "secretariado", "secretariat", "secretary", "service",
    "services", "servicio", "suporte", "support", "team", "tecnica", "unidad", "unidade",
    "unit", "ventanilla", "webmaster",
))  # fmt: skip
_HONORIFIC: Final = re.compile(
    r"\b(?:Lic|Licda|Ing|Arq|Dr|Dra|Sr|Sra|Srta|Mr|Mrs|Ms|Mx|Mme|Mlle|Mtro|Mtra|Prof|Econ|Emb)\.?"
    r"\s++[A-ZÀ-Ý][a-zà-ÿ]+"
)
_NAMES: Final = re.compile(
    _HONORIFIC.pattern
    + r"(?:\s++(?:de|del|la|las|los|da|das|do|dos|du|y|e|[A-ZÀ-Ý][\w'’.\-]*+)){0,6}+"
)
_SPOKEN: Final = (
    r"(?:tel[eé]?(?:fono|fone|phone)?|t[eé]l[eé]phone|phone|cel(?:ular)?|m[oó]vil|m[oó]bile|mobile"
    r"|portable|whats?app|fax|ramal|anexo)"
)
_PHONE: Final = re.compile(
    rf"(?:\b{_SPOKEN}s?\b\W{{0,4}}+|(?<![\w+])\+)\(?[0-9][0-9 ()./\-]{{4,24}}", re.IGNORECASE
)
_LONG_NUMBER: Final = re.compile(r"[0-9][0-9 ()./\-]{4}")
_LOOSE_PHONE: Final = re.compile(r"(?<![\w.,\-])[(0-9][0-9]*+(?:[ ()\-]{1,3}+[0-9]++){1,6}+(?!\w)")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_FEWEST_DIGITS, _MOST_DIGITS = 7, 15
_PERSON_WORDS: Final = re.compile(
    r"\b(?:person[ae]?|personne|contact[oe]?|contato|responsabl?e|responsavel|apellidos?|sobrenome"
    r"|surname|nom de famille|nom complet|first name|last name|full name|nombre completo"
    r"|nome completo|prenom|correo|e ?mail|mail|courriel|tel|telefono|telefone|telephone|phone"
    r"|celular|movil|mobile|whats ?app|fax|cedula|dni|cpf|curp|rut|pasaporte|passport|passeport"
    r"|passaporte|firma|signature|assinatura|elaborado por|elaborated by|prepared by|filled in by"
    r"|nacimiento|birth|nascimento|naissance|edad|domicilio)\b"
)
"""Words of a header, folded, over cells that are about a person."""
PERSONAL_FIX: Final = msg("Name the office and its shared mailbox instead.")
PERSONAL: Final = msg("Write nothing of a person here: no name, no address of one, no telephone.")
"""What somebody is told who writes of a person where offices speak."""
Named = TypeVar("Named", bound=str)
LEFT_OUT: Final = "[…]"
"""What stands in place of personal data."""


def is_role_mailbox(address: str) -> bool:
    """Say whether an address belongs to an office: a word of its local part is one of a role.

    >>> is_role_mailbox("cooperacion@example.org"), is_role_mailbox("maria.perez@example.org")
    (True, False)
    """
    words = fold(address.partition("@")[0].replace("_", " ")).split()
    return any(word in _ROLES for word in words)


def without_addresses(text: str) -> str:
    """Return ``text`` with every personal address taken out."""
    return _ADDRESS.sub(lambda m: m[0] if is_role_mailbox(m[0]) else LEFT_OUT, text)


def names_a_person(text: str) -> bool:
    """Say whether ``text`` shows a personal address, or a name behind a title.

    >>> names_a_person("Ing. Juana Ejemplo"), names_a_person("Dirección de Cooperación")
    (True, False)
    """
    return without_addresses(text) != text or _HONORIFIC.search(text) is not None


def masked(text: str) -> str:
    """Return ``text`` without personal addresses, names behind titles, and telephone numbers.

    >>> masked("Ing. Juana Ejemplo de la Cruz, tel. +504 5555-0000: cooperacion@example.org")
    '[…], […]: cooperacion@example.org'
    """
    kept = without_addresses(text) if "@" in text else text
    kept = _NAMES.sub(LEFT_OUT, kept)
    # Most texts hold no number so long: to look for one first is faster.
    return _PHONE.sub(LEFT_OUT, kept) if _LONG_NUMBER.search(kept) else kept


def personal_in(texts: Mapping[Named, str]) -> list[Named]:
    """Return the names of texts that hold something of a person.

    >>> personal_in({"text": "Ing. Juana Ejemplo", "reasons": "Para las islas."})
    ['text']
    """
    return [name for name, text in texts.items() if masked(text) != text]


def masked_closely(header: str, text: str) -> str:
    """Return ``text`` of a column that nobody reads, without what may be about a person.

    >>> masked_closely("Persona de contacto", "Juana Ejemplo")
    '[…]'
    >>> masked_closely("Notas", "Llamar al 504 5555 0000 antes del 2025-07-15")
    'Llamar al […] antes del 2025-07-15'
    """
    if text and is_about_a_person(header):
        return LEFT_OUT
    return _LOOSE_PHONE.sub(lambda m: LEFT_OUT if _is_phone(m[0]) else m[0], masked(text))


def is_about_a_person(header: str) -> bool:
    """Say whether a column is about a person by its header."""
    return _PERSON_WORDS.search(fold(header)) is not None


def _is_phone(text: str) -> bool:
    digits = sum(character.isdigit() for character in text)
    return _FEWEST_DIGITS <= digits <= _MOST_DIGITS and _DAY.match(text) is None
