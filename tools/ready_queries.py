"""Ready queries: files that Neo4j Browser, the command line and the tests all read.

A file begins with comments in a fixed form and the parameters with example values::

    // Which states are bridges
    // For: board, analysts
    // Answers: States that belong to at least two of the blocs,
    //   on the day.
    // Parameters:
    //   as_of: the day asked about
    :param as_of => date('2026-11-25')

    MATCH …;
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from kg.analysts.parameter_values import value_of

_HEAD: Final = re.compile(
    r"// (?P<title>\S.*)\n"
    r"// For: (?P<readers>\S.*)\n"
    r"// Answers: (?P<answers>\S.*\n(?://   \S.*\n)*?)"
    r"(?:// Parameters:\n(?P<meanings>(?://   \w+: \S.*\n)+))?"
    r"(?P<values>(?::param .*\n)*)"
    r"\n(?P<text>(?!//|:)\S[^;]*[^;\s]);\n"
)
_VALUE: Final = re.compile(r":param (\w+) => (.*\S)")
_MEANING: Final = re.compile(r"//   (\w+): (.*\S)")


@dataclass(frozen=True, slots=True)
class Ready:
    """A ready query: what it answers, for whom, and its text with example values."""

    name: str
    title: str
    readers: tuple[str, ...]
    answers: str
    meanings: dict[str, str]
    parameters: dict[str, Any]
    text: str


def ready_queries(folder: Path) -> list[Ready]:
    """Return the queries of a folder, in the order of their names.

    Raises:
        ValueError: a file is not in the form; names it.
    """
    return [read(path.stem, path.read_text("utf-8")) for path in sorted(folder.glob("*.cypher"))]


def read(name: str, content: str) -> Ready:
    """Return the query that a file holds.

    Raises:
        ValueError: it is not in the form.
    """
    found = _HEAD.fullmatch(content)
    if found is None:
        raise ValueError(name)
    values = dict(_VALUE.findall(found["values"]))
    query = Ready(
        name=name,
        title=found["title"],
        readers=tuple(found["readers"].split(", ")),
        answers=" ".join(found["answers"].replace("\n//  ", "").split()),
        meanings=dict(_MEANING.findall(found["meanings"] or "")),
        parameters={key: value_of(text) for key, text in values.items()},
        text=found["text"],
    )
    if list(query.meanings) != list(query.parameters):
        raise ValueError(name)
    return query
