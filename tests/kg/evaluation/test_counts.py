from __future__ import annotations

from datetime import date

from kg.evaluation.counts import NAMES, counts
from tests.kg.evaluation.cooperation import world
from tests.kg.evaluation.test_task import asked


def test_ten_counts_by_hand() -> None:
    view = world(
        """
        1999-01-01 org/a state/hti 122
        2001-01-01 org/a state/hti 140
        2002-01-01 org/a state/jam 122
        2002-01-01 org/a state/jam 110
        2002-01-01 org/b state/jam 122
        2004-01-01 org/b state/hti 122
        """
    )
    task = asked(view, date(2004, 1, 1))
    assert [view.id(node) for node in task.axes.candidates.tolist()] == ["org/a", "org/b"]
    of_a = dict(zip(NAMES, counts(task)[0, 0].tolist(), strict=True))
    assert of_a == {
        "activities": 4,
        "in_sector": 2,
        "with_recipient": 2,
        "recipients": 2,
        # What is coded to a group names no sector.
        "sectors": 2,
        "recipients_in_sector": 2,
        "sectors_with_recipient": 2,
        "lately": 3,
        "lately_in_sector": 1,
        "lately_with_recipient": 1,
    }
    of_b = counts(task)[0, 1].tolist()
    assert of_b == [1, 1, 0, 1, 1, 1, 0, 1, 1, 0]


def test_an_activity_with_several_recipients_counts_once_in_all() -> None:
    view = world(
        "2001-01-01 org/a state/hti 122\n2004-01-01 org/a state/xaa 140",
        "state/jam RECEIVES activity/0001",
    )
    task = asked(view, date(2004, 1, 1))
    assert counts(task)[0, 0, NAMES.index("activities")] == 1
    assert counts(task)[0, 0, NAMES.index("recipients")] == 2
