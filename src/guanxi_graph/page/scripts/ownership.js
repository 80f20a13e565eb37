/** Who owns what in the years that are chosen, and who does in the end: as `guanxi owners` has it. */

import { grouped } from "./bundles.js";

/** No chain is longer; of more steps a web of owners is not searched. */
const [LONGEST, BUDGET] = [12, 20000];

/** @typedef {{ owner: Entity, share: number | null, known: number }} Owner per cent; null where a share between is unknown */

/** By what is owned, the latest claim of each owner. Without chosen years what has ended does not count.
 * @param {Model} model @param {State} state @param {Uint8Array} passes @returns {Map<Entity, Tie[]>} */
export function holdingsOf(model, state, passes) {
  const held = model.holdings.filter(({ claim, lasts }) => passes[claim.n] && (lasts || state.years !== null));
  const latest = new Map(held.map(({ claim }) => [`${claim.subject.n} ${claim.object.n}`, claim]));
  return grouped([...latest.values()], (claim) => claim.object);
}

/** The share in per cent; null where nobody tells. Who alone holds a whole holds all of it.
 * @param {Tie} claim @param {Map<Entity, Tie[]>} holdings */
export function shareOf(claim, holdings) {
  const told = claim.qualifiers.share;
  if (told !== undefined) return Number(told);
  return claim.relation.holds === "whole" && holdings.get(claim.object)?.length === 1 ? 100 : null;
}

/** The ultimate owners, the largest known share first: shares are multiplied along a chain, chains are added up.
 * @param {Map<Entity, Tie[]>} holdings @param {Entity} owned @returns {Owner[]} */
export function ultimateOwners(holdings, owned) {
  /** @type {Map<Entity, Owner>} */
  const found = new Map();
  let steps = 0;
  /** @param {Entity} entity @param {Entity[]} below @param {number | null} share @param {number} known */
  const climb = (entity, below, share, known) => {
    const above = (holdings.get(entity) ?? []).filter(({ subject }) => subject !== entity && !below.includes(subject));
    if ((!above.length || below.length >= LONGEST || steps > BUDGET) && below.length) return add(entity, share, known);
    for (const claim of above) {
      steps += 1;
      const part = shareOf(claim, holdings);
      climb(claim.subject, [...below, entity], part === null || share === null ? null : (share * part) / 100,
        part === null ? known : (known * part) / 100);
    }
  };
  /** @param {Entity} owner @param {number | null} share @param {number} known */
  const add = (owner, share, known) => {
    const before = found.get(owner) ?? { owner, share: 0, known: 0 };
    const sum = share === null || before.share === null ? null : before.share + share;
    found.set(owner, { owner, share: sum, known: before.known + (share === null ? 0 : known) });
  };
  climb(owned, [], 100, 100);
  return [...found.values()].sort((a, b) => b.known - a.known || (a.owner.id < b.owner.id ? -1 : 1));
}

/** The holdings that lead back to where they come from: those within what holds itself, by whatever way (Kosaraju).
 * @param {Map<Entity, Tie[]>} holdings @returns {Set<Tie>} */
export function circular(holdings) {
  const all = [...holdings.values()].flat();
  /** Whoever holds itself through others goes by the first of them. @type {Map<Entity, Entity>} */
  const rounds = new Map();
  for (const first of ownersFirst(all)) {
    if (rounds.has(first)) continue;
    const round = new Set([first]);
    for (const entity of round) {
      rounds.set(entity, first);
      for (const { subject } of holdings.get(entity) ?? []) if (!rounds.has(subject)) round.add(subject);
    }
  }
  return new Set(all.filter(({ subject, object }) => rounds.get(subject) === rounds.get(object)));
}

/** Owners and owned in such an order that an owner stands before what is owned, unless the holdings lead in a circle.
 * @param {Tie[]} holdings @returns {Entity[]} */
export function ownersFirst(holdings) {
  const below = grouped(holdings, ({ subject }) => subject);
  /** @type {Set<Entity>} */
  const met = new Set();
  /** Whose holdings have all been followed. @type {Set<Entity>} */
  const done = new Set();
  const way = [...below.keys()];
  while (way.length) {
    const entity = way[way.length - 1];
    if (met.has(entity)) {
      done.add(entity);
      way.pop();
      continue;
    }
    met.add(entity);
    for (const { object } of below.get(entity) ?? []) if (!met.has(object)) way.push(object);
  }
  return [...done].reverse();
}
