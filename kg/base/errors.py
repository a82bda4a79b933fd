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


class StoreError(CoopgraphError):
    """The store cannot be used (exit 3)."""

    slug = "store"
    status = 503
    exit_code = EXIT_STORE
    title = msg("The store cannot be used")


class StoreLockedError(StoreError):
    """Another process writes to the store and did not finish in time."""

    slug = "store-locked"

    def __init__(self, url: str) -> None:
        super().__init__(
            msg("The store {url} is locked by another process.", url=url),
            msg("Wait until it has finished, then try again."),
        )


class StoreFullError(StoreError):
    """The disk is full; nothing of the batch was kept."""

    slug = "store-full"
    status = 507

    def __init__(self, url: str) -> None:
        super().__init__(
            msg("The disk under the store {url} is full; nothing of this batch was kept.", url=url),
            msg("Make room, then run the same command again."),
        )


class StoreReadOnlyError(StoreError):
    """The store lies where nothing can be written."""

    slug = "store-read-only"

    def __init__(self, url: str) -> None:
        super().__init__(
            msg("The store {url} cannot be written to.", url=url),
            msg("Use a copy in a folder where you may write (--store)."),
        )


class StoreMissingError(StoreError):
    """There is no store at this place yet."""

    slug = "store-missing"

    def __init__(self, url: str, fix: Message | None = None) -> None:
        super().__init__(
            msg("There is no store at {url}.", url=url),
            fix or msg("Make one: coopgraph init --starter --store {url}", url=url),
        )


class StoreBrokenError(StoreError):
    """The file is not a store of this program, or of a version it does not know."""

    slug = "store-broken"

    def __init__(self, url: str, why: Message) -> None:
        super().__init__(
            msg("{url} is not a store that can be read: {why}", url=url, why=why),
            msg("Check the address (--store or COOPGRAPH_STORE)."),
        )


class StoreDamagedError(StoreError):
    """What the store holds is not what was written to it; ``id`` names the record, where one is."""

    slug = "store-damaged"
    title = msg("The store is damaged")

    def __init__(self, url: str, what: Message, id_: str | None = None) -> None:
        super().__init__(
            msg("The store {url} is damaged: {what}", url=url, what=what),
            msg("Say what is damaged: coopgraph verify --deep. Then restore a backup."),
        )
        self.url = url
        self.id = id_


class StoreReplacedError(StoreError):
    """Another file lies where the store was that is open."""

    slug = "store-replaced"

    def __init__(self, url: str) -> None:
        super().__init__(
            msg("Another file lies at {url} than the store that was opened.", url=url),
            msg("Open it again."),
        )


class StoreOldError(StoreError):
    """The store has a format of an earlier version of the program, and can be upgraded."""

    slug = "store-old"

    def __init__(self, url: str, found: int, wanted: int) -> None:
        detail = msg(
            "The store {url} was made by an earlier version: its format is {found}, not {wanted}.",
            url=url,
            found=found,
            wanted=wanted,
        )
        fix = msg("Bring it to the present format: coopgraph upgrade --store {url}", url=url)
        super().__init__(detail, fix)


class StoreNewerError(StoreError):
    """The store has a format of a later version of the program."""

    slug = "store-newer"

    def __init__(self, url: str, found: int, wanted: int) -> None:
        detail = msg(
            "The store {url} was made by a later version: its format is {found}, not {wanted}.",
            url=url,
            found=found,
            wanted=wanted,
        )
        super().__init__(detail, msg("Install that version or a later one."))


class StoreRoomError(StoreError):
    """A desk was named where a knowledge base is needed, or the other way round."""

    slug = "store-room"

    def __init__(self, url: str, *, desk: bool) -> None:
        detail = (
            msg("{url} is a desk, not a knowledge base.", url=url)
            if desk
            else msg("{url} is a knowledge base, not a desk.", url=url)
        )
        super().__init__(detail, NAME_THE_ROOMS)
