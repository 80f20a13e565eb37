/** The map: vis-network holds the network and its camera, `canvas.js` the picture. */

import { byId } from "./dom.js";
import { drawForeground, drawRegions, drawSign, growth, placedLabels } from "./canvas.js";
import { palette } from "./palette.js";
import { regions } from "./regions.js";
import { lineOf, makeScene } from "./scene.js";

/** From so many on, lines are left out while the map moves. */
const CROWDED = 1200;

/** @param {{ nodes: any[], edges: any[], options: any }} opening what pyvis wrote @param {App} app */
export function createMap(opening, app) {
  const container = byId("canvas");
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  let colours = palette();
  let scene = makeScene(app);
  /** @type {Entity | null} */
  let hovered = null;
  /** @type {any[] | null} */
  let soft = null;
  let softStep = 0;
  const nodes = new vis.DataSet(opening.nodes);
  const edges = new vis.DataSet(opening.edges);
  const options = { ...opening.options, nodes: { ...opening.options.nodes, ctxRenderer } };
  const network = new vis.Network(container, { nodes, edges }, options);
  const body = network.body.nodes;
  container.querySelector(".vis-network").removeAttribute("tabindex"); // the container takes the focus, and has a name

  /** @param {Entity} entity */
  const at = (entity) => body[entity.id] ?? entity;

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
  function frame(ctx) {
    return {
      ctx, at, scene, colours, hovered,
      lang: app.lang,
      selected: app.state.select,
      scale: network.getScale(),
      toScreen: (point) => network.canvasToDOM(point),
      width: container.clientWidth,
      height: container.clientHeight,
    };
  }

  network.on("beforeDrawing", (/** @type {any} */ ctx) => {
    if (!app.state.regions || scene.emphasis) return;
    const step = Math.max(0, Math.round(Math.log2(network.getScale()) * 4));
    if (!soft || step !== softStep) soft = regions(scene.ties, scene.entities, at, 46 / 2 ** (step / 5));
    softStep = step;
    drawRegions(frame(ctx), soft);
  });
  network.on("afterDrawing", (/** @type {any} */ ctx) => drawForeground(frame(ctx)));
  network.on("dragEnd", () => (soft = null));
  network.on("hoverNode", (/** @type {any} */ { node }) => setHovered(app.model.entity.get(node) ?? null));
  network.on("blurNode", () => setHovered(null));
  network.on("click", (/** @type {any} */ event) => {
    const edge = event.nodes.length ? null : event.edges[0];
    if (event.nodes.length) app.go({ select: event.nodes[0], pair: [], connect: [] });
    else if (edge) chooseTie(edge);
    else if (app.state.select || app.state.pair.length || app.state.connect.length) app.go({ select: "", pair: [], connect: [] });
  });
  network.on("doubleClick", (/** @type {any} */ { nodes: [id] }) => {
    if (id) app.go({ grown: [...app.state.grown, id, ...neighbourIds(id)] });
  });

  /** One of several parallel ties opens the whole bundle. @param {string} id */
  function chooseTie(id) {
    const tie = app.model.claim.get(id);
    if (!tie?.object) return;
    const bundle = scene.ties.filter((each) => (each.subject === tie.subject && each.object === tie.object) || (each.subject === tie.object && each.object === tie.subject));
    app.go(bundle.length > 1 ? { pair: [tie.subject.id, tie.object.id], select: id, connect: [] } : { select: id, pair: [], connect: [] });
  }

  /** @param {string} id */
  function neighbourIds(id) {
    const entity = /** @type {Entity} */ (app.model.entity.get(id));
    return entity.ties.filter((tie) => app.view.passes[tie.n]).map((tie) => (tie.subject === entity ? /** @type {Entity} */ (tie.object).id : tie.subject.id));
  }

  /** @param {Entity | null} entity */
  function setHovered(entity) {
    hovered = entity;
    container.classList.toggle("over", Boolean(entity));
    network.redraw();
  }

  /** @param {Tie} tie */
  function edge(tie) {
    const line = lineOf(tie);
    const bend = scene.bend.get(tie.id) ?? 0;
    return {
      id: tie.id, from: tie.subject.id, to: tie.object.id,
      width: line.width * 1.2, dashes: line.dashes ?? false,
      color: { color: colours.line, hover: colours.line, opacity: line.opacity, inherit: false },
      smooth: bend ? { enabled: true, type: bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(bend) } : false,
    };
  }

  /** Bring vis-network's data to what the view draws. @param {boolean} restyle */
  function sync(restyle) {
    scene = makeScene(app);
    soft = null;
    const wanted = new Set(scene.entities.map((entity) => entity.id));
    const gone = nodes.getIds().filter((/** @type {string} */ id) => !wanted.has(id));
    const known = new Set(nodes.getIds());
    nodes.remove(gone);
    nodes.add(scene.entities.filter((entity) => !known.has(entity.id)).map(({ id, x, y }) => ({ id, x, y })));
    const ties = new Map(scene.ties.map((tie) => [tie.id, tie]));
    const had = new Set(edges.getIds());
    edges.remove([...had].filter((id) => !ties.has(id)));
    const fresh = scene.ties.filter((tie) => restyle || !had.has(tie.id) || scene.bend.get(tie.id) !== drawnBend.get(tie.id));
    drawnBend = scene.bend;
    edges.update(fresh.map(edge));
    const crowded = scene.entities.length > CROWDED;
    network.setOptions({ interaction: { hideEdgesOnDrag: crowded, hideEdgesOnZoom: crowded } });
  }
  /** @type {Map<string, number>} */
  let drawnBend = new Map();

  function fit(animated = true) {
    const { only, focus: centre } = app.state;
    const part = only.length || centre ? null : scene.emphasis;
    const focus = part ? [...part.entities].filter((entity) => body[entity.id]) : scene.entities;
    if (!focus.length) return;
    network.fit({ nodes: focus.map((entity) => entity.id), animation: animated && !still.matches && { duration: 450, easingFunction: "easeInOutQuad" }, maxZoomLevel: 1.9 });
  }

  return {
    network, fit,
    /** @param {number} factor */
    zoom(factor) {
      network.moveTo({ scale: network.getScale() * factor, animation: !still.matches && { duration: 200, easingFunction: "easeOutQuad" } });
    },
    camera: () => {
      const { x, y } = network.getViewPosition();
      return [Math.round(x), Math.round(y), Number(network.getScale().toFixed(3))];
    },
    labels: () => placedLabels(frame(network.canvas.getContext())),
    frame: () => frame(network.canvas.getContext()),
    /** @param {App} app @param {State | null} before */
    update(app, before) {
      const themed = !before || before.theme !== app.state.theme || app.dark !== wasDark;
      if (themed) colours = palette();
      wasDark = app.dark;
      sync(themed);
      if (!before) start();
      else if (moved(app.state, before)) fit();
      else if (app.state.select !== before.select) bringIntoView();
      network.redraw();
    },
  };

  /** What was chosen elsewhere than on the map may lie outside of it. */
  function bringIntoView() {
    const claim = app.model.claim.get(app.state.select);
    const entity = app.model.entity.get(app.state.select) ?? claim?.subject;
    if (!entity || !body[entity.id]) return;
    const { x, y } = network.canvasToDOM(at(entity));
    const edge = 60;
    if (x > edge && y > edge && x < container.clientWidth - edge && y < container.clientHeight - edge) return;
    network.moveTo({ position: at(entity), animation: !still.matches && { duration: 350, easingFunction: "easeInOutQuad" } });
  }

  function start() {
    const camera = app.state.camera;
    if (camera && camera.length === 3) network.moveTo({ position: { x: camera[0], y: camera[1] }, scale: camera[2] });
    else fit(false);
  }

  /** Whether the reader was taken elsewhere, so that the camera follows. @param {State} now @param {State} before */
  function moved(now, before) {
    const of = (/** @type {State} */ state) => JSON.stringify([state.focus, state.depth, state.only, state.connect, state.all, state.step, state.story, state.grown]);
    return of(now) !== of(before);
  }
}

let wasDark = false;
