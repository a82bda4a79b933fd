"""Acronyms stand in the reader's language: on pages, in pictures, in a terminal, in search."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from typing import Any, Final

import pytest
from lxml import html
from starlette.testclient import TestClient

from tests.conftest import ROOT
from tests.journeys.cli.conftest import Run, run

__all__ = ["run"]

AGREED: Final = {
    "org/iacd": ("IACD", "AICD", "AICD", "AICD"),
    "org/oas": ("OAS", "OEA", "OEA", "OEA"),
    "org/eclac": ("ECLAC", "CEPAL", "CEPAL", "CEPALC"),
    "org/idb": ("IDB", "BID", "BID", "BID"),
    "org/cabei": ("CABEI", "BCIE", "BCIE", "BCIE"),
    "org/paho": ("PAHO", "OPS", "OPAS", "OPS"),
    "org/acs": ("ACS", "AEC", "AEC", "AEC"),
    "org/cdb": ("CDB", "BDC", "BDC", "BDC"),
    "org/acto": ("ACTO", "OTCA", "OTCA", "OTCA"),
    "org/oecs": ("OECS", "OECO", "OECO", "OECO"),
    "org/un": ("UN", "ONU", "ONU", "ONU"),
    "org/eu": ("EU", "UE", "UE", "UE"),
    "org/mercosur": ("MERCOSUR", "MERCOSUR", "MERCOSUL", "MERCOSUR"),
    "org/segib": ("SEGIB", "SEGIB", "SEGIB", "SEGIB"),
}
"""The acronym in English, Spanish, Portuguese, French."""
LANGUAGES: Final = ("en", "es", "pt", "fr")
PAGES: Final = (
    "", "partners", "initiatives", "about", "paths?from=state/hti&to=org/idb",
    "search?q=organiza", "search?q=banco", "search?q=naciones", "diagram/org/oas",
    "diagram/org/iacd?steps=2", "diagram/org/mercosur", "node/state/hti", "node/state/bra",
    "node/unit/oas-sedi", "node/initiative/pilot-segib-mercosur",
    *(f"node/{id_}" for id_ in AGREED),
)  # fmt: skip


def _rows(name: str) -> list[dict[str, str]]:
    with (ROOT / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _as_they_stand() -> set[str]:
    """Titles and publishers of sources, and names that files use, stand as they were published."""
    titles = {row[field] for row in _rows("sources") for field in ("title:en", "publisher")}
    names = {
        alias
        for table in ("organisations", "units", "programmes")
        for row in _rows(table)
        for alias in row["aliases"].split(";")
    }
    return {_plain(text) for text in titles | names}


def _plain(text: str) -> str:
    return " ".join(text.split()).strip(" ,")


QUOTED: Final = _as_they_stand()
_LONG: Final = 20
"""Shorter ones are quoted as a whole only: they may be acronyms themselves."""


def _unquoted(text: str) -> str:
    """Return a text without the titles and names that it quotes as they stand."""
    if text in QUOTED:
        return ""
    for quoted in QUOTED:
        if len(quoted) >= _LONG and quoted in text:
            text = text.replace(quoted, "")
    return text


def _english(lang: str) -> re.Pattern[str]:
    """Match English acronyms that have another form; not in symbols such as MERCOSUR/CMC/DEC."""
    words = {
        row["acronym"]
        for row in _rows("organisations")
        if row[f"acronym:{lang}"] not in ("", row["acronym"])
        and sum(letter.isupper() for letter in row["acronym"]) > 1
    }
    alternatives = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{alternatives})(?![\w/-])")


def _texts(document: Any, lang: str) -> Iterator[str]:
    """Yield what a page says in its own language."""
    for element in document.iter():
        if not isinstance(element.tag, str) or element.tag in ("script", "style"):
            continue
        near = next(
            (e.get("lang") for e in (element, *element.iterancestors()) if e.get("lang")), lang
        )
        pieces = [element.text, *(child.tail for child in element)]
        if near == lang:
            yield from (_plain(piece) for piece in pieces if piece and piece.strip())


@pytest.mark.parametrize("lang", ["es", "pt", "fr"])
def test_no_page_uses_an_english_acronym_where_its_language_has_one(
    starter: TestClient, lang: str
) -> None:
    wrong = _english(lang)
    said = {address: _said(starter, lang, address) for address in PAGES}
    found = [
        (address, text)
        for address, texts in said.items()
        for text in texts
        if wrong.search(_unquoted(text))
    ]
    assert found == []
    assert all(said.values())


def _said(client: TestClient, lang: str, address: str) -> list[str]:
    answer = client.get(f"/{lang}/{address}")
    assert answer.status_code == 200, address
    return [*_texts(html.document_fromstring(answer.text), lang)]


@pytest.mark.parametrize("id_", AGREED)
def test_a_page_and_its_picture_show_the_acronym_of_the_language(
    starter: TestClient, id_: str
) -> None:
    for lang, acronym in zip(LANGUAGES, AGREED[id_], strict=True):
        document = html.document_fromstring(starter.get(f"/{lang}/node/{id_}").text)
        texts = [*_texts(document, lang)]
        assert acronym in texts, (lang, acronym)


@pytest.mark.parametrize(("lang", "shown", "hidden"), [("es", "OEA", "OAS"), ("en", "OAS", "OEA")])
def test_a_terminal_shows_the_acronym_of_the_language(
    run: Run, lang: str, shown: str, hidden: str
) -> None:
    facts = run("show", "org/oas", "--lang", lang).out.partition("Organisation of American")[0]
    assert shown in facts.split()
    assert hidden not in facts.split()


@pytest.mark.parametrize("id_", AGREED)
def test_a_body_is_found_by_its_acronym_in_each_language(run: Run, id_: str) -> None:
    for acronym in set(AGREED[id_]):
        found = run("search", acronym, "--json").json["results"]
        assert found[0]["id"] == id_, (acronym, [one["id"] for one in found[:3]])


def test_a_body_is_found_by_the_name_that_it_had(run: Run) -> None:
    for name in ("OLADE", "OLACDE", "Organización Latinoamericana de Energía"):
        assert run("search", name, "--json").json["results"][0]["id"] == "org/olade"


def test_an_export_holds_the_acronyms(starter: TestClient) -> None:
    assert "OEA" in starter.get("/v1/export.graphml").text
    assert '"acronyms": {"es": "OEA", "fr": "OEA", "pt": "OEA"}' in starter.get(
        "/v1/export.jsonl"
    ).text.replace('":"', '": "').replace('","', '", "').replace('":{', '": {')
