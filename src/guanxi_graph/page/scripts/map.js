/** The map: vis-network holds the network and its camera, `canvas.js` the picture. */

import { createCamera, inQuestion, isElsewhere } from "./camera.js";
import { drawForeground, drawRegions, drawSign, growth, placedLabels } from "./canvas.js";
import { byId } from "./dom.js";
import { palette } from "./palette.js";
import { listenToPointer } from "./pointer.js";
import { regions } from "./regions.js";
import { lineOf, makeScene } from "./scene.js";

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
  network.on("beforeDrawing", (/** @type {any} */ ctx) => {
    if (app.state.regions && !scene.emphasis) drawRegions(frame(ctx), soft.of(scene));
  });
  network.on("afterDrawing", (/** @type {any} */ ctx) => drawForeground(frame(ctx)));
  network.on("dragEnd", soft.forget);
  listenToPointer(network, app, (entity) => {
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
    };
  }

  function fit(animated = true) {
    const { only, focus } = app.state;
    const part = only.length || focus ? null : scene.emphasis;
    camera.fit(part ? [...part.entities].filter((entity) => body[entity.id]) : scene.entities, animated);
  }

  /** @param {State | null} before */
  function look(before) {
    const { state } = app;
    const entity = inQuestion(app);
    if (!before && state.camera?.length === 3) camera.moveTo(state.camera);
    else if (!before || isElsewhere(state, before)) fit(Boolean(before));
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
      const bent = scene.bend;
      scene = makeScene(app);
      soft.forget();
      sync({ network, nodes, edges }, scene, colours, (id) => themed || scene.bend.get(id) !== bent.get(id));
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
      if (!made || step !== madeFor) made = regions(scene.ties, scene.entities, at, 46 / 2 ** (step / 5));
      madeFor = step;
      return made;
    },
  };
}

/** Bring vis-network's data to what the view draws. @param {{ network: any, nodes: any, edges: any }} held
 * @param {import("./scene.js").Scene} scene @param {any} colours @param {(id: string) => boolean} isRestyled */
function sync({ network, nodes, edges }, scene, colours, isRestyled) {
  const wanted = new Set(scene.entities.map((entity) => entity.id));
  const known = new Set(nodes.getIds());
  nodes.remove([...known].filter((id) => !wanted.has(id)));
  nodes.add(scene.entities.filter((entity) => !known.has(entity.id)).map(({ id, x, y }) => ({ id, x, y })));
  const ties = new Set(scene.ties.map((tie) => tie.id));
  const had = new Set(edges.getIds());
  edges.remove([...had].filter((id) => !ties.has(id)));
  const fresh = scene.ties.filter((tie) => !had.has(tie.id) || isRestyled(tie.id));
  edges.update(fresh.map((tie) => edge(tie, scene.bend.get(tie.id) ?? 0, colours)));
  const crowded = scene.entities.length > CROWDED;
  network.setOptions({ interaction: { hideEdgesOnDrag: crowded, hideEdgesOnZoom: crowded } });
}

/** @param {Tie} tie @param {number} bend @param {any} colours */
function edge(tie, bend, colours) {
  const line = lineOf(tie);
  const curve = { enabled: true, type: bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(bend) };
  return {
    id: tie.id, from: tie.subject.id, to: tie.object.id,
    width: line.width * 1.2, dashes: line.dashes ?? false,
    color: { color: colours.line, hover: colours.line, opacity: line.opacity, inherit: false },
    smooth: bend ? curve : false,
  };
}
