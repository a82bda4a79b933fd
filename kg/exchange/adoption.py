"""A guideline that the board adopted becomes known: stated by the board's own source, and undone.

A version is known by its name and number; that it was adopted is undone by withdrawing what the
board stated, and stays in the history.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import Final, NamedTuple

from kg.base.audience import Audience
from kg.base.errors import BadOptionError, ConflictError, ForbiddenError, UnknownIdError
from kg.base.i18n import LANGUAGES, msg
from kg.base.text import fold
from kg.exchange.board_marks import BOARD, BOARD_TITLE, said_by_board
from kg.exchange.parties import Who, marks
from kg.model.changes import Withdrawal, state_node
from kg.model.nodes import GuidelineVersion, Source
from kg.partners.adopted_guidelines import as_adopted
from kg.partners.guideline_files import GUIDELINES
from kg.store.protocol import Store

_OTHER: Final = re.compile("[^a-z0-9.]+")


class Adoption(NamedTuple):
    """What the board adopted: the file, its new version, the day and reference of the decision."""

    text: str
    version: str
    day: str
    decision: str


def version_id(name: str, version: str) -> str:
    """Return the id of an adopted version.

    >>> version_id("approach-2022", "1.0 (rev. Ä)")
    'guideline/approach-2022/1-0-rev-a'
    """
    return f"{GuidelineVersion.prefix}/{name}/{_OTHER.sub('-', fold(version)).strip('-')}"


def adopted_text(adoption: Adoption) -> str:
    """Return the file as it is adopted.

    Raises:
        BadDefinitionError: it is no guideline.
    """
    return as_adopted(adoption.text, adoption.version, adoption.day, adoption.decision)


def adopt(
    knowledge: Store, adoption: Adoption, who: Who, audience: Audience = "board"
) -> tuple[str, str]:
    """Write a version that the board adopted; return its id and the token of its revision.

    Written again, it alters nothing. ``audience`` may read it from then on.

    Raises:
        ForbiddenError: they do not write for the board.
        BadDefinitionError: it is no guideline.
        BadOptionError: another text was adopted under this version.
        StoreError: it cannot be written.
    """
    if not marks(who):
        raise ForbiddenError(
            msg("What the board decided is written down by the board and the secretariat."),
            msg("Write to the secretariat."),
        )
    text = adopted_text(adoption)
    guideline = GUIDELINES.parse(text)
    id_ = version_id(guideline.guideline, adoption.version)
    _require_new(knowledge, id_, text, adoption.version)
    node = GuidelineVersion(
        id=id_, name={"und": f"{guideline.guideline} {adoption.version}"},
        guideline=guideline.guideline, version=adoption.version, text=text,
        checksum=sha256(text.encode()).hexdigest(), adopted=adoption.day,
        decision=adoption.decision, visibility=audience,
    )  # fmt: skip
    source = Source(id=BOARD, title={lang: BOARD_TITLE.text(lang) for lang in LANGUAGES})
    said = state_node(node, BOARD)
    dated = said._replace(where=adoption.decision, dated=adoption.day)
    knowledge.apply([state_node(source, BOARD), dated], note="board: adopted")
    return id_, knowledge.point(knowledge.history(id_)[-1].revision).token


def undo_adoption(knowledge: Store, id_: str, who: Who) -> None:
    """Withdraw that the board adopted a version; done again, it alters nothing.

    Raises:
        ForbiddenError: they do not write for the board.
        ConflictError: somebody else has stated something of it since.
        StoreError: it cannot be written.
    """
    if not marks(who):
        raise ForbiddenError(
            msg("What the board decided is written down by the board and the secretariat."),
            msg("Write to the secretariat."),
        )
    found = knowledge.get([id_]).get(id_)
    if found is None:
        return
    if said_by_board(found) is None:
        raise UnknownIdError(id_)
    if len(found.statements) > 1:
        raise ConflictError(id_)
    knowledge.apply([Withdrawal(id_, BOARD)], note="board: undone", expect={id_: found.token})


def _require_new(knowledge: Store, id_: str, text: str, version: str) -> None:
    found = knowledge.get([id_]).get(id_)
    said = said_by_board(found) if found else None
    if said is not None and said.props.get("text") != text:
        fix = msg("Give the text that is adopted a version of its own.")
        raise BadOptionError("version", version, fix)
