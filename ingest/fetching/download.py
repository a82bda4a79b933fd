"""One file fetched: only what is missing of it, as often as it takes, and nothing that is there."""

from __future__ import annotations

import http.client
import re
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Final, Literal

from ingest.fetching.asking import Answer, Client, answered
from ingest.fetching.fetch_errors import (
    OddAnswerError,
    RefusedAnswerError,
    TooMuchError,
    UnreachableError,
)
from ingest.fetching.part_files import PartFile, digest_of
from ingest.fetching.public_hosts import reason
from ingest.fetching.web_address import WebAddress
from ingest.retrieval import Retrieval, read_retrieval, write_retrieval
from kg.base.whole_files import require_plain, writing

Status = Literal["fetched", "unchanged", "resumed"]
Progress = Callable[[str, int, int | None], None]
"""Called with the name of the file, how many bytes of it are here, how many there will be."""

_OK: Final = 200
_PARTIAL: Final = 206
_NOT_MODIFIED: Final = 304
_RANGE_GONE: Final = 416
_AGAIN: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
_RANGE: Final = re.compile(r"bytes (\d{1,18})-(\d{1,18})/(\d{1,18}|\*)\Z", re.ASCII)
_WEAK: Final = "W/"
_LONGEST: Final = 8_192


@dataclass(frozen=True, slots=True)
class FetchedFile:
    """A file that is here now, and how it came."""

    path: Path
    status: Status
    noted: Retrieval


class _TryAgainError(Exception):
    """What came was not all: it is asked for again, after ``wait`` seconds where that is said."""

    def __init__(self, why: Exception, wait: float | None = None) -> None:
        super().__init__(str(why))
        self.why = why
        self.wait = wait


