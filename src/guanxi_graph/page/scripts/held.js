/** What vis-network holds of the map: brought to what the scene draws, where only something has changed. */

import { lookOf } from "./lines.js";
import { pause } from "./pieces.js";

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

  const { emit } = network.body.emitter;
  let isGiven = false;
  let handled = "";
  return { hold, give };

  /** @param {import("./scene.js").Scene} scene @param {any} colours */
  function hold(scene, colours) {
    // Else each of the changes below would draw the whole map at once; and none is drawn before it is given.
    emit("_blockRedraw");
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
    if (isGiven) allow();
  }

  /** Only once they are whole: what it has been given already it would make a second time for each change. In pieces. */
  async function give() {
    network.nodesHandler.setData(nodes, true);
    await pause();
    network.edgesHandler.setData(edges);
    await pause();
    isGiven = true;
    allow();
  }

  /** What has no size yet would not be drawn at first. */
  function allow() {
    emit("_resizeNodes");
    emit("_allowRedraw");
  }
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
