"""One activity: codes, percentages, money, dates, texts."""

from __future__ import annotations

from typing import Any

import pytest

from ingest.findings import Item, Outcome
from ingest.iati.iati_values import day, language, number, share
from kg.model.fields import MAX_TEXT

from .conftest import Read, activity, codes, links, node

ID = "activity/XX-1"
TWO_PLACES = (
    '<recipient-country code="HN" percentage="30"/><recipient-{} code="{}" percentage="{}"/>'
)


def props(item: Item) -> Any:
    return node(item, ID).props


def one(read: Read, parts: str, attributes: str = "") -> Item:
    (item,) = read(activity(parts, attributes=attributes))
    return item


def flow(kind: str, value: str, parts: str = "", currency: str = "USD") -> str:
    return (
        f'<transaction><transaction-type code="{kind}"/>'
        f'<value currency="{currency}">{value}</value>{parts}</transaction>'
    )


def test_unknown_and_withdrawn_sectors(read: Read) -> None:
    item = one(read, '<sector code="99999"/><sector code="92010"/><sector code="14030"/>')
    assert {end for type_, _, end in links(item) if type_ == "IN_SECTOR"} == {
        "sector/dac/92010",
        "sector/dac/14030",
    }
    assert codes(item) == ["unknown-sector", "withdrawn-sector"]
    assert [f.outcome for f in item.findings][:2] == [Outcome.CHANGED, Outcome.ACCEPTED]


def test_a_withdrawn_sector_and_its_replacement_become_one(read: Read) -> None:
    item = one(read, '<sector code="74010" percentage="30"/><sector code="74020" percentage="70"/>')
    assert links(item)["IN_SECTOR", ID, "sector/dac/74020"] == {"percentage": 100.0}


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        ('<sector code="14030" percentage="50"/><sector code="11220" percentage="49.5"/>', []),
        ('<sector code="14030" percentage="50"/><sector code="11220" percentage="20"/>',
         ["percentages"]),
        ('<sector code="14030" percentage="50"/><sector code="11220"/>', []),
        ('<sector code="14030" percentage="140"/>', ["bad-number"]),
        ('<sector code="14030" percentage="half"/>', ["bad-number"]),
        (TWO_PLACES.format("region", "389", 70), []),
        (TWO_PLACES.format("country", "GT", 30), ["percentages"]),
    ],
)  # fmt: skip
def test_percentages(read: Read, parts: str, found: list[str]) -> None:
    assert codes(one(read, parts)) == found


def test_unknown_places_are_left_out(read: Read) -> None:
    item = one(
        read,
        '<recipient-country code="ZZ"/><recipient-region code="298"/>'
        '<recipient-region code="013" vocabulary="2"/><recipient-country code=""/>',
    )
    assert codes(item) == ["unknown-country", "unknown-region"]
    assert list(links(item)) == [("IN_REGION", ID, "region/m49/013")]


def test_sectors_and_places_of_the_transactions_count_where_there_are_no_others(read: Read) -> None:
    water, school = '<sector code="14030" vocabulary="1"/>', '<sector code="11220" vocabulary="1"/>'
    here, there = '<recipient-country code="HN"/>', '<recipient-country code="GT"/>'
    own = '<sector code="77" vocabulary="99"><narrative>Agua</narrative></sector>'
    item = one(
        read,
        flow("2", "300", water + own + here) + flow("2", "100", school + there)
        + flow("3", "900", school + there),
    )  # fmt: skip
    assert links(item) == {
        ("RECEIVES", "state/hnd", ID): {"percentage": 75.0},
        ("RECEIVES", "state/gtm", ID): {"percentage": 25.0},
        ("IN_SECTOR", ID, "sector/dac/14030"): {"percentage": 75.0},
        ("IN_SECTOR", ID, "sector/dac/11220"): {"percentage": 25.0},
    }
    assert props(item)["committed"] == {"USD": 400.0}
    assert props(item)["own_sectors"] == ["99|77|Agua"]


@pytest.mark.parametrize(
    "second",
    [flow("2", "100", '<recipient-country code="GT"/>', "EUR"),
     flow("2", "-900", '<recipient-country code="GT"/>'),
     flow("11", "100", '<recipient-country code="GT"/>')],
    ids=["two currencies", "a negative sum", "no commitment"],
)  # fmt: skip
def test_no_percentages_where_they_cannot_be_told(read: Read, second: str) -> None:
    item = one(read, flow("2", "300", '<recipient-country code="HN"/>') + second)
    assert list(links(item).values()) == [{}, {}]


def test_places_of_the_activity_win_over_those_of_transactions(read: Read) -> None:
    parts = '<recipient-country code="HN"/>' + flow("2", "5", '<recipient-country code="GT"/>')
    assert list(links(one(read, parts))) == [("RECEIVES", "state/hnd", ID)]


def budget(value: str, year: int, kind: str = "1", currency: str = ' currency="USD"') -> str:
    return (
        f'<budget type="{kind}"><period-start iso-date="{year}-01-01"/>'
        f'<period-end iso-date="{year}-12-31"/><value{currency}>{value}</value></budget>'
    )


@pytest.mark.parametrize("order", [1, -1])
def test_a_revised_budget_replaces_the_original_of_its_period(read: Read, order: int) -> None:
    parts = [budget("10", 2020), budget("15", 2020, "2"), budget("1", 2021)][::order]
    assert props(one(read, "".join(parts) + flow("2", "99")))["budget"] == {"USD": 16.0}


