"""The words by which people call the columns of activities, agreements, units, plans."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ingest.sheet.headers.sheet_kinds import DECLARED
from ingest.sheet.headers.synonyms import SYNONYMS, Words

RECORD_WORDS: Final[Mapping[str, Words]] = {
    "provider": {
        "en": ("First provider", "provider", "providing country", "provider country",
               "pivotal partner", "providing institution"),
        "es": ("Primer oferente", "oferente", "socio oferente", "país oferente", "cooperante",
               "institución oferente", "primer socio oferente"),
        "pt": ("Primeiro ofertante", "ofertante", "prestador", "país prestador", "país ofertante",
               "cooperante", "instituição ofertante"),
        "fr": ("Premier prestataire", "prestataire", "pays prestataire", "offrant",
               "pays offrant", "institution prestataire"),
    },
    "second_provider": {
        "en": ("Second provider", "facilitator", "facilitating partner", "supporting partner",
               "triangular partner"),
        "es": ("Segundo oferente", "socio facilitador", "facilitador", "segundo socio oferente",
               "socio triangular", "donante tradicional"),
        "pt": ("Segundo ofertante", "facilitador", "parceiro facilitador", "segundo prestador",
               "parceiro trilateral"),
        "fr": ("Second prestataire", "facilitateur", "partenaire facilitateur",
               "deuxième prestataire", "partenaire triangulaire"),
    },
    "funder": {
        "en": ("Funder", "funding organisation", "donor", "funding agency", "financier",
               "funded by", "source of funding", "funding source", "donors", "funders"),
        "es": ("Financiador", "donante", "fuente de financiamiento", "fuente de financiación",
               "entidad financiadora", "organismo financiador", "financiado por",
               "fuente cooperante", "agencia financiadora", "donantes", "financiadores"),
        "pt": ("Financiador", "doador", "fonte de financiamento", "entidade financiadora",
               "órgão financiador", "financiado por", "agência financiadora", "doadores",
               "financiadores"),
        "fr": ("Bailleur", "bailleur de fonds", "donateur", "source de financement",
               "organisme de financement", "financé par", "partenaire financier", "bailleurs",
               "donateurs"),
    },
    "extender": {
        "en": ("Extending organisation", "extender", "managing agency"),
        "es": ("Entidad intermediaria", "organismo intermediario", "agencia administradora"),
        "pt": ("Entidade intermediária", "órgão intermediário", "agência administradora"),
        "fr": ("Organisme intermédiaire", "agence de gestion"),
    },
    "implementer": {
        "en": ("Implementer", "implementing organisation", "implementing agency",
               "executing agency", "implemented by", "implementing partner"),
        "es": ("Ejecutor", "entidad ejecutora", "institución ejecutora", "organismo ejecutor",
               "ejecutado por", "unidad ejecutora", "socio implementador", "implementador"),
        "pt": ("Executor", "entidade executora", "instituição executora", "órgão executor",
               "executado por", "parceiro executor", "implementador"),
        "fr": ("Exécutant", "agence d'exécution", "organisme d'exécution",
               "institution d'exécution", "mis en œuvre par", "partenaire d'exécution"),
    },
    "accountable": {
        "en": ("Accountable", "accountable organisation"),
        "es": ("Entidad que rinde cuentas", "organismo que rinde cuentas"),
        "pt": ("Entidade que presta contas", "órgão que presta contas"),
        "fr": ("Organisme qui rend compte", "organisme redevable"),
    },
    "recipient": {
        "en": ("Recipient", "recipient country", "beneficiary", "beneficiary country",
               "receiving country", "country", "partner country", "recipients", "beneficiaries",
               "countries"),
        "es": ("Receptor", "país receptor", "socio receptor", "beneficiario", "país beneficiario",
               "país", "país socio", "países receptores", "receptores", "beneficiarios",
               "países beneficiarios", "países"),
        "pt": ("Receptor", "país receptor", "beneficiário", "país beneficiário",
               "país recebedor", "país", "país parceiro", "países beneficiários", "beneficiários",
               "receptores", "países"),
        "fr": ("Bénéficiaire", "pays bénéficiaire", "pays receveur", "récipiendaire",
               "pays récipiendaire", "pays", "pays partenaire", "bénéficiaires",
               "pays bénéficiaires"),
    },
    "run_by": {
        "en": ("Run by", "led by", "lead organisation", "in charge"),
        "es": ("A cargo de", "dirigido por", "organismo líder", "coordinado por"),
        "pt": ("Conduzido por", "a cargo de", "liderado por", "coordenado por"),
        "fr": ("Conduit par", "dirigé par", "organisme chef de file", "coordonné par"),
    },
    "status": {
        "en": ("Status", "stage", "current status", "project status", "state", "situation"),
        "es": ("Estado", "estatus", "situación", "etapa", "fase", "estado actual",
               "estado del proyecto", "estado de ejecución"),
        "pt": ("Situação", "status", "estado", "fase", "situação atual", "situação do projeto",
               "estágio"),
        "fr": ("Statut", "état", "situation", "phase", "état d'avancement", "état du projet"),
    },
    "amount": {
        "en": ("Amount", "budget", "total budget", "cost", "total cost", "value", "total amount",
               "budget amount"),
        "es": ("Monto", "presupuesto", "presupuesto total", "monto total", "costo", "costo total",
               "coste", "coste total", "valor", "importe", "monto aprobado", "valor total"),
        "pt": ("Valor", "orçamento", "orçamento total", "montante", "valor total", "custo",
               "custo total"),
        "fr": ("Montant", "budget", "budget total", "coût", "coût total", "valeur",
               "montant total"),
    },
    "currency": {
        "en": ("Currency", "currency code"),
        "es": ("Moneda", "divisa", "tipo de moneda"),
        "pt": ("Moeda", "divisa", "tipo de moeda"),
        "fr": ("Devise", "monnaie"),
    },
    "identifier": {
        "en": ("IATI identifier", "published identifier"),
        "es": ("Identificador IATI", "identificador publicado"),
        "pt": ("Identificador IATI", "identificador publicado"),
        "fr": ("Identifiant IATI", "identifiant publié"),
    },
    "parties": {
        "en": ("Parties", "party", "counterpart", "counterparts", "signatories", "partner",
               "partners"),
        "es": ("Partes", "contraparte", "contrapartes", "partes firmantes", "signatarios", "socio",
               "socios"),
        "pt": ("Partes", "contraparte", "contrapartes", "partes signatárias", "signatários",
               "parceiro", "parceiros"),
        "fr": ("Parties", "partie", "contrepartie", "parties signataires", "signataires",
               "partenaire", "partenaires"),
    },
    "named": {
        "en": ("Named in it", "bodies named"),
        "es": ("Mencionados", "organismos mencionados"),
        "pt": ("Mencionados", "organismos mencionados"),
        "fr": ("Mentionnés", "organismes mentionnés"),
    },
    "signed": {
        "en": ("Signed on", "signed", "date signed", "signature date", "date of signature"),
        "es": ("Firmado el", "fecha de firma", "firma", "suscrito el", "fecha de suscripción"),
        "pt": ("Assinado em", "data de assinatura", "assinatura"),
        "fr": ("Signé le", "date de signature", "signature"),
    },
    "fields": {
        "en": ("Fields of cooperation", "fields", "subject", "subject matter", "areas"),
        "es": ("Ámbitos de cooperación", "materia", "ámbitos", "áreas", "temas"),
        "pt": ("Âmbitos de cooperação", "matéria", "âmbitos", "áreas", "temas"),
        "fr": ("Domaines de coopération", "matière", "domaines", "sujets"),
    },
    "reference": {
        "en": ("Reference", "document number", "reference number", "symbol"),
        "es": ("Referencia", "número de documento", "número del acuerdo", "número de acuerdo"),
        "pt": ("Referência", "número do documento", "número do acordo"),
        "fr": ("Référence", "numéro du document", "numéro de l'accord", "cote"),
    },
    "part_of": {
        "en": ("Part of", "body", "organisation", "organization", "institution", "ministry",
               "belongs to"),
        "es": ("Parte de", "organismo", "organización", "institución", "ministerio", "entidad",
               "pertenece a"),
        "pt": ("Parte de", "organismo", "organização", "instituição", "ministério", "órgão",
               "pertence a"),
        "fr": ("Fait partie de", "organisme", "organisation", "institution", "ministère",
               "rattaché à"),
    },
    "role": {
        "en": ("Role", "function"),
        "es": ("Función", "rol"),
        "pt": ("Função", "papel"),
        "fr": ("Rôle", "fonction"),
    },
    "door_for": {
        "en": ("Right door for", "competent for", "competent office of", "door for"),
        "es": ("Puerta para", "competente para", "oficina competente de", "ventanilla de"),
        "pt": ("Porta para", "competente para", "escritório competente de"),
        "fr": ("Porte pour", "compétent pour", "service compétent de"),
    },
    "mailbox": {
        "en": ("Mailbox", "e-mail", "email", "mail", "institutional e-mail", "contact e-mail"),
        "es": ("Buzón", "correo", "correo electrónico", "correo institucional", "email",
               "e-mail de contacto"),
        "pt": ("Caixa de correio", "e-mail", "email", "correio eletrônico",
               "e-mail institucional"),
        "fr": ("Boîte aux lettres", "courriel", "e-mail", "email", "adresse électronique",
               "adresse e-mail"),
    },
    "text": SYNONYMS["summary"],
    "contact": SYNONYMS["unit"],
    "concerns": {
        "en": ("Concerns", "partner", "partners"),
        "es": ("Concierne a", "socio", "socios", "contraparte"),
        "pt": ("Diz respeito a", "parceiro", "parceiros", "contraparte"),
        "fr": ("Concerne", "partenaire", "partenaires"),
    },
    "mandate": {
        "en": ("Mandate", "resolution", "decision"),
        "es": ("Mandato", "resolución", "decisión"),
        "pt": ("Mandato", "resolução", "decisão"),
        "fr": ("Mandat", "résolution", "décision"),
    },
    "responsible": {
        "en": ("Responsible", "responsible body", "who is responsible"),
        "es": ("Responsable", "responsables", "entidad responsable", "quién es responsable"),
        "pt": ("Responsável", "responsáveis", "entidade responsável"),
        "fr": ("Responsable", "responsables", "organisme responsable"),
    },
    "initiative": {
        "en": ("Initiative", "measure", "pilot", "plan"),
        "es": ("Iniciativa", "medida", "piloto", "plan"),
        "pt": ("Iniciativa", "medida", "piloto", "plano"),
        "fr": ("Initiative", "mesure", "pilote", "plan"),
    },
    "due": {
        "en": ("Due", "deadline", "due date", "by when"),
        "es": ("Vence", "plazo", "fecha límite", "fecha prevista", "vencimiento"),
        "pt": ("Prazo", "data limite", "vence em", "data prevista"),
        "fr": ("Échéance", "date limite", "délai", "date prévue"),
    },
    "adopted": {
        "en": ("Adopted on", "adopted", "date adopted"),
        "es": ("Adoptada el", "fecha de adopción", "adoptado el"),
        "pt": ("Adotada em", "data de adoção", "adotado em"),
        "fr": ("Adoptée le", "date d'adoption", "adopté le"),
    },
}  # fmt: skip
"""Words for columns of records, before those of ``SYNONYMS``."""

_NAMED: Final[Mapping[str, Words]] = {
    "activities": {
        "en": ("Title", "name", "project", "project title", "project name", "activity",
               "activity title", "initiative", "action"),
        "es": ("Título", "nombre", "nombre del proyecto", "proyecto", "iniciativa", "actividad",
               "nombre de la iniciativa", "nombre de la actividad", "título del proyecto",
               "acción", "denominación"),
        "pt": ("Título", "nome", "nome do projeto", "projeto", "iniciativa", "atividade",
               "nome da iniciativa", "nome da atividade", "título do projeto", "ação",
               "denominação"),
        "fr": ("Titre", "nom", "intitulé", "projet", "nom du projet", "intitulé du projet",
               "activité", "initiative", "action"),
    },
    "agreements": {
        "en": ("Title", "name", "agreement", "name of the agreement", "instrument"),
        "es": ("Título", "nombre", "acuerdo", "convenio", "nombre del acuerdo",
               "nombre de acuerdo", "nombre del convenio", "instrumento", "tratado",
               "denominación"),
        "pt": ("Título", "nome", "acordo", "convênio", "nome do acordo", "instrumento", "tratado",
               "denominação"),
        "fr": ("Titre", "nom", "accord", "convention", "nom de l'accord",
               "intitulé de l'accord", "intitulé", "instrument"),
    },
    "initiatives": {
        "en": ("Name", "initiative", "measure", "title"),
        "es": ("Nombre", "iniciativa", "medida", "título"),
        "pt": ("Nome", "iniciativa", "medida", "título"),
        "fr": ("Nom", "initiative", "mesure", "titre"),
    },
    "milestones": {
        "en": ("Name", "milestone", "step", "deliverable", "title"),
        "es": ("Nombre", "hito", "paso", "entregable", "producto", "título"),
        "pt": ("Nome", "marco", "etapa", "entrega", "produto", "título"),
        "fr": ("Nom", "jalon", "étape", "livrable", "titre"),
    },
    "priorities": {
        "en": ("Name", "priority", "principle", "title"),
        "es": ("Nombre", "prioridad", "principio", "título"),
        "pt": ("Nome", "prioridade", "princípio", "título"),
        "fr": ("Nom", "priorité", "principe", "titre"),
    },
    "programmes": {
        "en": ("Name", "programme", "program", "fund", "title"),
        "es": ("Nombre", "programa", "fondo", "título"),
        "pt": ("Nome", "programa", "fundo", "título"),
        "fr": ("Nom", "programme", "fonds", "titre"),
    },
    "units": {
        "en": ("Name", "unit", "office", "department", "name of the unit", "name of the office"),
        "es": ("Nombre", "unidad", "oficina", "dependencia", "nombre de la unidad",
               "nombre de la oficina", "departamento"),
        "pt": ("Nome", "unidade", "escritório", "departamento", "nome da unidade",
               "nome do escritório"),
        "fr": ("Nom", "service", "unité", "bureau", "direction", "département",
               "nom du service"),
    },
}  # fmt: skip
_DATES: Final[Mapping[str, Words]] = {
    "starts": {
        "en": ("in force since", "entry into force"),
        "es": ("en vigor desde", "entrada en vigor", "fecha de entrada en vigor"),
        "pt": ("em vigor desde", "entrada em vigor"),
        "fr": ("en vigueur depuis", "entrée en vigueur"),
    },
    "ends": {
        "en": ("expires", "expiry date", "termination date"),
        "es": ("vence", "vencimiento", "fecha de vencimiento", "fecha de terminación", "expira"),
        "pt": ("vencimento", "expira", "data de vencimento"),
        "fr": ("expire", "date d'expiration", "date de fin de validité"),
    },
}
_IDS: Final[Words] = {lang: words[:3] for lang, words in SYNONYMS["id"].items()}
"""In sheets with references of their own, “reference” is no id."""

_PROJECT_IDS: Final[Words] = {
    "en": (*SYNONYMS["id"]["en"], "project id", "project code", "activity id", "activity code"),
    "es": (*SYNONYMS["id"]["es"], "código del proyecto", "id del proyecto",
           "código de la iniciativa", "código de la actividad"),
    "pt": (*SYNONYMS["id"]["pt"], "código do projeto", "id do projeto", "código da iniciativa"),
    "fr": (*SYNONYMS["id"]["fr"], "code du projet", "id du projet", "code de l'activité"),
}  # fmt: skip


def _more(column: str) -> Words:
    return {lang: (*SYNONYMS[column][lang], *words) for lang, words in _DATES[column].items()}


_OF_DECLARED: Final[Words] = {
    "en": ("Status", "current status", "availability status"),
    "es": ("Estatus", "situación", "estado actual", "estado de la oferta",
           "estado de la demanda"),
    "pt": ("Situação", "status", "situação atual", "situação da oferta", "situação da demanda"),
    "fr": ("Statut", "situation", "statut de l'offre", "statut de la demande"),
}  # fmt: skip
"""“Estado” alone is who offers or asks."""
OWN_WORDS: Final[Mapping[str, Mapping[str, Words]]] = {
    **{kind: {"status": _OF_DECLARED} for kind in DECLARED},
    "activities": {"id": _PROJECT_IDS, "title": _NAMED["activities"]},
    "agreements": {
        "id": _IDS,
        "title": _NAMED["agreements"],
        "starts": _more("starts"),
        "ends": _more("ends"),
    },
    **{kind: {"name": words} for kind, words in _NAMED.items() if kind not in ("activities",
       "agreements")},
}  # fmt: skip
"""Words that count in the sheets of one kind, instead of all others."""
