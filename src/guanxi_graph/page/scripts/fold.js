/** What a search takes as equal: case, tone marks and numbers, full width, traditional and simplified. */

const FINALS =
  "iang iong uang ueng ang eng ing ong ian iao uai uan van ai an ao ei en er ia ie in iu ou ua ue ui un uo a e i o u";
const FINAL = `(?:${FINALS.replaceAll(" ", "|")})`;
// Only a, e and o begin a syllable without a consonant, and within a word only behind an apostrophe.
const SYLLABLE = new RegExp(`^(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])${FINAL}|(?:ang|eng|ai|an|ao|ei|en|er|ou|a|e|o))`);

/** @param {string} text @param {Map<string, string>} variants */
export function fold(text, variants) {
  const folded = (ASCII.test(text) ? text : withoutMarks(text, variants)).toLowerCase().replaceAll("v", "u");
  return folded.replace(/([a-z])[1-5](?![0-9])/g, "$1").replace(/[·‧・'’.,()（）\-_]/g, " ").replace(/\s+/g, " ").trim();
}

// Most texts: nothing in it is marked, wide or Chinese.
const ASCII = /^[\0-\x7f]*$/;

/** @param {string} text @param {Map<string, string>} variants */
function withoutMarks(text, variants) {
  let found = "";
  const bare = text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").normalize("NFC");
  for (const char of bare) found += variants.get(char) ?? char;
  return found;
}

/** Of the words that were asked about. @type {Map<string, string[]>} */
const KNOWN = new Map();

/** The syllables of a pinyin word without tones: `huateng` → hua, teng. Empty when it is none.
 * @param {string} word @returns {string[]} */
export function syllables(word) {
  const known = KNOWN.get(word);
  if (known) return known;
  const found = split(word);
  KNOWN.set(word, found);
  return found;
}

/** @param {string} word @returns {string[]} */
function split(word) {
  if (!word) return [];
  const whole = SYLLABLE.exec(word)?.[0] ?? "";
  for (let length = whole.length; length > 0; length -= 1) {
    const head = word.slice(0, length);
    if (SYLLABLE.exec(head)?.[0] !== head) continue;
    if (length === word.length) return [head];
    const rest = /^[^aeo]/.test(word.slice(length)) ? split(word.slice(length)) : [];
    if (rest.length) return [head, ...rest];
  }
  return [];
}

/** The first letters of a folded pinyin name: `ma huateng` → mht. @param {string} name */
export function initials(name) {
  return name
    .split(" ")
    .flatMap((word) => {
      const found = syllables(word);
      return found.length ? found.map((each) => each[0]) : [word[0] ?? ""];
    })
    .join("");
}

/** Shorter parts of Latin words stand in every second name. */
export const SHORTEST_PART = 3;

/** Whether a text of words behind a space each has one that begins so, or holds a part that is long enough.
 * @param {string} text @param {string} word */
export function holds(text, word) {
  return text.includes(` ${word}`) || ((word.length >= SHORTEST_PART || isHan(word)) && text.includes(word));
}

/** @param {string} word */
export function isHan(word) {
  return word.charCodeAt(0) > 0x2e80;
}