def test_sums_without_currency_or_number_are_left_out(read: Read) -> None:
    item = one(read, budget("10", 2020, currency="") + budget("a lot", 2021) + budget("7", 2022))
    assert codes(item) == ["no-currency", "bad-number"]
    assert props(item)["budget"] == {"USD": 7.0}


def test_bad_dates_are_left_out_and_good_ones_kept(read: Read) -> None:
    item = one(
        read,
        '<activity-date type="1" iso-date="31/12/2019"/><activity-date type="2" iso-date=""/>'
        '<activity-date type="4" iso-date="2019-12-31"/><activity-date type="7" iso-date="x"/>',
        'last-updated-datetime="yesterday"',
    )
    assert codes(item) == ["bad-date", "bad-date", "unknown-code"]
    assert props(item)["ends"] == "2019-12-31"
    assert node(item, ID).dated is None


def test_long_texts_are_cut(read: Read) -> None:
    item = one(read, f"<description><narrative>{'word ' * 5000}</narrative></description>")
    assert codes(item) == ["long-text"]
    assert len(props(item)["summary"]["en"]) <= MAX_TEXT
    assert props(item)["summary"]["en"].endswith("word…")


def test_an_activity_without_title_is_noted(read: Read) -> None:
    (item,) = read("<iati-activity><iati-identifier>A</iati-identifier></iati-activity>")
    assert codes(item) == ["no-title", "no-reporter"]
    assert item.outcome is Outcome.ACCEPTED
    assert node(item, "activity/A").source == "source/iati/unknown/sample"


@pytest.mark.parametrize("identifier", ["", "   "])
def test_no_identifier_is_rejected(read: Read, identifier: str) -> None:
    bad, good = read(activity(identifier=identifier) + activity())
    assert (codes(bad), bad.outcome, list(bad.changes)) == (
        ["no-identifier"], Outcome.REJECTED, [],
    )  # fmt: skip
    assert good.changes[0] == node(good, "source/iati/XM-DAC-47079/sample"), "stated when written"


def test_an_identifier_too_long_for_an_id_is_rejected(read: Read) -> None:
    (item,) = read(activity(identifier="ñ" * 100))
    assert codes(item) == ["identifier-too-long"]


def test_odd_identifiers_are_encoded(read: Read) -> None:
    (item,) = read(activity(identifier="CO 1/ñ &lt;x&gt;"))
    stated = node(item, "activity/CO%201/%C3%B1%20%3Cx%3E")
    assert stated.props["identifier"] == "CO 1/ñ <x>"


def test_duplicates_are_held_unless_they_say_the_same(read: Read) -> None:
    same = activity('<sector code="14030"/>')
    first, again, other = read(same + same + activity('<sector code="11220"/>'))
    assert first.outcome is again.outcome is Outcome.ACCEPTED
    assert list(again.changes) == []
    assert other.outcome is Outcome.HELD
    assert other.where == "line 4"
    assert "line 2" in other.findings[0].message.text()


def test_line_numbers_beyond_65535(read: Read) -> None:
    (item,) = read("\n" * 70_000 + activity())
    assert item.where == "line 70002"


def test_a_default_namespace_makes_no_difference(read: Read) -> None:
    body = activity('<sector code="14030"/><recipient-country code="HN"/>')
    xml = f'<iati-activities xmlns="https://example.org/iati">{body}{body}</iati-activities>'
    first, again = read(xml.encode())
    assert len(links(first)) == 2
    assert again.outcome is Outcome.ACCEPTED


def test_an_activity_inside_an_activity_is_not_one(read: Read) -> None:
    (item,) = read(activity(activity(identifier="inner"), identifier="outer"))
    assert node(item, "activity/outer")


@pytest.mark.parametrize(
    ("text", "expected"),
    [("2017-02-06", "2017-02-06"), (" 2014-10-01Z ", "2014-10-01"),
     ("2017-02-06+0800", "2017-02-06"), ("2019-01-01 10:00", "2019-01-01"),
     ("0201-01-01", None), ("2012-W01-1", None), ("20120101", None), ("2019-02-30", None),
     ("2019-01-01x", None), ("", None)],
)  # fmt: skip
def test_days(text: str, expected: str | None) -> None:
    assert day(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("1e3", 1000.0), ("-5", -5.0), ("1,000", 1000.0), ("0,5", 0.5), ("1.000,5", None),
     ("NaN", None), ("inf", None), ("1_000", None), ("", None), ("USD 5", None), (" 7 ", 7.0)],
)  # fmt: skip
def test_numbers(text: str, expected: float | None) -> None:
    assert number(text) == expected


def test_shares_and_languages() -> None:
    assert (share("100.0"), share("-1"), share("100.5")) == (100.0, None, None)
    assert (language("pt-BR"), language("FR"), language(""), language("x1")) == (
        "pt", "fr", "und", "und",
    )  # fmt: skip


def test_an_address_of_a_person_in_a_text_is_left_out(read: Read) -> None:
    said = "Ask juana.ejemplo@example.org or info@example.org"
    item = one(read, f"<description><narrative>{said}</narrative></description>")
    assert "personal-data" in codes(item)
    assert item.outcome is Outcome.CHANGED
    assert "juana" not in repr(item.changes)
    assert "info@example.org" in repr(item.changes)
