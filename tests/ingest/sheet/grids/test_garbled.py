"""Texts decoded wrongly by somebody before: mended, doubted, or left as they are."""

from __future__ import annotations

import pytest

from ingest.sheet.grids.garbled import mended

TEXT = "Cooperación técnica para niñas: “uso” – año 2025… €50, Índice, à la carte, São Tomé"


def wrongly(text: str, read: str, times: int) -> str:
    for _ in range(times):
        raw = text.encode()
        text = "".join(bytes([b]).decode(read, "ignore") or chr(b) for b in raw)
    return text


@pytest.mark.parametrize("times", [1, 2, 3])
@pytest.mark.parametrize("read", ["cp1252", "latin-1", "mac_roman", "cp850"])
def test_encoded_too_often(read: str, times: int) -> None:
    found = mended(wrongly(TEXT, read, times))
    assert found is not None
    assert (found.after, found.sure) == (TEXT, True)


@pytest.mark.parametrize(
    ("written", "read"),
    [("mac_roman", "cp1252"), ("cp850", "cp1252"), ("cp1252", "mac_roman"), ("cp1252", "cp850"),
     ("mac_roman", "latin-1")],
)  # fmt: skip
def test_one_encoding_taken_for_another(written: str, read: str) -> None:
    text = "Educación técnica para niñas: área"
    found = mended(text.encode(written).decode(read))
    assert found is not None
    assert (found.after, found.sure) == (text, True)


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("niÃ±o y niño", "niño y niño"),
        ("\x93hola\x94", "“hola”"),
        ("Educaci+APM-n", "Educación"),
        ("Â°C", "°C"),
        ("Ã  la CooperaciÃ³n", "à la Cooperación"),
    ],
)
def test_parts_of_a_text(text: str, after: str) -> None:
    found = mended(text)
    assert found is not None
    assert (found.after.replace("  ", " "), found.sure) == (after, True)


@pytest.mark.parametrize(
    "text",
    [
        "Educaci\ufffdn",
        "Educaci?n t?cnica",
        "EDUCACI?N",
        "Educaciï¿½n",
        "paÃses",
        "COOPERACIÃN",
        "a\x81o",
    ],
)
def test_what_is_lost_is_doubted(text: str) -> None:
    found = mended(text)
    assert found is not None
    assert not found.sure


@pytest.mark.parametrize(
    "text",
    ["ETÉ » fin", "À » b", "AÇÃO SOCIAL", "MAÇÃS, LÃ; CIDADÃ", "ÂNGULO", "CHÂTEAU", "PÃO", "Łódź",
     "Åland", "¿Qué?Sí", "http://x.org/a?b=c", "C+ABC-1", "+593-2-123", "padre—hijo",
     "costo–beneficio", "McÉwan", "I+D+i – año", "Δ√", "日本", "Cómo? Así"],
)  # fmt: skip
def test_what_looks_right_stays(text: str) -> None:
    assert mended(text) is None


def test_in_a_file_whose_encoding_is_a_guess_words_that_are_none_are_doubted() -> None:
    assert mended("Łódź") is None
    found = mended("Łódź", guessed=True)
    assert found is not None
    assert not found.sure
