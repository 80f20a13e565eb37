/** The map without the picture: all that passes the filters as a table, sorted and searched. */

import { span } from "./dates.js";
import { byId, fill, h } from "./dom.js";
import { fold } from "./fold.js";
import { sign } from "./icons.js";
import { label, nameOf } from "./names.js";
import { entityLink, qualifierWords, valueWords } from "./sentences.js";
import { t } from "./strings.js";

const PAGE = 100;

/** @typedef {{ key: string, sort: (row: any) => string | number, cell: (row: any) => any, number?: boolean }} Column */

/** @param {App} app @returns {Part} */
export function createTable(app) {
  const place = byId("table");
  let sorted = { key: "", down: false };
  let query = "";
  let page = 0;
  let shown = "";
  return { update };

  function update() {
    const { state, lang } = app;
    place.hidden = state.view !== "table";
    byId("map").hidden = state.view === "table";
    if (place.hidden) return;
    const now = JSON.stringify([state.table, state.classes, state.relations, state.years]);
    if (now !== shown) page = 0;
    shown = now;
    const focused = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset?.key;
    const columns = state.table === "entities" ? entityColumns() : tieColumns();
    const rows = order(columns, found(state.table === "entities" ? entities() : claims()));
    page = Math.min(page, Math.max(0, Math.ceil(rows.length / PAGE) - 1));
    place.setAttribute("aria-label", t(lang, "table"));
    fill(place, tools(rows.length), sheet(columns, rows.slice(page * PAGE, (page + 1) * PAGE)));
    if (focused) place.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  }

  function claims() {
    return app.model.claims.filter((claim) => app.view.passes[claim.n]);
  }

  function entities() {
    const tied = new Set(app.view.narrowed ? claims().flatMap((claim) => [claim.subject, claim.object]) : []);
    return app.model.entities.filter((entity) => !app.view.narrowed || tied.has(entity));
  }

  /** @param {any[]} rows claims or entities */
  function found(rows) {
    const { variants } = app.model;
    const wanted = fold(query, variants);
    return wanted ? rows.filter((row) => fold(row.subject ? claimText(row) : entityText(row), variants).includes(wanted)) : rows;
  }

  /** @param {Claim} claim */
  function claimText(claim) {
    const object = claim.object ? entityText(claim.object) : claim.value;
    const sources = claim.cites.map((cite) => `${cite.source.publisher} ${cite.source.title}`);
    return [entityText(claim.subject), label(claim.relation.labels, "both"), object, span(claim), ...Object.values(claim.qualifiers), ...sources].join(" | ");
  }

  /** @param {Entity} entity */
  function entityText(entity) {
    return [...Object.values(entity.labels), ...entity.aliases, label(entity.cls.labels, "both")].join(" | ");
  }

  /** @param {Column[]} columns @param {any[]} rows */
  function order(columns, rows) {
    const column = columns.find((each) => each.key === sorted.key);
    if (!column) return rows;
    const sign = sorted.down ? -1 : 1;
    const keyed = rows.map((row) => ({ row, key: column.sort(row) }));
    keyed.sort((a, b) => sign * (typeof a.key === "number" ? a.key - /** @type {number} */ (b.key) : String(a.key).localeCompare(String(b.key), "zh-Hans-u-co-pinyin")));
    return keyed.map(({ row }) => row);
  }

  /** @param {number} count */
  function tools(count) {
    const { lang, state } = app;
    const from = count ? page * PAGE + 1 : 0;
    const to = Math.min(count, (page + 1) * PAGE);
    const turn = (/** @type {number} */ by) => () => {
      page += by;
      update();
      place.scrollTop = 0;
    };
    return h(
      "div.table-tools", {},
      h("div.segments", { role: "group", "aria-label": t(lang, "table") }, [["ties", "tableTies"], ["entities", "tableEntities"]].map(([value, words]) =>
        h("button", { type: "button", "aria-pressed": String(state.table === value), "data-key": `table-${value}`, onclick: () => app.go({ table: value }) }, t(lang, words)))),
      h("input.table-search", {
        type: "search", "data-key": "table-search", value: query, placeholder: t(lang, "tableSearch"), "aria-label": t(lang, "tableSearch"),
        oninput: (/** @type {any} */ event) => {
          query = event.target.value;
          page = 0;
          const at = event.target.selectionStart;
          update();
          place.querySelector(".table-search").setSelectionRange(at, at);
        },
      }),
      h("span.count", { role: "status" }, count ? t(lang, "rows", { a: from, b: to, n: count.toLocaleString("en") }) : t(lang, "noRows")),
      h("button.icon-text", { type: "button", "data-key": "page-previous", disabled: page === 0, "aria-label": t(lang, "pagePrevious"), onclick: turn(-1) }, "‹"),
      h("button.icon-text", { type: "button", "data-key": "page-next", disabled: to >= count, "aria-label": t(lang, "pageNext"), onclick: turn(1) }, "›"),
    );
  }

  /** @param {Column[]} columns @param {any[]} rows */
  function sheet(columns, rows) {
    const chosen = app.state.select;
    return h(
      "div.sheet", { tabindex: "0", role: "region", "aria-label": t(app.lang, app.state.table === "entities" ? "tableEntities" : "tableTies") },
      h(
        "table", {},
        h("thead", {}, h("tr", {}, columns.map(head))),
        h("tbody", {}, rows.map((row) => h(`tr${row.id === chosen ? ".chosen" : ""}`, {}, columns.map((column, n) => h(`${n === 0 ? "th" : "td"}${column.number ? ".number" : ""}`, n === 0 ? { scope: "row" } : {}, column.cell(row)))))),
      ),
    );
  }

  /** @param {Column} column */
  function head(column) {
    const active = sorted.key === column.key;
    return h("th", { scope: "col", "aria-sort": active ? (sorted.down ? "descending" : "ascending") : "none" },
      h("button", {
        type: "button", "data-key": `sort-${column.key}`,
        onclick: () => {
          sorted = { key: column.key, down: active ? !sorted.down : Boolean(column.number) };
          update();
        },
      }, t(app.lang, `column_${column.key}`), h("span.sort", { "aria-hidden": "true" }, active ? (sorted.down ? "↓" : "↑") : "")));
  }

  /** @returns {Column[]} */
  function tieColumns() {
    const { lang } = app;
    const name = (/** @type {Entity} */ entity) => [sign(entity.cls), entityLink(app, entity)];
    return [
      { key: "subject", sort: (claim) => nameOf(claim.subject, lang), cell: (claim) => name(claim.subject) },
      { key: "relation", sort: (claim) => label(claim.relation.labels, lang), cell: (claim) => h("button.name.plain", { type: "button", onclick: () => app.go({ select: claim.id, pair: [], connect: [] }) }, label(claim.relation.labels, lang)) },
      { key: "object", sort: (claim) => (claim.object ? nameOf(claim.object, lang) : claim.value), cell: (claim) => [claim.object ? name(claim.object) : valueWords(app, claim), h("small", {}, " ", qualifierWords(app, claim))] },
      { key: "date", sort: (claim) => claim.from ?? claim.to ?? 99999, cell: (claim) => span(claim) },
      { key: "confidence", sort: (claim) => claim.confidence + claim.rank / 10, cell: (claim) => [t(lang, `confidence${claim.confidence}`), claim.rank === 0 && `, ${t(lang, "setAside")}`] },
      { key: "sources", sort: (claim) => claim.cites.length, cell: (claim) => claim.cites.map((/** @type {Citation} */ cite) => `${cite.source.publisher || cite.source.title}${cite.locator ? ` ${cite.locator}` : ""}`).join("; ") },
    ];
  }

  /** @returns {Column[]} */
  function entityColumns() {
    const { lang, view } = app;
    const ties = (/** @type {Entity} */ entity) => entity.ties.reduce((sum, tie) => sum + view.passes[tie.n], 0);
    const sources = (/** @type {Entity} */ entity) => new Set(entity.claims.flatMap((claim) => claim.cites.map((cite) => cite.source))).size;
    return [
      { key: "name", sort: (entity) => nameOf(entity, lang), cell: (entity) => [sign(entity.cls), entityLink(app, entity)] },
      { key: "class", sort: (entity) => label(entity.cls.labels, lang), cell: (entity) => label(entity.cls.labels, lang) },
      { key: "ties", sort: ties, cell: ties, number: true },
      { key: "sources", sort: sources, cell: sources, number: true },
    ];
  }
}
