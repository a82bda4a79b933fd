"""Documents about the desk: queue, focal points, requests, letters, what was put right."""

from pydantic import Field

from kg.model.documents.document_parts import Directed, Document, Part


class QueueProposal(Part):
    """What a cell may say instead: ``cell`` is its text, ``name`` what that is called.

    ``share`` in thousandths is its part in all that the words may mean; ``evidence`` are the words.
    """

    cell: str
    name: str
    share: int
    evidence: list[str]


class QueueFinding(Part):
    """Why a row waits, or what else was found about it; ``proposals`` come the surest first."""

    field: str
    code: str
    outcome: str
    message: str
    fix: str
    proposals: list[QueueProposal]


class QueueItem(Part):
    """A row that waits for a person, as it came: ``row`` is by column, as its file calls them.

    ``received`` and ``until`` are times (ISO, UTC). ``code`` and ``message`` are of the first of
    its ``findings`` for which it waits. ``readable``: it can be read again, and so be accepted.
    """

    id: str
    received: str
    until: str
    file: str
    where: str
    kind: str
    code: str
    message: str
    row: dict[str, str]
    findings: list[QueueFinding]
    readable: bool
    corrected: bool


class Queue(Document):
    """The rows that wait, in the order in which they came; ``revision`` is the desk's."""

    items: list[QueueItem]


class QueueDecision(Document):
    """What became of rows that waited: taken, let go, or waiting still, and why.

    ``stated`` are the records that those taken are about, ``findings`` what of them was altered or
    left out. ``revision`` is the knowledge base's, of rows that were only let go the desk's.
    """

    accepted: list[str]
    discarded: list[str]
    stated: list[str]
    findings: list[QueueFinding]
    waiting: list[QueueItem]


class FocalPointPart(Part):
    """Who may act for an office; ``verified`` is the day on which somebody last answered there.

    ``bounced`` is the day since then on which a letter came back from there.
    """

    id: str
    office: str | None
    role: str
    mailbox: str
    state: str
    verified: str | None
    bounced: str | None = None


class FocalPoints(Document):
    """The focal points of a desk, by id; ``revision`` is the desk's."""

    focal_points: list[FocalPointPart]


class DeskItem(Part):
    """What waits for the secretariat: a submission of an office, or a row of a file.

    ``due`` is the day until which it should be decided; of a row the last one on which it waits.
    """

    id: str
    title: str
    kind: str
    office: str | None
    file: str | None
    state: str
    received: str
    due: str | None
    findings: list[str]


class DeskQueue(Document):
    """What waits for the secretariat, the oldest first; ``revision`` is the desk's."""

    items: list[DeskItem]


class DeskContact(Directed, Part):
    """A request for contact: who asks whom about which demand and what meets it, until when."""

    id: str
    demand: str | None
    offer: str | None
    from_: str = Field(alias="from")
    to: str
    state: str
    due: str | None


class DeskContacts(Document):
    """The requests for contact of a desk, in the order in which they moved last."""

    contacts: list[DeskContact]


class LapsedPart(Part):
    """A record of the exchange that lapsed, and its state."""

    id: str
    state: str


class LetterPart(Part):
    """A letter to a focal point: what it is about, and what became of it.

    ``answer`` is the status that the mail server gave, ``why`` the reason for which it was given
    up, ``again`` from when it is tried again.
    """

    id: str
    kind: str
    focal_point: str
    office: str | None
    mailbox: str
    record: str | None
    state: str
    answer: str | None
    why: str | None
    again: str | None


class Notified(Document):
    """What came with time: records that lapsed, letters by kind that were sent, and each letter.

    ``failed`` counts those that came back, were given up, or have to be tried again. Of a
    ``dry_run`` nothing was done: it is what would be. ``revision`` is the desk's.
    """

    dry_run: bool
    lapsed: list[LapsedPart]
    sent: dict[str, int]
    failed: int
    letters: list[LetterPart]


class RepairedPart(Part):
    """A record of the desk that was set back: the state in which it was, and the one it is in."""

    id: str
    was: str
    state: str


class Repaired(Document):
    """What the desk said that the knowledge base does not hold; ``revision`` is the desk's.

    With ``dry_run`` nothing was written: ``records`` are those that would be set back.
    """

    dry_run: bool
    records: list[RepairedPart]
