"""Guidelines that the board adopted: kept with what is known, used in place of what is proposed.

A version is a record of its own, stated by the board's source, with its text. Of the versions of a
name the one adopted last counts, from the day of its decision on; where there is none, the one that
comes with the program does.
"""

from __future__ import annotations

import json
from typing import Final, NamedTuple

from yaml import MappingNode, Node

from kg.base.errors import BadDefinitionError, BadOptionError
from kg.base.i18n import msg
from kg.definitions.bounded_yaml import compose
from kg.definitions.definition_files import AT
from kg.graph.memo import kept
from kg.graph.view import View
from kg.model.nodes import GuidelineVersion
from kg.partners.guideline.guideline import Guideline
from kg.partners.guideline_files import GUIDELINES

_TYPE: Final = GuidelineVersion.__name__


class Adopted(NamedTuple):
    """A version that the board adopted: its record (id), what it says, and its file."""

    id: str
    guideline: Guideline
    text: str


def adopted_versions(view: View) -> list[Adopted]:
    """Return the versions that were adopted by the day of a view, the last adopted first.

    As far as the reader may see them; a record whose text says something else than it is left out.
    """
    # Read once a view: every question about partners, and every page that has papers, asks.
    return list(kept(view, _TYPE, lambda: tuple(_all_adopted(view))))


def _all_adopted(view: View) -> list[Adopted]:
    found = [one for node in view.of_type(_TYPE).tolist() if (one := _adopted(view, node))]
    return sorted(found, key=_adopted_on, reverse=True)


def guideline_named(view: View, name: str) -> Guideline:
    """Return the guideline of a name that counts: the version adopted last, else the shipped one.

    ``name@version`` names one of its versions, adopted or shipped.

    Raises:
        BadOptionError: there is none of this name, or no such version of it.
    """
    found = _adopted_as(view, name)
    return GUIDELINES.named(name) if found is None else found.guideline


def guideline_of(view: View, name_or_path: str) -> Guideline:
    """Return the guideline of a name that counts, or the one in a file.

    Raises:
        BadOptionError: no such name, no such file.
        BadFileError, BadDefinitionError: the file cannot be read, or is none.
    """
    found = _adopted_as(view, name_or_path)
    return GUIDELINES.load(name_or_path) if found is None else found.guideline


def guideline_versions(view: View, name: str) -> list[Guideline]:
    """Return all versions of a guideline: those adopted, the last first, then the shipped ones.

    Nothing where neither has such a name.
    """
    adopted = [one.guideline for one in adopted_versions(view) if one.guideline.guideline == name]
    shipped = GUIDELINES.versions(name) if name in GUIDELINES.names() else []
    kept = [GUIDELINES.named(f"{name}{AT}{version}") for version in shipped]
    known = {one.version for one in adopted}
    return [*adopted, *(one for one in kept if one.version not in known)]


def guideline_names(view: View | None) -> list[str]:
    """Return the names of all guidelines: those that come with the program and those adopted."""
    adopted = () if view is None else adopted_versions(view)
    return sorted({*GUIDELINES.names(), *(one.guideline.guideline for one in adopted)})


def guideline_text(view: View, name: str) -> str:
    """Return the file of a guideline of this name, as ``guideline_named``.

    Raises:
        BadOptionError: there is none of this name.
    """
    found = _adopted_as(view, name)
    if found is not None:
        return found.text
    if name.partition(AT)[0] not in GUIDELINES.names():
        allowed = msg("Use one of: {names}.", names=GUIDELINES.names())
        raise BadOptionError(GUIDELINES.option, name, allowed)
    return GUIDELINES.text(name)


def guideline_file(view: View, name_or_path: str) -> str:
    """Return the file of a guideline of a name that counts, or the one at a path.

    Raises:
        BadOptionError: no such name, no such file.
        BadFileError: the file cannot be read.
    """
    found = _adopted_as(view, name_or_path)
    return GUIDELINES.text(name_or_path) if found is None else found.text


def as_adopted(text: str, version: str, day: str, decision: str) -> str:
    """Return the file of a guideline as the board adopted it: with its version and its standing.

    Raises:
        BadDefinitionError: the text is no guideline, or is none with these.
        EntriesError: it cannot be read.
    """
    root = compose(text)
    entries: dict[str, Node] = (
        {str(key.value): value for key, value in root.value}
        if isinstance(root, MappingNode)
        else {}
    )
    standing = f"{{status: adopted, date: {day}, decision: {_quoted(decision)}}}"
    places = [(entries["version"], _quoted(version))] if "version" in entries else []
    if "standing" in entries:
        places.append((entries["standing"], standing))
    for node, new in sorted(places, key=lambda one: one[0].start_mark.index, reverse=True):
        end = len(text[: node.end_mark.index].rstrip())
        text = text[: node.start_mark.index] + new + text[end:]
    if "standing" not in entries:
        text = f"{text.rstrip()}\nstanding: {standing}\n"
    found = GUIDELINES.parse(text)
    said = found.standing
    if (found.version, said.date, said.decision) != (version, day, decision):
        why, fix = msg("It would not say so."), msg("Write the reference in plain words.")
        raise BadDefinitionError(GUIDELINES.option, 1, why, fix)
    return text


def _adopted_as(view: View, name: str) -> Adopted | None:
    """Return the adopted version that a name means: the last of that name, or the one it names."""
    plain, _, version = name.partition(AT)
    found = (one for one in adopted_versions(view) if one.guideline.guideline == plain)
    return next((one for one in found if version in {"", one.guideline.version}), None)


def _adopted(view: View, node: int) -> Adopted | None:
    text = view.props(node).get("text")
    found = GUIDELINES.read(text)[0] if isinstance(text, str) else None
    if found is None or found.standing.status != "adopted":
        return None
    if (found.standing.date or "") > view.as_of.isoformat():
        return None
    return Adopted(view.id(node), found, str(text))


def _adopted_on(one: Adopted) -> tuple[str, str]:
    return one.guideline.standing.date or "", one.id


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
