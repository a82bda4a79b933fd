"""The words by which people call the columns, in four languages; the first is ours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

COUNTED: Final = ("capacity",)
"""Columns of whole numbers."""

Words = Mapping[str, tuple[str, ...]]

SYNONYMS: Final[Mapping[str, Words]] = {
    "id": {
        "en": ("Id", "identifier", "code", "record id", "ref", "reference"),
        "es": ("Id", "identificador", "código", "clave", "folio"),
        "pt": ("Id", "identificador", "código", "chave"),
        "fr": ("Id", "identifiant", "code", "référence"),
    },
    "actor": {
        "en": ("Provider or requester", "actor", "provider", "offering institution",
               "provider country", "offering country", "requester", "requesting country",
               "requesting institution", "country", "state", "member state", "provided by",
               "requested by"),
        "es": ("Oferente o solicitante", "oferente", "ofertante", "institución oferente",
               "país oferente", "solicitante", "institución solicitante", "país solicitante",
               "demandante", "país demandante", "país", "estado", "estado miembro", "actor",
               "país o institución", "entidad oferente", "entidad solicitante"),
        "pt": ("Ofertante ou solicitante", "ofertante", "instituição ofertante", "país ofertante",
               "solicitante", "instituição solicitante", "país solicitante", "demandante", "país",
               "estado", "estado membro", "ator", "prestador", "país prestador"),
        "fr": ("Prestataire ou demandeur", "prestataire", "institution prestataire",
               "pays prestataire", "offrant", "pays offrant", "demandeur", "institution demandeuse",
               "pays demandeur", "pays", "état", "état membre", "acteur"),
    },
    "unit": {
        "en": ("Contact unit", "unit", "responsible institution", "responsible unit", "contact",
               "contact office", "office", "institution", "responsible body", "department"),
        "es": ("Unidad de contacto", "unidad", "institución responsable", "unidad responsable",
               "contacto", "oficina de contacto", "institución", "entidad responsable",
               "organismo responsable", "dependencia", "institución contacto", "punto de contacto"),
        "pt": ("Unidade de contato", "unidade", "instituição responsável", "unidade responsável",
               "contato", "contacto", "instituição", "órgão responsável", "ponto de contato"),
        "fr": ("Service de contact", "service", "unité", "institution responsable",
               "service responsable", "contact", "institution", "organisme responsable",
               "point de contact", "unité de contact"),
    },
    "title": {
        "en": ("Title", "name", "name of the offer", "name of the demand", "offer", "demand",
               "request", "practice", "topic", "project", "subject"),
        "es": ("Título", "nombre", "nombre de la oferta", "nombre de la demanda", "oferta",
               "demanda", "solicitud", "práctica", "buena práctica", "tema", "proyecto",
               "nombre del proyecto", "denominación", "título de la oferta",
               "título de la demanda"),
        "pt": ("Título", "nome", "nome da oferta", "nome da demanda", "oferta", "demanda",
               "solicitação", "prática", "boa prática", "tema", "projeto", "título da oferta",
               "denominação"),
        "fr": ("Titre", "nom", "intitulé", "nom de l'offre", "offre", "demande", "pratique",
               "bonne pratique", "sujet", "thème", "projet", "titre de l'offre"),
    },
    "summary": {
        "en": ("Summary", "description", "abstract", "details", "short description", "objective"),
        "es": ("Resumen", "descripción", "detalle", "detalles", "síntesis", "breve descripción",
               "objetivo", "descripción breve"),
        "pt": ("Resumo", "descrição", "detalhes", "síntese", "breve descrição", "objetivo"),
        "fr": ("Résumé", "description", "détails", "synthèse", "brève description", "objectif"),
    },
    "sector": {
        "en": ("Sector", "sectors", "thematic area", "area", "field", "theme", "dac code",
               "sector code", "dac sector", "purpose code"),
        "es": ("Sector", "sectores", "área temática", "área", "ámbito", "temática", "código cad",
               "sector cad", "código de sector", "eje temático", "área de cooperación"),
        "pt": ("Setor", "setores", "sector", "área temática", "área", "temática", "código cad",
               "setor cad", "eixo temático", "área de cooperação"),
        "fr": ("Secteur", "secteurs", "domaine", "domaine thématique", "thématique", "code cad",
               "secteur cad", "code secteur", "axe thématique"),
    },
    "goal": {
        "en": ("Goal (SDG)", "goal", "goals", "sdg", "sdgs", "sdg target", "sustainable goal",
               "sustainable development goal"),
        "es": ("Objetivo (ODS)", "ods", "objetivo de desarrollo sostenible", "meta ods", "metas",
               "objetivos de desarrollo sostenible", "ods relacionado"),
        "pt": ("Objetivo (ODS)", "ods", "objetivo de desenvolvimento sustentável", "meta ods",
               "objetivos de desenvolvimento sustentável"),
        "fr": ("Objectif (ODD)", "odd", "objectif de développement durable", "cible odd",
               "objectifs de développement durable"),
    },
    "modality": {
        "en": ("Modality", "modalities", "type of cooperation", "cooperation modality", "mode",
               "kind of cooperation"),
        "es": ("Modalidad", "modalidades", "modalidad de cooperación", "tipo de cooperación",
               "forma de cooperación"),
        "pt": ("Modalidade", "modalidades", "modalidade de cooperação", "tipo de cooperação"),
        "fr": ("Modalité", "modalités", "modalité de coopération", "type de coopération"),
    },
    "languages": {
        "en": ("Languages", "language", "languages of delivery", "working languages"),
        "es": ("Idiomas", "idioma", "lenguas", "lengua", "idioma de trabajo",
               "idiomas de trabajo"),
        "pt": ("Idiomas", "idioma", "línguas", "língua", "idioma de trabalho"),
        "fr": ("Langues", "langue", "langue de travail", "langues de travail"),
    },
    "region": {
        "en": ("Region", "regions", "geographic scope", "geographical scope", "scope", "coverage"),
        "es": ("Región", "regiones", "alcance geográfico", "ámbito geográfico", "cobertura",
               "cobertura geográfica"),
        "pt": ("Região", "regiões", "alcance geográfico", "âmbito geográfico", "cobertura",
               "abrangência", "abrangência geográfica"),
        "fr": ("Région", "régions", "portée géographique", "couverture", "zone géographique"),
    },
    "eligible": {
        "en": ("Eligible", "eligible states", "eligible countries", "who may take part",
               "beneficiaries", "target countries"),
        "es": ("Elegibles", "países elegibles", "estados elegibles", "quién puede participar",
               "destinatarios", "países destinatarios", "beneficiarios"),
        "pt": ("Elegíveis", "países elegíveis", "estados elegíveis", "quem pode participar",
               "destinatários", "beneficiários"),
        "fr": ("Éligibles", "pays éligibles", "états éligibles", "qui peut participer",
               "destinataires", "bénéficiaires"),
    },
    "capacity": {
        "en": ("Capacity", "demands at a time", "available places", "number of places"),
        "es": ("Capacidad", "cupo", "cupos", "plazas", "demandas a la vez"),
        "pt": ("Capacidade", "vagas", "demandas por vez", "número de vagas"),
        "fr": ("Capacité", "places", "demandes à la fois", "nombre de places"),
    },
    "cost_sharing": {
        "en": ("Cost sharing", "who pays what", "funding", "costs", "financing"),
        "es": ("Costos compartidos", "quién paga qué", "financiamiento", "financiación", "costos",
               "costes", "distribución de costos", "reparto de costos"),
        "pt": ("Custos compartilhados", "quem paga o quê", "financiamento", "custos",
               "divisão de custos", "partilha de custos"),
        "fr": ("Partage des coûts", "qui paie quoi", "financement", "coûts",
               "répartition des coûts"),
    },
    "conditions": {
        "en": ("Conditions", "requirements", "terms"),
        "es": ("Condiciones", "requisitos", "términos"),
        "pt": ("Condições", "requisitos", "termos"),
        "fr": ("Conditions", "exigences", "prérequis"),
    },
    "evidence": {
        "en": ("Evidence", "results", "previous experience", "track record", "past projects"),
        "es": ("Evidencia", "evidencias", "resultados", "experiencia previa", "antecedentes",
               "experiencias"),
        "pt": ("Evidência", "evidências", "resultados", "experiência prévia", "antecedentes"),
        "fr": ("Preuves", "résultats", "expérience antérieure", "antécédents", "références"),
    },
    "starts": {
        "en": ("Starts", "start", "start date", "valid from", "available from", "from"),
        "es": ("Inicio", "fecha de inicio", "desde", "válido desde", "disponible desde",
               "vigente desde", "comienzo"),
        "pt": ("Início", "data de início", "data inicial", "desde", "válido desde",
               "disponível a partir de"),
        "fr": ("Début", "date de début", "à partir de", "valable à partir de",
               "disponible à partir de"),
    },
    "ends": {
        "en": ("Ends", "end", "end date", "valid to", "valid until", "available until", "to"),
        "es": ("Fin", "fecha de fin", "fecha final", "hasta", "válido hasta", "vigente hasta",
               "fecha de término", "término", "vigencia"),
        "pt": ("Fim", "data de fim", "data final", "até", "válido até", "término",
               "data de término"),
        "fr": ("Fin", "date de fin", "jusqu'au", "valable jusqu'au", "échéance"),
    },
    "confirmed_on": {
        "en": ("Confirmed on", "last confirmed", "last confirmed on", "confirmation date",
               "last update", "updated on", "updated"),
        "es": ("Confirmado el", "última confirmación", "fecha de confirmación", "actualizado el",
               "fecha de actualización", "última actualización"),
        "pt": ("Confirmado em", "última confirmação", "data de confirmação", "atualizado em",
               "data de atualização", "última atualização"),
        "fr": ("Confirmé le", "dernière confirmation", "date de confirmation", "mis à jour le",
               "date de mise à jour", "dernière mise à jour"),
    },
    "confirmed_by": {
        "en": ("Confirmed by", "validated by", "confirming office"),
        "es": ("Confirmado por", "validado por", "oficina que confirma"),
        "pt": ("Confirmado por", "validado por", "órgão que confirma"),
        "fr": ("Confirmé par", "validé par", "service qui confirme"),
    },
    "visibility": {
        "en": ("Visibility", "visible to", "audience", "confidentiality", "classification",
               "who may see it", "access level"),
        "es": ("Visibilidad", "visible para", "audiencia", "confidencialidad", "clasificación",
               "quién puede verlo", "nivel de acceso"),
        "pt": ("Visibilidade", "visível para", "público", "confidencialidade", "classificação",
               "quem pode ver", "nível de acesso"),
        "fr": ("Visibilité", "visible pour", "public", "confidentialité", "classification",
               "qui peut le voir", "niveau d’accès"),
    },
    "nature": {
        "en": ("Nature", "declared or example"),
        "es": ("Naturaleza", "declarada o ejemplo"),
        "pt": ("Natureza", "declarada ou exemplo"),
        "fr": ("Nature", "déclarée ou exemple"),
    },
    "source": {
        "en": ("Source", "sources", "document"),
        "es": ("Fuente", "fuentes", "documento"),
        "pt": ("Fonte", "fontes", "documento"),
        "fr": ("Source", "sources", "document"),
    },
    "name": {
        "en": ("Name", "organisation", "organization", "organisation name", "institution"),
        "es": ("Nombre", "organización", "institución", "nombre de la organización", "entidad"),
        "pt": ("Nome", "organização", "instituição", "nome da organização", "entidade"),
        "fr": ("Nom", "organisation", "institution", "nom de l'organisation", "organisme"),
    },
    "acronym": {
        "en": ("Acronym", "abbreviation", "short name"),
        "es": ("Sigla", "siglas", "acrónimo", "abreviatura"),
        "pt": ("Sigla", "siglas", "acrônimo", "abreviatura"),
        "fr": ("Sigle", "sigles", "acronyme", "abréviation"),
    },
    "kind": {
        "en": ("Kind", "type", "organisation type", "type of organisation"),
        "es": ("Clase", "tipo", "tipo de organización", "tipo de institución"),
        "pt": ("Classe", "tipo", "tipo de organização", "tipo de instituição"),
        "fr": ("Genre", "type", "type d'organisation", "type d'institution"),
    },
    "country": {
        "en": ("Country", "state"),
        "es": ("País", "estado"),
        "pt": ("País", "estado"),
        "fr": ("Pays", "état"),
    },
    "website": {
        "en": ("Website", "web", "web site", "url", "web page"),
        "es": ("Sitio web", "web", "página web", "url"),
        "pt": ("Site", "web", "página web", "url", "sítio web"),
        "fr": ("Site web", "site", "site internet", "url"),
    },
    "identifiers": {
        "en": ("Identifiers", "org id", "iati identifier", "organisation identifier"),
        "es": ("Identificadores", "identificador de la organización", "identificador iati"),
        "pt": ("Identificadores", "identificador da organização", "identificador iati"),
        "fr": ("Identifiants", "identifiant de l'organisation", "identifiant iati"),
    },
    "member": {
        "en": ("Member", "member state", "state", "country", "party"),
        "es": ("Miembro", "estado miembro", "país miembro", "estado", "país"),
        "pt": ("Membro", "estado membro", "país membro", "estado", "país"),
        "fr": ("Membre", "état membre", "pays membre", "état", "pays"),
    },
    "organisation": {
        "en": ("Organisation", "organization", "body", "institution"),
        "es": ("Organización", "organismo", "institución"),
        "pt": ("Organização", "organismo", "instituição"),
        "fr": ("Organisation", "organisme", "institution"),
    },
    "status": {
        "en": ("Status", "membership status"),
        "es": ("Estatus", "situación", "condición", "estado de la membresía", "calidad"),
        "pt": ("Situação", "status", "condição", "qualidade"),
        "fr": ("Statut", "situation", "qualité"),
    },
    "since": {
        "en": ("Since", "from", "joined", "start"),
        "es": ("Desde", "inicio", "fecha de ingreso", "ingreso"),
        "pt": ("Desde", "início", "data de ingresso", "ingresso"),
        "fr": ("Depuis", "début", "date d'adhésion", "adhésion"),
    },
    "until": {
        "en": ("Until", "to", "left", "end"),
        "es": ("Hasta", "fin", "fecha de salida", "salida"),
        "pt": ("Até", "fim", "data de saída", "saída"),
        "fr": ("Jusqu'au", "fin", "date de sortie", "sortie"),
    },
    "basis": {
        "en": ("Basis", "confidence"),
        "es": ("Base", "confianza"),
        "pt": ("Base", "confiança"),
        "fr": ("Base", "confiance"),
    },
}  # fmt: skip

LANGUAGE_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "es": ("es", "esp", "spa", "spanish", "español", "espanhol", "espagnol", "castellano"),
    "en": ("en", "eng", "ing", "english", "inglés", "inglês", "anglais"),
    "pt": ("pt", "por", "portuguese", "portugués", "português", "portugais"),
    "fr": ("fr", "fra", "fre", "french", "francés", "francês", "français"),
}
"""Words for our languages in a header: “Título en inglés”."""

CHOICES: Final[Mapping[str, Mapping[str, Words]]] = {
    "visibility": {
        "public": {"en": ("public", "all", "everybody"), "es": ("público", "pública", "todos"),
                   "pt": ("público", "pública", "todos"), "fr": ("public", "publique", "tous")},
        "states": {"en": ("states", "state", "member states"),
                   "es": ("estados", "estados miembros"),
                   "pt": ("estados", "estados membros"), "fr": ("états", "états membres")},
        "board": {"en": ("board", "management board"), "es": ("junta", "junta directiva"),
                  "pt": ("junta", "junta diretora"), "fr": ("comité directeur", "conseil")},
    },
    "nature": {
        "declared": {"en": ("declared",), "es": ("declarada", "declarado"),
                     "pt": ("declarada", "declarado"), "fr": ("déclarée", "déclaré")},
        "example": {"en": ("example",), "es": ("ejemplo", "ilustrativo"), "pt": ("exemplo",),
                    "fr": ("exemple",)},
    },
}  # fmt: skip
"""The words that a column takes, each with its names; the first of a language is ours.

What was demonstrated comes from activities, never from a sheet: it is no choice here.
"""
