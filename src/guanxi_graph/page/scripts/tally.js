/** How many one is tied to, and by how many ties: 297 partners, 556 ties. */

import { t } from "./strings.js";

/** @param {Claim} tie @param {Entity} end one of its ends @returns {Entity} */
export function otherEnd(tie, end) {
  return /** @type {Entity} */ (tie.subject === end ? tie.object : tie.subject);
}

/** Those at the other ends of ties, each once however many ties lead there.
 * @param {Entity} entity @param {Claim[]} [ties] of the entity @returns {Set<Entity>} */
export function partners(entity, ties = entity.ties) {
  const ends = new Set(ties.map((tie) => otherEnd(tie, entity)));
  ends.delete(entity);
  return ends;
}

/** Both counts in words. @param {Language} lang @param {Entity} entity @param {Claim[]} [ties] of the entity */
export function tally(lang, entity, ties = entity.ties) {
  return t(lang, "tally", { n: partners(entity, ties).size, ties: ties.length });
}
