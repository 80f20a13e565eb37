/** The lines that are brought forward, on the canvas. */

import { control, tip } from "./geometry.js";
import { lookOf } from "./lines.js";
import { growth } from "./signs.js";

/** @typedef {import("./canvas.js").Frame} Frame */

/** @param {Frame} frame @param {Line} line @param {boolean} strong */
export function drawLine(frame, line, strong) {
  const { ctx, scene, colours, scale } = frame;
  const [from, to] = [frame.at(line.from), frame.at(line.to)];
  const via = control(from, to, line.bend);
  const look = lookOf(line);
  const unit = growth(scale);
  ctx.save();
  ctx.strokeStyle = ctx.fillStyle = strong ? colours.accent : colours.ink;
  ctx.globalAlpha = strong ? 1 : Math.max(0.4, look.opacity * 0.8);
  ctx.lineWidth = (look.width + (strong ? 1.6 : 0.3)) * unit;
  ctx.setLineDash((look.dashes ?? []).map((/** @type {number} */ each) => each * unit));
  ctx.beginPath();
  ctx.moveTo(from.x, from.y);
  ctx.quadraticCurveTo(via.x, via.y, to.x, to.y);
  ctx.stroke();
  ctx.setLineDash([]);
  const size = (5 + look.width) * unit;
  if (look.ahead) arrow(ctx, tip(from, to, line.bend, scene.radius(line.to) * unit), size);
  if (look.back) arrow(ctx, tip(to, from, -line.bend, scene.radius(line.from) * unit), size);
  ctx.restore();
}

/** @param {any} ctx @param {{ x: number, y: number, angle: number }} at @param {number} size */
function arrow(ctx, at, size) {
  ctx.save();
  ctx.translate(at.x, at.y);
  ctx.rotate(at.angle);
  ctx.beginPath();
  ctx.moveTo(0, 0);
  ctx.lineTo(-size * 1.5, size * 0.55);
  ctx.lineTo(-size * 1.15, 0);
  ctx.lineTo(-size * 1.5, -size * 0.55);
  ctx.closePath();
  ctx.fill();
  ctx.restore();
}
