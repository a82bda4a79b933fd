"""Words that can be one of our languages, and words that are letters of another encoding."""

from __future__ import annotations

import pytest

from ingest.sheet.grids.plausible import is_odd, odd_words

TEXTS = {
    "es": "¿Educación técnica para niñas? Año 2025, 1ª fase, N° 5: órganos, ÁREA, PEQUEÑO,"
    " pingüino, vergüenza, 50 € “Hola” – ¡sí! Íñigo, según Perú, aquí; costo–beneficio",
    "pt": "Gestão de informações, ação, órgão, irmãs, Câmara, ênfase, à saúde, avó, três, pães,"
    " corações, manhã, AÇÃO, INFORMAÇÕES, põe, cãibra, campeão, João",
    "fr": "L’école près de l’hôpital, cœur, œuvre, Éducation, ÉTÉ, maïs, Noël, où, ça, reçu,"
    " d’août, goût, île, forêt, Œuvres, À la, naïf, aiguë, « guillemets »",
    "en": "naïve café – the state’s “quoted” don’t costs £5 résumé states’ role São Tomé Zürich",
}
ONE_BYTE = ("cp1252", "mac_roman", "cp850", "cp437", "cp860")


@pytest.mark.parametrize("lang", TEXTS)
def test_texts_of_our_languages_are_plausible(lang: str) -> None:
    words = TEXTS[lang].replace("costo–beneficio", "")
    assert odd_words(words) == []


@pytest.mark.parametrize("lang", ["es", "pt", "fr"])
@pytest.mark.parametrize("written", ONE_BYTE)
def test_another_encoding_makes_words_that_are_none(lang: str, written: str) -> None:
    raw = TEXTS[lang].encode(written, "ignore")
    right = len(odd_words(raw.decode(written)))
    for read in ONE_BYTE:
        text = raw.decode(read, "replace")
        assert text == raw.decode(written) or len(odd_words(text)) >= right


@pytest.mark.parametrize(
    "word",
    ["Educaci—n", "tŽcnica", "ni–as", "pol’tica", "pœblico", "EDUCACI”N", "educaciÛn", "informaÁ„o",
     "Educaci¢n", "a¤o", "informaçäo", "p╡blico", "Łódź", "a\x81o", "A–o"],
)  # fmt: skip
def test_words_that_are_none(word: str) -> None:
    assert is_odd(word)
