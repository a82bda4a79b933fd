"""Guidelines as documents: which there are in which versions, and one in a reader's words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kg.base.errors import ForbiddenError
from kg.base.i18n import msg
from kg.graph.naming import heading
from kg.graph.view import View
from kg.model.documents import (
    GuidelineCriterion,
    GuidelineRule,
    Guidelines,
    GuidelineText,
    KeptGuideline,
    KeptVersion,
    head,
)
from kg.model.vocabulary import KINDS, word
from kg.partners.adopted_guidelines import guideline_names, guideline_versions
from kg.partners.condition_words import Names, condition_text, exception_text
from kg.partners.guideline.guideline import Criterion, Guideline, LeftOut, Otherwise, Rule
from kg.partners.guideline_diff import msg_text, names_of
from kg.partners.guideline_files import GUIDELINES
from kg.partners.measures import MEASURES

OTHERWISE = "otherwise"


def guidelines(day: date, lang: str, view: View | None = None) -> Guidelines:
    """Return the guidelines that come with the program and those that were adopted.

    Without a view only the former; ``revision`` is 0 then.
    """
    names = guideline_names(view)
    start = head(0, day, lang) if view is None else heading(view, lang)
    return Guidelines(**start, guidelines=[_kept(name, view) for name in names])


def guideline_text(view: View, guideline: Guideline, lang: str) -> GuidelineText:
    """Return what a guideline says, in words; for the board, and for all once it is adopted.

    What it says of bodies by their names is in it for the board alone: to others such a rule gives
    no verdict, and nobody is named who is left out.

    Raises:
        ForbiddenError: it is a proposal, and the reader is not the board.
    """
    is_board = view.audience == "board"
    if not is_board and guideline.standing.status != "adopted":
        raise ForbiddenError(
            msg("A guideline that is not adopted is for the board."),
            msg("Ask with the audience “board” (audience=board)."),
        )
    names, wanted = names_of(view, lang), guideline.candidates
    kinds = [str(KINDS[kind].text(lang) if kind in KINDS else word("kind", kind))
             for kind in wanted.kinds]  # fmt: skip
    return GuidelineText(
        **heading(view, lang),
        standing=guideline.standing,
        guideline=guideline.ruled_by(),
        body=names(guideline.body),
        kinds=sorted(kinds),
        besides=[names(id_) for id_ in wanted.besides] if is_board else [],
        left_out=[_left_out(one, lang, names, is_board=is_board) for one in wanted.exceptions],
        rules=[_rule(one, guideline, lang, names, is_board=is_board) for one in guideline.rules],
        otherwise=_says(OTHERWISE, guideline.otherwise, "", lang),
        criteria=[_criterion(one, lang, names) for one in guideline.criteria],
    )


def names_bodies(rule: Rule) -> bool:
    """Say whether a rule is about bodies that it names, rather than about all of some sort."""
    return _named(rule.when.model_dump(exclude_none=True))


def _named(condition: object) -> bool:
    if isinstance(condition, dict):
        return bool(condition.get("id")) or any(map(_named, condition.values()))
    return isinstance(condition, list) and any(map(_named, condition))


def _kept(name: str, view: View | None) -> KeptGuideline:
    versions = _versions(name, view)
    return KeptGuideline(
        name=name,
        body=versions[0].body,
        versions=[
            KeptVersion(version=one.version, name=f"{name}@{one.version}", standing=one.standing)
            for one in versions
        ],
    )


def _versions(name: str, view: View | None) -> Sequence[Guideline]:
    if view is not None:
        return guideline_versions(view, name)
    return [GUIDELINES.named(f"{name}@{version}") for version in GUIDELINES.versions(name)]


def _left_out(one: LeftOut, lang: str, names: Names, *, is_board: bool) -> str:
    text = msg_text(one.text, lang)
    named = exception_text(one, lang, names)
    return f"{named[:1].upper()}{named[1:]}: {text}" if is_board or one.id is None else text


def _rule(
    rule: Rule, guideline: Guideline, lang: str, names: Names, *, is_board: bool
) -> GuidelineRule:
    when = condition_text(rule.when, guideline, lang, names)
    said = _says(rule.id, rule, when, lang)
    hidden = not is_board and names_bodies(rule)
    return said.model_copy(update={"verdict": None}) if hidden else said


def _says(id_: str, rule: Otherwise, when: str, lang: str) -> GuidelineRule:
    return GuidelineRule(
        id=id_,
        when=when,
        verdict=rule.verdict,
        basis=rule.basis,
        text=msg_text(rule.text, lang),
        condition=None if rule.condition is None else msg_text(rule.condition, lang),
    )


def _criterion(one: Criterion, lang: str, names: Names) -> GuidelineCriterion:
    measure = MEASURES[one.measure]
    return GuidelineCriterion(
        name=one.name,
        label=measure.label.text(lang),
        unit=measure.unit.text(lang),
        anchors=one.anchors,
        weight=one.millionths,
        beyond=[names(id_) for id_ in one.beyond],
    )
