/** The pointer on the map: click, double click, hover. */

import { expand } from "./acts.js";
import { chosen, NOTHING } from "./selection.js";

/** @param {any} network vis-network's @param {App} app @param {(id: string) => Line | undefined} line
 * @param {(entity: Entity | null) => void} hover */
export function listenToPointer(network, app, line, hover) {
  network.on("hoverNode", (/** @type {any} */ { node }) => hover(app.model.entity.get(node) ?? null));
  network.on("blurNode", () => hover(null));
  network.on("click", (/** @type {any} */ { nodes: [node], edges: [edge] }) => {
    if (node) app.go({ selection: chosen("entity", node) });
    else if (edge) choose(app, line(edge));
    else if (app.state.selection.kind !== "nothing") app.go({ selection: NOTHING });
  });
  network.on("doubleClick", (/** @type {any} */ { nodes: [node] }) => {
    const entity = app.model.entity.get(node);
    if (entity) expand(app, entity);
  });
}

/** A line of several ties opens them all. @param {App} app @param {Line | undefined} line */
function choose(app, line) {
  if (!line) return;
  const { from, to, ties: [tie, ...others] } = line;
  app.go({ selection: others.length ? chosen("pair", from.id, to.id) : chosen("claim", tie.id) });
}
