/** What passes the filters, as the rows of the table. */

/** @type {Record<string, (app: App) => any[]>} */
const KINDS = {
  ties: ({ model, view }) => model.ties.filter((tie) => view.passes[tie.n]),
  facts: ({ model, view }) =>
    model.claims.filter((claim) => !claim.object && view.passes[claim.n] && view.admitted[claim.subject.n]),
  entities: ({ model, view }) => model.entities.filter((entity) => view.admitted[entity.n]),
};

/** Ties, facts and entities, as `state.table` names them. */
export const TABLES = Object.keys(KINDS);

/** @param {App} app @param {string} table @returns {Rows} */
export function passing(app, table) {
  return { areClaims: table !== "entities", rows: (KINDS[table] ?? KINDS.ties)(app) };
}

/** Those that hold what is sought in the table, all where nothing is. @param {App} app @param {string} table
 * @param {string} query @param {SearchRows} search */
export function sought(app, table, query, search) {
  const given = passing(app, table);
  return query.trim() ? search(given, query) : { ...given, meant: "" };
}
