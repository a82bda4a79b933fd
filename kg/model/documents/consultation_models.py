"""Documents about consultations on guidelines."""

from kg.model.documents.document_parts import Document, Part


class ConsultationPosition(Part):
    """What one office said of an item, in its own words; ``change``: the item as it would have it.

    ``office`` is an id, ``given`` a day, ``position`` one of supports, proposes_wording, reserves,
    no_comment.
    """

    office: str
    position: str
    text: str
    lang: str
    change: str
    given: str


class ConsultationAnswer(Part):
    """What the board answers to an item: taken_up, partly or not_taken_up, with its reasons."""

    outcome: str
    text: str
    lang: str
    change: str


class ConsultationItem(Part):
    """An item of the guideline with what was said of it: by states, and apart from that by bodies.

    ``item`` is ``rule/<id>``, ``criterion/<name>``, ``otherwise``, or empty for the whole;
    ``written`` is its text in the file.
    """

    item: str
    written: str
    states: list[ConsultationPosition]
    bodies: list[ConsultationPosition]
    answer: ConsultationAnswer | None


class ConsultationPart(Part):
    """A consultation, as far as it is for whoever asks; positions are never counted.

    ``states`` and ``bodies`` are who is asked (ids); ``checksum`` is the SHA-256 of the text that
    is consulted on.
    """

    id: str
    guideline: str
    version: str
    checksum: str
    state: str
    opened: str | None
    until: str | None
    states: list[str]
    bodies: list[str]
    items: list[ConsultationItem]
    decided: str | None
    decision: str | None
    reasons: str | None
    adopted_version: str | None


class DeskConsultations(Document):
    """Consultations, those that moved last at the end; ``revision`` is the desk's."""

    consultations: list[ConsultationPart]
