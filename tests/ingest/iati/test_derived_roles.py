"""Who reports, funds and lends where no participant is said to."""

from __future__ import annotations

import pytest

from ingest.findings import Item, Outcome
from kg.base.i18n import LANGUAGES
from kg.model.changes import RelationStatement

from .conftest import Read, activity, codes, file_notes, links, ours

ID = "activity/XX-1"
LOAN = '<transaction><transaction-type code="2"/><value currency="USD">5</value>{}</transaction>'
BORROWER = '<participating-org role="4" type="10"><narrative>Municipio de X</narrative>{}'
BORROWER = BORROWER.format("</participating-org>")
CAF = '<provider-org ref="XM-DAC-46008"><narrative>CAF</narrative></provider-org>'


def one(read: Read, body: str) -> Item:
    (item,) = read(body)
    return item


def reporters(item: Item) -> list[str]:
    stated = [c for c in item.changes if isinstance(c, RelationStatement)]
    return [c.relation.start for c in stated if c.relation.type == "REPORTS"]


def test_who_reports_is_stated_and_takes_no_part(read: Read) -> None:
    item = one(read, activity('<participating-org role="1"><narrative>X Y</narrative>'
                              "</participating-org>"))  # fmt: skip
    assert reporters(item) == ["org/oas"]
    assert list(links(item)) == [("FUNDS", "org/name/xx/x-y", ID)]
    assert ours(item) == {}


def test_a_bank_that_is_the_only_party_of_its_loans_extends_them(read: Read) -> None:
    found = read(activity(BORROWER + LOAN.format("")))
    item = found[0]
    ((key, props),) = ours(item).items()
    assert key == ("EXTENDS", "org/oas", ID)
    assert set(props["note"]) == set(LANGUAGES)
    assert "extending it: OAS." in file_notes(found)["role-derived"]
    assert (codes(item), item.outcome) == ([], Outcome.ACCEPTED)


@pytest.mark.parametrize(
    "body",
    [
        activity(BORROWER),
        activity(BORROWER + LOAN.format("")).replace("<reporting-org", "<x"),
        activity(BORROWER + LOAN.format("")).replace(
            "<reporting-org", '<reporting-org secondary-reporter="1"'
        ),
        *(
            activity(f'<participating-org role="{role}"><narrative>Various</narrative>'
                     f"</participating-org>{LOAN.format('')}")
            for role in "123"
        ),
        activity('<participating-org role="4" ref="XM-DAC-47079"/>' + LOAN.format("")),
        activity(LOAN.format("").replace('code="2"', 'code="1"')),
    ],
    ids=["no money", "no reporter", "secondary", "funded", "accountable", "extended", "carries out",
         "incoming"],
)  # fmt: skip
def test_nothing_is_derived_where_somebody_else_may_have_given_it(read: Read, body: str) -> None:
    assert ours(one(read, body.replace("</reporting-org>", "</reporting-org>"))) == {}


def test_a_provider_funds_what_nobody_is_said_to_fund(read: Read) -> None:
    accountable = '<participating-org role="2" ref="XM-DAC-47079"/>'
    found = read(activity(accountable + LOAN.format(CAF)))
    item = found[0]
    ((key, props),) = ours(item).items()
    assert key == ("FUNDS", "org/caf", ID)
    assert props["committed"] == {"USD": 5.0}
    assert "name: CAF." in file_notes(found)["role-derived"]


def test_a_provider_that_is_no_funder_gets_no_second_role(read: Read) -> None:
    funded = '<participating-org role="1" ref="XM-DAC-47079"/>'
    item = one(read, activity(funded + LOAN.format(CAF)))
    assert ours(item) == {}
    assert links(item) == {("FUNDS", "org/oas", ID): {}}
