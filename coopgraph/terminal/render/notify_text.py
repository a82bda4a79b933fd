"""What came with time, in a terminal: what lapsed, how many letters left, which did not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopgraph.terminal.render.text_parts import nothing, table
from kg.base.i18n import msg, nmsg
from kg.exchange.life_cycle import LIVES
from kg.model.desk_types import Notice
from kg.model.documents import LetterPart, Notified

if TYPE_CHECKING:
    from rich.console import Console


def notified(console: Console, document: Notified) -> None:
    """Print how many letters left, by kind; of those that did not, to which focal point."""
    lang = document.lang
    if document.dry_run:
        console.print(msg("Nothing was sent; this would be done:").text(lang))
    if document.lapsed:
        count = len(document.lapsed)
        console.print(nmsg("{count} record lapsed", "{count} records lapsed", count).text(lang))
    kinds = dict.fromkeys(one.kind for one in document.letters) if document.dry_run else {}
    counted = {kind: sum(one.kind == kind for one in document.letters) for kind in kinds}
    for kind, count in (counted or document.sent).items():
        console.print(
            nmsg("{kind}: {count} letter", "{kind}: {count} letters", count, kind=kind).text(lang)
        )
    if not (document.lapsed or document.letters):
        nothing(console, msg("Nothing is due."), lang)
    _left(console, [one for one in document.letters if one.state != "sent"], document)


def _left(console: Console, letters: list[LetterPart], document: Notified) -> None:
    if document.dry_run or not letters:
        return
    lang, states = document.lang, LIVES[Notice].states
    headers = msg("Kind"), msg("Focal point"), msg("State"), msg("Answer"), msg("Again from")
    made = table(headers, lang)
    for one in letters:
        state = states[one.state].text(lang)
        answer = one.answer or one.why or ""
        made.add_row(one.kind, one.focal_point, state, answer, (one.again or "")[:16])
    console.print(made)
