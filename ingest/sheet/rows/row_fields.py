"""The fields of a record from the cells of its row: each read by what it holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from ingest.findings import Outcome
from ingest.personal_data import is_role_mailbox
from ingest.sheet.headers.field_shapes import YES, Shape, shape_of
from ingest.sheet.headers.sheet_kinds import Kind
from ingest.sheet.rows.cell_values import (
    read_count,
    read_day,
    read_office,
    read_text,
    read_texts,
    resolve_all,
    several,
    unknown_choice,
)
from ingest.sheet.rows.record_choices import choices_by_word, choices_for, is_open
from ingest.sheet.rows.row_sums import read_number, read_sum
from ingest.sheet.rows.sheet_context import Context
from ingest.sheet.rows.sheet_draft import Draft
from ingest.sheet.values.days import Span, read_days
from ingest.sheet.values.near import Found
from kg.base.i18n import msg
from kg.base.text import fold
from kg.model.acronyms import acronyms_of
from kg.model.fields import MAX_SHORT
from kg.model.nodes import Node

EVERYBODY: Final = frozenset(
    map(fold, ("all", "all states", "todos", "todos los estados", "todos os estados", "tous",
               "todos los países", "todos os países", "all countries", "tous les états",
               "tous les pays"))
)  # fmt: skip
"""Words that exclude nobody."""
_WEB: Final = re.compile(r"(?:https?://)?(?:[\w\-]++\.)++[a-z]{2,}+(?:[/?#]\S*+)?\Z", re.IGNORECASE)
_MAIL: Final = re.compile(r"(?:mailto:)?([\w.+\-]++@[\w\-]++(?:\.[\w\-]++)++)\Z", re.IGNORECASE)
_SMALL: Final = 3
"""Letters of words that acronyms leave out."""
_HTTPS: Final = "https://"
_LAST: Final = ("ends", "ends_planned", "due")
"""Days of which a longer time means its last."""
_SPANS: Final = ((1, ""), (31, "month"), (92, "quarter"), (184, "half"))
"""Days of a time at most, and how precise that is."""

Reader = Callable[[Draft, str, Context], Any]


def read_fields(kind: Kind, draft: Draft, context: Context) -> dict[str, Any]:
    """Return the known fields of a row, as a statement carries them."""
    values = {
        field: value
        for field in kind.fields
        if field not in kind.sums
        and (value := _read(kind.node, field, draft, context)) not in (None, "", [], {})
    }
    values |= {field: sums for field in kind.sums if (sums := read_sum(kind, field, draft))}
    if "precision" in kind.fields and "precision" not in values:
        values |= _precision(kind, draft)
    check_period(draft, values.get("starts"), values.get("ends"))
    return kind.node(id=f"{kind.node.prefix}/x", **values).props()


def check_period(draft: Draft, starts: object, ends: object) -> None:
    """Hold a row that ends before it starts."""
    if isinstance(starts, str) and isinstance(ends, str) and ends < starts:
        message = msg("It ends on {ends}, before it starts on {starts}.", ends=ends, starts=starts)
        draft.find("ends", "bad-period", Outcome.HELD, message, msg("Correct one of the days."))


def _read(cls: type[Node], field: str, draft: Draft, context: Context) -> Any:
    special = _SPECIAL.get(field)
    if special is not None:
        return special(draft, field, context)
    shape = shape_of(cls, field)
    if shape is Shape.TRUTH:
        said = _choice(cls, field, draft, Outcome.CHANGED)
        return None if said is None else said == YES
    if shape in (Shape.CHOICE, Shape.CHOICES):
        return _chosen(cls, field, draft, shape)
    return _BY_SHAPE[shape](draft, field, context)


def _chosen(cls: type[Node], field: str, draft: Draft, shape: Shape) -> Any:
    if not is_open(cls, field):
        many = cls.is_background and field != "nature"
        return _choice(cls, field, draft, Outcome.CHANGED if many else Outcome.HELD)
    known = choices_by_word(cls, field)
    if shape is Shape.CHOICE:
        text = read_text(draft, field)
        return known.get(fold(text), text) if text else None
    return [known.get(fold(text), text) for text in _lines(draft, field)]


def _choice(cls: type[Node], field: str, draft: Draft, otherwise: Outcome) -> str | None:
    text = draft.text(field)
    found = choices_by_word(cls, field).get(fold(text)) if text else None
    if text and found is None:
        unknown_choice(draft, field, text, choices_for(cls, field), otherwise)
    return found


def _lines(draft: Draft, field: str, _context: Context | None = None) -> list[str]:
    found = several(draft, field)
    kept = [text for text in found if len(text) <= MAX_SHORT]
    if len(kept) < len(found):
        message = msg("A value has more than {n} characters and was left out.", n=MAX_SHORT)
        draft.find(field, "too-long", Outcome.CHANGED, message, msg("Shorten it."))
    return kept


def _records(draft: Draft, field: str, context: Context) -> list[str]:
    return resolve_all(draft, field, context.look.actor, Outcome.HELD)


def _eligible(draft: Draft, field: str, context: Context) -> list[str]:
    def resolve(word: str) -> Found:
        place = context.look.actor(word)
        region = context.look.region(word)
        return region if region.how == "exact" and place.how != "exact" else place

    if fold(draft.text(field)) in EVERYBODY:
        return []
    return resolve_all(draft, field, resolve, Outcome.HELD)


def _country(draft: Draft, field: str, context: Context) -> str | None:
    return next(iter(resolve_all(draft, field, context.look.territory, Outcome.CHANGED)), None)


def _website(draft: Draft, field: str, _context: Context) -> str | None:
    text = draft.text(field)
    if not text or (len(text) < MAX_SHORT - len(_HTTPS) and _WEB.match(text)):
        return (text if "://" in text else f"{_HTTPS}{text}") if text else None
    message = msg("“{value}” is no web address and was left out.", value=text)
    fix = msg("Write it with https:// in front.")
    draft.find(field, "bad-address", Outcome.CHANGED, message, fix)
    return None


def _mailbox(draft: Draft, field: str, context: Context) -> str | None:
    """A mailbox of an office; that of a person is left out, whoever wrote it down."""
    text = draft.text(field).strip()
    match = _MAIL.match(text[:MAX_SHORT])
    if match and (is_role_mailbox(match[1]) or _is_called(match[1], draft, context)):
        return match[1].lower()
    if match:
        message = msg("It seems to be the address of a person and was left out.")
        fix = msg("Write the shared mailbox of the office, such as cooperation@….")
        draft.find(field, "personal-data", Outcome.CHANGED, message, fix)
    elif text:
        message = msg("It is no e-mail address and was left out.")
        fix = msg("Write one address, that of the office.")
        draft.find(field, "bad-address", Outcome.CHANGED, message, fix)
    return None


def _is_called(address: str, draft: Draft, context: Context) -> bool:
    """Say whether an address is called as its office: by its acronym, or the initials of a name."""
    record = context.store.get([draft.text("id")]) if context.store and draft.text("id") else {}
    said = [statement.props for found in record.values() for statement in found.statements]
    names = [*draft.texts("name", None).values()]
    names += [name for props in said for name in props.get("name", {}).values()]
    acronyms = [draft.text("acronym"), *(one for props in said for one in acronyms_of(props))]
    initials = ("".join(word[0] for word in fold(name).split()) for name in names)
    # Small words are left out of acronyms: “Grupo de Cooperación Internacional” is GCI.
    great = ("".join(w[0] for w in fold(n).split() if len(w) > _SMALL) for n in names)
    called = {fold(word) for word in (*acronyms, *initials, *great) if len(word) > 1}
    return fold(address.partition("@")[0]) in called


def _day(draft: Draft, field: str, _context: Context) -> str | None:
    otherwise = Outcome.CHANGED if field == "confirmed_on" else Outcome.HELD
    return read_day(draft, field, last=field in _LAST, otherwise=otherwise)


def _precision(kind: Kind, draft: Draft) -> dict[str, str]:
    """How much of the days is known: as much as of the one of which least is."""
    days = (f for f in kind.fields if shape_of(kind.node, f) is Shape.DAY)
    read = [read_days(draft.cell(f), draft.habits.day(f)) for f in days if draft.cell(f) != ""]
    spans = [span for span in read if isinstance(span, Span)]
    longest = max(((span.last - span.first).days + 1 for span in spans), default=1)
    word = next((word for most, word in _SPANS if longest <= most), "year")
    return {"precision": word} if word else {}


_SPECIAL: Final[Mapping[str, Reader]] = {
    "eligible": _eligible,
    "confirmed_by": lambda draft, field, _: read_office(draft, field),
    "country": _country,
    "website": _website,
    "mailbox": _mailbox,
}
"""Fields that are read by what they mean, beyond what they hold."""
_BY_SHAPE: Final[Mapping[Shape, Reader]] = {
    Shape.TEXT: lambda draft, field, context: read_texts(draft, field, context.lang),
    Shape.LINE: lambda draft, field, _: read_text(draft, field),
    Shape.LINES: _lines,
    Shape.DAY: _day,
    Shape.RECORD: lambda *row: next(iter(_records(*row)), None),
    Shape.RECORDS: _records,
    Shape.COUNT: lambda draft, field, _: read_count(draft, field),
    Shape.NUMBER: lambda draft, field, _: read_number(draft, field),
}
