"""Names that stand where an organisation should, and references that mean a whole category."""

from __future__ import annotations

import re
from typing import Final

from kg.base.text import fold

_NAMES: Final = (
    # nobody
    "-", "?", "n/a", "n.a.", "na", "nan", "nil", "none", "null", "tbc", "tbd", "to be confirmed",
    "to be determined", "unknown", "undefined", "unspecified", "not specified", "not available",
    "not applicable", "not known", "not reported", "not stated", "no data", "blank", "test",
    "confidential", "anonymous", "withheld", "redacted", "undisclosed", "x", "xx", "xxx",
    "desconocido", "desconocida", "no aplica", "no definido", "no disponible", "no especificado",
    "no especificada", "sin datos", "sin definir", "sin especificar", "por definir", "ninguno",
    "ninguna", "confidencial", "anónimo", "desconhecido", "não aplicável", "não disponível",
    "não especificado", "não informado", "a definir", "sem dados", "nenhum", "inconnu",
    "non applicable", "non disponible", "non précisé", "non spécifié", "non renseigné",
    "à déterminer", "aucun", "anonyme",
    # somebody else
    "other", "others", "other donors", "other donor", "other partners", "various", "various donors",
    "multiple", "multiple donors", "miscellaneous", "several", "otro", "otros", "otra", "otras",
    "otros donantes", "varios", "varias", "varios donantes", "múltiples", "outro", "outros",
    "outra", "outras", "outros doadores", "vários", "autre", "autres", "autres donateurs",
    "divers", "plusieurs",
    # a kind of organisation
    "beneficiaries", "beneficiary", "beneficiarios", "beneficiários", "bénéficiaires",
    "donor", "donors", "donante", "donantes", "doador", "doadores", "donateur", "donateurs",
    "government", "governments", "gobierno", "governo", "gouvernement",
    "donor government", "donor country government", "recipient government",
    "recipient country government", "third country government",
    "third country government (delegated co-operation)", "local government",
    "gobierno donante", "gobierno receptor", "gobierno del país receptor", "gobierno local",
    "governo doador", "governo receptor", "gouvernement donateur", "gouvernement bénéficiaire",
    "ngo", "ngos", "ong", "ongs", "cso", "international ngo", "national ngo", "local ngo",
    "regional ngo", "donor country-based ngo", "developing country-based ngo",
    "partner country based ngo", "partner country-based ngo", "ong internacional", "ong nacional",
    "ong local", "ong internationale", "ong nationale", "ong locale",
    "non-governmental organisation", "non-governmental organisations",
    "non-governmental organisations (ngos) and civil society", "civil society", "sociedad civil",
    "sociedade civil", "société civile",
    "public sector", "public sector institution", "public sector institutions",
    "other public sector",
    "public-private partnership", "public-private partnership (ppp)", "network", "networks",
    "multilateral", "multilateral organisation", "multilateral organisations",
    "multilateral organization", "multilateral organizations", "other multilateral institution",
    "foundation", "foundations", "private sector", "private sector institution",
    "private sector institutions", "private sector in provider country",
    "private sector in recipient country", "private sector in third country", "sector privado",
    "setor privado", "secteur privé", "private donors", "individuals", "private individuals",
    "academic, training and research", "university", "universidad",
    "implementing partner", "implementing partners", "socio implementador",
    "u.s. government - other",
    "enterprise - united states other", "enterprise - united states unknown",
    "enterprise - non united states other", "enterprise - non united states unknown",
    "other public entities in donor country", "other public entities in recipient country",
)  # fmt: skip

_FOLDED: Final = frozenset(fold(name) for name in _NAMES)

_CATEGORY: Final = re.compile(r"(?:XM-DAC-)?([1-9]\d)000\Z", re.IGNORECASE)
_ORGANISATIONS: Final = frozenset({"42", "43", "44", "45"})
"""Channel codes ending in 000 that do name a body: EU institutions, IMF, World Bank, WTO."""


def is_placeholder(folded: str) -> bool:
    """Say whether a folded name names nobody.

    >>> is_placeholder(fold("Not Specified")), is_placeholder(fold("SEGIB"))
    (True, False)
    """
    return not folded or folded in _FOLDED


def is_category(reference: str) -> bool:
    """Say whether a reference is the DAC channel code of a kind of organisation.

    >>> is_category("XM-DAC-61000"), is_category("XM-DAC-44000")
    (True, False)
    """
    found = _CATEGORY.match(reference)
    return found is not None and found[1] not in _ORGANISATIONS
