"""Answers that are made once: who waits for one that there is no room for is told so."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Lock
from time import sleep

import pytest

from api.kept_answers import Answers, Made
from api.paper_answers import PapersBusyError

MANY = 20


def test_one_who_finds_no_room_has_tried_for_all_who_wait() -> None:
    """Each that tried in its turn would hold a thread for as long as all before it together."""
    answers, tries, all_here = Answers(), 0, Barrier(MANY)

    def busy() -> Made:
        nonlocal tries
        tries += 1
        sleep(0.2)
        raise PapersBusyError

    def ask(_: int) -> type[Exception]:
        all_here.wait()
        with pytest.raises(PapersBusyError) as caught:
            answers.get("one", busy)
        return caught.type

    with ThreadPoolExecutor(MANY) as threads:
        assert [*threads.map(ask, range(MANY))] == [PapersBusyError] * MANY
    assert tries < MANY / 2
    made = Made(b"x", "text/plain", {})
    assert answers.get("one", lambda: made) is made, "who comes later tries anew"


def test_any_other_failure_is_no_verdict_on_the_next() -> None:
    answers, lock, left = Answers(), Lock(), [ValueError("no"), ValueError("no")]

    def make() -> Made:
        with lock:
            if left:
                raise left.pop()
        return Made(b"x", "text/plain", {})

    for _ in range(2):
        with pytest.raises(ValueError, match="no"):
            answers.get("one", make)
    assert answers.get("one", make).body == b"x"
