"""The texts of the shipped guidelines, written out so that they reach the catalogues."""

from __future__ import annotations

from typing import Final

from kg.base.i18n import Message, msg

TEXTS: Final[tuple[Message, ...]] = (
    msg("{partner} is named in the pilot of the work plan of 22 June 2022."),
    msg("The General Assembly has given a mandate to strengthen cooperation with {partner}."),
    msg("An official link with {partner} is on record: {link}."),
    msg("No official link with {partner} is on record; whether there is one is unknown."),
    msg(
        "Find out whether there is an official link with {partner}; if not, establish one under "
        "AG/RES. 57 (I-O/71)."
    ),
    msg("The official link with {partner} has ended: {link}."),
    msg("Renew the official link with {partner} under AG/RES. 57 (I-O/71)."),
    msg(
        "The GCI is the only body competent for the cooperation of {partner}; it proposes new "
        "priorities every two years."
    ),
    msg("Approach {partner} through {door}, and check its priorities again every two years."),
    msg(
        "{partner} reaches fewer than nine member states, and no mandate, link or shared work with "
        "it is on record."
    ),
    msg(
        "Look again when a mandate, a link or shared work with {partner} is on record, or when "
        "states ask for it."
    ),
    msg("Nothing on record says yet what {partner} could bring to member states."),
    msg("Answer the open questions about {partner} first."),
    msg("No rule speaks for or against {partner}."),
    msg("Ask the board how to proceed with {partner}."),
)
"""All of them; a test compares them with the files."""
