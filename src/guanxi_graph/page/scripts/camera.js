/** The map's camera: what it looks at, and when it follows the reader. */

import { around, footOf, readable } from "./framing.js";
import { selectedClaim, selectedEntity } from "./selection.js";

/** Nearer to the edge than this a sign counts as out of sight. */
const EDGE = 60;
/** No closer by itself: beyond it three dots would fill the screen. */
const CLOSEST = 1.9;

/** @typedef {{ x: number, y: number }} Point */
/** @typedef {import("./canvas.js").Frame} Frame */

/** @param {any} network vis-network's @param {() => Frame} frame what is seen */
export function createCamera(network, frame) {
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const moving = (/** @type {number} */ duration, easingFunction = "easeInOutQuad") =>
    !still.matches && { duration, easingFunction };
  // In place of vis-network's own step, which is the same for the least touch of a trackpad and a notch of a wheel.
  network.body.eventListeners.onMouseWheel = (/** @type {WheelEvent} */ event) => {
    event.preventDefault();
    const { interactionHandler: hand } = network;
    hand.zoom(network.getScale() * wheelFactor(event), hand.getPointer({ x: event.clientX, y: event.clientY }));
  };

  return {
    /** To all of them. @param {Entity[]} entities */
    fit(entities, animated = true) {
      if (!entities.length) return;
      const seen = frame();
      const view = around(entities.map(seen.at), seen.width, seen.height, CLOSEST, footOf(seen));
      network.moveTo({ ...view, animation: animated && moving(450) });
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
      const { at, toScreen, width, height } = frame();
      const { x, y } = toScreen(at(entity));
      if (x > EDGE && y > EDGE && x < width - EDGE && y < height - EDGE) return;
      network.moveTo({ position: at(entity), animation: moving(350) });
    },
    /** So near that the names around it can be read. @param {Entity} entity */
    approach(entity, animated = true) {
      const view = readable(frame(), entity);
      if (view) network.moveTo({ ...view, animation: animated && moving(450) });
      else this.bringIntoView(entity);
    },
  };
}

/** By how much a turn of the wheel enlarges, as d3-zoom has it: 2^(-delta · k), with k by the unit of the delta; a pinch on
 * a trackpad comes as a turn with the control key. @param {{ deltaY: number, deltaMode: number, ctrlKey: boolean }} turn */
export function wheelFactor({ deltaY, deltaMode, ctrlKey }) {
  const unit = deltaMode === 1 ? 0.05 : deltaMode ? 1 : 0.002;
  return 2 ** (-deltaY * unit * (ctrlKey ? 10 : 1));
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
