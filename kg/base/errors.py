"""The named errors: each takes facts and writes one sentence that names the thing and the fix."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Final

from kg.base.i18n import DEFAULT_LANGUAGE, Message, msg

EXIT_WRONG_USE: Final = 2
EXIT_STORE: Final = 3


NAME_THE_ROOMS: Final = msg(
    "Name the knowledge base with --store or COOPGRAPH_STORE, the desk with --desk or"
    " COOPGRAPH_DESK."
)


class CoopgraphError(Exception):
    """Base of all errors that a user may see.

    Subclasses set ``slug`` (the problem type), ``status`` (HTTP) and ``exit_code`` and pass two
    messages: ``detail`` says what is wrong with which thing, ``fix`` what to do about it.
    """

    slug: ClassVar[str] = "error"
    status: ClassVar[int] = 500
    exit_code: ClassVar[int] = EXIT_WRONG_USE
    title: ClassVar[Message] = msg("Something went wrong")

    def __init__(self, detail: Message, fix: Message) -> None:
        super().__init__(detail.text())
        self.detail = detail
        self.fix = fix

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel between processes as it is, whatever a subclass is made from."""
        return _as_it_was, (type(self), self.args, self.__dict__)

    def sentence(self, lang: str = DEFAULT_LANGUAGE) -> str:
        """Return what is wrong and the fix as one line."""
        return f"{self.detail.text(lang)} {self.fix.text(lang)}".strip()

    def problem(self, lang: str = DEFAULT_LANGUAGE, instance: str | None = None) -> dict[str, Any]:
        """Return the RFC 9457 problem document of this error."""
        document: dict[str, Any] = {
            "type": f"urn:coopgraph:problem:{self.slug}",
            "title": self.title.text(lang),
            "status": self.status,
            "detail": self.detail.text(lang),
            "code": self.slug,
            "fix": self.fix.text(lang),
        }
        return document if instance is None else {**document, "instance": instance}


def _as_it_was(
    kind: type[CoopgraphError], args: tuple[Any, ...], facts: dict[str, Any]
) -> CoopgraphError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(facts)
    return error


class WrongUseError(CoopgraphError):
    """The caller asked for something that does not exist or cannot be done (exit 2)."""

    slug = "wrong-use"
    status = 400
    title = msg("The request cannot be answered as it is")


class UnknownIdError(WrongUseError):
    """No record has this id, or the reader's audience may not see it."""

    slug = "unknown-id"
    status = 404
    title = msg("Unknown id")

    def __init__(self, id_: str, nearest: Sequence[str] = ()) -> None:
        fix = (
            msg("Did you mean {nearest}?", nearest=list(nearest))
            if nearest
            else msg("Search by name: coopgraph search TEXT.")
        )
        super().__init__(msg("There is no record with the id “{id}”.", id=id_), fix)
        self.id = id_
        self.nearest = tuple(nearest)


class BadOptionError(WrongUseError):
    """An option or parameter has a value that is not one of those allowed."""

    slug = "bad-option"
    status = 422
    title = msg("A value is not allowed here")

    def __init__(self, option: str, value: object, allowed: Message) -> None:
        super().__init__(
            msg("“{value}” is not a value for {option}.", value=str(value), option=option), allowed
        )
        self.option = option
        self.value = value

    def on_command_line(self) -> BadOptionError:
        """Return the same of an option as it is typed: what an address calls ``of`` is ``--of``."""
        if not self.option.isidentifier() or not self.option.islower():
            return self
        return BadOptionError(f"--{self.option.replace('_', '-')}", self.value, self.fix)


class BadFileError(WrongUseError):
    """A file cannot be read or is not what it should be."""

    slug = "bad-file"
    status = 422
    title = msg("The file cannot be read")

    def __init__(self, path: str, why: Message, fix: Message) -> None:
        super().__init__(msg("{path}: {why}", path=path, why=why), fix)
        self.path = path


class BadDefinitionError(WrongUseError):
    """A lens or guideline file says something that cannot be meant."""

    slug = "bad-definition"
    status = 422
    title = msg("The definition file has a mistake")

    def __init__(self, name: str, line: int, why: Message, fix: Message) -> None:
        super().__init__(msg("{name}, line {line}: {why}", name=name, line=line, why=why), fix)
        self.name = name
        self.line = line
        self.why = why


class ForbiddenError(WrongUseError):
    """The reader's audience may not see this answer."""

    slug = "audience"
    status = 403
    title = msg("Not for this audience")


class BadChangeError(WrongUseError):
    """A change breaks the model: an end that does not exist, a type that does not fit."""

    slug = "bad-change"
    status = 422
    title = msg("The change does not fit the model")


class UnfitValueError(BadChangeError):
    """A value that the engine of a store cannot hold."""

    def __init__(self, what: str) -> None:
        super().__init__(
            msg("The store cannot hold a value: {error}.", error=what),
            msg("See the model in docs/model.md."),
        )
        self.what = what


class ConflictError(WrongUseError):
    """A record is not what the writer saw: somebody else was faster."""

    slug = "conflict"
    status = 409
    title = msg("Somebody else was faster")

    def __init__(self, id_: str) -> None:
        super().__init__(
            msg("“{id}” has changed since it was read; nothing was written.", id=id_),
            msg("Look at it again, then decide."),
        )
        self.id = id_
