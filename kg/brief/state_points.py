"""What to know of a state in half a minute: what is there, what fits, what to do next."""

from __future__ import annotations

from kg.base.i18n import msg, nmsg
from kg.brief.paper import Sentence
from kg.brief.state_facts import Facts
from kg.brief.state_figures import best_score, declared, memberships
from kg.brief.state_gaps import next_step
from kg.brief.telling import Telling


def points(telling: Telling, known: Facts) -> tuple[Sentence, ...]:
    """Return three points: its records, the best match or its bodies, one thing to do next."""
    return _on_record(telling, known), _what_fits(telling, known), next_step(telling, known)


def _on_record(telling: Telling, known: Facts) -> Sentence:
    offers, demands = declared(telling, known, "Offer"), declared(telling, known, "Demand")
    name = telling.label(known.state)
    if not known.is_any:
        said = msg("Nothing that {state} offers or asks for is on record yet.", state=name)
        return telling.says(said, offers, demands)
    said = msg(
        "{state} has {offers} and {demands} on record.",
        state=name,
        offers=nmsg("{count} offer", "{count} offers", len(known.own["Offer"])),
        demands=nmsg("{count} demand", "{count} demands", len(known.own["Demand"])),
    )
    return telling.says(said, offers, demands)


def _what_fits(telling: Telling, known: Facts) -> Sentence:
    if not known.demands:
        bodies = memberships(telling, known)
        count = int(bodies.value or 0)
        said = nmsg("It belongs to {count} body.", "It belongs to {count} bodies.", count)
        return telling.says(said, bodies)
    count = len(known.demands)
    figures = [best_score(telling, one) for one in known.demands]
    said = nmsg(
        "An offer on record fits {count} of its demands.",
        "Offers on record fit {count} of its demands.",
        count,
    )
    return telling.says(said, *figures)
