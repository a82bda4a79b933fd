"""Where bodies without reference are at home: never where a donor works."""

from __future__ import annotations

import pytest

from ingest.iati.activity_record import Party
from ingest.iati.orgs import Organisations
from ingest.known import Known, known_from_nodes
from kg.model.records import NodeRow

HND = "state/hnd"


def resolved(known: Known, *parties: tuple[str, str, str], country: str | None = HND) -> list[str]:
    """Role, type, name → ids, one document."""
    organisations = Organisations(known)
    found = [
        organisations.resolve(Party(role, "", kind, {"en": name}), country)
        for role, kind, name in parties
    ]
    return [each.id or "" for each in found]


@pytest.mark.parametrize(
    ("role", "kind", "name", "id_"),
    [
        ("4", "10", "Ministerio de Salud", "hnd/ministerio-de-salud"),
        ("4", "", "Ministerio de Salud", "hnd/ministerio-de-salud"),
        ("4", "11", "Amigos de Tela", "hnd/amigos-de-tela"),
        ("4", "24", "Aldea Global", "hnd/aldea-global"),
        ("4", "22", "Aldea Global", "xx/aldea-global"),
        ("1", "10", "Agencia de Cooperación", "xx/agencia-de-cooperacion"),
        ("4", "10", "Agencia de Cooperación", "xx/agencia-de-cooperacion"),
        ("1", "10", "Norwegian Agency for Development Cooperation (NORAD)",
         "xx/norwegian-agency-for-development-cooperation-norad"),
        ("3", "10", "Department of State", "xx/department-of-state"),
        ("4", "10", "Department of State", "xx/department-of-state"),
        ("4", "10", "U.S. Department of State", "xx/u-s-department-of-state"),
        ("1", "", "Department for International Development",
         "xx/department-for-international-development"),
        ("2", "10", "Ministry of Finance", "xx/ministry-of-finance"),
        ("4", "10", "Ministry of Foreign Affairs", "xx/ministry-of-foreign-affairs"),
        ("4", "10", "Embajada de los Países Bajos", "xx/embajada-de-los-paises-bajos"),
        ("1", "10", "Ministry of Health of Guatemala", "gtm/ministry-of-health-of-guatemala"),
    ],
)  # fmt: skip
def test_homes(known: Known, role: str, kind: str, name: str, id_: str) -> None:
    assert resolved(known, (role, kind, name)) == [f"org/name/{id_}"]


def test_who_carries_out_is_at_home_there_also_where_it_pays(known: Known) -> None:
    ministry = "Ministry of Finance"
    assert (
        resolved(known, ("4", "10", ministry), ("1", "10", ministry))
        == ["org/name/hnd/ministry-of-finance"] * 2
    )


def test_ministries_of_one_name_in_two_countries_are_two(known: Known) -> None:
    organisations = Organisations(known)
    party = Party("4", "", "", {"es": "Ministerio de Hacienda"})
    found = {organisations.resolve(party, country).id for country in (HND, "state/gtm")}
    assert len(found) == 2


def test_an_id_that_was_shown_stays_without_its_home(known: Known) -> None:
    former = "org/name/hnd/department-of-state"
    rows = [
        NodeRow(HND, '{"iso3":"HND"}'),
        NodeRow(former, '{"name":{"en":"Department of State"},"country":"state/hnd"}'),
    ]
    later = known_from_nodes(rows)
    party = Party("1", "", "10", {"en": "Department of State"})
    found = Organisations(later).resolve(party, HND)
    assert found.id == former
    assert found.props == {"name": {"en": "Department of State"}, "kind": "government"}
    assert Organisations(known).resolve(party, HND).id == "org/name/xx/department-of-state"
