"""Records that may be what an entry is about already are found, with why; others are not."""

from __future__ import annotations

from kg.exchange.likely_twins import likely_twins
from kg.graph.probe import Probe
from kg.graph.view import View

OFFER = "offer/xaa-band-in-schools"


def probe_of(view: View, id_: str) -> tuple[Probe, list[str]]:
    node = view.index(id_)
    links = {
        ("DECLARES", "in"): tuple(view.adjacency(("DECLARES",), "in").of(node).tolist()),
        ("IN_SECTOR", "out"): tuple(view.adjacency(("IN_SECTOR",), "out").of(node).tolist()),
    }
    probe = Probe("Offer", links, links["DECLARES", "in"])  # type: ignore[arg-type]
    return probe, list(view.snapshot.label(node).values())


def test_the_same_title_is_found_with_what_is_shared(starter_view: View) -> None:
    probe, titles = probe_of(starter_view, OFFER)
    first = likely_twins(starter_view, probe, titles, None, example=True)[0]
    assert (first.id, first.title.kind, first.same_declarer) == (OFFER, "name", True)
    assert first.sectors


def test_a_record_is_no_twin_of_itself_and_examples_meet_no_real_ones(starter_view: View) -> None:
    probe, titles = probe_of(starter_view, OFFER)
    found = likely_twins(starter_view, probe, titles, OFFER, example=True)
    assert OFFER not in [twin.id for twin in found]
    real = likely_twins(starter_view, probe, titles, None, example=False)
    assert all(starter_view.nature(starter_view.index(twin.id)) != "example" for twin in real)


def test_titles_that_share_words_need_more_that_is_shared(starter_view: View) -> None:
    probe, _ = probe_of(starter_view, OFFER)
    alone = Probe("Offer", {}, ())
    near = ["A band in the classroom, with tuning and instruments"]
    with_sector = likely_twins(starter_view, probe, near, None, example=True)
    without = likely_twins(starter_view, alone, near, None, example=True)
    assert OFFER in [twin.id for twin in with_sector]
    assert OFFER not in [twin.id for twin in without]


def test_other_words_are_no_twin(starter_view: View) -> None:
    probe, _ = probe_of(starter_view, OFFER)
    assert likely_twins(starter_view, probe, ["Xylophon qqq"], None, example=True) == []
