/** What is written on the map: names beside the signs, and what the lines say. */

import { span } from "./dates.js";
import { control } from "./geometry.js";
import { joinWords } from "./join-words.js";
import { place } from "./labels.js";
import { relationName } from "./names.js";
import { inPieces } from "./pieces.js";
import { growth } from "./signs.js";
import { t } from "./strings.js";

const MOST_LABELS = 420;
const WEIGHTY = 24;
const LONGEST = 26;
/** No more lines say what they are. */
const MOST_NAMED = 24;
/** Shorter lines have no room for it, in pixels. */
const SHORTEST = 70;

/** @typedef {import("./canvas.js").Frame} Frame */
/** @typedef {{ entity: Entity, font: string, text: string }} Label */

/** @type {Map<string, number>} */
const widths = new Map();

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
    const { size, ...label } = labelOf(frame, entity, must);
    known.set(entity.id, label);
    const box = { width: textWidth(ctx, label.font, label.text), height: size + 4 };
    wanted.push({ id: entity.id, x, y, radius, ...box, must, weighty: wanted.length < (scene.weighty ?? WEIGHTY) });
  }
  const spots = place(wanted, frame.covered, { left: 4, top: 4, right: width - 4, bottom: height - 4 });
  return spots.map((spot) => ({ ...spot, .../** @type {Label} */ (known.get(spot.id)) }));
}

/** @param {Frame} frame @param {Entity} entity @param {boolean} [whole] @returns {Label & { size: number }} */
function labelOf({ scene, colours }, entity, whole = false) {
  const radius = scene.radius(entity);
  const size = Math.round(Math.min(15, 11 + radius / 5));
  const font = `${whole || radius > 12 ? 600 : 450} ${size}px ${colours.font}`;
  return { entity, font, size, text: whole ? scene.name(entity) : shortened(scene.name(entity)) };
}

/** How wide names are, which takes long to find out, before the first are drawn. @param {Frame} frame */
export function measureNames(frame) {
  return inPieces(frame.scene.entities.slice(0, MOST_LABELS), (entity) => {
    const { font, text } = labelOf(frame, entity);
    textWidth(frame.ctx, font, text);
  });
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
export function drawCaptions(frame) {
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
  drawLineNames(frame, placed.map((label) => label.box));
  ctx.restore();
}

/** Where the signs stand on the screen that the names of lines leave free. @param {Frame} frame */
function dots({ scene, scale, toScreen, at }) {
  return [...(scene.emphasis?.entities ?? scene.entities)].map((entity) => {
    const { x, y } = toScreen(at(entity));
    const radius = scene.radius(entity) * growth(scale) * scale;
    return { left: x - radius, top: y - radius, right: x + radius, bottom: y + radius };
  });
}

/** What the brought-forward lines say, those of most ties first, where there is room: as placed beside what is taken.
 * @param {Frame} frame @param {import("./labels.js").Box[]} taken */
export function lineNames(frame, taken) {
  const { ctx, scene, lang } = frame;
  if (!scene.emphasis && !scene.named) return [];
  const { strong, lines } = scene.emphasis ?? { strong: new Set(), lines: scene.lines };
  const named = strong.size ? strong : lines;
  const wanted = [];
  const most = scene.named ? Infinity : MOST_NAMED;
  for (const line of [...named].sort((a, b) => b.ties.length - a.ties.length).slice(0, most)) {
    const [from, to] = [line.from, line.to].map((entity) => frame.toScreen(frame.at(entity)));
    if (Math.hypot(to.x - from.x, to.y - from.y) < SHORTEST) continue;
    const via = control(from, to, line.bend);
    const at = { x: (from.x + 2 * via.x + to.x) / 4, y: (from.y + 2 * via.y + to.y) / 4 };
    const text = lineName(line, lang);
    wanted.push({ id: line.id, text, ...at, radius: -4, width: textWidth(ctx, italic(frame), text), height: 14 });
  }
  const texts = new Map(wanted.map((each) => [each.id, each.text]));
  const centred = wanted.map((each) => ({ ...each, x: each.x - each.width / 2 }));
  return place(centred, [...taken, ...dots(frame)]).map((spot) => ({ ...spot, text: texts.get(spot.id) ?? "" }));
}

/** @param {Frame} frame */
function italic({ colours }) {
  return `italic 11px ${colours.font}`;
}

/** @param {Frame} frame @param {import("./labels.js").Box[]} taken */
function drawLineNames(frame, taken) {
  const { ctx, scene, colours } = frame;
  ctx.font = italic(frame);
  ctx.fillStyle = scene.emphasis?.strong.size ? colours.accent : colours.faint;
  for (const spot of lineNames(frame, taken)) {
    ctx.strokeText(spot.text, spot.x, spot.y);
    ctx.fillText(spot.text, spot.x, spot.y);
  }
}

/** The relation, and how often; of several relations the number alone; where a pair is opened, with the date.
 * @param {Line} line @param {Language} lang */
export function lineName({ id, ties, joins, words }, lang) {
  if (words) return words;
  if (joins.length) return joinWords(lang, joins[0], joins.length - 1);
  const [{ relation }] = ties;
  if (ties.some((tie) => tie.relation !== relation)) return t(lang, "ties", { n: ties.length });
  const name = relationName(relation, null, lang);
  if (ties.length > 1) return `${name} × ${ties.length}`;
  return id === ties[0].id ? `${name} ${span(ties[0])}`.trim() : name;
}
