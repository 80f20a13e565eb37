/** The views that a map has: where nothing has coordinates there is no view of the earth. */

/** Those that are drawn, on one canvas and with one camera. */
const DRAWN = ["map", "places"];

/** @param {Model} model @returns {string[]} */
export function viewsOf({ coordinates }) {
  return ["map", "table", "timeline", ...(coordinates.size ? ["places"] : [])];
}

/** @param {State} state */
export function isDrawn({ view }) {
  return DRAWN.includes(view);
}