def fetched(
    client: Client, address: WebAddress, target: Path, progress: Progress | None = None
) -> FetchedFile:
    """Bring the file at an address to ``target``, which changes only when all of it is here.

    Interrupted, or given up after some tries, it leaves what came: the next call goes on there,
    where the host can say that it still is the same file.

    Raises:
        FetchError: the host may not be asked, does not answer, or gives something else.
        BadFileError: the file cannot be written.
    """
    with writing(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        require_plain(target)
    return _Fetching(client, address, target, progress or _silent).run()


def _silent(_name: str, _received: int, _total: int | None) -> None:
    return None


class _Fetching:
    def __init__(
        self, client: Client, address: WebAddress, target: Path, progress: Progress
    ) -> None:
        self._client = client
        self._address = address
        self._target = target
        self._part = PartFile(target)
        self._progress = progress
        self._deadline = client.patience.now() + client.patience.whole
        self._resumed = False

    def run(self) -> FetchedFile:
        patience = self._client.patience
        failures = 0
        while True:
            before = self._part.size
            try:
                return self._once()
            except _TryAgainError as error:
                grown = bool(self._part.validator(self._address.url)) and self._part.size > before
                failures = 1 if grown else failures + 1
                wait = 2.0 ** (failures - 1) if error.wait is None else error.wait
                late = patience.now() + wait >= self._deadline
                if failures >= patience.tries or wait > patience.most_wait or late:
                    raise error.why from error
            patience.sleep(wait)

    def _once(self) -> FetchedFile:
        try:
            with answered(self._client, self._address, self._headers(), self._deadline) as answer:
                return self._taken(answer)
        except (TooMuchError, OddAnswerError):
            self._part.discard()
            raise
        except ssl.SSLCertVerificationError as error:
            raise UnreachableError(self._address.host, error.verify_message) from error
        except (http.client.HTTPException, OSError) as error:
            raise _TryAgainError(self._unreachable(error)) from error

    def _unreachable(self, error: Exception) -> UnreachableError:
        return UnreachableError(self._address.host, reason(error))

    def _headers(self) -> dict[str, str]:
        validator = self._part.validator(self._address.url)
        if validator and _is_sent(validator):
            asked = {"Range": f"bytes={self._part.size}-", "If-Range": validator}
            return {**asked, "Accept-Encoding": "identity"}
        return {"Accept-Encoding": "gzip", **_conditions(self._noted())}

    def _noted(self) -> Retrieval | None:
        """Return what is noted of the file, where it still is the one that came from here."""
        noted = read_retrieval(self._target)
        if noted is None or noted.url != self._address.url or not self._target.is_file():
            return None
        return noted if digest_of(self._target) == noted.sha256 else None

    def _taken(self, answer: Answer) -> FetchedFile:
        match answer.status:
            case status if status == _OK:
                self._part.begin(self._address.url, _validator(answer))
                return self._written(answer)
            case status if status == _PARTIAL and self._continues(answer):
                self._resumed = True
                return self._written(answer)
            case status if status in (_PARTIAL, _RANGE_GONE):
                self._part.discard()
                raise _TryAgainError(self._refused(answer), 0.0)
            case status if status == _NOT_MODIFIED and (noted := self._noted()) is not None:
                return FetchedFile(self._target, "unchanged", noted)
            case status if status in _AGAIN:
                raise _TryAgainError(self._refused(answer), _retry_after(answer))
        raise self._refused(answer)

    def _refused(self, answer: Answer) -> RefusedAnswerError:
        return RefusedAnswerError(answer.address.host, answer.status, answer.reason)

    def _continues(self, answer: Answer) -> bool:
        """Say whether what comes begins where what is here ends."""
        found = _RANGE.match(answer.header("Content-Range"))
        return found is not None and int(found[1]) == self._part.size and not answer.encoded

    def _written(self, answer: Answer) -> FetchedFile:
        size = self._part.size
        total = None if answer.size is None or answer.encoded else size + answer.size
        most = self._client.most
        if total is not None and total > most:
            raise TooMuchError(answer.address.host, most)
        with self._part.appending() as write:
            for piece in answer.pieces():
                size += len(piece)
                if size > most:
                    raise TooMuchError(answer.address.host, most)
                write(piece)
                self._progress(self._target.name, size, total)
        return self._finished(answer)

    def _finished(self, answer: Answer) -> FetchedFile:
        size = self._part.size
        noted = Retrieval(
            url=self._address.url,
            retrieved=datetime.now(UTC).date().isoformat(),
            bytes=size,
            sha256=self._part.finish(),
            etag=answer.header("ETag")[:_LONGEST] or None,
            modified=answer.header("Last-Modified")[:100] or None,
        )
        write_retrieval(self._target, noted)
        return FetchedFile(self._target, "resumed" if self._resumed else "fetched", noted)


def _conditions(noted: Retrieval | None) -> dict[str, str]:
    if noted is None:
        return {}
    asked = {"If-None-Match": noted.etag, "If-Modified-Since": noted.modified}
    return {name: value for name, value in asked.items() if value and _is_sent(value)}


def _is_sent(value: str) -> bool:
    """Say whether a text may stand in a header: whoever wrote the note, and whatever into it."""
    return value.isascii() and value.isprintable()


def _validator(answer: Answer) -> str:
    """Return by what the rest of an answer can be asked for, empty where it cannot be trusted."""
    if answer.encoded or answer.header("Accept-Ranges").lower() == "none":
        return ""
    etag = answer.header("ETag")
    if etag:
        return etag[:_LONGEST] if _is_sent(etag) and not etag.startswith(_WEAK) else ""
    modified, sent = _moment(answer.header("Last-Modified")), _moment(answer.header("Date"))
    # A file that changed in the second in which it was sent may change once more in it.
    settled = modified is not None and sent is not None and modified < sent
    return answer.header("Last-Modified") if settled else ""


def _moment(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _retry_after(answer: Answer) -> float | None:
    """Return for how many seconds the host asks to wait, None where it does not say."""
    said = answer.header("Retry-After")
    if said.isascii() and said.isdecimal():
        return float(said[:9])
    moment = _moment(said)
    return None if moment is None else max(0.0, (moment - datetime.now(UTC)).total_seconds())
