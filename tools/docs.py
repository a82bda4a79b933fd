"""The generated pages of docs/: ``make docs`` writes them, a test checks that they are in step."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from kg.model.documents import Document

DOCS: Final = Path(__file__).parent.parent / "docs"


def pages() -> dict[str, str]:
    """Return every page that is generated whole: path under docs/ → its text."""
    from kg.model.derive import json_schema, model_page
    from tools.file_pages import files_page
    from tools.graph_pages import pages as graph_pages
    from tools.model_picture import picture
    from tools.to_source import to_source_page

    return {
        "model.md": model_page(),
        "commands.md": commands_page(),
        "files.md": files_page(),
        "to-source.md": to_source_page(),
        "schema/model.schema.json": _json(json_schema()),
        "schema/documents.schema.json": _json(documents_schema()),
        "images/model.svg": picture(),
        **dict(graph_pages(DOCS / "queries")),
    }


def tables() -> dict[str, str]:
    """Return the pages of people in which a table is generated, with that table written anew."""
    from tools.exchange_tables import with_life_cycles
    from tools.sheet_tables import with_sheet_tables
    from tools.strengths_table import with_strengths

    return {
        "exchange.md": with_life_cycles((DOCS / "exchange.md").read_text("utf-8")),
        "paths.md": with_strengths((DOCS / "paths.md").read_text("utf-8")),
        "sheets.md": with_sheet_tables((DOCS / "sheets.md").read_text("utf-8")),
    }


def documents_schema() -> dict[str, Any]:
    """Return the JSON Schema of every document of the contract."""
    from pydantic.json_schema import models_json_schema

    models = document_models()
    _, schema = models_json_schema([(model, "serialization") for model in models], by_alias=True)
    return {"title": "coopgraph documents", **schema}


def document_models() -> list[type[Document]]:
    """Return every document of the contract."""
    from kg.model import brief_models, documents
    from kg.model.documents.document_homes import HOMES

    given = {name: getattr(documents, name) for name in HOMES}
    named = {**given, **vars(brief_models)}
    found = (value for value in named.values() if isinstance(value, type))
    bases = (documents.Document, documents.Answer)
    return [value for value in found if issubclass(value, bases) and value not in bases]


def commands_page() -> str:
    """Return ``docs/commands.md``: the help of every command, in English."""
    import typer.main

    from coopgraph.cli.main import app

    lines = ["# Commands", "", "Written by `make docs`; do not edit by hand.", ""]
    for name, text in _helps(typer.main.get_command(app), "coopgraph"):
        lines += [f"## `{name}`", "", "```", text.rstrip(), "```", ""]
    return "\n".join(lines).rstrip() + "\n"


def _helps(command: Any, name: str) -> Iterator[tuple[str, str]]:
    context = command.make_context(name, [], resilient_parsing=True)
    yield name, command.get_help(context)
    for child, inner in getattr(command, "commands", {}).items():
        yield from _helps(inner, f"{name} {child}")


def _json(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def main() -> int:
    """Write all generated pages."""
    for name, text in (pages() | tables()).items():
        path = DOCS / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        print(f"docs/{name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
