"""Documents about the campaign of the exchange."""

from kg.model.documents.document_parts import Document, Part


class CampaignListPart(Part):
    """The list that totals are of; ``decided`` is the day on which the board adopted it."""

    name: str
    decided: str | None
    decision: str | None


class CampaignTotals(Part):
    """How many of the list; the year is the one before the date.

    ``focal_points``: with one that is verified. ``contributed``: with a record at least.
    ``confirmed``: with one at least that was confirmed within the year. ``board_decides`` are on no
    list yet, ``not_invited`` were left out of it by the board.
    """

    on_list: int
    focal_points: int
    contributed: int
    confirmed: int
    board_decides: int
    not_invited: int


class CampaignState(Part):
    """What is there of one state, how old, in which languages, what is missing, when last asked.

    ``invited`` is null where the board decides: then nothing is missing, and nothing is sent.
    ``oldest`` is the day of the confirmation that is longest ago, ``confirmed`` how many records
    were confirmed within the year. ``languages`` are those that its texts are written in.
    ``focal_point`` is the state that its focal point is in. ``ask`` are the kinds of letters that
    would be of use, ``asked`` the day of the last one, of the kind ``asked_for``, by the role
    ``asked_by``.
    """

    id: str
    label: str
    invited: bool | None
    decision: str | None
    offers: int
    demands: int
    practices: int
    oldest: str | None
    confirmed: int
    languages: list[str]
    focal_point: str | None
    missing: list[str]
    ask: list[str]
    asked: str | None
    asked_for: str | None
    asked_by: str | None


class DeskCampaign(Document):
    """The campaign: its totals, and each state by name; of these who asks sees what is for them."""

    totals: CampaignTotals
    states: list[CampaignState]
    list: CampaignListPart


class CampaignProgressPoint(Part):
    """The totals of the list as they were at the end of a day."""

    day: str
    on_list: int
    focal_points: int
    contributed: int
    confirmed: int
