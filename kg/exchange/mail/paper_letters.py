"""The letter that papers are there: links to read them, signed in, and to say what was missing.

Nothing of a paper is in it, and nothing is attached: what it says is for who signs in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from kg.base.i18n import Message, msg, nmsg
from kg.exchange.mail.letters import one_line
from kg.exchange.mail.rounds import Addressee, Round
from kg.exchange.mail.sending import Outgoing, Words
from kg.exchange.paper_links import USEFUL, useful_token
from kg.model.desk_types import Delivery

KIND: Final = "papers"
TRIED_FOR: Final = timedelta(days=7)
"""After which papers whose letter has not left are not told of any more."""
_MOST: Final = 25
"""Papers that a letter lists; the page lists all."""


def paper_letters(round_: Round) -> Iterator[Outgoing]:
    """Yield a letter to each focal point for all that one act delivered to it."""
    points = {point.id: point for point in round_.focal_points}
    for (focal_point, batch), papers in sorted(_batches(round_).items()):
        point = points.get(focal_point)
        if point is None or any(one.office != point.office for one in papers):
            continue
        write = partial(_words, round_.reader(point), papers)
        told = [one.id for one in papers]
        letter = Outgoing(KIND, point, period=batch, told=told, write=write)
        if not round_.is_over(letter):
            yield letter


def _batches(round_: Round) -> dict[tuple[str, str], list[Delivery]]:
    since = (round_.now - TRIED_FOR).isoformat()
    found: dict[tuple[str, str], list[Delivery]] = {}
    for one in round_.records(Delivery):
        fresh = datetime.fromisoformat(one.delivered or "") >= datetime.fromisoformat(since)
        if one.state == "delivered" and fresh:
            found.setdefault((one.focal_point or "", one.batch or ""), []).append(one)
    for papers in found.values():
        papers.sort(key=lambda one: (one.title or "", one.id))
    return found


def _words(reader: Addressee, papers: Sequence[Delivery]) -> Words:
    office = reader.office(reader.focal_point.office)
    shown = papers[:_MOST]
    says: list[Message | str] = [
        nmsg(
            "{count} paper is ready for {office}. It is read signed in:",
            "{count} papers are ready for {office}. They are read signed in:",
            len(papers),
            office=office,
        ),
        _lines(shown, [reader.page("papers", one.number) for one in shown], len(papers)),
        msg("All papers for you, in each language and as PDF, Word or web page:"),
        reader.page("papers"),
        msg("Useful? What was missing? These pages ask nothing else, and nobody has to sign in:"),
        _lines(shown, [_link(reader, one) for one in shown], len(papers)),
        msg("The links are good for thirty days. Whether anybody opened a paper is not noted."),
    ]
    subject = nmsg("{count} paper for {office}", "{count} papers for {office}", len(papers),
                   office=office)  # fmt: skip
    return Words(subject, says)


def _lines(papers: Sequence[Delivery], addresses: Sequence[str], all_: int) -> str:
    pairs = zip(papers, addresses, strict=True)
    lines = [f"- {one_line(paper.title or '')}\n  {address}" for paper, address in pairs]
    return "\n".join([*lines, *(["- …"] if all_ > len(papers) else [])])


def _link(reader: Addressee, one: Delivery) -> str:
    token = useful_token(reader.round.signer, one, reader.focal_point)
    return f"{reader.round.mail.address.rstrip('/')}{USEFUL}/{token}?lang={reader.lang}"
