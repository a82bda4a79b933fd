"""The letters of the campaign: one template for each thing that an office is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kg.base.i18n import Message, msg, nmsg
from kg.exchange.mail.letters import one_line

Paragraphs = list[Message | str]


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """What a letter tells: whose office it is, what of its records, where the links lead.

    ``office`` and ``titles`` are in the language of the office; ``missing`` what its state lacks.
    ``link`` is that by which records are confirmed, ``sign_in`` where one signs in.
    """

    office: str
    titles: Sequence[str] = ()
    missing: Sequence[Message] = ()
    link: str = ""
    sign_in: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A letter without its address."""

    subject: Message
    parts: Paragraphs


_WHY: Final = msg(
    "The exchange of the Inter-American Agency for Cooperation and Development is where those who "
    "offer cooperation and those who need it reach each other. What your office enters there is "
    "found by the others, with whom to write to."
)
_NOBODY_ELSE: Final = msg(
    "Nothing is published in your name that your office has not sent, and nothing that it has not "
    "said who may read."
)
_QUESTIONS: Final = msg("Questions are answered by the secretariat, at the address of this letter.")
_TITLES: Final = 25
"""Titles that a letter lists at the most."""


def campaign_letter(kind: str, facts: LetterFacts) -> Text:
    """Return the letter of a kind (``campaign_asking.KINDS``), without greeting any person.

    Raises:
        KeyError: no such kind.
    """
    return _TEMPLATES[kind](facts)


def _invitation(facts: LetterFacts) -> Text:
    return Text(
        msg("Invitation to the exchange: {office}", office=facts.office),
        [
            msg("{office} is invited to take part.", office=facts.office),
            _WHY,
            msg("To begin, open this page and write the mailbox that this letter came to:"),
            facts.sign_in,
            msg(
                "A link is then sent to it, by which your office signs in. It enters what your "
                "state offers and needs, or says what is right and what is not of what is known."
            ),
            _NOBODY_ELSE,
            _QUESTIONS,
        ],
    )


def _confirm(facts: LetterFacts) -> Text:
    count = len(facts.titles)
    return Text(
        nmsg(
            "Your {count} record: is it still right?",
            "Your {count} records: are they still right?",
            count,
        ),
        [
            nmsg(
                "{count} record of {office} is known to the exchange:",
                "{count} records of {office} are known to the exchange:",
                count, office=facts.office,
            ),
            _listed(facts.titles),
            msg(
                "If they are still right, one button says so. This page shows them; nobody has to "
                "sign in:"
            ),
            facts.link,
            msg(
                "The link is good for thirty days, and only for these records as they are now. "
                "Looking at the page changes nothing. To correct something, sign in:"
            ),
            facts.sign_in,
            _QUESTIONS,
        ],
    )  # fmt: skip


def _missing(facts: LetterFacts) -> Text:
    return Text(
        msg("What the exchange does not know yet: {office}", office=facts.office),
        [
            msg("This is not known yet, and others look for it:"),
            *facts.missing,
            msg("If there is something to enter, sign in here with the mailbox of this letter:"),
            facts.sign_in,
            msg("If there is nothing to enter, nothing has to be done."),
            _QUESTIONS,
        ],
    )


def _sheet(facts: LetterFacts) -> Text:
    return Text(
        msg("Sheets to fill in, without signing in: {office}", office=facts.office),
        [
            _WHY,
            msg(
                "Three sheets come with this letter: offers, demands and good practices. What is "
                "known of your office stands in them; correct it, add rows, and leave the first "
                "column as it is. Then send them back in an answer to this letter."
            ),
            msg("The secretariat reads them, and asks where something is not clear."),
            _NOBODY_ELSE,
            msg("Whoever would rather enter it on a page signs in here:"),
            facts.sign_in,
        ],
    )


def _listed(titles: Sequence[str]) -> str:
    shown = [f"- {one_line(title)}" for title in titles[:_TITLES]]
    return "\n".join([*shown, *(["- …"] if len(titles) > _TITLES else [])])


_TEMPLATES: Final[Mapping[str, Callable[[LetterFacts], Text]]] = {
    "invitation": _invitation,
    "confirm": _confirm,
    "missing": _missing,
    "sheet": _sheet,
}
