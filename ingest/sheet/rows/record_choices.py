"""The words that fields with a fixed list take: those of the model, and those that people write."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from ingest.sheet.headers.field_shapes import NO, YES, literals
from ingest.sheet.headers.synonyms import CHOICES, Words
from ingest.sheet.rows.cell_values import choices_of
from kg.base.i18n import LANGUAGES, say
from kg.model.nodes import (
    Action,
    Activity,
    Agreement,
    Declared,
    Demand,
    Initiative,
    Milestone,
    Node,
    Offer,
    Practice,
)
from kg.model.vocabulary import BY_FIELD, YES_OR_NO, word

_OPEN: Final = ("kind", "role", "fields")
"""Fields that take other words too."""
_STATUSES: Final[Mapping[str, Mapping[str, Words]]] = {
    Activity.__name__: {
        "pipeline": {
            "en": ("planned", "approved", "pending", "in preparation", "1"),
            "es": ("aprobado", "aprobada", "en preparación", "en formulación", "por iniciar",
                   "pendiente", "planificado", "planificada", "en gestión"),
            "pt": ("aprovado", "aprovada", "em preparação", "a iniciar", "pendente", "planejado",
                   "em negociação"),
            "fr": ("approuvé", "en préparation", "prévu", "planifié", "en attente"),
        },
        "implementation": {
            "en": ("ongoing", "in progress", "active", "in implementation", "running", "2"),
            "es": ("en ejecución", "en curso", "activo", "activa", "vigente", "en marcha",
                   "en implementación", "ejecución", "iniciado"),
            "pt": ("em execução", "em andamento", "ativo", "ativa", "vigente", "em curso",
                   "execução"),
            "fr": ("en cours", "en exécution", "actif", "active", "en cours d'exécution"),
        },
        "finalisation": {
            "en": ("closing", "3"),
            "es": ("en cierre", "por finalizar", "finalización"),
            "pt": ("em encerramento", "em finalização"),
            "fr": ("en clôture", "en voie d'achèvement"),
        },
        "closed": {
            "en": ("completed", "finished", "ended", "done", "complete", "4"),
            "es": ("finalizado", "finalizada", "concluido", "concluida", "terminado", "terminada",
                   "cerrado", "cerrada", "ejecutado", "ejecutada", "completado", "completada"),
            "pt": ("concluído", "concluída", "finalizado", "finalizada", "encerrado", "encerrada",
                   "terminado", "executado"),
            "fr": ("terminé", "achevé", "clôturé", "clos", "close", "finalisé", "fini"),
        },
        "cancelled": {
            "en": ("canceled", "5"),
            "es": ("cancelado", "cancelada", "anulado", "anulada"),
            "pt": ("cancelado", "cancelada"),
            "fr": ("annulé", "annulée"),
        },
        "suspended": {
            "en": ("on hold", "6"),
            "es": ("suspendido", "suspendida", "paralizado", "detenido"),
            "pt": ("suspenso", "suspensa", "paralisado"),
            "fr": ("suspendu", "suspendue"),
        },
    },
    Agreement.__name__: {
        "in_force": {
            "en": ("active", "valid", "current"),
            "es": ("vigente", "en vigor", "en vigencia", "activo"),
            "pt": ("vigente", "em vigor", "ativo"),
            "fr": ("en vigueur", "actif"),
        },
        "under_negotiation": {
            "en": ("being negotiated", "in negotiation", "draft"),
            "es": ("en negociación", "en trámite", "borrador"),
            "pt": ("em negociação", "em tramitação"),
            "fr": ("en négociation", "en cours de négociation"),
        },
        "expired": {
            "en": ("terminated", "ended", "no longer in force"),
            "es": ("vencido", "terminado", "expirado", "finalizado", "no vigente", "caducado"),
            "pt": ("vencido", "expirado", "encerrado", "terminado"),
            "fr": ("expiré", "échu", "terminé"),
        },
        "suspended": {"es": ("suspendido",), "pt": ("suspenso",), "fr": ("suspendu",)},
        "unknown": {"es": ("desconocido",), "pt": ("desconhecido",), "fr": ("inconnu",)},
    },
    Declared.__name__: {
        "open": {
            "en": ("active", "available", "valid", "current", "ongoing"),
            "es": ("abierto", "activa", "activo", "vigente", "disponible", "en curso"),
            "pt": ("aberto", "ativa", "ativo", "vigente", "disponível", "em curso"),
            "fr": ("ouvert", "active", "actif", "disponible", "en vigueur", "en cours"),
        },
        "paused": {
            "en": ("suspended", "on hold"),
            "es": ("en pausa", "pausada", "pausado", "suspendida", "suspendido"),
            "pt": ("em pausa", "pausada", "pausado", "suspensa", "suspenso"),
            "fr": ("en pause", "suspendue", "suspendu"),
        },
        "partly_met": {
            "en": ("partially met",),
            "es": ("parcialmente atendida", "parcialmente cubierta"),
            "pt": ("parcialmente atendida",),
            "fr": ("partiellement satisfaite",),
        },
        "met": {
            "en": ("covered", "closed", "completed"),
            "es": ("cubierta", "cubierto", "atendido", "cerrada", "cerrado"),
            "pt": ("coberta", "coberto", "atendido", "encerrada", "encerrado"),
            "fr": ("couverte", "satisfait", "close", "clos"),
        },
        "withdrawn": {
            "en": ("cancelled", "canceled"),
            "es": ("retirado", "cancelada", "cancelado", "anulada", "anulado"),
            "pt": ("retirado", "cancelada", "cancelado"),
            "fr": ("retiré", "annulée", "annulé"),
        },
    },
    Milestone.__name__: {
        "done": {
            "en": ("completed", "achieved", "reached", "yes"),
            "es": ("hecho", "cumplido", "cumplida", "logrado", "alcanzado", "realizado", "sí"),
            "pt": ("feito", "cumprido", "cumprida", "alcançado", "realizado", "concluído", "sim"),
            "fr": ("fait", "atteint", "réalisé", "accompli", "terminé", "oui"),
        },
        "planned": {
            "en": ("pending", "open", "not started"),
            "es": ("previsto", "pendiente", "planificado", "por hacer"),
            "pt": ("previsto", "pendente", "planejado"),
            "fr": ("prévu", "en attente", "planifié"),
        },
        "active": {
            "en": ("in progress", "ongoing"),
            "es": ("en curso", "en proceso", "en marcha"),
            "pt": ("em andamento", "em curso"),
            "fr": ("en cours",),
        },
        "late": {
            "en": ("overdue", "delayed"),
            "es": ("atrasado", "retrasado", "con retraso"),
            "pt": ("atrasado", "em atraso"),
            "fr": ("en retard",),
        },
        "cancelled": {
            "en": ("canceled", "dropped"), "es": ("cancelado", "cancelada", "anulado"),
            "pt": ("cancelado", "cancelada"), "fr": ("annulé", "annulée"),
        },
        "unknown": {"es": ("desconocido",), "pt": ("desconhecido",), "fr": ("inconnu",)},
    },
}  # fmt: skip
_STATUSES_LIKE: Final = {
    Initiative.__name__: Milestone.__name__,
    Action.__name__: Milestone.__name__,
    Offer.__name__: Declared.__name__,
    Demand.__name__: Declared.__name__,
    Practice.__name__: Declared.__name__,
}


@cache
def choices_for(cls: type[Node], field: str) -> Mapping[str, Words]:
    """Return what a field takes: each value with the words for it, ours of a language first."""
    values = _values(cls, field)
    more = _more(cls, field)
    return {value: _words(field, value, more.get(value, {})) for value in values}


@cache
def choices_by_word(cls: type[Node], field: str) -> Mapping[str, str]:
    """Return the value for each folded word that a field takes."""
    return choices_of(choices_for(cls, field))


def is_open(cls: type[Node], field: str) -> bool:
    """Say whether a field takes other words than those of its list."""
    return field in _OPEN or not choices_for(cls, field)


def _values(cls: type[Node], field: str) -> list[str]:
    if field == "nature":
        # What was demonstrated comes from activities alone.
        return [cls.model_fields[field].default, "example"]
    return literals(cls, field) or list(_more(cls, field) or BY_FIELD.get(field, {}))


def _more(cls: type[Node], field: str) -> Mapping[str, Words]:
    if field == "status":
        return _STATUSES.get(_STATUSES_LIKE.get(cls.__name__, cls.__name__), {})
    return CHOICES.get(field, {})


def _words(field: str, value: str, more: Words) -> Words:
    shown = YES_OR_NO[value == YES] if value in (YES, NO) else word(field, value)
    return {
        lang: tuple(dict.fromkeys([str(say(shown, lang)), *more.get(lang, ())]))
        for lang in LANGUAGES
    }
