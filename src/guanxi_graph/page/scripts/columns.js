/** The document's columns, as `packed.py` writes them. */

/** @type {any} */
const NONE = Object.freeze([]);

/** All columns of some rows, those in which values are numbered as lists. @param {Record<string, any>} columns
 * @returns {any} */
export function unpacked(columns) {
  return Object.fromEntries(Object.entries(columns).map(([name, told]) => [name, column(told)]));
}

/** @param {any} told a list, a mapping from places, or each value once and which stands where */
function column(told) {
  const { values, places, size } = told;
  if (!Array.isArray(values)) return told;
  return places ? places.map((/** @type {number} */ place) => values[place]) : Array(size).fill(values[0]);
}

/** A list of which one thing alone may be written as the thing. @param {any} told @returns {any[]} */
export function listed(told) {
  return Array.isArray(told) ? told : told === undefined || told === null ? NONE : [told];
}
