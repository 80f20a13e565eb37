/** The bars of the band of years: how many ties began in each, as high as they are many. */

import { yearMark } from "./dates.js";
import { fill, h } from "./dom.js";

/** More bars than this are too thin to be told apart. */
const MOST_BARS = 200;
const HIGH = 40;
/** A year that is written takes this part of the band. */
const ROOM = 0.06;

/** @typedef {{ from: number, to: number, n: number }} Bin years, and how many ties began in them */

/** A bar a year, or for several years where the band is long.
 * @param {ArrayLike<number>} counts by year @param {number} first the first year @returns {Bin[]} */
export function binned(counts, first) {
  const width = Math.ceil(counts.length / MOST_BARS);
  /** @type {Bin[]} */
  const bins = [];
  for (let start = 0; start < counts.length; start += width) {
    const end = Math.min(start + width, counts.length);
    let n = 0;
    for (let place = start; place < end; place += 1) n += counts[place];
    bins.push({ from: first + start, to: first + end - 1, n });
  }
  return bins;
}

/** @param {Bin[]} bins */
export function highest(bins) {
  return bins.reduce((found, { n }) => Math.max(found, n), 0);
}

/** @param {any} place @param {Bin[]} bins @param {[number, number]} years @param {Language} lang */
export function drawBars(place, bins, [low, high], lang) {
  const most = highest(bins) || 1;
  const width = 100 / bins.length;
  const bar = (/** @type {Bin} */ { from, to, n }, /** @type {number} */ at) => {
    // One tie beside two hundred can still be seen.
    const height = n ? Math.max(1, (n / most) * HIGH) : 0.6;
    const within = to >= low && from <= high;
    return h(`svg:rect${within ? ".within" : ""}`,
      { x: at * width + width * 0.12, y: HIGH - height, width: width * 0.76, height },
      h("svg:title", {}, `${yearsInWords(from, to, lang)}: ${n}`));
  };
  const box = { viewBox: `0 0 100 ${HIGH}`, preserveAspectRatio: "none", "aria-hidden": "true" };
  fill(place, h("svg:svg", box, bins.map(bar)));
}

/** What the bars say, for those who do not see them. @param {Bin[]} bins @param {Language} lang */
export function barsInWords(bins, lang) {
  return bins.filter(({ n }) => n).map(({ from, to, n }) => `${yearsInWords(from, to, lang)}: ${n}`).join(", ");
}

/** @param {number} from @param {number} to @param {Language} lang */
export function yearsInWords(from, to, lang) {
  return [...new Set([from, to])].map((year) => yearMark(year, lang.one)).join(" – ");
}

/** At most eight or so round years; before Christ those are round as they are said.
 * @param {number} first @param {number} last @returns {number[]} */
export function roundYears(first, last) {
  const rough = (last - first) / 8;
  const step = rough <= 1 ? 1 : rough <= 2 ? 2 : Math.ceil(rough / 5) * 5;
  const multiples = (/** @type {number} */ low, /** @type {number} */ high) => {
    const start = Math.ceil(low / step);
    return Array.from({ length: Math.max(0, Math.floor(high / step) - start + 1) }, (_, place) => (start + place) * step);
  };
  const before = multiples(Math.max(1, 1 - last), 1 - first).map((said) => 1 - said).reverse();
  return [...before, ...multiples(Math.max(1, first), last)];
}

/** The years that are marked below a band, but for those too near to what is said there already.
 * @param {number} first @param {number} last @param {Language} lang @param {number[]} [said] years */
export function marks(first, last, lang, said = []) {
  const isNear = (/** @type {number} */ year) => said.some((other) => Math.abs(other - year) < (last - first) * ROOM);
  return roundYears(first, last).filter((year) => !isNear(year)).map((year) => {
    const mark = h("span", {}, yearMark(year, lang.one));
    mark.style.left = `${((year - first + 0.5) / (last - first + 1)) * 100}%`;
    return mark;
  });
}
