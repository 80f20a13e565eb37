/** The pointer on the map: click, double click, hover. */

import { isBetween } from "./scene.js";
import { chosen, NOTHING } from "./selection.js";
import { neighbours } from "./view.js";

/** @param {any} network vis-network's @param {App} app @param {(entity: Entity | null) => void} hover */
export function listenToPointer(network, app, hover) {
  network.on("hoverNode", (/** @type {any} */ { node }) => hover(app.model.entity.get(node) ?? null));
  network.on("blurNode", () => hover(null));
  network.on("click", (/** @type {any} */ { nodes: [node], edges: [edge] }) => {
    if (node) app.go({ selection: chosen("entity", node) });
    else if (edge) chooseTie(app, edge);
    else if (app.state.selection.kind !== "nothing") app.go({ selection: NOTHING });
  });
  network.on("doubleClick", (/** @type {any} */ { nodes: [node] }) => {
    const entity = app.model.entity.get(node);
    if (!entity) return;
    const near = neighbours(entity, app.view.passes).map((other) => other.id);
    app.go({ grown: [...new Set([...app.state.grown, entity.id, ...near])] });
  });
}

/** One of several parallel ties opens the whole bundle. @param {App} app @param {string} id */
function chooseTie(app, id) {
  const tie = app.model.claim.get(id);
  if (!tie?.object) return;
  const { subject, object } = tie;
  const several = app.view.ties.filter((each) => isBetween(each, subject, object)).length > 1;
  app.go({ selection: several ? chosen("pair", subject.id, object.id, id) : chosen("claim", id) });
}
