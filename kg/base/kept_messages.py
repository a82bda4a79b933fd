"""Messages as JSON values, so that they can be kept and still be read in any language later."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter
from typing import Any, Final

from kg.base.i18n import Message

_MESSAGE: Final = "message"
_PLAIN: Final = (str, int, float, bool, type(None))


def as_value(message: Message) -> dict[str, Any]:
    """Return a message as a JSON value; facts of other types are kept as their text.

    >>> as_value(Message("{n} rows", {"n": 3}))
    {'message': '{n} rows', 'facts': {'n': 3}}
    """
    value = {
        _MESSAGE: message.template,
        "facts": {name: _fact(fact) for name, fact in message.facts.items()},
    }
    return value if message.plural is None else {**value, "plural": [message.plural, message.count]}


def message_of(value: Any) -> Message:
    """Return the message that was kept as a JSON value.

    Raises:
        ValueError: it is none that ``as_value`` gives.
    """
    match value:
        case {"message": str(template), "facts": dict(facts)}:
            plural, count = _plural(value)
            kept = {str(name): _fact_of(fact) for name, fact in facts.items()}
            for text in filter(None, (template, plural)):
                _check(text, kept)
            return Message(template, kept, plural, count)
    raise ValueError(value)


def _plural(rest: Mapping[str, Any]) -> tuple[str | None, int]:
    match rest:
        case {"plural": [str(plural), int(count)]}:
            return plural, count
    return None, 1


def _check(template: str, facts: Mapping[str, Any]) -> None:
    """Raise where a template would do more than to name facts: it may come from another hand."""
    for _, name, spec, conversion in Formatter().parse(template):
        if name is not None and (name not in facts or spec or conversion):
            raise ValueError(template)


def _fact(fact: Any) -> Any:
    if isinstance(fact, Message):
        return as_value(fact)
    if isinstance(fact, (list, tuple)):
        return [_fact(item) for item in fact]
    if isinstance(fact, Mapping):
        return {"text": {str(lang): str(text) for lang, text in fact.items()}}
    return fact if isinstance(fact, _PLAIN) else str(fact)


def _fact_of(value: Any) -> Any:
    match value:
        case {"text": dict(text)}:
            return {str(lang): str(said) for lang, said in text.items()}
        case {"message": _}:
            return message_of(value)
        case [*items]:
            return [_fact_of(item) for item in items]
        case _ if isinstance(value, _PLAIN):
            return value
    raise ValueError(value)
