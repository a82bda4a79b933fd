"""Why a request is not answered: its host, its key, where its form comes from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from kg.base.errors import WrongUseError
from kg.base.i18n import Message, msg


class WrongHostError(WrongUseError):
    """The request was sent to another name than those the service answers to."""

    slug = "wrong-host"
    status = 421
    title = msg("This is not the host that was asked for")

    def __init__(self) -> None:
        super().__init__(
            msg("This service does not answer under the host name of the request."),
            msg(
                "Use the address that it was published at; whoever runs it sets that with "
                "COOPGRAPH_PUBLIC_URL."
            ),
        )


class BadKeyError(WrongUseError):
    """What was shown is no key that counts: unknown, over and revoked ones are told alike."""

    slug = "bad-key"
    status = 401
    title = msg("The key does not count")
    challenge: ClassVar[str] = 'Bearer realm="coopgraph", error="invalid_token"'

    def __init__(self) -> None:
        super().__init__(
            msg("The request shows no key that counts."),
            msg(
                "Send “Authorization: Bearer KEY” with a key of “coopgraph key new”, or nothing to "
                "read as the public."
            ),
        )


class ForeignFormError(WrongUseError):
    """A form that no page of this service sent."""

    slug = "foreign-form"
    status = 403
    title = msg("This form was not sent from here")

    def __init__(self, fix: Message | None = None) -> None:
        super().__init__(
            msg("The request does not come from a page of this service."),
            fix or msg("Open the page of this service and send the form from there."),
        )


class KeylessUploadError(ForeignFormError):
    """Files for an address of programs, without a key."""

    def __init__(self) -> None:
        super().__init__(msg("Send “Authorization: Bearer KEY” with a key that may ask this."))


class StaleFormError(WrongUseError):
    """A form whose token is missing, over, or another reader's."""

    slug = "stale-form"
    status = 403
    title = msg("This form no longer counts")

    def __init__(self) -> None:
        super().__init__(
            msg("The form is too old, or belongs to another session."),
            msg("Open the page again (cookies must be allowed) and send its form."),
        )


class BadFormError(WrongUseError):
    """A body that is not what forms send."""

    slug = "bad-form"
    status = 415
    title = msg("The form cannot be read")

    def __init__(self) -> None:
        super().__init__(
            msg("The body of the request cannot be read as a form."),
            msg("Send each field once, as application/x-www-form-urlencoded in UTF-8."),
        )


class LargeFormError(WrongUseError):
    """A body that is larger than any form."""

    slug = "large-form"
    status = 413
    title = msg("The form is too large")

    def __init__(self, limit: int) -> None:
        super().__init__(
            msg("The body of the request is longer than {limit} bytes.", limit=limit),
            msg("Send less."),
        )


class SignInNeededError(WrongUseError):
    """A page of the desk is asked for by somebody who has not signed in: they are led there."""

    slug = "sign-in"
    status = 303
    title = msg("Sign in as an office")

    def __init__(self, address: str) -> None:
        super().__init__(self.title, msg("Sign in with the mailbox of an office."))
        self.address = address


class BadUploadError(WrongUseError):
    """A body that is not what a form with a file sends."""

    slug = "bad-upload"
    status = 422
    title = msg("The form cannot be read")

    def __init__(self, why: Message | None = None, fix: Message | None = None) -> None:
        super().__init__(
            why
            or msg("The file did not come with the form of a page of this service, or not whole."),
            fix or msg("Open the page again and send one file with its form."),
        )


class BadProgramUploadError(BadUploadError):
    """A program with a key sends another body than the address takes."""

    def __init__(self, files: Sequence[str]) -> None:
        super().__init__(
            msg("The body is no form with files, breaks off, or names a field twice."),
            msg("Send multipart/form-data; its files are called: {names}.", names=list(files)),
        )


class LargeFileError(WrongUseError):
    """A file that is larger than what may be uploaded."""

    slug = "large-file"
    status = 413
    title = msg("The file is too large")

    def __init__(self, limit: int, fix: Message) -> None:
        super().__init__(msg("The file is larger than {n} MB.", n=limit // 10**6), fix)
