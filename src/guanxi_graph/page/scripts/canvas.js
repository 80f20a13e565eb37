/** The map's picture, drawn over vis-network's lines: regions below, names and emphasis above. */

import { control, tip } from "./geometry.js";
import { place } from "./labels.js";
import { FONT } from "./palette.js";
import { shape } from "./shapes.js";
import { lineOf } from "./scene.js";
import { relationName } from "./names.js";

/** @typedef {import("./scene.js").Scene} Scene */
/** @typedef {{ x: number, y: number }} Point */
/** @typedef {{ ctx: any, scale: number, at: (entity: Entity) => Point, scene: Scene, colours: any, lang: Language,
 *   hovered: Entity | null, selected: string, toScreen: (point: Point) => Point, width: number,
 *   height: number }} Frame */

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

/** @param {Frame} frame @param {{ circle: number, path: Path2D }[]} found */
export function drawRegions(frame, found) {
  const { ctx, colours } = frame;
  for (const region of found) {
    ctx.fillStyle = colours.circles[region.circle % colours.circles.length];
    ctx.fill(region.path, "nonzero");
  }
}

/** Everything that stands above the lines. @param {Frame} frame */
export function drawForeground(frame) {
  const { scene } = frame;
  if (scene.emphasis) {
    veil(frame);
    for (const tie of scene.emphasis.ties) drawTie(frame, tie, scene.emphasis.strong.has(tie));
    for (const entity of scene.entities) if (scene.emphasis.entities.has(entity)) drawEntity(frame, entity);
  } else if (frame.hovered) {
    const { hovered } = frame;
    const near = scene.ties.filter((tie) => tie.subject === hovered || tie.object === hovered);
    for (const tie of near) drawTie(frame, tie, false);
    drawEntity(frame, hovered);
  }
  drawLabels(frame);
}

/** @param {Frame} frame */
function veil({ ctx, colours, width, height }) {
  ctx.save();
  ctx.resetTransform();
  ctx.globalAlpha = 0.8;
  ctx.fillStyle = colours.paper;
  ctx.fillRect(0, 0, width * 4, height * 4);
  ctx.restore();
}

/** @param {Frame} frame @param {Entity} entity */
function drawEntity(frame, entity) {
  const { ctx, scene, colours, scale } = frame;
  const unit = growth(scale);
  const chosen = entity.id === frame.selected || entity === frame.hovered;
  const at = frame.at(entity);
  if (chosen) drawSign(ctx, at, scene.radius(entity) * unit, entity, colours.accent, colours.accent, 3.5 * unit);
  drawSign(ctx, at, scene.radius(entity) * unit, entity, scene.colour(entity), colours.paper, 1.5 * unit);
}

/** @param {Frame} frame @param {Tie} tie @param {boolean} strong */
function drawTie(frame, tie, strong) {
  const { ctx, scene, colours, scale } = frame;
  const [from, to] = [frame.at(tie.subject), frame.at(tie.object)];
  const bend = scene.bend.get(tie.id) ?? 0;
  const via = control(from, to, bend);
  const line = lineOf(tie);
  const unit = growth(scale);
  ctx.save();
  ctx.strokeStyle = ctx.fillStyle = strong ? colours.accent : colours.ink;
  ctx.globalAlpha = strong ? 1 : Math.max(0.4, line.opacity * 0.8);
  ctx.lineWidth = (line.width + (strong ? 1.6 : 0.3)) * unit;
  ctx.setLineDash((line.dashes ?? []).map((/** @type {number} */ each) => each * unit));
  ctx.beginPath();
  ctx.moveTo(from.x, from.y);
  ctx.quadraticCurveTo(via.x, via.y, to.x, to.y);
  ctx.stroke();
  ctx.setLineDash([]);
  const end = tip(from, to, bend, scene.radius(tie.object) * unit);
  if (!tie.relation.symmetric) arrow(ctx, end, (5 + line.width) * unit);
  ctx.restore();
}

/** @param {any} ctx @param {{ x: number, y: number, angle: number }} at @param {number} size */
function arrow(ctx, at, size) {
  ctx.translate(at.x, at.y);
  ctx.rotate(at.angle);
  ctx.beginPath();
  ctx.moveTo(0, 0);
  ctx.lineTo(-size * 1.5, size * 0.55);
  ctx.lineTo(-size * 1.15, 0);
  ctx.lineTo(-size * 1.5, -size * 0.55);
  ctx.closePath();
  ctx.fill();
}

const MOST_LABELS = 420;
const WEIGHTY = 24;
const LONGEST = 26;
/** @type {Map<string, number>} */
const widths = new Map();

/** @typedef {{ entity: Entity, font: string, text: string }} Label */

