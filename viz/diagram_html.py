"""Our page around a composition: diagram, picture for readers without JavaScript, table.

Two ways out: ``diagram_page`` for a server, with files under a strict Content-Security-Policy, and
``diagram_file``, one file that opens offline and asks nobody for anything.
"""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg.base.i18n import Message, msg, nmsg
from viz.captions import kind_of
from viz.composition import Composition
from viz.elements import element_name
from viz.pyvis import network_data
from viz.scene import Scene, SceneNode
from viz.svg import legend_marks, svg
from viz.table_twin import rows

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

STATIC: Final = Path(__file__).parent / "static"
"""What a server has to offer under the ``assets_base`` it names."""
STYLE: Final = "diagram.css"
SCRIPT: Final = "diagram.js"
LIBRARY: Final = "vendor/vis-network-10.1.5.js"
"""What draws a diagram that is moved and enlarged; run when somebody first needs it."""
_TEMPLATES: Final = Path(__file__).parent / "templates"
_ESCAPES: Final = {ord(c): f"\\u{ord(c):04x}" for c in ("<", ">", "&", "\u2028", "\u2029")}


@dataclass(frozen=True, slots=True)
class DiagramPage:
    """What a page needs to show a diagram: markup for its body, addresses for its head.

    Scripts are plain ones, to be loaded with ``defer``; the library is loaded by them.
    """

    fragment: Markup
    styles: tuple[str, ...]
    scripts: tuple[str, ...]
    title: str
    description: str


def diagram_page(composition: Composition, assets_base: str) -> DiagramPage:
    """Return the diagram for a page whose server offers ``STATIC`` under ``assets_base``.

    It needs ``script-src``, ``style-src`` of the same origin and nothing inline. Addresses carry a
    digest of the file, so they may be cached for ever.
    """
    base = assets_base.rstrip("/")
    return DiagramPage(
        _fragment(composition, _address(base, LIBRARY)),
        (_address(base, STYLE),),
        (_address(base, SCRIPT),),
        composition.scene.title,
        composition.scene.description,
    )


def diagram_file(composition: Composition) -> str:
    """Return a whole HTML page with everything in it; its policy admits nothing else."""
    from markupsafe import Markup

    script, library, style = _asset(SCRIPT), _asset(LIBRARY), _asset(STYLE)
    template = _environment().get_template("file.html.j2")
    return template.render(
        scene=composition.scene,
        fragment=_fragment(composition),
        # These are our own files, not input; a test holds that they cannot end their element.
        script=Markup(script),  # noqa: S704
        library=Markup(library),  # noqa: S704
        style=Markup(style),  # noqa: S704
        policy=_policy([script, library], style),
    )


def embeddable(value: Any) -> str:
    r"""Return JSON that cannot end the ``<script>`` element it stands in.

    >>> print(embeddable("</script>"))
    "\u003c/script\u003e"
    """
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.translate(_ESCAPES)


def page_data(composition: Composition) -> dict[str, Any]:
    """Return what the script needs: the data of the network, labels and what is said of nodes."""
    scene = composition.scene
    degrees = scene.degrees()
    return {
        **network_data(composition),
        "labels": _labels(composition),
        "said": {node.id: _said(node, degrees[node.id], scene.lang) for node in scene.nodes},
        "hrefs": {node.id: node.href for node in scene.nodes if node.href},
        "focus": scene.focus,
        "size": [composition.width, composition.height],
    }


def _fragment(composition: Composition, library: str = "") -> Markup:
    """Return the element; the ``library`` lies at an address, else in the page."""
    from markupsafe import Markup

    scene = composition.scene
    template = _environment().get_template("diagram.html.j2")
    markup = template.render(
        scene=scene,
        library=library,
        name=element_name(scene.title),
        poster=Markup(svg(composition, heading=False)),  # noqa: S704 (escaped where it is written)
        data=Markup(embeddable(page_data(composition))),  # noqa: S704 (escaped by embeddable)
        legend=[
            {"mark": Markup(mark), "text": text}  # noqa: S704 (made of our own shapes)
            for mark, text in legend_marks(composition)
        ],
        rows=rows(scene),
        words={key: text.text(scene.lang) for key, text in _words(scene).items()},
    )
    return Markup(markup)  # noqa: S704 (rendered with autoescape)


def _words(scene: Scene) -> dict[str, Message]:
    return {
        "keys": msg("Arrow keys move to a neighbour, Enter opens it, Escape clears; Ctrl and the "
                    "mouse wheel, or + and −, enlarge and reduce."),
        "larger": msg("Enlarge"),
        "smaller": msg("Reduce"),
        "whole": msg("Show all"),
        "explore": msg("Explore the diagram"),
        "diagram": msg("diagram"),
        "table": nmsg("The same as a table: {count} record", "The same as a table: {count} records",
                      len(scene.nodes)),
        "name": msg("Name"),
        "type": msg("Type"),
        "relations": msg("Relations"),
        "open": msg("Open"),
    }  # fmt: skip


def _said(node: SceneNode, degree: int, lang: str) -> str:
    return nmsg(
        "{label}, {type}: {count} relation shown.",
        "{label}, {type}: {count} relations shown.",
        degree,
        label=node.label,
        type=kind_of(node, lang),
    ).text(lang)


def _labels(composition: Composition) -> dict[str, list[int | str]]:
    """Return for each label drawn its place beside its node, its anchor and its lines."""
    return {
        placed.node.id: [label.x - placed.place.x, label.y - placed.place.y, label.anchor,
                         "\n".join(label.lines)]
        for placed in composition.nodes
        if (label := placed.label)
    }  # fmt: skip


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _asset(name: str) -> str:
    return (STATIC / name).read_text(encoding="utf-8")


@cache
def _address(base: str, name: str) -> str:
    return f"{base}/{name}?{hashlib.sha256(_asset(name).encode()).hexdigest()[:12]}"


def _policy(scripts: list[str], style: str) -> str:
    """Return a policy that admits exactly these texts, by their digests."""
    allowed = " ".join(_digest(text) for text in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_digest(style)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


@cache
def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
