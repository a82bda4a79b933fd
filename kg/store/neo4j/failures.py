"""The one place where errors of the driver become the named errors of the store."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from neo4j.exceptions import (
    AuthError,
    ConfigurationError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)

from kg.base.errors import CoopgraphError, UnfitValueError
from kg.base.i18n import Message, msg
from kg.base.store_errors import (
    StoreBrokenError,
    StoreDamagedError,
    StoreError,
    StoreLockedError,
    StoreMissingError,
    StoreReadOnlyError,
)
from kg.store.stored_versions import Damage

_GONE: Final = (ServiceUnavailable, SessionExpired)
_FORBIDDEN: Final = (
    "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase",
    "Neo.ClientError.General.WriteOnReadOnlyAccessDatabase",
    "Neo.ClientError.Security.Forbidden",
)


class StoreUnreachableError(StoreError):
    """No server answers at the address."""

    slug = "store-unreachable"

    def __init__(self, url: str) -> None:
        super().__init__(
            msg("The store {url} cannot be reached.", url=url),
            msg("Start the server, or check the address (--store or COOPGRAPH_STORE)."),
        )


class StoreLoginError(StoreError):
    """The server does not accept the user or the password."""

    slug = "store-login"

    def __init__(self, url: str) -> None:
        super().__init__(
            msg("The store {url} refuses the user or the password.", url=url),
            msg("Write them into the address, or the password into COOPGRAPH_STORE_PASSWORD."),
        )


class StoreVersionError(StoreError):
    """The server is of a version that cannot be used."""

    slug = "store-version"

    def __init__(self, url: str, found: str, wanted: str) -> None:
        super().__init__(
            msg("The store {url} runs on {found}.", url=url, found=found),
            msg("Use Neo4j {wanted} or newer.", wanted=wanted),
        )


class StoreUnreadyError(StoreError):
    """The server is there and could not do it just now; nothing was kept."""

    slug = "store-unready"

    def __init__(self, url: str, code: str) -> None:
        super().__init__(
            msg("The store {url} is not ready: Neo4j says “{error}”.", url=url, error=code),
            msg("Try again in a moment."),
        )


class StoreSlowError(StoreError):
    """The server ended what took too long or too much memory; nothing of it was kept."""

    slug = "store-slow"

    def __init__(self, url: str, why: Message) -> None:
        super().__init__(
            msg("The store {url} ended what was asked of it: {why}", url=url, why=why),
            msg("Try again when less is going on, or give the server more memory."),
        )


_NAMED: Final[Mapping[str, Callable[[str], StoreError]]] = {
    **dict.fromkeys(_FORBIDDEN, StoreReadOnlyError),
    "Neo.TransientError.Transaction.LockAcquisitionTimeout": StoreLockedError,
    "Neo.ClientError.Transaction.LockAcquisitionTimeout": StoreLockedError,
    "Neo.TransientError.Transaction.LockClientStopped": StoreLockedError,
    "Neo.ClientError.Transaction.LockClientStopped": StoreLockedError,
    "Neo.ClientError.Database.DatabaseNotFound": StoreMissingError,
    "Neo.ClientError.Security.CredentialsExpired": StoreLoginError,
}
_LATE: Final = msg("it took too long.")
_LARGE: Final = msg("it needed too much memory.")
_ENDED: Final[Mapping[str, Message]] = {
    "Neo.ClientError.Transaction.TransactionTimedOut": _LATE,
    "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration": _LATE,
    "Neo.TransientError.Transaction.Terminated": _LATE,
    "Neo.TransientError.General.MemoryPoolOutOfMemoryError": _LARGE,
    "Neo.TransientError.General.TransactionMemoryLimit": _LARGE,
    "Neo.TransientError.General.OutOfMemoryError": _LARGE,
}
_UNFIT: Final = ("Neo.ClientError.Statement.ArgumentError",)


@contextmanager
def guard(url: str) -> Iterator[None]:
    """Turn what the driver raises inside into the store's own errors."""
    try:
        yield
    except Damage as found:
        raise StoreDamagedError(url, found.what, found.id) from found
    except (Neo4jError, DriverError, UnicodeEncodeError) as error:
        raise translated(error, url) from error


def translated(error: Exception, url: str) -> CoopgraphError:
    """Return the named error that says what a failure of the driver means for the user."""
    if isinstance(error, UnicodeEncodeError):
        return UnfitValueError(str(error))
    if isinstance(error, _GONE):
        return StoreUnreachableError(url)
    if isinstance(error, AuthError) and getattr(error, "code", None) not in _FORBIDDEN:
        return StoreLoginError(url)
    if isinstance(error, ConfigurationError):
        return StoreBrokenError(url, msg("the driver says “{error}”.", error=str(error)))
    return _by_code(error, url)


def _by_code(error: Exception, url: str) -> CoopgraphError:
    code = str(getattr(error, "code", ""))
    if code in _UNFIT:
        return UnfitValueError(str(error))
    if code in _NAMED:
        return _NAMED[code](url)
    if code in _ENDED:
        return StoreSlowError(url, _ENDED[code])
    if isinstance(error, Neo4jError) and error.is_retryable():
        return StoreUnreadyError(url, code)
    return StoreBrokenError(url, msg("Neo4j says “{error}”.", error=str(error)))
