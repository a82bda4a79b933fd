"""What a paper is written from: the document, the words around it, its pictures as SVG.

It is the whole input of the PDF and goes into it as an attachment, so that a reader can make the
same paper from it again. All in it comes from the paper, which came through a reader's view.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from kg.brief.drawings import StateTiles
from kg.brief.paper import Paper, Picture
from kg.brief.paper_document import cleaned, document_of
from kg.model.brief_models import BriefPaper
from viz.paper_pictures import drawn
from viz.papers.paper_words import rests_on, value_shown, words_of


@dataclass(frozen=True, slots=True)
class PaperInput:
    """A paper ready to be written; ``pictures`` are SVG texts in the order in which they stand.

    ``values`` are those of the figures as the reader writes them, with what they count. ``home``
    is the address below which the service lies, without a slash at its end; empty where it is not
    known: then nothing is a link.
    """

    paper: BriefPaper
    words: dict[str, str]
    rests: dict[str, str]
    values: list[str]
    pictures: list[str]
    home: str = ""

    def node(self, id_: str) -> str | None:
        """Return where the page of a record lies, None where the service's address is not known."""
        return f"{self.home}/{self.paper.lang}/node/{id_}" if self.home else None

    def asked(self, address: str) -> str | None:
        """Return where a figure is asked for again, None as ``node``."""
        return f"{self.home}{address}" if self.home else None

    def json(self, by: str) -> str:
        """Return all of it, and by what it is made, as one text of JSON: the same each time."""
        found = {
            "by": by,
            "paper": self.paper.model_dump(mode="json"),
            "words": self.words,
            "rests": self.rests,
            "values": self.values,
            "pictures": self.pictures,
            "home": self.home,
        }
        return json.dumps(found, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def input_of(paper: Paper, home: str = "") -> PaperInput:
    """Return what a paper is written from."""
    paper = cleaned(paper)
    document = document_of(paper)
    return PaperInput(
        document,
        words_of(document),
        rests_on(document),
        [value_shown(figure.value, figure.unit, paper.lang) for figure in document.figures],
        [_drawn(one, paper.lang) for one in _pictures(paper)],
        home.rstrip("/"),
    )


def _pictures(paper: Paper) -> Iterator[Picture]:
    for section in paper.content.sections:
        yield from (block for block in section.blocks if isinstance(block, Picture))


def _drawn(picture: Picture, lang: str) -> str:
    drawing = picture.drawing
    names = dict(drawing.names) if isinstance(drawing, StateTiles) else None
    return drawn(drawing, lang, picture.caption, picture.alternative, names)
