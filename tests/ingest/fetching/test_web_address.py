"""Addresses are read strictly; whatever they say, a file gets one plain name."""

from __future__ import annotations

import pytest

from ingest.fetching.fetch_errors import BadAddressError
from ingest.fetching.web_address import file_name, followed, web_address

USUAL = frozenset({80, 443})


@pytest.mark.parametrize(
    "text",
    ["", "example.org/a", "ftp://example.org/a", "file:///etc/passwd", "gopher://x/", "data:,x",
     "javascript:alert(1)", "http://", "http:///a", "https://user@example.org/",
     "https://user:s3cret@example.org/", "https://example.org:22/", "https://example.org:8443/",
     "https://example.org:0/", "https://example.org:99999/", "https://example.org:x/",
     "http://[::1", "http://exa mple.org/", "http://example.org/\r\nHost: evil", "http://a\0b/",
     "http://example.org/\u202e", "http://" + "a" * 9_000, "http://exa\tmple.org/",
     "http://ex%61mple.org/", "http://example.org\\@evil.example/"],
)  # fmt: skip
def test_what_is_no_address(text: str) -> None:
    with pytest.raises(BadAddressError) as caught:
        web_address(text)
    assert caught.value.exit_code == 2
    assert "s3cret" not in caught.value.detail.text()


def test_addresses_are_made_plain() -> None:
    found = web_address(" HTTPS://Exämple.ORG./dátos/a b.xml?q=ñ&x=%20#part ")
    assert found.url == "https://xn--exmple-cua.org/d%C3%A1tos/a%20b.xml?q=%C3%B1&x=%20"
    assert web_address("http://example.org:80").url == "http://example.org/"
    assert web_address("http://[2606:2800::1]/").authority == "[2606:2800::1]"


@pytest.mark.parametrize(
    ("location", "url"),
    [("b", "https://example.org/x/b"), ("/b?c", "https://example.org/b?c"),
     ("//other.example/b", "https://other.example/b"), ("http://other.example", "http://other.example/")],
)  # fmt: skip
def test_where_an_answer_sends_on_to(location: str, url: str) -> None:
    assert followed(web_address("https://example.org/x/a"), location, USUAL).url == url


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "https://a:b@c/", "http://[", "//x:22/"]
)
def test_where_nobody_is_sent(location: str) -> None:
    with pytest.raises(BadAddressError):
        followed(web_address("https://example.org/x/a"), location, USUAL)


@pytest.mark.parametrize(
    ("path", "name"),
    [("/a.xml", "a.xml"), ("/x/a.xml.gz", "a.xml.gz"), ("/", "download"), ("", "download"),
     ("/..", "download"), ("/%2e%2e/%2e%2e", "download"), ("/..%2f..%2fetc%2fpasswd", "passwd"),
     ("/a%5c..%5cb.xml", "b.xml"), ("/.bashrc", "bashrc"), ("/-rf", "rf"), ("/a%00.xml", "a_.xml"),
     ("/a%0ab.xml", "a_b.xml"), ("/con.xml", "_con.xml"), ("/NUL", "_NUL"), ("/a:b.xml", "a_b.xml"),
     ("/dátos.xml", "dátos.xml"), ("/a%20b.xml", "a_b.xml"), ("/x/", "x")],
)  # fmt: skip
def test_names_of_files(path: str, name: str) -> None:
    assert file_name(web_address(f"https://example.org{path}")) == name


def test_names_are_of_bounded_length_and_differ_by_query() -> None:
    long = file_name(web_address(f"https://example.org/{'a' * 5_000}.{'b' * 500}"))
    assert len(long) <= 121
    names = {file_name(web_address(f"https://example.org/q.xml?{n}")) for n in range(20)}
    assert len(names) == 20
    assert all(name.endswith(".xml") for name in names)
