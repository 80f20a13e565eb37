/** What the page shows, and how the address says it. Only what differs from the opening is written. */

import { MOST_SOURCES } from "./filters.js";
import { chosen, NOTHING, word, WORDS } from "./selection.js";

/** How many ties away the surroundings of an entity reach at most. */
export const DEEPEST = 3;

/** Every claim passes. */
export const UNFILTERED = {
  classes: null, relations: null, bases: null,
  confidence: 0, sources: 0, years: null, undated: true, aside: true, derived: true,
};

/** What a story may set, as it is at the opening; the rest is the reader's taste. */
export const FRESH = {
  selection: NOTHING, story: "", step: 0,
  focus: "", depth: 1, only: [], grown: [], hidden: [], all: false,
  ...UNFILTERED,
};

/** @type {State} */
export const OPENING = {
  ...FRESH,
  lang: "", theme: "", view: "map", table: "ties", query: "", size: "partners", regions: true, camera: null, embed: false,
};

/** No number of the address is taken as it comes: the least and the greatest of each.
 * @type {Record<string, [number, number]>} */
const LIMITS = {
  step: [0, 999], depth: [1, DEEPEST], confidence: [0, 2], sources: [0, MOST_SOURCES],
  years: [-1e9, 1e9], camera: [-1e6, 1e6],
};

/** The open ends of `years`, as addresses once had them. */
const ENDLESS = [-9999, 9999];

/** @param {State} state @returns {string} what stands after the `#` */
export function encode({ selection, ...state }) {
  const parts = selection.kind === "nothing" ? [] : [`${word(selection)}=${write(selection.ids)}`];
  for (const [key, value] of Object.entries(state)) {
    const written = write(value);
    if (written !== write(/** @type {any} */ (OPENING)[key])) parts.push(`${key}=${written}`);
  }
  return parts.join("&");
}

/** @param {any} value @returns {string} */
function write(value) {
  if (value === null) return "*";
  if (typeof value === "boolean") return value ? "1" : "0";
  if (Array.isArray(value)) return value.map(write).join(",");
  return encodeURIComponent(value);
}

/** @param {string} hash with or without the `#` @param {(id: string) => boolean} isClaim @returns {State} */
export function decode(hash, isClaim) {
  const said = new Map(hash.replace(/^#/, "").split("&").map((part) => cut(part)));
  /** @type {any} */
  const state = { ...OPENING, selection: readSelection(said, isClaim) };
  for (const [key, text] of said) {
    if (key === "selection" || !Object.hasOwn(OPENING, key)) continue;
    const value = read(key, text);
    if (value !== undefined) state[key] = value;
  }
  return state;
}

/** @param {string} part @returns {[string, string]} */
function cut(part) {
  const place = part.indexOf("=");
  return place > 0 ? [part.slice(0, place), part.slice(place + 1)] : ["", ""];
}

/** @param {Map<string, string>} said @param {(id: string) => boolean} isClaim @returns {Chosen} */
function readSelection(said, isClaim) {
  const found = WORDS.find((each) => said.get(each));
  if (!found) return NOTHING;
  const ids = list(said.get(found) ?? "");
  if (found === "select") return chosen(isClaim(ids[0]) ? "claim" : "entity", ids[0]);
  // Addresses once named the claim of a pair apart from it.
  const meant = found === "pair" ? list(said.get("select") ?? "") : [];
  return chosen(found, ...[...ids, ...meant].slice(0, 3));
}

/** @param {string} key @param {string} text @returns {any} undefined for what cannot be meant */
function read(key, text) {
  const usual = /** @type {any} */ (OPENING)[key];
  if (typeof usual === "boolean") return text === "1";
  if (typeof usual === "number") return within(key, text);
  if (typeof usual === "string") return plain(text);
  if (text === "*") return null;
  if (key === "years") return readYears(text.split(","));
  if (key === "camera") return readCamera(text.split(","));
  return list(text);
}

/** @param {string} key @param {string} text */
function within(key, text) {
  const number = text.trim() === "" ? NaN : Number(text);
  if (!Number.isFinite(number)) return undefined;
  const [least, greatest] = LIMITS[key];
  return Math.min(greatest, Math.max(least, key === "camera" ? number : Math.round(number)));
}

/** @param {string[]} texts @returns {Years | undefined} */
function readYears(texts) {
  const isOpen = (/** @type {string} */ text, /** @type {number} */ end) =>
    text === "*" || Number(text) === ENDLESS[end];
  const [first, last] = texts.map((text, end) => (isOpen(text, end) ? null : within("years", text)));
  return first === undefined || last === undefined ? undefined : [first, last];
}

/** @param {string[]} texts */
function readCamera(texts) {
  const numbers = texts.map((text) => within("camera", text)).filter((number) => number !== undefined);
  return numbers.length === 3 && numbers[2] > 0 ? numbers : undefined;
}

/** @param {string} text */
function list(text) {
  return text === "" ? [] : text.split(",").map(plain);
}

/** @param {string} text */
function plain(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
