"""The entry code: long, typed as people type, spent once, in five tries and ten minutes."""

from __future__ import annotations

import math
import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest

from kg.access.entry_code import Entry, new_code
from kg.base.store_errors import StoreLockedError
from tests.kg.access.clock import SetClock


class Spent:
    """Stands for the desk where only one process matters."""

    def __init__(self) -> None:
        self.names: Counter[str] = Counter()

    def once(self, name: str, _until: datetime) -> bool:
        self.names[name] += 1
        return self.names[name] == 1


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


def test_a_code_has_at_least_80_bits_and_is_typed_without_doubt() -> None:
    codes = [new_code(SetClock()())[0] for _ in range(400)]
    assert len(set(codes)) == 400
    assert all(re.fullmatch(r"([0-9A-Z]{4}-){4}[0-9A-Z]{4}", code) for code in codes)
    used = set("".join(codes)) - {"-"}
    assert len(used) == 32
    assert not used & set("OILU")
    assert 20 * math.log2(len(used)) >= 80


def test_what_is_kept_does_not_show_the_code(clock: SetClock) -> None:
    text, code = new_code(clock())
    assert text.replace("-", "") not in repr(code)
    assert code.digest not in repr(code)


def test_it_enters_once(clock: SetClock) -> None:
    text, code = new_code(clock())
    desk, entry = Spent(), Entry(code, clock)
    assert entry.tries_left == 5
    assert entry.spend(text, desk.once) == "entered"
    assert entry.spend(text, desk.once) == "closed"
    assert entry.tries_left == 0


@pytest.mark.parametrize("typed", ["{}", " {} ", "{}\n"])
def test_it_is_taken_as_people_type(clock: SetClock, typed: str) -> None:
    text, code = new_code(clock())
    for written in (text, text.lower(), text.replace("-", ""), text.replace("-", " "),
                    text.replace("0", "O").replace("1", "l")):  # fmt: skip
        entry = Entry(code, clock)
        assert entry.spend(typed.format(written), Spent().once) == "entered"


def test_the_fifth_try_counts_and_the_sixth_does_not(clock: SetClock) -> None:
    text, code = new_code(clock())
    last = Entry(code, clock)
    for left in (4, 3, 2, 1):
        assert last.spend("wrong", Spent().once) == "wrong"
        assert last.tries_left == left
    assert last.spend(text, Spent().once) == "entered"
    late = Entry(code, clock)
    said = [
        late.spend(typed, Spent().once) for typed in ("", text[:-1], f"{text}0", "x" * 999, "é")
    ]
    assert said == ["wrong"] * 4 + ["closed"]
    assert late.spend(text, Spent().once) == "closed"


def test_it_is_over_after_ten_minutes(clock: SetClock) -> None:
    text, code = new_code(clock())
    clock.pass_(minutes=9, seconds=59)
    assert Entry(code, clock).spend(text, Spent().once) == "entered"
    clock.pass_(seconds=1)
    assert Entry(code, clock).tries_left == 0
    assert Entry(code, clock).spend(text, Spent().once) == "closed"


def test_without_a_code_nothing_enters(clock: SetClock) -> None:
    entry = Entry(None, clock)
    assert entry.tries_left == 0
    assert entry.spend("", Spent().once) == "closed"


def test_of_many_at_once_one_enters_and_five_try(clock: SetClock) -> None:
    text, code = new_code(clock())
    desk = Spent()
    for typed, wanted in ((text, {"entered": 1, "closed": 39}), ("no", {"wrong": 4, "closed": 36})):
        entry = Entry(code, clock)
        with ThreadPoolExecutor(8) as pool:
            said = Counter(pool.map(lambda _: entry.spend(typed, desk.once), range(40)))  # noqa: B023
        assert said == wanted


def test_another_process_that_spent_it_is_believed(clock: SetClock) -> None:
    text, code = new_code(clock())
    assert Entry(code, clock).spend(text, lambda _name, _until: False) == "closed"


def test_where_it_cannot_be_spent_it_is_not_used_up(clock: SetClock) -> None:
    text, code = new_code(clock())
    entry = Entry(code, clock)

    def locked(_name: str, _until: datetime) -> bool:
        raise StoreLockedError("sqlite:///x")

    with pytest.raises(StoreLockedError):
        entry.spend(text, locked)
    assert entry.spend(text, Spent().once) == "entered"
