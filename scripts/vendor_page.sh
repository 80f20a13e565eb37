#!/bin/sh
# Makes src/guanxi_graph/page/vendor/vis-network.js anew, from the npm packages named here.
# Needs node and npm; nobody else does: the result is kept in the repository with its hash.
set -eu
vendor=$(cd "$(dirname "$0")/../src/guanxi_graph/page/vendor" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --ignore-scripts \
  vis-network@10.1.5 vis-data@8.0.6 vis-util@6.0.3 uuid@14.0.3 @egjs/hammerjs@2.0.17 \
  component-emitter@2.0.0 keycharm@0.4.0 esbuild@0.28.2
cat > entry.js <<'JS'
export { Network } from "vis-network/esnext";
export { DataSet } from "vis-data/esnext";
JS
npx esbuild entry.js --bundle --minify --format=iife --global-name=vis --charset=ascii \
  --legal-comments=none --outfile="$vendor/vis-network.js"
{
  for package in vis-network vis-data vis-util uuid @egjs/hammerjs component-emitter keycharm; do
    printf '%s %s\n\n' "$package" "$(node -p "require('./node_modules/$package/package.json').version")"
    cat "node_modules/$package/LICENSE-MIT" 2>/dev/null || cat node_modules/"$package"/[Ll][Ii][Cc][Ee][Nn][Ss][Ee]*
    printf '\n----\n\n'
  done
} > "$vendor/vis-network.LICENSE"
sha256sum "$vendor/vis-network.js"
