"""One round of letters: what lies on the desk at a moment, and what each office may read.

All that is due is found by looking at the desk, so that nothing that moves has to tell anybody: a
letter that was due while nothing ran is found the next time.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, Final, TypeVar

from kg.access.secret import shared_signer
from kg.access.signing import Signer
from kg.base.audience import Audience
from kg.base.i18n import Message, choose, msg
from kg.exchange.deadlines import DEADLINES, SHIPPED, Deadlines
from kg.exchange.focal_points import READS_AS, who_is
from kg.exchange.mail.delivery import Mail
from kg.exchange.mail.letters import one_line
from kg.exchange.mail.sending import Outgoing, is_over, language_of
from kg.exchange.mailed_links import SECRET
from kg.exchange.moving import records_in
from kg.exchange.parties import Who
from kg.graph.actors import territories
from kg.graph.view import View
from kg.model.desk_types import FocalPoint, Moving, Notice, Submission
from kg.model.records import NodeRow
from kg.store.protocol import Store, Stream

M = TypeVar("M", bound=Moving)
Views = Callable[[Audience], View]
"""What an audience reads of the knowledge base today."""


@dataclass(frozen=True)
class Round:
    """What letters are written from: the desk as it was when it was first looked at.

    ``knowledge`` tells what is new; without it no digest is written. With ``since`` only what
    changed after that revision of the desk is looked at; who may act is then said by ``acting``.
    """

    desk: Store
    mail: Mail
    now: datetime
    views: Views
    deadlines: Deadlines = field(default_factory=lambda: DEADLINES.named(SHIPPED))
    knowledge: Store | None = None
    since: int = 0
    acting: Sequence[FocalPoint] | None = None

    def records(self, cls: type[M]) -> list[M]:
        """Return all records of a type, by id."""
        return list(records_in(self._rows[cls.prefix], cls))

    @cached_property
    def focal_points(self) -> list[FocalPoint]:
        """Those that letters go to: they may act, and no letter came back from them since."""
        found = self.records(FocalPoint) if self.acting is None else self.acting
        return [one for one in found if one.state == "active" and one.bounced is None]

    @cached_property
    def signer(self) -> Signer:
        """What signs links that letters carry.

        Raises:
            StoreError: the desk has no such secret yet, and cannot be written to.
        """
        return shared_signer(self.desk, SECRET, self.now)

    @cached_property
    def notices(self) -> dict[str, Notice]:
        """What is known of letters, by id."""
        return {one.id: one for one in self.records(Notice)}

    def is_over(self, outgoing: Outgoing) -> bool:
        """Say whether nothing is to be done about a letter now: it left, or waits to be tried."""
        known = self.notices.get(outgoing.id)
        return known is not None and is_over(known, self.now)

    def reader(self, focal_point: FocalPoint) -> Addressee:
        """Return who reads a letter."""
        return Addressee(self, focal_point)

    @cached_property
    def _rows(self) -> dict[str, list[NodeRow]]:
        found: dict[str, list[NodeRow]] = defaultdict(list)
        with closing(self._stream()) as rows:
            for row in rows:
                if isinstance(row, NodeRow):
                    found[row.id.partition("/")[0]].append(row)
        return found

    def _stream(self) -> Stream[Any]:
        return self.desk.changed_since(self.since) if self.since else self.desk.nodes()


@dataclass(frozen=True)
class Addressee:
    """A focal point as the reader of a letter: in its language, of what it may read."""

    round: Round
    focal_point: FocalPoint

    @property
    def who(self) -> Who:
        """Who it acts as."""
        return who_is(self.focal_point)

    @property
    def lang(self) -> str:
        """The language of its letters: one of those that pages are in."""
        return language_of(self.focal_point)

    @cached_property
    def view(self) -> View:
        """What it reads of the knowledge base."""
        return self.round.views(READS_AS[self.focal_point.role or "partner_body"])

    def label(self, id_: str | None) -> str | None:
        """Return the name of a record on one line, None where it may not read it."""
        index = self.view.snapshot.index(id_) if id_ else None
        if index is None:
            return None
        return one_line(choose(self.view.snapshot.label(index), self.lang)[0]) or None

    def office(self, id_: str | None) -> str | Message:
        """Return the name of an office with that of its state, or that it is another one."""
        name, index = self.label(id_), self.view.snapshot.index(id_) if id_ else None
        if name is None or index is None:
            return msg("Another office")
        states = (self.label(self.view.id(node)) for node in territories(self.view, index))
        return ", ".join([name, *sorted(state for state in states if state and state != name)])

    def titles(self, ids: Iterable[str]) -> str | Message:
        """Return the names of records, of those that it may read."""
        known = [label for label in map(self.label, ids) if label]
        return " · ".join(known) or msg("a record of the exchange")

    def page(self, *parts: str) -> str:
        """Return the address of a page of the desk, as the service was configured."""
        return self.public_page("desk", *parts)

    def public_page(self, *parts: str) -> str:
        """Return the address of a page, as the service was configured."""
        return "/".join([self.round.mail.address.rstrip("/"), self.lang, *parts])


_TITLE: Final = "title"


def title_of(submission: Submission) -> str | Message:
    """Return what a submission is called, in whichever language it has a title."""
    cells: Sequence[Any] = [json.loads(pair) for pair in submission.row]
    titles = (text for name, text in cells if name.partition(":")[0] == _TITLE)
    return one_line(next(filter(None, titles), "")) or msg("an entry without a title")


def quoted(text: str, most: int = 2000) -> str:
    r"""Return a text that somebody wrote so that it is seen where it begins and ends.

    >>> print(quoted("One.\nTwo."))
    > One.
    > Two.
    """
    return "\n".join(f"> {one_line(line, most)}".rstrip() for line in text[:most].splitlines())
