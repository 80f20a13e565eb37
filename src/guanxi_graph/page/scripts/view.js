/** From the state to what is drawn. */

import { connection, entitiesOf } from "./connection.js";
import { filter, isNarrowed } from "./filters.js";
import { selectedEnds, selectedEntities, selectedEntity } from "./selection.js";
import { otherEnd, partners } from "./tally.js";

/** As many as can be read around one who was found. */
const NEAREST = 12;

/** @param {Model} model @param {State} state @returns {View} */
export function look(model, state) {
  const { passes, counts } = filter(model, state);
  const answer = connected(model, state, passes);
  const narrowed = isNarrowed(state);
  const drawn = candidates(model, state, passes, answer);
  for (const id of state.hidden) drawn.delete(/** @type {Entity} */ (model.entity.get(id)));
  const ties = model.ties.filter((tie) => passes[tie.n] && drawn.has(tie.subject) && drawn.has(tie.object));
  if (narrowed) {
    const tied = new Set(ties.flatMap((tie) => [tie.subject, tie.object]));
    const kept = new Set([state.focus, ...state.only].flatMap((id) => model.entity.get(id) ?? []));
    for (const entity of selectedEntities({ model, state })) kept.add(entity);
    for (const entity of drawn) if (!tied.has(entity) && !kept.has(entity)) drawn.delete(entity);
  }
  return { passes, counts, drawn, ties, answer, narrowed };
}

/** What joins the two that are asked about. @param {Model} model @param {State} state @param {Uint8Array} passes */
function connected(model, state, passes) {
  const [from, to] = selectedEnds({ model, state }, "connect");
  return from && to ? connection(from, to, model, state, passes) : null;
}

/** @param {Model} model @param {State} state @param {Uint8Array} passes @param {Answer | null} answer
 * @returns {Set<Entity>} */
function candidates(model, state, passes, answer) {
  const start = opening(model, state, passes);
  for (const entity of state.grown.flatMap((id) => model.entity.get(id) ?? [])) start.add(entity);
  const found = selectedEntity({ model, state });
  if (found && !start.has(found)) for (const other of nearest(found, passes)) start.add(other);
  for (const entity of selectedEntities({ model, state })) start.add(entity);
  if (answer) for (const entity of entitiesOf(answer)) start.add(entity);
  const allowed = state.classes;
  return allowed ? new Set([...start].filter((entity) => allowed.includes(entity.cls.id))) : start;
}

/** @param {Model} model @param {State} state @param {Uint8Array} passes @returns {Set<Entity>} */
export function opening(model, state, passes) {
  const centre = model.entity.get(state.focus);
  if (centre) return surroundings(centre, state.depth, passes);
  if (state.only.length) return new Set(state.only.flatMap((id) => model.entity.get(id) ?? []));
  if (state.all) return new Set(model.entities);
  return isNarrowed(state) ? foremost(model, passes) : new Set(model.core);
}

/** As many as the map opens on, among those with a tie that passes: the core first, then who has most such ties.
 * A filter that lets little through shows all of it, and not only what the core has of it.
 * @param {Model} model @param {Uint8Array} passes @returns {Set<Entity>} */
function foremost(model, passes) {
  const rated = model.entities.map((entity) => ({
    entity, inside: Number(model.core.has(entity)), ties: MEASURES.ties(entity, passes),
  }));
  const tied = rated.filter(({ ties }) => ties > 0);
  tied.sort((a, b) => b.inside - a.inside || b.ties - a.ties || a.entity.n - b.entity.n);
  return new Set(tied.slice(0, model.core.size).map(({ entity }) => entity));
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

/** @param {Entity} entity @param {Uint8Array} passes @returns {Entity[]} */
export function neighbours(entity, passes) {
  return [...partners(entity, entity.ties.filter((tie) => passes[tie.n]))];
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

/** How large an entity is drawn, 0 to 1, by the measure of the reader's choice.
 * @param {Model} model @param {string} measure @param {Uint8Array} passes @returns {Float32Array} */
export function sizes(model, measure, passes) {
  const values = new Float32Array(model.entities.length);
  for (const entity of model.entities) values[entity.n] = MEASURES[measure]?.(entity, passes) ?? 0;
  const most = values.reduce((high, value) => Math.max(high, value), 1);
  return values.map((value) => Math.sqrt(value / most));
}

/** @type {Record<string, (entity: Entity, passes: Uint8Array) => number>} */
export const MEASURES = {
  partners: (entity, passes) => neighbours(entity, passes).length,
  ties: (entity, passes) => entity.ties.reduce((sum, tie) => sum + passes[tie.n], 0),
  sources: (entity) => new Set(entity.claims.flatMap((claim) => claim.cites.map((cite) => cite.source))).size,
  strength: (entity, passes) => entity.ties.reduce((sum, tie) => sum + (passes[tie.n] ? tie.strength : 0), 0),
  same: () => 0.25,
};
