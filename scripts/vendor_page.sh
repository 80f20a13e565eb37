#!/bin/sh
# Makes vis-network.js and land.txt in src/guanxi_graph/page/vendor anew, from the npm packages named here.
# Needs node and npm; nobody else does: the results are kept in the repository with their hashes.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
vendor=$here/../src/guanxi_graph/page/vendor
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
{
  for package in vis-network vis-data vis-util uuid @egjs/hammerjs component-emitter; do
    printf '%s %s\n\n' "$package" "$(node -p "require('./node_modules/$package/package.json').version")"
    cat "node_modules/$package/LICENSE-MIT" 2>/dev/null || cat node_modules/"$package"/[Ll][Ii][Cc][Ee][Nn][Ss][Ee]*
    printf '\n----\n\n'
  done
} > "$vendor/vis-network.LICENSE"
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
