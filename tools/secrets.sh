#!/bin/sh
# Makes what docker-compose.yml takes for secrets: random, in files of a folder that only its owner may enter. What is there
# already stays. The files themselves are readable for all, since programs in containers run as users of their own.
set -eu
umask 077
mkdir -p secrets
chmod 700 secrets

random() { od -An -N24 -tx1 /dev/urandom | tr -d ' \n'; }

if [ ! -e secrets/store-password ]; then random > secrets/store-password; fi
if [ ! -e secrets/neo4j-auth ]; then printf 'neo4j/%s' "$(cat secrets/store-password)" > secrets/neo4j-auth; fi
if [ ! -e secrets/proxy-secret ]; then random > secrets/proxy-secret; fi
if [ ! -e secrets/proxy-header.caddy ]; then
    printf 'header_up X-Coopgraph-Proxy-Secret "%s"\n' "$(cat secrets/proxy-secret)" > secrets/proxy-header.caddy
fi
chmod 444 secrets/*
ls -l secrets
