"""Documents about how partners are approached and practices taken over."""

from pydantic import Field

from kg.model.documents.document_parts import Directed, Document, Part


class NotedStep(Part):
    """A step of an approach or transfer: when it happened and was noted, by which role.

    ``said`` is what was noted of it, by field.
    """

    act: str
    day: str | None
    noted: str
    by: str
    said: dict[str, str]


class ApproachPart(Part):
    """How far a body is with a partner; ``day`` is that of the last step.

    ``days_late`` says by how much the day of the next step has passed, None where it has not.
    """

    id: str
    partner: str
    body: str
    state: str
    day: str | None
    verdict: str | None
    guideline: str | None
    next_step: str | None
    next_day: str | None
    days_late: int | None
    in_charge: str | None
    agreement: str | None
    reason: str | None
    steps: list[NotedStep]


class TransferPart(Directed, Part):
    """A good practice on its way from one body to another, and what it changed there."""

    id: str
    practice: str
    from_: str = Field(alias="from")
    to: str
    state: str
    day: str | None
    changed: str | None
    next_step: str | None
    next_day: str | None
    days_late: int | None
    in_charge: str | None
    reason: str | None
    steps: list[NotedStep]


class DeskApproaches(Document):
    """How partners are approached and practices taken over; for the board and the secretariat.

    ``revision`` is the desk's.
    """

    approaches: list[ApproachPart]
    transfers: list[TransferPart]
