/** The map's picture, drawn over vis-network's lines: regions below, emphasis above; the names are in `captions.js`. */

import { isEnd } from "./lines.js";
import { drawSign, growth } from "./signs.js";
import { drawLine } from "./strokes.js";

/** @typedef {import("./scene.js").Scene} Scene */
/** @typedef {{ x: number, y: number }} Point */
/** @typedef {{ ctx: any, scale: number, at: (entity: Entity) => Point, scene: Scene, colours: any, lang: Language,
 *   hovered: Entity | null, selected: string, toScreen: (point: Point) => Point, toMap: (point: Point) => Point, width: number,
 *   height: number, covered: import("./labels.js").Box[] }} Frame */

/** @param {Frame} frame @param {{ circle: number, path: Path2D }[]} found */
export function drawRegions(frame, found) {
  const { ctx, colours } = frame;
  for (const region of found) {
    ctx.fillStyle = colours.circles[region.circle % colours.circles.length];
    ctx.fill(region.path, "nonzero");
  }
}

/** Made once of each text. @type {Map<string, Path2D>} */
const outlines = new Map();

/** The land, below everything. @param {Frame} frame @param {number} [opacity] */
export function drawGround({ ctx, scene, colours }, opacity = 1) {
  if (!scene.ground) return;
  const { path } = scene.ground;
  const land = outlines.get(path) ?? new Path2D(path);
  outlines.set(path, land);
  ctx.save();
  ctx.globalAlpha = opacity;
  ctx.fillStyle = colours.land;
  for (const copy of scene.ground.copies) {
    ctx.save();
    ctx.transform(...copy);
    ctx.fill(land);
    ctx.restore();
  }
  ctx.restore();
}

/** What stands above the lines, but for the names. @param {Frame} frame */
export function drawForeground(frame) {
  const { scene, hovered } = frame;
  if (scene.emphasis) {
    veil(frame);
    for (const line of scene.emphasis.lines) drawLine(frame, line, scene.emphasis.strong.has(line));
    for (const entity of scene.entities) if (scene.emphasis.entities.has(entity)) drawEntity(frame, entity);
  } else if (hovered) {
    for (const line of scene.lines) if (isEnd(line, hovered)) drawLine(frame, line, false);
    drawEntity(frame, hovered);
  }
}

/** The land stays as it was: twice covered, what lies on it is as faint. @param {Frame} frame */
function veil(frame) {
  const { ctx, colours, width, height, scene } = frame;
  const opacity = scene.ground ? 0.6 : 0.8;
  ctx.save();
  ctx.resetTransform();
  ctx.globalAlpha = opacity;
  ctx.fillStyle = colours.paper;
  ctx.fillRect(0, 0, width * 4, height * 4);
  ctx.restore();
  drawGround(frame, opacity);
}

/** @param {Frame} frame @param {Entity} entity */
function drawEntity(frame, entity) {
  const { ctx, scene, colours, scale } = frame;
  const unit = growth(scale);
  const chosen = entity.id === frame.selected || entity === frame.hovered || scene.emphasis?.marked?.has(entity);
  const at = frame.at(entity);
  const radius = scene.radius(entity) * unit;
  if (chosen) drawSign(ctx, at, radius, scale, entity, colours.accent, colours.accent, 3.5 * unit);
  drawSign(ctx, at, radius, scale, entity, scene.colour(entity, colours), colours.paper, 1.5 * unit);
}
