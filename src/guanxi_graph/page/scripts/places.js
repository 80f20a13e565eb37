/** Who is where, of all that passes: the places of the earth and the lines between them. */

import { grouped } from "./bundles.js";
import { earth } from "./earth.js";
import { lineOf, pairsOf } from "./lines.js";

/** How much a line between two places is bent, so that those along one coast part. */
const BEND = 0.16;

/** By the claims that pass: of several the first in the order of the map. Whether the class of places is ticked does not
 * matter to who is in them.
 * @param {Model} model @param {Pick<View, "passes" | "anyClass" | "admitted" | "counts">} sifted @returns {Places} */
export function placesOf(model, { passes, anyClass, admitted, counts }) {
  /** @type {Map<Entity, Entity>} */
  const seat = new Map();
  for (const { claim, place } of model.seats) {
    const { subject } = claim;
    const isFree = !model.coordinates.has(subject) && !seat.has(subject);
    if (isFree && anyClass[claim.n] && admitted[subject.n]) seat.set(subject, place);
  }
  const held = grouped([...seat.keys()], (entity) => /** @type {Entity} */ (seat.get(entity)));
  const shown = [...model.coordinates.keys()].filter((place) => admitted[place.n] || held.has(place));
  const { point, copies } = earth([...model.coordinates.values()]);
  const at = (/** @type {Entity} */ place) => point(/** @type {[number, number]} */ (model.coordinates.get(place)));
  const spots = new Map(shown.map((place) => [place, spotOf(place, at(place), held.get(place) ?? [])]));
  const spot = (/** @type {Entity} */ entity) => spots.get(seat.get(entity) ?? entity);
  const ends = (/** @type {Tie} */ tie) => /** @type {Spot[]} */ ([spot(tie.subject), spot(tie.object)]);
  const lines = [...pairsOf(model.ties.filter((tie) => passes[tie.n]), ends)].map(([id, ties]) =>
    lineOf(`@${id}`, ties, ends(ties[0]), BEND));
  const placed = seat.size + shown.filter((place) => admitted[place.n]).length;
  return { spots: [...spots.values()], spot, lines, copies, unplaced: counts.entities - placed };
}

/** What stands for a place on the earth: elsewhere on the canvas than the place itself.
 * @param {Entity} place @param {{ x: number, y: number }} at @param {Entity[]} here @returns {Spot} */
function spotOf(place, at, here) {
  return { ...place, ...at, id: `@${place.id}`, of: place, here };
}
