"""Same, ask or different: never the same across a contradiction."""

from __future__ import annotations

import pytest

from kg.identity.judging import Uses, judge
from tests.kg.identity.conftest import MakeBody

ALONE = Uses({}, {})


def outcome(one: object, other: object, uses: Uses = ALONE) -> tuple[str, list[str]]:
    verdict = judge(one, other, uses)  # type: ignore[arg-type]
    turned = judge(other, one, uses)  # type: ignore[arg-type]
    assert (turned.outcome, turned.score) == (verdict.outcome, verdict.score)
    return verdict.outcome, [each.kind for each in verdict.evidence]


@pytest.mark.parametrize(("one", "other"), [
    ("UNESCO", "United Nations Educational, Scientific and Cultural Organization (UNESCO)"),
    ("WASDA", "Wajir South Development Association (WASDA)"),
    ("FENPS", "Formal Education Network for Private Schools"),
    ("Wajir South Development Association", "Wajir South Development Asociation"),
    ("Somaliland Parliamentar Relations Forum", "Somaliland Parliamentary Relations Forum"),
    ("Fundación Ford", "The Ford Foundation"),
    ("ONG Widgetes", "Widgetes"), ("Widgetes S.A.", "Widgetes SA"), ("Widgetes, A.C.", "Widgetes"),
])  # fmt: skip
def test_surely_the_same(make_body: MakeBody, one: str, other: str) -> None:
    assert outcome(make_body(one), make_body(other))[0] == "same"


@pytest.mark.parametrize(("one", "other", "against"), [
    ("UNDP Bolivia", "UNDP", "one-place"),
    ("Plan International, Sweden", "Plan International", "one-place"),
    ("Ministry of Health", "Ministerio de Salud", "no-country"),
    ("Ministry of Health - Department of Finance", "Ministry of Finance - Department of Health",
     "other-order"),
    ("CDC", "Center for Rights (CDC)", None),
    ("Adelante 2", "Adelante", "other-number"),
    ("Widgetes S.A.", "Widgetes GmbH", "other-form"),
    ("Banco Nacional", "National Bank", "short"), ("Cruz Roja", "Red Cross", "short"),
    ("Hospital San José", "Hospital San Jose.", "no-country"),
    ("Save the Children", "Save the Children International", None),
])  # fmt: skip
def test_a_person_is_asked(make_body: MakeBody, one: str, other: str, against: str | None) -> None:
    found, kinds = outcome(make_body(one), make_body(other))
    assert found == "ask"
    assert against is None or against in kinds


@pytest.mark.parametrize(("one", "other"), [
    ("Plan International Sweden", "Plan International Germany"),
    ("Ministry of Health of Panama", "Ministry of Health of Costa Rica"),
    ("Hughes Schools", "New York Slogan Company LLC"),
    ("German Red Cross", "Spanish Red Cross"),
])  # fmt: skip
def test_two_bodies(make_body: MakeBody, one: str, other: str) -> None:
    assert outcome(make_body(one), make_body(other))[0] == "different"


def test_ministries_of_two_countries_are_two(make_body: MakeBody) -> None:
    names = "Ministerio de Salud", "Ministerio de Salud"
    one, other = (
        make_body(name, id_=f"org/name/{country}/ministerio-de-salud", country=f"state/{country}")
        for name, country in zip(names, ("cri", "pan"), strict=True)
    )
    assert outcome(one, other)[0] == "different"


def test_a_donor_with_and_without_a_country_is_one(make_body: MakeBody) -> None:
    one = make_body("Widget Fund", id_="org/name/bol/widget-fund", country="state/bol")
    assert outcome(one, make_body("Widget Fund"))[0] == "same"


def test_an_identifier_goes_before_names(make_body: MakeBody) -> None:
    one = make_body("CARE", identifiers=["XI-DUNS-001793082"], id_="org/XI-DUNS-001793082")
    other = make_body(
        "Cooperative for Assistance and Relief Everywhere",
        identifiers=["DUNS 1793082"],
        id_="org/b",
    )
    assert outcome(one, other) == ("same", ["identifier", "initials"])


def test_an_identifier_on_an_unlike_name_is_a_question(make_body: MakeBody) -> None:
    one = make_body("Widget Bank", identifiers=["XM-DAC-46012"], id_="org/bank")
    other = make_body("Ladder Company", identifiers=["46012"], id_="org/46012")
    assert outcome(one, other) == ("ask", ["identifier", "unlike"])


def test_two_identifiers_of_one_scheme_are_a_contradiction(make_body: MakeBody) -> None:
    one = make_body("Widget Fund", identifiers=["XM-DAC-41114"], id_="org/a")
    other = make_body("Widget Fund", identifiers=["XM-DAC-41115"], id_="org/XM-DAC-41115")
    found, kinds = outcome(one, other)
    assert (found, kinds) == ("ask", ["name", "other-identifier"])


def test_parent_and_unit_are_never_one(make_body: MakeBody) -> None:
    whole = make_body("Widget Fund", id_="org/a")
    part = make_body("Widget Fund", id_="org/b")._replace(within=frozenset({"org/a"}))
    assert outcome(whole, part)[0] == "different"


def test_two_types_are_never_one(make_body: MakeBody) -> None:
    pair = make_body("Widget Fund"), make_body("Widget Fund", id_="programme/widget")
    assert outcome(*pair)[0] == "different"


def test_an_acronym_of_two_bodies_is_a_question(make_body: MakeBody) -> None:
    pair = make_body("WASDA"), make_body("Wajir South Development Association (WASDA)")
    assert outcome(*pair, Uses({"wasda": 2}, {}))[0] == "ask"
