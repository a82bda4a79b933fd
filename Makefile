# The commands of this repository; CI and people run the same ones. `make help` lists them.
SHELL := /bin/sh
# The Python to make .venv with; empty: the one that made it, else python3 (with uv: one that it finds).
PYTHON ?=
WORKERS ?= auto
VENV := .venv
BIN := $(VENV)/bin
# What `make oldest` runs: what rests on the packages most and takes least.
OLDEST := tests/house/test_imports.py tests/kg/base tests/kg/definitions tests/kg/evaluation tests/kg/graph tests/kg/matching tests/kg/model \
	tests/kg/partners tests/ingest/iati tests/ingest/sheet tests/journeys/conformance tests/journeys/cypher/test_command.py \
	tests/journeys/cli/test_contract.py
# What `make check-long` runs in full: tests that ask tests/effort.py how much they try.
LONG ?= $$(grep -rlE 'tests.effort|tests import effort' tests --include='test_*.py')
SHARED_OUT := --numprocesses $(WORKERS) --maxprocesses 4 --dist loadscope --no-loadscope-reorder

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-pythons oldest check check-long coverage lint types format serve neo4j neo4j-stop secrets pin bench docs lock messages hooks release clean

help: ## this list
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9-]+):.*## /\1|/' | awk -F'|' '{printf "  make %-12s %s\n", $$1, $$2}'

setup: ## make .venv with everything in it, from the committed lock; PYTHON=python3.13 for another Python
	@sh tools/setup.sh "$(PYTHON)" "$(VENV)"
	@$(BIN)/python -m tools.catalogues

demo: setup ## load the starter knowledge and examples, print three answers with their reasons, serve on 127.0.0.1:8000
	@$(BIN)/coopgraph demo

test: setup ## run all tests, WORKERS=auto at a time: one for each core
	@$(BIN)/python -m pytest $(SHARED_OUT)

test-pythons: setup ## run them on each Python from 3.11 on that is here; ENDS=1: the oldest and the newest but .venv's
	@$(BIN)/python -m tools.pythons $(if $(ENDS),--ends) -- $(SHARED_OUT)

oldest: setup ## test with the oldest packages that pyproject.toml allows, in .venv-oldest, on the oldest Python here
	@sh tools/setup.sh "$(or $(PYTHON),$$($(BIN)/python -c 'from tools.pythons import found; print(found()[0].path)'))" .venv-oldest requirements/oldest.txt
	@.venv-oldest/bin/python -m pytest $(SHARED_OUT) -m "not neo4j and not browser and not slow" $(OLDEST)

check: lint types test ## everything that CI asks

check-long: setup ## what takes hours: mutated inputs to every reader (CASES=20000), a soak, all that `make test` tries in part (LONG=tests/...)
	@$(BIN)/python -m tests.fuzz --cases $(or $(CASES),20000)
	@COOPGRAPH_LONG=1 $(BIN)/python -m pytest -q --numprocesses $(WORKERS) --maxprocesses 2 --dist loadscope --no-loadscope-reorder $(LONG)

coverage: setup ## which lines and branches the tests run; fails under the floor (QUICK=1: without Neo4j and a browser)
	@rm -rf build/coverage
	@$(BIN)/coverage run -m pytest -q $(SHARED_OUT) $(if $(QUICK),-m "not neo4j and not browser")
	@$(BIN)/coverage combine -q
	@$(BIN)/coverage report $(if $(QUICK),--fail-under=90)

lint: setup ## ruff, and the arrows between the rooms
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/lint-imports

types: setup ## mypy --strict over the packages and the tests
	@$(BIN)/mypy

format: setup ## let ruff put the code in order
	@$(BIN)/ruff check --fix . && $(BIN)/ruff format .

serve: setup ## serve the store named by COOPGRAPH_STORE on 127.0.0.1:8000
	@$(BIN)/coopgraph serve

neo4j: setup ## start a Neo4j server to develop and test with (Java 17 or 21, Maven); PORT=7687
	@$(BIN)/python -m tools.neo4j start $(if $(PORT),--port $(PORT))

neo4j-stop: setup ## stop it
	@$(BIN)/python -m tools.neo4j stop $(if $(PORT),--port $(PORT))

secrets: ## make the secrets that docker compose takes from files; those that are there stay
	@sh tools/secrets.sh

pin: setup ## write the digests of the images into .env, asked of their registry
	@$(BIN)/python -m tools.pin

bench: setup ## measure what the README claims, against peers in the same run
	@$(BIN)/python -m pip install -q --require-hashes -r requirements/bench.txt 2>/dev/null || uv sync -q --locked --all-groups
	@$(BIN)/python -m bench

docs: setup ## write the generated pages of docs/ anew
	@$(BIN)/python -m tools.docs

messages: setup ## extract the sentences, update the catalogues, compile them
	@$(BIN)/python -m tools.messages

hooks: setup ## have git ask ruff, mypy and the catalogues before each commit (needs pre-commit: pipx install pre-commit)
	@command -v pre-commit >/dev/null || { echo "There is no pre-commit. Install it: pipx install pre-commit" >&2; exit 1; }
	@pre-commit install

lock: ## renew uv.lock and the hashes that pip reads (needs uv)
	@uv lock
	@uv export -q --locked --no-emit-project --no-header --group dev -o requirements/dev.txt > /dev/null
	@uv export -q --locked --no-emit-project --no-header --no-default-groups --extra papers --extra portfolio --extra reports -o requirements/run.txt > /dev/null
	@uv export -q --locked --no-emit-project --no-header --only-group build -o requirements/build.txt > /dev/null
	@uv export -q --locked --no-emit-project --no-header --all-groups -o requirements/bench.txt > /dev/null
	@uv pip compile -q --resolution lowest-direct --universal --python-version 3.11 --generate-hashes --no-header --group test --group build pyproject.toml -o requirements/oldest.txt > /dev/null

release: setup ## make a version: VERSION=x.y.z; its wheel is tried out, then committed and tagged here; nothing is pushed
	@$(BIN)/python -m tools.release "$(VERSION)"

clean: ## remove the environment and all caches
	@rm -rf $(VENV) .venv-oldest .mypy_cache .ruff_cache .pytest_cache .hypothesis dist build
