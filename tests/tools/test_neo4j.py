"""The server we test with: what it needs, who is in the way, and what survives a crash."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.neo4j_server import CACHE, driver_of, empty
from tools.neo4j import jars
from tools.neo4j.__main__ import main
from tools.neo4j.errors import (
    FetchError,
    NoJavaError,
    NoMavenError,
    NotUpError,
    PortTakenError,
    RunsElsewhereError,
    WrongJavaError,
)
from tools.neo4j.home import ENTRY, Home, conf
from tools.neo4j.server import Server, free_port

INTO_LIB = 'for a; do case $a in -Dout*) lib=${a#*=};; esac; done; /bin/mkdir -p "$lib"'


def program(folder: Path, name: str, script: str) -> None:
    path = folder / "bin" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    path.chmod(0o755)


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine on whose PATH are only the programs that the test puts there."""
    program(tmp_path, "unused", "exit 1")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    return tmp_path


def test_the_pom_names_the_version() -> None:
    assert jars.version().startswith("5.26.")
    assert jars.cache_folder().parts[-2:] == ("neo4j", jars.version())


def test_no_java(machine: Path) -> None:
    with pytest.raises(NoJavaError, match=r"on the PATH\..*Install Java 17"):
        jars.java()


def test_no_java_where_java_home_says(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JAVA_HOME", "/nowhere")
    with pytest.raises(NoJavaError, match="in JAVA_HOME, /nowhere"):
        jars.java()


@pytest.mark.parametrize("said", ['openjdk version "11.0.2" 2019', 'java version "1.8.0_292"', ""])
def test_another_java(machine: Path, said: str) -> None:
    program(machine, "java", f"echo '{said}' >&2")
    with pytest.raises(WrongJavaError, match="17 or 21"):
        jars.java()


@pytest.mark.parametrize("said", ['openjdk version "17.0.15" 2025', 'openjdk version "21" 2023'])
def test_java_of_java_home(machine: Path, monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    program(machine, "java", f"echo 'Picked up JAVA_TOOL_OPTIONS: -Xx' >&2; echo '{said}' >&2")
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setenv("JAVA_HOME", str(machine))
    assert jars.java() == machine / "bin" / "java"


def test_no_maven_and_nothing_fetched(machine: Path) -> None:
    with pytest.raises(NoMavenError, match="apt-get install maven"):
        jars.jars(machine / "cache")


def test_a_fetch_that_fails_leaves_nothing_that_looks_complete(machine: Path) -> None:
    program(machine, "mvn", f"{INTO_LIB}; echo no net; exit 1")
    with pytest.raises(FetchError, match="no net"):
        jars.jars(machine / "cache")
    assert list((machine / "cache").iterdir()) == []


def test_what_was_fetched_is_kept(machine: Path) -> None:
    jar = f"neo4j-{jars.version()}.jar"
    program(machine, "mvn", f'{INTO_LIB}; : > "$lib/{jar}"')
    lib = jars.jars(machine / "cache")
    assert [path.name for path in lib.iterdir()] == [jar]
    (machine / "bin" / "mvn").unlink()
    assert jars.jars(machine / "cache") == lib


def test_the_configuration_stays_on_loopback_and_reports_to_nobody() -> None:
    lines = conf(7799).splitlines()
    addresses = [line.partition("=")[2] for line in lines if "_address=" in line]
    assert addresses
    assert {address.partition(":")[0] for address in addresses} == {"127.0.0.1"}
    assert {"dbms.usage_report.enabled=false", "server.http.enabled=false"} <= set(lines)


def test_a_process_that_is_not_the_server_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = Home(tmp_path)
    home.lay_out(free_port())
    stranger = [sys.executable, "-c", "input()", ENTRY, f"--home-dir={tmp_path}-of-another"]
    with subprocess.Popen(stranger, stdin=subprocess.PIPE) as process:
        home.remember(process.pid, 0)
        assert home.running() is None
        assert main(["stop", "--home", str(tmp_path)]) == 0
        assert main(["status", "--home", str(tmp_path)]) == 3
        assert process.poll() is None
        process.communicate(b"\n")
    assert f"No Neo4j runs with {tmp_path}" in capsys.readouterr().out


def test_a_taken_port(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        server = Server(Home(tmp_path / "home"), other.getsockname()[1], tmp_path)
        with pytest.raises(PortTakenError, match="taken by another process"):
            server.start()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.neo4j
def test_a_server_that_cannot_come_up_shows_its_last_lines(
    private_neo4j: Server, tmp_path: Path
) -> None:
    server = Server(Home(tmp_path), free_port(), CACHE, tied=True)
    server.home.lay_out(server.port)
    (tmp_path / "data" / "databases").write_text("not a folder", "utf-8")
    with pytest.raises(NotUpError, match=r"(?s)it ended.*databases.*All of them: .*logs"):
        server.start()
    assert server.pid() is None


@pytest.mark.neo4j
def test_an_emptied_server_holds_nothing(private_neo4j: Server) -> None:
    with driver_of(private_neo4j.url) as driver:
        driver.execute_query("UNWIND range(1, 3000) AS n CREATE (:A {n: n})-[:R]->(:B {n: n})")
        driver.execute_query("CREATE CONSTRAINT `a``b` FOR (a:A) REQUIRE a.n IS UNIQUE")
        driver.execute_query("CREATE INDEX FOR (b:B) ON (b.n)")
        driver.execute_query("CREATE FULLTEXT INDEX words FOR (b:B) ON EACH [b.text]")
        empty(driver)
        assert driver.execute_query("MATCH (n) RETURN count(n)").records[0].value() == 0
        assert driver.execute_query("SHOW CONSTRAINTS").records == []
        left = driver.execute_query("SHOW INDEXES YIELD type").records
        assert {record["type"] for record in left} == {"LOOKUP"}


@pytest.mark.neo4j
def test_a_named_server_that_holds_data_is_not_emptied(
    private_neo4j: Server, tmp_path: Path
) -> None:
    test = tmp_path / "test_it.py"
    test.write_text("def test_it(neo4j_url): pass\n", "utf-8")
    with driver_of(private_neo4j.url) as driver:
        driver.execute_query("CREATE (:Precious)")
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-p", "tests.neo4j_server", str(test)],
            env={**os.environ, "COOPGRAPH_TEST_NEO4J": private_neo4j.url},
            cwd=tmp_path, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert "holds data" in done.stdout
        assert done.returncode == 1
        assert driver.execute_query("MATCH (p:Precious) RETURN count(p)").records[0].value() == 1


@pytest.mark.parametrize(("required", "outcome"), [("", "1 skipped"), ("1", "1 error")])
def test_without_java_tests_are_skipped_but_not_in_ci(
    machine: Path, required: str, outcome: str
) -> None:
    test = machine / "test_it.py"
    test.write_text("def test_it(empty_neo4j): pass\n", "utf-8")
    environment = {**os.environ, "COOPGRAPH_REQUIRE_NEO4J": required}
    environment.pop("COOPGRAPH_TEST_NEO4J", None)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-rs", "-p", "tests.neo4j_server", str(test)],
        env=environment, cwd=machine, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert outcome in done.stdout
    assert "No Java found" in done.stdout


@pytest.mark.neo4j
@pytest.mark.slow  # starts a server two times: the last in this file, since it ends it
def test_a_crash_loses_nothing_that_was_acknowledged(private_neo4j: Server) -> None:
    server = private_neo4j
    with driver_of(server.url) as driver:
        driver.execute_query("UNWIND range(1, 1000) AS n CREATE (:Kept {n: n})")
    assert not server.start(), "it runs already"
    with pytest.raises(RunsElsewhereError):
        Server(server.home, free_port(), server.cache).start()
    server.kill()
    assert server.pid() is None
    assert server.start()
    with driver_of(server.url) as driver:
        assert driver.execute_query("MATCH (k:Kept) RETURN sum(k.n)").records[0].value() == 500_500
    assert server.stop()
    assert not server.stop(), "it does not run any more"
