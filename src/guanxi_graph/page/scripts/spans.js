/** Where the bar of a claim stands on an axis of years. What may hold and what surely held was decided with the map. */

import { FOREVER } from "./bundles.js";
import { isDated } from "./filters.js";

/** @typedef {{ left: number, width: number }} Stretch in per cent of the axis
 * @typedef {{ may: Stretch, sure: Stretch | null, openStart: boolean, openEnd: boolean }} Bar */

/** The first and the last year that the claims tell of; null of claims without dates.
 * @param {Claim[]} claims @returns {[number, number] | null} */
export function axisOf(claims) {
  const told = claims.flatMap(({ from, to, sure }) => [from, to, ...(sure ?? [])]);
  const years = /** @type {number[]} */ (told.filter((year) => year !== null && year !== FOREVER));
  return years.length ? years.reduce(([low, high], year) => [Math.min(low, year), Math.max(high, year)],
    [years[0], years[0]]) : null;
}

/** What has no known start begins at the edge of the axis, what has no known end reaches to its other.
 * @param {Claim} claim @param {[number, number]} axis @returns {Bar | null} */
export function barOf(claim, [first, last]) {
  if (!isDated(claim)) return null;
  const { from, to, sure } = claim;
  const openEnd = to === null || to === FOREVER;
  const stretch = (/** @type {number} */ start, /** @type {number} */ end) => {
    const whole = last - first + 1;
    return { left: ((start - first) / whole) * 100, width: ((end - start + 1) / whole) * 100 };
  };
  return {
    may: stretch(from ?? first, openEnd ? last : to),
    sure: sure && stretch(...sure),
    openStart: from === null,
    openEnd,
  };
}

/** In the order of time, what has no date last. @param {Claim} a @param {Claim} b */
export function byStart(a, b) {
  const year = (/** @type {Claim} */ { from, to }) => from ?? to ?? Infinity;
  return (year(a) === year(b) ? 0 : year(a) - year(b)) || a.n - b.n;
}
