"""The process edge: every failure becomes one sentence, a problem document and an exit status."""

from __future__ import annotations

import errno
import json
import logging
import os
import sys
from collections.abc import Sequence
from typing import Final

import typer
from typer.exceptions import TyperException

from coopgraph.terminal.language import reader_language
from coopgraph.terminal.streams import nowhere, prepare_streams
from kg.base.errors import BadOptionError, CoopgraphError, WrongUseError
from kg.base.i18n import Message, msg
from kg.base.interruption import was_interrupted

INTERRUPTED: Final = 130
_BROKEN_PIPE: Final = 141
_UNWRITTEN: Final = (errno.EPIPE, errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF)
"""How writing an answer fails; files that commands name have errors of their own."""


class BadCommandError(WrongUseError):
    """The command line itself is wrong: an unknown command or option, a missing argument."""

    slug = "bad-command"
    title = msg("The command cannot be understood")


class UnwrittenError(WrongUseError):
    """The answer could not be written where it was sent."""

    slug = "unwritten"
    title = msg("The answer cannot be written")

    def __init__(self, error: OSError) -> None:
        super().__init__(
            msg("The answer cannot be written ({reason}).", reason=error.strerror or str(error)),
            msg("Send it somewhere with enough room."),
        )


class UnexpectedError(CoopgraphError):
    """A mistake of the program itself (exit 70)."""

    slug = "unexpected"
    exit_code = 70
    title = msg("A mistake of the program")

    def __init__(self, error: Exception) -> None:
        what = f"{type(error).__name__}: {error}".splitlines()[0]
        super().__init__(
            msg("The program made a mistake ({what}).", what=what),
            msg("Please report it, with the output of the same command under COOPGRAPH_DEBUG=1."),
        )


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit status; never raises."""
    from coopgraph.cli.main import app

    lang = reader_language(arguments, os.environ)
    prepare_streams()
    # What the driver of the database warns of comes as an error of ours as well.
    logging.getLogger("neo4j").addHandler(logging.NullHandler())
    try:
        status = app(list(arguments), prog_name="coopgraph", standalone_mode=False)
        sys.stdout.flush()
    except CoopgraphError as error:
        return _report(error, lang, as_json="--json" in arguments)
    except TyperException as error:
        return _report(_translated(error), lang, as_json="--json" in arguments)
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 (the process edge: a sentence, no traceback)
        return _unexpected(error, lang, as_json="--json" in arguments)
    return status if isinstance(status, int) else 0


def _unexpected(error: Exception, lang: str, *, as_json: bool) -> int:
    if was_interrupted(error):
        return INTERRUPTED
    if isinstance(error, OSError) and error.errno in _UNWRITTEN:
        sys.stdout = nowhere()
        if isinstance(error, BrokenPipeError):
            return _BROKEN_PIPE
        return _report(UnwrittenError(error), lang, as_json=as_json)
    if os.environ.get("COOPGRAPH_DEBUG"):
        raise error
    return _report(UnexpectedError(error), lang, as_json=as_json)


def _report(error: CoopgraphError, lang: str, *, as_json: bool) -> int:
    if was_interrupted(error):
        return INTERRUPTED
    if isinstance(error, BadOptionError):
        error = error.on_command_line()
    if as_json:
        sys.stderr.write(json.dumps(error.problem(lang), ensure_ascii=False) + "\n")
    else:
        sys.stderr.write(error.sentence(lang) + "\n")
    return error.exit_code


def _translated(error: Exception) -> BadCommandError:
    return BadCommandError(_detail(error), _limit(error) or msg("See: coopgraph --help."))


def _limit(error: Exception) -> Message | None:
    """Return what a number may be that was too small or too large."""
    faults = getattr(error.__cause__, "errors", None)
    facts = faults()[0].get("ctx", {}) if faults else {}
    if "le" in facts:
        return msg("Use {limit} or less.", limit=facts["le"])
    if "ge" in facts:
        return msg("Use {limit} or more.", limit=facts["ge"])
    return None


def _detail(error: Exception) -> Message:
    match type(error).__name__:
        case "NoSuchOption":
            return msg("There is no option {name}.", name=getattr(error, "option_name", ""))
        case "MissingParameter":
            return msg("{name} is missing.", name=_parameter(error))
        case "BadParameter":
            return msg("The value of {name} is not valid.", name=_parameter(error))
        case _:
            return msg("The command line cannot be read: {what}", what=str(error))


def _parameter(error: Exception) -> str:
    parameter = getattr(error, "param", None)
    names = getattr(parameter, "opts", None) or [getattr(error, "param_hint", "")]
    name = str(names[0])
    return name if name.startswith("-") else name.rstrip("_").upper()
