"""Which values a measure can take: all of them are known, whole, and hold the present one."""

from __future__ import annotations

from kg.graph.view import View
from kg.partners.candidacy import candidates
from kg.partners.guideline.guideline import Criterion
from kg.partners.guideline_files import GUIDELINES
from kg.partners.measures import MEASURES, Asked
from kg.partners.partner_facts import Context, facts
from kg.partners.possible_values import possible_values


def test_every_measure_knows_its_values_and_what_is_on_record_is_one(starter_view: View) -> None:
    context = Context(starter_view, GUIDELINES.named("approach-2022"))
    for node in candidates(context)[:30]:
        known = facts(context, node)
        for name, measure in MEASURES.items():
            criterion = Criterion(name="x", measure=name, anchors=(0, 5), weight="1")
            asked = Asked(context, node, known, criterion)
            found = [one.value for one in possible_values(asked)]
            assert found == sorted(set(found)), "the least first, each once"
            value = measure.value(asked)
            is_on_the_scale = value is not None and (value <= 5 or name not in {
                "prior_cooperation", "instruments",
            })  # fmt: skip
            assert not is_on_the_scale or value in found, (name, value)


def test_shares_say_of_how_many() -> None:
    from tests.kg.partners.test_passing import SMALL, world

    view = world({"org/a": (4, False, 1)})
    context = Context(view, SMALL)
    node = view.index("org/a")
    criterion = Criterion(name="x", measure="members_shared", anchors=(0, 100), weight="1")
    found = possible_values(Asked(context, node, facts(context, node), criterion))
    assert [(one.count, one.whole, one.value) for one in found] == [
        (n, 4, 25.0 * n) for n in range(5)
    ]
