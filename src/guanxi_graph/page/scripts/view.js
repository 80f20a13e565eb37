/** From the state to what is drawn. */

import { filter, isNarrowed } from "./filters.js";
import { introductions } from "./paths.js";
import { selectedEnds, selectedEntities } from "./selection.js";

/** @param {Model} model @param {State} state @returns {View} */
export function look(model, state) {
  const { passes, counts } = filter(model, state);
  const routes = connected(model, state, passes);
  const narrowed = isNarrowed(state);
  const drawn = candidates(model, state, passes, routes);
  for (const id of state.hidden) drawn.delete(/** @type {Entity} */ (model.entity.get(id)));
  const ties = model.ties.filter((tie) => passes[tie.n] && drawn.has(tie.subject) && drawn.has(tie.object));
  if (narrowed) {
    const tied = new Set(ties.flatMap((tie) => [tie.subject, tie.object]));
    const kept = new Set([state.focus, ...state.only].flatMap((id) => model.entity.get(id) ?? []));
    for (const entity of selectedEntities({ model, state })) kept.add(entity);
    for (const entity of drawn) if (!tied.has(entity) && !kept.has(entity)) drawn.delete(entity);
  }
  return { passes, counts, drawn, ties, routes, narrowed };
}

/** @param {Model} model @param {State} state @param {Uint8Array} passes */
function connected(model, state, passes) {
  const [from, to] = selectedEnds({ model, state }, "connect");
  return from && to ? introductions(from, to, passes, model.map.analysis) : [];
}

/** @param {Model} model @param {State} state @param {Uint8Array} passes @param {Route[]} routes
 * @returns {Set<Entity>} */
function candidates(model, state, passes, routes) {
  const start = opening(model, state, passes);
  const grown = state.grown.flatMap((id) => model.entity.get(id) ?? []);
  for (const entity of [...selectedEntities({ model, state }), ...grown]) start.add(entity);
  for (const route of routes) for (const entity of route.entities) start.add(entity);
  const allowed = state.classes;
  return allowed ? new Set([...start].filter((entity) => allowed.includes(entity.cls.id))) : start;
}

/** @param {Model} model @param {State} state @param {Uint8Array} passes @returns {Set<Entity>} */
function opening(model, state, passes) {
  const centre = model.entity.get(state.focus);
  if (centre) return surroundings(centre, state.depth, passes);
  if (state.only.length) return new Set(state.only.flatMap((id) => model.entity.get(id) ?? []));
  return new Set(state.all ? model.entities : model.core);
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
  const found = new Set();
  for (const tie of entity.ties) {
    if (passes[tie.n]) found.add(tie.subject === entity ? tie.object : tie.subject);
  }
  return [...found];
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
  ties: (entity, passes) => entity.ties.reduce((sum, tie) => sum + passes[tie.n], 0),
  sources: (entity) => new Set(entity.claims.flatMap((claim) => claim.cites.map((cite) => cite.source))).size,
  strength: (entity, passes) => entity.ties.reduce((sum, tie) => sum + (passes[tie.n] ? tie.strength : 0), 0),
  same: () => 0.25,
};
