"""Sites that may show pictures: origins that a browser can compare, else a sentence that helps."""

from __future__ import annotations

import pytest

from kg.access.embed_origins import (
    MOST,
    SETTING,
    BadEmbedOriginError,
    ManyEmbedOriginsError,
    embed_origins,
    site_origin,
)


def test_origins_are_read_once_each_in_their_order() -> None:
    text = "https://WWW.example.org/, https://news.example.org:8443\nhttps://www.example.org"
    assert embed_origins(text) == ("https://www.example.org", "https://news.example.org:8443")
    assert embed_origins("") == embed_origins(" , ") == ()


@pytest.mark.parametrize("text", ["http://localhost:8080", "http://127.0.0.1", "http://[::1]:81"])
def test_this_machine_may_do_without_tls(text: str) -> None:
    assert embed_origins(text) == (text,)


@pytest.mark.parametrize(
    "text",
    ["http://www.example.org", "https://*.example.org", "*", "'self'", "www.example.org",
     "https://a@b.example", "https://www.example.org/news", "https://x;script-src", "data:",
     "https://www.example.org:99999", "https://ñ.example"],
)  # fmt: skip
def test_what_is_no_origin_is_refused_by_the_name_of_the_setting(text: str) -> None:
    with pytest.raises(BadEmbedOriginError, match=SETTING):
        embed_origins(f"https://www.example.org, {text}")


def test_a_header_has_an_end() -> None:
    many = [f"https://s{n}.example.org" for n in range(MOST + 1)]
    assert len(embed_origins(" ".join(many[:MOST]))) == MOST
    with pytest.raises(ManyEmbedOriginsError):
        embed_origins(" ".join(many))


def test_the_address_of_a_page_leads_to_its_site() -> None:
    assert site_origin(" https://www.example.org/a/b?c#d ") == "https://www.example.org"
    assert site_origin("http://www.example.org/") is None
    assert site_origin("www.example.org") is None
