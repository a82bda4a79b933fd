"""The command for analysts who write their own queries: cypher."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Final

import typer

from coopgraph.asked import Asked, opened
from coopgraph.cli.options import asking
from coopgraph.cli.overview import about
from coopgraph.terminal.language import help_text
from coopgraph.terminal.output import answer, notices
from coopgraph.terminal.progress import waiting
from kg.base.errors import BadFileError, WrongUseError
from kg.base.i18n import Message, msg, nmsg
from kg.questions import CypherQuestion

STDIN: Final = "-"
_MOST: Final = 1_000_000
"""Bytes read of a query; the store refuses one that is shorter."""


def register(app: typer.Typer) -> None:
    """Add the command of this family."""
    app.command(help=about("cypher"))(asking(cypher))


def cypher(
    asked: Asked,
    text: Annotated[
        str, typer.Argument(help=help_text(msg("The query; - reads it from standard input.")))
    ] = "",
    *,
    file: Annotated[
        Path | None,
        typer.Option("-f", "--file", help=help_text(msg("Read the query from a file."))),
    ] = None,
    param: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=VALUE", help=help_text(msg("A parameter; several times."))),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help=help_text(msg("A .jsonl or .csv file.")))
    ] = None,
    limit: Annotated[
        int,
        typer.Option(min=1, max=CypherQuestion.MOST_ROWS, help=help_text(msg("How many rows."))),
    ] = CypherQuestion.ROWS,
    timeout: Annotated[
        float,
        typer.Option(
            min=0.1, max=CypherQuestion.MOST_SECONDS, help=help_text(msg("How many seconds."))
        ),
    ] = CypherQuestion.SECONDS,
) -> None:
    """Answer with the rows of a query."""
    from coopgraph.row_files import required, write_rows
    from coopgraph.terminal.render.cypher_text import cypher as render
    from kg.analysts.parameters import parameters_of, prepared, settled

    if output is not None:
        required(output)
    query, examples = prepared(_text(text, file))
    given = parameters_of(param or [], "--param")
    named = asked.as_of is not None
    parameters = settled(query, examples, given, asked.day, day_named=named)
    with opened(asked) as inquiry, waiting():
        document = inquiry.answer(CypherQuestion(query, parameters, named, limit, timeout))
    if output is not None:
        write_rows(document, output)
        notices().print(_written(output, len(document.rows)).text(asked.lang))
    if output is None or asked.json:
        answer(asked, document, render(asked.lang))


def _written(output: Path, rows: int) -> Message:
    name = str(output)
    return nmsg("{file}: {count} row written", "{file}: {count} rows written", rows, file=name)


def _text(text: str, file: Path | None) -> str:
    if bool(text) == (file is not None):
        detail = msg("There is no query, or there are two.")
        raise WrongUseError(detail, msg("Write one query, or - with standard input, or --file."))
    if file is None and text != STDIN:
        return text
    name = STDIN if file is None else str(file)
    try:
        return _read(file).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        fix = msg("Name a file that can be read, in UTF-8.")
        raise BadFileError(name, msg("the query cannot be read."), fix) from None


def _read(file: Path | None) -> bytes:
    if file is None:
        if sys.stdin is None:
            raise OSError
        return sys.stdin.buffer.read(_MOST)
    with file.open("rb") as opened_file:
        return opened_file.read(_MOST)
