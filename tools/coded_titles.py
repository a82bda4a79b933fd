"""Titles of activities with the sectors under which they were reported, from public data.

The data are those of `../shared/data` (their origin and licences: its `SOURCES.md`): 9,011
activities in Latin America and the Caribbean before 2012, Colombia's aid information system, IATI
files of other aid systems and donors. Only what is counted from them is kept (`coded_words.py`).
"""

from __future__ import annotations

import csv
import hashlib
import importlib
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from lxml import etree

from kg.base.text import folded_words
from kg.glossary.proposals import subject
from kg.glossary.stems import words_of
from kg.glossary.table import DAC

ROOT: Final = Path(__file__).parents[1]
SHARED: Final = ROOT.parent / "shared" / "data"
PARTS: Final = 10
LEARNT: Final = range(6)
CHOSEN: Final = range(6, 8)
REPORTED: Final = range(8, 10)
"""Parts of the titles: words are learnt from some, the threshold is chosen on others, figures are
reported on the rest."""
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_VAGUE: Final = frozenset(
    ("100", "200", "300", "400", "500", "510", "910", "920", "998", "000", "16050", "99810")
)
"""Codes that say nothing of a subject, or stand for many."""
_FRENCH: Final = frozenset(
    ("la", "le", "les", "des", "du", "et", "pour", "dans", "aux", "projet", "programme", "appui")
)
_FRANCOPHONE: Final = ("iati_2.03_SenegalAIMS", "iati_2.03_DRC-AIMS")
"""Files that call their titles English, many of which are French."""


class Title(NamedTuple):
    """A title, its language as far as known, its source, and the sectors of one subject."""

    text: str
    lang: str
    source: str
    sectors: frozenset[str]

    @property
    def part(self) -> int:
        """The part of the titles to which it belongs: told by its words alone."""
        return part_of(" ".join(word.stem for word in words_of(self.text)))


def part_of(key: str, parts: int = PARTS) -> int:
    """Return to which of so many parts a text belongs, the same on every machine."""
    return int(hashlib.sha256(key.encode()).hexdigest(), 16) % parts


def titles(shared: Path = SHARED) -> list[Title]:
    """Return the titles of all sources whose sectors are of one subject, each once."""
    found: dict[str, Title] = {}
    codes = Codes()
    for text, lang, source, reported in _all(shared):
        sectors = codes.sectors(reported)
        key = " ".join(word.stem for word in words_of(text))
        if key and len({subject(sector) for sector in sectors}) == 1 and lang != "de":
            known = found.get(key)
            union = sectors | (known.sectors if known else frozenset())
            found[key] = Title(text, lang, source, union)
    return [one for one in found.values() if len({subject(s) for s in one.sectors}) == 1]


class Codes:
    """Sector codes as they were reported into sectors in use, by the tables of the starter."""

    def __init__(self) -> None:
        with (ROOT / "data" / "sectors.csv").open(encoding="utf-8", newline="") as file:
            rows = [row for row in csv.DictReader(file) if row["scheme"] == "dac"]
        self._known = {row["code"]: row["id"] for row in rows if row["status"] == "active"}
        self._replaced = {row["code"]: row["replaced_by"] for row in rows if row["replaced_by"]}
        self._replaced |= {f"{k}": DAC + v for k, v in _GROUPS.items()}

    def sectors(self, reported: Iterable[str]) -> frozenset[str]:
        """Return the sectors of codes, nothing where one of them is vague or unknown."""
        found = [self._sector(code) for code in reported if code]
        return frozenset(filter(None, found)) if all(found) else frozenset()

    def _sector(self, code: str) -> str | None:
        if code in _VAGUE:
            return None
        for each in (code, code[:3]):
            sector = self._replaced.get(each) or self._known.get(each)
            if sector is not None and each not in _VAGUE:
                return sector
        return None


_GROUPS: Final[Mapping[str, str]] = {
    "310": "311", "320": "321", "330": "331", "420": "15170", "42010": "15170", "700": "720",
    "230": "231",
}  # fmt: skip
"""Codes of older lists and of groups → what stands nearest to them in ours."""
_Raw = tuple[str, str, str, list[str]]


def _all(shared: Path) -> Iterator[_Raw]:
    yield from _activities(shared / "activities" / "lac_activities_before_2012.parquet")
    yield from _colombia(shared / "aims" / "colombia" / "projects.csv")
    for path in sorted([*shared.glob("iati/*.xml*"), *shared.glob("iati/scale/*.xml*")]):
        # The same activities as those of the tables, in another form.
        if "Colombia" not in path.name:
            yield from _iati(path)


def _activities(path: Path) -> Iterator[_Raw]:
    try:
        parquet = importlib.import_module("pyarrow.parquet")
    except ModuleNotFoundError:
        raise SystemExit("pyarrow is needed to read the activities: pip install pyarrow.") from None
    for row in parquet.read_table(path).to_pylist():
        if row["source"] != "aims:ColombiaAIMS":
            yield row["title"] or "", row["lang"], row["source"], list(row["sectors"] or ())


def _colombia(path: Path) -> Iterator[_Raw]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield row["project_title"], "es", "ColombiaAIMS", row["ad_sector_codes"].split("|")


def _iati(path: Path) -> Iterator[_Raw]:
    source = path.name.split(".xml")[0]
    root = etree.fromstring(_bytes(path), etree.XMLParser(recover=True, resolve_entities=False))
    for activity in root.iter("iati-activity"):
        sectors = [*activity.findall("sector"), *activity.findall("transaction/sector")]
        codes = [s.get("code", "") for s in sectors if s.get("vocabulary", "1") in ("1", "2")]
        for text, lang in _titles_of(activity):
            french = source in _FRANCOPHONE and _FRENCH & {*folded_words(text)}
            yield text, "fr" if french else lang, source, codes


def _titles_of(activity: etree._Element) -> Iterator[tuple[str, str]]:
    for title in activity.findall("title"):
        for narrative in title.findall("narrative") or [title]:
            lang = narrative.get(_LANG) or activity.get(_LANG) or ""
            yield " ".join((narrative.text or "").split()), lang


def _bytes(path: Path) -> bytes:
    if path.suffix != ".zst":
        return path.read_bytes()
    return subprocess.run(["zstd", "-dc", str(path)], check=True, capture_output=True).stdout
