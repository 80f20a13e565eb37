/** Bundles vis-network without what the page never asks of it: `node lean_vis.mjs OUTFILE`, beside node_modules.
 *
 * The package is one module of classes, each a part of the network. A part that is not asked for gives way to one that
 * does nothing, and what only it needed falls out with it. */

import { readFile } from "node:fs/promises";
import { build } from "esbuild";

/** What stands in the place of each, by the end of the package's path. */
const INSTEAD = {
  "vis-network.mjs": {
    // Positions come with the page: what would set things in motion only draws.
    PhysicsEngine: `{
      constructor({ emitter }) { emitter.on("startSimulation", () => emitter.emit("_requestRedraw")); }
      setOptions() {}
    }`,
    LayoutEngine: "{ setOptions(_, all) { return all; } positionInitially() {} }",
    ClusterEngine: "{ _updateState() {} _isClusteredNode() { return false; } _isClusteredEdge() { return false; } }",
    ManipulationSystem: "{ setOptions() {} }",
    NavigationHandler: "{ setOptions() {} }",
    KamadaKawai: "{}",
    // Names are written by the page, which asks for signs of its own and for straight lines or still curves.
    Label: `{
      size = { left: 0, top: 0, width: 0, height: 0, yLine: 0 };
      update() {} draw() {} calculateLabelSize() {} adjustSizes() {}
      visible() { return false; } differentState() { return false; }
      getSize() { return this.size; } getTextSize() { return this.size; }
    }`,
    ...Object.fromEntries([
      "Box", "Circle", "CircularImage", "Database", "Diamond", "Dot", "Ellipse", "Hexagon", "Icon", "Image$1",
      "Square", "Star", "Text", "Triangle", "TriangleDown", "BezierEdgeDynamic", "CubicBezierEdge", "CachedImage", "Images",
    ].map((name) => [name, "{}"])),
    // The page's options are written by us, its data are sets.
    DOTToGraph: "() {}",
    parseGephi: "() {}",
    locales: "{}",
    allOptions: "{}",
    configureOptions: "{}",
  },
  "vis-util.mjs": {
    Configurator$1: "class {}",
    ColorPicker$1: "class {}",
    Popup$1: "class {}",
    Validator$1: "class { static validate() { return false; } }",
  },
};

/** The module with another body for one of its parts. @param {string} text @param {string} name @param {string} body */
function replaced(text, name, body) {
  const part = new RegExp(`^(class|function|const|let|var) ${name.replace("$", "\\$")}(?![\\w$])[^]*?^\\}.*\\n`, "m");
  const [, kind] = part.exec(text) ?? [];
  if (!kind) throw new Error(`there is no ${name} any more`);
  return text.replace(part, () => `${kind} ${name} ${["class", "function"].includes(kind) ? "" : "= "}${body}\n`);
}

const lean = {
  name: "lean",
  setup({ onLoad }) {
    for (const [file, parts] of Object.entries(INSTEAD)) {
      onLoad({ filter: new RegExp(`esnext/esm/${file}$`) }, async ({ path }) => ({
        contents: Object.entries(parts).reduce((text, part) => replaced(text, ...part), await readFile(path, "utf8")),
      }));
    }
  },
};

await build({
  stdin: {
    contents: 'export { Network } from "vis-network/esnext"; export { DataSet } from "vis-data/esnext";',
    resolveDir: process.cwd(),
  },
  bundle: true, minify: true, format: "iife", globalName: "vis", charset: "ascii", legalComments: "none",
  outfile: process.argv[2], plugins: [lean],
});
