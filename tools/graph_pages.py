"""What people need to open the graph: the style of Neo4j Browser, the index of ready queries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from textwrap import wrap
from typing import Any, Final

from kg.model.registry import NODES
from tools.ready_queries import Ready, read
from tools.routes_in_cypher import paths_query
from viz.style import FAMILY, INK, LINES, LOOKS, PAPER, contrast

DAY: Final = date(2026, 11, 25)
"""The day of the example values."""
ROUTES: Final = "analyst-strongest-routes-between-two-actors"
READERS: Final = {
    "board": "For the board",
    "authority": "For national authorities",
    "analyst": "For analysts",
    "secretariat": "For the secretariat",
}
"""The first word of a file's name, and the heading under which the index lists it."""
_ACTORS: Final = ("State", "Country", "Organisation")
_READABLE: Final = 4.5
_ROUTES_HEAD: Final = """\
// The strongest institutional routes between two actors
// For: analysts
// Answers: The routes that `coopgraph path` gives, to the last digit: at most six relations, the
//   product of their strengths in millionths, the weakest link by its index, with sources.
//   Written by `make docs` from tools/routes_in_cypher.py; the strengths are in docs/paths.md.
// Parameters:
//   ends: the two actors
//   top: how many routes
//   beam: beginnings the first pass goes on with; any number gives the same routes
//   strengths: the strength of each relation in hundredths, by type and status
//   as_of: the day asked about
//   audience: what you may see: public; public and states; or all three
"""


def style() -> str:
    """Return the style sheet of Neo4j Browser: our colours, captions from the model."""
    blocks = [
        _block("node", {"diameter": "50px", "border-width": "2px", "font-size": "10px"}),
        _block("relationship", {"shaft-width": "1px", "font-size": "8px", "caption": "'<type>'"}),
        *map(_node, NODES),
        *(
            _block(f"relationship.{type_}", {"color": LINES[family].colour})
            for type_, family in sorted(FAMILY.items())
        ),
    ]
    return "\n".join(blocks)


def routes() -> str:
    """Return the ready query of the strongest routes."""
    query = paths_query("org/iacd", "org/caricom", DAY)
    values = "".join(f":param {name} => {_value(v)}\n" for name, v in query.parameters.items())
    return f"{_ROUTES_HEAD}{values}\n{query.text};\n"


def index(queries: Sequence[Ready]) -> str:
    """Return the page that lists the ready queries by reader."""
    parts = [
        "# Ready queries",
        "",
        *wrap(
            "Written by `make docs` from the headers of the files. How to run them, and what the"
            " labels and relation types mean: [the graph](../graph.md). Each is run in the tests on"
            " the starter knowledge; `expected/` holds what it answers there.",
            100,
        ),
    ]
    for word, heading in READERS.items():
        parts += ["", f"## {heading}", "", "| query | answers |", "|---|---|"]
        parts += [_row(query) for query in queries if query.name.partition("-")[0] == word]
    return "\n".join((*parts, ""))


def pages(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the generated files of ``queries/``: their names under docs/, and their texts."""
    yield "queries/style.grass", style()
    text = routes()
    yield f"queries/{ROUTES}.cypher", text
    contents = {path.stem: path.read_text("utf-8") for path in folder.glob("*.cypher")}
    contents[ROUTES] = text
    yield "queries/README.md", index([read(*item) for item in sorted(contents.items())])


def _row(query: Ready) -> str:
    return f"| [{query.title}]({query.name}.cypher) | {query.answers} |"


def _node(label: str) -> str:
    look = LOOKS[label]
    fill = PAPER if look.hollow else look.colour
    text = PAPER if contrast(fill, PAPER) >= _READABLE else INK
    return _block(
        f"node.{label}",
        {
            "color": fill,
            "border-color": look.colour if look.hollow else INK,
            "text-color-internal": text,
            "caption": f"'{{{NODES[label].label_field}}}'",
            "diameter": "65px" if label in _ACTORS else "50px",
        },
    )


def _block(selector: str, values: dict[str, str]) -> str:
    lines = "".join(f"  {name}: {value};\n" for name, value in values.items())
    return f"{selector} {{\n{lines}}}\n"


def _value(value: Any) -> str:
    if isinstance(value, date):
        return f"date('{value.isoformat()}')"
    if isinstance(value, dict):
        items = (f"{_key(name)}: {_value(each)}" for name, each in value.items())
        return "{" + ", ".join(items) + "}"
    return repr(value)


def _key(name: str) -> str:
    return name if name.isidentifier() else f"`{name}`"
