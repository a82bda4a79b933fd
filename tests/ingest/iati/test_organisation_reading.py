"""Organisation files of both versions of the standard: what is kept, and what is only counted."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from ingest.findings import Finding, Item, Outcome
from ingest.iati import iati_sources
from ingest.known import Known
from kg.model.changes import NodeStatement

from .conftest import DAY, FILES, Read, activity, codes, document, node

ORGANISATIONS = FILES.parent / "organisation_files"


def loaded(path: Path, known: Known) -> tuple[list[Item], list[Finding]]:
    (source,) = iati_sources([path], known, DAY)
    return list(source.items), list(source.notes)


def organisations(body: str) -> bytes:
    return f'<iati-organisations version="2.03">\n{body}</iati-organisations>'.encode()


def organisation(
    identifier: str = "SE-EXA-1", name: str = "Example", rest: str = "", kind: str = "60"
) -> str:
    return (
        f'<iati-organisation xml:lang="en"><organisation-identifier>{identifier}'
        f"</organisation-identifier><name><narrative>{name}</narrative></name>"
        f'<reporting-org ref="{identifier}" type="{kind}"><narrative>{name}</narrative>'
        f"</reporting-org>{rest}</iati-organisation>\n"
    )


def test_version_2(known: Known) -> None:
    items, notes = loaded(ORGANISATIONS / "organisations203.xml", known)
    assert [item.outcome for item in items] == [Outcome.ACCEPTED] * 2
    own = node(items[0], "org/HN-EJE-0801")
    assert own.dated == "2025-05-01"
    assert own.where == "line 4"
    assert own.props == {
        "name": {"es": "Fundación Ejemplo del Agua", "en": "Example Water Foundation"},
        "identifiers": ["HN-EJE-0801"], "kind": "foundation", "country": "state/hnd",
    }  # fmt: skip
    assert [note.code for note in notes] == ["not-kept"]
    assert notes[0].outcome is Outcome.ACCEPTED
    assert notes[0].message.text() == (
        "Not kept, since the model has no place for it: 2 total-budget, 1 default-currency, "
        "1 link to a document, 1 recipient-country-budget, 1 total-expenditure."
    )


def test_version_1(known: Known) -> None:
    (item,), (note,) = loaded(ORGANISATIONS / "organisations104.xml", known)
    own = node(item, "org/SE-EXA-1")
    assert own.props == {
        "name": {"en": "Example Relief", "fr": "Secours Exemple"},
        "identifiers": ["SE-EXA-1"], "kind": "ngo_international",
    }  # fmt: skip
    assert "1 recipient-org-budget" in note.message.text()


def test_a_curated_body_keeps_its_names_and_gains_others(known: Known) -> None:
    items, _notes = loaded(ORGANISATIONS / "organisations203.xml", known)
    assert node(items[1], "org/caf").props == {"aliases": ["CAF - banco de desarrollo", "CAF"]}


def test_a_name_of_another_body_is_no_alias(read: Read) -> None:
    other = "<name>Organization of American States</name><name>CAF banco</name>"
    (item,) = read(organisations(organisation("XM-DAC-46008", "CAF", other)))
    assert node(item, "org/caf").props["aliases"] == ["CAF", "CAF banco"]


def test_the_name_of_another_body_waits_for_a_person(read: Read) -> None:
    name = "Organization of American States"
    (item,) = read(organisations(organisation("XM-DAC-46008", name)))
    assert (codes(item), item.outcome) == (["identifier-and-name"], Outcome.HELD)


def test_the_source_says_who_publishes(known: Known) -> None:
    items, _notes = loaded(ORGANISATIONS / "organisations203.xml", known)
    sources = [c for i in items for c in i.changes if isinstance(c, NodeStatement)]
    found = [c for c in sources if c.id.startswith("source/")]
    assert [c.id for c in found] == ["source/iati/HN-EJE-0801/organisations203"]
    assert found[0].props["publisher"] == "Fundación Ejemplo del Agua"


def test_who_reports_about_another_is_stated_too(read: Read) -> None:
    body = organisation().replace('ref="SE-EXA-1" type="60"', 'ref="FR-RCS-9" type="70"', 1)
    body = body.replace("<narrative>Example</narrative></rep", "<narrative>Autre</narrative></rep")
    (item,) = read(organisations(body))
    assert node(item, "org/FR-RCS-9").props["kind"] == "private"
    assert "kind" not in node(item, "org/SE-EXA-1").props


@pytest.mark.parametrize(
    ("body", "code", "outcome"),
    [("<iati-organisation><name><narrative>X</narrative></name></iati-organisation>",
      "no-identifier", Outcome.REJECTED),
     (organisation("SE-" + "x" * 500), "identifier-too-long", Outcome.REJECTED),
     (organisation("123"), "odd-reference", Outcome.CHANGED),
     (organisation("123", "Various"), "placeholder-organisation", Outcome.REJECTED),
     (organisation(name=""), "no-name", Outcome.ACCEPTED)],
    ids=["no identifier", "too long", "odd", "nobody", "no name"],
)  # fmt: skip
def test_what_can_be_wrong(read: Read, body: str, code: str, outcome: Outcome) -> None:
    (item,) = read(organisations(body))
    assert (codes(item), item.outcome) == ([code], outcome)
    assert (len(item.changes) == 0) == (outcome is Outcome.REJECTED)
    assert item.findings[0].field in {"organisation-identifier", "name"}


def test_an_identifier_that_identifies_nobody_gives_way_to_the_name(read: Read) -> None:
    (item,) = read(organisations(organisation("123", "Example Relief")))
    assert node(item, "org/name/xx/example-relief").props["name"] == {"en": "Example Relief"}


def test_further_names_become_aliases(read: Read) -> None:
    names = (
        "<name><narrative>Example</narrative><narrative>Exemplar</narrative>"
        "<narrative xml:lang='es'>Ejemplo</narrative></name><name>The Example</name>"
        "<name xml:lang='es'>Ejemplo</name><name xml:lang='es'>Various</name>"
    )
    (item,) = read(organisations(organisation(rest=names)))
    props = node(item, "org/SE-EXA-1").props
    assert props["name"] == {"en": "Example", "es": "Ejemplo"}
    assert props["aliases"] == ["Exemplar", "The Example"]


def test_the_same_organisation_twice(read: Read) -> None:
    body = organisation() + organisation() + organisation(name="Something Else")
    found = read(organisations(body))
    assert [item.outcome for item in found] == [Outcome.ACCEPTED, Outcome.ACCEPTED, Outcome.HELD]
    assert codes(found[2]) == ["duplicate"]


def test_what_is_not_kept_is_counted_within_bounds(tmp_path: Path, known: Known) -> None:
    path = tmp_path / "a.xml"
    many = "".join(f"<x{n}/>" for n in range(2_000))
    path.write_bytes(organisations(organisation(rest=many + "<y:total-budget xmlns:y='u'/>")))
    _items, (note,) = loaded(path, known)
    assert len(note.message.text()) < 700
    assert note.message.text().endswith("…."), note.message.text()


def test_both_kinds_in_one_folder_and_one_archive(tmp_path: Path, known: Known) -> None:
    folder = tmp_path / "both"
    folder.mkdir()
    files = {"a": document(activity()), "o": organisations(organisation())}
    for name, content in files.items():
        (folder / name).write_bytes(content)
    with zipfile.ZipFile(tmp_path / "both.zip", "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    for path in (folder, tmp_path / "both.zip"):
        sources = list(iati_sources([path], known, DAY))
        found = {type_of(item) for source in sources for item in source.items}
        assert found == {"activity", "org"}


def type_of(item: Item) -> str:
    assert item.outcome is Outcome.ACCEPTED
    stated = {c.id.partition("/")[0] for c in item.changes if isinstance(c, NodeStatement)}
    return "activity" if "activity" in stated else "org"


@pytest.mark.parametrize("namespace", ["", ' xmlns="http://example.org/ns"'])
def test_namespaces_and_breaks(read: Read, namespace: str) -> None:
    whole = organisations(organisation()).replace(
        b"<iati-organisations", b"<iati-organisations" + namespace.encode()
    )
    assert node(read(whole)[0], "org/SE-EXA-1").props["kind"] == "foundation"
    kept, broken = read(whole.removesuffix(b"</iati-organisations>"))
    assert (kept.outcome, codes(broken)) == (Outcome.ACCEPTED, ["cut-off"])


def test_answers_of_a_service_are_read_as_they_come(read: Read) -> None:
    inner = activity() + activity(identifier="XX-2")
    query = "<query><total-count>2</total-count><start>0</start></query>"
    wrapped = f"<result><ok>True</ok><iati-activities>{query}{inner}</iati-activities></result>"
    assert [item.outcome for item in read(wrapped.encode())] == [Outcome.ACCEPTED] * 2


def test_a_name_with_the_address_of_a_person_is_left_out(read: Read) -> None:
    person = "<name>Juan Ejemplo juan.ejemplo@correo.example</name>"
    (item,) = read(organisations(organisation("XM-DAC-46008", "CAF", person)))
    assert "personal-data" in codes(item)
    assert "Ejemplo" not in str(item.changes)
