"""Whatever comes with the program has a title for readers, in four languages."""

from __future__ import annotations

import pytest

from kg.base.i18n import LANGUAGES, say
from kg.definitions.shipped_titles import title_of
from kg.matching.lens.lens_files import LENSES
from kg.partners.guideline_files import GUIDELINES


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", [*LENSES.names(), *GUIDELINES.names()])
def test_what_is_shipped_is_not_called_by_its_file(name: str, lang: str) -> None:
    said = str(say(title_of(name.partition("@")[0]), lang))
    assert said != name


def test_what_somebody_else_wrote_keeps_its_name() -> None:
    assert title_of("ours-2027") == "ours-2027"
