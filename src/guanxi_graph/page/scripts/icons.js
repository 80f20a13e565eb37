/** Small drawings: the sign of a class, and those on buttons. */

import { h } from "./dom.js";
import { shape } from "./shapes.js";

/** The class's shape in its colours; the style sheet chooses the one for light or dark. @param {Cls} cls */
export function sign(cls) {
  const path = (/** @type {string} */ theme, /** @type {string} */ colour) =>
    h(`svg:path.on-${theme}`, { d: shape(cls.shape), fill: colour });
  return h(
    "svg:svg.sign", { viewBox: "-1.4 -1.4 2.8 2.8", "aria-hidden": "true", focusable: "false" },
    path("light", cls.colours[0]), path("dark", cls.colours[1]),
  );
}

/** @type {Record<string, string>} */
const DRAWINGS = {
  search: "M10.5 4a6.5 6.5 0 1 0 0 13a6.5 6.5 0 0 0 0-13M15.5 15.5L21 21",
  back: "M15 5l-7 7l7 7",
  forward: "M9 5l7 7l-7 7",
  close: "M6 6l12 12M18 6L6 18",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  fit: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5",
  play: "M8 5l11 7l-11 7z",
  pause: "M8 5v14M16 5v14",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z",
  sun: "M12 8a4 4 0 1 0 0 8a4 4 0 0 0 0-8M12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6L19 19M5 19l1.4-1.4M17.6 6.4L19 5",
  take: "M12 4v11M7 10l5 5l5-5M5 20h14",
  timeline: "M4 6h9M8 12h12M5 18h7",
  table: "M4 5h16v14H4zM4 10h16M4 14.5h16M10 5v14",
  map: "M6 6.5a2 2 0 1 0 .1 0M18 5a2 2 0 1 0 .1 0M14 17a2 2 0 1 0 .1 0M8 8l5 9M16 8l-2 9M8 8l8-1",
  filter: "M4 6h16M7 12h10M10 18h4",
  book: "M12 6c-2-1.5-5-2-8-2v14c3 0 6 .5 8 2c2-1.500 5-2 8-2V4c-3 0-6 .5-8 2zM12 6v14",
  help: "M9 9a3 3 0 1 1 4.500 2.600c-1 .6-1.500 1.200-1.500 2.400M12 17.800v.4",
  path: "M6 17a2 2 0 1 0 .1 0M18 3a2 2 0 1 0 .1 0M7.500 17.500L16.500 7",
  focus: "M12 9a3 3 0 1 0 0 6a3 3 0 0 0 0-6M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18",
  grow: "M12 9a3 3 0 1 0 0 6a3 3 0 0 0 0-6M12 3v3M12 18v3M3 12h3M18 12h3",
  hide: "M4 12c2-4 5-6 8-6s6 2 8 6c-2 4-5 6-8 6s-6-2-8-6M4 20L20 4",
  open: "M14 4h6v6M20 4l-9 9M18 14v6H4V6h6",
  warn: "M12 4l9 16H3zM12 10v4M12 17v.3",
};

/** What points along the line of writing. */
const ONWARD = new Set(["back", "forward"]);

/** @param {string} name */
export function icon(name) {
  return h(
    `svg:svg.icon${ONWARD.has(name) ? ".onward" : ""}`, { viewBox: "0 0 24 24", "aria-hidden": "true", focusable: "false" },
    h("svg:path", { d: DRAWINGS[name] ?? "" }),
  );
}
