from __future__ import annotations

import pytest

from kg.brief.answer_places import UnreadPathError, holds, value_at

ANSWER = {
    "node": {"properties": {"budget": {"USD": 3.5}, "on": "2026-01-02"}},
    "results": [
        {"id": "org/a&&b", "score": 3, "in_force": True, "door": None},
        {"id": "org/c", "score": 4, "in_force": False, "door": {"id": "unit/x"}},
        {"id": "org/d]", "score": 4, "in_force": True, "door": {"id": "unit/y"}},
    ],
}


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("$.node.properties.budget.USD", 3.5),
        ("$['node']['properties'].on", "2026-01-02"),
        ("$.results[0].score", 3),
        ("$.results[9].score", None),
        ("$.results[?@.id=='org/c'].score", 4),
        ("$.results[?@.score==4]", 2),
        ("$.results[?@.score==4 && @.in_force==true]", 1),
        ("$.results[?@.score==3 || @.in_force==false]", 2),
        ("$.results[?@.door.id=='unit/y'].id", "org/d]"),
        ("$.results[?@.id=='org/d]'].score", 4),
        ("$.results[?@.id=='org/a&&b'].score", 3),
        ("$.results[?@.id=='a||b' || @.id=='org/a&&b' && @.score==3]", 1),
        ("$.results[?@.door]", 2),
        ("$.results[?@.score!=4]", 1),
        ("$.results[*].id", "org/a&&b"),
        ("$.nothing.there", None),
        ("$.results[?@.id=='none']", 0),
    ],
)
def test_a_figure_is_found_where_it_stands(path: str, value: object) -> None:
    assert value_at(ANSWER, path) == value


@pytest.mark.parametrize("path", ["results", "$.results[?length(@)>3]", "$..id", "$.results[-1]"])
def test_a_path_that_is_not_understood_is_no_answer(path: str) -> None:
    with pytest.raises(UnreadPathError):
        value_at(ANSWER, path)


def test_what_an_answer_holds_anywhere() -> None:
    assert holds(ANSWER, 3.5)
    assert holds(ANSWER, "unit/y")
    assert holds(ANSWER, None)
    assert not holds(ANSWER, 77)
    assert not holds({"a": True}, 1)
