/** Dates as they were written (EDTF level 1), in words. */

const MONTHS = [
  "January", "February", "March", "April", "May", "June",
  "July", "August", "September", "October", "November", "December",
];
const SEASONS = { en: ["spring", "summer", "autumn", "winter"], zh: ["春", "夏", "秋", "冬"] };

/** @param {string} text @param {"en" | "zh"} lang */
export function spell(text, lang) {
  if (!text) return "";
  const mark = /[?~%]$/.exec(text)?.[0] ?? "";
  const plain = mark ? text.slice(0, -1) : text;
  const words = lang === "zh" ? chinese(plain) : english(plain);
  if (lang === "zh") return { "": "", "~": "约 ", "?": "或为 ", "%": "或约 " }[mark] + words;
  return { "": "", "~": "about ", "?": "perhaps ", "%": "perhaps about " }[mark] + words;
}

/** @param {string} text */
function english(text) {
  const [year, month, day] = parts(text);
  const words = yearWords(year, "en");
  if (!month || month === "XX") return words;
  const number = Number(month);
  if (number > 20) return `${SEASONS.en[number - 21]} ${words}`;
  return day && day !== "XX" ? `${Number(day)} ${MONTHS[number - 1]} ${words}` : `${MONTHS[number - 1]} ${words}`;
}

/** @param {string} text */
function chinese(text) {
  const [year, month, day] = parts(text);
  const words = yearWords(year, "zh");
  if (!month || month === "XX") return words;
  const number = Number(month);
  if (number > 20) return `${words}${SEASONS.zh[number - 21]}`;
  return day && day !== "XX" ? `${words}${number}月${Number(day)}日` : `${words}${number}月`;
}

/** @param {string} text */
function parts(text) {
  const match = /^(Y?-?[\dX]+)(?:-([\dX]{2}))?(?:-([\dX]{2}))?$/.exec(text);
  return match ? [match[1], match[2], match[3]] : [text, "", ""];
}

/** @param {string} year @param {"en" | "zh"} lang */
function yearWords(year, lang) {
  const digits = year.replace("Y", "");
  if (/^-?\d+$/.test(digits)) {
    const number = Number(digits);
    if (number <= 0) return lang === "zh" ? `公元前${1 - number}年` : `${1 - number} BC`;
    return lang === "zh" ? `${number}年` : String(number);
  }
  const head = digits.replaceAll("X", "");
  if (/^\d{3}X$/.test(digits)) return lang === "zh" ? `${head}0年代` : `the ${head}0s`;
  if (/^\d{2}XX$/.test(digits)) return lang === "zh" ? `${Number(head) + 1}世纪` : `the ${head}00s`;
  return digits;
}

/** When the claim holds, in words; empty when nothing is said. @param {Claim} claim @param {"en" | "zh"} lang */
export function when(claim, lang) {
  const at = spell(claim.at, lang);
  const start = spell(claim.start, lang);
  const end = claim.end === ".." ? "" : spell(claim.end, lang);
  if (lang === "zh") {
    if (at) return at;
    if (start && end) return `${start}至${end}`;
    if (end) return `至${end}`;
    if (claim.end === "..") return start ? `${start}至今` : "至今";
    return start && (claim.relation.event || !claim.object) ? start : start && `${start}起`;
  }
  if (at) return preposition(at, claim.at);
  if (start && end) return `from ${start} to ${end}`;
  if (end) return `until ${end}`;
  if (claim.end === "..") return start ? `since ${start}, to this day` : "to this day";
  return start && (claim.relation.event || !claim.object) ? preposition(start, claim.start) : start && `from ${start}`;
}

/** @param {string} words @param {string} written */
function preposition(words, written) {
  if (/^(about|perhaps)/.test(words)) return words;
  return /^-?\d{4}-\d\d-\d\d/.test(written) ? `on ${words}` : `in ${words}`;
}

/** Short, for lists: `2005-12 – 2007-07`. @param {Claim} claim */
export function span(claim) {
  if (claim.at) return claim.at;
  if (!claim.start && !claim.end) return "";
  if (claim.relation.event && !claim.end) return claim.start;
  return `${claim.start || "?"} – ${claim.end === ".." ? "" : claim.end || "?"}`.trim();
}
