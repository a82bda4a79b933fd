"""What the Board is asked to decide about a partner, with room for its answer."""

from __future__ import annotations

from kg.base.i18n import msg
from kg.brief.paper import Blank, Block, Paragraph
from kg.brief.paper_telling import Telling
from kg.brief.partner_brief_facts import Facts


def decision(telling: Telling, known: Facts) -> tuple[Block, ...]:
    """Return one sentence that asks, and empty lines."""
    if known.partner is None:
        return (Paragraph((telling.says(msg("None: nothing is proposed about this body.")),)),)
    name = telling.label(known.node)
    if known.partner.verdict == "unknown":
        said = msg(
            "Whether the open questions about {partner} are to be answered first, and by whom.",
            partner=name,
        )
    elif known.partner.verdict == "not_now":
        said = msg("Whether {partner} is left for a later stage, and until when.", partner=name)
    else:
        said = msg(
            "Whether {partner} is approached, through which door and on which conditions.",
            partner=name,
        )
    return (
        Paragraph((telling.says(said),)),
        Blank(telling.words(msg("Decision, with its date")), lines=2),
    )
