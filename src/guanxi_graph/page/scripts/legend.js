/** The legend below a drawing: the classes that are drawn, what the lines mean, and whose picture it is. */

import { creditOf } from "./faces.js";
import { label, nameOf } from "./names.js";
import { shape } from "./shapes.js";
import { t } from "./strings.js";
import { tag, text } from "./svg.js";

const [EDGE, ROW, GAP, SIGN, LINE] = [16, 20, 18, 20, 16];
const DOT = " · ";
/** @type {Record<string, { width: number, dashes?: string }>} */
const LINES = {
  solid: { width: 1.6 }, dashed: { width: 1.6, dashes: "7 5" }, dotted: { width: 1.6, dashes: "1.5 4" },
  joined: { width: 1, dashes: "3 3" },
};

/** @typedef {{ sign: string, words: string, wide: number }} Item what stands before the words, and how wide it is */

/** @param {import("./canvas.js").Frame} frame @param {Entity[]} entities @param {string} caption
 * @param {Entity[]} pictured whose pictures are to be credited @returns {{ content: string, height: number }} */
export function legendRows(frame, entities, caption, pictured) {
  const { colours, width, lang } = frame;
  const classes = [...new Set(entities.map((entity) => entity.cls))].filter(({ id }) => id).sort((a, b) => a.n - b.n);
  const items = [
    ...classes.map((cls) => ({ sign: ofClass(cls), words: label(cls.labels, lang), wide: SIGN })),
    ...kindsOf(frame).map((kind) => ({ sign: ofLine(kind, colours.line), words: t(lang, kind), wide: 40 })),
  ];
  const rows = broken(frame, items, width - 2 * EDGE);
  const drawn = rows.flatMap((row, place) => row.map(({ item, x }) => tag(
    "g", { transform: `translate(${(EDGE + x).toFixed(1)} ${EDGE + place * ROW})` },
    item.sign + words(item.wide, 4, item.words, colours.ink),
  )));
  const foot = EDGE + rows.length * ROW + 10;
  const lines = [...wrapped(frame, caption.split(DOT)), ...wrapped(frame, credits(frame, pictured))].filter(Boolean);
  const told = lines.map((line, place) => words(EDGE, foot + place * LINE, line, colours.faint));
  return { content: [...drawn, ...told].join(""), height: foot + (lines.length - 1) * LINE + 12 };
}

/** Whose the pictures are. @param {import("./canvas.js").Frame} frame @param {Entity[]} pictured */
function credits({ lang }, pictured) {
  const said = pictured.flatMap((entity) => (entity.portrait ? `${nameOf(entity, lang)}: ${creditOf(entity.portrait)}` : []));
  return said.length ? [t(lang.one, "pictures"), ...said] : [];
}

/** In as many lines as it takes. @param {import("./canvas.js").Frame} frame @param {string[]} parts */
function wrapped(frame, parts) {
  const items = parts.map((words) => ({ sign: "", words, wide: 0 }));
  return broken(frame, items, frame.width - 2 * EDGE).map((row) => row.map(({ item }) => item.words).join(DOT));
}

/** What the lines may mean; that two are joined only where some are. @param {import("./canvas.js").Frame} frame */
function kindsOf({ scene }) {
  const joined = scene.lines.some((line) => line.joins.length);
  return Object.keys(LINES).filter((kind) => kind !== "joined" || joined);
}

/** Into rows of that width. @param {import("./canvas.js").Frame} frame @param {Item[]} items @param {number} room */
function broken({ ctx, colours }, items, room) {
  ctx.save();
  ctx.font = `12px ${colours.font}`;
  /** @type {{ item: Item, x: number }[][]} */
  const rows = [[]];
  let x = 0;
  for (const item of items) {
    const width = item.wide + ctx.measureText(item.words).width;
    if (x && x + width > room) {
      rows.push([]);
      x = 0;
    }
    rows[rows.length - 1].push({ item, x });
    x += width + GAP;
  }
  ctx.restore();
  return rows;
}

/** @param {Cls} cls */
function ofClass(cls) {
  return tag("path", { transform: "translate(7 0) scale(6)", d: shape(cls.shape), fill: cls.colours[0] });
}

/** @param {string} kind @param {string} stroke */
function ofLine(kind, stroke) {
  const { width, dashes } = LINES[kind];
  return tag("path", { d: "M0 0H32", stroke, "stroke-width": width, "stroke-dasharray": dashes });
}

/** @param {number} x @param {number} y @param {string} said @param {string} fill */
function words(x, y, said, fill) {
  return tag("text", { x, y, fill }, text(said));
}
