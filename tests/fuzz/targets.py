"""The readers that are attacked: how a case is made, and what reading it is."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial
from http import HTTPStatus
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import quote

import zstandard

from api.app import create_app
from coopgraph.settings import sqlite_url
from ingest.aims import aims_source
from ingest.exported import export_source
from ingest.fetching.download import fetched
from ingest.fetching.web_address import web_address
from ingest.iati import iati_sources
from ingest.iati_tables import apart, iati_table_sources
from ingest.loading import Source, load
from ingest.report.report_file import read_report
from ingest.sheet import sheet_source
from ingest.sheet.fact import fact_of, fact_source
from ingest.starter import starter_sources
from kg.base.errors import CoopgraphError
from kg.base.i18n import say
from kg.brief.answer_places import UnreadPathError, value_at
from kg.brief.paper_kinds import KINDS
from kg.definitions.definition_files import file_text
from kg.graph.cache import cached_snapshot
from kg.matching.lens.lens_files import LENSES
from kg.partners.guideline_files import GUIDELINES
from kg.partners.guideline_items import cleaned, items_of, with_changes
from kg.store.opening import create_store
from kg.store.transfer import backup, opened_backup, restore
from tests.api.asking import PUBLIC
from tests.api.routes import routes_of
from tests.fuzz import seeds
from tests.fuzz.mutate import WORDS, mutated, mutated_zip
from tests.fuzz.world import World
from tests.ingest.fetching.host import Asked, serving
from tests.kg.store.transfer.test_backup_reader import sealed

TODAY = date(2026, 11, 23)
LANGUAGES = ("en", "es", "pt", "fr")


@dataclass(frozen=True, slots=True)
class Target:
    """A reader: its share of the cases, how one is made, how it is read."""

    name: str
    share: int
    make: Callable[[Random], Any]
    read: Callable[[World, Any], None]


def _sheet(kind: str, suffix: str) -> Callable[[World, bytes], None]:
    def read(world: World, case: bytes) -> None:
        path = world.file(f"case.{suffix}", case)
        source = sheet_source(path, kind, world.known, today=TODAY, store=world.store)
        _load(world, [source])

    return read


def _mutated_record(kind: str, random: Random) -> bytes:
    return mutated(random, seeds.RECORDS[kind].encode())


def _fact(random: Random) -> list[str]:
    """A fact as a terminal hands it over, with bytes of no encoding too."""
    words = "agreement/oas-segib-2009", "status=vigente", "ends=2020", "parties=org/oas; org/caf"
    return [mutated(random, word.encode()).decode("utf-8", "surrogateescape") for word in words]


def _tell(world: World, case: list[str]) -> None:
    with suppress(CoopgraphError):
        fact = fact_of(case[0] or "agreement", case[1:])
        source = fact_source(fact, world.known, world.store, case[-1], today=TODAY)
        world.shown(load(world.store, [source], dry_run=True))


def _load(world: World, sources: Iterable[Source]) -> None:
    """Load sources, then read again what is held of them."""
    read = [replace(source, items=list(source.items)) for source in sources]
    world.shown(load(world.store, read, dry_run=True))
    for source in read:
        world.reread(source)


def _iati(suffix: str) -> Callable[[World, bytes], None]:
    def read(world: World, case: bytes) -> None:
        path = world.file(f"case.{suffix}", case)
        _load(world, iati_sources([path], world.known, TODAY))

    return read


def _folder(world: World, case: bytes) -> None:
    folder = world.folder / "folder"
    folder.mkdir(exist_ok=True)
    for suffix in ("xml", "gz", "zip"):
        (folder / f"case.{suffix}").write_bytes(case)
    world.shown(load(world.store, iati_sources([folder], world.known, TODAY), dry_run=True))


Files = list[tuple[str, bytes]]


def _one_of(make: Callable[[], Files]) -> Callable[[Random], Files]:
    """A folder of which one file is damaged."""

    def case(random: Random) -> Files:
        files = make()
        damaged = random.randrange(len(files))
        return [
            (name, mutated(random, content) if place == damaged else content)
            for place, (name, content) in enumerate(files)
        ]

    return case


def _in_folder(world: World, case: Files) -> Path:
    folder = world.folder / "files"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, content in case:
        (folder / name).write_bytes(content)
    return folder


def _iati_tables(world: World, case: Files) -> None:
    folders, _ = apart([_in_folder(world, case)])
    world.shown(load(world.store, iati_table_sources(folders, world.known, TODAY), dry_run=True))


def _aims(world: World, case: Files) -> None:
    source = aims_source(_in_folder(world, case), world.known, TODAY)
    world.shown(load(world.store, [source], dry_run=True))


def _exported(world: World, case: bytes) -> None:
    source = export_source(world.file("case.jsonl", case), world.store)
    world.shown(load(world.store, [source], dry_run=True))


def _fetch(world: World, case: list[bytes]) -> None:
    with serving() as host:
        host.on("/a.xml", *(partial(Asked.raw, data=answer) for answer in case))
        client = host.client(most=10**6, read=0.2, tries=2)
        address = web_address(f"{host.url}/a.xml", client.reach.ports)
        # What the cases before left lies there: whole, in part, noted or not.
        fetched(client, address, world.folder / "fetched" / "a.xml")


def _answers(random: Random) -> list[bytes]:
    return [mutated(random, random.choice(_once(seeds.answers))) for _ in range(3)]


def _starter(world: World, case: tuple[str, bytes]) -> None:
    folder = world.folder / "tables"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, content in [*seeds.starter(), case]:
        (folder / name).write_bytes(content)
    world.shown(load(world.small, starter_sources(folder), dry_run=True))


def _starter_case(random: Random) -> tuple[str, bytes]:
    name, content = random.choice(seeds.starter())
    return name, mutated(random, content)


def _definition(check: Callable[[str], Sequence[Any]]) -> Callable[[World, bytes], None]:
    def read(world: World, case: bytes) -> None:
        for mistake in check(file_text(world.file("case.yaml", case))):
            for lang in LANGUAGES:
                mistake.document(lang)

    return read


def _change(random: Random) -> tuple[str, str]:
    """An item of a guideline as somebody would have it in a consultation, damaged."""
    item = random.choice(items_of(_once(seeds.guideline)[0].decode()))
    words = (
        *WORDS,
        b"1e999999999",
        b"&a [*a]",
        b"{<<: *x}",
        b"!!python/name:os.system",
        b"weight:",
    )
    typed = mutated(random, item.text.encode(), words).decode("utf-8", "replace")
    return item.key, cleaned(typed)


def _changed(_world: World, case: tuple[str, str]) -> None:
    text = _once(seeds.guideline)[0].decode()
    found = with_changes(text, dict([case]))
    for mistake in (one for several in found.mistakes.values() for one in several):
        for lang in LANGUAGES:
            mistake.document(lang)
    if found.guideline is not None:
        assert GUIDELINES.parse(found.text) == found.guideline
        assert [one.key for one in items_of(found.text)] == [one.key for one in items_of(text)]


PLACES = (
    b"$.results[?@.id=='org/a&&b' && @.score>=3 || @.door.id!='x'].score", b"$['a b'][0].*[*].c",
)  # fmt: skip


def _place(_world: World, case: bytes) -> None:
    answer = {"results": [{"id": "org/a&&b", "score": 3, "door": {"id": "x"}}], "a b": [[{"c": 1}]]}
    with suppress(UnreadPathError):
        value_at(answer, case.decode("utf-8", "replace"))


def _backup(world: World, case: tuple[str, int]) -> None:
    whole = world.folder / "whole.zst"
    if not whole.exists():
        backup(world.small, whole)
    random = Random(case[1])
    path = world.file("case.zst", _damaged(random, whole.read_bytes(), case[0]))
    for part in world.folder.glob("restored.db*"):
        part.unlink()
    with opened_backup(path) as file:
        file.check()
        store = create_store(sqlite_url(world.folder / "restored.db"))
        try:
            restore(file, store)
        finally:
            store.close()


def _damaged(random: Random, whole: bytes, how: str) -> bytes:
    if how == "bytes":
        return mutated(random, whole)
    lines = zstandard.ZstdDecompressor().decompressobj().decompress(whole).splitlines(keepends=True)
    number = random.randrange(len(lines) - 1)
    lines[number] = mutated(random, lines[number]).replace(b"\n", b" ") + b"\n"
    return zstandard.compress(b"".join(sealed(lines)))


def _cache(world: World, case: int) -> None:
    random = Random(case)
    files = sorted(path for path in world.cached.rglob("*") if path.is_file())
    path = random.choice(files)
    before = path.read_bytes()
    path.write_bytes(mutated(random, before) if before else b"x")
    try:
        cached_snapshot(world.small, world.cached, "board")
    finally:
        if path.parent.is_dir():
            path.write_bytes(before)


IDS = ("state/hti", "org/body", "demand/water")
VALUES = (
    b"state/hti", b"org/body", b"demand/water", b"water", b"2022-11-23", b"10", b"es", b"board",
    b"states", b"WzEsMF0=", b"offers-for-demand", b"approach-2022", b"sector/dac/140",
)  # fmt: skip
_LONGEST_ADDRESS = 20_000
"""Longer than any that the service answers; the client takes none of 64 KB."""
HEADERS = {
    "If-None-Match": (b"*", b'"x"', b'W/"x", "y"', b'"'),
    "Range": (b"bytes=0-1", b"bytes=-", b"bytes=9-1,2-3", b"x"),
    "Accept-Language": (b"es, en;q=0.5", b"*", b";;q=2", b"fr-FR;q=x"),
    "Accept": (b"application/json", b"*/*", b"text/html;q=0"),
    "Authorization": (b"Bearer x", b"Bearer ", b"Basic !!"),
    "Cookie": (b"a=b", b"=;;", b"lang=\xff"),
}


def _routes() -> list[tuple[str, list[str]]]:
    """Every route of the service with its parameters, in an order that is the same each time."""
    app = create_app("sqlite:////nowhere", access=PUBLIC, cache=None)
    return sorted((path, sorted(names)) for path, names in routes_of(app).items())


def _request(random: Random) -> tuple[str, dict[str, bytes]]:
    path, names = random.choice(_once(_routes))
    lang = random.choice(LANGUAGES)
    route = path.replace("{lang:language}", lang).replace("{id:path}", random.choice(IDS))
    route = route.replace("{kind}", random.choice([*KINDS]))
    if random.random() < 0.3:
        route = "/" + quote(mutated(random, route[1:].encode()), safe="/%")
    some = random.sample(names, min(len(names), len(names) // 2 + 1))
    asked = [(name, random.choice(VALUES)) for name in some]
    query = "&".join(f"{name}={quote(_value(random, value))}" for name, value in asked)
    headers = {
        name: _printable(_value(random, random.choice(values)))
        for name, values in HEADERS.items()
        if random.random() < 0.2
    }
    return f"{route}?{query}"[:_LONGEST_ADDRESS], headers


def _value(random: Random, value: bytes) -> bytes:
    return mutated(random, value, (*WORDS, b"[" * 500, b"WzEs")) if random.random() < 0.8 else value


def _printable(value: bytes) -> bytes:
    """A header as a server lets it through: without line ends and nulls."""
    return bytes(byte for byte in value if byte >= 32 and byte != 127)[:4_000]


def _http(world: World, case: tuple[str, dict[str, bytes]]) -> None:
    address, headers = case
    response = world.client.get(address, headers=headers)  # type: ignore[arg-type]
    # "Not implemented" is an answer: oEmbed asks for it where a form is not given.
    failed = response.status_code >= 500 and response.status_code != HTTPStatus.NOT_IMPLEMENTED
    assert not failed, f"{response.status_code} {response.text[:300]}"
    if response.headers.get("content-type", "").endswith("json"):
        json.loads(response.content or b"null")


@cache
def _once(make: Callable[[], Any]) -> Any:
    return make()


def _packed(random: Random) -> bytes:
    packed = random.choice(_once(seeds.packed_iati))
    return mutated_zip(random, packed) if packed.startswith(b"PK") else mutated(random, packed)


def _drawn(random: Random) -> tuple[str, int]:
    return random.choice(("bytes", "line", "line")), random.getrandbits(60)


def _report(kind: str, random: Random) -> bytes:
    damage = mutated_zip if kind == "zip" else mutated
    return damage(random, random.choice(_once(seeds.reports)[kind]), REPORT_WORDS)


REPORT_WORDS = (
    *WORDS, b"\f", b"  ", b"|", b"===", b"<table>", b"</p>", b"<tr>",
    b"<td rowspan=65000 colspan=9999>",
    b"<w:p>", b"</w:tc>", b"<w:tbl>", b"<w:vMerge/>", b"<w:del>", b"<text:s text:c='9999999'/>",
    b"table:number-rows-repeated='1048576'", b"<style>.a{display:none}</style>", b"<!--", b"%PDF-",
    b"/X Do", b"99999999", b"/Kids[2 0 R]", b"/Filter/FlateDecode", b"<</ActualText (a b)>> BDC",
    b"3 Tr", b"0 0 0 0 re W n", b"/MediaBox[0 0 1e30 1e30]", b"/Prev 15", b"endobj", b"5 0 R",
    b"\xc2\xad\n", b"-\n",
)  # fmt: skip


def _condense(world: World, case: bytes) -> None:
    """Read a report, and say to people what could not be read of it."""
    report = read_report(world.file("case.bin", case))
    assert report.blocks
    for lang in LANGUAGES:
        assert all(str(say(one, lang)) for one in report.unread)


_XLSX: tuple[Callable[[], bytes], ...] = (seeds.xlsx, seeds.inline_xlsx)

TARGETS: tuple[Target, ...] = (
    Target("iati", 290, lambda r: mutated(r, _once(seeds.iati)), _iati("xml")),
    Target("organisations", 60, lambda r: mutated(r, _once(seeds.organisations)), _iati("xml")),
    Target("iati-packed", 90, _packed, _iati("zip")),
    Target("fetch", 10, _answers, _fetch),
    Target("iati-folder", 10, _packed, _folder),
    Target("iati-tables", 60, _one_of(seeds.iati_tables), _iati_tables),
    Target("aims", 60, _one_of(seeds.aims), _aims),
    Target("export", 80, lambda r: mutated(r, seeds.exported()), _exported),
    Target("csv", 170, lambda r: mutated(r, _csv(r)), _sheet("offers", "csv")),
    Target("actors", 50, lambda r: mutated(r, seeds.actors()), _sheet("actors", "csv")),
    Target(
        "memberships", 40, lambda r: mutated(r, seeds.memberships()), _sheet("memberships", "csv")
    ),
    *(
        Target(kind, 30, partial(_mutated_record, kind), _sheet(kind, "csv"))
        for kind in seeds.RECORDS
    ),
    Target("fact", 40, _fact, _tell),
    Target("xlsx", 60, lambda r: mutated_zip(r, _once(r.choice(_XLSX))), _sheet("offers", "xlsx")),
    Target("xls", 40, lambda r: mutated(r, _once(seeds.xls)), _sheet("offers", "xls")),
    Target("ods", 40, lambda r: mutated_zip(r, _once(seeds.ods)), _sheet("offers", "ods")),
    *(
        Target(f"report-{kind}", 25, partial(_report, kind), _condense)
        for kind in ("zip", "page", "text", "pdf")
    ),
    Target("starter", 40, _starter_case, _starter),
    Target(
        "lens", 80, lambda r: mutated(r, r.choice(_once(seeds.lens))), _definition(LENSES.check)
    ),
    Target(
        "guideline",
        60,
        lambda r: mutated(r, r.choice(_once(seeds.guideline))),
        _definition(GUIDELINES.check),
    ),
    Target("changes", 60, _change, _changed),
    Target("places", 60, lambda r: mutated(r, r.choice(PLACES)), _place),
    Target("backup", 50, _drawn, _backup),
    Target("cache", 10, lambda r: r.getrandbits(60), _cache),
    Target("http", 50, _request, _http),
)


_ENCODINGS = ("utf-8", "utf-16", "cp1252", "mac_roman", "cp850")


def _csv(random: Random) -> bytes:
    return seeds.csv(random.choice(",;\t"), random.choice(_ENCODINGS))
