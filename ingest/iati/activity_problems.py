"""What can be wrong in an activity: each problem with its code, its outcome and its fix."""

from __future__ import annotations

from typing import Final

from ingest.findings import Outcome, Problem
from ingest.iati.iati_values import cut
from kg.base.i18n import msg, nmsg

_CHANGED: Final = Outcome.CHANGED
_NOTED: Final = Outcome.ACCEPTED
_SHOWN: Final = 100
"""Characters of a code that a finding shows."""


def no_identifier(field: str = "iati-identifier") -> Problem:
    """The activity, or the organisation, cannot be named."""
    return Problem(
        field, "no-identifier", Outcome.REJECTED,
        msg("There is no {field}.", field=field),
        msg("Give it the identifier under which it is published."),
    )  # fmt: skip


def long_identifier(length: int, field: str = "iati-identifier") -> Problem:
    """The identifier does not fit into an id."""
    return Problem(
        field, "identifier-too-long", Outcome.REJECTED,
        msg("The {field} has {length} characters, too many.", field=field, length=length),
        msg("Check that the element holds an identifier and nothing else."),
    )  # fmt: skip


def duplicate(identifier: str, line: int, field: str = "iati-identifier") -> Problem:
    """Two different activities or organisations in one file carry the same identifier."""
    return Problem(
        field, "duplicate", Outcome.HELD,
        msg("“{identifier}” stands already on line {line}, with other contents.",
            identifier=identifier, line=line),
        msg("Keep the one that is right and remove the other."),
    )  # fmt: skip


def no_title() -> Problem:
    """The activity has no title in any language."""
    return Problem(
        "title", "no-title", _NOTED,
        msg("The activity has no title."), msg("It is shown by its identifier; give it a title."),
    )  # fmt: skip


def personal_address(field: str) -> Problem:
    """A text holds the address of a person."""
    return Problem(
        field, "personal-data", _CHANGED,
        msg("A personal e-mail address was left out."),
        msg("Name the office and its shared mailbox instead."),
    )  # fmt: skip


def no_name() -> Problem:
    """The organisation has no name in any language."""
    return Problem(
        "name", "no-name", _NOTED,
        msg("The organisation has no name."),
        msg("It is shown by its identifier; give it a name."),
    )  # fmt: skip


def long_text(field: str, limit: int) -> Problem:
    """A text was cut."""
    return Problem(
        field, "long-text", _CHANGED,
        msg("The text has more than {limit} characters and was cut.", limit=limit),
        msg("Shorten it; the whole text stays in the source."),
    )  # fmt: skip


def bad_date(field: str, value: str) -> Problem:
    """There is no such day."""
    return Problem(
        field, "bad-date", _CHANGED,
        msg("“{value}” is no date and was left out.", value=value),
        msg("Write dates as YYYY-MM-DD."),
    )  # fmt: skip


def bad_number(field: str, value: str) -> Problem:
    """Not a number, or not one that can be meant."""
    return Problem(
        field, "bad-number", _CHANGED,
        msg("“{value}” is no number that can be meant and was left out.", value=value),
        msg("Write numbers with digits and a decimal point."),
    )  # fmt: skip


def no_currency(field: str) -> Problem:
    """A sum of money without currency."""
    return Problem(
        field, "no-currency", _CHANGED,
        msg("A sum has no currency and was left out."),
        msg("State the currency there or as default-currency of the activity (ISO 4217)."),
    )  # fmt: skip


def replaced_budgets(count: int) -> Problem:
    """Budgets that another of the same period takes the place of."""
    return Problem(
        "budget", "replaced-budget", _CHANGED,
        nmsg("{count} budget does not count: another, revised or later in the file, is of the same "
             "period.",
             "{count} budgets do not count: others, revised or later in the file, are of the same "
             "periods.", count),
        msg("Publish one budget per period and mark revised ones as such."),
    )  # fmt: skip


def percentages(field: str, total: float) -> Problem:
    """Percentages that do not add up; they are kept as they are."""
    return Problem(
        field, "percentages", _NOTED,
        msg("The percentages add up to {total}, not 100.", total=round(total, 2)),
        msg("Check them; they were kept as they are."),
    )  # fmt: skip


def unknown_sector(vocabulary: str, code: str) -> Problem:
    """A code that the vocabulary does not have."""
    return Problem(
        "sector", "unknown-sector", _CHANGED,
        msg("The sector code “{code}” (vocabulary {vocabulary}) is not known and was left out.",
            code=cut(code, _SHOWN), vocabulary=cut(vocabulary, _SHOWN)),
        msg("Use a DAC purpose code that is in use."),
    )  # fmt: skip


