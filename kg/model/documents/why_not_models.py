"""The document that says why a pair is not in a list, and what would bring it in."""

from __future__ import annotations

from typing import Literal

from kg.model.documents.document_parts import Answer, Part, Ref, RuledBy
from kg.model.documents.match_models import Reason
from kg.model.standing import Standing

WhyNotVerdict = Literal["listed", "beyond", "kept_out", "unrelated", "other_type", "itself"]
"""In the list and shown; in the list, beyond what is shown; kept out by conditions though paths
relate it; related by no path; of a type that the lens does not list; asked of itself."""


class KeptOutBy(Part):
    """What keeps a pair out: a condition of the lens, or a path that does not relate it.

    A floor of a path has both. ``detail`` holds the facts on both sides; ``short_by`` is what a
    path lacks to reach its floor.
    """

    condition: str | None
    path: str | None
    title: str
    detail: str
    short_by: int | None = None


class RecordEdit(Part):
    """One thing more that a record would say: a field or a relation type, and the value."""

    id: str
    label: str
    field: str
    value: str
    text: str


class NearestChange(Part):
    """The least that records would have to say more: with all of ``edits`` the pair is listed.

    ``score`` is what the pair then has; ``rank`` its place, null where all others would move too.
    """

    change: str
    edits: list[RecordEdit]
    score: int
    rank: int | None


class PathApart(Part):
    """What a path gives the pair, and what it gives the one that stands ahead."""

    path: str
    title: str
    score: int
    ahead: int


class StandsAhead(Part):
    """The last one that is shown, where the pair stands beyond; ``by``: so many more points."""

    rank: int
    id: str
    label: str
    score: int
    by: int
    sentence: str
    paths: list[PathApart]


class WhyNot(Answer):
    """Whether a pair is in the list of its query, what keeps it out, what would bring it in.

    ``rank`` and ``of`` are its place in the whole list, null where it is in none; ``top`` so many
    are shown. ``score`` is null where no path relates it; ``reasons`` say what speaks for it all
    the same. ``unknown``: what nobody knows, which keeps nobody out. ``nearest``: for each side
    what its own record would have to say, or both together; ``unmendable``: what no record can
    change.
    """

    standing: Standing
    lens: RuledBy
    pair: tuple[str, str]
    query: Ref
    target: Ref
    verdict: WhyNotVerdict
    sentence: str
    rank: int | None
    of: int
    top: int
    score: int | None
    fits: bool | None
    kept_out_by: list[KeptOutBy]
    unknown: list[str]
    reasons: list[Reason]
    ahead: StandsAhead | None
    nearest: list[NearestChange]
    unmendable: list[str]
