/** What is to be drawn and how: shared by the canvas, the SVG and the print. */

import { bends } from "./geometry.js";
import { nameOf } from "./names.js";
import { selectedClaim, selectedEnds, selectedEntity } from "./selection.js";
import { sizes } from "./view.js";

/** @typedef {{ entities: Set<Entity>, ties: Set<Tie>, strong: Set<Tie> }} Emphasis */

/** @param {App} app */
export function makeScene(app) {
  const { model, state, view } = app;
  const size = sizes(model, state.size, view.passes);
  const small = innerWidth < 760 ? 0.7 : 1;
  const ordered = [...view.drawn].sort((a, b) => size[b.n] - size[a.n] || a.n - b.n);
  return {
    entities: ordered,
    ties: lines(view),
    bend: bends(lines(view)),
    emphasis: emphasis(app),
    /** Radius in pixels. @param {Entity} entity */
    radius: (entity) => (state.size === "same" ? 8 : 5 + 15 * size[entity.n]) * small,
    /** @param {Entity} entity */
    colour: (entity) => entity.cls.colours[app.dark ? 1 : 0],
    /** @param {Entity} entity */
    name: (entity) => nameOf(entity, app.lang),
  };
}

/** @typedef {ReturnType<typeof makeScene>} Scene */

/** How a tie's line looks: strength is width, confidence is how dark, derived is dashed, set aside is dotted.
 * @param {Tie} tie */
export function lineOf(tie) {
  return {
    width: 0.9 + 2.2 * tie.strength,
    opacity: tie.rank === 0 ? 0.4 : [0.35, 0.62, 0.85][tie.confidence],
    dashes: tie.rule ? [7, 5] : tie.rank === 0 ? [1.5, 4] : null,
  };
}

/** What leads back to where it comes from is listed, and is no line. @param {View} view */
function lines(view) {
  return view.ties.filter((tie) => tie.subject !== tie.object);
}

/** What the selection brings forward; null when nothing is selected. @param {App} app @returns {Emphasis | null} */
function emphasis({ model, state, view }) {
  if (view.routes.length) return ofRoutes(view);
  const ends = selectedEnds({ model, state }, "connect").filter((end) => end !== null);
  if (ends.length === 2) return { entities: new Set(ends), ties: new Set(), strong: new Set() };
  const claim = selectedClaim({ model, state });
  if (claim) return ofTies(view, claim.subject, claim.object, claim);
  const [one, other] = selectedEnds({ model, state }, "pair");
  if (one && other) return ofTies(view, one, other, null);
  const entity = selectedEntity({ model, state });
  if (!entity) return null;
  const ties = lines(view).filter((tie) => tie.subject === entity || tie.object === entity);
  const near = ties.flatMap((tie) => [tie.subject, tie.object]);
  return { entities: new Set([entity, ...near]), ties: new Set(ties), strong: new Set() };
}

/** @param {View} view @returns {Emphasis} */
function ofRoutes(view) {
  const drawn = new Set(view.ties);
  const hops = (/** @type {Route} */ route) => route.hops.flatMap((hop) => hop.ties).filter((tie) => drawn.has(tie));
  return {
    entities: new Set(view.routes.flatMap((route) => route.entities)),
    ties: new Set(view.routes.flatMap(hops)),
    strong: new Set(hops(view.routes[0])),
  };
}

/** @param {View} view @param {Entity} one @param {Entity | null} other @param {Claim | null} chosen
 * @returns {Emphasis} */
function ofTies(view, one, other, chosen) {
  const between = lines(view).filter((tie) => isBetween(tie, one, other));
  return {
    entities: new Set(other ? [one, other] : [one]),
    ties: new Set(between),
    strong: new Set(between.filter((tie) => !chosen || tie === chosen)),
  };
}

/** Whichever way it runs. @param {Tie} tie @param {Entity} one @param {Entity | null} other */
export function isBetween({ subject, object }, one, other) {
  return (subject === one && object === other) || (subject === other && object === one);
}
