"""Whether a query only reads: judged by the plan that the server makes of it, never by its text.

``EXPLAIN`` plans a query without running it. Spelling, comments, subqueries and aliases are gone
from the plan: what is left is a tree of steps, each with a name that only the server can write.
Three things are not steps of the tree, and are seen in what a step says of itself, in the words of
the server: the name of a procedure, the names of functions, and subqueries that run while an
expression is evaluated (``CASE WHEN x THEN COLLECT { LOAD CSV … } END``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from kg.base.errors import WrongUseError
from kg.base.i18n import Message, msg
from kg.store.neo4j.allowed import FUNCTIONS, OPERATORS, PROCEDURE_CALL, PROCEDURES, WORDS

MAX_TEXT: Final = 60_000
"""Characters of a query: planning takes longer than in proportion to its length."""
EXPLAIN: Final = "EXPLAIN\n"
"""What is put before a query, on a line of its own so that columns are the reader's."""
_SHOWN: Final = 100
_READS: Final = "r"

# One character or comment at a time, none of them given back: linear on any text.
_BEFORE: Final = r"(?:\s|/\*(?>.*?\*/)|//[^\r\n]*+)*+"
_PRELUDE: Final = re.compile(rf"{_BEFORE}(EXPLAIN|PROFILE|CYPHER|USE)\b", re.IGNORECASE | re.DOTALL)
# A subquery, whose own words are looked at as well; a procedure would be named here.
_OWN_CALL: Final = re.compile(r"CALL\s*+[({]")
_PROCEDURE: Final = re.compile(r"(\w++(?:\.\w++)*+)\(")
_NAME: Final = r"(?:`(?:[^`]|``)*+`|\w++)"
# Only from the beginning of a name with dots, which is then taken whole: linear too.
_FUNCTION: Final = re.compile(rf"(?<![\w.`])({_NAME}(?:\.{_NAME})++)\(")
_HIDDEN: Final = re.compile(r"\b(?:COLLECT|COUNT|EXISTS)\s*+\{|NestedPlan")
# In a text that the server writes, keywords are upper case, and what it has no words for is shown
# as a term: ResolvedCall(db.labels(…)). Labels, types and properties follow a sign.
_WORDS: Final = re.compile(r"(?<![\w:.|&!%$`])(?:[A-Z]{2,}\b|[A-Z]\w*(?=\())")


class QueryRefusedError(WrongUseError):
    """A query does more than read, or something of which the plan does not tell."""

    slug = "cypher-refused"
    status = 403
    title = msg("The query is not allowed")

    def __init__(self, what: Message, fix: Message, name: str = "") -> None:
        super().__init__(msg("The query was not run: {what}", what=what), fix)
        self.name = name


def check_text(query: str) -> None:
    """Refuse a text of which the plan of ``EXPLAIN`` and the text might not be the plan.

    Raises:
        QueryRefusedError: it is longer than any query needs, begins with EXPLAIN, PROFILE, CYPHER
            or USE, or writes characters as escapes (the server cuts such a text at the wrong place
            when EXPLAIN stands before it).
    """
    if len(query) > MAX_TEXT:
        raise QueryRefusedError(
            msg("it is longer than {limit} characters.", limit=MAX_TEXT),
            msg("Give long values as parameters."),
        )
    prelude = _PRELUDE.match(query)
    if prelude:
        word = prelude[1].upper()
        raise QueryRefusedError(
            msg("it begins with {word}.", word=word), msg("Write the query only."), word
        )
    if "\\u" in query.casefold():
        raise QueryRefusedError(
            msg("it writes characters as escapes (\\u)."),
            msg("Write the characters themselves, or give the text as a parameter."),
        )


def judge(plan: Mapping[str, Any], kind: str | None) -> str:
    """Refuse a plan that does anything but read in one database; return which one.

    Args:
        plan: the root of the tree, as the driver gives it in ``summary.plan``.
        kind: what the server says the query is (``r``, ``rw``, ``w``, ``s``).

    Raises:
        QueryRefusedError: names the first step, procedure or function that is not on its list.
    """
    database = database_of(plan)
    # All names first: they say best what a query does.
    for step in _steps(plan):
        _judge_step(step, database)
    for step in _steps(plan):
        _judge_details(step)
    if kind != _READS:
        raise QueryRefusedError(
            msg("the server says that it does more than read."), _read_instead()
        )
    return database


def database_of(plan: Mapping[str, Any]) -> str:
    """Return the database in which the root of a plan runs.

    >>> database_of({"operatorType": "ProduceResults@neo4j"})
    'neo4j'
    """
    return str(plan["operatorType"]).partition("@")[2]


def _name_of(step: Mapping[str, Any]) -> str:
    return str(step["operatorType"]).partition("@")[0]


def elsewhere(database: str) -> QueryRefusedError:
    """Return the refusal of a query that leaves the database of the store."""
    what = msg("it asks another database, “{name}”.", name=database)
    return QueryRefusedError(what, msg("Ask the database of the store."), database)


def _steps(plan: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    # A stack of our own: the tree is as deep as the query makes it.
    waiting = [plan]
    while waiting:
        step = waiting.pop()
        yield step
        waiting += step.get("children", ())


def _judge_step(step: Mapping[str, Any], database: str) -> None:
    name = _name_of(step)
    if name not in OPERATORS:
        what = msg("its step “{name}” is not one that only reads.", name=name)
        raise QueryRefusedError(what, _read_instead(), name)
    if database_of(step) != database:
        raise elsewhere(database_of(step))


def _judge_details(step: Mapping[str, Any]) -> None:
    details = str(step["args"].get("Details", ""))
    if _name_of(step) == PROCEDURE_CALL:
        # Its name has dots and stands before a bracket: left in, it would be judged as a function.
        details = details[_judge_procedure(details) :]
    _judge_expressions(details)


def _judge_procedure(details: str) -> int:
    """Return where the arguments of an allowed procedure begin."""
    called = _PROCEDURE.match(details)
    name = called[1] if called else details[:_SHOWN]
    if called is None or name not in PROCEDURES:
        what = msg("it calls the procedure {name}.", name=name)
        fix = msg("These may be called: {names}.", names=sorted(PROCEDURES))
        raise QueryRefusedError(what, fix, name)
    return called.end()


def _judge_expressions(details: str) -> None:
    if _HIDDEN.search(details):
        _judge_hidden(details)
    for name in _FUNCTION.findall(details):
        # To the server, `apoc`.`x` and APOC.X are the same function.
        if name.replace("`", "").lower() not in FUNCTIONS:
            what = msg("it uses the function {name}.", name=name[:_SHOWN])
            raise QueryRefusedError(what, msg("Use the functions that Neo4j itself has."), name)


def _judge_hidden(details: str) -> None:
    """Refuse a subquery inside an expression that is not made of reading clauses alone.

    It has no steps in the plan, only the words in which the server shows it. A word that is a name
    or a text of the reader counts as well: better one refusal too many.
    """
    for found in _WORDS.finditer(details):
        word = found.group()
        if word not in WORDS and not _OWN_CALL.match(details, found.start()):
            what = msg("a subquery inside an expression says “{word}”.", word=word[:_SHOWN])
            raise QueryRefusedError(what, msg("Put the subquery into a WITH of its own."), word)


def _read_instead() -> Message:
    return msg("Read with MATCH, WITH and RETURN; docs/cypher.md says what is allowed.")
