/** The view as one drawing, for files and for print: in light colours, at any size, with a legend. */

import { lineNames, placedLabels } from "./captions.js";
import { faceOf, INNER, placeOf } from "./faces.js";
import { control, tip } from "./geometry.js";
import { legendRows } from "./legend.js";
import { lookOf } from "./lines.js";
import { tongueOf } from "./names.js";
import { palette } from "./palette.js";
import { regions } from "./regions.js";
import { makeScene } from "./scene.js";
import { pane, shape } from "./shapes.js";
import { growth } from "./signs.js";
import { Outline, tag, text } from "./svg.js";

/** vis-network's lines are so much wider than what they are given. */
const WIDER = 1.2;

/** @typedef {import("./canvas.js").Frame} Frame */

/** The picture that is seen, in a frame of another size; its height is that of the picture without the legend.
 * @param {App} app @param {Frame} seen @param {{ width: number, height: number, caption: string }} asked
 * @returns {{ svg: string, width: number, height: number }} */
export function drawingOf(app, seen, { width, height, caption }) {
  const frame = reframed(app, seen, width, height);
  const { colours, scene } = frame;
  const pictured = scene.entities.filter((entity) => faceOf(entity, scene.radius(entity) * unit(frame)));
  const legend = legendRows(frame, scene.entities, caption, pictured);
  const whole = height + legend.height;
  const labels = placedLabels(frame);
  const content = [
    tag("rect", { width, height: whole, fill: colours.paper }),
    ...panes(pictured),
    ...ground(frame),
    ...(scene.regions && !scene.emphasis ? soft(frame) : []),
    ...scene.lines.map((each) => stroke(frame, each)),
    ...scene.entities.map((entity) => sign(frame, entity)),
    ...labels.map((label) => name(frame, label)),
    ...lineNames(frame, labels.map((label) => label.box)).map((spot) => said(frame, spot)),
    tag("rect", { y: height, width, height: legend.height, fill: colours.panel }),
    tag("g", { transform: `translate(0 ${height})`, "font-size": 12 }, legend.content),
  ];
  const size = { viewBox: `0 0 ${width} ${whole}`, width, height: whole };
  const svg = tag("svg", { xmlns: "http://www.w3.org/2000/svg", "xml:lang": app.lang.tag, ...size, "font-family": colours.font }, content.join("\n"));
  return { svg, width, height: whole };
}

/** @param {App} app @param {Frame} seen @param {number} width @param {number} height @returns {Frame} */
function reframed(app, seen, width, height) {
  const larger = Math.min(width / seen.width, height / seen.height);
  const scale = seen.scale * larger;
  const middle = seen.toMap({ x: seen.width / 2, y: seen.height / 2 });
  return {
    ...seen, width, height, scale,
    scene: makeScene({ ...app, dark: false }), colours: palette("light"), hovered: null, covered: [],
    toScreen: ({ x, y }) => ({ x: width / 2 + (x - middle.x) * scale, y: height / 2 + (y - middle.y) * scale }),
  };
}

/** @param {Frame} frame @param {Entity} entity */
function placed(frame, entity) {
  return frame.toScreen(frame.at(entity));
}

/** The land, once in the file however often it is seen. @param {Frame} frame */
function ground({ scene, colours, scale, toScreen }) {
  if (!scene.ground) return [];
  const { x, y } = toScreen({ x: 0, y: 0 });
  const [first, ...others] = scene.ground.copies.map((copy) => `translate(${x} ${y}) scale(${scale}) matrix(${copy.join(" ")})`);
  return [
    tag("defs", {}, tag("path", { id: "land", d: scene.ground.path, fill: colours.land })),
    ...[first, ...others].map((transform) => tag("use", { href: "#land", transform })),
  ];
}

/** @param {Frame} frame */
function soft(frame) {
  const { scene, colours, scale } = frame;
  const reach = 46 * Math.min(scale, scale ** 0.2); // as on the screen
  const found = regions(scene.lines, scene.entities, (entity) => placed(frame, entity), reach, () => new Outline());
  return found.map(({ circle, path }) =>
    tag("path", { d: path.text, fill: colours.circles[circle % colours.circles.length] }));
}

/** @param {Frame} frame @param {Line} line */
function stroke(frame, line) {
  const { scene, colours } = frame;
  const [from, to] = [placed(frame, line.from), placed(frame, line.to)];
  const look = lookOf(line);
  const within = Boolean(scene.emphasis?.lines.has(line));
  const strong = Boolean(scene.emphasis?.strong.has(line));
  const colour = strong ? colours.accent : within ? colours.ink : colours.line;
  const width = within ? (look.width + (strong ? 1.6 : 0.3)) * unit(frame) : look.width * WIDER * frame.scale;
  const path = tag("path", {
    d: `M${at(from)}Q${at(control(from, to, line.bend))} ${at(to)}`, fill: "none", stroke: colour,
    "stroke-width": width.toFixed(2), "stroke-opacity": strong ? 1 : within ? Math.max(0.4, look.opacity * 0.8) : look.opacity,
    "stroke-dasharray": look.dashes?.map((each) => (each * unit(frame)).toFixed(1)).join(" "),
  });
  return tag("g", { opacity: faded(frame, within) }, path + (within ? arrows(frame, line, look, colour) : ""));
}

