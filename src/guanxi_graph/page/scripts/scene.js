/** What is to be drawn and how: shared by the canvas, the SVG and the print. */

import { atlasScene } from "./atlas.js";
import { claimsOf, entitiesOf } from "./connection.js";
import { isDated } from "./filters.js";
import { isEnd, linesOf } from "./lines.js";
import { onThisScreen, sizes } from "./measures.js";
import { nameOf } from "./names.js";
import { ownersScene } from "./owners-scene.js";
import { placesScene } from "./places-scene.js";
import { selectedClaim, selectedEnds, selectedEntity } from "./selection.js";

/** What is brought forward, the `strong` lines most; a ring is drawn around what is `marked`.
 * @typedef {{ entities: Set<Entity>, lines: Set<Line>, strong: Set<Line>, marked?: Set<Entity> }} Emphasis */

/** `regions` are drawn softly below, or else the `ground` of the earth; the radius is in pixels.
 * Nobody drags what is `fixed`; where lines are `named` all say what they are; the names of the `weighty` first may cover dots.
 * @typedef {{ entities: Entity[], lines: Line[], emphasis: Emphasis | null, selected: string, regions?: boolean,
 *   fixed?: boolean, named?: boolean, weighty?: number, ground?: { path: string, copies: number[][] },
 *   radius: (entity: Entity) => number, colour: (entity: Entity, colours: any) => string, name: (entity: Entity) => string }} Scene */

/** @param {App} app @returns {Scene} */
export function makeScene(app) {
  const { places, owners, circles } = app.view;
  if (owners) return ownersScene(app, owners);
  return places ? placesScene(app, places) : circles ? atlasScene(app) : sceneOf(app);
}

/** @param {App} app @returns {Scene} */
function sceneOf(app) {
  const { model, state, view } = app;
  const size = sizes(model, state.size, view.passes);
  const small = onThisScreen();
  const ordered = [...view.drawn].sort((a, b) => size[b.n] - size[a.n] || a.n - b.n);
  const told = linesOf(view.ties, openedEnds(app)).map((line) => ({ ...line, faint: isUntimed(line, state) }));
  /** @type {Line[]} */
  const lines = [...told, ...view.joined];
  return {
    entities: ordered,
    lines,
    emphasis: emphasis(app, lines),
    selected: state.selection.kind === "entity" ? state.selection.ids[0] : "",
    regions: state.regions,
    radius: (entity) => (state.size === "same" ? 8 : 5 + 15 * size[entity.n]) * small,
    colour: (entity) => entity.cls.colours[app.dark ? 1 : 0],
    name: (entity) => nameOf(entity, app.lang),
  };
}

/** While years are chosen, what has no date steps back: nobody knows whether it belongs there. @param {Line} line
 * @param {State} state */
function isUntimed({ ties }, { years }) {
  return years !== null && !ties.some(isDated);
}

/** The two of whom each tie is asked about. @param {App} app */
function openedEnds({ model, state }) {
  const claim = selectedClaim({ model, state });
  const ends = claim ? [claim.subject, claim.object] : selectedEnds({ model, state }, "pair");
  return claim || ends.every(Boolean) ? ends : [];
}

/** What the selection brings forward; null when nothing is selected. @param {App} app @param {Line[]} lines
 * @returns {Emphasis | null} */
function emphasis(app, lines) {
  const { model, state, view } = app;
  if (view.answer) return ofAnswer(view.answer, lines);
  const [one, other] = openedEnds(app);
  if (one) return ofPair(lines, one, other, selectedClaim({ model, state }));
  const entity = selectedEntity({ model, state });
  if (!entity) return null;
  const near = lines.filter((line) => isEnd(line, entity));
  return {
    entities: new Set([entity, ...near.flatMap((line) => [line.from, line.to])]), lines: new Set(near), strong: new Set(),
  };
}

/** The two ends and what both stand to are marked. @param {Answer} answer @param {Line[]} lines @returns {Emphasis} */
function ofAnswer(answer, lines) {
  const along = (/** @type {Tie[]} */ ties) => {
    const wanted = new Set(ties);
    return new Set(lines.filter((line) => line.ties.some((tie) => wanted.has(tie))));
  };
  const told = claimsOf(answer);
  const hops = answer.routes.flatMap((route) => route.hops.flatMap((hop) => hop.ties));
  const stood = answer.shared.flatMap(({ claims }) => claims.flat());
  return {
    entities: new Set(entitiesOf(answer)),
    lines: along([...hops, ...told, ...stood]),
    strong: along(told),
    marked: new Set([...answer.ends, ...answer.shared.map(({ base }) => base)]),
  };
}

/** @param {Line[]} lines @param {Entity} one @param {Entity | null} other @param {Claim | null} chosen
 * @returns {Emphasis} */
function ofPair(lines, one, other, chosen) {
  const between = other && other !== one ? lines.filter((line) => isEnd(line, one) && isEnd(line, other)) : [];
  return {
    entities: new Set(other ? [one, other] : [one]),
    lines: new Set(between),
    strong: new Set(between.filter(({ ties }) => !chosen || ties.some((tie) => tie === chosen))),
  };
}
