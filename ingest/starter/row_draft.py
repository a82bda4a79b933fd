"""A row on its way into statements: what it says so far, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from typing import Final

from ingest.findings import Finding, Item, Outcome
from ingest.starter.table_rows import Row
from kg.base.audience import AUDIENCES, Audience
from kg.base.errors import BadChangeError
from kg.base.i18n import Message, msg
from kg.model.audiences import FEWEST, claim_about
from kg.model.changes import (
    NodeStatement,
    RelationKey,
    RelationStatement,
    check_relation,
)
from kg.model.fields import BASES, VISIBLE, Basis

LETTERS: Final[Mapping[str, Basis]] = {
    "": "published",
    "S": "published",
    "K": "common_knowledge",
    "U": "uncertain",
    **{basis: basis for basis in BASES},
}
"""How the basis of a row may be written: in a word, or by the letter of the field's tables."""


@dataclass(slots=True)
class Draft:
    """One row: its statements and findings, added to until ``item`` closes it."""

    file: str
    row: Row
    sources: list[str] = field(default_factory=list)
    changes: list[NodeStatement | RelationStatement] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def refused(self) -> bool:
        """Say whether the row will not be written."""
        return any(finding.outcome is Outcome.REJECTED for finding in self.findings)

    @property
    def basis(self) -> Basis:
        """On what the row rests; a word that is no basis counts as uncertain."""
        return LETTERS.get(self.row.get("basis"), "uncertain")

    def find(
        self, column: str, code: str, message: Message, fix: Message, *, refuse: bool = True
    ) -> None:
        """Keep a finding about one column; the row is refused, or taken without the value."""
        outcome = Outcome.REJECTED if refuse else Outcome.CHANGED
        self.findings.append(
            Finding(self.file, self.row.where, column, code, outcome, message, fix)
        )

    def unknown(self, column: str, id_: str, *, refuse: bool = False) -> None:
        """Keep the finding that a cell names an id that no table has."""
        message = msg("“{id}” is not known.", id=id_)
        fix = msg("Correct the id, or add a row for it in its table.")
        self.find(column, "unknown-reference", message, fix, refuse=refuse)

    @property
    def claim(self) -> Audience | None:
        """Who may see what the row says, as it claims; a word that is no audience means few."""
        said = self.row.get(VISIBLE)
        return next((one for one in AUDIENCES if one == said), FEWEST) if said else None

    def check_basis(self) -> None:
        """Find a word that is no basis."""
        if self.row.get("basis") not in LETTERS:
            message = msg("“{value}” is not a basis.", value=self.row.get("basis"))
            fix = msg("Use one of: {words}.", words=list(BASES))
            self.find("basis", "bad-value", message, fix, refuse=False)

    def take_sources(self, known: Container[str], own: str | None = None) -> None:
        """Take the known sources of the row; ``own`` is what it rests on if it names none."""
        named = self.row.several("source") or ([own] if own else [])
        for source in named:
            if source in known or source == own:
                self.sources.append(source)
            else:
                self.unknown("source", source)
        if not self.sources:
            message = msg("The row names no known source.")
            fix = msg("Name a source of sources.csv in the column “source”.")
            self.find("source", "no-source", message, fix)

    def state(self, id_: str, source: str, props: Mapping[str, object]) -> None:
        """Add what a source says about a node."""
        about = self._where, self.basis, self._dated
        self.changes.append(NodeStatement(id_, source, props, *about, self.claim))

    def relate(
        self,
        name: RelationKey,
        source: str,
        props: Mapping[str, object],
        column: str,
        *,
        refuse: bool,
    ) -> None:
        """Add what a source says about a relation; one that cannot be is found."""
        try:
            check_relation(name)
        except BadChangeError as error:
            self.find(column, "bad-reference", error.detail, error.fix, refuse=refuse)
            return
        about = self._where, self.basis, self._dated
        claim = claim_about(name, self.claim)
        self.changes.append(RelationStatement(name, source, props, *about, claim))

    def item(self) -> Item:
        """Close the row."""
        changes = () if self.refused else tuple(self.changes)
        return Item(self.row.where, changes, tuple(self.findings))

    @property
    def _where(self) -> str:
        return f"{self.file} {self.row.where}"

    @property
    def _dated(self) -> str | None:
        return self.row.get("dated") or None
