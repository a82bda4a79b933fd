from __future__ import annotations

from pathlib import Path

from viz.papers.glyphs import characters_of
from viz.papers.paper_fonts import LACKING, font_folders, with_shapes


def test_the_typefaces_have_the_four_languages_and_the_mark_for_what_they_lack() -> None:
    (sans,) = Path(font_folders()[1]).glob("SourceSans3[[]wght].ttf")
    have = characters_of(sans)
    assert have >= {ord(c) for c in "ñÑ¿¡áéíóúüàâæçèêëîïôœùûÿãõÃÕ«»–—’“”…€%" + LACKING}
    assert ord("漢") not in have


def test_a_character_without_a_glyph_gets_the_mark_and_all_others_stay() -> None:
    assert with_shapes("Haïti 漢 😀 \u202f%") == f"Haïti {LACKING} {LACKING} \u202f%"
    assert with_shapes("plain") == "plain"
