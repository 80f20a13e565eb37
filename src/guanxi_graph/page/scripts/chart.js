/** Figures of one definition and unit over time, as a small dated chart. */

import { spell, yearMark } from "./dates.js";
import { h } from "./dom.js";
import { isAside } from "./model.js";
import { valueWords } from "./sentences.js";

const WIDTH = 320;
const HEIGHT = 124;
const EDGE = { left: 10, right: 14, top: 22, bottom: 22 };
/** How wide a letter and a Chinese character of a value are at most. */
const LETTER = [6.2, 11];

/** @typedef {{ claim: Claim, x: number, y: number, words: string }} Point */

/** @param {App} app @param {Claim[]} figures of one definition and unit, in the order of time */
export function chart(app, figures) {
  const first = Math.floor(figures[0].middle);
  const last = Math.floor(figures[figures.length - 1].middle) + 1;
  const most = figures.reduce((high, claim) => Math.max(high, Number(claim.value)), 0) || 1;
  const [wide, high] = [WIDTH - EDGE.left - EDGE.right, HEIGHT - EDGE.top - EDGE.bottom];
  const x = (/** @type {number} */ year) => EDGE.left + ((year - first) / (last - first)) * wide;
  const y = (/** @type {number} */ value) => HEIGHT - EDGE.bottom - (value / most) * high;
  const points = figures.map((claim) =>
    ({ claim, x: x(claim.middle), y: y(Number(claim.value)), words: valueWords(app, claim) }));
  const line = points.filter((point) => !isAside(point.claim));
  return h(
    "svg:svg.chart", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": told(app, points) },
    h("svg:line.axis", { x1: EDGE.left - 4, x2: WIDTH - EDGE.right + 4, y1: y(0), y2: y(0) }),
    ticks(first, last).map((year) => h("svg:text.tick", { x: x(year + 0.5), y: HEIGHT - 6 }, yearMark(year, app.lang.one))),
    line.length > 1 && h("svg:polyline.series", { points: line.map((point) => `${point.x},${point.y}`).join(" ") }),
    points.map((point) => h("svg:line.stem", { x1: point.x, x2: point.x, y1: y(0), y2: point.y })),
    points.map((point) =>
      h(`svg:circle.dot${isAside(point.claim) ? ".set-aside" : ""}`, { cx: point.x, cy: point.y, r: 4 })),
    labels(points).map(({ words, at }) => h("svg:text.value", at, words)),
  );
}

/** @param {App} app @param {Point[]} points */
function told(app, points) {
  return points.map(({ claim, words }) => `${spell(claim.at, app.lang.one)}: ${words}`).join("; ");
}

/** At most five years below the axis. @param {number} first @param {number} last */
function ticks(first, last) {
  const step = Math.ceil((last - first) / 5);
  return Array.from({ length: Math.ceil((last - first) / step) }, (_, place) => first + place * step);
}

/** The values beside the first, the last and the largest point; each inside of the drawing and clear of the others.
 * @param {Point[]} points */
function labels(points) {
  const highest = points.reduce((high, point) => (point.y < high.y ? point : high));
  const named = points.length <= 3 ? points : [...new Set([points[0], highest, points[points.length - 1]])];
  /** @type {{ left: number, right: number, y: number }[]} */
  const taken = [];
  return named.map(({ x, y, words }) => {
    const width = [...words].reduce((sum, letter) => sum + LETTER[Number(letter > "\u2e80")], 0);
    const left = Math.max(2, Math.min(x - width / 2, WIDTH - width - 2));
    let height = y - 8;
    const clashes = () => taken.some((other) =>
      left < other.right && left + width > other.left && Math.abs(other.y - height) < 12);
    while (height > 10 && clashes()) height -= 12;
    taken.push({ left, right: left + width, y: height });
    return { words, at: { x: left, y: height } };
  });
}
