"""Every kind of evidence has its sentence, in four languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.identity import doubts, judging
from kg.identity.evidence import Evidence
from kg.identity.evidence_words import sentence

MODULES = (judging, doubts)
TEXT = "".join(Path(module.__file__ or "").read_text("utf-8") for module in MODULES)
KINDS = sorted(set(re.findall(r'Evidence\(\s*"([a-z-]+)"', TEXT)))
LATER = {"public-country", "other-country"}


@pytest.mark.parametrize("lang", ["en", "es", "pt", "fr"])
@pytest.mark.parametrize("kind", [*KINDS, *sorted(LATER)])
def test_each_kind_is_said(kind: str, lang: str) -> None:
    assert len(KINDS) > 12
    text = sentence(Evidence(kind, "one", "other")).text(lang)
    assert text
    assert "{" not in text
