/** Figures and amounts as people read them. */

/** @param {string} value @param {"en" | "zh"} lang */
export function number(value, lang) {
  const amount = Number(value);
  if (!Number.isFinite(amount) || value === "") return value;
  const size = Math.abs(amount);
  const units = lang === "zh"
    ? [[1e8, " 亿"], [1e4, " 万"]]
    : [[1e9, " billion"], [1e6, " million"]];
  for (const [unit, word] of /** @type {[number, string][]} */ (units)) {
    if (size >= unit) return `${trim(amount / unit)}${word}`;
  }
  return trim(amount);
}

/** @param {number} amount */
function trim(amount) {
  return amount.toLocaleString("en", { maximumFractionDigits: Math.abs(amount) < 10 ? 2 : 1 });
}

const SIGNS = /** @type {Record<string, string>} */ ({ USD: "US$", CNY: "CN¥", HKD: "HK$" });

/** `USD 20000000` → US$20 million. @param {string} text @param {"en" | "zh"} lang */
export function money(text, lang) {
  const [unit, amount] = text.split(" ");
  return amount ? withUnit(amount, unit, lang) : text;
}

/** @param {string} value @param {string} unit @param {"en" | "zh"} lang */
export function withUnit(value, unit, lang) {
  const written = number(value, lang);
  if (unit === "%") return `${written}%`;
  if (SIGNS[unit]) return `${SIGNS[unit]}${written}`;
  return unit && lang === "en" ? `${written} ${unit}` : written;
}
