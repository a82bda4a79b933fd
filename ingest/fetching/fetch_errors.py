"""What can go wrong with fetching: each error names the host, what it did, and what to do."""

from __future__ import annotations

from kg.base.errors import WrongUseError
from kg.base.i18n import Message, msg


class FetchError(WrongUseError):
    """A file did not come."""

    slug = "not-fetched"
    status = 502
    title = msg("The file could not be fetched")


class BadAddressError(FetchError):
    """An address that is none, or not one of the web."""

    slug = "bad-address"
    status = 422
    title = msg("The address cannot be used")

    def __init__(self, address: str, why: Message) -> None:
        super().__init__(
            msg("“{address}” is not fetched: {why}", address=address, why=why),
            msg("Give an address that begins with https:// or http:// and names a public host."),
        )


class BlockedAddressError(FetchError):
    """A host that is not public: this machine, the network it is in, or nobody's."""

    slug = "blocked-address"
    status = 403
    title = msg("The host is not public")

    def __init__(self, host: str, address: str) -> None:
        super().__init__(
            msg("{host} is at {address}, which is no public address.", host=host, address=address),
            msg("Only public hosts are asked; bring files of your own network by other means."),
        )


class UnreachableError(FetchError):
    """A host that is not found, does not answer, or breaks off again and again."""

    slug = "unreachable"
    title = msg("The host cannot be reached")

    def __init__(self, host: str, reason: str) -> None:
        super().__init__(
            msg("{host} cannot be reached ({reason}).", host=host, reason=reason),
            msg("Check the address and the connection, then try again: what came stays."),
        )


class RefusedAnswerError(FetchError):
    """A host that answers with something else than the file; ``code`` is its HTTP status."""

    slug = "answered-otherwise"
    title = msg("The host does not give the file")

    def __init__(self, host: str, code: int, reason: str) -> None:
        fix = _FIXES.get(code, msg("Open the address in a browser to see what it says."))
        super().__init__(
            msg("{host} answers {code} {reason}.", host=host, code=code, reason=reason), fix
        )
        self.code = code


_FIXES = {
    401: msg("It asks who you are; fetch it with your browser and give the file."),
    403: msg("It does not let programs in; fetch it with your browser and give the file."),
    404: msg("Check the address: nothing is there."),
    410: msg("Look for a newer address: nothing is there any more."),
    429: msg("It asks for fewer requests: try again later."),
    503: msg("It is busy: try again later."),
}


class StrayedError(FetchError):
    """Redirects that lead too far, or from an encrypted address to one that is not."""

    slug = "strayed"
    title = msg("The address leads elsewhere")

    def __init__(self, host: str, why: Message) -> None:
        super().__init__(
            msg("{host} sends on: {why}", host=host, why=why),
            msg("Give the address where the file really lies, if you trust it."),
        )


class TooMuchError(FetchError):
    """A file that is larger than what may come."""

    slug = "too-large"
    status = 413
    title = msg("The file is too large")

    def __init__(self, host: str, most: int) -> None:
        super().__init__(
            msg("{host} sends more than {n} MB.", host=host, n=most // 10**6),
            msg("Raise --max-mb if the file is meant to be so large."),
        )


class OddAnswerError(FetchError):
    """An answer that cannot be what was asked for."""

    slug = "odd-answer"
    title = msg("The answer cannot be used")
