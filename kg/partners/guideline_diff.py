"""What differs between two guidelines, entry by entry and field by field, in a reader's words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Final, Literal, TypeAlias

from kg.base.i18n import Message, msg
from kg.base.reader_manner import number
from kg.graph.view import View
from kg.model.documents import EntryChange, GuidelineDiff, TextChange, head
from kg.model.vocabulary import KINDS, VERDICTS, word
from kg.partners.condition_words import Names, condition_text, exception_text, measure_label
from kg.partners.guideline.guideline import Criterion, Guideline, Otherwise, Rule
from kg.partners.partner_changes import partner_changes
from kg.partners.rank import partners

Fields: TypeAlias = Mapping[str, str | None]
"""What a field of an entry says, by its name in the file, in words."""
Part: TypeAlias = Literal["guideline", "candidates", "rules", "otherwise", "criteria"]

LABELS: Final[Mapping[str, Message]] = {
    "version": msg("version"),
    "standing": msg("standing"),
    "body": msg("body that approaches"),
    "kinds": msg("kinds of bodies that are judged"),
    "besides": msg("judged besides"),
    "except": msg("Who is left out"),
    "text": msg("text"),
    "when": msg("speaks where"),
    "verdict": msg("verdict"),
    "basis": msg("rests on"),
    "condition": msg("asks for"),
    "measure": msg("measure"),
    "anchors": msg("anchors"),
    "weight": msg("weight"),
    "beyond": msg("beyond"),
}
"""What the fields of a guideline are called."""
PARTS: Final[Mapping[str, Message]] = {
    "guideline": msg("The guideline itself"),
    "candidates": msg("Who is judged"),
    "rules": msg("Rules"),
    "otherwise": msg("Where no rule speaks"),
    "criteria": msg("Criteria"),
}
"""What the parts of a guideline are called."""


def guideline_diff(
    before: Guideline, after: Guideline, day: date, lang: str, view: View | None = None
) -> GuidelineDiff:
    """Return what differs between two guidelines; with a view also whom they judge differently.

    Raises:
        ForbiddenError: there is a view, and its reader is not the board.
        UnknownIdError: a guideline names a body that is not in the knowledge base.
    """
    changed = None
    if view is not None:
        all_ = len(view.snapshot)
        answers = [partners(view, one, lang, all_) for one in (before, after)]
        changed = partner_changes(*answers)
    return GuidelineDiff(
        **head(view.snapshot.revision if view else 0, day, lang),
        **{"from": before.ruled_by()},
        to=after.ruled_by(),
        entries=list(entry_changes(before, after, lang, names_of(view, lang))),
        partners=changed,
    )


def names_of(view: View | None, lang: str) -> Names:
    """Return how records are named: by their label where the view knows them, else by their id."""

    def name(id_: str) -> str:
        node = None if view is None else view.snapshot.index(id_)
        return id_ if view is None or node is None else view.label(node, lang)

    return name


def entry_changes(
    before: Guideline, after: Guideline, lang: str, names: Names
) -> Iterator[EntryChange]:
    """Yield the entries that one of two guidelines lacks, or that say something else in it."""
    for part, entries in _PARTS.items():
        old, new = (entries(one, lang, names) for one in (before, after))
        for id_ in dict.fromkeys([*old, *new]):
            yield from _change(part, id_, old.get(id_), new.get(id_), lang)


def _change(
    part: Part, id_: str, old: Fields | None, new: Fields | None, lang: str
) -> Iterator[EntryChange]:
    if old == new:
        return
    was, is_ = old or {}, new or {}
    fields = [
        TextChange(
            field=name, label=LABELS[name].text(lang), before=was.get(name), after=is_.get(name)
        )
        for name in dict.fromkeys([*was, *is_])
        if was.get(name) != is_.get(name)
    ]
    change = "added" if old is None else "removed" if new is None else "changed"
    label = LABELS["except"] if part == "candidates" and id_ != part else PARTS[part]
    yield EntryChange(part=part, id=id_, label=label.text(lang), change=change, fields=fields)


def _head(guideline: Guideline, lang: str, names: Names) -> dict[str, Fields]:
    fields = {
        "version": guideline.version,
        "standing": guideline.standing.sentence().text(lang),
        "body": names(guideline.body),
    }
    return {guideline.guideline: fields}


def _candidates(guideline: Guideline, lang: str, names: Names) -> dict[str, Fields]:
    wanted = guideline.candidates
    kinds = sorted(_said(KINDS.get(kind) or word("kind", kind), lang) for kind in wanted.kinds)
    fields = {
        "kinds": ", ".join(kinds),
        "besides": ", ".join(sorted(map(names, wanted.besides))) or None,
    }
    exceptions = {
        exception_text(one, lang, names): {"text": msg_text(one.text, lang)}
        for one in wanted.exceptions
    }
    return {"candidates": fields, **exceptions}


def _rules(guideline: Guideline, lang: str, names: Names) -> dict[str, Fields]:
    return {rule.id: _rule(rule, guideline, lang, names) for rule in guideline.rules}


def _rule(rule: Rule, guideline: Guideline, lang: str, names: Names) -> Fields:
    return {
        "when": condition_text(rule.when, guideline, lang, names),
        **_says(rule, lang, names),
    }


def _otherwise(guideline: Guideline, lang: str, names: Names) -> dict[str, Fields]:
    return {"otherwise": _says(guideline.otherwise, lang, names)}


def _says(rule: Otherwise, lang: str, names: Names) -> Fields:
    return {
        "verdict": VERDICTS[rule.verdict].text(lang),
        "basis": names(rule.basis),
        "text": msg_text(rule.text, lang),
        "condition": None if rule.condition is None else msg_text(rule.condition, lang),
    }


def _criteria(guideline: Guideline, lang: str, names: Names) -> dict[str, Fields]:
    return {one.name: _criterion(one, lang, names) for one in guideline.criteria}


def _criterion(one: Criterion, lang: str, names: Names) -> Fields:
    low, high = (number(anchor, lang) for anchor in one.anchors)
    return {
        "measure": measure_label(one, lang),
        "anchors": f"{low} – {high}",
        "weight": number(float(one.weight), lang),
        "beyond": ", ".join(map(names, one.beyond)) or None,
    }


def msg_text(template: str, lang: str) -> str:
    """Return a text of a guideline in a reader's language, with what it names left as it is."""
    kept = {name: f"{{{name}}}" for name in ("partner", "body", "door", "link")}
    return msg(template, **kept).text(lang)


def _said(text: Message | str, lang: str) -> str:
    return text.text(lang) if isinstance(text, Message) else text


_PARTS: Final[Mapping[Part, Callable[[Guideline, str, Names], dict[str, Fields]]]] = {
    "guideline": _head,
    "candidates": _candidates,
    "rules": _rules,
    "otherwise": _otherwise,
    "criteria": _criteria,
}
