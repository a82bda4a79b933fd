#!/bin/sh
# Builds viz/static/vendor/vis-network-VERSION.js and the texts of its licences from npm, with the exact versions below.
# Needs node and npm, here and nowhere else: what is built is committed. The `esnext` build leaves its dependencies out
# (they are bundled once, here) and, unlike the standalone build, puts no <style> into the page. Its stylesheet (220 KB
# of pictures for menus that we do not show) is not taken: the tooltip is styled in viz/static/diagram.css.
set -eu
VIS=10.1.5
PACKAGES="vis-network@$VIS vis-data@8.0.6 vis-util@6.0.3 @egjs/hammerjs@2.0.17 component-emitter@2.0.0 keycharm@0.4.0 uuid@14.0.3"
BUILDER="esbuild@0.28.2"

target=$(CDPATH='' cd -- "$(dirname -- "$0")/../viz/static/vendor" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{"private": true}' > package.json
# shellcheck disable=SC2086 # the list is meant to be split
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact $PACKAGES $BUILDER
cat > entry.js <<'JS'
export { Network } from "vis-network/esnext/esm/vis-network.mjs";
export { DataSet } from "vis-data/esnext/esm/vis-data.mjs";
JS
rm -f "$target"/vis-network-*.js
node_modules/.bin/esbuild entry.js --bundle --minify --format=iife --global-name=vis --target=es2020 \
    --legal-comments=none --banner:js="/*! vis-network $VIS and what it needs: see LICENSES.md */" \
    --log-level=warning --outfile="$target/vis-network-$VIS.js"

{
    echo "# Third-party code in this folder"
    echo
    echo "\`vis-network-$VIS.js\` is built by \`tools/vendor_vis.sh\` from the npm packages below, unaltered. Where a"
    echo "package may be used under Apache-2.0 or MIT, MIT is chosen here."
    for package in $PACKAGES; do
        name=${package%@*}
        licence=$(find "node_modules/$name" -maxdepth 1 -iname 'licen*' ! -iname '*apache*' | sort | head -n 1)
        printf '\n## %s %s\n\n```\n' "$name" "${package##*@}"
        # vis-network and vis-data name further authors in their source only.
        case $name in vis-*) echo "Copyright (c) 2011-2017 Almende B.V, 2017-2019 visjs contributors" ;; esac
        sed 's/[[:space:]]*$//' "$licence" | sed -e '/./,$!d'
        echo '```'
    done
    printf '\n## Inside vis-util: Alea and Mash by Johannes Baagøe, and code by Andrei Mackenzie\n\n```\n'
    sed -n '/Copyright (c) 2011 Andrei Mackenzie/,/SOFTWARE\./p' node_modules/vis-util/esnext/esm/vis-util.mjs |
        sed -e 's/^ *\* *//' -e 's/[[:space:]]*$//'
    echo '```'
} > "$target/LICENSES.md"
ls -l "$target"
