"""Pictures as PNG over HTTP: drawn once for each content, few at a time."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from api.kept_answers import Made
from api.paper_answers import in_turn
from api.service import Service
from viz.pictures.picture_files import png_of_svg

PNG: Final = "image/png"


def drawn_png(service: Service, svg: str, headers: Mapping[str, str]) -> Made:
    """Return an SVG as PNG; only who has its content finds what was drawn of it.

    Raises:
        PapersBusyError: too many pictures and papers are being made.
        PngMissingError: what draws it is not installed.
    """

    def png() -> Made:
        with in_turn(service):
            return Made(png_of_svg(svg), PNG, {})

    mark = hashlib.sha256(svg.encode()).hexdigest()
    return replace(service.answers.get(f"png {mark}", png), headers=headers)
