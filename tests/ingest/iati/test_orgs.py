"""Who takes part: references good and bad, names, countries, nobody."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from ingest.findings import Item, Outcome
from ingest.iati.names import acting_territory, akin
from ingest.iati.placeholders import is_category, is_placeholder
from ingest.index import Index
from ingest.known import Known
from kg.base.text import fold
from kg.model.changes import NodeStatement

from .conftest import Read, activity, codes, links, node

Party = tuple[str, str, str]
"""Reference, type, name."""


def parts(parties: Sequence[Party], role: str = "4") -> str:
    return "".join(
        f'<participating-org ref="{ref}" type="{kind}" role="{role}">'
        f"<narrative>{name}</narrative></participating-org>"
        for ref, kind, name in parties
    )


def actors(item: Item) -> list[str]:
    return [start for type_, start, _ in links(item) if type_ == "IMPLEMENTS"]


def read_parties(read: Read, *parties: Party, more: str = "") -> Item:
    (item,) = read(activity(parts(parties) + more))
    return item


@pytest.mark.parametrize(
    ("party", "actor"),
    [
        (("XM-DAC-46008", "40", "CAF"), "org/caf"),
        (("xm-dac-46008", "40", "CAF"), "org/caf"),
        (("46008", "40", "CAF"), "org/caf"),
        (("XM-DAC-928", "40", "WHO"), "org/XM-DAC-928"),
        (("HN-REG-1/ñ", "22", "Casa"), "org/name/xx/casa"),
        (("HN-REG-1", "22", "Casa"), "org/HN-REG-1"),
        (("", "", "Corporacion Andina de Fomento"), "org/caf"),
        (("", "", "OAS"), "org/oas"),
        (("", "", "OAS Trust"), "org/name/xx/oas-trust"),
        (("", "10", "Sweden"), "country/swe"),
        (("", "", "República de El Salvador"), "state/slv"),
        (("", "", "US Government"), "org/name/xx/us-government"),
        (("", "", "ESTADOS UNIDOS"), "state/usa"),
        (("", "", "Republic of China"), "org/name/xx/republic-of-china"),
        (("", "", "The People's Republic of China"), "country/chn"),
    ],
)
def test_who_acts(read: Read, party: Party, actor: str) -> None:
    assert actors(read_parties(read, party)) == [actor]


@pytest.mark.parametrize(
    "reference", ["1", "n/a", "-", "SV–ORP0052007", "XX-NGO-1", "ORG 7", "XM-DAC-61000", "A" * 120]
)
def test_a_reference_that_identifies_nobody_gives_way_to_the_name(
    read: Read, reference: str
) -> None:
    item = read_parties(read, (reference, "70", "Obras del Sur S.A."))
    assert actors(item) == ["org/name/xx/obras-del-sur-s-a"]
    assert codes(item) == ["odd-reference"]
    assert "identifiers" not in node(item, "org/name/xx/obras-del-sur-s-a").props


@pytest.mark.parametrize(
    "name",
    ["Other", "No especificado", "não especificado", "Autres", "Donor country-based NGO", "n/a",
     "Recipient Government", "", "nan", "—"],
)  # fmt: skip
def test_names_of_nobody_are_left_out(read: Read, name: str) -> None:
    item = read_parties(read, ("", "", name))
    assert actors(item) == []
    assert codes(item) == ["placeholder-organisation"]


def test_several_organisations_with_one_reference(read: Read) -> None:
    item = read_parties(
        read,
        ("US-USAGOV", "10", "Centers for Disease Control and Prevention (CDC)"),
        ("US-USAGOV", "10", "United States Department of State"),
        ("US-USAGOV", "10", "CDC"),
        ("XM-DAC-47079", "22", "Red de Escuelas del Norte"),
    )
    assert actors(item) == [
        "org/US-USAGOV", "org/name/usa/united-states-department-of-state",
        "org/name/xx/red-de-escuelas-del-norte",
    ]  # fmt: skip
    assert codes(item) == ["shared-reference", "shared-reference"]


def test_one_organisation_with_many_references_is_not_merged_by_itself(read: Read) -> None:
    item = read_parties(read, ("GT-NIT-1", "70", "Pozos S.A."), ("GT-NIT-2", "70", "Pozos S.A."))
    assert actors(item) == ["org/GT-NIT-1", "org/GT-NIT-2"]


def test_local_bodies_belong_to_the_only_recipient(read: Read) -> None:
    item = read_parties(
        read,
        ("", "", "Ministerio de Salud"),
        ("", "24", "Casa de la Mujer"),
        ("", "21", "Manos del Mundo"),
        ("", "10", "Ministry of Works, Luxembourg"),
        ("", "", "Ministerio de Relaciones Exteriores"),
        more='<recipient-country code="HN"/>',
    )
    assert actors(item) == [
        "org/name/hnd/ministerio-de-salud", "org/name/hnd/casa-de-la-mujer",
        "org/name/xx/manos-del-mundo", "org/name/lux/ministry-of-works-luxembourg",
        "org/name/xx/ministerio-de-relaciones-exteriores",
    ]  # fmt: skip
    assert node(item, "org/name/hnd/ministerio-de-salud").props == {
        "name": {"en": "Ministerio de Salud"},
        "country": "state/hnd",
    }


def test_two_recipients_tell_nothing_about_a_local_body(read: Read) -> None:
    two = '<recipient-country code="HN"/><recipient-country code="GT"/>'
    item = read_parties(read, ("", "11", "Municipio"), more=two)
    assert actors(item) == ["org/name/xx/municipio"]


def test_an_organisation_is_stated_once_and_the_first_mention_wins(read: Read) -> None:
    first = parts([("XM-DAC-928", "40", "World Health Organization")])
    later = parts([("XM-DAC-928", "10", "World Health Organization (WHO)")])
    one, two = read(activity(first, "A-1") + activity(later, "A-2"))
    assert node(one, "org/XM-DAC-928").props == {
        "name": {"en": "World Health Organization"},
        "identifiers": ["XM-DAC-928"],
        "kind": "multilateral",
    }
    assert [c.id for c in two.changes if isinstance(c, NodeStatement)] == ["activity/A-2"]


def test_names_of_known_organisations_are_left_to_those_who_know_them(read: Read) -> None:
    item = read_parties(read, ("XM-DAC-46008", "40", "CAF Development bank"))
    assert not [c for c in item.changes if isinstance(c, NodeStatement) and c.id == "org/caf"]


def test_a_merged_organisation_keeps_the_id_of_its_reference(read: Read, known: Known) -> None:
    from ingest.iati.activity_record import Party as Named
    from ingest.iati.orgs import Organisations

    merged = Known(
        territories=known.territories, organisations=known.organisations,
        redirects={"org/XM-DAC-46008": "org/caf"},
    )  # fmt: skip
    party = Named("4", "XM-DAC-46008", "40", {"en": "CAF"})
    assert Organisations(merged).resolve(party, None).id == "org/XM-DAC-46008"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("UNDP", "United Nations Development Programme", True),
     ("USAID", "U.S. Agency for International Development", True),
     ("UNICEF", "World Health Organization", False),
     ("Ministry of Finance (MOF)", "Ministry of Finance and Economy", True),
     ("Ministerio de Salud", "Banco de la Nación", False)],
)  # fmt: skip
def test_akin(one: str, other: str, same: bool) -> None:
    assert akin(one, other) is akin(other, one) is same


def test_an_ambiguous_name_names_no_country() -> None:
    index = Index(names={"congo": ("country/cod", "country/cog")})
    assert acting_territory(index, fold("Republic of the Congo")) is None


def test_placeholders_and_categories() -> None:
    assert is_placeholder(fold("Não Especificado"))
    assert not is_placeholder(fold("Otro Mundo"))
    assert (is_category("44000"), is_category("xm-dac-61000"), is_category("46008")) == (
        False, True, False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("ref", "name"),
    [
        ("XM-DAC-46008", "CAF Invest"),
        ("XM-DAC-46008", "Fundación CAF"),
        ("XM-DAC-46008", "Organization of American States"),
        ("xm-dac-46008", "Escuelas del Norte"),
    ],
)
def test_an_identifier_of_one_and_a_name_of_another_wait_for_a_person(
    read: Read, ref: str, name: str
) -> None:
    held, later = read(activity(parts([(ref, "40", name)]), "A-1") + activity("", "A-2"))
    assert codes(held) == ["identifier-and-name"]
    assert (held.outcome, list(held.changes)) == (Outcome.HELD, [])
    assert later.changes[0] == node(later, "source/iati/XM-DAC-47079/sample"), "stated when written"


@pytest.mark.parametrize(
    "name",
    ["CAF", "caf", "CAF - Corporación Andina de Fomento", "Banco de Desarrollo de America Latina",
     "CAF Oficina Bogotá", "Corporación Andina de Fomento S.A.", "CAF Development Bank",
     "Development Bank of Latin America (CAF)", "", "N/A"],
)  # fmt: skip
def test_other_ways_to_write_its_name_agree_with_an_identifier(read: Read, name: str) -> None:
    item = read_parties(read, ("XM-DAC-46008", "40", name))
    assert (actors(item), codes(item)) == (["org/caf"], [])


def test_bodies_of_one_state_follow_each_other_under_one_identifier(read: Read) -> None:
    item = read_parties(read, ("US-GOV-1", "10", "Challenge Corporation"))
    assert (actors(item), codes(item)) == (["org/mcc"], ["shared-reference"])


def test_the_group_around_a_body_is_no_other_body(read: Read) -> None:
    item = read_parties(read, ("XM-DAC-46008", "40", "Grupo CAF"))
    assert (actors(item), codes(item)) == (["org/caf"], [])


def test_a_name_with_the_address_of_a_person_names_nobody(read: Read) -> None:
    name = "Sr. Juan Ejemplo juan.ejemplo@correo.example"
    for text in (name, f"{name}</narrative><narrative xml:lang='es'>Otro {name}"):
        party = f"<participating-org role='1'><narrative>{text}</narrative></participating-org>"
        (item,) = read(activity(party))
        assert "personal-data" in codes(item)
        assert "Ejemplo" not in str(item.changes)
