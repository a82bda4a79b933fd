"""What is found of a file as a whole: missing recipients, elements that are not kept."""

from __future__ import annotations

from pathlib import Path

from ingest.findings import Outcome
from ingest.iati import iati_sources
from ingest.known import Known
from kg.base.i18n import LANGUAGES

from .conftest import DAY, Items, Read, activity, document, file_notes, links, ours


def given(path: Path, body: str, known: Known) -> Items:
    file = path / "national.xml"
    file.write_bytes(document(body))
    (source,) = iati_sources([file], known, DAY, recipient="state/hnd")
    return Items(source.items, source.notes)


def test_what_is_not_kept_is_counted_once_per_file(read: Read) -> None:
    parts = '<location/><location/><result/><x:y xmlns:x="urn:x"/><tag vocabulary="99" code="z"/>'
    income = '<transaction><transaction-type code="1"/></transaction>'
    found = read(activity(parts, "A-1") + activity(parts + income, "A-2"))
    assert file_notes(found)["not-kept"] == (
        "Not kept, since the model has no place for it: 4 locations, 2 results, 2 tags, 2 y, "
        "1 transaction that neither commits nor pays."
    )
    (note,) = [f for f in found.notes if f.code == "not-kept"]
    assert note.outcome is Outcome.ACCEPTED
    assert len({note.message.text(lang) for lang in LANGUAGES}) == len(LANGUAGES)


def test_missing_recipients_are_counted(read: Read) -> None:
    place = '<recipient-country code="HN"/>'
    found = read(activity(place, "A-1") + activity("", "A-2") + activity("", "A-3"))
    assert file_notes(found) == {
        "no-recipient": "2 of 3 activities name no recipient country or region."
    }
    assert file_notes(read(activity(place))) == {}


def test_a_given_recipient_is_for_those_without_any(tmp_path: Path, known: Known) -> None:
    flow = '<transaction><transaction-type code="2"/><recipient-country code="GT"/></transaction>'
    places = (
        '<recipient-country code="GT"/>', '<recipient-region code="389"/>', flow, "",
        '<recipient-country code="ZZ"/>',
    )  # fmt: skip
    found = given(tmp_path, "".join(activity(p, f"A-{n}") for n, p in enumerate(places)), known)
    assert [list(ours(item)) for item in found] == [
        [], [], [], [("RECEIVES", "state/hnd", "activity/A-3")], [],
    ]  # fmt: skip
    assert set(ours(found[3])["RECEIVES", "state/hnd", "activity/A-3"]["note"]) == set(LANGUAGES)
    assert file_notes(found) == {
        "recipient-given": "1 of 5 activities name no recipient; HND was given for them."
    }


def test_a_given_recipient_is_home_to_who_carries_the_activity_out(
    tmp_path: Path, known: Known
) -> None:
    ministry = (
        '<participating-org role="4" type="10"><narrative>Ministry of Health</narrative>'
        "</participating-org>"
    )
    (item,) = given(tmp_path, activity(ministry), known)
    assert list(links(item)) == [("IMPLEMENTS", "org/name/hnd/ministry-of-health", "activity/XX-1")]


def test_an_empty_file_has_nothing_to_say(read: Read) -> None:
    assert read("") == []
