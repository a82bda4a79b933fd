"""What a template may ask of a view: names with their language, marks, preferred terms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from api.deps import Reader
from api.pages.chrome import Chrome
from api.paper_answers import has_subject, kinds_for
from kg.base.i18n import choose, msg
from kg.exchange.translated_texts import COURTESY
from kg.graph.openness import EXPIRED, standing, validity
from kg.model.acronyms import acronym_in
from kg.model.registry import NODES, type_of
from kg.model.relations import DECLARED


class Text(NamedTuple):
    """A text, and its language where it is not the page's.

    ``courtesy``: its office did not write it itself, but approved the translation.
    """

    text: str
    lang: str | None = None
    courtesy: bool = False


class Context(Chrome):
    """One page of one reader."""

    def __init__(self, reader: Reader) -> None:
        super().__init__(reader.request, reader.lang)
        self.reader = reader
        self.view = reader.view
        self.given = reader.given
        self.audience = reader.view.audience
        self.revision = reader.view.snapshot.revision
        self.updated = reader.view.snapshot.updated
        self.as_of = reader.view.as_of.isoformat()
        self.prefers: str | None = None
        """The state whose preferred terms this page uses."""

    def node(self, id_: str) -> str:
        """Return the address of the page of a record."""
        return self.url("node", id_)

    def known(self, id_: str) -> bool:
        """Say whether a record can be seen by this reader."""
        return self.view.snapshot.index(id_) is not None

    def text(self, words: Mapping[str, str]) -> Text:
        """Return a text in the reader's language or the next best, which the page then says."""
        text, lang = choose(words, self.lang)
        # Titles whose language nobody stated are shown as they are, without a word about it.
        if lang in (self.lang, "und") or not text:
            return Text(text)
        self.fell_back = True
        return Text(text, lang)

    def label(self, id_: str) -> Text:
        """Return the name of a record, its id where it has none or cannot be seen."""
        index = self.view.snapshot.index(id_)
        if index is None:
            return Text(id_)
        preferred = self._preferred(index)
        words = self.view.snapshot.label(index)
        found = Text(preferred) if preferred else self._marked(self.text(words), words, index)
        return found if found.text else Text(id_)

    def own_text(self, id_: str, field: str) -> Text:
        """Return a text of a record, marked where it is a courtesy translation.

        Nothing where the field is no text in languages: a file that somebody may open is none.
        """
        index = self.view.snapshot.index(id_)
        words = None if index is None else self.view.props(index).get(field)
        if not isinstance(words, Mapping):
            return Text("")
        return self._marked(self.text(words), words, index)

    def _marked(self, found: Text, words: Mapping[str, str], index: int | None) -> Text:
        if index is None or self.view.type_of(index) not in DECLARED:
            return found
        courtesy = self.view.props(index).get(COURTESY, ())
        return found._replace(courtesy=choose(words, self.lang)[1] in courtesy)

    def nature(self, id_: str) -> str | None:
        """Return whether a record is declared, demonstrated or an example."""
        index = self.view.snapshot.index(id_)
        return None if index is None else self.view.nature(index)

    def to_confirm(self, id_: str) -> bool:
        """Say whether a record is to be confirmed."""
        index = self.view.snapshot.index(id_)
        return index is not None and self.view.to_confirm(index)

    def standing(self, id_: str) -> str | None:
        """Return what an offer, demand or practice is where it is not simply open."""
        index = self.view.snapshot.index(id_)
        return None if index is None else standing(self.view, index)

    def validity(self, id_: str) -> str:
        """Return until or since when an offer or a demand can (not) be taken up, if it says so."""
        index = self.view.snapshot.index(id_)
        said = None if index is None else validity(self.view, index)
        return "" if said is None else self.say(said)

    def expired(self, id_: str) -> bool:
        """Say whether the last day of an offer or a demand has passed."""
        return self.standing(id_) == EXPIRED

    def other_language(self, text: Text) -> str:
        """Return in which language a text is, where that is not the page's."""
        if not text.lang or text.lang == "und":
            return ""
        return self.say(msg("in {language}", language=self.language(text.lang)))

    def type_name(self, id_: str) -> str:
        """Return what kind of record an id names."""
        type_ = type_of(id_)
        return self.say(NODES[type_].title_of_type) if type_ else ""

    def acronym(self, id_: str) -> str:
        """Return the acronym of an actor in the reader's language, empty where it has none."""
        index = self.view.snapshot.index(id_)
        return "" if index is None else acronym_in(self.view.props(index), self.lang)

    def papers(self, id_: str | None = None, *names: str) -> list[tuple[str, str]]:
        """Return name and address of the papers about a record, or of these kinds about none.

        Only those that this reader may have, and that there is something to say in.
        """
        type_ = type_of(id_) if id_ else None
        found = [
            kind
            for kind in kinds_for(self.audience, self.view)
            if (kind.name in names and has_subject(self.reader, kind))
            or (not names and type_ in kind.about)
        ]
        subject = [id_] if id_ else []
        return [(self.say(one.label), self.url("brief", one.name, *subject)) for one in found]

    def prefer_terms_of(self, ids: Iterable[str]) -> list[tuple[str, str, str]]:
        """Use the terms that a state among ``ids`` prefers; return (state, usual, preferred)."""
        found: list[tuple[str, str, str]] = []
        for id_ in ids:
            terms = _terms(self, id_)
            if terms and type_of(id_) == "State":
                self.prefers = id_
            found.extend((id_, *term) for term in terms)
        return found

    def _preferred(self, index: int) -> str:
        if self.prefers is None or self.view.type_of(index) != "Modality":
            return ""
        start = f"{self.prefers}:{self.lang}="
        terms = self.view.props(index).get("terms", ())
        return next((t.removeprefix(start) for t in terms if t.startswith(start)), "")


def _terms(page: Context, id_: str) -> list[tuple[str, str]]:
    index = page.view.snapshot.index(id_)
    if index is None or page.view.type_of(index) == "Modality":
        return []
    terms = page.view.props(index).get("terms", ())
    pairs = (term.partition("=") for term in terms)
    return [(usual, preferred) for usual, mark, preferred in pairs if mark]
