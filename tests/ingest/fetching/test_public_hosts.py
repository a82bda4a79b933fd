"""Only public hosts are asked, by the address that is connected to, however they are called."""

from __future__ import annotations

import ipaddress
import socket
from pathlib import Path

import pytest

from ingest.fetching.asking import Client, Patience
from ingest.fetching.download import fetched
from ingest.fetching.fetch_errors import BlockedAddressError, UnreachableError
from ingest.fetching.public_hosts import Reach, is_public
from ingest.fetching.web_address import web_address
from tests.ingest.fetching.host import Host, whole


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "127.255.255.254", "0.0.0.0", "0.1.2.3", "10.0.0.1", "172.16.0.1",
     "172.31.255.255", "192.168.1.1", "169.254.169.254", "100.64.0.1", "100.127.255.255",
     "192.0.0.1", "192.0.0.9", "192.0.2.1", "198.18.0.1", "198.19.255.255", "198.51.100.1",
     "203.0.113.1", "192.88.99.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
     "::", "::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::7f00:1", "::8.8.8.8", "fe80::1",
     "febf::1", "fec0::1", "fc00::1", "fd12:3456::1", "ff02::1", "2001:db8::1", "2001::1",
     "2001:0:7f00:1::", "2002:7f00:1::", "2002:808:808::", "64:ff9b::7f00:1", "64:ff9b::10.0.0.1",
     "64:ff9b:1::8.8.8.8", "100::1", "3fff::1", "5f00::1"],
)  # fmt: skip
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address",
    ["8.8.8.8", "93.184.216.34", "172.15.0.1", "172.32.0.1", "100.63.0.1", "100.128.0.1",
     "223.255.255.254", "2606:2800:220:1::1", "2a00:1450::1", "64:ff9b::8.8.8.8"],
)  # fmt: skip
def test_addresses_that_are(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "name",
    ["localhost", "127.0.0.1", "127.1", "0x7f.1", "0x7f000001", "2130706433", "017700000001", "0",
     "[::1]", "[::ffff:127.0.0.1]", "[::ffff:a00:1]", "10.1.2.3", "169.254.169.254", "[fe80::1]",
     "localhost.", "LOCALHOST"],
)  # fmt: skip
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_this_machine_is_never_asked(tmp_path: Path, scheme: str, name: str) -> None:
    address = web_address(f"{scheme}://{name}/a.xml")
    with pytest.raises((BlockedAddressError, UnreachableError)) as caught:
        fetched(Client(patience=Patience(tries=1)), address, tmp_path / "a.xml")
    assert caught.value.exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_is_found_elsewhere_each_time(host: Host, tmp_path: Path) -> None:
    host.on("/a", whole(b"x"))
    found = iter([["127.0.0.1"], ["10.0.0.1"]])
    asked: list[str] = []

    def resolve(name: str, _port: int) -> list[str]:
        asked.append(name)
        return next(found)

    reach = Reach(frozenset({host.port}), lambda address: address.is_loopback, resolve)
    address = web_address(f"http://rebound.example:{host.port}/a", reach.ports)
    assert fetched(Client(reach), address, tmp_path / "a").noted.bytes == 1
    assert asked == ["rebound.example"]
    assert host.header("Host") == [f"rebound.example:{host.port}"]
    with pytest.raises(BlockedAddressError):
        fetched(Client(reach), address, tmp_path / "b")


def test_of_several_addresses_only_public_ones_are_asked(host: Host) -> None:
    reach = Reach(
        frozenset({host.port}),
        lambda address: address.is_loopback,
        lambda _name, _port: ["10.0.0.1", "fe80::1%eth0", "127.0.0.1", "127.0.0.1"],
    )
    with reach.connected("mixed.example", host.port, 5) as wire:
        assert wire.getpeername()[0] == "127.0.0.1"


def test_a_name_that_nobody_has(tmp_path: Path) -> None:
    def resolve(_name: str, _port: int) -> list[str]:
        raise socket.gaierror(-2, "Name or service not known")

    with pytest.raises(UnreachableError, match=r"nobody\.example") as caught:
        Reach(resolve=resolve).connected("nobody.example", 443, 1)
    assert "Name or service not known" in caught.value.sentence()
    with pytest.raises(UnreachableError):
        Reach(resolve=lambda _name, _port: []).connected("nobody.example", 443, 1)
