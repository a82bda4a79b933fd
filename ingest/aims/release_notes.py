"""What is true of a release as a whole: what is not kept, sums that it states in two ways."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping

from ingest.aims.project_record import Project, is_counted
from ingest.aims.release_tables import ANCILLARY, PROJECTS, TRANSACTIONS, Release
from ingest.findings import Finding, Outcome, Problem
from ingest.iati.not_kept import NotKept, unread_tables
from kg.base.i18n import msg

_READ = frozenset(
    {
        "project_id", "project_title", "start_actual_isodate", "start_actual_type",
        "end_actual_isodate", "end_actual_type", "donors", "donors_iso3", "recipients",
        "recipients_iso3", "ad_sector_codes", "ad_sector_names", "status",
        "transactions_start_year", "transactions_end_year", "total_commitments",
        "total_disbursements", "proyecto", "objetivo", "modalidad", "entidades_responsables",
        "moneda", "aporte_nacional", "aporte_internacional", "tipo_de_cooperacion",
        "is_geocoded",
    }
)  # fmt: skip


def problem_here(file: str, where: str, problem: Problem, columns: Mapping[str, str]) -> Finding:
    """Return a problem of an activity at its place, by the column of a release."""
    field = columns.get(problem.field, problem.field)
    return problem._replace(field=field).finding(file, where)


class ReleaseNotes:
    """Counts over the projects of one release."""

    def __init__(self, release: Release) -> None:
        self._release = release
        self._unused: Counter[str] = Counter()
        self._restated = 0
        self._ids: set[str] = set()

    @property
    def checksum(self) -> str:
        """The SHA-256 of all tables that are read."""
        said = repr(sorted(self._release.tables.items()))
        return hashlib.sha256(said.encode(errors="surrogatepass")).hexdigest()

    def count(self, project: Project) -> None:
        """Count a project."""
        self._unused.update(project.unused)
        self._restated += project.restated
        self._ids.add(project.record.identifier)

    def findings(self) -> list[Finding]:
        """Return what is to be said of the release."""
        return [*self._not_kept(), *self._sums(), *self._strays(), *self._tables()]

    def _not_kept(self) -> list[Finding]:
        left = NotKept()
        left.add(self._unused)
        for name in (PROJECTS, ANCILLARY):
            for _, cells in self._release.tables.get(name, []):
                left.add(dict.fromkeys(sorted(cells.keys() - _READ), 1))
        moves = [c for _, c in self._release.tables.get(TRANSACTIONS, []) if not is_counted(c)]
        left.add({"transactions": len(moves), "locations": self._release.locations})
        parts = left.said()
        if not parts:
            return []
        said = msg("Not kept: {parts}.", parts=parts)
        fix = msg("Nothing needs to be done; the file keeps them.")
        return [self._here(Problem("", "not-kept", Outcome.ACCEPTED, said, fix))]

    def _sums(self) -> list[Finding]:
        if not self._restated:
            return []
        said = msg(
            "{n} sums of transactions are not those of the system itself, as where they were"
            " converted to dollars of one year; what the system says was kept.",
            n=self._restated,
        )
        fix = msg("Compare transaction_value with aporte_internacional.")
        return [
            self._here(Problem("transaction_value", "sums-differ", Outcome.ACCEPTED, said, fix))
        ]

    def _strays(self) -> list[Finding]:
        found = []
        for table in (TRANSACTIONS, ANCILLARY):
            rows = self._release.tables.get(table, [])
            lost = [cells.get("project_id", "") for _, cells in rows]
            lost = [id_ for id_ in lost if id_ not in self._ids]
            if lost:
                said = msg(
                    "{n} rows of “{table}” are about projects that are not listed, the first of"
                    " them “{identifier}”.",
                    n=len(lost),
                    table=table,
                    identifier=lost[0][:100],
                )
                fix = msg("Add the projects, or remove the rows.")
                found.append(self._here(Problem(table, "stray-rows", Outcome.ACCEPTED, said, fix)))
        return found

    def _tables(self) -> list[Finding]:
        names = self._release.strange
        return [unread_tables(self._release.file, names)] if names else []

    def _here(self, problem: Problem) -> Finding:
        return problem.finding(self._release.file, "")
