/** The map's picture as an SVG file. */

import { growth } from "./canvas.js";
import { control, tip } from "./geometry.js";
import { FONT } from "./palette.js";
import { lineOf } from "./scene.js";
import { shape } from "./shapes.js";

/** @param {import("./canvas.js").Frame} frame @param {any[]} labels as placed on the screen @param {string} caption */
export function svgOf(frame, labels, caption) {
  const { width, height, scene, colours, scale } = frame;
  const unit = growth(scale) * scale;
  const point = (/** @type {Entity} */ entity) => frame.toScreen(frame.at(entity));
  const chosen = scene.emphasis;
  const faded = (/** @type {boolean} */ within) => (!chosen || within ? "" : ' opacity=".15"');
  const lines = scene.ties.map((tie) => {
    const [from, to] = [point(tie.subject), point(tie.object)];
    const bend = scene.bend.get(tie.id) ?? 0;
    const via = control(from, to, bend);
    const line = lineOf(tie);
    const within = Boolean(chosen?.ties.has(tie));
    const colour = chosen?.strong.has(tie) ? colours.accent : within ? colours.ink : colours.line;
    const head = !tie.relation.symmetric && within ? arrow(tip(from, to, bend, scene.radius(tie.object) * unit), 6, colour) : "";
    const dashes = line.dashes ? ` stroke-dasharray="${line.dashes.join(" ")}"` : "";
    return `<g${faded(within)}><path d="M${at(from)}Q${at(via)} ${at(to)}" fill="none" stroke="${text(colour)}" stroke-width="${line.width.toFixed(2)}" stroke-opacity="${line.opacity}"${dashes}/>${head}</g>`;
  });
  const signs = scene.entities.map((entity) => {
    const { x, y } = point(entity);
    const radius = scene.radius(entity) * unit;
    return `<path${faded(Boolean(chosen?.entities.has(entity)))} transform="translate(${at({ x, y })}) scale(${radius.toFixed(2)})" d="${shape(entity.cls.shape)}" fill="${text(scene.colour(entity))}" stroke="${text(colours.paper)}" stroke-width="${(2 / radius).toFixed(3)}"><title>${text(scene.name(entity))}</title></path>`;
  });
  const names = labels.map((label) => {
    const size = /(\d+)px/.exec(label.font)?.[1] ?? "12";
    return `<text x="${label.x.toFixed(1)}" y="${label.y.toFixed(1)}" font-size="${size}" dominant-baseline="central" stroke="${text(colours.paper)}" stroke-width="3.5" stroke-linejoin="round" paint-order="stroke" fill="${text(colours.ink)}">${text(label.text)}</text>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height + 34}" width="${width}" height="${height + 34}" font-family="${text(FONT)}">`,
    `<rect width="100%" height="100%" fill="${text(colours.paper)}"/>`,
    ...lines, ...signs, ...names,
    `<text x="16" y="${height + 20}" font-size="12" fill="${text(colours.faint)}">${text(caption)}</text>`,
    "</svg>",
  ].join("\n");
}

/** @param {{ x: number, y: number }} point */
function at({ x, y }) {
  return `${x.toFixed(1)} ${y.toFixed(1)}`;
}

/** @param {{ x: number, y: number, angle: number }} tip @param {number} size @param {string} colour */
function arrow(tip, size, colour) {
  const turn = ((tip.angle * 180) / Math.PI).toFixed(1);
  return `<path transform="translate(${at(tip)}) rotate(${turn})" d="M0 0L${-size * 1.5} ${size * 0.55}L${-size * 1.15} 0L${-size * 1.5} ${-size * 0.55}Z" fill="${text(colour)}"/>`;
}

/** @param {string} raw */
export function text(raw) {
  return raw.replace(/[<>&"']/g, (char) => `&#${char.charCodeAt(0)};`).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "");
}
