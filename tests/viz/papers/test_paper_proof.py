from __future__ import annotations

import pytest

from tests.viz.papers.made_papers import every_block, paper, picture
from viz.papers import paper_proof
from viz.papers.paper_input import input_of
from viz.papers.paper_pdf import compiled, pdf_of
from viz.papers.paper_proof import attached, proof_of


@pytest.fixture(scope="module")
def body() -> bytes:
    return pdf_of(input_of(paper(*every_block(), picture()), "https://papers.example.org"))


def test_a_paper_is_what_its_data_say(body: bytes) -> None:
    proof = proof_of(body)
    assert proof.text == "same"
    assert proof.paper == input_of(paper(*every_block(), picture())).paper


def test_a_byte_more_is_another_text(body: bytes) -> None:
    assert proof_of(body + b"\n").text == "other"


def test_data_that_were_altered_give_another_text(body: bytes) -> None:
    data = attached(body)
    assert data is not None
    forged = compiled(data.replace("One thing to know", "Another thing to know"), "2026-11-23")
    assert proof_of(forged).text == "same", "consistent forgeries are found by asking again"
    assert forged != body


def test_another_program_is_not_called_a_forger(
    body: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paper_proof, "maker", lambda: "typst 99")
    proof = proof_of(body)
    assert proof.text == "incomparable"
    assert proof.paper is not None


@pytest.mark.parametrize("other", [b"", b"%PDF-1.7\n", b"/Type/EmbeddedFile stream\nxx\nendstream"])
def test_what_holds_no_data_says_so(other: bytes) -> None:
    assert proof_of(other) == paper_proof.Proof("none", None)
