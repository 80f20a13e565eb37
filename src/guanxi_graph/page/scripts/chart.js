/** Figures of one definition and unit over time, as a small dated chart. */

import { decimalYear, spell } from "./dates.js";
import { h } from "./dom.js";
import { valueWords } from "./sentences.js";
import { sentences } from "./strings.js";

const WIDTH = 320;
const HEIGHT = 118;
const EDGE = { left: 10, right: 62, top: 16, bottom: 22 };

/** @param {App} app @param {Claim[]} figures of one definition and unit */
export function chart(app, figures) {
  const points = figures
    .map((claim) => ({ claim, year: decimalYear(claim.at || claim.start), value: Number(claim.value) }))
    .sort((a, b) => a.year - b.year || a.value - b.value);
  const [low, high] = span(points.map((point) => point.year));
  const most = Math.max(...points.map((point) => point.value));
  const x = (/** @type {number} */ year) => EDGE.left + ((year - low) / (high - low)) * (WIDTH - EDGE.left - EDGE.right);
  const y = (/** @type {number} */ value) => HEIGHT - EDGE.bottom - (value / most) * (HEIGHT - EDGE.top - EDGE.bottom);
  const line = points.filter((point) => point.claim.rank > 0);
  const words = points.map((point) => `${spell(point.claim.at, sentences(app.lang))}: ${valueWords(app, point.claim)}`).join("; ");
  return h(
    "svg:svg.chart", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": words },
    h("svg:line.axis", { x1: EDGE.left - 4, x2: WIDTH - EDGE.right + 4, y1: y(0), y2: y(0) }),
    ticks(low, high).map((year) => h("svg:text.tick", { x: x(year + 0.5), y: HEIGHT - 6 }, year)),
    line.length > 1 && h("svg:polyline.series", { points: line.map((point) => `${x(point.year)},${y(point.value)}`).join(" ") }),
    points.map((point) => h("svg:line.stem", { x1: x(point.year), x2: x(point.year), y1: y(0), y2: y(point.value) })),
    points.map((point) => h(`svg:circle.dot${point.claim.rank ? "" : ".set-aside"}`, { cx: x(point.year), cy: y(point.value), r: 4 })),
    values(app, points).map(({ point, shift }) =>
      h("svg:text.value", { x: x(point.year) + 8, y: y(point.value) + 4 + shift }, valueWords(app, point.claim))),
  );
}

/** @param {number[]} years @returns {[number, number]} */
function span(years) {
  const low = Math.floor(Math.min(...years));
  const high = Math.floor(Math.max(...years)) + 1;
  return [low, high];
}

/** At most five years below the axis. @param {number} low @param {number} high */
function ticks(low, high) {
  const step = Math.ceil((high - low) / 5);
  const found = [];
  for (let year = low; year < high; year += step) found.push(year);
  return found;
}

/** The values written beside the last and the largest point, and few others. @param {App} _app @param {any[]} points */
function values(_app, points) {
  if (points.length <= 3) return points.map((point, n) => ({ point, shift: n && points[n - 1].year === point.year ? -12 : 0 }));
  const largest = points.reduce((a, b) => (b.value > a.value ? b : a));
  return [...new Set([points[0], largest, points[points.length - 1]])].map((point) => ({ point, shift: 0 }));
}
