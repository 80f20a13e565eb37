/** What the desk says, in the language of the map. */

const told = await (await fetch(new URL("texts.json", import.meta.url))).json();

/** @param {string} key without `desk` @param {Record<string, string | number>} [gaps] @returns {string} */
export function t(key, gaps = {}) {
  const text = told.texts[`desk${key}`] ?? key;
  return text.replace(/\{(\w+)\}/g, (/** @type {string[]} */ ...[all, name]) => String(gaps[name] ?? all));
}

/** How a citation stands, in words. @param {string} state @returns {string} */
export function standing(state) {
  return told.states[state] ?? state;
}
