"""Under which names the service answers, and what its own address may be."""

from __future__ import annotations

import pytest

from kg.access.hosts import (
    BadPublicUrlError,
    Origin,
    hosts_of,
    is_loopback,
    origin_of,
    public_origin,
)

LOCAL = hosts_of("127.0.0.1", 8000)
PUBLIC = hosts_of("0.0.0.0", 8000, public_origin("https://Kb.Example/"))


@pytest.mark.parametrize(
    "host", ["localhost:8000", "127.0.0.1:8000", "[::1]:8000", "LOCALHOST:8000"]
)
def test_the_names_of_this_machine_are_ours(host: str) -> None:
    for hosts in (LOCAL, PUBLIC):
        origin = hosts.origin(host)
        assert origin == Origin("http", host.lower().removesuffix(":8000"), 8000)
        assert origin is not None
        assert origin.loopback
        assert not origin.secure


@pytest.mark.parametrize(
    "host",
    [
        "", "localhost", "127.0.0.1", "[::1]", "localhost:80", "localhost:8001", "localhost:08000",
        "localhost:", "localhost.:8000", "localhost:8000.", " localhost:8000", "localhost:8000 ",
        "evil.example", "evil.example:8000", "localhost:8000.evil.example", "user@localhost:8000",
        "localhost:8000@evil.example", "127.0.0.2:8000", "127.1:8000", "0.0.0.0:8000", "::1:8000",
        "0x7f000001:8000", "2130706433:8000", "[::ffff:127.0.0.1]:8000", "[0:0:0:0:0:0:0:1]:8000",
        "localhost:8000,evil.example", "localhost:8000/", "http://localhost:8000", "testserver",
        "localhoſt:8000", "ｌocalhost:8000", "kb.example:8000", "*.kb.example", "xkb.example",
        "kb.example.", "kb.example.evil", "sub.kb.example", "kb.example:80", "kb.example:0443",
    ],
)  # fmt: skip
def test_no_other_name_is_ours(host: str) -> None:
    assert LOCAL.origin(host) is None
    assert PUBLIC.origin(host) is None


def test_the_public_name_is_ours_with_its_usual_port_or_without() -> None:
    for host in ("kb.example", "KB.example", "kb.example:443"):
        assert PUBLIC.origin(host) == Origin("https", "kb.example", 443)
        assert LOCAL.origin(host) is None
    other = hosts_of("0.0.0.0", 8000, public_origin("http://kb.example:8080"))
    assert other.origin("kb.example:8080") is not None
    assert other.origin("kb.example") is None


def test_the_usual_port_need_not_be_said() -> None:
    hosts = hosts_of("127.0.0.1", 80)
    assert hosts.origin("localhost") == hosts.origin("localhost:80") != None  # noqa: E711
    assert hosts.origin("localhost:8000") is None


def test_another_address_of_the_loopback_counts_where_it_is_listened_on() -> None:
    assert hosts_of("127.0.0.2", 8000).origin("127.0.0.2:8000") is not None
    assert hosts_of("127.0.0.2", 8000).origin("127.0.0.3:8000") is None
    assert hosts_of("192.168.1.5", 8000).origin("192.168.1.5:8000") is None


def test_a_port_published_on_this_machine_is_ours_as_well() -> None:
    hosts = hosts_of("0.0.0.0", 8000, public_origin("http://127.0.0.1:8001"))
    for host in ("127.0.0.1:8001", "localhost:8001", "[::1]:8001", "127.0.0.1:8000"):
        assert hosts.origin(host) is not None


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://kb.example", "https://kb.example"),
        ("https://KB.Example:443/", "https://kb.example"),
        ("http://kb.example:8080", "http://kb.example:8080"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("http://[::1]:8000", "http://[::1]:8000"),
        (" https://kb.example\n", "https://kb.example"),
        ("https://xn--caf-dma.example", "https://xn--caf-dma.example"),
    ],
)
def test_a_public_address_is_scheme_host_and_port(text: str, url: str) -> None:
    assert public_origin(text).url == url


@pytest.mark.parametrize(
    "text",
    [
        "kb.example", "//kb.example", "ftp://kb.example", "https://", "https:///", "https://kb.example/x",
        "https://kb.example//", "https://kb.example?x", "https://kb.example#x", "https://a@kb.example",
        "https://a:b@kb.example", "https://kb.example:0", "https://kb.example:65536", "https://kb.example:",
        "https://kb.example:x", "https://kb .example", "https://kb.example\r\nX: y", "https://kb..example",
        "https://kb.example.", "https://-kb.example", "https://café.example", "https://1.2.3",
        "https://[::1", "https://[::0001]", "https://127.0.0.01", "http://0.0.0.0:8000", "http://[::]:80",
        "javascript:alert(1)", f"https://{'a.' * 200}example", "null",
    ],
)  # fmt: skip
def test_what_is_no_public_address_is_refused_without_being_repeated(text: str) -> None:
    with pytest.raises(BadPublicUrlError) as refused:
        public_origin(text)
    assert refused.value.exit_code == 2
    assert "COOPGRAPH_PUBLIC_URL" in refused.value.sentence()
    assert "kb" not in refused.value.sentence()


@pytest.mark.parametrize(
    "text",
    [
        "null",
        "",
        "https://kb.example/",
        "HTTPS://kb.example",
        "https://kb.example, https://b.example",
    ],
)
def test_what_is_no_origin(text: str) -> None:
    assert origin_of(text) is None


def test_what_is_listened_on_by_this_machine_alone() -> None:
    alone = ["localhost", "127.0.0.1", "127.0.0.2", "::1"]
    others = ["0.0.0.0", "::", "", "192.168.1.5", "kb.example", "127.1", "localhost.evil", "*", "0"]
    assert all(map(is_loopback, alone))
    assert not any(map(is_loopback, others))
