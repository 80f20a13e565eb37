/** The rows of the table that hold what is typed: each word in any of its columns or in its note, in any order. */

import { span } from "./dates.js";
import { fold, holds } from "./fold.js";
import { near } from "./slips.js";

/** What rows are searched by beside the names: texts of many rows once, what a claim alone says when it is asked for.
 * @typedef {{ relations: Map<Relation, string>, classes: Map<Cls, string>, sources: Map<Source, string>,
 *   own: (claim: Claim) => string }} Texts */
/** Where a word stands; `entities` by their numbers. @typedef {{ word: string, entities: Uint8Array,
 *   relations: Set<Relation>, classes: Set<Cls>, sources: Set<Source> }} Hits */

/** @param {Model} model @param {Index} index @returns {SearchRows} */
export function rowSearcher(model, index) {
  const texts = textsOf(model);
  const hits = (/** @type {string} */ word) => hitsOf(word, index, texts);
  const known = () => [...index.all(), ...[...texts.relations.values()].flatMap((text) => text.split(" "))];
  return ({ areClaims, rows }, query) => {
    const has = (/** @type {any} */ row, /** @type {Hits} */ hit) => areClaims ? isIn(row, hit, texts) : isOf(row, hit);
    const holding = (/** @type {Hits[]} */ all) => rows.filter((row) => all.every((hit) => has(row, hit)));
    const all = index.words(query).map(hits);
    const found = holding(all);
    if (found.length) return { rows: found, meant: "" };
    const meant = all.map((hit) => (rows.some((row) => has(row, hit)) ? hit : hits(nearestTo(hit.word, known()))));
    const others = holding(meant);
    return { rows: others, meant: others.length ? meant.map(({ word }) => word).join(" ") : "" };
  };
}

/** @param {Model} model @returns {Texts} */
function textsOf({ relations, classes, sources, variants }) {
  /** Many claims tell the same: each text is folded once. @type {Map<string, string>} */
  const known = new Map();
  const foldedOnce = (/** @type {string} */ text) => {
    const found = known.get(text) ?? (text && ` ${fold(text, variants)}`);
    known.set(text, found);
    return found;
  };
  const folded = (/** @type {string[]} */ texts) => texts.map(foldedOnce).join("");
  /** @type {string[]} */
  const own = [];
  return {
    relations: new Map(relations.map((each) => [each, folded(Object.values(each.labels))])),
    classes: new Map(classes.map((each) => [each, folded(Object.values(each.labels))])),
    sources: new Map(sources.map((each) => [each, folded([each.publisher ?? "", each.title])])),
    own: (claim) => (own[claim.n] ??= folded([
      claim.value, span(claim), ...Object.values(claim.qualifiers).flat(), claim.note, ...claim.cites.map(placeIn),
    ])),
  };
}

/** @param {Citation} cite */
function placeIn({ locator }) {
  return locator;
}

/** @param {string} word @param {Index} index @param {Texts} texts @returns {Hits} */
function hitsOf(word, index, { relations, classes, sources }) {
  return {
    word, entities: index.holding(word),
    relations: having(relations, word), classes: having(classes, word), sources: having(sources, word),
  };
}

/** @template T @param {Map<T, string>} texts @param {string} word @returns {Set<T>} */
function having(texts, word) {
  return new Set([...texts].flatMap(([thing, text]) => (holds(text, word) ? [thing] : [])));
}

/** @param {Claim} claim @param {Hits} hits @param {Texts} texts */
function isIn(claim, { word, entities, relations, classes, sources }, { own }) {
  const ends = claim.object ? [claim.subject, claim.object] : [claim.subject];
  return ends.some((end) => entities[end.n] || classes.has(end.cls)) || relations.has(claim.relation) ||
    claim.cites.some(({ source }) => sources.has(source)) || holds(own(claim), word);
}

/** @param {Entity} entity @param {Hits} hits */
function isOf(entity, { entities, classes }) {
  return Boolean(entities[entity.n]) || classes.has(entity.cls);
}

/** The word that this is most likely a slip for, or itself. @param {string} word @param {string[]} known */
function nearestTo(word, known) {
  const found = [...near(word, known)];
  found.sort(([a, x], [b, y]) => x - y || a.length - b.length || (a < b ? -1 : 1));
  return found.length ? found[0][0] : word;
}
