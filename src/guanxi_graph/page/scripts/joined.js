/** Who is joined through what is not shown: where only persons are, through the firms, schools and other bases of both.
 *
 * It is no tie, and weaker. Who stands to a base, and in which years surely, the map has decided.
 */

import { together } from "./shared.js";

/** A base of more is left out: it would join all to all. */
const MOST = 40;

/** A line for each two that no drawn tie joins. @param {State} state @param {Pick<View, "anyClass">} sifted @param {Set<Entity>} drawn
 * @param {Tie[]} ties that are drawn @returns {Line[]} */
export function joinedLines(state, sifted, drawn, ties) {
  if (!state.classes) return [];
  const tied = new Set(ties.map(({ subject, object }) => key(subject, object)));
  /** @type {Map<string, Line>} */
  const lines = new Map();
  for (const [base, members] of standing(state.classes, sifted, drawn)) {
    if (members.size > MOST) continue;
    for (const [from, to] of pairs([...members.keys()])) {
      const id = key(from, to);
      const join = tied.has(id) ? null : joinOf(base, members.get(from) ?? [], members.get(to) ?? [], state.years);
      const known = lines.get(id);
      if (join && known) known.joins.push(join);
      else if (join) lines.set(id, { id: `joined ${id}`, from, to, ties: [], joins: [join], bend: 0 });
    }
  }
  return [...lines.values()];
}

/** Whoever is drawn and stands to a base that is not. @param {string[]} classes @param {Pick<View, "anyClass">} sifted
 * @param {Set<Entity>} drawn @returns {Map<Entity, Map<Entity, Stand[]>>} by base, by who stands to it */
function standing(classes, { anyClass }, drawn) {
  const found = new Map();
  for (const entity of drawn) {
    for (const stand of entity.stands) {
      const { base, claim } = stand;
      if (classes.includes(base.cls.id) || !anyClass[claim.n]) continue;
      const members = found.get(base) ?? new Map();
      found.set(base, members.set(entity, [...(members.get(entity) ?? []), stand]));
    }
  }
  return found;
}

/** @param {Entity[]} members @returns {[Entity, Entity][]} */
function pairs(members) {
  return members.flatMap((one, place) => members.slice(place + 1).map((other) => /** @type {[Entity, Entity]} */ ([one, other])));
}

/** How both stand to the base; null where they surely did so at different times, or at other times than is asked about.
 * @param {Entity} base @param {Stand[]} ours @param {Stand[]} theirs @param {Years | null} asked @returns {Join | null} */
function joinOf(base, ours, theirs, asked) {
  const [first, last] = [asked?.[0] ?? -Infinity, asked?.[1] ?? Infinity];
  /** @type {Join | null} */
  let best = null;
  for (const one of ours) {
    for (const other of theirs) {
      const years = together(one, other);
      if (years && (years[0] > years[1] || years[0] > last || years[1] < first)) continue;
      if (!best || length(years) > length(best.years)) best = { base, years, claims: [one.claim, other.claim] };
    }
  }
  return best;
}

/** @param {[number, number] | null} years */
function length(years) {
  return years ? years[1] - years[0] + 1 : 0;
}

/** @param {Entity} one @param {Entity} other */
function key(one, other) {
  return one.n < other.n ? `${one.n} ${other.n}` : `${other.n} ${one.n}`;
}
