"""What is not kept is counted by name: most first, and not without end."""

from __future__ import annotations

from ingest.iati.not_kept import NotKept, unread_tables


def test_most_stand_first() -> None:
    left = NotKept()
    left.add({"a": 1, "b": 2, "c": 0})
    left.add({"a": 2})
    assert left.said() == ["3 a", "2 b"]


def test_of_many_names_the_first_are_said() -> None:
    left = NotKept()
    for index in range(1_000):
        left.add({f"name-{index:04}": 1})
    said = left.said()
    assert said[0] == "800 …"
    assert len(said) == 21
    assert said[-1] == "…"


def test_tables_that_were_not_read_are_named() -> None:
    finding = unread_tables("x/activities.csv", [f"{n}.csv" for n in range(30)])
    assert (finding.file, finding.code, finding.outcome) == (
        "x/activities.csv", "unknown-table", "accepted",
    )  # fmt: skip
    assert "19.csv" in finding.message.text("en")
    assert "20.csv" not in finding.message.text("en")
