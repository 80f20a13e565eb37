/** What stands above the table: which rows, the field that searches them, how many, a page on or back.
 *
 * Its elements stay while the rows change, so that the field keeps the focus, and what an input method composes.
 */

import { fill, h } from "./dom.js";
import { TABLES } from "./passing.js";
import { t } from "./strings.js";

/** What is told of the rows. @typedef {{ query: string, meant: string, page: number, from: number, to: number,
 *   count: number }} Told */

/** @param {App} app @param {{ turn: (by: number) => void, type: (query: string) => void }} acts */
export function createTools(app, { turn, type }) {
  const kinds = h("div.segments", { role: "group" });
  const field = h("input.table-search", { type: "search", oninput: () => type(field.value) });
  const count = h("span.count");
  const back = stepButton("‹", () => turn(-1));
  const onward = stepButton("›", () => turn(1));
  return { place: h("div.table-tools", {}, kinds, field, count, back, onward), update };

  /** @param {Told} told */
  function update({ query, meant, page, from, to, count: n }) {
    const { lang, state } = app;
    const words = meant ? `${t(lang, "meantRows", { words: meant })} · ` : "";
    name(kinds, t(lang, "table"));
    fill(kinds, TABLES.map((table) => kindButton(app, table, state.table === table)));
    name(field, t(lang, "tableSearch"));
    field.placeholder = t(lang, "tableSearch");
    if (field.value !== query) field.value = query;
    fill(count, words, n ? t(lang, "rows", { a: from, b: to, n }) : t(lang, "noRows"));
    name(back, t(lang, "pagePrevious"));
    back.disabled = page === 0;
    name(onward, t(lang, "pageNext"));
    onward.disabled = to >= n;
  }
}

/** @param {Element} element @param {string} words */
function name(element, words) {
  element.setAttribute("aria-label", words);
}

/** @param {string} sign @param {() => void} act */
function stepButton(sign, act) {
  return h("button.icon-text", { type: "button", onclick: act }, sign);
}

/** @param {App} app @param {string} table @param {boolean} isChosen */
function kindButton({ lang, go }, table, isChosen) {
  const attributes = { type: "button", "aria-pressed": String(isChosen), "data-key": `table-${table}` };
  return h("button", { ...attributes, onclick: () => go({ table }) }, t(lang, `table_${table}`));
}
