from __future__ import annotations

from kg.evaluation.links import NOBODY, Links, links_of
from kg.graph.view import View
from tests.kg.evaluation.cooperation import world


def told(view: View, links: Links) -> set[tuple[str, ...]]:
    columns = (links.provider, links.recipient, links.sector)
    return {
        tuple("" if node == NOBODY else view.id(node) for node in row)
        for row in zip(*(column.tolist() for column in columns), strict=True)
    }


def test_a_leaf_stands_for_its_category_and_a_group_for_no_sector() -> None:
    view = world("""
        2001-01-01 org/a state/hti 11110
        2001-01-01 org/b state/hti 110
    """)
    assert told(view, links_of(view)) == {
        ("org/a", "state/hti", "sector/dac/111"),
        ("org/b", "state/hti", ""),
    }


def test_several_roles_recipients_and_sectors_make_each_link_once() -> None:
    view = world(
        "2001-01-01 org/a state/hti 122",
        """
        org/a EXTENDS activity/0001
        country/esp PROVIDES activity/0001
        state/jam RECEIVES activity/0001
        activity/0001 IN_SECTOR sector/dac/11110
        activity/0001 IN_SECTOR sector/dac/111
        """,
    )
    links = links_of(view)
    assert len(links) == 2 * 2 * 2
    assert ("country/esp", "state/jam", "sector/dac/111") in told(view, links)


def test_who_carries_out_reports_or_acts_for_its_body_is_no_provider() -> None:
    view = world(
        "2001-01-01 org/a state/hti 122",
        """
        org/b IMPLEMENTS activity/0001
        org/c ACCOUNTS_FOR activity/0001
        org/d REPORTS activity/0001
        unit/a-x FUNDS activity/0001
        programme/p FUNDS activity/0001
        """,
    )
    assert {row[0] for row in told(view, links_of(view))} == {"org/a"}


def test_what_is_given_at_home_is_no_cooperation() -> None:
    view = world(
        """
        2001-01-01 org/ministry state/hti 122
        2001-01-01 org/agency state/hti 122
        2001-01-01 state/hti state/hti 122
        2001-01-01 org/agency state/jam 122
        """,
        "org/ministry PART_OF state/hti",
        {"org/agency": {"country": "state/hti"}},
    )
    assert told(view, links_of(view)) == {("org/agency", "state/jam", "sector/dac/122")}


def test_a_planned_start_counts_an_unknown_one_and_examples_do_not() -> None:
    view = world(
        """
        - org/a state/hti 122
        - org/b state/hti 122
        2001-01-01 org/c state/hti 122
        """,
        """
        org/p FUNDS activity/p
        state/hti RECEIVES activity/p
        activity/p IN_SECTOR sector/dac/122
        org/e FUNDS activity/e
        state/hti RECEIVES activity/e
        """,
        {
            "activity/p": {"starts_planned": "2005-06-01", "nature": "demonstrated"},
            "activity/e": {"starts": "2001-01-01", "nature": "example"},
        },
    )
    assert {row[0] for row in told(view, links_of(view))} == {"org/c", "org/p"}


def test_a_base_without_activities_has_no_links() -> None:
    assert len(links_of(world(""))) == 0
