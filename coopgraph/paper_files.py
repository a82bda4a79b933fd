"""Papers made for who asks, and written to files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from coopgraph.asked import Asked, opened
from coopgraph.desk.desk import desk_url, read_desk
from kg.base.audience import Audience
from kg.base.errors import BadFileError
from kg.base.i18n import msg
from kg.base.store_errors import StoreMissingError
from kg.base.whole_files import replacing
from kg.brief.desk_of_papers import desk_for
from kg.brief.paper import Paper
from kg.brief.paper_kinds import Kind, PaperAsked, paper
from kg.exchange.campaign_list import campaign_list
from viz.papers.paper_forms import FORMS, Form


@dataclass(frozen=True, slots=True)
class PaperWanted:
    """A paper as a command names it."""

    kind: Kind
    subject: str | None
    audience: Audience
    since: date | None = None
    guideline: str | None = None
    for_board: bool = False


def form_of(path: Path) -> Form:
    """Return the form of paper that the ending of a file names.

    Raises:
        BadFileError: it names none.
    """
    found = FORMS.get(path.suffix.lower().removeprefix("."))
    if found is None:
        endings = [f".{name}" for name in FORMS]
        why = msg("papers are written as one of: {endings}.", endings=endings)
        raise BadFileError(str(path), why, msg("Name a file that ends in one of these."))
    return found


@contextmanager
def paper_source(asked: Asked, audience: Audience) -> Iterator[PaperAsked]:
    """Open the store and the desk that papers for an audience are made from.

    Raises:
        StoreError: one of them cannot be used.
    """
    with opened(replace(asked, audience=audience)) as inquiry, ExitStack() as held:
        desk = None
        with suppress(StoreMissingError):
            url = desk_url(inquiry.store, asked.settings)
            desk = held.enter_context(read_desk(url, asked.settings))
        rules = campaign_list(asked.settings.campaign_list)
        about = desk_for(audience, desk, asked.day, asked.lang)
        yield PaperAsked(inquiry, about, campaign=rules)


def made_paper(wanted: PaperWanted, source: PaperAsked) -> Paper:
    """Return a paper.

    Raises:
        CoopgraphError: as its kind says.
    """
    asked = replace(source, subject=wanted.subject, since=wanted.since, guideline=wanted.guideline)
    return paper(wanted.kind, asked, for_board=wanted.for_board)


def write_whole(path: Path, body: bytes, audience: Audience) -> None:
    """Write a file that takes its name when it is whole; the owner's alone if not for the public.

    Raises:
        BadFileError: it cannot be written.
    """
    with replacing(path, audience) as file:
        file.write(body)
