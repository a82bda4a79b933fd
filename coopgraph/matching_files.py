"""Questions to a lens: one query, a state with a sector, or all pairs into a file."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

from coopgraph.cli.output import notices
from coopgraph.cli.progress import matching
from coopgraph.query_rows import required
from coopgraph.session import Session
from kg.base.errors import BadOptionError, WrongUseError
from kg.base.i18n import msg
from kg.base.whole_files import replacing_text

if TYPE_CHECKING:
    from kg.matching.engine import Engine
    from kg.matching.lens.lens import Lens
    from kg.matching.match import MatchRow
    from kg.model.documents import Match

COLUMNS = ("query", "target", "rank", "score")
CYPHER: Final = "cypher"
ENGINES: Final = ("kernel", CYPHER)


def engine_of(session: Session, name: str) -> Engine:
    """Return the engine of this name: the kernels, or the database of the store itself.

    Raises:
        BadOptionError: there is no such engine.
        WrongUseError: the store has no Cypher.
    """
    from kg.matching.cypher.cypher_engine import CypherEngine
    from kg.matching.engine import KERNEL

    if name not in ENGINES:
        raise BadOptionError("--engine", name, msg("Use one of: {names}.", names=list(ENGINES)))
    if name == ENGINES[0]:
        return KERNEL
    store = session.store
    if not store.capabilities.cypher:
        detail = msg("The store {url} has no Cypher to compute with.", url=store.url)
        raise WrongUseError(detail, msg("Leave --engine out, or name a Neo4j store (--store)."))
    return CypherEngine(store.run)


def ask(  # noqa: PLR0917
    session: Session, lens: Lens, id_: str, sector: str, top: int, engine: Engine
) -> Match:
    """Return the best ``top`` matches of a record, or of a need told by state and sector."""
    from kg.matching.match import match, probe

    if sector:
        return probe(session.view, lens, id_, sector, session.asked.lang, top, engine)
    return match(session.view, lens, id_, session.asked.lang, top, engine)


def write_all(session: Session, lens: Lens, top: int, output: Path | None, engine: Engine) -> None:
    """Write the best ``top`` of every query of the lens to a .jsonl or .csv file.

    Raises:
        BadOptionError: no file, or one of another kind.
        BadFileError: the file cannot be written.
    """
    from kg.matching.match import match_all

    file = required(output)
    with replacing_text(file, session.view.audience) as stream, matching() as progress:
        rows = match_all(session.view, lens, top, progress, engine)
        count = _write(rows, stream, table=file.suffix == ".csv")
    text = msg("{file}: {count} matches written", file=str(file), count=count)
    notices().print(text.text(session.asked.lang))


def _write(rows: Iterable[MatchRow], stream: IO[str], *, table: bool) -> int:
    count = 0
    writer = csv.writer(stream, lineterminator="\n")
    if table:
        writer.writerow(COLUMNS)
    for row in rows:
        count += 1
        values = [row.query, row.target, row.rank, row.score]
        if table:
            writer.writerow(values)
        else:
            stream.write(json.dumps(dict(zip(COLUMNS, values, strict=True))) + "\n")
    return count
