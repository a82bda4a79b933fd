"""Encrypted connections: certificates are checked, and nobody is led off them."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.fetching.asking import Client
from ingest.fetching.download import fetched
from ingest.fetching.fetch_errors import StrayedError, UnreachableError
from ingest.fetching.public_hosts import Reach
from ingest.fetching.web_address import web_address
from tests.ingest.fetching.host import Host, serving, status, whole


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for localhost with its key, made for this run."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("there is no openssl to make a certificate with")
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    subprocess.run(
        [openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
         "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
         "subjectAltName=DNS:localhost", "-keyout", path, "-out", path.with_suffix(".crt")],
        check=True, capture_output=True,
    )  # fmt: skip
    path.write_bytes(path.read_bytes() + path.with_suffix(".crt").read_bytes())
    return path


@pytest.fixture
def encrypted(certificate: Path) -> Iterator[Host]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with serving(context) as host:
        yield host


def trusting(host: Host, certificate: Path | None) -> Client:
    client = host.client(tries=1)
    reach = client.reach
    tls = (lambda: ssl.create_default_context(cafile=certificate)) if certificate else reach.tls
    return Client(Reach(reach.ports, reach.allows, reach.resolve, tls), client.patience)


def test_an_encrypted_host(encrypted: Host, certificate: Path, tmp_path: Path) -> None:
    encrypted.on("/a", whole(b"x" * 300_000))
    client = trusting(encrypted, certificate)
    found = fetched(client, web_address(f"{encrypted.url}/a", client.reach.ports), tmp_path / "a")
    assert found.noted.bytes == 300_000


@pytest.mark.parametrize(
    ("name", "trusted"), [("localhost", False), ("other.example", True), ("127.0.0.1", True)]
)
def test_certificates_that_do_not_fit(
    encrypted: Host, certificate: Path, tmp_path: Path, name: str, trusted: bool
) -> None:
    encrypted.on("/a", whole(b"x"))
    client = trusting(encrypted, certificate if trusted else None)
    address = web_address(f"https://{name}:{encrypted.port}/a", client.reach.ports)
    with pytest.raises(UnreachableError, match=r"certificate|Hostname|IP address"):
        fetched(client, address, tmp_path / "a")
    assert encrypted.asked == []


def test_nobody_is_led_off_encryption(
    encrypted: Host, host: Host, certificate: Path, tmp_path: Path
) -> None:
    host.on("/b", whole(b"x"))
    encrypted.on("/a", status(302, Location=f"{host.url}/b"))
    client = trusting(encrypted, certificate)
    reach = Reach(
        frozenset({host.port, encrypted.port}),
        client.reach.allows,
        client.reach.resolve,
        client.reach.tls,
    )
    address = web_address(f"{encrypted.url}/a", reach.ports)
    with pytest.raises(StrayedError, match="encrypted"):
        fetched(Client(reach), address, tmp_path / "a")
    assert host.asked == []
