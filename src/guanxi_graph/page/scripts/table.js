/** The map without the picture: all that passes the filters as a table, sorted and searched. */

import { announce, byId, fill, h } from "./dom.js";
import { sought } from "./passing.js";
import { entityColumns, tieColumns } from "./rows.js";
import { t } from "./strings.js";
import { createTools } from "./table-tools.js";
import { isDrawn } from "./views.js";

const PAGE = 100;
/** In milliseconds: the address says what is sought once no key follows. */
const REST = 300;

/** @typedef {import("./rows.js").Column} Column */
/** @typedef {{ key: string, down: boolean }} Sorted */
/** What the reader does with the table itself. @typedef {{ sorted: Sorted, query: string, page: number }} Reading */

/** @param {App} app @param {SearchRows} search @returns {Part} */
export function createTable(app, search) {
  const place = byId("table");
  const tools = createTools(app, { turn, type });
  const under = h("div.sheet", { tabindex: "0", role: "region" });
  place.append(tools.place, under);
  /** @type {Reading} */
  let reading = { sorted: { key: "", down: false }, query: app.state.query, page: 0 };
  let shown = "";
  let told = "";
  /** @type {any} */
  let typing = null;
  return { update };

  /** @param {App} _ @param {State | null} before */
  function update(_, before) {
    const { state } = app;
    place.hidden = state.view !== "table";
    byId("map").hidden = !isDrawn(state);
    const asks = before && before.query !== state.query && state.query !== reading.query;
    if (asks) read({ query: state.query });
    else if (!place.hidden) draw();
  }

  function draw() {
    const { state, lang } = app;
    const now = JSON.stringify([state.table, state.classes, state.relations, state.years]);
    if (now !== shown) reading.page = 0;
    shown = now;
    const focused = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset?.key;
    const columns = state.table === "entities" ? entityColumns(app) : tieColumns(app);
    const { query, sorted } = reading;
    const { rows: held, meant } = sought(app, state.table, query, search);
    const rows = ordered(columns, held, sorted);
    const page = Math.min(reading.page, Math.max(0, Math.ceil(rows.length / PAGE) - 1));
    const [from, to] = [page * PAGE, Math.min(rows.length, (page + 1) * PAGE)];
    reading.page = page;
    place.setAttribute("aria-label", t(lang, "table"));
    tools.update({ query, meant, page, from: from + 1, to, count: rows.length });
    under.setAttribute("aria-label", t(lang, `table_${state.table}`));
    fill(under, sheet(app, columns, rows.slice(from, to), sorted, (chosen) => read({ sorted: chosen })));
    if (focused) place.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
    tell();
  }

  /** @param {Partial<Reading>} change */
  function read(change) {
    reading = { ...reading, page: 0, ...change };
    if (!place.hidden) draw();
    under.scrollTop = 0;
  }

  /** @param {number} by */
  function turn(by) {
    read({ page: reading.page + by });
  }

  /** @param {string} query */
  function type(query) {
    read({ query });
    clearTimeout(typing);
    typing = setTimeout(() => app.go({ query }, { replace: true }), REST);
  }

  /** How many rows are left, when that has changed. */
  function tell() {
    const words = place.querySelector(".count").textContent;
    if (words !== told && (told || reading.query)) announce(words, 600, "rows");
    told = words;
  }
}

/** @param {Column[]} columns @param {any[]} rows @param {Sorted} sorted */
function ordered(columns, rows, { key, down }) {
  const column = columns.find((each) => each.key === key);
  if (!column) return rows;
  const keyed = rows.map((row) => ({ row, key: column.sort(row) }));
  keyed.sort((a, b) => (down ? -1 : 1) * compare(a.key, b.key));
  return keyed.map(({ row }) => row);
}

/** @param {string | number} a @param {string | number} b */
function compare(a, b) {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a).localeCompare(String(b), "zh-Hans-u-co-pinyin");
}

/** @param {App} app @param {Column[]} columns @param {any[]} rows @param {Sorted} sorted
 * @param {(sorted: Sorted) => void} sort */
function sheet({ lang, state }, columns, rows, sorted, sort) {
  return h("table", {},
    h("thead", {}, h("tr", {}, columns.map((column) => head(lang, column, sorted, sort)))),
    h("tbody", {}, rows.map((row) => line(row, columns, state.selection.ids.includes(row.id)))));
}

/** @param {any} row @param {Column[]} columns @param {boolean} isChosen */
function line(row, columns, isChosen) {
  return h(`tr${isChosen ? ".chosen" : ""}`, {}, columns.map((column, n) => {
    const kind = column.number ? ".number" : "";
    return n === 0 ? h(`th${kind}`, { scope: "row" }, column.cell(row)) : h(`td${kind}`, {}, column.cell(row));
  }));
}

/** @param {Language} lang @param {Column} column @param {Sorted} sorted @param {(sorted: Sorted) => void} sort */
function head(lang, { key, number }, sorted, sort) {
  const active = sorted.key === key;
  const order = active ? (sorted.down ? "descending" : "ascending") : "none";
  const next = { key, down: active ? !sorted.down : Boolean(number) };
  return h(`th${number ? ".number" : ""}`, { scope: "col", "aria-sort": order },
    h("button", { type: "button", "data-key": `sort-${key}`, onclick: () => sort(next) },
      t(lang, `column_${key}`),
      h("span.sort", { "aria-hidden": "true" }, active ? (sorted.down ? "↓" : "↑") : "")));
}
