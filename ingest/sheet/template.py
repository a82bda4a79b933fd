"""The sheet to fill in: headers and help in one language, lists to choose from, a sample row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from ingest.known import Known
from ingest.sheet.column_help import help_of, lists_of
from ingest.sheet.headers.column_words import words_of
from ingest.sheet.headers.sheet_kinds import COLUMNS, DECLARED, TRANSLATED, check_kind
from ingest.sheet.headers.synonyms import LANGUAGE_WORDS
from kg.base.errors import BadFileError
from kg.base.i18n import DEFAULT_LANGUAGE, LANGUAGES, Message, msg
from kg.base.text import printable

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

MARK: Final = "#"
"""What an id begins with in rows that are not read: help, sample."""
_LAST_ROW: Final = 2000
_WIDTH: Final = 24
_CLOSED: Final = ("status", "visibility", "nature", "standing", "precision", "basis")
_LISTS: Final = "lists"
_LONGEST: Final = 32_000
"""Characters of a cell; a program for sheets takes some more."""
_ASKS_TO_COUNT: Final = "=+-@\t\r"
"""With what a text begins that programs for sheets would compute."""

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


def write_template(
    path: Path, kind: str, lang: str, known: Known, rows: Sequence[Mapping[str, str]] = ()
) -> None:
    """Write a sheet for ``kind`` at ``path`` (.xlsx) in ``lang``: empty, or with ``rows`` in it.

    A row is what stands in which column; of texts in a language ``title:es``.

    Raises:
        BadOptionError: there is no template of this kind.
        BadFileError: the file cannot be written.
    """
    book = _book(kind, lang if lang in LANGUAGES else DEFAULT_LANGUAGE, known, rows)
    try:
        book.save(path)
    except OSError as error:
        why = msg("it cannot be written ({reason}).", reason=error.strerror or "")
        raise BadFileError(path.name, why, msg("Check the path and the rights.")) from error


def template_bytes(
    kind: str, lang: str, known: Known, rows: Sequence[Mapping[str, str]] = ()
) -> bytes:
    """Return the file that ``write_template`` would write, as it is attached to a letter.

    Raises:
        BadOptionError: there is no template of this kind.
    """
    held = BytesIO()
    _book(kind, lang if lang in LANGUAGES else DEFAULT_LANGUAGE, known, rows).save(held)
    return held.getvalue()


def _book(kind: str, lang: str, known: Known, rows: Sequence[Mapping[str, str]]) -> Workbook:
    from openpyxl import Workbook

    check_kind(kind)
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = kind
    names = [*_columns(kind, lang), *_more_languages(kind, rows)]
    lists = lists_of(kind, known, lang)
    for column, (name, code) in enumerate(names, start=1):
        sheet.cell(1, column, _header(kind, name, code))
        sheet.cell(2, column, _marked(help_of(kind, name).text(lang), column))
        sample = _marked(_sample(kind, (name, code), lang, lists), column)
        _fill(cast("Cell", sheet.cell(3, column)), sample)
    for number, row in enumerate(rows, start=4):
        for column, (name, code) in enumerate(names, start=1):
            _fill(cast("Cell", sheet.cell(number, column)), row.get(_key(name, code), ""))
    _style(sheet, len(names))
    _offer_lists(book.create_sheet(_LISTS), sheet, [name for name, _ in names], lists)
    return book


def _key(name: str, lang: str) -> str:
    return f"{name}:{lang}" if _is_translated(name) else name


def _more_languages(kind: str, rows: Sequence[Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    """Columns of texts in languages that the template does not speak, such as Dutch."""
    found = {tuple(key.split(":", 1)) for row in rows for key in row if ":" in key}
    known = set(COLUMNS[kind])
    yield from sorted((n, code) for n, code in found if n in known and code not in LANGUAGES)


def _fill(cell: Cell, text: str) -> None:
    """Write a text as a text: whatever it begins with, no program takes it for a formula."""
    if not text:
        return
    plain = printable(text)[:_LONGEST]
    cell.value = plain
    cell.data_type = "s"
    cell.number_format = "@"
    if plain[0] in _ASKS_TO_COUNT:
        # As if an apostrophe stood before it: edited or copied on, it stays a text.
        cell.quotePrefix = True


def headers_of(kind: str, lang: str) -> list[str]:
    """Return the header of a template, from left to right."""
    return [_header(kind, name, code) for name, code in _columns(kind, lang)]


def _columns(kind: str, lang: str) -> Iterator[tuple[str, str]]:
    """Columns and the language of their header: in all languages where texts are translated."""
    for name in COLUMNS[kind]:
        yield name, lang
    for other in LANGUAGES:
        if other != lang:
            yield from ((name, other) for name in COLUMNS[kind] if _is_translated(name))


def _is_translated(name: str) -> bool:
    return name in TRANSLATED and name != "note"


def _header(kind: str, name: str, lang: str) -> str:
    if lang not in LANGUAGES:
        return f"{name}:{lang}"
    word = words_of(kind, name)[lang][0]
    return f"{word} ({LANGUAGE_WORDS[lang][0]})" if _is_translated(name) else word


def _marked(text: str, column: int) -> str:
    """The first cell of a row says whether it is read: rows of memberships have no ids."""
    return f"{MARK} {text}" if column == 1 else text


def _sample(kind: str, column: tuple[str, str], lang: str, lists: Mapping[str, list[str]]) -> str:
    name, code = column
    if name == COLUMNS[kind][0]:
        return msg("sample: this row is not read").text(lang)
    if _is_translated(name) and code != lang:
        return ""
    if name in lists and name != "eligible":
        return lists[name][0]
    value = _SAMPLE.get(name, "") if kind in DECLARED else ""
    return value.text(lang) if isinstance(value, Message) else value


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
            # Names that others gave: they are texts here too.
            _fill(cast("Cell", hidden.cell(row, index)), word)
        if words:
            formula = f"{_LISTS}!${letter}$1:${letter}${len(words)}"
            rule = DataValidation("list", formula1=formula, allow_blank=True)
            # Where other words or several may be written, the list only helps.
            rule.showErrorMessage = name in _CLOSED
            rule.add(f"{at[name]}2:{at[name]}{_LAST_ROW}")
            sheet.add_data_validation(rule)
