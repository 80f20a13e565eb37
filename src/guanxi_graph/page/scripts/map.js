/** The map: vis-network holds the network and its camera, `canvas.js` the picture. */

import { createCamera, inQuestion, isElsewhere } from "./camera.js";
import { drawForeground, drawRegions } from "./canvas.js";
import { placedLabels } from "./captions.js";
import { covered } from "./covered.js";
import { byId } from "./dom.js";
import { lookOf } from "./lines.js";
import { palette } from "./palette.js";
import { listenToPointer } from "./pointer.js";
import { regions } from "./regions.js";
import { makeScene } from "./scene.js";
import { drawSign, growth } from "./signs.js";
import { lookedAt } from "./story.js";

/** From so many on, lines are left out while the map moves. */
const CROWDED = 1200;

/** @param {{ nodes: any[], edges: any[], options: any }} opening what pyvis wrote @param {App} app */
export function createMap(opening, app) {
  const container = byId("canvas");
  let colours = palette();
  let wasDark = app.dark;
  let scene = makeScene(app);
  /** @type {Entity | null} */
  let hovered = null;
  const nodes = new vis.DataSet(opening.nodes);
  const edges = new vis.DataSet(opening.edges);
  const options = { ...opening.options, nodes: { ...opening.options.nodes, ctxRenderer } };
  const network = new vis.Network(container, { nodes, edges }, options);
  const body = network.body.nodes;
  container.querySelector(".vis-network").removeAttribute("tabindex"); // the container takes the focus, and has a name

  /** Where an entity stands, if it was dragged too. @param {Entity} entity */
  const at = (entity) => body[entity.id] ?? entity;
  const camera = createCamera(network, container, at);
  const soft = softRegions(network, at);
  const sync = syncer(network, nodes, edges);
  network.on("beforeDrawing", (/** @type {any} */ ctx) => {
    if (app.state.regions && !scene.emphasis) drawRegions(frame(ctx), soft.of(scene));
  });
  network.on("afterDrawing", (/** @type {any} */ ctx) => drawForeground(frame(ctx)));
  network.on("dragEnd", soft.forget);
  const lineAt = (/** @type {string} */ id) => scene.lines.find((line) => line.id === id);
  listenToPointer(network, app, lineAt, (entity) => {
    hovered = entity;
    container.classList.toggle("over", Boolean(entity));
    network.redraw();
  });

  /** @param {any} drawing */
  function ctxRenderer({ ctx, id, x, y }) {
    const entity = /** @type {Entity} */ (app.model.entity.get(id));
    const unit = growth(network.getScale());
    const radius = scene.radius(entity) * unit;
    return {
      drawNode: () => drawSign(ctx, { x, y }, radius, entity, scene.colour(entity), colours.paper, 1.5 * unit),
      nodeDimensions: { width: 2 * radius, height: 2 * radius },
    };
  }

  /** @param {any} ctx @returns {import("./canvas.js").Frame} */
  function frame(ctx = network.canvas.getContext()) {
    return {
      ctx, at, scene, colours, hovered,
      lang: app.lang,
      selected: app.state.selection.kind === "entity" ? app.state.selection.ids[0] : "",
      scale: network.getScale(),
      toScreen: (point) => network.canvasToDOM(point),
      width: container.clientWidth,
      height: container.clientHeight,
      covered: covered(container),
    };
  }

  function fit(animated = true) {
    const { only, focus } = app.state;
    const part = only.length || focus ? null : scene.emphasis;
    camera.fit(part ? [...part.entities].filter((entity) => body[entity.id]) : scene.entities, animated);
  }

  /** To what the step of a story looks at, else to all. @param {boolean} animated */
  function follow(animated) {
    const asked = lookedAt(app).filter((entity) => body[entity.id]);
    if (asked.length) camera.fit(asked, animated);
    else fit(animated);
  }

  /** @param {State | null} before */
  function look(before) {
    const { state } = app;
    const entity = inQuestion(app);
    if (!before && state.camera?.length === 3) camera.moveTo(state.camera);
    else if (!before || isElsewhere(state, before)) follow(Boolean(before));
    else if (entity && body[entity.id] && state.selection !== before.selection) camera.bringIntoView(entity);
  }

  return {
    fit: () => fit(),
    zoom: camera.zoom,
    camera: camera.place,
    labels: () => placedLabels(frame()),
    frame: () => frame(),
    canvas: () => network.canvas.frame.canvas,
    /** @param {App} _ @param {State | null} before */
    update(_, before) {
      const themed = !before || app.dark !== wasDark;
      wasDark = app.dark;
      if (themed) colours = palette();
      scene = makeScene(app);
      soft.forget();
      sync(scene, colours);
      look(before);
      network.redraw();
    },
  };
}

/** The circles as regions, made anew when the scene or the scale has changed. @param {any} network
 * @param {(entity: Entity) => { x: number, y: number }} at */
function softRegions(network, at) {
  /** @type {any[] | null} */
  let made = null;
  let madeFor = 0;
  return {
    forget: () => {
      made = null;
    },
    /** @param {import("./scene.js").Scene} scene */
    of(scene) {
      const step = Math.max(0, Math.round(Math.log2(network.getScale()) * 4));
      if (!made || step !== madeFor) made = regions(scene.lines, scene.entities, at, 46 / 2 ** (step / 5));
      madeFor = step;
      return made;
    },
  };
}

/** Brings vis-network's data to what the scene draws. @param {any} network @param {any} nodes @param {any} edges */
function syncer(network, nodes, edges) {
  /** What was written of each line, so that only what has changed is written again. @type {Map<string, string>} */
  const written = new Map();
  return (/** @type {import("./scene.js").Scene} */ scene, /** @type {any} */ colours) => {
    const wanted = new Set(scene.entities.map((entity) => entity.id));
    const known = new Set(nodes.getIds());
    nodes.remove([...known].filter((id) => !wanted.has(id)));
    nodes.add(scene.entities.filter((entity) => !known.has(entity.id)).map(({ id, x, y }) => ({ id, x, y })));
    const lines = new Set(scene.lines.map((line) => line.id));
    edges.remove(edges.getIds().filter((/** @type {string} */ id) => !lines.has(id)));
    for (const id of written.keys()) if (!lines.has(id)) written.delete(id);
    const fresh = scene.lines.map((line) => edge(line, colours)).filter((each) => {
      const text = JSON.stringify(each);
      const isFresh = written.get(each.id) !== text;
      written.set(each.id, text);
      return isFresh;
    });
    edges.update(fresh);
    const crowded = scene.entities.length > CROWDED;
    network.setOptions({ interaction: { hideEdgesOnDrag: crowded, hideEdgesOnZoom: crowded } });
  };
}

/** @param {Line} line @param {any} colours */
function edge(line, colours) {
  const { id, from, to, bend } = line;
  const look = lookOf(line);
  const curve = { enabled: true, type: bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(bend) };
  return {
    id, from: from.id, to: to.id, width: look.width * 1.2, dashes: look.dashes ?? false,
    color: { color: colours.line, hover: colours.line, opacity: look.opacity, inherit: false },
    smooth: bend ? curve : false,
  };
}
