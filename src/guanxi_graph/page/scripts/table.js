/** The map without the picture: all that passes the filters as a table, sorted and searched. */

import { announce, byId, fill, h } from "./dom.js";
import { rowSearcher } from "./row-search.js";
import { entityColumns, tieColumns } from "./rows.js";
import { t } from "./strings.js";
import { isDrawn } from "./views.js";

const PAGE = 100;

/** @typedef {import("./rows.js").Column} Column */
/** @typedef {{ key: string, down: boolean }} Sorted */
/** What the reader does with the table itself. @typedef {{ sorted: Sorted, query: string, page: number }} Reading */

/** @param {App} app @param {() => Index} index @returns {Part} */
export function createTable(app, index) {
  const place = byId("table");
  /** @type {Reading} */
  let reading = { sorted: { key: "", down: false }, query: "", page: 0 };
  let shown = "";
  let told = "";
  /** @type {ReturnType<typeof rowSearcher> | null} */
  let searcher = null;
  const search = () => (searcher ??= rowSearcher(app.model, index()));
  return { update };

  function update() {
    const { state, lang } = app;
    place.hidden = state.view !== "table";
    byId("map").hidden = !isDrawn(state);
    if (place.hidden) return;
    const now = JSON.stringify([state.table, state.classes, state.relations, state.years]);
    if (now !== shown) reading.page = 0;
    shown = now;
    const focused = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset?.key;
    const columns = state.table === "entities" ? entityColumns(app) : tieColumns(app);
    const given = passing(app);
    const { rows: held, meant } = reading.query.trim() ? search()(given, reading.query) : { ...given, meant: "" };
    const rows = ordered(columns, held, reading.sorted);
    reading.page = Math.min(reading.page, Math.max(0, Math.ceil(rows.length / PAGE) - 1));
    const page = rows.slice(reading.page * PAGE, (reading.page + 1) * PAGE);
    place.setAttribute("aria-label", t(lang, "table"));
    fill(place, tools(app, { ...reading, meant }, rows.length, turn, type), sheet(app, columns, page, reading.sorted, sort));
    if (focused) place.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
    tell();
  }

  /** How many rows are left, when that has changed. */
  function tell() {
    const words = place.querySelector(".count").textContent;
    if (told && words !== told) announce(words, 600, "rows");
    told = words;
  }

  /** @param {number} by */
  function turn(by) {
    reading.page += by;
    update();
    place.scrollTop = 0;
  }

  /** @param {any} event */
  function type(event) {
    reading = { ...reading, query: event.target.value, page: 0 };
    const at = event.target.selectionStart;
    update();
    place.querySelector(".table-search").setSelectionRange(at, at);
  }

  /** @param {Sorted} sorted */
  function sort(sorted) {
    reading.sorted = sorted;
    update();
  }
}

/** What passes the filters. @type {Record<string, (app: App) => any[]>} */
const KINDS = {
  ties: ({ model, view }) => model.ties.filter((tie) => view.passes[tie.n]),
  facts: ({ model, view }) =>
    model.claims.filter((claim) => !claim.object && view.passes[claim.n] && view.admitted[claim.subject.n]),
  entities: ({ model, view }) => model.entities.filter((entity) => view.admitted[entity.n]),
};

/** The claims or entities that pass. @param {App} app @returns {import("./row-search.js").Rows} */
function passing(app) {
  const { table } = app.state;
  return { areClaims: table !== "entities", rows: (KINDS[table] ?? KINDS.ties)(app) };
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

/** @param {App} app @param {Reading & { meant: string }} reading @param {number} count
 * @param {(by: number) => void} turn @param {(event: any) => void} type */
function tools(app, { page, query, meant }, count, turn, type) {
  const { lang } = app;
  const from = count ? page * PAGE + 1 : 0;
  const to = Math.min(count, (page + 1) * PAGE);
  const step = (/** @type {string} */ key, /** @type {string} */ words, /** @type {number} */ by) => {
    const disabled = by < 0 ? page === 0 : to >= count;
    const named = { "data-key": key, "aria-label": t(lang, key) };
    return h("button.icon-text", { type: "button", ...named, disabled, onclick: () => turn(by) }, words);
  };
  return h(
    "div.table-tools", {},
    kinds(app),
    h("input.table-search", {
      type: "search", "data-key": "table-search", value: query, oninput: type,
      placeholder: t(lang, "tableSearch"), "aria-label": t(lang, "tableSearch"),
    }),
    h("span.count", {},
      meant && `${t(lang, "meantRows", { words: meant })} · `,
      count ? t(lang, "rows", { a: from, b: to, n: count }) : t(lang, "noRows")),
    step("pagePrevious", "‹", -1),
    step("pageNext", "›", 1),
  );
}

/** Ties, facts or entities. @param {App} app */
function kinds({ lang, state, go }) {
  const button = (/** @type {string} */ table) =>
    h("button", {
      type: "button", "aria-pressed": String(state.table === table), "data-key": `table-${table}`,
      onclick: () => go({ table }),
    }, t(lang, `table_${table}`));
  return h("div.segments", { role: "group", "aria-label": t(lang, "table") }, Object.keys(KINDS).map(button));
}

/** @param {App} app @param {Column[]} columns @param {any[]} rows @param {Sorted} sorted
 * @param {(sorted: Sorted) => void} sort */
function sheet({ lang, state }, columns, rows, sorted, sort) {
  const name = t(lang, `table_${state.table}`);
  return h(
    "div.sheet", { tabindex: "0", role: "region", "aria-label": name },
    h("table", {},
      h("thead", {}, h("tr", {}, columns.map((column) => head(lang, column, sorted, sort)))),
      h("tbody", {}, rows.map((row) => line(row, columns, state.selection.ids.includes(row.id))))),
  );
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
