/** What vis-network holds of the map: brought to what the scene draws, where only something has changed. */

import { lookOf } from "./lines.js";

/** From so many on, lines are left out while the map moves. */
const CROWDED = 1200;

/** @param {any} network @param {any} nodes @param {any} edges its data sets */
export function holder(network, nodes, edges) {
  /** What was written of each line. @type {Map<string, string>} */
  const written = new Map();
  /** Where what is not drawn now stood, as it may have been dragged. @type {Map<string, { x: number, y: number }>} */
  const left = new Map();

  /** @param {any} edge */
  function isFresh(edge) {
    const text = JSON.stringify(edge);
    const known = written.get(edge.id);
    written.set(edge.id, text);
    return known !== text;
  }

  let isGiven = false;
  let handled = "";
  return (/** @type {import("./scene.js").Scene} */ scene, /** @type {any} */ colours) => {
    // Else each of the changes below would draw the whole map at once.
    network.body.emitter.emit("_blockRedraw");
    const wanted = new Set(scene.entities.map((entity) => entity.id));
    const known = new Set(nodes.getIds());
    const gone = [...known].filter((id) => !wanted.has(id));
    if (isGiven) for (const id of gone) left.set(id, network.getPosition(id));
    nodes.remove(gone);
    const fresh = scene.entities.filter((entity) => !known.has(entity.id));
    nodes.add(fresh.map(({ id, x, y }) => ({ id, x, y, ...(scene.fixed ? {} : left.get(id)) })));
    if (scene.fixed) nodes.update(scene.entities.map(({ id, x, y }) => ({ id, x, y })));
    const lines = new Set(scene.lines.map((line) => line.id));
    edges.remove(edges.getIds().filter((/** @type {string} */ id) => !lines.has(id)));
    for (const id of written.keys()) if (!lines.has(id)) written.delete(id);
    edges.update(scene.lines.map((line) => edgeOf(line, colours)).filter(isFresh));
    const crowded = scene.entities.length > CROWDED;
    const hand = { hideEdgesOnDrag: crowded, hideEdgesOnZoom: crowded, dragNodes: !scene.fixed };
    if (JSON.stringify(hand) !== handled) network.setOptions({ interaction: hand });
    handled = JSON.stringify(hand);
    // Only now: what it has been given already it would make a second time for each change.
    if (!isGiven) network.setData({ nodes, edges });
    isGiven = true;
    network.body.emitter.emit("_allowRedraw");
  };
}

/** @param {Line} line @param {any} colours */
function edgeOf(line, colours) {
  const { id, from, to, bend } = line;
  const look = lookOf(line);
  const curve = { enabled: true, type: bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(bend) };
  return {
    id, from: from.id, to: to.id, width: look.width * 1.2, dashes: look.dashes ?? false,
    color: { color: colours.line, hover: colours.line, opacity: look.opacity, inherit: false },
    smooth: bend ? curve : false,
  };
}
