"""Short titles: the starter's real names, in four languages, before and after the rules."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from viz.label_text import SHORT
from viz.short_titles import short_title

DATA = Path(__file__).parents[2] / "data"
FILES = ("organisations", "units", "programmes", "agreements", "initiatives", "activities")


def names(lang: str) -> list[str]:
    """Names and titles of the starter that have neither acronym nor number."""
    found: dict[str, None] = {}
    for file in FILES:
        with (DATA / f"{file}.csv").open(encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows):
                if not row.get("acronym") and not row.get("reference"):
                    found.update(
                        dict.fromkeys(row.get(f"{key}:{lang}") or "" for key in ("name", "title"))
                    )
    return [name for name in found if name]


@pytest.mark.parametrize(
    ("name", "lang", "short"),
    [
        ("Memorandum of understanding between the OAS and the European Commission", "en",
         "MoU OAS–European Commission"),
        ("General cooperation agreement between the secretariats of the OAS and SICA", "en",
         "Agreement OAS–SICA"),
        ("Acuerdo de cooperación entre la OEA y la CAF, renovado en septiembre de 2017", "es",
         "Acuerdo OEA–CAF"),
        ("Ministerio Federal de Relaciones Exteriores de Alemania", "es",
         "Cancillería de Alemania"),
        ("Acordo de cooperação entre a OEA e a Associação dos Estados do Caribe", "pt",
         "Acordo OEA–Associação dos Estados do Caribe"),
        ("Ministère fédéral des affaires étrangères d'Allemagne", "fr",
         "Affaires étrangères d'Allemagne"),
        ("Les petites entreprises touristiques des Caraïbes", "fr",
         "Petites entreprises touristiques des Caraïbes"),
        ("Secretariat", "en", "Secretariat"),
        ("Заявление о сотрудничестве между многими организациями", "ru",
         "Заявление о сотрудничестве между многими…"),
    ],
)  # fmt: skip
def test_real_names(name: str, lang: str, short: str) -> None:
    assert short_title(name, lang) == short


def test_an_acronym_is_shortest() -> None:
    assert short_title("Secretaría General Iberoamericana", "es", "SEGIB") == "SEGIB"


@pytest.mark.parametrize("lang", ["en", "es", "pt", "fr"])
def test_at_most_half_as_many_names_are_cut_as_at_thirty_characters(lang: str) -> None:
    shorts = [short_title(name, lang) for name in names(lang)]
    cut = sum("…" in short for short in shorts)
    assert cut <= sum(len(name) > 30 for name in names(lang)) / 2
    assert all(len(short) <= SHORT for short in shorts)
    assert not any(short.endswith((" ", ",", ":")) for short in shorts)


@pytest.mark.parametrize("lang", ["en", "es", "pt", "fr"])
def test_a_name_that_fits_stays_as_it_is(lang: str) -> None:
    for name in names(lang):
        if len(name) <= SHORT:
            assert short_title(name, lang) == name


@pytest.mark.parametrize(
    "name", ["", "(", "((((" * 30, "a" * 500, "the " * 200, "between a and " * 50]
)
def test_hostile_names_stay_short(name: str) -> None:
    assert len(short_title(name, "en")) <= SHORT
