/** Dates as they were written (EDTF), in words. */

import { filled } from "./strings.js";

const MARKS = /** @type {Record<string, string>} */ ({
  "~": "date_about", "?": "date_perhaps", "%": "date_perhaps_about",
});

/** @param {string} text @param {Language} lang @returns {string} */
export function spell(text, lang) {
  if (!text) return "";
  if (isSet(text)) return oneOf(text, lang);
  const mark = MARKS[text.slice(-1)];
  if (!mark) return words(text, lang);
  return filled(lang.texts[mark], { date: words(text.slice(0, -1), lang) });
}

const isSet = (/** @type {string} */ text) => text.startsWith("[");
const isBounded = (/** @type {string} */ text) => isSet(text) && text.includes("..");
const members = (/** @type {string} */ text) => text.slice(1, -1).split(",");

/** One of a set: `[..1890]`, `[1890..]`, `[1905..1912]`, `[1905,1907]`.
 * @param {string} text @param {Language} lang @returns {string} */
function oneOf(text, lang) {
  return members(text).map((each) => member(each, lang))
    .reduce((one, other) => filled(lang.texts.date_or, { one, other }));
}

/** @param {string} text @param {Language} lang */
function member(text, lang) {
  const [first, last] = text.split("..");
  if (last === undefined) return spell(first, lang);
  const key = first && last ? "date_between" : first ? "date_later" : "date_by";
  const pattern = lang.texts[`${key}_${kind(first || last)}`] || lang.texts[key];
  const [start, end] = [spell(first, lang), spell(last, lang)];
  return filled(pattern, { start, end, date: start || end });
}

/** The year by which it had begun, where only that is told. @param {Claim} claim */
export function begunBy({ at, start }) {
  const [first, last] = members(at || start)[0].split("..");
  return isSet(at || start) && !first ? Number(/^-?\d{4}/.exec(last)?.[0]) : null;
}

/** @param {string} text @param {Language} lang */
function words(text, { texts }) {
  const [written, month, day] = parts(text);
  const year = yearWords(written, texts);
  if (!month || month === "XX") return year;
  const number = Number(month);
  if (number > 20) return filled(texts.date_season, { season: texts[`season_${number - 20}`], year });
  const named = { month: texts[`month_${number}`], year };
  if (!day || day === "XX") return filled(texts.date_month, named);
  return filled(texts.date_day, { ...named, day: Number(day) });
}

/** @param {string} text */
function parts(text) {
  const match = /^(Y?-?[\dX]+)(?:-([\dX]{2}))?(?:-([\dX]{2}))?$/.exec(text);
  return match ? [match[1], match[2], match[3]] : [text, "", ""];
}

/** A year for an axis: digits alone, but for those before Christ. @param {number} year @param {Language} lang */
export function yearMark(year, { texts }) {
  return year > 0 ? String(year) : filled(texts.year_bc, { n: 1 - year });
}

/** @param {string} year @param {Record<string, string>} texts */
function yearWords(year, texts) {
  const digits = year.replace("Y", "");
  if (/^-?\d+$/.test(digits)) {
    const number = Number(digits);
    return number <= 0 ? filled(texts.year_bc, { n: 1 - number }) : filled(texts.year, { n: number });
  }
  const head = digits.replaceAll("X", "");
  if (isDecade(digits)) return filled(texts.decade, { n: `${head}0` });
  if (isCentury(digits)) return filled(texts.century, { n: `${head}00`, c: Number(head) + 1 });
  return digits;
}

const isDecade = (/** @type {string} */ digits) => /^\d{3}X$/.test(digits);
const isCentury = (/** @type {string} */ digits) => /^\d{2}XX$/.test(digits);

/** When the claim holds, in words; empty when nothing is said. @param {Claim} claim @param {Language} lang */
export function when(claim, lang) {
  const { at, start, end, relation, object } = claim;
  const ended = end && end !== "..";
  if (at) return phrase("at", at, lang);
  if (start && ended && (isBounded(start) || isBounded(end))) {
    return phrase("from", start, lang) + lang.texts.comma + phrase("until", end, lang);
  }
  if (start && ended) return filled(lang.texts.when_between, { start: spell(start, lang), end: spell(end, lang) });
  if (ended) return phrase("until", end, lang);
  if (end) return start ? phrase("since", start, lang) : lang.texts.when_still;
  return start && phrase(relation.event || !object ? "at" : "from", start, lang);
}

/** With the language's own words for such a date, where it has them: `on` a day, `in` a year.
 * @param {string} how @param {string} written @param {Language} lang */
function phrase(how, written, lang) {
  const pattern = lang.texts[`when_${how}_${kind(written)}`] || lang.texts[`when_${how}`];
  return filled(pattern, { date: spell(written, lang) });
}

/** @param {string} written @returns {string} */
function kind(written) {
  if (isSet(written)) return isBounded(written) ? "bounded" : kind(members(written)[0]);
  if (MARKS[written.slice(-1)]) return "marked";
  const [year, month, day] = parts(written);
  if (Number(month) > 20) return "season";
  if (/^\d\d$/.test(day ?? "")) return "day";
  return isDecade(year) ? "decade" : isCentury(year) ? "century" : "";
}

/** Short, for lists: `2005-12 – 2007-07`. @param {Claim} claim */
export function span(claim) {
  if (claim.at) return claim.at;
  if (!claim.start && !claim.end) return "";
  if (claim.relation.event && !claim.end) return claim.start;
  return `${claim.start || "?"} – ${claim.end === ".." ? "" : claim.end || "?"}`.trim();
}
