"""Where a body that is known only by its name is at home: where its name says, or where it works.

Who pays for an activity or answers for it works abroad as often as not: the recipient says nothing
about where such a body is at home, only about where one is that carries the activity out.
"""

from __future__ import annotations

from typing import Final

from ingest.iati.activity_record import IMPLEMENTING, Party
from ingest.iati.names import acts_abroad, is_public_body, named_territory
from ingest.known import Known
from kg.base.ids import organisation_id

_LOCAL: Final = frozenset({"10", "11", "15", "24", "72"})
"""Types of bodies at home in the country where they carry an activity out, if without reference."""


class Homes:
    """The homes of the bodies of one document."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._found: set[tuple[str, str]] = set()

    def home(self, party: Party, folded: str, country: str | None) -> str | None:
        """Return the id of the country a public or local body is at home in, None: not known.

        ``folded`` is its name, ``country`` the only recipient. Whom the document has carrying out
        an activity there is at home there also where it pays for one.
        """
        if not _is_local(party.kind, folded):
            return None
        named = named_territory(self._known.territories, folded)
        if named or country is None or acts_abroad(folded):
            return named
        if party.role == IMPLEMENTING:
            self._found.add((folded, country))
        return country if (folded, country) in self._found else None

    def id_of(self, party: Party, name: str, folded: str, country: str | None) -> str:
        """Return the id of a body without known home: the one it was once given, if any.

        Ids used to be made with the recipient of any activity; what was shown stays.
        """
        if country is not None and _is_local(party.kind, folded):
            former = organisation_id(name, self._known.iso3.get(country))
            if former in self._known.organisations.ids:
                return former
        return organisation_id(name)


def _is_local(kind: str, folded: str) -> bool:
    return kind in _LOCAL or (not kind and is_public_body(folded))
