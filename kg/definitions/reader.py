"""Reads a definition file of any kind by its model: what it says, or every mistake with its line.

A kind of definition is a pydantic model of ``Entry``, and checks across its entries, which are made
once each entry by itself can be read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, Discriminator, Tag, ValidationError, WrapValidator
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails
from yaml import MappingNode

from kg.base.i18n import Message, msg
from kg.definitions.bounded_yaml import EntriesError, compose
from kg.definitions.definition_files import Mistake
from kg.definitions.written import INSIDE, Place, Written


class Entry(BaseModel):
    """Entries of a file that have names; no others have a meaning."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class WrongValue(ValueError):  # noqa: N818
    """What is wrong: raised by a validator of a model, or given by a check with its place."""

    def __init__(self, code: str, why: Message, fix: Message | None, place: Place = ()) -> None:
        super().__init__(code)
        self.code, self.why, self.fix, self.place = code, why, fix, place


E = TypeVar("E", bound=Entry)
Checks = Callable[[E], Iterable[WrongValue]]

WORD: Final = Tag("[word]")
ENTRIES: Final = Tag("[entries]")
BY_SHAPE: Final = Discriminator(
    lambda value: "[entries]" if isinstance(value, dict | Entry) else "[word]"
)
"""Tells what may be one word (tagged ``WORD``) from the same with entries (``ENTRIES``)."""

_NO_TEXT: Final = (
    "not-text",
    msg("A text is expected here."),
    msg("Write a text, in quotes where it looks like a number, yes or no."),
)
_NO_LIST: Final = (
    "not-a-list",
    msg("A list is expected here."),
    msg("Write “- value”, one a line."),
)
_NO_ENTRIES: Final = (
    "not-entries",
    msg("Entries are expected here."),
    msg("Write entries “name: value”, one a line."),
)
_TYPES: Final = {
    **dict.fromkeys(("string_type", "string_too_short"), _NO_TEXT),
    **dict.fromkeys(("list_type", "tuple_type"), _NO_LIST),
    **dict.fromkeys(("dict_type", "model_type"), _NO_ENTRIES),
}
_NUMBERS: Final = (
    "float_type", "float_parsing", "decimal_type", "decimal_parsing", "finite_number",
)  # fmt: skip
_EXPECTED: Final = {
    **dict.fromkeys(_NUMBERS, msg("Write a number.")),
    "decimal_max_places": msg("Write at most {decimal_places} decimals."),
    "less_than_equal": msg("Write a number of at most {le}."),
    "greater_than_equal": msg("Write a number of at least {ge}."),
    "too_short": msg("Write at least {min_length} of them."),
    "literal_error": msg("Use one of: {expected}."),
    "string_pattern_mismatch": msg("Use small letters, digits and hyphens."),
}


def coded(code: str, fix: Message | None = None) -> WrapValidator:
    """Give what a type does not take a code of its own, and a fix where there is a better one."""

    def validate(value: object, take: Callable[[object], Any]) -> Any:
        try:
            return take(value)
        except ValidationError as error:
            wrong = _value(error.errors()[0])
            raise WrongValue(code, wrong.why, fix or wrong.fix) from None

    return WrapValidator(validate)


def read(
    text: str, model: type[E], checks: Checks[E], other: Mistake
) -> tuple[E | None, list[Mistake]]:
    """Return what a text says, None where something is wrong, and all that is wrong, by line.

    ``other`` is said of a text that is something else; its fix, where there is none of its own.
    """
    try:
        root = compose(text)
    except EntriesError as error:
        return None, [error.mistake]
    if not isinstance(root, MappingNode):
        return None, [other]
    written = Written(root)
    try:
        found = model.model_validate(written.data)
        wrong = list(checks(found))
    except ValidationError as error:
        found, wrong = None, [_wrong(one, model) for one in error.errors()]
    placed = (
        Mistake(written.line(one.place), one.code, one.why, one.fix or other.fix) for one in wrong
    )
    mistakes = _in_order([*written.twice, *placed])
    return (None if mistakes else found), mistakes


def said(text: str, entry: str) -> Any:
    """Return the plain value of an entry, None where there is none or the text cannot be read."""
    try:
        root = compose(text)
    except EntriesError:
        return None
    return Written(root).data.get(entry) if isinstance(root, MappingNode) else None


def _in_order(mistakes: Iterable[Mistake]) -> list[Mistake]:
    """Return mistakes by line, each once."""
    seen = {(mistake.line, mistake.code, str(mistake.message)): mistake for mistake in mistakes}
    return [seen[key] for key in sorted(seen)]


def _wrong(error: ErrorDetails, model: type[BaseModel]) -> WrongValue:
    """Return what pydantic finds, in our words."""
    place, name, fields = error["loc"], error["loc"][-1], _fields(error["loc"], model)
    if error["type"] == "missing":
        needed = [entry for entry, field in fields.items() if field.is_required()]
        fix = msg("Needed are: {names}.", names=needed) if isinstance(name, str) else None
        why, place = msg("“{name}” is missing here.", name=name), (*place[:-1], INSIDE)
        return WrongValue("missing", why, fix, place)
    if error["type"] == "extra_forbidden":
        why = msg("“{name}” has no meaning here.", name=name)
        return WrongValue("unknown-entry", why, msg("Known are: {names}.", names=[*fields]), place)
    return _value(error)


def _value(error: ErrorDetails) -> WrongValue:
    kind, place, facts = error["type"], error["loc"], error.get("ctx", {})
    if isinstance(said := facts.get("error"), WrongValue):
        return WrongValue(said.code, said.why, said.fix, place)
    if kind in _TYPES:
        return WrongValue(*_TYPES[kind], place)
    if kind == "literal_error":
        facts = {"expected": facts["expected"].replace(" or ", ", ").replace("'", "")}
    fix, value = _EXPECTED.get(kind), error["input"]
    why = msg("“{value}” cannot stand here.", value=str(value))
    if isinstance(value, dict | list):
        why = msg("This cannot stand here.")
    return WrongValue("wrong-value", why, fix and msg(fix.template, **facts), place)


def _fields(place: Place, model: type[BaseModel]) -> dict[str, FieldInfo]:
    """Return the entries that may stand beside a place, as the file calls them."""
    fields = _named([model])
    for step in place[:-1]:
        inner = list(_models(fields[str(step)].annotation)) if step in fields else []
        fields = _named(inner) if inner else fields
    return fields


def _named(models: Iterable[type[BaseModel]]) -> dict[str, FieldInfo]:
    both = (pair for model in models for pair in model.model_fields.items())
    return {field.alias or name: field for name, field in both}


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models(part)
