from __future__ import annotations

from pathlib import Path

import pytest

from kg.base.errors import BadOptionError
from kg.model.documents import Named
from tests.viz.papers.made_papers import every_block, paper
from viz.papers import papers_extra
from viz.papers.paper_forms import FORMS, file_name, form_named
from viz.papers.paper_input import input_of
from viz.papers.papers_extra import PapersMissingError


@pytest.mark.parametrize("name", FORMS)
def test_each_form_is_written(name: str, tmp_path: Path) -> None:
    body = FORMS[name].write(input_of(paper(*every_block())))
    assert (FORMS[name].pages(body) == 2) == (name == "pdf")
    assert len(body) > 1000


def test_an_unknown_form_is_refused() -> None:
    with pytest.raises(BadOptionError, match="odt"):
        form_named("odt")


def test_names_that_we_choose_say_for_whom() -> None:
    said = paper(lang="pt")
    assert file_name(said, "pdf") == "state-aaa-for-states-pt-2026-11-23.pdf"
    more = paper(audience="board", for_board=True)
    assert "-made-for-board-" in file_name(more, "docx")


def test_names_lead_out_of_no_folder() -> None:
    from dataclasses import replace

    odd = replace(paper(), subject=Named(id="activity/../../x/%2e:a~b", label="x"))
    name = file_name(odd, "pdf")
    assert "/" not in name
    assert not name.startswith(".")


@pytest.mark.parametrize("name", ["pdf", "docx"])
def test_without_the_extra_the_error_names_it_and_the_others_work(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(papers_extra, "find_spec", lambda _name: None)
    from viz.papers import paper_fonts, paper_maker, typst_engine

    for kept in (paper_fonts.font_folders, paper_maker.maker, typst_engine._engine):
        kept.cache_clear()
    with pytest.raises(PapersMissingError) as refused:
        FORMS[name].write(input_of(paper(*every_block())))
    assert "pip install 'coopgraph[papers]'" in refused.value.sentence()
    assert FORMS["html"].write(input_of(paper(*every_block())))
    assert FORMS["md"].write(input_of(paper(*every_block())))
