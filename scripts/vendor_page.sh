#!/bin/sh
# Makes vis-network.js and land.txt in src/guanxi_graph/page/vendor anew, and the whole vis-network of the editor, from the npm packages named here.
# Needs node and npm; nobody else does: the results are kept in the repository with their hashes.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
vendor=$here/../src/guanxi_graph/page/vendor
editor=$here/../src/guanxi_graph/serve/editor/vendor
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --ignore-scripts \
  vis-network@10.1.5 vis-data@8.0.6 vis-util@6.0.3 uuid@14.0.3 @egjs/hammerjs@2.0.17 \
  component-emitter@2.0.0 keycharm@0.4.0 esbuild@0.28.2 \
  world-atlas@2.0.2 topojson-client@3.1.0
cp "$here/lean_vis.mjs" .
node lean_vis.mjs "$vendor/vis-network.js"
# The editor of queries has the whole, which sets out what it draws.
cat > whole.js <<'JS'
export { Network } from "vis-network/esnext";
export { DataSet } from "vis-data/esnext";
JS
npx esbuild whole.js --bundle --minify --format=iife --global-name=vis --charset=ascii \
  --legal-comments=none --outfile="$editor/vis-network.js"
licences() {
  for package; do
    printf '%s %s\n\n' "$package" "$(node -p "require('./node_modules/$package/package.json').version")"
    cat "node_modules/$package/LICENSE-MIT" 2>/dev/null || cat node_modules/"$package"/[Ll][Ii][Cc][Ee][Nn][Ss][Ee]*
    printf '\n----\n\n'
  done
}
parts="vis-network vis-data vis-util uuid @egjs/hammerjs component-emitter"
# shellcheck disable=SC2086
licences $parts > "$vendor/vis-network.LICENSE"
# shellcheck disable=SC2086
licences $parts keycharm > "$editor/vis-network.LICENSE"
# Each ring as relative lines, in tenths of a degree, south down: what an SVG path takes.
node > "$vendor/land.txt" <<'JS'
const { feature } = require("topojson-client");
const world = require("world-atlas/land-110m.json");
const tenths = ([east, north]) => [Math.round(east * 10), -Math.round(north * 10)];
function drawn(ring) {
  const [[x, y], ...others] = ring.slice(0, -1).map(tenths);
  let [before, path] = [[x, y], ""];
  for (const point of others) {
    path += point.map((each, axis) => each - before[axis]).map((each) => (each < 0 ? each : ` ${each}`)).join("");
    before = point;
  }
  return `M${x} ${y}l${path.trimStart()}z`;
}
const { features } = feature(world, world.objects.land);
console.log(features.flatMap(({ geometry }) => geometry.coordinates.flat().map(drawn)).join(""));
JS
sha256sum "$vendor/vis-network.js" "$vendor/land.txt"
