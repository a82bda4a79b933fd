# The program and nothing else, from the committed lock: every package is checked against its hash.
ARG PYTHON_DIGEST=
FROM python:3.12-slim${PYTHON_DIGEST} AS build
WORKDIR /src
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
COPY requirements/build.txt requirements/run.txt requirements/
RUN python -m venv /opt/build \
    && /opt/build/bin/pip install --require-hashes --only-binary :all: -r requirements/build.txt
RUN python -m venv /opt/coopgraph \
    && /opt/coopgraph/bin/pip install --require-hashes --only-binary :all: -r requirements/run.txt
COPY pyproject.toml README.md LICENSE ./
COPY tools/catalogues.py tools/
COPY data data
COPY kg kg
COPY ingest ingest
COPY viz viz
COPY api api
COPY coopgraph coopgraph
RUN /opt/build/bin/pip wheel --no-deps --no-build-isolation --wheel-dir /tmp/wheel . \
    && /opt/coopgraph/bin/pip install --no-deps /tmp/wheel/coopgraph-*.whl \
    && /opt/coopgraph/bin/pip uninstall --yes pip

FROM python:3.12-slim${PYTHON_DIGEST}
# Root owns the program; who runs it may write to its caches, desk and backups only.
RUN groupadd --system --gid 10001 coopgraph \
    && useradd --system --uid 10001 --gid 10001 --no-create-home --shell /usr/sbin/nologin coopgraph \
    && install -d -o coopgraph -g coopgraph /var/cache/coopgraph /var/lib/coopgraph /backups
COPY --from=build /opt/coopgraph /opt/coopgraph
ENV PATH=/opt/coopgraph/bin:$PATH \
    LANG=C.UTF-8 \
    PYTHONUNBUFFERED=1 \
    COOPGRAPH_CACHE=/var/cache/coopgraph/snapshots \
    COOPGRAPH_DESK=sqlite:////var/lib/coopgraph/desk.db \
    NUMBA_CACHE_DIR=/var/cache/coopgraph/numba
USER 10001:10001
EXPOSE 8000
ENTRYPOINT ["coopgraph"]
# It listens for readers elsewhere, so it must be told their address: docker run -e COOPGRAPH_PUBLIC_URL=https://…
CMD ["serve", "--host", "0.0.0.0"]
