"""A table of activities (Parquet) as IATI files, so that it is evaluated by the real way in.

    python -m bench.activities TABLE.parquet FOLDER

writes one IATI 2.03 file per source. Columns: ``source, activity_id, title, description, lang,
funding, extending, accountable, implementing, recipients, sectors, year``; the roles and what is
received are lists, sectors DAC codes of 3 or 5 digits, recipients ISO 3166-1 alpha-2. A year is
written as its first day, since IATI knows days only. Needs pyarrow (dependency group ``bench``).
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree as ET

ROLES: Final = (("funding", "1"), ("accountable", "2"), ("extending", "3"), ("implementing", "4"))
"""Columns of participants, and the IATI role that each stands for."""
VOCABULARIES: Final = {5: "1", 3: "2"}
"""DAC vocabularies of IATI by the length of their codes; other codes are of none."""
_XML: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_ILLEGAL: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def main() -> None:
    """Write the files and say how many activities each holds."""
    parser = argparse.ArgumentParser(prog="python -m bench.activities", description=__doc__)
    parser.add_argument("table", type=Path)
    parser.add_argument("folder", type=Path)
    asked = parser.parse_args()
    for path, count in iati_files(asked.table, asked.folder):
        print(f"{path}: {count}")


def iati_files(table: Path, folder: Path) -> Iterator[tuple[Path, int]]:
    """Yield the path of each file written, one per source, and how many activities it holds."""
    from pyarrow import parquet

    by_source: dict[str, list[Mapping[str, Any]]] = {}
    for row in parquet.read_table(table).to_pylist():
        by_source.setdefault(row["source"], []).append(row)
    folder.mkdir(parents=True, exist_ok=True)
    for source, rows in sorted(by_source.items()):
        path = folder / (re.sub(r"[^A-Za-z0-9]+", "-", source) + ".xml")
        ET.ElementTree(document(rows)).write(path, "utf-8", xml_declaration=True)
        yield path, len(rows)


def document(rows: list[Mapping[str, Any]]) -> ET.Element:
    """Return rows of one source as an IATI document."""
    root = ET.Element("iati-activities", version="2.03")
    for row in rows:
        root.append(activity(row))
    return root


def activity(row: Mapping[str, Any]) -> ET.Element:
    """Return one row as an IATI activity."""
    element = ET.Element("iati-activity", {_XML: row["lang"] or "en"})
    ET.SubElement(element, "iati-identifier").text = _identifier(row)
    # Whoever gathered it reports it: no part in doing it.
    who = {"type": "90", "secondary-reporter": "1"}
    _text(element, "reporting-org", f"Dataset {row['source']}", **who)
    _text(element, "title", row["title"])
    if row["description"]:
        _text(element, "description", row["description"], type="1")
    for column, role in ROLES:
        for name in row[column]:
            _text(element, "participating-org", name, role=role)
    if row["year"] is not None:
        day = f"{int(row['year']):04}-01-01"
        ET.SubElement(element, "activity-date", {"type": "2", "iso-date": day})
    for code in row["recipients"]:
        ET.SubElement(element, "recipient-country", code=code)
    for code in row["sectors"]:
        if len(code) in VOCABULARIES:
            ET.SubElement(element, "sector", code=code, vocabulary=VOCABULARIES[len(code)])
    return element


def _identifier(row: Mapping[str, Any]) -> str:
    """Return an identifier that no other source uses: those of IATI are unique by themselves."""
    source, own = row["source"], row["activity_id"]
    return own if "iati:" in source else f"{source.replace(':', '-')}-{own}"


def _text(parent: ET.Element, name: str, text: str, **attributes: str) -> None:
    element = ET.SubElement(parent, name, attributes)
    ET.SubElement(element, "narrative").text = _ILLEGAL.sub("", text)


if __name__ == "__main__":
    main()
