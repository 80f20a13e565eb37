/** What the filters are made of: lists of choices, rows of buttons, switches, sections that fold. */

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { digits, t } from "./strings.js";

/** @typedef {"classes" | "relations" | "bases"} ListKey */
/** @typedef {"confidence" | "sources" | "size"} LevelKey */
/** @typedef {"aside" | "derived" | "regions"} FlagKey */
/** @typedef {{ id: string, words: string, count: number, picture?: any }} Choice */

/** One choice of a list. Unticking the first leaves the others; "only" leaves the one.
 * @param {App} app @param {ListKey} key @param {Choice} choice @param {{ id: string }[]} all */
export function choiceRow({ state, lang, go }, key, { id, words, count, picture }, all) {
  const on = !state[key] || state[key].includes(id);
  const alone = on && state[key]?.length === 1;
  const toggle = () => {
    const current = state[key] ?? all.map((each) => each.id);
    const next = on ? current.filter((each) => each !== id) : [...current, id];
    go({ [key]: next.length === all.length ? null : next });
  };
  return h(
    `li.choice${on ? "" : ".off"}${count ? "" : ".none"}`, {},
    h("label", {},
      h("input", { type: "checkbox", checked: on, onchange: toggle, "data-key": `${key}-${id}` }),
      h("span.choice-name", {}, picture, words)),
    h("button.only", {
      type: "button", "data-key": `${key}-${id}-only`, "aria-label": alone ? null : t(lang, "onlyThis", { name: words }),
      onclick: () => go({ [key]: alone ? null : [id] }),
    }, t(lang, alone ? "all" : "only")),
    h("span.count", {}, digits(lang, count)),
  );
}

/** @param {App} app @param {FlagKey} key @param {string} words @param {number} [count] */
export function flag({ state, lang, go }, key, words, count) {
  const toggle = () => go({ [key]: !state[key] });
  return h(
    "li.choice", {},
    h("label", {},
      h("input", { type: "checkbox", checked: state[key], "data-key": key, onchange: toggle }),
      h("span.choice-name", {}, words)),
    count !== undefined && h("span.count", {}, digits(lang, count)),
  );
}

/** A row of buttons of which one is down. @param {App} app @param {LevelKey} key @param {string} title
 * @param {{ value: string | number, words: string, n?: number }[]} options */
export function segments({ state, lang, go }, key, title, options) {
  const label = `${key}-label`;
  const button = (/** @type {{ value: string | number, words: string, n?: number }} */ { value, words, n }) =>
    h("button", {
      type: "button", "aria-pressed": String(value === state[key]), "data-key": `${key}-${value}`,
      onclick: () => go({ [key]: value }),
    }, words, n !== undefined && h("small", {}, digits(lang, n)));
  return h("li.field", {},
    h("span", { id: label }, title),
    h("div.segments", { role: "group", "aria-labelledby": label }, options.map(button)));
}

/** Which sections the reader has folded or opened, by name. @type {Map<string, boolean>} */
const folded = new Map();

/** @param {App} app @param {string} name @param {any[]} rows @param {boolean} [open] */
export function section({ lang }, name, rows, open = true) {
  const toggle = (/** @type {any} */ event) => folded.set(name, event.target.open);
  return h("details.filter", { open: folded.get(name) ?? open, ontoggle: toggle },
    h("summary", { "data-key": `fold-${name}` }, h("h3", {}, t(lang, name)), icon("forward")),
    h("ul.plain", {}, rows));
}
