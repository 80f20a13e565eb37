/** Names in the reader's language. */

import { primary } from "./strings.js";

/** The text in a language or in another form of it (zh-Hant for zh-Hans), romanisations apart.
 * @param {Names} labels @param {string} tag */
function named(labels, tag) {
  if (labels[tag]) return labels[tag];
  const tongue = primary(tag);
  const alike = Object.keys(labels).find((each) => primary(each) === tongue && !each.includes("-Latn"));
  return alike ? labels[alike] : "";
}

/** @param {Names} labels */
function romanised(labels) {
  const tag = Object.keys(labels).find((each) => each.includes("-Latn"));
  return tag ? labels[tag] : "";
}

/** In the language, else in English, else in Latin letters, else any. @param {Names | undefined} labels
 * @param {Language} lang @returns {string} */
export function label(labels, lang) {
  if (!labels) return "";
  if (lang.pair.length) return paired(labels, lang.pair);
  return named(labels, lang.tag) || named(labels, "en") || romanised(labels) || (Object.values(labels)[0] ?? "");
}

/** @param {Names} labels @param {Language[]} pair */
function paired(labels, [one, other]) {
  const [first, second] = [label(labels, one), named(labels, other.tag)];
  return !second || first.includes(second) ? first : `${first} ${second}`;
}

/** @param {Entity} entity @param {Language} lang */
export function nameOf(entity, lang) {
  return label(entity.labels, lang) || entity.id;
}

/** The names in other languages and scripts: what stands small below a heading, those of the map's languages first.
 * @param {Entity} entity @param {Language} lang @param {Language[]} languages */
export function otherNames(entity, lang, languages) {
  const shown = nameOf(entity, lang);
  const ours = languages.filter((each) => !each.pair.length).map((each) => named(entity.labels, each.tag));
  const names = [...ours, ...Object.values(entity.labels), ...entity.aliases];
  return [...new Set(names)].filter((name) => name && !shown.includes(name));
}

/** How a relation reads from one of its ends: `founded`, `founded by`; `… sued Tencent` where there is no word for it.
 * @param {Relation} relation @param {Entity | null} object the end, when it is read from its object
 * @param {Language} lang */
export function relationName(relation, object, lang) {
  if (!object || relation.symmetric) return label(relation.labels, lang);
  if (relation.inverse) return label(relation.inverse, lang);
  return `… ${label(relation.labels, lang)} ${nameOf(object, lang)}`;
}
