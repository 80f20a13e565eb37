/** How much an entity has of what dots are sized by. */

import { neighbours } from "./tally.js";

/** How large an entity is drawn, 0 to 1, by the measure of the reader's choice.
 * @param {Model} model @param {string} measure @param {Uint8Array} passes @returns {Float32Array} */
export function sizes(model, measure, passes) {
  const values = new Float32Array(model.entities.length);
  for (const entity of model.entities) values[entity.n] = MEASURES[measure]?.(entity, passes) ?? 0;
  const most = values.reduce((high, value) => Math.max(high, value), 1);
  return values.map((value) => Math.sqrt(value / most));
}

/** How large dots are drawn on this screen: smaller on a phone. */
export function onThisScreen() {
  return Math.min(innerWidth, innerHeight * 1.4) < 760 ? 0.7 : 1;
}

/** @type {Record<string, (entity: Entity, passes: Uint8Array) => number>} */
export const MEASURES = {
  partners: (entity, passes) => neighbours(entity, passes).length,
  ties: (entity, passes) => entity.ties.reduce((sum, tie) => sum + passes[tie.n], 0),
  sources: (entity) => new Set(entity.claims.flatMap((claim) => claim.cites.map((cite) => cite.source))).size,
  strength: (entity, passes) => entity.ties.reduce((sum, tie) => sum + (passes[tie.n] ? tie.strength : 0), 0),
  same: () => 0.25,
};
