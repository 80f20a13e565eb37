/** What is drawn beyond the opening, as the address says it: an entity; `*tencent`, with all whom its ties lead to;
 * `~tencent`, its circle. Who they are is not written out, so that an address stays short. */

import { circleId, membersOf } from "./atlas.js";
import { neighbours } from "./tally.js";

/** More of a circle are not added to what is drawn. */
const MOST_OF_A_CIRCLE = 150;

/** @param {Entity} entity */
export function expandedId({ id }) {
  return `*${id}`;
}

/** The members of its circle, the first of a large one; none of who is in no circle.
 * @param {Model} model @param {Entity} entity */
export function circleOf(model, entity) {
  return (membersOf(model, circleId(entity)) ?? []).slice(0, MOST_OF_A_CIRCLE);
}

/** @param {Model} model @param {string} written @param {Uint8Array} passes @returns {Entity[]} */
export function grownFrom(model, written, passes) {
  const sign = written[0];
  const entity = model.entity.get("*~".includes(sign) ? written.slice(1) : written);
  if (!entity) return [];
  if (sign === "~") return circleOf(model, entity);
  return sign === "*" ? [entity, ...neighbours(entity, passes)] : [entity];
}
