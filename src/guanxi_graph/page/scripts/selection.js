/** What is chosen: one value of the state. Each kind has its panel (`panel.js`) and its word in the address.
 *
 * A claim and an entity are both said by their id alone (`select=`); a pair may name a third, the claim between them
 * that was meant.
 */

/** @type {Chosen} */
export const NOTHING = { kind: "nothing", ids: [] };

/** The words of the address, the first that stands there wins. */
export const WORDS = /** @type {const} */ (["connect", "between", "pair", "select"]);

/** @param {Kind} kind @param {...string} ids @returns {Chosen} */
export function chosen(kind, ...ids) {
  return { kind, ids };
}

/** The claim or the entity of this id. @param {Model} model @param {string} id @returns {Chosen} */
export function one(model, id) {
  return id ? chosen(model.claim.has(id) ? "claim" : "entity", id) : NOTHING;
}

/** @param {Chosen} selection */
export function word({ kind }) {
  return kind === "claim" || kind === "entity" ? "select" : kind;
}

/** @typedef {{ model: Model, state: State }} Where */

/** @param {Where} where @returns {Entity | null} */
export function selectedEntity({ model, state: { selection } }) {
  return selection.kind === "entity" ? model.entity.get(selection.ids[0]) ?? null : null;
}

/** The chosen claim; of a pair the one that was meant. @param {Where} where @returns {Claim | null} */
export function selectedClaim({ model, state: { selection: { kind, ids } } }) {
  const id = kind === "claim" ? ids[0] : kind === "pair" ? ids[2] : undefined;
  return id ? model.claim.get(id) ?? null : null;
}

/** The two that are chosen together as this kind; null of who is not known. @param {Where} where @param {Kind} kind
 * @returns {(Entity | null)[]} */
export function selectedEnds({ model, state: { selection } }, kind) {
  const ids = selection.kind === kind ? selection.ids : [];
  return [0, 1].map((place) => model.entity.get(ids[place]) ?? null);
}

/** All that the selection names, which is drawn whatever else is. @param {Where} where @returns {Entity[]} */
export function selectedEntities({ model, state: { selection: { ids } } }) {
  return ids.flatMap((id) => {
    const claim = model.claim.get(id);
    return claim ? [claim.subject, claim.object ?? []].flat() : model.entity.get(id) ?? [];
  });
}
