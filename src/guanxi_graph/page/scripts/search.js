/** Search as you type over all names. */

import { holds, isHan, SHORTEST_PART } from "./fold.js";
import { distance, near } from "./slips.js";

/** @typedef {import("./name-index.js").Entry} Entry */

/** @typedef {{ entity: Entity, points: number }} Hit */

/** What is called so, best first; where nothing is, what may be meant.
 * @param {Entry[]} entries @param {() => Map<string, Entry[]>} byWord @param {string} query @param {number} most
 * @returns {Finding} */
export function find(entries, byWord, query, most) {
  if (!query) return { entities: [], meant: false };
  const words = query.split(" ");
  const joined = words.join("");
  /** @type {Hit[]} */
  const called = [];
  for (const each of entries) {
    if (!each.text.includes(joined) && (words.length === 1 || !words.every((word) => holds(each.text, word)))) continue;
    const points = score(each, query, joined, words);
    if (points > 0) called.push({ entity: each.entity, points: points + tied(each.entity) });
  }
  const hits = called.length ? called : mistyped(byWord(), words, joined);
  return { entities: best(hits, most), meant: !called.length && hits.length > 0 };
}

/** Of equal ones the better tied comes first. @param {Entity} entity */
function tied({ ties }) {
  return Math.min(ties.length, 99) / 100;
}

/** The best few of many, without putting all in order. @param {Hit[]} hits @param {number} most */
function best(hits, most) {
  /** @type {Hit[]} */
  const found = [];
  for (const hit of hits) {
    if (found.length === most && !isBefore(hit, found[most - 1])) continue;
    const place = found.findIndex((other) => isBefore(hit, other));
    found.splice(place < 0 ? found.length : place, 0, hit);
    found.length = Math.min(found.length, most);
  }
  return found.map(({ entity }) => entity);
}

/** @param {Hit} a @param {Hit} b */
function isBefore(a, b) {
  return a.points > b.points || (a.points === b.points && a.entity.n < b.entity.n);
}

/** @param {Entry} entry @param {string} query @param {string} joined @param {string[]} words */
function score(entry, query, joined, words) {
  let best = 0;
  for (const name of entry.names) best = Math.max(best, match(name, query));
  if (best < 6) for (const name of entry.joined) best = Math.max(best, match(name, joined) - 0.5);
  if (best < 5 && joined.length > 1) {
    for (const letters of entry.initials) {
      if (letters === joined) best = Math.max(best, 4.5);
      else if (letters.startsWith(joined)) best = Math.max(best, 2.5);
    }
  }
  // In another order: huateng ma.
  if (best < 5 && words.length > 1 && words.every((word) => entry.words.includes(word))) return 5;
  return best < 2 && words.every((word) => holds(entry.text, word)) ? 2 : best;
}

/** @param {string} name @param {string} query */
function match(name, query) {
  if (name === query) return 6;
  const place = name.indexOf(query);
  if (place < 0) return 0;
  if (place === 0) return 4;
  return name[place - 1] === " " || isHan(query) ? 3 : query.length >= SHORTEST_PART ? 1 : 0;
}

/** Who has each of the words but for slips, else all of them run together; the fewest slips have most points.
 * @param {Map<string, Entry[]>} byWord @param {string[]} words @param {string} joined */
function mistyped(byWord, words, joined) {
  // The shortest first, which may be nobody's at once.
  const found = apart(byWord, [...words].sort((a, b) => a.length - b.length));
  if (!found.size && words.length > 1) for (const [each, slips] of slipsOf(byWord, joined)) found.set(each, slips);
  return [...found].map(([each, slips]) => ({
    entity: each.entity, points: tied(each.entity) + Number(isWhole(each, joined)) - slips,
  }));
}

/** Whether it is a whole name but for slips: Renren before Renren Inc. @param {Entry} entry @param {string} joined */
function isWhole({ names }, joined) {
  return names.some((name) => distance(name.replaceAll(" ", ""), joined, 2) <= 2);
}

/** @param {Map<string, Entry[]>} byWord @param {string[]} words @returns {Map<Entry, number>} */
function apart(byWord, [first, ...others]) {
  let found = slipsOf(byWord, first);
  for (const word of others) {
    if (!found.size) break;
    const next = slipsOf(byWord, word);
    found = new Map([...found].flatMap(([each, slips]) => {
      const more = next.get(each);
      return more === undefined ? [] : [[each, slips + more]];
    }));
  }
  return found;
}

/** The entries with a word that begins so, or that this may be a slip for, each with how many slips it takes.
 * @param {Map<string, Entry[]>} byWord @param {string} word */
function slipsOf(byWord, word) {
  const begun = [...byWord.keys()].filter((each) => each.startsWith(word));
  const meant = begun.length ? new Map(begun.map((each) => [each, 0])) : near(word, byWord.keys());
  /** @type {Map<Entry, number>} */
  const found = new Map();
  for (const [each, slips] of meant) {
    for (const entry of byWord.get(each) ?? []) found.set(entry, Math.min(slips, found.get(entry) ?? Infinity));
  }
  return found;
}
