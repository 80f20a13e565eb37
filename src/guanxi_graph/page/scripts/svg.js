/** The map's picture as an SVG file. */

import { control, tip } from "./geometry.js";
import { lookOf } from "./lines.js";
import { shape } from "./shapes.js";
import { growth } from "./signs.js";

const FOOT = 34;

/** @typedef {import("./canvas.js").Frame} Frame */

/** @param {Frame} frame @param {any[]} labels as placed on the screen @param {string} caption */
export function svgOf(frame, labels, caption) {
  const { width, height, scene, colours } = frame;
  const size = { viewBox: `0 0 ${width} ${height + FOOT}`, width, height: height + FOOT };
  return tag("svg", { xmlns: "http://www.w3.org/2000/svg", ...size, "font-family": colours.font }, [
    tag("rect", { width: "100%", height: "100%", fill: colours.paper }),
    ...scene.lines.map((each) => stroke(frame, each)),
    ...scene.entities.map((entity) => sign(frame, entity)),
    ...labels.map((label) => name(frame, label)),
    tag("text", { x: 16, y: height + 20, "font-size": 12, fill: colours.faint }, text(caption)),
  ].join("\n"));
}

/** @param {Frame} frame @param {Line} line */
function stroke(frame, line) {
  const { scene, colours } = frame;
  const [from, to] = [line.from, line.to].map((entity) => frame.toScreen(frame.at(entity)));
  const { bend } = line;
  const look = lookOf(line);
  const within = Boolean(scene.emphasis?.lines.has(line));
  const colour = scene.emphasis?.strong.has(line) ? colours.accent : within ? colours.ink : colours.line;
  const path = tag("path", {
    d: `M${at(from)}Q${at(control(from, to, bend))} ${at(to)}`, fill: "none", stroke: colour,
    "stroke-width": look.width.toFixed(2), "stroke-opacity": look.opacity, "stroke-dasharray": look.dashes?.join(" "),
  });
  const ahead = within && look.ahead ? arrow(tip(from, to, bend, scene.radius(line.to) * unit(frame)), 6, colour) : "";
  const back = within && look.back ? arrow(tip(to, from, -bend, scene.radius(line.from) * unit(frame)), 6, colour) : "";
  return tag("g", { opacity: faded(frame, within) }, path + ahead + back);
}

/** @param {Frame} frame @param {Entity} entity */
function sign(frame, entity) {
  const { scene, colours } = frame;
  const radius = scene.radius(entity) * unit(frame);
  return tag("path", {
    opacity: faded(frame, Boolean(scene.emphasis?.entities.has(entity))),
    transform: `translate(${at(frame.toScreen(frame.at(entity)))}) scale(${radius.toFixed(2)})`,
    d: shape(entity.cls.shape), fill: scene.colour(entity, colours),
    stroke: colours.paper, "stroke-width": (2 / radius).toFixed(3),
  }, tag("title", {}, text(scene.name(entity))));
}

/** @param {Frame} frame @param {any} label */
function name({ colours }, label) {
  return tag("text", {
    x: label.x.toFixed(1), y: label.y.toFixed(1), "font-size": /(\d+)px/.exec(label.font)?.[1] ?? "12",
    "dominant-baseline": "central", stroke: colours.paper, "stroke-width": 3.5, "stroke-linejoin": "round",
    "paint-order": "stroke", fill: colours.ink,
  }, text(label.text));
}

/** @param {{ x: number, y: number, angle: number }} tip @param {number} size @param {string} fill */
function arrow(tip, size, fill) {
  const turn = ((tip.angle * 180) / Math.PI).toFixed(1);
  const d = `M0 0L${-size * 1.5} ${size * 0.55}L${-size * 1.15} 0L${-size * 1.5} ${-size * 0.55}Z`;
  return tag("path", { transform: `translate(${at(tip)}) rotate(${turn})`, d, fill });
}

/** What is not brought forward steps back. @param {Frame} frame @param {boolean} within */
function faded({ scene }, within) {
  return !scene.emphasis || within ? null : 0.15;
}

/** @param {Frame} frame */
function unit({ scale }) {
  return growth(scale) * scale;
}

/** @param {{ x: number, y: number }} point */
function at({ x, y }) {
  return `${x.toFixed(1)} ${y.toFixed(1)}`;
}

/** @param {string} name @param {Record<string, string | number | null | undefined>} attributes null is left out
 * @param {string} [content] */
function tag(name, attributes, content = "") {
  const given = Object.entries(attributes).filter(([, value]) => value !== null && value !== undefined);
  const opening = [name, ...given.map(([key, value]) => `${key}="${text(String(value))}"`)].join(" ");
  return content ? `<${opening}>${content}</${name}>` : `<${opening}/>`;
}

/** @param {string} raw */
export function text(raw) {
  const escaped = raw.replace(/[<>&"']/g, (char) => `&#${char.charCodeAt(0)};`);
  return escaped.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "");
}
