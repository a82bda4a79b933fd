"""The named errors of stores: missing, locked, of another version, damaged, unreachable."""

from __future__ import annotations

from kg.base.errors import EXIT_STORE, NAME_THE_ROOMS, CoopgraphError
from kg.base.i18n import Message, msg


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
