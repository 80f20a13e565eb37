/** Where the camera has to stand to show what is asked for. */

import { placedLabels } from "./captions.js";

/** Room around what is shown, for the names at its edge, in pixels. */
const MARGIN = 46;
/** So many of the names in sight have room where one can read. */
const READABLE = 0.85;
const STEP = 1.25;
const NEAREST = 3;

/** @typedef {{ x: number, y: number }} Point */
/** @typedef {import("./canvas.js").Frame} Frame */
/** @typedef {{ position: Point, scale: number }} Standpoint */

/** All of the points. @param {Point[]} points @param {number} width @param {number} height in pixels
 * @param {number} closest the largest scale @param {number} [foot] room left below them @returns {Standpoint} */
export function around(points, width, height, closest, foot = MARGIN) {
  const [left, right] = ends(points.map((point) => point.x));
  const [top, bottom] = ends(points.map((point) => point.y));
  const across = Math.max(1, width - 2 * MARGIN) / Math.max(1, right - left);
  const down = Math.max(1, height - MARGIN - foot) / Math.max(1, bottom - top);
  const scale = Math.min(across, down, closest);
  return { position: { x: (left + right) / 2, y: (top + bottom + (foot - MARGIN) / scale) / 2 }, scale };
}

/** How much of the picture's foot lies under words that reach over most of it, as on a phone.
 * @param {Pick<Frame, "covered" | "width" | "height">} frame */
export function footOf({ covered, width, height }) {
  const wide = covered.filter(({ left, right, bottom }) => right - left > width / 2 && bottom > height - MARGIN);
  return Math.min(height / 3, Math.max(MARGIN, ...wide.map(({ top }) => height - top + MARGIN / 3)));
}

/** @param {number[]} numbers */
function ends(numbers) {
  const least = (/** @type {number} */ a, /** @type {number} */ b) => Math.min(a, b);
  const most = (/** @type {number} */ a, /** @type {number} */ b) => Math.max(a, b);
  return [numbers.reduce(least, Infinity), numbers.reduce(most, -Infinity)];
}

/** Where the names around an entity can be read; null where they can be already. All of its surroundings, if their names
 * have room then, else the nearest of them. @param {Frame} frame @param {Entity} entity @returns {Standpoint | null} */
export function readable(frame, entity) {
  const { at, scale, width, height } = frame;
  const { x, y } = at(entity);
  const near = frame.scene.emphasis?.entities ?? new Set([entity]);
  if (share(frame, near) >= READABLE) return null;
  const whole = around([...near].map(at), width, height, NEAREST, footOf(frame));
  let view = whole.scale > scale ? whole : { position: { x, y }, scale };
  while (view.scale < NEAREST && share(seenFrom(frame, view), near) < READABLE) {
    view = { position: { x, y }, scale: Math.min(NEAREST, view.scale * STEP) };
  }
  return view;
}

/** The frame as it would be there. @param {Frame} frame @param {Standpoint} view @returns {Frame} */
function seenFrom(frame, { position, scale }) {
  const { width, height } = frame;
  const toScreen = (/** @type {Point} */ { x, y }) =>
    ({ x: (x - position.x) * scale + width / 2, y: (y - position.y) * scale + height / 2 });
  return { ...frame, scale, toScreen };
}

/** @param {Frame} frame @param {Entity} entity */
export function isWithin({ at, toScreen, width, height }, entity) {
  const { x, y } = toScreen(at(entity));
  return x > 0 && y > 0 && x < width && y < height;
}

/** How many of those in sight have their name beside them. @param {Frame} frame @param {Set<Entity>} near */
function share(frame, near) {
  const seen = [...near].filter((entity) => isWithin(frame, entity));
  return seen.length ? placedLabels(frame).length / seen.length : 0;
}
