"""A query of an analyst: judged, run with limits, its rows as JSON values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Final

from neo4j import Result, ResultSummary, Session, Transaction
from neo4j.exceptions import BrokenRecordError, Neo4jError, ServiceUnavailable, SessionExpired

from kg.base.errors import WrongUseError
from kg.base.i18n import Message, msg
from kg.store.neo4j.hints import hints
from kg.store.neo4j.meter import Meter, metered
from kg.store.neo4j.plain_values import NoPlainFormError, TooDeepError, plain
from kg.store.neo4j.read_only_guard import EXPLAIN, check_text, elsewhere, judge
from kg.store.neo4j.revision_fence import of_one_revision
from kg.store.neo4j.transaction import dropping
from kg.store.protocol import Table

MAX_BYTES: Final = 4 * 1024 * 1024
"""Bytes that the server may send for one answer: a byte may become a hundred in memory."""
GRACE: Final = 5.0
"""Seconds that the server has to end a query after its time, before we end the connection."""
FETCH: Final = 200
"""Rows that the server sends at a time: few, since an answer ends early."""
_ERROR_SHOWN: Final = 300
_PLACE: Final = re.compile(r"(?<!\s)\s*+\(line (\d+), column (\d+) \(offset: \d+\)\)")
_MISTAKES: Final = (
    "Neo.ClientError.Statement.",
    "Neo.ClientError.Procedure.",
    "Neo.ClientError.Schema.",
    "Neo.DatabaseError.Statement.",
)
_EXPECTED: Final = re.compile(r"Expected parameter\(s\): (.+)")
_LATE: Final = (
    "Neo.ClientError.Transaction.TransactionTimedOut",
    "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration",
    "Neo.ClientError.Transaction.LockClientStopped",
    "Neo.TransientError.Transaction.LockClientStopped",
    "Neo.TransientError.Transaction.Terminated",
)
_LARGE: Final = (
    "Neo.TransientError.General.MemoryPoolOutOfMemoryError",
    "Neo.TransientError.General.TransactionMemoryLimit",
    "Neo.TransientError.General.OutOfMemoryError",
)


class QueryMistakeError(WrongUseError):
    """The server does not understand the query, or cannot evaluate it."""

    slug = "cypher-mistake"
    status = 422
    title = msg("The query has a mistake")

    def __init__(
        self,
        what: Message | str,
        place: tuple[int, int] | None = None,
        fix: Message | None = None,
    ) -> None:
        self.place = place
        fix = fix or msg("Correct it and ask again.")
        if place is not None:
            fix = msg("Look at line {line}, column {column}.", line=place[0], column=place[1])
        super().__init__(msg("The query has a mistake: {what}", what=what), fix)


class QueryLateError(WrongUseError):
    """The query took longer than it may."""

    slug = "cypher-late"
    status = 422
    title = msg("The query takes too long")

    def __init__(self, seconds: float) -> None:
        super().__init__(
            msg("The query took longer than {seconds} seconds.", seconds=f"{seconds:g}"),
            msg("Ask for less: begin at a node you name, and bound the length of paths."),
        )


class QueryLargeError(WrongUseError):
    """The answer, or what is needed to find it, is larger than it may be."""

    slug = "cypher-large"
    status = 422
    title = msg("The answer is too large")

    def __init__(self, why: Message) -> None:
        super().__init__(why, msg("Ask for fewer rows, or for properties in place of whole nodes."))


def ask(
    session: Session, query: str, parameters: Mapping[str, Any], limit: int, timeout: float
) -> Table:
    """Run a query that only reads and return at most ``limit`` rows within ``timeout`` seconds.

    Judging and running share one transaction, of a session that only reads: nothing is there to be
    kept when it ends.

    Raises:
        QueryRefusedError: the query does more than read.
        QueryMistakeError, QueryLateError, QueryLargeError: as they say.
        StoreBusyError: others write all the time.
        DriverError, Neo4jError: the server cannot be asked (see ``failures``).
    """
    check_text(query)
    opened = session.begin_transaction(timeout=timeout)
    # Innermost the transaction: what it still receives while it ends counts too.
    with (
        metered(opened, MAX_BYTES, timeout + GRACE) as meter,
        _named(meter, timeout),
        opened as transaction,
        dropping(transaction),
    ):
        noticed = _judge(transaction, query, parameters)

        def run() -> Table:
            # Anew for each try: what the one before brought is not kept. The time is for all of
            # them.
            meter.allow(MAX_BYTES)
            return _table(transaction.run(query, dict(parameters)), limit)

        return replace(of_one_revision(transaction, run), hints=noticed)


def _judge(
    transaction: Transaction, query: str, parameters: Mapping[str, Any]
) -> tuple[Message, ...]:
    """Let a query pass that only reads, with what the server noticed about it."""
    summary = _explained(transaction, query, parameters)
    database = _judged(summary)
    # Where a query surely stays in the database of the session.
    if database != _judged(_explained(transaction, "RETURN 1", {})):
        raise elsewhere(database)
    return hints(summary)


def _explained(
    transaction: Transaction, query: str, parameters: Mapping[str, Any]
) -> ResultSummary:
    return transaction.run(EXPLAIN + query, dict(parameters)).consume()


def _judged(summary: ResultSummary) -> str:
    if summary.plan is None:
        raise QueryMistakeError(msg("the server makes no plan of it."))
    return judge(summary.plan, summary.query_type)


def _table(result: Result, limit: int) -> Table:
    rows: list[list[Any]] = []
    for record in result:
        # The one row too many has come, and tells that there are more (``Pool.ask`` fetches it).
        if len(rows) == limit:
            return Table(list(result.keys()), rows, truncated=True)
        rows.append([plain(value) for value in record.values()])
    return Table(list(result.keys()), rows)


@contextmanager
def _named(meter: Meter, timeout: float) -> Iterator[None]:
    """Turn what goes wrong with a query into the named errors; what concerns the server stays."""
    try:
        yield
    except (ServiceUnavailable, SessionExpired) as error:
        if meter.too_much:
            most = MAX_BYTES // 1024**2
            raise QueryLargeError(msg("The answer is larger than {n} MB.", n=most)) from error
        if meter.too_late:
            raise QueryLateError(timeout) from error
        raise
    except Neo4jError as error:
        meant = _translated(error, timeout)
        if meant is error:
            raise
        raise meant from error
    except (RecursionError, TooDeepError) as error:
        raise QueryLargeError(msg("The answer holds lists within lists, too deep.")) from error
    except (NoPlainFormError, BrokenRecordError) as error:
        raise QueryMistakeError(
            msg("it returns a value that has no form outside Neo4j, such as a date before year 1."),
            fix=msg("Return it as text: toString(…)."),
        ) from error
    except UnicodeEncodeError as error:
        # Before ValueError, of which it is one.
        why = msg("it holds characters that UTF-8 does not have.")
        raise QueryMistakeError(why) from error
    except (OverflowError, ValueError) as error:
        raise QueryMistakeError(_sentence(str(error))) from error


def _translated(error: Neo4jError, timeout: float) -> Exception:
    code = error.code or ""
    if code in _LATE:
        return QueryLateError(timeout)
    if code in _LARGE:
        return QueryLargeError(msg("The query needs more memory than the server gives to it."))
    if not code.startswith(_MISTAKES):
        return error
    text = (error.message or "").strip()
    missing = _EXPECTED.match(text)
    if missing:
        names = missing[1].split(", ")
        give = msg("Give it: {example}.", example=f"--param {names[0]}=…")
        return QueryMistakeError(msg("no value was given for {names}.", names=names), fix=give)
    found = _PLACE.search(text)
    # The first line of what was sent is ours.
    place = (max(int(found[1]) - 1, 1), int(found[2])) if found else None
    said = text[: found.start()] if found else text.splitlines()[0] if text else code
    return QueryMistakeError(_sentence(said), place)


def _sentence(text: str) -> str:
    """Return what the server says as one short sentence: its lists of what it expected are long."""
    if len(text) > _ERROR_SHOWN:
        return f"{text[:_ERROR_SHOWN]}…"
    return text if text.endswith(".") else f"{text}."
