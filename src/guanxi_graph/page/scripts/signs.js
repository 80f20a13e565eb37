/** The signs of entities on the canvas. */

import { faceOf, INNER, placeOf } from "./faces.js";
import { pane, shape } from "./shapes.js";

/** @typedef {{ x: number, y: number }} Point */

/** @type {Map<string, Path2D>} */
const paths = new Map();

/** @param {string} outline */
function unitPath(outline) {
  const known = paths.get(outline);
  if (known) return known;
  const made = new Path2D(outline);
  paths.set(outline, made);
  return made;
}

/** Dots shrink less than the map does, so that they can be seen from afar. @param {number} scale */
export function growth(scale) {
  return scale < 1 ? Math.pow(scale, -0.72) : Math.pow(scale, -0.5);
}

/** With the picture, where there is one and room for it.
 * @param {any} ctx @param {Point} at @param {number} radius in the drawing's units @param {number} scale @param {Entity} entity
 * @param {string} fill @param {string} rim @param {number} rimWidth */
export function drawSign(ctx, at, radius, scale, entity, fill, rim, rimWidth) {
  const path = unitPath(shape(entity.cls.shape));
  ctx.save();
  ctx.translate(at.x, at.y);
  ctx.scale(radius, radius);
  ctx.lineJoin = "round";
  ctx.lineWidth = (rimWidth * 2) / radius;
  ctx.strokeStyle = rim;
  ctx.stroke(path);
  ctx.fillStyle = fill;
  ctx.fill(path);
  const face = faceOf(entity, radius * scale);
  if (face) drawFace(ctx, face, unitPath(pane(entity.cls.shape)));
  ctx.restore();
}

/** On white, which most logos are made for. @param {any} ctx @param {HTMLImageElement} face @param {Path2D} pane */
function drawFace(ctx, face, pane) {
  const { x, y, width, height } = placeOf(face);
  ctx.scale(INNER, INNER);
  ctx.clip(pane);
  ctx.fillStyle = "#fff";
  ctx.fill(pane);
  ctx.imageSmoothingQuality = "high";
  ctx.drawImage(face, x, y, width, height);
}
