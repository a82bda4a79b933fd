from __future__ import annotations

import base64
import hashlib
import re

from tests.viz.papers.made_papers import HOSTILE, every_block, paper, picture
from tests.xpaths import count, texts
from viz.papers.paper_html import html_body, html_file
from viz.papers.paper_input import input_of


def test_a_file_holds_all_it_needs_and_its_policy_admits_no_script() -> None:
    text = html_file(input_of(paper(*every_block(HOSTILE), picture(HOSTILE), title=HOSTILE)))
    assert "<script" not in text
    assert not re.search(r"\son\w+=", re.sub(r">[^<]*<", "><", text))
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    policy = texts(text, "//meta[@http-equiv]/@content")[0]
    assert policy.startswith("default-src 'none'; style-src ")
    assert digest in policy
    assert "script-src" not in policy


def test_nothing_is_fetched_and_no_label_is_a_link() -> None:
    text = html_file(input_of(paper(*every_block("https://evil.example javascript:x"), picture())))
    assert all(address.startswith("#") for address in texts(text, "//a/@href"))
    assert not count(text, "//@src | //link | //iframe | //form | //*[@style]")


def test_sentences_lead_to_records_and_figures_to_where_they_are_asked_again() -> None:
    found = input_of(paper(*every_block()), "https://papers.example.org")
    page = html_file(found)
    hrefs = set(texts(page, "//a/@href"))
    assert "https://papers.example.org/en/node/state/aaa" in hrefs
    assert "https://papers.example.org/v1/status?as_of=2026-11-23" in hrefs
    assert {"#figure-1", "#figure-2", "#figure-3"} <= hrefs
    assert count(page, "//*[@id='figure-3']") == 1


def test_the_body_says_what_a_page_needs() -> None:
    body = html_body(input_of(paper(*every_block(), picture(), lang="pt")), lambda _: None, str)
    page = str(body)
    assert texts(page, "//article/@lang") == ["pt"]
    assert texts(page, "//blockquote/@lang") == ["fr"]
    assert count(page, "//svg[@role='img']")
    assert count(page, "//table//th[@scope='row']") >= 4
    assert count(page, "//h1") == 1