def broader_sector(code: str, broader: str) -> Problem:
    """A code that the vocabulary does not have, in a category that it has."""
    return Problem(
        "sector", "broader-sector", _CHANGED,
        msg("The sector code {code} is not known; it was read as {broader}, in which it lies.",
            code=code, broader=broader),
        msg("Use a DAC purpose code that is in use."),
    )  # fmt: skip


def list_of_codes(field: str, text: str, count: int, *, shared: bool) -> Problem:
    """Several codes in one attribute; a percentage beside them cannot be divided."""
    message = (
        msg("“{text}” lists {count} codes in one attribute; each was read, and the percentage, "
            "which cannot be divided among them, was left out.",
            text=cut(text, _SHOWN), count=count)
        if shared
        else msg("“{text}” lists {count} codes in one attribute; each was read.",
                 text=cut(text, _SHOWN), count=count)
    )  # fmt: skip
    return Problem(
        field, "list-of-codes", _CHANGED if shared else _NOTED, message,
        msg("Write one element per code, each with its percentage."),
    )  # fmt: skip


def withdrawn_sector(code: str, replacement: str | None) -> Problem:
    """A code no longer in use, read as its replacement or kept."""
    message = (
        msg("The sector code {code} is withdrawn; it was read as {replacement}.",
            code=code, replacement=replacement)
        if replacement
        else msg("The sector code {code} is withdrawn; it was kept.", code=code)
    )  # fmt: skip
    return Problem(
        "sector", "withdrawn-sector", _CHANGED if replacement else _NOTED, message,
        msg("Use a DAC purpose code that is in use."),
    )  # fmt: skip


def unknown_goal(code: str) -> Problem:
    """No such goal or target."""
    return Problem(
        "tag", "unknown-goal", _CHANGED,
        msg("“{code}” is no Sustainable Development Goal or target and was left out.",
            code=cut(code, _SHOWN)),
        msg("Use a goal from 1 to 17 or a target such as 6.1."),
    )  # fmt: skip


def unknown_country(code: str) -> Problem:
    """No such country."""
    return Problem(
        "recipient-country", "unknown-country", _CHANGED,
        msg("The country “{code}” is not known and was left out.", code=cut(code, _SHOWN)),
        msg("Use the two letters of ISO 3166-1."),
    )  # fmt: skip


def unknown_region(code: str) -> Problem:
    """A region that the knowledge base does not hold."""
    return Problem(
        "recipient-region", "unknown-region", _CHANGED,
        msg("The region “{code}” is not among those held here and was left out.",
            code=cut(code, _SHOWN)),
        msg("Regions outside the hemisphere need nothing; check the code otherwise."),
    )  # fmt: skip


def unknown_code(field: str, code: str) -> Problem:
    """A role, status or type that the standard does not have."""
    return Problem(
        field, "unknown-code", _CHANGED,
        msg("“{code}” is no code for {field} and was left out.",
            code=cut(code, _SHOWN), field=field),
        msg("Use a code of the IATI code list."),
    )  # fmt: skip


def placeholder(name: str) -> Problem:
    """A name that names nobody."""
    return Problem(
        "participating-org", "placeholder-organisation", _CHANGED,
        msg("“{name}” names no organisation and was left out.", name=name),
        msg("Name the organisation, with its identifier where it has one."),
    )  # fmt: skip


def odd_reference(reference: str) -> Problem:
    """A reference that identifies no single organisation; the name is used instead."""
    return Problem(
        "participating-org", "odd-reference", _CHANGED,
        msg("The reference “{reference}” identifies no one organisation; the name was used.",
            reference=reference),
        msg("Use the organisation's identifier (org-id.guide), or none."),
    )  # fmt: skip


def shared_reference(reference: str, name: str) -> Problem:
    """One reference on organisations with different names; the name is used for the second."""
    return Problem(
        "participating-org", "shared-reference", _CHANGED,
        msg("“{name}” carries the reference “{reference}” of another organisation; "
            "the name was used.", name=name, reference=reference),
        msg("Give each organisation its own identifier."),
    )  # fmt: skip


def other_body(reference: str, name: str, holder: str) -> Problem:
    """An identifier of one organisation beside the name of another: who is meant?"""
    return Problem(
        "participating-org", "identifier-and-name", Outcome.HELD,
        msg("“{name}” carries the identifier {reference}, which is that of “{holder}”.",
            name=cut(name, _SHOWN), reference=reference, holder=holder),
        msg("Say which of the two is meant: correct the identifier or the name."),
    )  # fmt: skip


def no_reporter() -> Problem:
    """Nobody signs the activity."""
    return Problem(
        "reporting-org", "no-reporter", _NOTED,
        msg("The activity does not say who reports it."),
        msg("State reporting-org with its identifier."),
    )  # fmt: skip
