/** The views that a map has: where nothing has coordinates there is none of the earth, where nothing is owned none of owners. */

/** Those that are drawn, on one canvas and with one camera. */
const DRAWN = ["map", "places", "owners"];

/** @param {Model} model @returns {string[]} */
export function viewsOf({ coordinates, holdings }) {
  return ["map", "table", "timeline", ...(coordinates.size ? ["places"] : []), ...(holdings.length ? ["owners"] : [])];
}

/** @param {State} state */
export function isDrawn({ view }) {
  return DRAWN.includes(view);
}
