/** The last lines of the header's search, which lead to the table: how many of its rows hold what is typed. */

import { byId } from "./dom.js";
import { passing, TABLES } from "./passing.js";
import { t } from "./strings.js";

/** @typedef {import("./picker.js").Line} PickerLine */

/** Rows that only a slip away hold the words are offered where nothing else was found.
 * @param {App} app @param {SearchRows} search @param {string} query @param {Finding} finding @returns {PickerLine[]} */
export function rowLines(app, search, query, { entities }) {
  const found = TABLES.map((table) => ({ table, ...search(passing(app, table), query) }))
    .filter(({ table, rows }) => rows.length > (table === "entities" ? entities.length : 0));
  const exact = found.filter(({ meant }) => !meant);
  const offered = exact.length || entities.length ? exact : found;
  return offered.map(({ table, rows, meant }) => ({
    words: [
      meant && `${t(app.lang, "meantRows", { words: meant })} · `,
      t(app.lang, `inTable_${table}`, { n: rows.length }),
    ].filter(Boolean).join(""),
    act: () => open(app, table, query),
  }));
}

/** @param {App} app @param {string} table @param {string} query */
function open(app, table, query) {
  app.go({ view: "table", table, query });
  byId("table").querySelector("input").focus();
}
