"""Who is compared with whom: all that may be one, never all with all."""

from __future__ import annotations

from kg.identity.blocking import BLOCK, WINDOW, candidate_pairs
from tests.kg.identity.conftest import body_of


def test_spellings_of_one_name_meet() -> None:
    names = (
        "Wajir South Development Association (WASDA)", "WASDA",
        "Wajir South Development Asociation", "South Wajir Development", "Unrelated Widgets",
    )  # fmt: skip
    bodies = [body_of(name, id_=f"org/{at}") for at, name in enumerate(names)]
    pairs = set(candidate_pairs(bodies))
    assert {(0, 1), (0, 2), (0, 3)} <= pairs
    assert not {pair for pair in pairs if 4 in pair}


def test_pairs_come_once_in_order_and_always_the_same() -> None:
    bodies = [body_of(f"Wajir Fund {at % 3}", id_=f"org/{at:03d}") for at in range(20)]
    pairs = list(candidate_pairs(bodies))
    assert pairs == sorted(set(pairs)) == list(candidate_pairs(bodies))
    assert all(one < other for one, other in pairs)


def test_a_word_that_all_have_does_not_bring_all_together() -> None:
    count = 40 * BLOCK
    bodies = [body_of(f"Wajir w{at:05d}", id_=f"org/{at:05d}") for at in range(count)]
    pairs = list(candidate_pairs(bodies))
    keys_of_each = 8
    assert len(pairs) <= count * WINDOW * keys_of_each


def test_only_pairs_with_what_is_new() -> None:
    bodies = [body_of("Wajir Fund", id_=f"org/{at}") for at in range(4)]
    assert set(candidate_pairs(bodies, {2})) == {(0, 2), (1, 2), (2, 3)}
    assert list(candidate_pairs([])) == []
