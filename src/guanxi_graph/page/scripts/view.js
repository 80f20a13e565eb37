/** From the state to what is drawn. */

import { isTooLarge, membersOf, showsCircles } from "./atlas.js";
import { connection, entitiesOf } from "./connection.js";
import { filter, isNarrowed } from "./filters.js";
import { grownFrom } from "./grown.js";
import { joinedLines } from "./joined.js";
import { MEASURES } from "./measures.js";
import { ownersOf } from "./owners-tree.js";
import { placesOf } from "./places.js";
import { selectedEnds, selectedEntities, selectedEntity } from "./selection.js";
import { neighbours, otherEnd } from "./tally.js";

/** As many as can be read around one who was found. */
const NEAREST = 12;
/** Nobody is left out for the sake of a few: so much more than the opening is drawn whole, as `core.py` has it. */
const SLACK = 1.2;

/** @typedef {Pick<View, "passes" | "anyClass" | "admitted" | "counts">} Sifted */

/** @param {Model} model @param {State} state @returns {View} */
export function look(model, state) {
  const sifted = filter(model, state);
  const { passes, counts } = sifted;
  const circles = showsCircles(model, state, counts);
  const answer = connected(model, state, passes);
  const drawn = candidates(model, state, sifted, answer);
  for (const id of state.hidden) drawn.delete(/** @type {Entity} */ (model.entity.get(id)));
  const ties = model.ties.filter((tie) => passes[tie.n] && drawn.has(tie.subject) && drawn.has(tie.object));
  const joined = joinedLines(state, sifted, drawn, ties);
  const places = state.view === "places" ? placesOf(model, sifted) : null;
  const owners = state.view === "owners" ? ownersOf(model, state, passes) : null;
  return { ...sifted, drawn, ties, joined, answer, circles, places, owners };
}

/** What joins the two that are asked about. @param {Model} model @param {State} state @param {Uint8Array} passes */
function connected(model, state, passes) {
  const [from, to] = selectedEnds({ model, state }, "connect");
  return from && to ? connection(from, to, model, state, passes) : null;
}

/** What passes of what was called for; what was asked for by name too, where only its ties do not pass.
 * @param {Model} model @param {State} state @param {Sifted} sifted @param {Answer | null} answer
 * @returns {Set<Entity>} */
function candidates(model, state, sifted, answer) {
  const start = opening(model, state, sifted);
  for (const each of state.grown) for (const entity of grownFrom(model, each, sifted.passes)) start.add(entity);
  const found = selectedEntity({ model, state });
  if (found && !start.has(found)) for (const other of nearest(found, sifted.passes)) start.add(other);
  const asked = new Set([...named(model, [state.focus, ...state.only]), ...selectedEntities({ model, state })]);
  if (answer) for (const entity of entitiesOf(answer)) asked.add(entity);
  for (const entity of asked) start.add(entity);
  const isTicked = (/** @type {Entity} */ { cls }) => !state.classes || state.classes.includes(cls.id);
  return new Set([...start].filter((entity) => sifted.admitted[entity.n] || (asked.has(entity) && isTicked(entity))));
}

/** @param {Model} model @param {string[]} ids */
function named(model, ids) {
  return ids.flatMap((id) => membersOf(model, id) ?? model.entity.get(id) ?? []);
}

/** @param {Model} model @param {State} state @param {Sifted} sifted @returns {Set<Entity>} */
export function opening(model, state, { passes, admitted, counts }) {
  const centre = model.entity.get(state.focus);
  if (centre) return surroundings(centre, state.depth, passes);
  if (state.only.length) return new Set(named(model, state.only));
  if (state.all && !isTooLarge(model, counts)) return new Set(model.entities.filter((entity) => admitted[entity.n]));
  return isNarrowed(state) ? foremost(model, passes, admitted) : new Set(model.core);
}

/** As many as the map opens on, among those that pass: the core first, then who has most ties that pass.
 * A filter that lets little through shows all of it, and not only what the core has of it.
 * @param {Model} model @param {Uint8Array} passes @param {Uint8Array} admitted */
function foremost(model, passes, admitted) {
  const rated = model.entities.filter((entity) => admitted[entity.n]).map((entity) => ({
    entity, inside: Number(model.core.has(entity)), ties: MEASURES.ties(entity, passes),
  }));
  rated.sort((a, b) => b.inside - a.inside || b.ties - a.ties || a.entity.n - b.entity.n);
  const most = rated.length > model.core.size * SLACK ? model.core.size : rated.length;
  return new Set(rated.slice(0, most).map(({ entity }) => entity));
}

/** All within so many ties. @param {Entity} centre @param {number} depth @param {Uint8Array} passes
 * @returns {Set<Entity>} */
export function surroundings(centre, depth, passes) {
  const reached = new Set([centre]);
  let rim = [centre];
  for (let step = 0; step < depth; step += 1) {
    const next = [];
    for (const entity of rim) {
      for (const other of neighbours(entity, passes)) {
        if (reached.has(other)) continue;
        reached.add(other);
        next.push(other);
      }
    }
    rim = next;
  }
  return reached;
}

/** Those that the strongest ties lead to, so that nobody who is found stands alone.
 * @param {Entity} entity @param {Uint8Array} passes @returns {Entity[]} */
export function nearest(entity, passes) {
  const strength = new Map(neighbours(entity, passes).map((other) => [other, 0]));
  for (const tie of entity.ties) {
    const other = otherEnd(tie, entity);
    const known = strength.get(other);
    if (passes[tie.n] && known !== undefined) strength.set(other, known + tie.strength);
  }
  const ordered = [...strength].sort(([a, x], [b, y]) => y - x || b.ties.length - a.ties.length || a.n - b.n);
  return ordered.slice(0, NEAREST).map(([other]) => other);
}
