/** Figures and amounts as people read them. */

import { filled } from "./strings.js";

/** What large numbers are counted in; a language has a word for some of them. @type {[number, string][]} */
const UNITS = [[1e9, "billion"], [1e8, "hundred_million"], [1e6, "million"], [1e4, "ten_thousand"]];

/** @param {string} value @param {Language} lang */
export function number(value, lang) {
  const amount = Number(value);
  if (!Number.isFinite(amount) || value === "") return value;
  const size = Math.abs(amount);
  const [unit, word] = UNITS.find(([least, each]) => size >= least && lang.texts[each]) ?? [1, ""];
  return word ? filled(lang.texts[word], { n: trim(amount / unit, lang) }) : trim(amount, lang);
}

/** A measure as the commands print it: 0.0123, 1.23, 123. @param {number} number */
export function threeDigits(number) {
  const exponent = Number(number.toExponential(2).split("e")[1]);
  return number ? number.toFixed(Math.max(0, 2 - exponent)) : "0";
}

/** @param {number} amount @param {Language} lang */
function trim(amount, lang) {
  return amount.toLocaleString(lang.tag, { maximumFractionDigits: Math.abs(amount) < 10 ? 2 : 1 });
}

const SIGNS = /** @type {Record<string, string>} */ ({ USD: "US$", CNY: "CN¥", HKD: "HK$" });

/** `USD 20000000` → US$20 million. @param {string} text @param {Language} lang */
export function money(text, lang) {
  const [unit, amount] = text.split(" ");
  return amount ? withUnit(amount, unit, lang) : text;
}

/** @param {string} value @param {string} unit @param {Language} lang */
export function withUnit(value, unit, lang) {
  const n = number(value, lang);
  if (unit === "%") return filled(lang.texts.percent, { n });
  if (SIGNS[unit]) return filled(lang.texts.money, { n, sign: SIGNS[unit] });
  return unit ? filled(lang.texts.measure, { n, unit }) : n;
}
