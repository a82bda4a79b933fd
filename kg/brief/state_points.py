"""What to know of a state in half a minute: what is there, what fits, what to do next."""

from __future__ import annotations

from kg.base.i18n import msg, nmsg
from kg.brief.demands_met import demands_met
from kg.brief.paper import Sentence
from kg.brief.paper_telling import Telling
from kg.brief.state_facts import Facts
from kg.brief.state_figures import demands, memberships, offers
from kg.brief.state_gaps import next_step


def points(telling: Telling, known: Facts) -> tuple[Sentence, ...]:
    """Return three points: its records, the best match or its bodies, one thing to do next."""
    return _on_record(telling, known), _what_fits(telling, known), next_step(telling, known)


def _on_record(telling: Telling, known: Facts) -> Sentence:
    figures = offers(telling, known), demands(telling, known)
    name = telling.label(known.state)
    if not known.is_any:
        said = msg("Nothing that {state} offers or asks for is on record yet.", state=name)
        return telling.says(said, *figures)
    said = msg(
        "{state} has {offers} and {demands} open.",
        state=name,
        offers=nmsg("{count} offer", "{count} offers", known.declared["Offer"].open),
        demands=nmsg("{count} demand", "{count} demands", known.declared["Demand"].open),
    )
    return telling.says(said, *figures)


def _what_fits(telling: Telling, known: Facts) -> Sentence:
    count = known.declared["Demand"].met or 0
    if not count:
        bodies = memberships(telling, known)
        number = int(bodies.value or 0)
        said = nmsg("It belongs to {count} body.", "It belongs to {count} bodies.", number)
        return telling.says(said, bodies)
    return demands_met(telling, known.declared["Demand"])
