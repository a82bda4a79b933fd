"""The sheet to fill in: headers and help in one language, lists to choose from, a sample row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ingest.known import Known
from ingest.sheet.synonyms import CHOICES, COLUMNS, DECLARED, LANGUAGE_WORDS, SYNONYMS
from kg.base.errors import BadFileError, BadOptionError
from kg.base.i18n import DEFAULT_LANGUAGE, LANGUAGES, Message, choose, msg

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

MARK: Final = "#"
"""What an id begins with in rows that are not read: help, sample."""
_LAST_ROW: Final = 2000
_WIDTH: Final = 24
_SEVERAL: Final = ("modality", "languages", "eligible")
_LISTS: Final = "lists"

HELP: Final[Mapping[str, Message]] = {
    "id": msg("leave empty: it is made from state and title"),
    "actor": msg("the state or organisation: name, ISO code or id"),
    "unit": msg("the office to write to: name or id"),
    "title": msg("one line"),
    "summary": msg("what, for whom, how"),
    "sector": msg("DAC code (14030), SEGIB sector or words; several with ;"),
    "goal": msg("SDG goal or target: 6 or 6.1; several with ;"),
    "modality": msg("from the list; several with ;"),
    "languages": msg("languages of delivery; several with ;"),
    "region": msg("where it can take place"),
    "eligible": msg("states that may take part; empty: all"),
    "capacity": msg("how many demands at a time: a whole number"),
    "cost_sharing": msg("who pays what"),
    "conditions": msg("what must be given before"),
    "evidence": msg("results, evaluations, earlier demand"),
    "starts": msg("first day: 2025-07-15"),
    "ends": msg("last day: 2026-06-30"),
    "confirmed_on": msg("day of the last confirmation"),
    "confirmed_by": msg("the office, no persons"),
    "visibility": msg("who may see it; empty: the states"),
    "nature": msg("declared, or only an example"),
    "source": msg("the document it comes from; empty: this sheet"),
}
"""One line of help for each column."""
_SAMPLE: Final[Mapping[str, Message | str]] = {
    "title": msg("Monitoring rural water systems with communities"),
    "summary": msg("Training and follow-up for offices that look after rural water systems."),
    "sector": "14030",
    "goal": "6.1;6.b",
    "capacity": "2",
    "cost_sharing": msg("We pay the experts, the host pays lodging."),
    "conditions": msg("A team of at least two persons."),
    "starts": "2027-01-15",
    "ends": "2028-12-31",
    "confirmed_by": msg("Office of international cooperation"),
}


def is_sample(id_: str) -> bool:
    """Say whether a row with this id is help or a sample of the template."""
    return id_.startswith(MARK)


def write_template(path: Path, kind: str, lang: str, known: Known) -> None:
    """Write an empty sheet for ``kind`` at ``path`` (.xlsx) in ``lang``.

    Raises:
        BadOptionError: there is no template of this kind.
        BadFileError: the file cannot be written.
    """
    from openpyxl import Workbook

    if kind not in DECLARED:
        raise BadOptionError("KIND", kind, msg("Use one of: {names}.", names=list(DECLARED)))
    lang = lang if lang in LANGUAGES else DEFAULT_LANGUAGE
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = kind
    names = list(_columns(kind, lang))
    lists = _lists(known, lang)
    for column, (name, code) in enumerate(names, start=1):
        sheet.cell(1, column, _header(name, code))
        sheet.cell(2, column, _help(name, lang))
        sheet.cell(3, column, _sample(name, code, lang, lists))
    _style(sheet, len(names))
    _offer_lists(book.create_sheet(_LISTS), sheet, [name for name, _ in names], lists)
    try:
        book.save(path)
    except OSError as error:
        why = msg("it cannot be written ({reason}).", reason=error.strerror or "")
        raise BadFileError(path.name, why, msg("Check the path and the rights.")) from error


def _columns(kind: str, lang: str) -> Iterator[tuple[str, str]]:
    """Columns and the language of their header: in all languages where texts are translated."""
    for name in COLUMNS[kind]:
        yield name, lang
    for other in LANGUAGES:
        if other != lang:
            yield from (("title", other), ("summary", other))


def _header(name: str, lang: str) -> str:
    word = SYNONYMS[name][lang][0]
    return f"{word} ({LANGUAGE_WORDS[lang][0]})" if name in ("title", "summary") else word


def _help(name: str, lang: str) -> str:
    text = HELP[name].text(lang)
    return f"{MARK} {text}" if name == "id" else text


def _sample(name: str, code: str, lang: str, lists: Mapping[str, list[str]]) -> str:
    if name == "id":
        sample = msg("sample: this row is not read")
        return f"{MARK} {sample.text(lang)}"
    if name in ("title", "summary") and code != lang:
        return ""
    if name in lists and name != "eligible":
        return lists[name][0] if lists[name] else ""
    value = _SAMPLE.get(name, "")
    return value.text(lang) if isinstance(value, Message) else value


def _lists(known: Known, lang: str) -> dict[str, list[str]]:
    """What can be chosen, by column, in the reader's language."""
    states = _labels(known, "state/", lang)
    return {
        "actor": states,
        "eligible": states,
        "modality": _labels(known, "modality/", lang),
        "languages": _labels(known, "language/", lang),
        **{
            name: [words[lang][0] for words in choices.values()]
            for name, choices in CHOICES.items()
        },
    }


def _labels(known: Known, prefix: str, lang: str) -> list[str]:
    names = (choose(name, lang)[0] for id_, name in known.labels.items() if id_.startswith(prefix))
    return sorted(name for name in names if name)


def _style(sheet: Worksheet, columns: int) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet.freeze_panes = "A2"
    for column in range(1, columns + 1):
        sheet.cell(1, column).font = Font(bold=True)
        sheet.cell(2, column).font = Font(italic=True, color="666666")
        sheet.cell(3, column).font = Font(color="999999")
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTH


def _offer_lists(
    hidden: Worksheet, sheet: Worksheet, names: Iterable[str], lists: Mapping[str, list[str]]
) -> None:
    """Offer what can be chosen; where several may be written, other entries are allowed too."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    hidden.sheet_state = "hidden"
    at = {name: get_column_letter(index) for index, name in enumerate(names, start=1)}
    for index, (name, words) in enumerate(lists.items(), start=1):
        letter = get_column_letter(index)
        for row, word in enumerate(words, start=1):
            hidden.cell(row, index, word)
        if words:
            formula = f"{_LISTS}!${letter}$1:${letter}${len(words)}"
            rule = DataValidation("list", formula1=formula, allow_blank=True)
            rule.showErrorMessage = name not in (*_SEVERAL, "actor")
            rule.add(f"{at[name]}2:{at[name]}{_LAST_ROW}")
            sheet.add_data_validation(rule)
