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

/** Those to whom a tie leads that passes. @param {Entity} entity @param {Uint8Array} passes @returns {Entity[]} */
export function neighbours(entity, passes) {
  return [...partners(entity, entity.ties.filter((tie) => passes[tie.n]))];
}

/** Both counts in words. @param {Language} lang @param {Entity} entity @param {Claim[]} [ties] of the entity */
export function tally(lang, entity, ties = entity.ties) {
  return t(lang, "tally", { n: partners(entity, ties).size, ties: ties.length });
}

/** How many are drawn of the entities that pass. @param {View} view */
export function shownOf({ drawn, admitted }) {
  return [...drawn].filter((entity) => admitted[entity.n]).length;
}

/** How much of what passes is drawn, in words. @param {App} app */
export function shownWords({ model, view, lang }) {
  if (view.places) return placesWords(lang, view.places);
  if (view.owners) return ownersWords(lang, view.owners);
  if (view.circles) return circlesWords(model, view, lang);
  const { entities: all, ties: sum } = view.counts;
  const [n, ties] = [shownOf(view), view.ties.length];
  const words = t(lang, ties === sum ? "showing" : "showingPart", { n, all, ties, sum });
  return view.joined.length ? `${words} · ${t(lang, "joinedCount", { n: view.joined.length })}` : words;
}

/** How much of it is somewhere. @param {Language} lang @param {Places} places */
export function placesWords(lang, { spots, lines, unplaced }) {
  const n = spots.reduce((sum, { here }) => sum + here.length, 0);
  const ties = lines.reduce((sum, line) => sum + line.ties.length, 0);
  return t(lang, "showingPlaces", { p: spots.length, n, ties, rest: unplaced });
}

/** How much is owned. @param {Language} lang @param {Owned} owned */
export function ownersWords(lang, { holdings, circles, lines }) {
  const words = t(lang, "showingOwners", { n: holdings.size, h: lines.length });
  return circles.size ? `${words} · ${t(lang, "circularCount", { n: circles.size })}` : words;
}

/** @param {Model} model @param {View} view @param {Language} lang */
function circlesWords({ circles }, { admitted, counts }, lang) {
  const sizes = circles.map((members) => members.filter((member) => admitted[member.n]).length);
  const n = sizes.reduce((sum, size) => sum + size, 0);
  const words = t(lang, "showingCircles", { c: sizes.filter(Boolean).length, n, all: counts.entities });
  return n < counts.entities ? `${words} · ${t(lang, "outsideCircles", { n: counts.entities - n })}` : words;
}
