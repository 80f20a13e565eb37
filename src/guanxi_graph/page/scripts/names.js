/** Names in the reader's language. */

const ENGLISH = ["en", "zh-Latn-pinyin"];
const CHINESE = ["zh-Hans", "zh", "zh-Hant"];

/** @param {Names} labels @param {string[]} tags */
function first(labels, tags) {
  for (const tag of tags) if (labels[tag]) return labels[tag];
  return "";
}

/** @param {Names | undefined} labels @param {Language} lang */
export function label(labels, lang) {
  if (!labels) return "";
  const any = Object.values(labels)[0] ?? "";
  const english = first(labels, ENGLISH);
  const chinese = first(labels, CHINESE);
  if (lang === "en") return english || any;
  if (lang === "zh") return chinese || english || any;
  if (!english || !chinese || english === chinese || english.includes(chinese)) return chinese || english || any;
  return `${chinese} ${english}`;
}

/** @param {Entity} entity @param {Language} lang */
export function nameOf(entity, lang) {
  return label(entity.labels, lang) || entity.id;
}

/** The name in the other script, and the pinyin: what stands small below a heading.
 * @param {Entity} entity @param {Language} lang */
export function otherNames(entity, lang) {
  const shown = nameOf(entity, lang);
  const names = ["zh-Hans", "zh-Hant", "zh-Latn-pinyin", "en"].map((tag) => entity.labels[tag]);
  return [...new Set([...names, ...entity.aliases])].filter((name) => name && !shown.includes(name));
}

/** How a relation reads from one of its ends: `founded`, `founded by`; `… sued Tencent` where there is no word for it.
 * @param {Relation} relation @param {Entity | null} object the end, when it is read from its object
 * @param {Language} lang */
export function relationName(relation, object, lang) {
  if (!object || relation.symmetric) return label(relation.labels, lang);
  if (relation.inverse) return label(relation.inverse, lang);
  return `… ${label(relation.labels, lang)} ${nameOf(object, lang)}`;
}