/** @param {Frame} frame @param {Line} line @param {ReturnType<typeof lookOf>} look @param {string} colour */
function arrows(frame, line, look, colour) {
  const [from, to] = [placed(frame, line.from), placed(frame, line.to)];
  const size = (5 + look.width) * unit(frame);
  const radius = (/** @type {Entity} */ entity) => frame.scene.radius(entity) * unit(frame);
  const ahead = look.ahead ? arrow(tip(from, to, line.bend, radius(line.to)), size, colour) : "";
  return ahead + (look.back ? arrow(tip(to, from, -line.bend, radius(line.from)), size, colour) : "");
}

/** @param {Frame} frame @param {Entity} entity */
function sign(frame, entity) {
  const { scene, colours } = frame;
  const radius = scene.radius(entity) * unit(frame);
  const rim = (/** @type {number} */ wide) => ((2 * wide * unit(frame)) / radius).toFixed(3);
  const d = shape(entity.cls.shape);
  const marked = entity.id === frame.selected || scene.emphasis?.marked?.has(entity);
  const ring = marked &&
    tag("path", { d, fill: colours.accent, stroke: colours.accent, "stroke-width": rim(3.5) });
  const drawn = tag("path", {
    d, fill: scene.colour(entity, colours), stroke: colours.paper, "stroke-width": rim(1.5), "paint-order": "stroke",
  }, tag("title", {}, text(scene.name(entity))));
  const face = faceOf(entity, radius);
  return tag("g", {
    opacity: faded(frame, Boolean(scene.emphasis?.entities.has(entity))),
    transform: `translate(${at(placed(frame, entity))}) scale(${radius.toFixed(2)})`, "stroke-linejoin": "round",
  }, (ring || "") + drawn + (face ? portrait(face, entity) : ""));
}

/** @param {HTMLImageElement} face @param {Entity} entity */
function portrait(face, { cls }) {
  const image = tag("image", { href: face.src, ...placeOf(face) });
  const ground = tag("path", { d: pane(cls.shape), fill: "#fff" });
  return tag("g", { transform: `scale(${INNER})`, "clip-path": `url(#${paneId(cls)})` }, ground + image);
}

/** Once in the file for each class of which a picture is drawn. @param {Entity[]} entities */
function panes(entities) {
  const classes = new Set(entities.map(({ cls }) => cls));
  const clip = (/** @type {Cls} */ cls) => tag("clipPath", { id: paneId(cls) }, tag("path", { d: pane(cls.shape) }));
  return classes.size ? [tag("defs", {}, [...classes].map(clip).join(""))] : [];
}

/** @param {Cls} cls */
function paneId({ n }) {
  return `pane-${n}`;
}

/** @param {Frame} frame @param {ReturnType<typeof placedLabels>[number]} label */
function name({ colours, lang }, label) {
  const [, weight, size] = /(\d+) (\d+)px/.exec(label.font) ?? ["", "400", "12"];
  return written(colours, label, { "xml:lang": tongueOf(label.entity, lang), "font-size": size, "font-weight": weight, fill: colours.ink });
}

/** @param {Frame} frame @param {{ x: number, y: number, text: string }} spot */
function said({ colours, scene }, spot) {
  const fill = scene.emphasis?.strong.size ? colours.accent : colours.faint;
  return written(colours, spot, { "font-size": 11, "font-style": "italic", fill });
}

/** @param {any} colours @param {{ x: number, y: number, text: string }} place @param {Record<string, any>} look */
function written(colours, { x, y, text: words }, look) {
  return tag("text", {
    x: x.toFixed(1), y: y.toFixed(1), "dominant-baseline": "central", ...look,
    stroke: colours.paper, "stroke-width": 3.5, "stroke-linejoin": "round", "paint-order": "stroke",
  }, text(words));
}

/** @param {{ x: number, y: number, angle: number }} tip @param {number} size @param {string} fill */
function arrow(tip, size, fill) {
  const turn = ((tip.angle * 180) / Math.PI).toFixed(1);
  const [long, wide] = [(size * 1.5).toFixed(1), (size * 0.55).toFixed(1)];
  const d = `M0 0L-${long} ${wide}L-${(size * 1.15).toFixed(1)} 0L-${long} -${wide}Z`;
  return tag("path", { transform: `translate(${at(tip)}) rotate(${turn})`, d, fill });
}

/** What is not brought forward steps back. @param {Frame} frame @param {boolean} within */
function faded({ scene }, within) {
  return !scene.emphasis || within ? null : 0.2;
}

/** @param {Frame} frame */
function unit({ scale }) {
  return growth(scale) * scale;
}

/** @param {{ x: number, y: number }} point */
function at({ x, y }) {
  return `${x.toFixed(1)} ${y.toFixed(1)}`;
}
