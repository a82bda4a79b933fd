"""Where a figure stands in an answer: the part of JSONPath (RFC 9535) that papers use."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

_STEP: Final = re.compile(
    r"\.(?P<name>\w+)|\['(?P<quoted>[^']*)'\]|\[(?P<index>\d+)\]|(?P<all>\[\*\]|\.\*)"
    r"|\[\?(?P<test>(?:[^'\]]|'[^']*')*)\]"
)
_TEST: Final = re.compile(
    r"@(?P<path>(?:\.\w+|\['[^']*'\])*)\s*(?:(?P<sign>==|!=)\s*(?P<literal>'[^']*'|[-\w.]+))?"
)

_LONGEST: Final = 500


class UnreadPathError(ValueError):
    """A path has a part that is not understood here."""


def value_at(answer: Any, path: str) -> Any:
    """Return the value at a path of an answer; how many there are where it ends in a filter.

    None where nothing stands there.

    Raises:
        UnreadPathError: it is no path of those that papers use.

    >>> answer = {"states": [{"id": "a", "offers": 3}, {"id": "b", "offers": 4}]}
    >>> value_at(answer, "$.states[?@.id=='b'].offers"), value_at(answer, "$.states[?@.offers!=0]")
    (4, 2)
    """
    steps = list(_steps(path))
    found = [answer]
    for step in steps:
        found = [part for one in found for part in _follow(one, step)]
    if steps and steps[-1]["test"] is not None:
        return len(found)
    return found[0] if found else None


def holds(answer: Any, value: Any) -> bool:
    """Say whether a value stands anywhere in an answer."""
    if isinstance(answer, dict):
        return any(holds(part, value) for part in answer.values())
    if isinstance(answer, list):
        return len(answer) == value or any(holds(part, value) for part in answer)
    return bool(answer == value) and isinstance(answer, bool) == isinstance(value, bool)


def _steps(path: str) -> Iterator[re.Match[str]]:
    if not path.startswith("$") or len(path) > _LONGEST:
        raise UnreadPathError(path[:_LONGEST])
    place = 1
    while place < len(path):
        step = _STEP.match(path, place)
        if step is None:
            raise UnreadPathError(path)
        yield step
        place = step.end()


def _follow(value: Any, step: re.Match[str]) -> Sequence[Any]:
    name = step["name"] if step["name"] is not None else step["quoted"]
    if name is not None:
        return [value[name]] if isinstance(value, dict) and name in value else []
    parts = list(value.values()) if isinstance(value, dict) else value
    if not isinstance(parts, list):
        return []
    if step["index"] is not None:
        return parts[int(step["index"]) : int(step["index"]) + 1]
    if step["all"] is not None:
        return parts
    return [part for part in parts if _passes(part, step["test"])]


def _passes(value: Any, test: str) -> bool:
    either = _split(test, "||")
    return any(all(_holds(value, one) for one in _split(part, "&&")) for part in either)


def _split(test: str, sign: str) -> list[str]:
    """Return the parts of a test between signs, where these do not stand in quotes."""
    parts = [""]
    for number, piece in enumerate(test.split("'")):
        if number % 2:
            parts[-1] += f"'{piece}'"
        else:
            first, *others = piece.split(sign)
            parts[-1] += first
            parts += others
    return parts


def _holds(value: Any, text: str) -> bool:
    found = _TEST.fullmatch(text.strip())
    if found is None:
        raise UnreadPathError(text)
    there = value_at(value, f"${found['path']}")
    if found["sign"] is None:
        return there is not None
    is_equal: bool = there == _literal(found["literal"])
    return is_equal == (found["sign"] == "==")


def _literal(text: str) -> Any:
    if text.startswith("'"):
        return text[1:-1]
    try:
        return json.loads(text)
    except ValueError:
        raise UnreadPathError(text) from None
