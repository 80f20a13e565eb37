/** All names of the map as they are sought: one index for the header and the table. */

import { fold, holds, initials, syllables } from "./fold.js";
import { inPieces, pause } from "./pieces.js";
import { find } from "./search.js";

const PINYIN = "zh-Latn-pinyin";

/** What an entity is found by: `text` holds all of its words behind a space each, `words` are the same apart.
 * @typedef {{ entity: Entity, names: string[], joined: string[], initials: string[], words: string[], text: string }} Entry */

/** @param {Model} model @returns {Index} */
export function makeIndex(model) {
  /** @type {Entry[]} */
  const made = [];
  const entryOf = (/** @type {Entity} */ entity) => (made[entity.n] ??= entry(entity, model.variants));
  const entries = () => model.entities.map(entryOf);
  /** @type {Map<string, Entry[]> | null} */
  let byWord = null;
  const words = () => (byWord ??= wordsOf(entries()));
  return {
    find: (query, most) => find(entries(), words, fold(query, model.variants), most),
    words: (query) => fold(query, model.variants).split(" ").filter(Boolean),
    holding: (word) => holding(entries(), word),
    all: () => words().keys(),
    async prepare() {
      await inPieces(model.entities, entryOf);
      await pause();
      words();
    },
  };
}

/** @param {Entity} entity @param {Map<string, string>} variants @returns {Entry} */
function entry(entity, variants) {
  const folded = (/** @type {(string | undefined)[]} */ ...all) =>
    [...new Set(all.flatMap((name) => name ? fold(name, variants) : []))];
  const names = folded(...Object.values(entity.labels), ...entity.aliases, ...entity.readings, entity.id);
  const pinyin = folded(entity.labels[PINYIN], ...entity.readings, entity.labels.en);
  const joined = names.filter((name) => name.includes(" ")).map((name) => name.replaceAll(" ", ""));
  const single = names.flatMap((name) => name.split(" "));
  const spoken = pinyin.flatMap((name) => name.split(" ").flatMap(syllables));
  const letters = [...new Set(pinyin.flatMap((name) => [initials(name), firstLetters(name)]))];
  const words = [...new Set([...single, ...joined, ...spoken])];
  return { entity, names, joined, initials: letters, words, text: ["", ...words, ...letters].join(" ") };
}

/** @param {string} name */
function firstLetters(name) {
  return name.split(" ").map((word) => word[0]).join("");
}

/** The entries by each of their words. @param {Entry[]} entries */
function wordsOf(entries) {
  /** @type {Map<string, Entry[]>} */
  const found = new Map();
  for (const each of entries) {
    for (const word of each.words) {
      const known = found.get(word);
      if (known) known.push(each);
      else found.set(word, [each]);
    }
  }
  return found;
}

/** Which entities have the word, by their numbers. @param {Entry[]} entries @param {string} word */
function holding(entries, word) {
  return Uint8Array.from(entries, ({ text }) => Number(holds(text, word)));
}
