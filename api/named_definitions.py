"""Lenses and guidelines by name: what a reader may name is shipped or configured, never a file."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.base.errors import BadOptionError
from kg.base.i18n import msg

if TYPE_CHECKING:
    from kg.matching.lens.lens import Lens
    from kg.partners.guideline.guideline import Guideline

OFFERS_FOR_DEMAND: Final = "offers-for-demand"
EXPERIENCE: Final = "experience"
APPROACH: Final = "approach-2022"
_NAME: Final = re.compile(r"[a-z0-9]++(?:-[a-z0-9]++)*+\Z")


def lens_named(name: str) -> Lens:
    """Return a shipped lens.

    Raises:
        BadOptionError: what is named is not the name of a lens.
    """
    _check("lens", name, OFFERS_FOR_DEMAND, EXPERIENCE)
    return _lens(name)


def guideline_named(name: str) -> Guideline:
    """Return a shipped guideline.

    Raises:
        BadOptionError: what is named is not the name of a guideline.
    """
    _check("guideline", name, APPROACH)
    return _guideline(name)


def _check(option: str, name: str, *examples: str) -> None:
    # The command line also takes files; here a name must never be able to lead to one.
    if not _NAME.match(name):
        raise BadOptionError(option, name, msg("Use a name such as {names}.", names=list(examples)))


@cache
def _lens(name: str) -> Lens:
    from kg.matching.lens.lens_files import load_lens

    return load_lens(name)


@cache
def _guideline(name: str) -> Guideline:
    from kg.partners.guideline.guideline_files import load_guideline

    return load_guideline(name)
