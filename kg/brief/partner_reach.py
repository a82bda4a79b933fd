"""Whom a partner reaches that no other body of the plan reaches, in words and as tiles."""

from __future__ import annotations

from kg.base.i18n import Message, msg, nmsg
from kg.brief.drawings import StateTiles
from kg.brief.paper import Block, Paragraph, Picture, Sentence
from kg.brief.paper_telling import Telling
from kg.brief.partner_brief_facts import Facts, members_added

ALONE, TOO, OTHERS = range(3)


def reach(telling: Telling, known: Facts) -> tuple[Block, ...]:
    """Return what it adds to the other bodies of the plan."""
    return (Paragraph(_said(telling, known)),)


def _said(telling: Telling, known: Facts) -> tuple[Sentence, ...]:
    if not known.reached.reached:
        return (telling.says(msg("No state that is its full member is on record.")),)
    others, figure = _others(known), members_added(telling, known)
    if not known.step.adds:
        said = msg("Each state that it reaches is reached by {others} too.", others=others)
        return (telling.says(said, figure),)
    names = [telling.label(telling.view.index(id_)) for id_ in known.step.new]
    said = msg("Beyond {others} it reaches: {names}.", others=others, names=names)
    return (telling.says(said, figure),)


def _others(known: Facts) -> Message:
    return nmsg(
        "the {count} other body that the pilot and the mandates name",
        "the {count} other bodies that the pilot and the mandates name",
        len(known.others),
    )


def picture(telling: Telling, known: Facts) -> Picture:
    """Return the states: reached by it alone, with others, by others only, or not at all."""
    classes = tuple(
        telling.words(one)
        for one in (
            msg("reached by this body alone"),
            msg("reached by this body and by others"),
            msg("reached by others only"),
        )
    )
    of = tuple(sorted(_classes(known).items()))
    return Picture(
        StateTiles(classes, of),
        telling.words(msg("States that are full members of this body and of the others")),
        telling.words(
            msg(
                "Alone it reaches {alone} states, together with others {too}, others only reach"
                " {others}.",
                alone=sum(at == ALONE for _, at in of),
                too=sum(at == TOO for _, at in of),
                others=sum(at == OTHERS for _, at in of),
            )
        ),
        (members_added(telling, known),),
    )


def _classes(known: Facts) -> dict[str, int]:
    """Return of each state by id how it is reached; those that nobody reaches are not in it."""
    own = set(known.reached.new)
    before = {id_ for step in known.others for id_ in step.new}
    found = dict.fromkeys(before - own, OTHERS) | dict.fromkeys(before & own, TOO)
    return found | dict.fromkeys(known.step.new, ALONE)
