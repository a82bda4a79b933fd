"""Personal data that a sheet may hold: found and left out, role mailboxes kept."""

from __future__ import annotations

import re
from typing import Final

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
_LEFT_OUT: Final = "[…]"


def is_role_mailbox(address: str) -> bool:
    """Say whether an address belongs to an office: a word of its local part is one of a role.

    >>> is_role_mailbox("cooperacion@example.org"), is_role_mailbox("maria.perez@example.org")
    (True, False)
    """
    words = fold(address.partition("@")[0].replace("_", " ")).split()
    return any(word in _ROLES for word in words)


def without_addresses(text: str) -> str:
    """Return ``text`` with every personal address taken out."""
    return _ADDRESS.sub(lambda m: m[0] if is_role_mailbox(m[0]) else _LEFT_OUT, text)


def names_a_person(text: str) -> bool:
    """Say whether ``text`` shows a personal address, or a name behind a title.

    >>> names_a_person("Ing. Juana Ejemplo"), names_a_person("Dirección de Cooperación")
    (True, False)
    """
    return without_addresses(text) != text or _HONORIFIC.search(text) is not None
