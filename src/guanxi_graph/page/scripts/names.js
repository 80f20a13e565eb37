/** Names in the reader's language. */

import { h } from "./dom.js";
import { primary } from "./strings.js";

/** Under which tag a language, or another form of it (zh-Hant for zh-Hans), has its text, romanisations apart.
 * @param {Names} labels @param {string} tag */
function tagIn(labels, tag) {
  if (labels[tag]) return tag;
  const tongue = primary(tag);
  return Object.keys(labels).find((each) => primary(each) === tongue && !each.includes("-Latn")) ?? "";
}

/** In the language, else in English, else in Latin letters, else any. @param {Names} labels @param {Language} lang */
function tagFor(labels, lang) {
  const tags = Object.keys(labels);
  return tagIn(labels, lang.tag) || tagIn(labels, "en") || tags.find((tag) => tag.includes("-Latn")) || (tags[0] ?? "");
}

/** The tags of what is said: of two languages both, where they say it differently.
 * @param {Names} labels @param {Language} lang @returns {string[]} */
function tagsOf(labels, lang) {
  if (!lang.pair.length) return [tagFor(labels, lang)].filter((tag) => labels[tag]);
  const [one, other] = lang.pair;
  const [first, second] = [tagFor(labels, one), tagIn(labels, other.tag)];
  return !second || labels[first].includes(labels[second]) ? [first] : [first, second];
}

/** @param {Names | undefined} labels @param {Language} lang @returns {string} */
export function label(labels, lang) {
  return labels ? tagsOf(labels, lang).map((tag) => labels[tag]).join(" ") : "";
}

/** The same to be shown: what is not in the language of the page says in which it is, for whoever speaks or draws it.
 * @param {Names | undefined} labels @param {Language} lang @returns {any[]} */
export function spoken(labels, lang) {
  return labels ? tagsOf(labels, lang).map((tag, place) => [place > 0 && " ", tongued(labels[tag], tag, lang)]) : [];
}

/** @param {string} text @param {string} tag @param {Language} lang */
function tongued(text, tag, lang) {
  return tag === lang.tag ? text : h("span", { lang: tag }, text);
}

/** @param {Entity} entity @param {Language} lang */
export function nameOf(entity, lang) {
  return label(entity.labels, lang) || entity.id;
}

/** @param {Entity} entity @param {Language} lang */
export function spokenName(entity, lang) {
  return label(entity.labels, lang) ? spoken(entity.labels, lang) : entity.id;
}

/** The language of a name that stands in one text, where it is not that of the page.
 * @param {Entity} entity @param {Language} lang */
export function tongueOf({ labels }, lang) {
  const [tag = "", other] = tagsOf(labels, lang);
  return other || tag === lang.tag ? null : tag || null;
}

/** The names in other languages and scripts, as they are shown: what stands small below a heading, those of the map's
 * languages first. @param {Entity} entity @param {Language} lang @param {Language[]} languages @param {number} [most] */
export function otherNames({ id, labels, aliases }, lang, languages, most = Infinity) {
  const shown = label(labels, lang) || id;
  const ours = languages.filter((each) => !each.pair.length).map((each) => tagIn(labels, each.tag));
  const tags = [...ours, ...Object.keys(labels)];
  const all = [...tags.map((tag) => [labels[tag], tag]), ...aliases.map((alias) => [alias, lang.tag])];
  const first = all.filter(([name], place) => all.findIndex(([other]) => other === name) === place);
  const names = first.filter(([name]) => name && !shown.includes(name)).slice(0, most);
  return names.map(([name, tag], place) => [place > 0 && " · ", tongued(name, tag, lang)]);
}

/** How a relation reads from one of its ends: `founded`, `founded by`; `… sued Tencent` where there is no word for it.
 * @param {Relation} relation @param {Entity | null} object the end, when it is read from its object
 * @param {Language} lang */
export function relationName(relation, object, lang) {
  if (!object || relation.symmetric) return label(relation.labels, lang);
  if (relation.inverse) return label(relation.inverse, lang);
  return `… ${label(relation.labels, lang)} ${nameOf(object, lang)}`;
}
