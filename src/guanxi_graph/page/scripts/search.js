/** Search as you type over all names. */

import { fold, initials } from "./fold.js";

const PINYIN = "zh-Latn-pinyin";

/** @typedef {{ entity: Entity, names: string[], joined: string[], initials: string[] }} Entry */

/** @param {Model} model @returns {Find} best first */
export function searcher(model) {
  const entries = model.entities.map((entity) => entry(entity, model.variants));
  return (query, most) => find(entries, fold(query, model.variants), most);
}

/** @param {Entity} entity @param {Map<string, string>} variants @returns {Entry} */
function entry(entity, variants) {
  const folded = (/** @type {(string | undefined)[]} */ ...all) =>
    [...new Set(all.flatMap((name) => name ? fold(name, variants) : []))];
  const names = folded(...Object.values(entity.labels), ...entity.aliases, ...entity.readings, entity.id);
  const pinyin = folded(entity.labels[PINYIN], ...entity.readings, entity.labels.en);
  return {
    entity,
    names,
    joined: names.filter((name) => name.includes(" ")).map((name) => name.replaceAll(" ", "")),
    initials: [...new Set(pinyin.flatMap((name) => [initials(name), firstLetters(name)]))],
  };
}

/** @param {string} name */
function firstLetters(name) {
  return name.split(" ").map((word) => word[0]).join("");
}

/** @param {Entry[]} entries @param {string} query @param {number} most */
function find(entries, query, most) {
  if (!query) return [];
  const joined = query.replaceAll(" ", "");
  /** @type {[number, Entity][]} */
  const found = [];
  for (const each of entries) {
    const points = score(each, query, joined);
    if (points > 0) found.push([points + Math.min(each.entity.ties.length, 99) / 100, each.entity]);
  }
  found.sort((a, b) => b[0] - a[0] || a[1].n - b[1].n);
  return found.slice(0, most).map(([, entity]) => entity);
}

/** @param {Entry} entry @param {string} query @param {string} joined */
function score(entry, query, joined) {
  let best = 0;
  for (const name of entry.names) best = Math.max(best, match(name, query));
  if (best < 6) for (const name of entry.joined) best = Math.max(best, match(name, joined) - 0.5);
  if (best < 5 && joined.length > 1) {
    for (const letters of entry.initials) {
      if (letters === joined) best = Math.max(best, 4.5);
      else if (letters.startsWith(joined)) best = Math.max(best, 2.5);
    }
  }
  return best;
}

/** @param {string} name @param {string} query */
function match(name, query) {
  if (name === query) return 6;
  const place = name.indexOf(query);
  if (place < 0) return 0;
  if (place === 0) return 4;
  return name[place - 1] === " " || query.charCodeAt(0) > 0x2e80 ? 3 : query.length > 2 ? 1 : 0;
}