/** The labels of a frame, placed, in pixels of the screen. @param {Frame} frame */
export function placedLabels(frame) {
  const { ctx, scene, scale, width, height } = frame;
  const { emphasis } = scene;
  const shown = emphasis ? scene.entities.filter((entity) => emphasis.entities.has(entity)) : scene.entities;
  const first = shown.filter((entity) => entity.id === frame.selected || entity === frame.hovered);
  const wanted = [];
  /** @type {Map<string, Label>} */
  const known = new Map();
  for (const entity of new Set([...first, ...shown])) {
    if (known.size > MOST_LABELS) break;
    const { x, y } = frame.toScreen(frame.at(entity));
    if (x < -20 || y < -20 || x > width + 20 || y > height + 20) continue;
    const radius = scene.radius(entity) * growth(scale) * scale;
    const must = first.includes(entity);
    const size = Math.round(Math.min(15, 11 + scene.radius(entity) / 5));
    const font = `${must || scene.radius(entity) > 12 ? 600 : 450} ${size}px ${FONT}`;
    const text = must ? scene.name(entity) : shortened(scene.name(entity));
    known.set(entity.id, { entity, font, text });
    const box = { width: textWidth(ctx, font, text), height: size + 4 };
    wanted.push({ id: entity.id, x, y, radius, ...box, must, weighty: wanted.length < WEIGHTY });
  }
  const spots = place(wanted, [], { left: 4, top: 4, right: width - 4, bottom: height - 4 });
  return spots.map((spot) => ({ ...spot, .../** @type {Label} */ (known.get(spot.id)) }));
}

/** @param {string} name */
function shortened(name) {
  return name.length > LONGEST ? `${name.slice(0, LONGEST - 1).trimEnd()}…` : name;
}

/** @param {any} ctx @param {string} font @param {string} text */
function textWidth(ctx, font, text) {
  const key = `${font}${text}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  ctx.font = font;
  const width = ctx.measureText(text).width;
  widths.set(key, width);
  return width;
}

/** @param {Frame} frame */
function drawLabels(frame) {
  const { ctx, colours } = frame;
  const placed = placedLabels(frame);
  const ratio = ctx.canvas.width / frame.width;
  ctx.save();
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.textBaseline = "middle";
  ctx.textAlign = "left";
  ctx.lineJoin = "round";
  ctx.lineWidth = 3.5;
  ctx.strokeStyle = colours.halo;
  ctx.fillStyle = colours.ink;
  for (const label of placed) {
    ctx.font = label.font;
    ctx.strokeText(label.text, label.x, label.y);
    ctx.fillText(label.text, label.x, label.y);
  }
  drawRelationNames(frame, [...placed.map((label) => label.box), ...dots(frame)]);
  ctx.restore();
}

/** Where the brought-forward signs stand on the screen. @param {Frame} frame */
function dots({ scene, scale, toScreen, at }) {
  return [...(scene.emphasis?.entities ?? [])].map((entity) => {
    const { x, y } = toScreen(at(entity));
    const radius = scene.radius(entity) * growth(scale) * scale;
    return { left: x - radius, top: y - radius, right: x + radius, bottom: y + radius };
  });
}

/** What the brought-forward lines say, where there is room. @param {Frame} frame @param {any[]} taken */
function drawRelationNames(frame, taken) {
  const { ctx, scene, colours } = frame;
  if (!scene.emphasis) return;
  const named = scene.emphasis.strong.size ? scene.emphasis.strong : scene.emphasis.ties;
  if (named.size > 40) return;
  const font = `italic 11px ${FONT}`;
  const wanted = [];
  for (const tie of named) {
    const from = frame.toScreen(frame.at(tie.subject));
    const to = frame.toScreen(frame.at(tie.object));
    if (Math.hypot(to.x - from.x, to.y - from.y) < 70) continue;
    const via = control(from, to, scene.bend.get(tie.id) ?? 0);
    const at = { x: (from.x + 2 * via.x + to.x) / 4, y: (from.y + 2 * via.y + to.y) / 4 };
    const text = relationName(tie.relation, null, frame.lang);
    wanted.push({ id: tie.id, text, ...at, radius: -4, width: textWidth(ctx, font, text), height: 14 });
  }
  const texts = new Map(wanted.map((each) => [each.id, each.text]));
  const centred = wanted.map((each) => ({ ...each, x: each.x - each.width / 2 }));
  ctx.font = font;
  ctx.fillStyle = scene.emphasis.strong.size ? colours.accent : colours.faint;
  for (const spot of place(centred, taken)) {
    ctx.strokeText(texts.get(spot.id), spot.x, spot.y);
    ctx.fillText(texts.get(spot.id), spot.x, spot.y);
  }
}
