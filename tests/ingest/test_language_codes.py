"""Languages in two letters, however they are written."""

from __future__ import annotations

import pytest

from ingest.language_codes import language_code


@pytest.mark.parametrize(
    ("text", "code"),
    [("es", "es"), ("ES", "es"), ("spa", "es"), ("es-419", "es"), ("es_MX", "es"), (" Spa ", "es"),
     ("Español", "es"), ("castellano", "es"), ("espagnol", "es"), ("eng", "en"), ("en-US", "en"),
     ("por", "pt"), ("pt_BR", "pt"), ("fre", "fr"), ("fra", "fr"), ("FR-ca", "fr"),
     ("Français (Canada)", "fr"), ("que", "qu"), ("hat", "ht"), ("nah", "nah"), ("zh-Hant", "zh")],
)  # fmt: skip
def test_languages(text: str, code: str) -> None:
    assert language_code(text) == code


@pytest.mark.parametrize("text", ["", "?", "x", "unknown", "12", "español y francés", "e" * 500])
def test_no_language(text: str) -> None:
    assert language_code(text) is None
