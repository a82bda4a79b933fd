"""What each side put in: read as written, its own alone, beside each other."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.base.errors import BadOptionError
from kg.exchange.shares import MOST, UNITS, Share, differ, read_share, share_of, with_share
from kg.model.desk_types import ContactRequest

EMPTY = ContactRequest(id="contact/0123456789abcdef", asks="unit/a", asked="unit/b")
OFFICES = st.sampled_from(["unit/a", "unit/b", "unit/çà et là"])
SHARES = st.builds(
    Share,
    st.dictionaries(st.sampled_from(["USD", "EUR"]), st.floats(0.01, 1e12), max_size=2),
    st.dictionaries(st.sampled_from(UNITS), st.floats(0.01, 1e12), max_size=2),
)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (("", "", "", ""), Share()),
        (("1200,50", " usd ", "", "hours"), Share({"USD": 1200.5})),
        (("", "", "12", "person_days"), Share({}, {"person_days": 12.0})),
        (("1", "EUR", "0.5", "experts"), Share({"EUR": 1.0}, {"experts": 0.5})),
    ],
)
def test_it_is_read_as_it_is_written(written: tuple[str, str, str, str], read: Share) -> None:
    assert read_share(*written) == read


@pytest.mark.parametrize(
    ("written", "name"),
    [
        (("5", "", "", ""), "currency"), (("", "USD", "", ""), "amount"),
        (("0", "USD", "", ""), "amount"), (("-1", "USD", "", ""), "amount"),
        (("1.250.000", "USD", "", ""), "amount"), (("1e5", "USD", "", ""), "amount"),
        (("nan", "USD", "", ""), "amount"), (("9" * 13, "USD", "", ""), "amount"),
        (("٣", "USD", "", ""), "amount"),
        (("1", "US", "", ""), "currency"), (("", "", "3", "centuries"), "unit"),
        (("", "", "many", "hours"), "effort"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named(written: tuple[str, str, str, str], name: str) -> None:
    with pytest.raises(BadOptionError) as told:
        read_share(*written)
    assert name in told.value.sentence()


@given(st.text(max_size=20), st.text(max_size=5), st.text(max_size=20), st.text(max_size=12))
def test_whatever_is_typed_is_read_or_refused(a: str, b: str, c: str, d: str) -> None:
    with suppress(BadOptionError):
        share = read_share(a, b, c, d)
        assert all(0 < n <= MOST for n in (*share.contributed.values(), *share.effort.values()))


@given(st.lists(st.tuples(OFFICES, SHARES), max_size=6))
def test_nobody_alters_the_share_of_another(told: list[tuple[str, Share]]) -> None:
    record, last = EMPTY, dict[str, Share]()
    for office, share in told:
        record = record.model_copy(update={"shares": with_share(record, office, share)})
        last[office] = share
    # As the desk keeps it: validated anew.
    kept = ContactRequest.model_validate(record.model_dump())
    for office in ("unit/a", "unit/b", "unit/çà et là"):
        assert share_of(kept, office) == last.get(office, Share())
    assert len(kept.shares) == sum(bool(share.props()) for share in last.values())


def test_only_figures_of_one_kind_differ() -> None:
    assert differ(Share({"USD": 1.0}), Share({"USD": 2.0}))
    assert not differ(Share({"USD": 1.0}), Share({"EUR": 2.0}))
    assert not differ(Share({}, {"hours": 1.0}), Share({}, {"hours": 1.0}))
    assert differ(Share({}, {"hours": 1.0}), Share({}, {"hours": 2.0}))
    assert not differ(Share(), Share({"USD": 1.0}))
