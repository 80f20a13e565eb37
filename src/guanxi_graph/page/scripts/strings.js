/** What the interface says, in the languages of the map. */

const BOTH = "both";
/** @type {Intl.LDMLPluralRule[]} */
const CATEGORIES = ["zero", "one", "two", "few", "many", "other"];
/** They take long to make, and are asked for by every count. */
const numbersOf = kept((tag) => new Intl.NumberFormat(tag));
const pluralsOf = kept((tag) => {
  const rules = new Intl.PluralRules(tag);
  return { rules, own: CATEGORIES.filter((each) => rules.resolvedOptions().pluralCategories.includes(each)) };
});

/** The languages that the reader can choose, and the first two together. @param {Speech[]} speeches
 * @returns {Language[]} */
export function languagesOf(speeches) {
  const single = speeches.map((speech) => {
    /** @type {any} */
    const language = { ...speech, id: speech.tag, pair: [] };
    language.one = language;
    return /** @type {Language} */ (language);
  });
  if (single.length < 2) return single;
  const [first, second] = single;
  return [...single, { ...first, id: BOTH, short: `${first.short} ${second.short}`, pair: [first, second], one: first }];
}

/** The language of an address (`zh` and `zh-Hans` alike), or the system's, or the map's first.
 * @param {Language[]} languages @param {string} asked @param {string} system @returns {Language} */
export function languageFor(languages, asked, system) {
  const exact = (/** @type {string} */ tag) => languages.find((each) => each.id === tag);
  const alike = (/** @type {string} */ tag) =>
    tag !== "" && languages.find((each) => !each.pair.length && primary(each.id) === primary(tag));
  return exact(asked) || alike(asked) || exact(system) || alike(system) || languages[0];
}

/** @param {string} tag */
export function primary(tag) {
  return tag.split("-")[0].toLowerCase();
}

/** A text of the interface, its numbers grouped and its words in the number they ask for. With two languages it says
 * both, shortly.
 * @param {Language} lang @param {string} key @param {Record<string, any>} [values] */
export function t(lang, key, values = {}) {
  const [first, second] = lang.pair.map(({ texts }) => texts[key]);
  const text = second && first !== second ? both(first, second) : lang.texts[key] ?? key;
  return filled(inflected(text, values, lang.tag), counted(values, lang));
}

/** `{n:tie|ties}` is the word that the number asks for: one for each plural category of the language, in CLDR's order,
 * the last for all others. @param {string} pattern @param {Record<string, any>} values @param {string} tag */
function inflected(pattern, values, tag) {
  return pattern.replace(/\{(\w+):([^{}]*)\}/g, (_, name, forms) => wordFor(values[name], forms.split("|"), tag));
}

/** @param {number} n @param {string[]} forms @param {string} tag */
function wordFor(n, forms, tag) {
  const { rules, own } = pluralsOf(tag);
  const category = rules.select(n);
  return forms[category === "other" ? forms.length - 1 : Math.min(own.indexOf(category), forms.length - 1)];
}

/** @param {Record<string, any>} values @param {Language} lang */
function counted(values, lang) {
  const told = Object.entries(values).map(([name, value]) => [name, typeof value === "number" ? digits(lang, value) : value]);
  return Object.fromEntries(told);
}

/** @param {string} pattern @param {Record<string, any>} values */
export function filled(pattern, values) {
  return pattern.replace(/\{(\w+)\}/g, (_, name) => isolated(String(values[name] ?? "")));
}

/** A name that runs from right to left must not turn the words around it. @param {string} text */
export function isolated(text) {
  return /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/.test(text) ? `\u2068${text}\u2069` : text;
}

/** Labels show both languages; sentences and patterns would only tire.
 * @param {string} first @param {string} second */
function both(first, second) {
  return first.length > 22 || first.includes("{") ? first : `${first} ${second}`;
}

/** A whole number as the language groups its digits. @param {Language} lang @param {number} n */
export function digits(lang, n) {
  return numbersOf(lang.tag).format(n);
}

/** Made once a language. @template T @param {(tag: string) => T} make @returns {(tag: string) => T} */
function kept(make) {
  /** @type {Map<string, T>} */
  const made = new Map();
  return (tag) => {
    if (!made.has(tag)) made.set(tag, make(tag));
    return /** @type {T} */ (made.get(tag));
  };
}
