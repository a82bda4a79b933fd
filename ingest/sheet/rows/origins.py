"""Where the rows of a sheet come from: sources known, stated in words, or the sheet itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ingest.known import Known, SourceFacts
from ingest.personal_data import masked
from ingest.retrieval import retrieval_of
from ingest.sheet.grids.grids import shown_name
from ingest.sheet.rows.cell_values import personal_data_left_out, several
from ingest.sheet.rows.sheet_draft import Draft
from kg.base.ids import is_id, slug
from kg.model.changes import NodeStatement, state_node
from kg.model.fields import MAX_TEXT
from kg.model.nodes import Source


@dataclass(slots=True)
class Origins:
    """The sources that the rows name; ``stated`` grows by those that have to be written first."""

    known: Known
    own: Source
    borrowed: bool = False
    """Whether the sheet stands for a source that is known already and described better there."""
    stated: dict[str, NodeStatement] = field(default_factory=dict)

    def of(self, draft: Draft) -> list[str]:
        """Return the sources of a row: those it names, else the sheet."""
        words = [self._impersonal(draft, words) for words in several(draft, "source")]
        return [self._named(one) for one in dict.fromkeys(words)] or [self._own()]

    def is_own(self, source: str) -> bool:
        """Say whether a source is the sheet itself, so that a row is a place in it."""
        return source == self.own.id and not self.borrowed

    def _impersonal(self, draft: Draft, words: str) -> str:
        """Sources are seen by all who see what they say: of persons they hold nothing."""
        if words in self.known.sources or masked(words) == words:
            return words
        # The sources of a row are asked for more than once.
        if all(f.field != "source" for f in draft.findings):
            personal_data_left_out(draft, "source")
        return masked(words)

    def _own(self) -> str:
        return self.own.id if self.borrowed else self._state(self.own)

    def _named(self, words: str) -> str:
        words = self.known.redirects.get(words, words)
        if words in self.known.sources:
            return words
        id_ = words if _is_source(words) else f"source/stated/{slug(words)}"
        if id_ in self.known.sources:
            return id_
        retrieved = self.own.retrieved
        return self._state(Source(id=id_, title={"und": words[:MAX_TEXT]}, retrieved=retrieved))

    def _state(self, source: Source) -> str:
        self.stated.setdefault(source.id, state_node(source, source.id))
        return source.id


def origins_of(path: Path, checksum: str, known: Known, today: date, source: str | None) -> Origins:
    """Return the sources for a file: its own is ``source``, else one named after the file.

    The day of retrieval stays while the file stays the same, so that loading it again alters
    nothing; a file that was fetched says it itself, with its address.
    """
    name = masked(shown_name(path))
    id_ = _own_id(path, source)
    before = known.sources.get(id_, SourceFacts(None, None))
    same = before.checksum == checksum and before.retrieved is not None
    noted = retrieval_of(path, checksum)
    retrieved = before.retrieved if same else today.isoformat()
    own = Source(
        id=id_,
        title={"und": name if source is None or _is_source(source) else source},
        url=noted.shown_url if noted else None,
        retrieved=noted.retrieved if noted else retrieved,
        checksum=checksum,
    )
    return Origins(known, own, borrowed=source is not None and id_ in known.sources)


def origins_told(known: Known, today: date, source: str) -> Origins:
    """Return the sources for what is told by itself: ``source`` is the id of one, or words."""
    id_ = _own_id(Path(), source)
    title = {"und": source[:MAX_TEXT]}
    own = Source(id=id_, title=title, retrieved=today.isoformat())
    return Origins(known, own, borrowed=id_ in known.sources)


def _own_id(path: Path, source: str | None) -> str:
    if source is None:
        return f"source/sheet/{slug(masked(path.stem))}"
    return source if _is_source(source) else f"source/stated/{slug(source)}"


def _is_source(words: str) -> bool:
    return is_id(words) and words.startswith("source/")
