"""Keeps the DAC rows of `data/sectors.csv` in step with the published IATI/DAC code lists.

    python -m tools.taxonomies CODELISTS [--data data] [--write]

CODELISTS is a folder with one folder per language (`en`, `es`, `pt`, `fr`), each holding the JSON
code lists `Sector.json` and `SectorCategory.json` (clv3 layout). Without `--write` the differences
are listed and the exit status is 1 when there are any; with it the table is brought up to date.
A name is left alone in the languages its row lists under `ours`: there the table, not the list, is
right. New codes arrive without the languages the list lacks, and are reported until translated.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

LANGUAGES = ("en", "es", "pt", "fr")
LISTS = {"Sector.json": "leaf", "SectorCategory.json": "category"}
SOURCE = "source/iati-codelists"
REVISED = ("status", *(f"name:{language}" for language in LANGUAGES))

Row = dict[str, str]

# What the lists spell without its accent, or with a typing slip, by language.
SPELLING = {
    "es": {
        "democratica": "democrática",
        "electrica": "eléctrica",
        "energia": "energía",
        "ets": "ETS",
        "gestion": "gestión",
        "Paz": "paz",
        "Politica": "Política",
        "prevencion": "prevención",
    },
    "fr": {
        "dévelopmentale": "développementale",
        "Echange": "Échange",
        "Education": "Éducation",
        "energie": "énergie",
        "Energie": "Énergie",
        "Equipements": "Équipements",
        "evaluation": "évaluation",
        "Refugiés": "Réfugiés",
        "specifié": "spécifié",
    },
}
AND = {"en": "and", "es": "y", "pt": "e", "fr": "et"}
CAPITALISED = re.compile(r"(?<=[\s&/(,'-])([A-ZÀ-Ý])(?=[a-zà-ÿ]+)")
GLUED = re.compile(r"(?<=[a-zé])-(?=sistemas|général|general)")
INVISIBLE = re.compile("[\u200b\u200c\u200d\ufeff]")
SLASH = re.compile(r"\s*/\s*")


@dataclass(frozen=True, slots=True)
class Entry:
    """One code of the lists: its level, its parent in the lists, and its tidied names."""

    code: str
    level: str
    parent: str
    status: str
    names: dict[str, str]


@dataclass(frozen=True, slots=True)
class Difference:
    """One cell, or one missing row, in which the table and the lists disagree."""

    id: str
    field: str
    table: str
    listed: str


def tidy(name: str, language: str) -> str:
    """Write a list's name in sentence case, with its accents and without stray characters.

    >>> tidy("Water Supply & Sanitation", "en")
    'Water supply and sanitation'
    >>> tidy("Educación / formación forestal", "es")
    'Educación/formación forestal'
    >>> tidy("SUPPORT TO NON- GOVERNMENTAL ORGANISATIONS (NGOs)", "en")
    'Support to non-governmental organisations (NGOs)'
    """
    text = " ".join(INVISIBLE.sub("", name).replace("’", "'").replace("NON- ", "NON-").split())
    text = SLASH.sub("/", re.sub(r"\s*&\s*", f" {AND[language]} ", text))
    text = GLUED.sub(" - ", text)
    text = _sentence_case(text)
    spelling = SPELLING.get(language, {})
    text = re.sub(r"[^\W\d_]+", lambda word: spelling.get(word[0], word[0]), text)
    return text[:1].upper() + text[1:].strip()


def _sentence_case(text: str) -> str:
    words = re.sub(r"\(.*\)", "", text)
    if words.upper() == words and len(words) > 1:
        text = re.sub(r"^[^(]+", lambda start: start[0].capitalize(), text)
    return CAPITALISED.sub(lambda letter: letter[1].lower(), text)


def read_lists(folder: Path) -> dict[str, Entry]:
    """Read both lists in every language; exits with a sentence when one is absent."""
    return {
        entry.code: entry for name, level in LISTS.items() for entry in _read(folder, name, level)
    }


def _read(folder: Path, name: str, level: str) -> Iterator[Entry]:
    lists = {language: _codes(folder / language / name) for language in LANGUAGES}
    for code, item in lists["en"].items():
        names = {language: lists[language].get(code, {}).get("name") for language in LANGUAGES}
        yield Entry(
            code=code,
            level=level,
            parent=str(item.get("category") or ""),
            status=str(item["status"]),
            names={language: tidy(text or "", language) for language, text in names.items()},
        )


def _codes(path: Path) -> dict[str, dict[str, str | None]]:
    if not path.is_file():
        raise SystemExit(f"{path} is missing: give the folder that holds en/, es/, pt/ and fr/.")
    return {item["code"]: item for item in json.loads(path.read_text("utf-8"))["data"]}


def compare(rows: Iterable[Row], entries: dict[str, Entry]) -> list[Difference]:
    """List where the table departs from the lists, other than in names that are ours."""
    table = {row["code"]: row for row in rows if row["scheme"] == "dac"}
    found: list[Difference] = []
    for code, entry in sorted(entries.items()):
        row = table.get(code)
        if row is None:
            found.append(Difference(f"sector/dac/{code}", "id", "", entry.names["en"]))
        else:
            found.extend(_row_differences(row, entry))
    listed_only = (row for row in table.values() if row["source"] == SOURCE)
    gone = (row for row in listed_only if row["code"] not in entries)
    return found + [Difference(row["id"], "id", row["name:en"], "") for row in gone]


def _row_differences(row: Row, entry: Entry) -> Iterator[Difference]:
    listed = {"status": entry.status} | {f"name:{k}": v for k, v in entry.names.items()}
    ours = {f"name:{language}" for language in row["ours"].split(";")}
    for field in REVISED:
        if field not in ours and row[field] != listed[field]:
            yield Difference(row["id"], field, row[field], listed[field])


def updated(rows: list[Row], entries: dict[str, Entry]) -> list[Row]:
    """Return the table with the lists' values taken over and new codes added, in tree order."""
    known = {row["id"]: dict(row) for row in rows}
    for difference in compare(rows, entries):
        if difference.field != "id":
            known[difference.id][difference.field] = difference.listed
        elif difference.listed:
            known[difference.id] = _new_row(entries[difference.id.rsplit("/", 1)[1]], known)
    return in_tree_order(list(known.values()))


