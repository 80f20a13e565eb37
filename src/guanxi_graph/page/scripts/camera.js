/** The map's camera: what it looks at, and when it follows the reader. */

import { selectedClaim, selectedEntity } from "./selection.js";

/** Nearer to the edge than this a sign counts as out of sight. */
const EDGE = 60;

/** @typedef {{ x: number, y: number }} Point */

/** @param {any} network vis-network's @param {HTMLElement} container @param {(entity: Entity) => Point} at */
export function createCamera(network, container, at) {
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const moving = (/** @type {number} */ duration, easingFunction = "easeInOutQuad") =>
    !still.matches && { duration, easingFunction };

  return {
    /** To all that is drawn, or to what is brought forward. @param {Entity[]} entities */
    fit(entities, animated = true) {
      if (!entities.length) return;
      const nodes = entities.map((entity) => entity.id);
      network.fit({ nodes, animation: animated && moving(450), maxZoomLevel: 1.9 });
    },
    /** @param {number} factor */
    zoom(factor) {
      network.moveTo({ scale: network.getScale() * factor, animation: moving(200, "easeOutQuad") });
    },
    /** Where it stands, as the address says it. */
    place() {
      const { x, y } = network.getViewPosition();
      return [Math.round(x), Math.round(y), Number(network.getScale().toFixed(3))];
    },
    /** @param {number[]} place */
    moveTo([x, y, scale]) {
      network.moveTo({ position: { x, y }, scale });
    },
    /** What was chosen elsewhere than on the map may lie outside of it. @param {Entity} entity */
    bringIntoView(entity) {
      const { x, y } = network.canvasToDOM(at(entity));
      const { clientWidth: width, clientHeight: height } = container;
      if (x > EDGE && y > EDGE && x < width - EDGE && y < height - EDGE) return;
      network.moveTo({ position: at(entity), animation: moving(350) });
    },
  };
}

/** Whether the reader was taken elsewhere, so that the camera follows. @param {State} now @param {State} before */
export function isElsewhere(now, before) {
  const of = (/** @type {State} */ { focus, depth, only, selection, all, step, story, grown }) =>
    JSON.stringify([focus, depth, only, selection.kind === "connect" && selection.ids, all, step, story, grown]);
  return of(now) !== of(before);
}

/** The entity that the selection is about, if it is about one. @param {App} app @returns {Entity | null} */
export function inQuestion(app) {
  return selectedEntity(app) ?? selectedClaim(app)?.subject ?? null;
}
