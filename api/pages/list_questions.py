"""What a list of offers, demands or practices is asked for, on its page and in its feed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Final

from fastapi import Depends, Query

from api.deps import Reader
from kg.browse.declared_list import FACETS, Facet, Listed, Order, Validity, Wanted, listed
from kg.browse.search import CANDIDATES
from kg.questions import SearchQuestion

_ID: Final = 400
"""Characters of an id that an address may hold."""
Id = Annotated[str, Query(max_length=_ID)]
TYPES: Final[Mapping[str, str]] = {"demands": "Demand", "offers": "Offer", "practices": "Practice"}
"""The lists, as addresses name them."""


@dataclass(frozen=True, slots=True)
class ListQuestion:
    """A choice of each facet, words, an order; ``show`` is what may be over, or ends soon."""

    ids: Mapping[Facet, str] = field(default_factory=dict)
    q: str = ""
    sort: Order = "newest"
    show: Validity = "open"

    @property
    def given(self) -> dict[str, str]:
        """The parameters of its address: those that are not as they are without."""
        said: dict[str, Any] = {name: self.ids[name] for name in FACETS if name in self.ids}
        rest = {"q": self.q, "sort": self.sort, "show": self.show}
        usual = {"q": "", "sort": "newest", "show": "open"}
        return said | {name: text for name, text in rest.items() if text != usual[name]}

    @property
    def narrows(self) -> bool:
        """Whether it asks for less than what is open."""
        return bool(self.ids or self.q or self.show not in ("open", "all"))

    def without(self, name: str) -> dict[str, str]:
        """Return the parameters of the address that leaves one of them out."""
        return {key: text for key, text in self.given.items() if key != name}

    def found(self, reader: Reader, type_: str) -> Listed:
        """Return what is listed of a type.

        Raises:
            UnknownIdError: a choice names no record that the reader sees.
        """
        wanted = Wanted(type_, self.ids, self._worded(reader, type_), self.show)
        return listed(reader.view, reader.inquiry.records, wanted, reader.lang, self.sort)

    def _worded(self, reader: Reader, type_: str) -> frozenset[int] | None:
        if not self.q.strip():
            return None
        hits = reader.answer(SearchQuestion(self.q, CANDIDATES, type_)).results
        return frozenset(reader.view.index(hit.id) for hit in hits)


def list_question(
    *,
    sector: Id = "",
    state: Id = "",
    language: Id = "",
    region: Id = "",
    modality: Id = "",
    q: Annotated[str, Query(max_length=SearchQuestion.MAX_TEXT)] = "",
    sort: Order = "newest",
    show: Validity = "open",
) -> ListQuestion:
    """Read what an address asks for; a form sends what was left open as empty texts."""
    ids: dict[Facet, str] = {"sector": sector, "state": state}
    ids |= {"language": language, "region": region, "modality": modality}
    return ListQuestion({name: id_ for name, id_ in ids.items() if id_}, q.strip(), sort, show)


Asked = Annotated[ListQuestion, Depends(list_question)]
