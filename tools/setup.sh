#!/bin/sh
# Makes the environment: with uv where it is on the PATH, else with venv and pip and the hashes of the same lock.
set -eu
python=$1
venv=$2

if command -v uv >/dev/null 2>&1; then
    UV_PROJECT_ENVIRONMENT=$venv exec uv sync --quiet --locked
fi

"$python" - <<'PY' || exit 1
import sys
if sys.version_info < (3, 11):
    sys.exit("coopgraph needs Python 3.11 or newer; this is %d.%d. Name another one: make setup PYTHON=python3.11" % sys.version_info[:2])
try:
    import ensurepip, venv
except ImportError:
    sys.exit("Python's venv module is missing. Install it: apt-get install python3-venv")
PY

if [ ! -x "$venv/bin/python" ]; then
    echo "Making $venv ..." >&2
    "$python" -m venv "$venv"
fi
echo "Installing the locked packages ..." >&2
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
