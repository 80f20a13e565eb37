/** The pointer on the map: click, double click, hover, zoom. */

import { expand, showCircle } from "./acts.js";
import { chosen, NOTHING } from "./selection.js";

/** @typedef {{ find: (id: string) => Entity | undefined, line: (id: string) => Line | undefined,
 *   hover: (entity: Entity | null) => void, inSight: () => Entity[] }} Seen */

/** @param {any} network vis-network's @param {App} app @param {Seen} seen */
export function listenToPointer(network, app, { find, line, hover, inSight }) {
  network.on("hoverNode", (/** @type {any} */ { node }) => hover(find(node) ?? null));
  network.on("blurNode", () => hover(null));
  network.body.container.addEventListener("pointerleave", () => hover(null));
  network.on("click", (/** @type {any} */ { nodes: [node], edges: [edge] }) => {
    const entity = find(node);
    if (entity) choose(app, entity);
    else if (edge) chooseLine(app, line(edge));
    else if (app.state.selection.kind !== "nothing") app.go({ selection: NOTHING });
  });
  network.on("doubleClick", (/** @type {any} */ { nodes: [node] }) => {
    const entity = app.model.entity.get(node);
    if (entity) expand(app, entity);
  });
  network.on("zoom", (/** @type {any} */ { direction }) => {
    const [entity, ...others] = app.view.circles && direction === "+" ? inSight() : [];
    if (entity && !others.length) choose(app, entity);
  });
}

/** A circle is opened. @param {App} app @param {Entity | Bubble | Spot} entity */
function choose(app, entity) {
  if ("members" in entity) showCircle(app, entity.members[0]);
  else if ("of" in entity) choose(app, entity.of);
  else app.go({ selection: chosen("entity", entity.id) });
}

/** A line of several ties opens them all. @param {App} app @param {Line | undefined} line */
function chooseLine(app, line) {
  if (!line || app.view.circles) return;
  const { ties } = line;
  const [from, to] = [line.from, line.to].map((/** @type {Entity | Spot} */ end) => ("of" in end ? end.of : end));
  if (app.view.places) return app.go({ selection: chosen("between", from.id, to.id) });
  app.go({ selection: ties.length === 1 ? chosen("claim", ties[0].id) : chosen("pair", from.id, to.id) });
}
