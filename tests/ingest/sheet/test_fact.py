"""A fact told by itself: what the same source told before stays beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from typing import Any

import pytest

from ingest.findings import Report
from ingest.known import known_from_store
from ingest.loading import load
from ingest.sheet.fact import fact_of, fact_source
from ingest.sheet.headers.header_words import Name
from kg.base.errors import BadOptionError, WrongUseError
from kg.store.opening import open_store
from kg.store.protocol import Store
from tests.conftest import TODAY

Telling = Callable[..., Report]


@pytest.fixture
def store(starter_copy: str) -> Iterator[Store]:
    with closing(open_store(starter_copy, write=True)) as store:
        yield store


@pytest.fixture
def tell(store: Store) -> Telling:
    def telling(*words: str, source: str = "letter", today: date = TODAY) -> Report:
        fact = fact_of(words[0], words[1:])
        known = known_from_store(store)
        return load(store, [fact_source(fact, known, store, source, today=today)])

    return telling


def said(store: Store, id_: str, source: str = "source/stated/letter") -> Any:
    (record,) = store.get([id_]).values()
    return next(s.props for s in record.statements if s.source == source)


def named(store: Store, id_: str, source: str = "source/stated/letter") -> dict[str, Any]:
    return {
        record.relation.end if record.relation.start == id_ else record.relation.start: s.props
        for record in store.relations_of(id_)
        for s in record.statements
        if s.source == source
    }


@pytest.mark.parametrize(
    ("subject", "kind", "id_"),
    [
        ("agreement", "agreements", None),
        ("agreements", "agreements", None),
        ("Agreement", "agreements", None),
        ("activity", "activities", None),
        ("org", "actors", None),
        ("actor", "actors", None),
        ("Organisation", "actors", None),
        ("membership", "memberships", None),
        ("unit/mercosur-gci", "units", "unit/mercosur-gci"),
        ("org/caf", "actors", "org/caf"),
    ],
)
def test_what_a_fact_is_about(subject: str, kind: str, id_: str | None) -> None:
    fact = fact_of(subject, ["visibility=board"])
    assert (fact.kind, fact.id) == (kind, id_)
    assert fact.fields == {Name("visibility"): "board"}


@pytest.mark.parametrize("subject", ["", "thing", "state/hti", "sector/dac/14030", "state", "a/b"])
def test_what_nobody_tells(subject: str) -> None:
    with pytest.raises(BadOptionError) as caught:
        fact_of(subject, ["name=x"])
    assert "agreements" in caught.value.sentence()


@pytest.mark.parametrize("field", ["nothing=1", "title", "=x", "titel=x", "title=\x1b[2J"])
def test_what_is_no_field(field: str) -> None:
    with pytest.raises(BadOptionError):
        fact_of("agreement", [field])


def test_something_must_be_told() -> None:
    with pytest.raises(WrongUseError, match="not said what is told"):
        fact_of("unit/mercosur-gci", [])


def test_synonyms_name_fields_too() -> None:
    fields = fact_of("priority", ["sectors=14030", "Nombre=x", "name:pt=y"]).fields
    assert fields == {Name("sector"): "14030", Name("name"): "x", Name("name", "pt"): "y"}


def test_what_was_told_before_stays(store: Store, tell: Telling) -> None:
    tell("milestone/guidance-document", "status=done", "name:pt=Documento")
    report = tell("milestone/guidance-document", "evidence=CIDI/doc. 1", "name:es=Documento")
    assert report.findings == []
    assert said(store, "milestone/guidance-document") == {
        "status": "done",
        "evidence": "CIDI/doc. 1",
        "name": {"pt": "Documento", "es": "Documento"},
    }


def test_an_empty_value_takes_back_what_was_told(store: Store, tell: Telling) -> None:
    tell("milestone/guidance-document", "status=done", "evidence=CIDI/doc. 1")
    tell("milestone/guidance-document", "evidence=")
    assert said(store, "milestone/guidance-document") == {"status": "done"}


def test_another_source_is_not_touched(store: Store, tell: Telling) -> None:
    tell("milestone/guidance-document", "status=done")
    tell("milestone/guidance-document", "status=late", source="minutes")
    id_ = "milestone/guidance-document"
    assert said(store, id_) == {"status": "done"}
    assert said(store, id_, "source/stated/minutes") == {"status": "late"}


def test_columns_of_one_relation_are_told_apart(store: Store, tell: Telling) -> None:
    id_ = "priority/authorities-2018-resilience"
    tell(id_, "sector=14030; 311", "goal=6")
    assert set(named(store, id_)) == {"sector/dac/14030", "sector/dac/311", "goal/sdg/6"}
    tell(id_, "sector=311")
    assert set(named(store, id_)) == {"sector/dac/311", "goal/sdg/6"}
    tell(id_, "sector=")
    assert set(named(store, id_)) == {"goal/sdg/6"}


def test_the_end_of_an_agreement_keeps_its_beginning(store: Store, tell: Telling) -> None:
    tell("agreement", "title=A", "parties=org/oas; org/caf", "signed=1992-05-03", "named=org/sica")
    id_ = "agreement/oas-a"
    tell(id_, "ends=2012-12-31")
    known = {"since": "1992-05-03", "until": "2013-01-01"}
    assert named(store, id_) == {
        "org/oas": {"status": "party", **known},
        "org/caf": {"status": "party", **known},
        "org/sica": {"status": "named", **known},
    }
    tell(id_, "parties=org/oas; org/iica")
    assert set(named(store, id_)) == {"org/oas", "org/iica", "org/sica"}
    assert named(store, id_)["org/iica"]["until"] == "2013-01-01"


def test_periods_of_a_membership_add_up(store: Store, tell: Telling) -> None:
    pair = "member=state/hti", "organisation=org/caf"
    tell("membership", *pair, "status=observer", "since=2010-01-01", "until=2015-01-01")
    tell("membership", *pair, "status=member", "since=2018-01-01")
    periods = [
        (s.props["status"], s.props["since"])
        for record in store.relations_of("state/hti")
        if record.relation.end == "org/caf"
        for s in record.statements
    ]
    assert sorted(periods) == [("member", "2018-01-01"), ("observer", "2010-01-01")]


def test_the_same_again_alters_nothing(tell: Telling) -> None:
    fact = "unit/mercosur-gci", "mailbox=gci@mercosur.int"
    assert tell(*fact).total.unchanged == 0
    assert tell(*fact).total.unchanged == 1


def test_a_known_source_is_not_described_anew(store: Store, tell: Telling) -> None:
    tell("milestone/guidance-document", "status=done", source="source/oas-press-e-308-09")
    (record,) = store.get(["source/oas-press-e-308-09"]).values()
    assert len(record.statements) == 1
    assert said(store, "milestone/guidance-document", "source/oas-press-e-308-09")


def test_an_offer_of_somebody_else_is_not_restated(tell: Telling) -> None:
    tell("offer", "actor=HTI", "title=Agua", "sector=14030")
    report = tell("offer/hti-agua", "actor=JAM", source="other")
    assert [f.code for f in report.findings] == ["no-sector", "not-the-declarer"][1:]
    assert tell("offer/hti-agua", "capacity=3").total.accepted == 1


@pytest.mark.parametrize(
    "words",
    [
        ("unit", "name=x"),
        ("agreement", "parties=org/oas"),
        ("milestone", "name=x", "initiative=nothing like it"),
        ("membership", "member=HTI", "organisation=org/caf"),
        ("unit", "name=x", "part_of=org/oas", "door_for=Xyzzy"),
    ],
)
def test_what_is_not_enough_writes_nothing(store: Store, tell: Telling, words: list[str]) -> None:
    before = store.revision()
    assert tell(*words).total.accepted == 0
    assert store.revision() == before or store.get(["source/stated/letter"])


def test_a_mailbox_of_a_person_is_never_kept(store: Store, tell: Telling) -> None:
    report = tell("unit/mercosur-gci", "mailbox=maria.perez@example.org")
    assert [(f.code, f.outcome.value) for f in report.findings] == [("personal-data", "held")]
    assert "perez" not in str(report.findings)
    assert "perez" not in str(store.get(["unit/mercosur-gci"]))


@pytest.mark.parametrize(
    "words",
    [
        ("unit/mercosur-gci", "website=not one"),
        ("unit/mercosur-gci", "sector=Xyzzy"),
        ("activity", "title=x", "provider=HTI", "status=quién sabe"),
        ("activity", "title=x", "provider=HTI", "amount=7"),
        ("activity", "title=x", "provider=HTI", "implementer=Xyzzy"),
        ("milestone/guidance-document", "evidence==HYPERLINK(A1)"),
        ("milestone/guidance-document", "evidence=write to maria.perez@example.org"),
    ],
)
def test_a_fact_is_taken_whole_or_waits(store: Store, tell: Telling, words: list[str]) -> None:
    report = tell(*words)
    assert (report.total.accepted, report.total.held) == (0, 1)


def test_what_is_read_with_some_sense_is_taken(tell: Telling) -> None:
    report = tell("agreement/oas-segib-2009", "ends=diciembre de 2020", "parties=org/oas; SEGB")
    assert {f.code for f in report.findings} == {"date-read", "near-match"}
    assert report.total.changed == 1


def test_to_tell_something_of_an_example_declares_nothing(store: Store, tell: Telling) -> None:
    (record,) = store.get(["offer/xae-bancos-de-leite"]).values()
    assert {s.props["nature"] for s in record.statements} == {"example"}
    assert tell("offer/xae-bancos-de-leite", "capacity=2").clean
    assert said(store, "offer/xae-bancos-de-leite") == {"nature": "example", "capacity": 2}
    assert tell("offer/xae-bancos-de-leite", "nature=declared").clean
    assert said(store, "offer/xae-bancos-de-leite")["nature"] == "declared"


@pytest.mark.parametrize("more", ["status=expired", "Estado=in_force"])
def test_a_field_is_told_once(more: str) -> None:
    with pytest.raises(BadOptionError) as caught:
        fact_of("agreement/oas-segib-2009", ["status=in_force", more])
    assert "once" in str(caught.value.fix)


def test_the_id_stands_first() -> None:
    with pytest.raises(BadOptionError):
        fact_of("agreement/oas-segib-2009", ["id=agreement/other", "status=in_force"])
