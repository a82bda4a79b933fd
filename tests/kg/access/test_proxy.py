"""Whose headers count: the address and the secret, both."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.access.proxy import HalfTrustError, networks_of, trusted_proxy
from kg.base.errors import BadFileError, BadOptionError

SECRET = "3f" * 32


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "secret"
    path.write_text(f"{SECRET}\n", "utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("peers", "address"),
    [
        ("10.0.0.1", "10.0.0.1"),
        ("10.0.0.0/8", "10.200.3.4"),
        ("192.168.0.0/16, 10.0.0.1", "10.0.0.1"),
        ("10.0.0.1 ::1", "::1"),
        ("10.0.0.1", "::ffff:10.0.0.1"),
        ("::ffff:10.0.0.1", "10.0.0.1"),
        ("::ffff:10.0.0.0/104", "::ffff:10.200.3.4"),
        ("fe80::/10", "fe80::1%eth0"),
        ("2001:db8::/32", "2001:DB8::1"),
    ],
)
def test_a_peer_is_known_by_its_address(file: str, peers: str, address: str) -> None:
    proxy = trusted_proxy(peers, file)
    assert proxy is not None
    assert proxy.is_peer(address)


@pytest.mark.parametrize(
    "address",
    [None, "", "10.0.0.2", "11.0.0.1", "::1", "::ffff:10.0.0.2", "10.0.0.1 ", "10.0.0.01", "unix:",
     "testclient", "10.0.0.1:80", "167772161", "::10.0.0.1"],
)  # fmt: skip
def test_nobody_else_is(file: str, address: str | None) -> None:
    proxy = trusted_proxy("10.0.0.1", file)
    assert proxy is not None
    assert not proxy.is_peer(address)


def test_the_secret_is_compared_whole_and_never_shown(file: str) -> None:
    proxy = trusted_proxy("10.0.0.1", file)
    assert proxy is not None
    assert proxy.knows(SECRET.encode())
    for other in ("", SECRET[:-1], f"{SECRET}0", f"{SECRET}\n", SECRET.upper()):
        assert not proxy.knows(other.encode())
    assert SECRET not in repr(proxy)


@pytest.mark.parametrize(
    "peers", ["10.0.0.1/8", "proxy", "10.0.0.256", "10.0.0.0/33", "*", "10.0.0.1:80"]
)
def test_peers_are_addresses_or_networks(file: str, peers: str) -> None:
    with pytest.raises(BadOptionError) as refused:
        trusted_proxy(peers, file)
    assert refused.value.exit_code == 2
    assert "COOPGRAPH_TRUST_PROXY" in refused.value.sentence()


def test_one_setting_without_the_other_is_refused(file: str) -> None:
    for peers, named in (("10.0.0.1", ""), ("", file), (" ", file)):
        with pytest.raises(HalfTrustError) as refused:
            trusted_proxy(peers, named)
        assert refused.value.exit_code == 2
    assert trusted_proxy("", "") is None
    assert networks_of(" , ") == ()


@pytest.mark.parametrize(
    "content", [b"", b"\n", b"  \n", b"a\nb\n", b"\x00", b"a\x7fb", "é".encode(), b"x" * 2000]
)
def test_a_file_without_a_usable_secret_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "secret"
    path.write_bytes(content)
    with pytest.raises(BadFileError) as refused:
        trusted_proxy("10.0.0.1", str(path))
    assert str(path) in refused.value.sentence()


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none", tmp_path, tmp_path / ("x" * 300), Path("a\0b")):
        with pytest.raises(BadFileError):
            trusted_proxy("10.0.0.1", str(path))


def test_networks_that_only_seem_to_be_set_are_refused(file: str) -> None:
    with pytest.raises(HalfTrustError):
        trusted_proxy(",", file)
