"""Bytes into text: marks, UTF-8, guesses that make sense, and files of two encodings."""

from __future__ import annotations

import pytest

from ingest.sheet.grids.encodings import decode
from tests.ingest.sheet.grids.test_plausible import TEXTS


@pytest.mark.parametrize("lang", ["es", "pt", "fr"])
@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "cp850", "iso8859-15"])
def test_an_encoding_is_guessed_by_the_words_it_makes(lang: str, encoding: str) -> None:
    text = TEXTS[lang].encode(encoding, "ignore").decode(encoding)
    found = decode(text.encode(encoding))
    assert found.text == text
    assert found.guesses


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_what_a_file_says_itself_is_no_guess(encoding: str) -> None:
    found = decode(TEXTS["es"].encode(encoding))
    assert (found.text, found.guesses) == (TEXTS["es"], ())


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_wide_text_without_a_mark(encoding: str) -> None:
    found = decode("título;año\n".encode(encoding))
    assert found.text == "título;año\n"
    assert [guess.encoding for guess in found.guesses] == [encoding]


def test_a_file_put_together_of_three() -> None:
    parts = ["Educación\n".encode(), "Gestión de niños\n".encode("cp1252")] * 2
    found = decode(b"".join([*parts, "política de niñas\n".encode("mac_roman")]))
    assert found.text == "Educación\nGestión de niños\n" * 2 + "política de niñas\n"
    said = [(g.encoding, g.lines, g.line, g.word, g.sure) for g in found.guesses]
    assert said == [("cp1252", 2, 2, "Gestión", True), ("mac_roman", 1, 5, "política", True)]


def test_ends_of_lines_of_old_computers() -> None:
    found = decode("uno\rEducación\rni".encode("mac_roman") + b"\x96as\r")
    assert found.text == "uno\rEducación\rniñas\r"


def test_what_makes_sense_in_none_is_no_sure_guess() -> None:
    (guess,) = decode("Łódź, żółw; Škoda".encode("iso8859-2")).guesses
    assert not guess.sure


def test_bytes_that_no_encoding_has_are_kept_to_be_seen() -> None:
    assert "\x81" in decode(b"a\x81\x8db").text
