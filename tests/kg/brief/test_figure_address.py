from __future__ import annotations

from kg.brief.figure_address import address


def test_what_is_asked_several_times_and_in_other_words_stays_what_it_is() -> None:
    asked = address("/v1/coverage", "2026-01-31", id=["org/segib", "org/a&b"], of="states")
    assert asked == "/v1/coverage?id=org/segib&id=org/a%26b&of=states&as_of=2026-01-31"
