"""Names short enough for a drawing: by rules of each language, and only then by cutting.

Rules stand from what nobody misses to what costs most; the first that makes a name short enough is
the last that is used. An acronym is always shorter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from viz.label_text import SHORT, shortened

Rule: TypeAlias = tuple[re.Pattern[str], str]


def _rules(*pairs: tuple[str, str]) -> tuple[Rule, ...]:
    return tuple((re.compile(wanted, re.IGNORECASE), short) for wanted, short in pairs)


_ASIDE: Final = re.compile(r"\([^()]*\)")
_TAIL: Final = re.compile(r"[,;:]\s")
_ENOUGH: Final = 14
"""So many characters stand before a comma or a colon from which on a name is left out."""
_ARTICLE: Final[Mapping[str, re.Pattern[str]]] = {
    "en": re.compile(r"^the\s+", re.IGNORECASE),
    "es": re.compile(r"^(?:el|la|los|las)\s+", re.IGNORECASE),
    "pt": re.compile(r"^(?:o|a|os|as)\s+", re.IGNORECASE),
    "fr": re.compile(r"^(?:(?:le|la|les)\s+|l['’])", re.IGNORECASE),
}
_PHRASES: Final[Mapping[str, tuple[Rule, ...]]] = {
    "en": _rules(
        (r"\bmemorandum of understanding\b", "MoU"),
        (r"\bgeneral cooperation agreement\b", "Agreement"),
        (r"\bcooperation agreement\b", "Agreement"),
        (r"\bAgreement between the general secretariats? of\b", "Agreement between"),
        (r"\bbetween (?:the )?(?:secretariats of (?:the )?)?(.+?) and (?:the )?", r"\1–"),
        (r"\bthat established\b", "on"),
        (r"\bExecutive Secretariat\b", "Secretariat"),
        (r"\bMinistry (?:of|for) Foreign Affairs\b", "Foreign Ministry"),
        (r"\bUnited Nations\b", "UN"),
        (r"\bUnited States(?: of America)?\b", "US"),
        (r"\bLatin America and the Caribbean\b", "LAC"),
        (r"\band\b", "&"),
    ),
    "es": _rules(
        (r"\bmemorando de entendimiento\b", "Memorando"),
        (r"\bacuerdo (?:general )?de cooperación\b", "Acuerdo"),
        (r"\bacuerdo entre las secretarías generales de\b", "Acuerdo entre"),
        (r"\bentre (?:las secretarías de )?(?:el |la |los |las )?(.+?) y (?:el |la |los |las )?",
         r"\1–"),
        (r"\bque estableció\b", "sobre"),
        (r"\bSecretaría Ejecutiva\b", "Secretaría"),
        (r"\bMinisterio (?:Federal )?de (?:Relaciones|Asuntos) Exteriores\b", "Cancillería"),
        (r"\bNaciones Unidas\b", "ONU"),
        (r"\bEstados Unidos(?: de América)?\b", "EE. UU."),
        (r"\bAmérica Latina y el Caribe\b", "ALC"),
    ),
    "pt": _rules(
        (r"\bmemorando de entendimento\b", "Memorando"),
        (r"\bacordo (?:geral )?de cooperação\b", "Acordo"),
        (r"\bacordo entre as secretarias-gerais d[aeo]s?\b", "Acordo entre"),
        ((r"\bentre (?:as secretarias d[ao]s? )?(?:o |a |os |as )?(.+?) e "
         r"(?:o |a |os |as |d[ao]s? )?"), r"\1–"),
        (r"\bque criou\b", "sobre"),
        (r"\bSecretaria[- ]Executiva\b", "Secretaria"),
        (r"\bMinistério (?:Federal )?das Relações Exteriores\b", "Chancelaria"),
        (r"\bNações Unidas\b", "ONU"),
        (r"\bEstados Unidos(?: da América)?\b", "EUA"),
        (r"\bAmérica Latina e (?:o |do )?Caribe\b", "ALC"),
    ),
    "fr": _rules(
        (r"\bmémorandum d['’]entente\b", "Mémorandum"),
        (r"\baccord (?:général )?de coopération\b", "Accord"),
        (r"\baccord entre les secrétariats généraux de\b", "Accord entre"),
        ((r"\bentre (?:les secrétariats de )?(?:le |la |les |l['’])?(.+?) et "
         r"(?:le |la |les |l['’])?"), r"\1–"),
        (r"\bportant création du\b", "sur le"),
        (r"\bSecrétariat exécutif\b", "Secrétariat"),
        (r"\bMinistère (?:fédéral )?des affaires étrangères\b", "Affaires étrangères"),
        (r"\bNations Unies\b", "ONU"),
        (r"\bÉtats-Unis(?: d['’]Amérique)?\b", "É.-U."),
        (r"\bAmérique latine et (?:dans )?(?:les |des )?Caraïbes\b", "ALC"),
        (r"\bet\b", "&"),
    ),
}  # fmt: skip
_ORDINALS: Final[Mapping[str, tuple[Rule, ...]]] = {
    "en": _rules(
        (r"^first\b", "1st"), (r"^second\b", "2nd"), (r"^third\b", "3rd"), (r"^fourth\b", "4th"),
        (r"^fifth\b", "5th"), (r"^sixth\b", "6th"), (r"^seventh\b", "7th"), (r"^eighth\b", "8th"),
        (r"^ninth\b", "9th"), (r"^tenth\b", "10th"),
    ),
    "es": _rules(
        (r"^primer\b", "1.er"), (r"^primer([oa])\b", r"1.\1"), (r"^segund([oa])\b", r"2.\1"),
        (r"^tercer\b", "3.er"), (r"^tercer([oa])\b", r"3.\1"), (r"^cuart([oa])\b", r"4.\1"),
        (r"^quint([oa])\b", r"5.\1"), (r"^sext([oa])\b", r"6.\1"),
        (r"^séptim([oa])\b", r"7.\1"), (r"^octav([oa])\b", r"8.\1"),
        (r"^noven([oa])\b", r"9.\1"), (r"^décim([oa])\b", r"10.\1"),
        (r"(?<=^\d\.)o\b", "º"), (r"(?<=^\d\.)a\b", "ª"),
    ),
    "pt": _rules(
        (r"^primeir([oa])\b", r"1\1"), (r"^segund([oa])\b", r"2\1"),
        (r"^terceir([oa])\b", r"3\1"), (r"^quart([oa])\b", r"4\1"),
        (r"^quint([oa])\b", r"5\1"), (r"^sext([oa])\b", r"6\1"), (r"^sétim([oa])\b", r"7\1"),
        (r"^oitav([oa])\b", r"8\1"), (r"^non([oa])\b", r"9\1"),
        (r"(?<=^\d)o\b", "º"), (r"(?<=^\d)a\b", "ª"),
    ),
    "fr": _rules(
        (r"^premier\b", "1er"), (r"^première\b", "1re"), (r"^deuxième\b", "2e"),
        (r"^troisième\b", "3e"), (r"^quatrième\b", "4e"), (r"^cinquième\b", "5e"),
        (r"^sixième\b", "6e"), (r"^septième\b", "7e"), (r"^huitième\b", "8e"),
        (r"^neuvième\b", "9e"), (r"^dixième\b", "10e"),
    ),
}  # fmt: skip
"""At the beginning of a name: they tell one meeting of a row from the next."""
_WORDS: Final[Mapping[str, tuple[Rule, ...]]] = {
    "en": _rules(
        (r"\bInternational\b", "Intl."), (r"\bcooperation\b", "coop."),
        (r"\bDevelopment\b", "dev."), (r"\bSecretariat\b", "secr."),
        (r"\bManagement\b", "mgmt."), (r"\bGovernment\b", "gov."),
        (r"\bof the\b", "of"), (r"\bfor the\b", "for"), (r"\bin the\b", "in"),
    ),
    "es": _rules(
        (r"\binternacional(?:es)?\b", "int."), (r"\bcooperación\b", "coop."),
        (r"\bdesarrollo\b", "des."), (r"\bsecretaría\b", "secr."), (r"\bgeneral\b", "gral."),
        (r"\bgobierno\b", "gob."), (r"\bprograma\b", "prog."),
        (r"\bpara (?:el|la|los|las)\b", "para"), (r"\by (?:el|la|los|las)\b", "y"),
        (r"\bde (?:la|los|las)\b", "de"),
    ),
    "pt": _rules(
        (r"\binternaciona(?:l|is)\b", "int."), (r"\bcooperação\b", "coop."),
        (r"\bdesenvolvimento\b", "desenv."), (r"\bsecretaria\b(?!-)", "secr."),
        (r"\bgoverno\b", "gov."), (r"\bprograma\b", "prog."), (r"\bpara [oa]s?\b", "para"),
    ),
    "fr": _rules(
        (r"\binternationa(?:le?s?|ux)\b", "int."), (r"\bcoopération\b", "coop."),
        (r"\bdéveloppement\b", "dév."), (r"\bsecrétariat\b", "secr."), (r"\bgénérale?\b", "gén."),
        (r"\bgouvernement\b", "gouv."), (r"\bprogramme\b", "prog."),
        (r"\bpour (?:le |la |les |l['’])", "pour "),
    ),
}  # fmt: skip


def short_title(name: str, lang: str, acronym: str = "", most: int = SHORT) -> str:
    """Return what somebody or something is called in a drawing: its acronym, or a short name.

    ``lang`` is the language of the name. It has at most ``most`` characters; it is cut, at a word
    and with an ellipsis, only where no rule makes it short enough.

    >>> short_title("Cooperation agreement between the OAS and the United Nations", "en")
    'Agreement OAS–United Nations'
    >>> short_title("Secretaría Ejecutiva para el Desarrollo Integral (SEDI)", "es", most=40)
    'Secretaría para el Desarrollo Integral'
    """
    if acronym:
        return shortened(acronym, most)
    whole = _without_asides(name, lang)
    for shorter in (name, whole, *_shorter(whole, lang)):
        if len(shorter) <= most:
            return shorter
    # What is cut all the same keeps its words whole: their abbreviations would only puzzle.
    rules = (*_ORDINALS.get(lang, ()), *_PHRASES.get(lang, ()))
    *_, shorter = (whole, *_by(rules, whole))
    return shortened(_without_tail(shorter), most)


def _without_asides(name: str, lang: str) -> str:
    """Return a name without what stands in parentheses, and without its article."""
    bare = " ".join(_ASIDE.sub(" ", name).split()).replace(" ,", ",") or name
    return _headed(_ARTICLE[lang].sub("", bare), bare) if lang in _ARTICLE else bare


def _without_tail(name: str) -> str:
    """Return a name without what follows a comma or a colon."""
    found = _TAIL.search(name, _ENOUGH)
    return name[: found.start()].rstrip() if found else name


def _shorter(name: str, lang: str) -> Iterator[str]:
    """Yield a name ever shorter, each time by one rule more."""
    tables = (_ORDINALS, _PHRASES, _WORDS)
    for shorter in _by([rule for table in tables for rule in table.get(lang, ())], name):
        name = shorter
        yield name
    yield _without_tail(name)


def _by(rules: Sequence[Rule], name: str) -> Iterator[str]:
    for wanted, short in rules:
        name = _headed(wanted.sub(short, name, count=1), name)
        yield name


def _headed(name: str, before: str) -> str:
    """Return a name that begins with a capital letter where it did before."""
    return name[:1].upper() + name[1:] if before[:1].isupper() else name
