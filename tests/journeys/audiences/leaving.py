"""All that leaves a store for one audience, by name: what the twin must give byte for byte."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, cast

from pydantic import BaseModel

from ingest.known import known_from_view
from ingest.sheet.template import write_template
from kg.base.audience import Audience
from kg.base.errors import CoopgraphError
from kg.browse.neighbourhood import neighbourhood
from kg.browse.record import show
from kg.browse.search import search
from kg.browse.status import status
from kg.export import FORMATS, export
from kg.export.audience_copy import share
from kg.graph.build import snapshot_of
from kg.graph.snapshot import Snapshot
from kg.graph.view import View
from kg.matching.engine import KERNEL, Engine
from kg.matching.lens.lens import Lens
from kg.matching.lens.lens_files import LENSES
from kg.matching.match import match, match_all, probe
from kg.partners.coverage import coverage
from kg.partners.guideline_files import GUIDELINES
from kg.partners.rank import partners
from kg.paths.routes import paths
from kg.store.opening import create_store
from kg.store.protocol import Store
from kg.store.seen_records import SeenRecords
from tests.journeys.audiences.world import (
    DEMANDS,
    MISSPELT,
    NODES,
    OFFERS,
    ORGS,
    SECTORS,
    SOURCES,
    STATES,
    WORDS,
)
from viz.composition import compose
from viz.diagram_files import write_diagram
from viz.ego import ego_scene
from viz.pictures.drawing import drawn
from viz.pictures.picture import AskedPicture
from viz.pictures.picture_form import PictureAsk
from viz.pictures.picture_forms import picture
from viz.pictures.picture_html import PictureLinks, picture_fragment

if TYPE_CHECKING:
    from kg.knowledge import Inquiry

DAY = date(2026, 11, 23)
IDS = (*NODES, *SOURCES, *MISSPELT)
SHIPPED = {name: LENSES.load(name) for name in ("offers-for-demand", "experience")}
GUIDELINE = GUIDELINES.load("approach-2022")
Asked = tuple[str, Callable[[], Any]]


def as_twin(twin: Store, real: Snapshot) -> Snapshot:
    """Return what the twin holds, under the revision and day of the store that it is a twin of."""
    snapshot = snapshot_of(twin, real.audience)
    known: dict[str, Any] = {
        "token": real.token,
        "revision": real.revision,
        "updated": real.updated,
    }
    return replace(snapshot, **known)


def columns(snapshot: Snapshot) -> dict[str, Any]:
    """Return a snapshot as plain values, in which two of them are compared."""
    plain: dict[str, Any] = {
        name: _plain(getattr(snapshot, name))
        for name in snapshot.__slots__
        if name not in ("edges", "differs")
    }
    for type_, edges in snapshot.edges.items():
        plain |= {f"{type_}.{name}": _plain(getattr(edges, name)) for name in edges.__slots__}
    return plain


def _plain(column: Any) -> Any:
    return list(column) if hasattr(column, "__iter__") and not isinstance(column, dict) else column


def records(store: Store, view: View, lang: str) -> Iterator[Asked]:
    """Yield what is told of each record, known or not, and what is found by each word."""
    reads = SeenRecords(store, view.audience)
    yield "status", partial(status, view, lang)
    for id_ in IDS:
        yield f"show {id_}", partial(show, reads, view, id_, lang)
    for text in (*WORDS, *IDS):
        yield f"search {text}", partial(search, reads, view, text, lang)


def answers(view: View, lang: str) -> Iterator[Asked]:
    """Yield what is answered to questions: neighbours, matches, routes, coverage, verdicts."""
    for id_ in IDS:
        yield f"neighbourhood {id_}", partial(neighbourhood, view, id_, lang, 2)
    yield from matches(view, lang, KERNEL)
    for start in (*STATES, *ORGS[:2]):
        yield f"path {start}", partial(paths, view, start, "org/waters", lang)
    for of in ("states", "demands", "sectors"):
        yield f"coverage {of}", partial(coverage, view, ORGS, lang, of=of)
    yield "partners", partial(partners, view, GUIDELINE, lang)


def pictures(store: Store, view: View, lang: str) -> Iterator[Asked]:
    """Yield the pictures of states: by bodies, as tiles of each kind that everybody may see."""
    asker = Asker(view, lang, SeenRecords(store, view.audience))
    for ids in ((), ORGS):
        yield f"picture states {ids}", partial(_picture, asker, AskedPicture("states", ids))
    for of, ids in (("contributed", ()), *(("members", (id_,)) for id_ in ORGS),
                    *((of, (id_,)) for of in ("offers", "needs") for id_ in SECTORS)):  # fmt: skip
        asked = AskedPicture("tiles", ids, choice=(("of", of),))
        yield f"picture tiles {of} {ids}", partial(_picture, asker, asked)
    for id_ in ORGS:
        yield f"picture house {id_}", partial(_picture, asker, AskedPicture("house", (id_,)))


@dataclass(frozen=True)
class Asker:
    """What a picture asks of a reader: the view, and the statements behind it."""

    view: View
    lang: str
    records: SeenRecords


def _picture(asker: Asker, asked: AskedPicture) -> str:
    found = picture(PictureAsk(asked, cast("Inquiry", asker), "/n/{}".format))
    return str(picture_fragment(found, PictureLinks())) + drawn(found, heading=True)


def matches(view: View, lang: str, engine: Engine) -> Iterator[Asked]:
    """Yield what an engine matches: for each offer and demand, for a need, for all."""
    for name, lens in SHIPPED.items():
        for id_ in (*OFFERS, *DEMANDS):
            yield f"match {name} {id_}", partial(match, view, lens, id_, lang, engine=engine)
        for state in STATES:
            asked = partial(probe, view, lens, state, SECTORS[1], lang, engine=engine)
            yield f"probe {name} {state}", asked
        yield f"match {name} --all", partial(_rows, view, lens, engine)


def _rows(view: View, lens: Lens, engine: Engine) -> list[Any]:
    return list(match_all(view, lens, engine=engine))


def files(view: View, lang: str, folder: Path) -> Iterator[Asked]:
    """Yield the files that are written: exports, diagrams, templates."""
    for fmt in FORMATS:
        yield f"export {fmt}", partial(_exported, view, lang, folder / f"export.{fmt}", fmt)
    for id_ in (*STATES, ORGS[0], OFFERS[0], SECTORS[0], "source/alpha"):
        yield f"diagram {id_}", partial(_drawn, view, lang, id_, folder / "diagram.svg")
    yield "template", partial(_template, view, lang, folder / "sheet.xlsx")


def copied(store: Store, view: View, folder: Path) -> dict[str, Any]:
    """Return what a database for analysts holds, made from a store for the audience of a view."""
    with TemporaryDirectory(dir=folder) as place:
        target = create_store(f"sqlite://{place}/copy.db")
        try:
            share(store, view, target, lambda _done, _total: None)
            # A source whose record was deleted has one there again: what it states needs one.
            ids = set(snapshot_of(target, "board").ids) ^ set(view.snapshot.ids)
            assert all(id_.startswith("source/") for id_ in ids)
            redirects = dict(target.redirects())
            return {"all": [*target.nodes(), *target.relations()], "redirects": redirects}
        finally:
            target.close()


def _exported(view: View, lang: str, path: Path, fmt: str) -> dict[str, bytes]:
    document = export(view, path, lang, fmt)
    return {Path(name).name: Path(name).read_bytes() for name in document.files}


def _drawn(view: View, lang: str, id_: str, path: Path) -> str:
    write_diagram(view, compose(ego_scene(view, id_, lang, steps=2)), path)
    return path.read_text("utf-8")


def _template(view: View, lang: str, path: Path) -> dict[str, bytes]:
    write_template(path, "offers", lang, known_from_view(view))
    with zipfile.ZipFile(BytesIO(path.read_bytes())) as packed:
        # When the file was made stands in docProps.
        names = [name for name in packed.namelist() if not name.startswith("docProps/")]
        return {name: packed.read(name) for name in names}


def told(asked: Iterable[Asked]) -> dict[str, Any]:
    """Return what is answered, errors as the documents that they become."""
    return {name: _answer(ask) for name, ask in asked}


def _answer(ask: Callable[[], Any]) -> Any:
    try:
        found = ask()
    except CoopgraphError as error:
        return error.problem("es")
    return found.model_dump(mode="json") if isinstance(found, BaseModel) else found


def view_for(store: Store, audience: Audience) -> View:
    """Return what an audience sees of a store on the day of these tests."""
    return View(snapshot_of(store, audience), DAY)
