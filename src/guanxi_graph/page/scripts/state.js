/** What the page shows, and how the address says it. Only what differs from the opening is written. */

/** @type {State} */
export const OPENING = {
  select: "", pair: [], connect: [], story: "", step: 0,
  focus: "", depth: 1, only: [], grown: [], hidden: [], all: false,
  classes: null, relations: null, bases: null,
  confidence: 0, sources: 0, years: null, undated: true, aside: true, derived: true,
  lang: "", theme: "", view: "map", table: "ties", size: "ties", regions: true, camera: null,
};

const NUMBERS = new Set(["years", "camera"]);

/** @param {State} state @returns {string} what stands after the `#` */
export function encode(state) {
  const parts = [];
  for (const [key, value] of Object.entries(state)) {
    const written = write(value);
    if (written !== write(/** @type {any} */ (OPENING)[key])) parts.push(`${key}=${written}`);
  }
  return parts.join("&");
}

/** @param {any} value */
function write(value) {
  if (value === null) return "*";
  if (typeof value === "boolean") return value ? "1" : "0";
  if (Array.isArray(value)) return value.map((each) => encodeURIComponent(each)).join(",");
  return encodeURIComponent(value);
}

/** @param {string} hash with or without the `#` @returns {State} */
export function decode(hash) {
  /** @type {any} */
  const state = { ...OPENING };
  for (const part of hash.replace(/^#/, "").split("&")) {
    const cut = part.indexOf("=");
    const key = part.slice(0, cut);
    if (cut > 0 && Object.hasOwn(OPENING, key)) {
      const value = read(key, part.slice(cut + 1));
      if (value !== undefined) state[key] = value;
    }
  }
  return state;
}

/** @param {string} key @param {string} text @returns {any} undefined for what cannot be meant */
function read(key, text) {
  const usual = /** @type {any} */ (OPENING)[key];
  if (typeof usual === "boolean") return text === "1";
  if (typeof usual === "number") return Number.isFinite(Number(text)) ? Number(text) : undefined;
  if (typeof usual === "string") return plain(text);
  if (text === "*") return null;
  const items = text === "" ? [] : text.split(",").map(plain);
  if (!NUMBERS.has(key)) return items;
  const numbers = items.map(Number);
  return numbers.every(Number.isFinite) && numbers.length > 1 ? numbers : undefined;
}

/** @param {string} text */
function plain(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
