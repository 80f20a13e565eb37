/** The language of words whose writing is not that of the page: Chinese in an English sentence, a French title in a
 * Chinese one. Who speaks or draws them must know (WCAG 2.2, 3.1.2). */

/** Chinese with its signs and the numbers within it. */
const HAN = /[\u3001-\u303f\uff01-\uff5e]*\p{Script=Han}(?:[\s\d·—…]*[\p{Script=Han}\u3001-\u303f\uff01-\uff5e])*/gu;
/** Words in Latin letters with what stands between them; a short name such as QQ is every language's. */
const LATIN = /\p{Script=Latin}[\p{Script=Latin}\p{M}]*(?:[ \d!-/:-@‘-”–—]+\p{Script=Latin}[\p{Script=Latin}\p{M}]*)*/gu;
const SHORTEST = 4;

/** @typedef {{ text: string, tag: string }} Run in the language of the page where there is no tag */
/** @typedef {{ writing: RegExp, shortest: number, tag: string }} Foreign */

/** What is looked for on the page. @type {Foreign[]} */
let foreign = [];

/** What the page is in, and which languages the map has, the first of each writing for words that do not say theirs.
 * @param {string} page @param {string[]} tags */
export function settleTongues(page, tags) {
  const han = tags.find(isHan) ?? "zh";
  const latin = tags.find((tag) => scriptOf(tag) === "Latn") ?? "en";
  foreign = [
    ...(isHan(page) ? [] : [{ writing: HAN, shortest: 1, tag: han }]),
    ...(scriptOf(page) === "Latn" ? [] : [{ writing: LATIN, shortest: SHORTEST, tag: latin }]),
  ];
}

/** The text in runs of one language each. @param {string} text @returns {Run[]} */
export function runsOf(text) {
  const found = foreign.flatMap(({ writing, shortest, tag }) =>
    [...text.matchAll(writing)].filter(([words]) => words.length >= shortest)
      .map(({ 0: words, index }) => ({ text: words, tag, index })));
  found.sort((a, b) => a.index - b.index);
  /** @type {Run[]} */
  const runs = [];
  let at = 0;
  for (const { text: words, tag, index } of found) {
    if (index > at) runs.push({ text: text.slice(at, index), tag: "" });
    runs.push({ text: words, tag });
    at = index + words.length;
  }
  if (at < text.length) runs.push({ text: text.slice(at), tag: "" });
  return runs;
}

/** Whether all words of the text may be of the language, as far as writing tells. @param {string} text
 * @param {string} tag */
export function isWrittenIn(text, tag) {
  const latin = (text.match(LATIN) ?? []).some((words) => words.length >= SHORTEST);
  const han = text.search(HAN) >= 0;
  return isHan(tag) ? han && !latin : scriptOf(tag) !== "Latn" || !han;
}

/** @param {string} tag */
function isHan(tag) {
  return ["Hans", "Hant", "Jpan"].includes(scriptOf(tag));
}

/** The writing that a language has of its own or by its tag. @param {string} tag */
function scriptOf(tag) {
  try {
    return new Intl.Locale(tag).maximize().script ?? "";
  } catch {
    return "";
  }
}
