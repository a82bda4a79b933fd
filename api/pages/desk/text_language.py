"""In which language an office writes: those of the pages, and others that states write in."""

from __future__ import annotations

from typing import Final

from api.pages.chrome import Chrome
from api.pages.desk.at_desk import AtDesk
from kg.base.i18n import LANGUAGES
from kg.exchange.moving import Seen
from kg.model.desk_types import Submission

WRITTEN: Final = (*LANGUAGES, "nl", "ht")
"""Languages of the texts of entries: Dutch and Haitian Creole beside those of the pages."""


def text_language(here: AtDesk, seen: Seen[Submission] | None) -> str:
    """Return the language of the texts of an entry: as chosen, else as kept, else the page's."""
    form: dict[str, str] = getattr(here.reader.request.state, "form", {})
    chosen = form.get("text_lang", "")
    if chosen in WRITTEN:
        return chosen
    return (seen.record.lang if seen else None) or here.reader.lang


def written_in(p: Chrome) -> list[tuple[str, str]]:
    """Return the languages that an office may write in: code and name."""
    return [(code, p.language(code)) for code in WRITTEN]
