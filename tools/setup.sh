#!/bin/sh
# Makes an environment: with uv where it is on the PATH, else with venv and pip and the hashes of the same lock.
# Named a Python, it takes that one, and makes anew what another one has made; else it keeps the one that is there.
# Named a list of packages, it takes that one by pip, as it is, instead of the lock.
set -eu
named=$1
venv=$2
list=${3:-requirements/dev.txt}
stamp=$venv/.setup-stamp
python=${named:-python3}

# pyenv puts names on the PATH that run only where their version is chosen: then the one that it has installed.
if ! "$python" -c '' 2>/dev/null; then
    for each in "${PYENV_ROOT:-$HOME/.pyenv}/versions"/*/bin/"$python"; do
        if [ -x "$each" ]; then python=$each; fi
    done
fi

# What tells one Python from another: where it is installed, and its version; nothing where it does not run.
about() { "$1" -c 'import os, sys; print(os.path.realpath(sys.base_prefix), sys.version_info[:2])' 2>/dev/null || :; }

with_uv() { [ "$list" = requirements/dev.txt ] && command -v uv >/dev/null 2>&1; }

require() {
    if ! command -v "$python" >/dev/null 2>&1; then
        echo "There is no $python. Name another Python: make setup PYTHON=python3.11" >&2
        exit 1
    fi
    "$python" - <<'PY'
import sys
if sys.version_info < (3, 11):
    sys.exit("coopgraph needs Python 3.11 or newer; this is %d.%d. Name another one: make setup PYTHON=python3.11" % sys.version_info[:2])
PY
}

if [ -n "$named" ]; then require; fi
present=$(about "$venv/bin/python")
if [ -n "$present" ] && { [ -z "$named" ] || [ "$present" = "$(about "$python")" ]; }; then
    if [ -f "$stamp" ] && [ -z "$(find pyproject.toml uv.lock "$list" -newer "$stamp")" ]; then exit 0; fi
elif [ -f "$venv/pyvenv.cfg" ]; then
    echo "$venv was made by another Python: making it anew ..." >&2
    rm -rf "$venv"
fi

if with_uv; then
    UV_PROJECT_ENVIRONMENT=$venv uv sync --quiet --locked ${named:+--python "$("$python" -c 'import sys; print(sys.executable)')"}
else
    require
    if [ ! -x "$venv/bin/python" ]; then
        if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
            echo "Python's venv module is missing. Install it: apt-get install python3-venv" >&2
            exit 1
        fi
        echo "Making $venv ..." >&2
        "$python" -m venv "$venv"
    fi
    echo "Installing the locked packages ..." >&2
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$list"
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
fi
touch "$stamp"