def in_tree_order(rows: list[Row]) -> list[Row]:
    """Sort rows so that each stands below its parent, siblings by id: a reader has seen it then."""
    parents = {row["id"]: row["parent"] for row in rows}
    return sorted(rows, key=lambda row: _path(row["id"], parents))


def _path(node: str, parents: dict[str, str]) -> tuple[bytes, ...]:
    return (*_path(parents[node], parents), node.encode()) if node else ()


def _new_row(entry: Entry, known: dict[str, Row]) -> Row:
    above = [entry.parent, entry.code[:2] + "0", entry.code[:1] + "00"]
    ids = (f"sector/dac/{code}" for code in above if code and code != entry.code)
    parent = next((candidate for candidate in ids if candidate in known), "")
    row = dict.fromkeys(next(iter(known.values())), "")
    row |= {"id": f"sector/dac/{entry.code}", "scheme": "dac", "code": entry.code}
    row |= {"level": entry.level, "parent": parent, "status": entry.status}
    return (
        row
        | {f"name:{k}": v for k, v in entry.names.items()}
        | {"source": SOURCE, "basis": "published"}
    )


def read_table(path: Path) -> list[Row]:
    """Read a table of the starter knowledge; exits with a sentence when it is absent."""
    if not path.is_file():
        raise SystemExit(f"{path} is missing: run this from the repository, or give --data.")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_table(path: Path, rows: list[Row]) -> None:
    """Write rows as UTF-8 CSV with LF line ends, columns in the order of the first row."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main() -> int:
    """Compare, say what differs, and with `--write` bring the table up to date."""
    parser = argparse.ArgumentParser(prog="tools.taxonomies", description=__doc__.split("\n")[0])
    parser.add_argument("codelists", type=Path, help="folder with en/, es/, pt/, fr/")
    parser.add_argument("--data", type=Path, default=Path("data"))
    parser.add_argument("--write", action="store_true", help="bring the table up to date")
    arguments = parser.parse_args()
    path = arguments.data / "sectors.csv"
    rows, entries = read_table(path), read_lists(arguments.codelists)
    differences = compare(rows, entries)
    for found in differences:
        print(f"{found.id} {found.field}: {found.table!r}, in the list {found.listed!r}")
    print(f"{len(entries)} codes in the lists, {len(differences)} differences.")
    if arguments.write and differences:
        write_table(path, updated(rows, entries))
    return int(bool(differences) and not arguments.write)


if __name__ == "__main__":
    raise SystemExit(main())
