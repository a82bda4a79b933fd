"""What users run with ``docker compose up``: the file is valid, and keeps what it promises.

No container engine runs here: the file is checked against the schema of the Compose Specification,
its promises against what it says, its settings against the program and against a real Neo4j.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import fields
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from jsonschema import Draft202012Validator

from coopgraph.cli.commands.serve_command import PORT
from coopgraph.settings import Settings
from kg.access.hosts import hosts_of, public_origin
from kg.access.proxy import secret_in
from tests.conftest import ROOT
from tests.neo4j_server import driver_of
from tools import pin
from tools.neo4j.jars import version

COMPOSE: Final[dict[str, Any]] = yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))
SERVICES: Final[dict[str, dict[str, Any]]] = COMPOSE["services"]
SCHEMA: Final = ROOT / "tests" / "house" / "schema" / "compose-spec.json"
OURS: Final = ("api", "prepare")
STAYING: Final = ("neo4j", "api", "caddy")
OUTSIDE: Final = "caddy"
"""The one that is meant for readers elsewhere, and only runs where it is asked for."""
DOCKERFILE: Final = (ROOT / "Dockerfile").read_text("utf-8").replace("\\\n", " ")
SETTINGS: Final = {f"COOPGRAPH_{field.name.upper()}" for field in fields(Settings)}


def errors(compose: dict[str, Any]) -> list[str]:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    return [error.message for error in Draft202012Validator(schema).iter_errors(compose)]


def test_the_file_follows_the_specification() -> None:
    assert errors(COMPOSE) == []


@pytest.mark.parametrize(
    "wrong", [{"port": ["80:80"]}, {"restart": True}, {"healthcheck": {"tests": "true"}}]
)
def test_the_schema_refuses_what_compose_does_not_know(wrong: dict[str, Any]) -> None:
    assert errors({**COMPOSE, "services": {"api": {**SERVICES["api"], **wrong}}})


def test_nothing_is_published_beyond_this_machine() -> None:
    inside = [service for name, service in SERVICES.items() if name != OUTSIDE]
    assert SERVICES[OUTSIDE]["profiles"] == ["tls"]
    published = [port for service in inside for port in service.get("ports", [])]
    assert published
    assert [port for port in published if not port.startswith("127.0.0.1:")] == []
    assert all("network_mode" not in service for service in SERVICES.values())


def test_no_secret_stands_in_the_file_or_in_an_environment() -> None:
    kept = {name: secret["file"] for name, secret in COMPOSE["secrets"].items()}
    assert kept == {name: f"./secrets/{name}" for name in kept}
    for service in SERVICES.values():
        for name, value in service["environment"].items():
            if re.search("PASSWORD|SECRET|AUTH", name):
                assert re.fullmatch(r"/run/secrets/[a-z0-9-]+", value), name
                assert value.removeprefix("/run/secrets/") in service["secrets"]
    used = {name for service in SERVICES.values() for name in service.get("secrets", [])}
    assert used == set(kept)
    addresses = {SERVICES[name]["environment"]["COOPGRAPH_STORE"] for name in OURS}
    assert addresses == {"neo4j://neo4j@neo4j:7687"}


def test_the_secrets_are_made_once_and_for_their_owner(tmp_path: Path) -> None:
    def made() -> dict[str, str]:
        words = ["sh", str(ROOT / "tools" / "secrets.sh")]
        subprocess.run(words, cwd=tmp_path, check=True, capture_output=True)
        return {path.name: path.read_text("ascii") for path in (tmp_path / "secrets").iterdir()}

    first = made()
    assert first == made()
    assert set(COMPOSE["secrets"]) <= set(first)
    assert first["neo4j-auth"] == f"neo4j/{first['store-password']}"
    assert re.fullmatch("[0-9a-f]{48}", first["store-password"])
    assert first["proxy-secret"] in first["proxy-header.caddy"]
    assert (tmp_path / "secrets").stat().st_mode & 0o777 == 0o700
    assert secret_in(tmp_path / "secrets" / "proxy-secret").decode() == first["proxy-secret"]


def test_digests_are_variables_that_a_command_fills(tmp_path: Path) -> None:
    assert set(pin.images()) == {"NEO4J_DIGEST", "CADDY_DIGEST", "PYTHON_DIGEST"}
    text = "PUBLIC_URL=https://a.example\nNEO4J_DIGEST=@sha256:old\n"
    new = pin.pinned(text, "NEO4J_DIGEST", f"sha256:{'0' * 64}")
    assert new == f"PUBLIC_URL=https://a.example\nNEO4J_DIGEST=@sha256:{'0' * 64}\n"
    if shutil.which("docker") is None:
        (tmp_path / ".env").write_text(text)
        assert pin.main(tmp_path / ".env") == 1
        assert (tmp_path / ".env").read_text() == text


@pytest.mark.parametrize("name", STAYING)
def test_what_stays_is_watched_and_comes_back(name: str) -> None:
    assert SERVICES[name]["healthcheck"]["test"]
    assert SERVICES[name]["restart"] == "unless-stopped"


def test_what_ends_is_not_started_again() -> None:
    assert set(SERVICES) - set(STAYING) == {"prepare"}
    assert SERVICES["prepare"]["restart"] == "no"


def test_the_api_waits_for_a_database_that_answers_and_holds_a_store() -> None:
    assert SERVICES["prepare"]["depends_on"]["neo4j"]["condition"] == "service_healthy"
    assert {name: on["condition"] for name, on in SERVICES["api"]["depends_on"].items()} == {
        "neo4j": "service_healthy",
        "prepare": "service_completed_successfully",
    }


def test_every_service_has_its_share_of_memory_and_gains_no_rights() -> None:
    for service in SERVICES.values():
        assert re.fullmatch(r"\d+g", service["mem_limit"])
        assert service["cpus"] > 0
        assert service["pids_limit"] > 0
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert "privileged" not in service


@pytest.mark.parametrize("name", OURS)
def test_the_program_runs_without_rights(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["user"] == "10001:10001"
    assert service["tmpfs"]
    written = {volume.partition(":")[2] for volume in service["volumes"]}
    assert written == {"/var/cache/coopgraph", "/var/lib/coopgraph", "/backups"}
    assert re.search(r"install -d -o coopgraph -g coopgraph (.*)", DOCKERFILE)
    assert set(re.findall(r"install -d -o \w+ -g \w+ (.*)", DOCKERFILE)[0].split()) == written


def test_every_volume_has_a_name() -> None:
    mounted = {
        volume.partition(":")[0]
        for service in SERVICES.values()
        for volume in service.get("volumes", [])
        if not volume.startswith("./")
    }
    assert mounted == set(COMPOSE["volumes"])


def test_every_variable_is_a_setting_of_the_program() -> None:
    named = {name for service in OURS for name in SERVICES[service]["environment"]}
    assert named
    assert named <= SETTINGS
    baked = set(re.findall(r"(COOPGRAPH_\w+)=", DOCKERFILE))
    assert baked
    assert baked <= SETTINGS


def test_the_ports_are_the_ones_of_the_program() -> None:
    (published,) = SERVICES["api"]["ports"]
    assert published.endswith(f":{PORT}")
    assert f"EXPOSE {PORT}\n" in DOCKERFILE
    assert f":{PORT}/-/ready" in SERVICES["api"]["healthcheck"]["test"][-1]


def test_the_api_listens_where_the_public_is_answered() -> None:
    assert SERVICES["api"]["command"] == ["serve", "--host", "0.0.0.0", "--workers", "2"]
    assert 'CMD ["serve", "--host", "0.0.0.0"]' in DOCKERFILE
    assert 'ENTRYPOINT ["coopgraph"]' in DOCKERFILE


def test_users_run_the_line_that_we_test_with() -> None:
    line = ".".join(version().split(".")[:2])
    assert SERVICES["neo4j"]["image"] == f"neo4j:{line}-community${{NEO4J_DIGEST:-}}"


def test_the_image_is_made_from_the_lock() -> None:
    from_lists = [
        line for line in DOCKERFILE.splitlines() if "pip install" in line and "-r" in line
    ]
    assert len(from_lists) == 2
    for line in from_lists:
        assert "--require-hashes" in line
        (listed,) = re.findall(r"-r (\S+)", line)
        pinned = re.findall(r"^[\w.\-\[\]]+==.*$", (ROOT / listed).read_text("utf-8"), re.MULTILINE)
        assert pinned
    others = [line for line in DOCKERFILE.splitlines() if re.search(r"pip (install|wheel)", line)]
    assert all("--require-hashes" in line or "--no-deps" in line for line in others)


def test_the_image_gets_what_it_copies_and_runs_as_nobody() -> None:
    copied = re.findall(r"^COPY (?!--from)(.*) \S+$", DOCKERFILE, re.MULTILINE)
    files = [name for line in copied for name in line.split()]
    names = {name.partition("/")[0] for name in files}
    lines = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    assert "*" in lines, "nothing goes in but what is named"
    seen = {line[1:] for line in lines if line.startswith("!")}
    assert {name.partition("/")[0] for name in seen} == names
    assert [name for name in files if seen.isdisjoint({name, name.partition("/")[0]})] == []
    assert all((ROOT / name).exists() for name in names)
    last_stage = DOCKERFILE.rpartition("\nFROM ")[2]
    assert re.findall(r"^USER (\S+)$", last_stage, re.MULTILINE) == ["10001:10001"]


@pytest.mark.parametrize(
    ("environment", "url"),
    [
        ({}, "http://127.0.0.1:8000"),
        ({"API_PORT": "8001"}, "http://127.0.0.1:8001"),
        ({"PUBLIC_URL": "https://kb.example", "API_PORT": "8001"}, "https://kb.example"),
    ],
)
def test_the_service_answers_under_the_name_that_readers_use(
    environment: dict[str, str], url: str
) -> None:
    written = SERVICES["api"]["environment"]["COOPGRAPH_PUBLIC_URL"]
    origin = public_origin(interpolated(written, environment))
    assert origin.url == url
    hosts = hosts_of("0.0.0.0", PORT, origin)
    names = [url.partition("://")[2]]
    names += [f"localhost:{origin.port}"] if origin.loopback else []
    assert all(hosts.origin(name) for name in names)


def interpolated(text: str, environment: dict[str, str]) -> str:
    """Return a text with its variables, as compose fills them in, the innermost first."""
    found = re.search(r"\$\{(\w+):-([^${}]*)\}", text)
    if found is None:
        return text
    value = environment.get(found[1]) or found[2]
    return interpolated(text.replace(found[0], value), environment)


def test_the_desk_outlives_the_containers() -> None:
    for name in OURS:
        desk = SERVICES[name]["environment"]["COOPGRAPH_DESK"]
        assert desk == "sqlite:////var/lib/coopgraph/desk.db"
        assert f"COOPGRAPH_DESK={desk}" in DOCKERFILE
        assert "desk:/var/lib/coopgraph" in SERVICES[name]["volumes"]


def test_no_secret_of_a_proxy_stands_in_the_file() -> None:
    assert "TRUST_PROXY" not in str(SERVICES)


@pytest.mark.neo4j
def test_neo4j_knows_every_setting_that_it_is_given(neo4j_url: str) -> None:
    # How the image reads its environment: "_" is a dot, "__" an underscore.
    given = {
        name.removeprefix("NEO4J_").replace("__", "\0").replace("_", ".").replace("\0", "_"): value
        for name, value in SERVICES["neo4j"]["environment"].items()
        if name != "NEO4J_AUTH_PATH"
    }
    with driver_of(neo4j_url) as driver:
        shown = driver.execute_query("SHOW SETTINGS YIELD name").records
    known = {record["name"] for record in shown}
    assert given
    assert set(given) - known == set()
