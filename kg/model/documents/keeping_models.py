"""Documents about stores and files: moved, upgraded, verified, fetched, released, keys."""

from typing import Literal

from pydantic import Field

from kg.base.audience import Audience
from kg.model.documents.document_parts import Directed, Document, Part


class Moved(Directed, Document):
    """What was moved: ``revisions`` were written now, ``revision`` is the last one of all.

    ``nodes``, ``relations`` and ``digest`` (SHA-256 over their rows) are of what is shown at that
    revision: equal where two stores hold the same. Addresses are without passwords. ``waiting`` are
    the rows of the queue, of a backup with them. ``desk`` is what was moved of the desk, where one
    file holds both.
    """

    from_: str = Field(alias="from")
    to: str
    revisions: int
    nodes: int
    relations: int
    digest: str
    seconds: float
    waiting: int = 0
    desk: "MovedDesk | None" = None


class MovedDesk(Directed, Part):
    """What was moved of a desk beside its knowledge base; fields as those of ``Moved``."""

    from_: str = Field(alias="from")
    to: str
    revision: int
    revisions: int
    nodes: int
    digest: str
    waiting: int


class Upgraded(Directed, Document):
    """A store brought from one format to another, or what that would do: equal where nothing.

    ``records`` is how many the store holds; ``closed`` are those that fewer may see than before, as
    far as the reader may.
    """

    from_: int = Field(alias="from")
    to: int
    records: int
    closed: list[str]


class Finding(Part):
    """Something that is not as it was written; ``id`` names the record, where it is one."""

    what: str
    id: str | None
    code: str
    message: str
    fix: str


class Verified(Document):
    """Whether a store, or a backup, is what was written to it; ``checked`` counts what was read.

    ``token`` is by what the last revision is known: the same where stores hold the same history.
    """

    ok: bool
    token: str
    checked: dict[str, int]
    findings: list[Finding]


class Overridden(Part):
    """A statement whose claim about who may see it does not count any more, or counts again.

    ``was`` is that claim, None where it made none; ``relation`` is its type and ends, where the
    statement is about a relation of the record.
    """

    id: str
    source: str
    was: str | None
    relation: tuple[str, str, str] | None = None


class Release(Document):
    """Records that were released, and the claims that were overridden.

    ``to`` is whom they were opened to, null where a release was undone and the claims count again.
    """

    to: Audience | None
    released: list[str]
    overrides: list[Overridden]


class Written(Document):
    """Files written, and how much of the graph they hold."""

    files: list[str]
    nodes: int
    relations: int


class FetchedPart(Part):
    """A file that was fetched, or that is here as the host has it (``unchanged``).

    ``retrieved`` is the day (UTC) on which its bytes came.
    """

    path: str
    url: str
    bytes: int
    status: Literal["fetched", "unchanged", "resumed"]
    etag: str | None
    retrieved: str
    sha256: str


class Fetched(Part):
    """Files fetched, in the order in which they came."""

    lang: str
    files: list[FetchedPart]


class KeyPart(Part):
    """A key without what it opens with; ``expires`` is the last day (UTC) on which it counts.

    ``counts``: it is neither over nor revoked now, and what it acts as may act.
    """

    id: str
    audience: Audience
    note: str
    created: str
    expires: str | None
    revoked: str | None
    counts: bool
    focal_point: str | None = None


class NewKey(Document, KeyPart):
    """A key that was made; ``key`` is shown here and nowhere else. ``revision`` is the desk's."""

    key: str


class Keys(Document):
    """All keys of a desk, in the order in which they were made."""

    keys: list[KeyPart]


class RevokedKey(Document, KeyPart):
    """A key that no longer counts."""


class RotatedLinks(Document):
    """Mailed links are signed with another secret; those sent before count until ``former_until``.

    It is None where they count no more at all. ``revision`` is the desk's.
    """

    former_until: str | None
