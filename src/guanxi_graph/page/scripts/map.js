/** The map: vis-network holds the network and its camera, `canvas.js` the picture. */

import { createCamera, inQuestion, isElsewhere } from "./camera.js";
import { drawForeground, drawGround, drawRegions } from "./canvas.js";
import { drawCaptions, measureNames } from "./captions.js";
import { covered } from "./covered.js";
import { byId } from "./dom.js";
import { loadFaces } from "./faces.js";
import { isWithin } from "./framing.js";
import { holder } from "./held.js";
import { palette } from "./palette.js";
import { pause } from "./pieces.js";
import { listenToPointer } from "./pointer.js";
import { regions } from "./regions.js";
import { makeScene } from "./scene.js";
import { drawSign, growth } from "./signs.js";
import { lookedAt } from "./story.js";

/** @param {{ nodes: any[], edges: any[], options: any }} opening what pyvis wrote @param {App} app */
export async function createMap(opening, app) {
  const container = byId("canvas");
  let colours = palette();
  let wasDark = app.dark;
  let scene = makeScene(app);
  let drawn = app.view; // what the scene is of
  /** @type {Entity | null} */
  let hovered = null;
  let unseen = false;
  let isNamed = false;
  let arranged = "map"; // the view of what stands on the canvas
  const nodes = new vis.DataSet(opening.nodes);
  const edges = new vis.DataSet(opening.edges);
  const options = { ...opening.options, nodes: { ...opening.options.nodes, ctxRenderer } };
  const network = new vis.Network(container, {}, options);
  await pause();
  const { hold, give } = holder(network, nodes, edges);
  hold(scene, colours);
  await pause();
  container.querySelector(".vis-network").removeAttribute("tabindex"); // the container takes the focus, and has a name

  /** Where an entity stands, if it was dragged too. @param {Entity} entity */
  const at = (entity) => network.body.nodes[entity.id] ?? entity;
  const isDrawn = (/** @type {Entity} */ entity) => entity.id in network.body.nodes;
  const camera = createCamera(network, () => frame());
  const soft = softRegions(network, at);
  network.on("beforeDrawing", (/** @type {any} */ ctx) => {
    if (scene.ground) drawGround(frame(ctx));
    else if (scene.regions && !scene.emphasis) drawRegions(frame(ctx), soft.of(scene));
  });
  network.on("afterDrawing", (/** @type {any} */ ctx) => {
    drawForeground(frame(ctx));
    if (isNamed) drawCaptions(frame(ctx));
  });
  network.on("dragEnd", (/** @type {any} */ { nodes: dragged }) => {
    soft.forget();
    if (dragged.length) app.go({}, { replace: true }); // what is dragged can be put back
  });
  loadFaces(app.model.entities).then(() => network.redraw());
  listenToPointer(network, app, {
    find,
    line: (id) => scene.lines.find((line) => line.id === id),
    hover(entity) {
      hovered = entity;
      container.classList.toggle("over", Boolean(entity));
      network.redraw();
    },
    inSight: () => scene.entities.filter((entity) => isWithin(frame(), entity)),
  });

  /** An entity, or what is drawn in its place: a circle, a place on the earth. @param {string} id */
  function find(id) {
    return app.model.entity.get(id) ?? scene.entities.find((each) => each.id === id);
  }

  /** @param {any} drawing */
  function ctxRenderer({ ctx, id, x, y }) {
    const entity = /** @type {Entity} */ (find(id));
    const scale = network.getScale();
    const unit = growth(scale);
    const radius = scene.radius(entity) * unit;
    return {
      drawNode: () => drawSign(ctx, { x, y }, radius, scale, entity, scene.colour(entity, colours), colours.paper, 1.5 * unit),
      nodeDimensions: { width: 2 * radius, height: 2 * radius },
    };
  }

  /** @param {any} ctx @returns {import("./canvas.js").Frame} */
  function frame(ctx = network.canvas.getContext()) {
    return {
      ctx, at, scene, colours, hovered,
      lang: app.lang,
      selected: scene.selected,
      scale: network.getScale(),
      toScreen: (point) => network.canvasToDOM(point),
      toMap: (point) => network.DOMtoCanvas(point),
      width: container.clientWidth,
      height: container.clientHeight,
      covered: covered(container),
    };
  }

  function fit(animated = true) {
    const { only, focus } = app.state;
    const part = only.length || focus ? null : scene.emphasis;
    camera.fit(part ? [...part.entities].filter(isDrawn) : scene.entities, animated);
  }

  /** To what the step of a story looks at, else to all. @param {boolean} animated */
  function survey(animated) {
    const asked = lookedAt(app).filter(isDrawn);
    if (asked.length) camera.fit(asked, animated);
    else fit(animated);
  }

  /** Where the camera looks now. Behind the table there is no room to say so: then when the map is seen again.
   * @param {State | null} before */
  function look(before) {
    const { state } = app;
    if (!container.clientWidth) unseen ||= !before || isElsewhere(state, before);
    else {
      const anew = unseen || state.view !== arranged;
      follow(anew ? null : before);
      arranged = state.view;
      unseen = false;
    }
  }

  /** @param {State | null} before null when nothing was seen yet */
  function follow(before) {
    const { state } = app;
    const entity = shown(inQuestion(app));
    if (!before && state.camera?.length === 3) return camera.moveTo(state.camera);
    if (!before || isElsewhere(state, before)) {
      survey(Boolean(before));
      if (!before && entity && isDrawn(entity) && state.selection.kind === "entity") camera.approach(entity, false);
    } else if (entity && isDrawn(entity) && state.selection !== before.selection) {
      if (state.selection.kind === "entity") camera.approach(entity);
      else camera.bringIntoView(entity);
    }
  }

  /** What is drawn in the place of an entity. @param {Entity | null} entity */
  function shown(entity) {
    const seen = app.view.places ?? app.view.owners;
    return entity && seen ? seen.spot(entity) : entity;
  }

  /** What a reader has dragged elsewhere. */
  function dragged() {
    return scene.fixed ? [] : scene.entities.filter((entity) => at(entity).x !== entity.x || at(entity).y !== entity.y);
  }

  await measureNames(frame());
  await give();
  return {
    /** Writes the names on the first picture: both at once would take long. */
    name() {
      isNamed = true;
      drawCaptions(frame());
    },
    fit: () => fit(),
    isDragged: () => dragged().length > 0,
    putBack() {
      nodes.update(dragged().map(({ id, x, y }) => ({ id, x, y })));
      app.go({}, { replace: true });
    },
    zoom: camera.zoom,
    camera: camera.place,
    frame: () => frame(),
    /** @param {App} _ @param {State | null} before */
    update(_, before) {
      const themed = !before || app.dark !== wasDark;
      wasDark = app.dark;
      if (themed) colours = palette();
      if (app.view !== drawn) {
        scene = makeScene(app);
        hold(scene, colours);
        drawn = app.view;
      }
      soft.forget();
      look(before);
      network.body.emitter.emit("setSize");
      network.body.emitter.emit("_requestRedraw"); // one picture, though the camera asks for it too
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
      if (!made || step !== madeFor) made = regions(scene.lines, scene.entities, at, 46 / 2 ** (step / 5), () => new Path2D());
      madeFor = step;
      return made;
    },
  };
}
