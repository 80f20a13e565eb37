/** The signs of entities on the canvas. */

import { shape } from "./shapes.js";

/** @typedef {{ x: number, y: number }} Point */

/** @type {Map<string, Path2D>} */
const paths = new Map();

/** @param {string} name */
function unitPath(name) {
  const known = paths.get(name);
  if (known) return known;
  const made = new Path2D(shape(name));
  paths.set(name, made);
  return made;
}

/** Dots shrink less than the map does, so that they can be seen from afar. @param {number} scale */
export function growth(scale) {
  return scale < 1 ? Math.pow(scale, -0.72) : Math.pow(scale, -0.5);
}

/** @param {any} ctx @param {Point} at @param {number} radius in the drawing's units @param {Entity} entity
 * @param {string} fill @param {string} rim @param {number} rimWidth */
export function drawSign(ctx, at, radius, entity, fill, rim, rimWidth) {
  const path = unitPath(entity.cls.shape);
  ctx.save();
  ctx.translate(at.x, at.y);
  ctx.scale(radius, radius);
  ctx.lineJoin = "round";
  ctx.lineWidth = (rimWidth * 2) / radius;
  ctx.strokeStyle = rim;
  ctx.stroke(path);
  ctx.fillStyle = fill;
  ctx.fill(path);
  ctx.restore();
}
