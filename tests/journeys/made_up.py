"""A node type and a relation that nobody knows, taken through the whole house (a program).

It is declared as any other: a class each. It prints what it saw as JSON: ingest, show, search,
pages, a picture, exports, the documentation.
"""

from __future__ import annotations

import json
import sys
from io import StringIO
from pathlib import Path
from typing import Annotated, Any

from kg.base.i18n import msg
from kg.model import nodes, relations
from kg.model.fields import Meta, Short


class Network(nodes.Named):
    """People of several bodies who learn from each other."""

    prefix = "network"
    title_of_type = msg("Network of practice")
    plural = msg("Networks of practice")

    theme: Annotated[Short | None, Meta(msg("Theme of the network"), searchable=True)] = None
    is_open: Annotated[bool | None, Meta(msg("Open to all"))] = None


class Convenes(relations.Relation):
    """A body brings a network together."""

    type = "CONVENED_BY"
    title_of_type = msg("convened by")
    outward = msg("Who convenes it")
    inward = msg("Networks that it convenes")
    family = "structure"
    page_rank = 65
    picture_rank = 25
    is_timed = True
    starts_at = ("Network",)
    ends_at = relations.BODIES


class Joins(relations.Relation):
    """A state or body takes part in a network."""

    type = "JOINS"
    title_of_type = msg("takes part in")
    outward = msg("Networks that it takes part in")
    inward = msg("Who takes part")
    family = "membership"
    page_rank = 66
    picture_rank = 26
    starts_at = relations.ACTORS
    ends_at = ("Network",)


def declare() -> None:
    """Add both where all others are listed."""
    node_types: tuple[type[nodes.Node], ...] = (*nodes.NODE_CLASSES, Network)
    nodes.NODE_CLASSES = tuple(sorted(node_types, key=lambda cls: cls.__name__))
    relation_types: tuple[type[relations.Relation], ...] = (
        *relations.RELATION_CLASSES, Convenes, Joins,
    )  # fmt: skip
    relations.RELATION_CLASSES = tuple(sorted(relation_types, key=lambda cls: cls.__name__))


def tables(folder: Path) -> None:
    """Write the smallest starter tables that hold one of it."""
    write = {
        "sources": "id,title:en,publisher\nsource/x,Test,Tests\n",
        "organisations": "id,kind,name:en,source,basis\n"
        "org/body,regional_body,A body,source/x,published\n",
        "network": "id,name:en,theme,is_open,convened_by,joins,source,basis\n"
        "network/water,Water network,drinking water,yes,org/body,org/body,source/x,published\n",
    }
    for name, text in write.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")


def journey(folder: Path) -> dict[str, Any]:
    """Return what was seen on the way."""
    from rich.console import Console

    from api.app import create_app
    from coopgraph.terminal.render.record_text import show
    from ingest.known import known_from_store
    from ingest.loading import load
    from ingest.sheet import sheet_source
    from ingest.sheet.template import write_template
    from ingest.starter import starter_sources
    from kg.export import export
    from kg.knowledge import KnowledgeBase
    from kg.questions import SearchQuestion, ShowQuestion, StatusQuestion
    from kg.store.opening import create_store
    from tests.api.asking import PUBLIC, client_of
    from tests.graphs import DAY
    from tools.docs import pages as generated
    from viz.composition import compose
    from viz.diagram_files import write_diagram
    from viz.ego import ego_scene

    tables(folder)
    url = f"sqlite://{folder}/store.db"
    store = create_store(url)
    report = load(store, starter_sources(folder))
    sheet = folder / "redes.csv"
    sheet.write_text("Name;theme;Convened_by;is_open\nSoil network;soils;A body;sí\n", "utf-8")
    known = known_from_store(store)
    filled = load(store, [sheet_source(sheet, "networks", known, today=DAY, store=store)])
    write_template(folder / "networks.xlsx", "networks", "en", known)
    store.close()
    knowledge = KnowledgeBase(url, cache=None)
    inquiry = knowledge.inquiry(DAY, "public", "en")
    shown = inquiry.answer(ShowQuestion("network/water"))
    view = inquiry.view
    terminal = StringIO()
    show(inquiry.lang)(Console(file=terminal, width=100), shown)
    write_diagram(view, compose(ego_scene(view, "network/water", "en")), folder / "picture.svg")
    for kind in ("jsonl", "graphml", "gexf", "zip"):
        export(view, folder / f"graph.{kind}", "en")
    app = create_app(url, access=PUBLIC, cache=None)
    with client_of(app) as client:
        pages = {id_: client.get(f"/en/node/{id_}").text for id_ in ("network/water", "org/body")}
        diagram = client.get("/en/diagram/network/water")
        home = client.get("/en/").status_code
    seen = {
        "findings": [str(finding) for finding in report.findings],
        "sheet": [str(finding.message) for finding in filled.findings],
        "template": (folder / "networks.xlsx").stat().st_size,
        "from_sheet": inquiry.answer(ShowQuestion("network/body-soil-network")).model_dump(
            mode="json", by_alias=True
        ),
        "accepted": report.document("en")["accepted"],
        "counts": inquiry.answer(StatusQuestion()).counts["Network"],
        "found": [ref.id for ref in inquiry.answer(SearchQuestion("drinking")).results],
        "type": shown.node.type,
        "relations": [relation.type for relation in shown.relations],
        "pages": pages,
        "terminal": terminal.getvalue(),
        "diagram": diagram.text,
        "home": home,
        "picture": (folder / "picture.svg").read_text("utf-8"),
        "lines": (folder / "graph.jsonl").read_text("utf-8"),
        "graphml": (folder / "graph.graphml").read_text("utf-8"),
        "docs": generated(),
    }
    knowledge.close()
    return seen


if __name__ == "__main__":
    declare()
    json.dump(journey(Path(sys.argv[1])), sys.stdout)
