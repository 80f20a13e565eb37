/** The columns of the table, and the words by which its rows are found. */

import { begunBy, span } from "./dates.js";
import { h } from "./dom.js";
import { sign } from "./icons.js";
import { MEASURES } from "./measures.js";
import { label, nameOf, spoken } from "./names.js";
import { chosen } from "./selection.js";
import { entityLink, qualifierWords, valueWords } from "./sentences.js";
import { t } from "./strings.js";

/** @typedef {{ key: string, sort: (row: any) => string | number, cell: (row: any) => any, number?: boolean }} Column */

/** @param {App} app @returns {Column[]} */
export function tieColumns(app) {
  const { lang } = app;
  const relation = (/** @type {Claim} */ claim) => label(claim.relation.labels, lang);
  return [
    {
      key: "subject", sort: (claim) => nameOf(claim.subject, lang),
      cell: (claim) => named(app, claim.subject),
    },
    {
      key: "relation", sort: relation,
      cell: (claim) => h("button.name.plain", {
        type: "button", onclick: () => app.go({ selection: chosen("claim", claim.id) }),
      }, spoken(claim.relation.labels, lang)),
    },
    {
      key: "object", sort: (claim) => (claim.object ? nameOf(claim.object, lang) : claim.value),
      cell: (claim) => [
        claim.object ? named(app, claim.object) : valueWords(app, claim),
        h("small", {}, " ", qualifierWords(app, claim)),
      ],
    },
    { key: "date", sort: (claim) => claim.from ?? begunBy(claim) ?? claim.to ?? Number.MAX_SAFE_INTEGER, cell: span },
    {
      key: "confidence", sort: (claim) => claim.confidence + claim.rank / 10,
      cell: (claim) => [t(lang, `confidence${claim.confidence}`), claim.rank === 0 && `, ${t(lang, "setAside")}`,
        claim.denied && `, ${t(lang, "denied")}`],
    },
    {
      key: "sources", sort: (claim) => claim.cites.length,
      cell: (claim) => claim.cites.map(shortCite).join("; "),
    },
  ];
}

/** @param {App} app @returns {Column[]} */
export function entityColumns(app) {
  const { lang, view } = app;
  const cls = (/** @type {Entity} */ entity) => label(entity.cls.labels, lang);
  const reach = (/** @type {Entity} */ entity) => MEASURES.partners(entity, view.passes);
  const ties = (/** @type {Entity} */ entity) => MEASURES.ties(entity, view.passes);
  const sources = (/** @type {Entity} */ entity) => MEASURES.sources(entity, view.passes);
  return [
    { key: "name", sort: (entity) => nameOf(entity, lang), cell: (entity) => named(app, entity) },
    { key: "class", sort: cls, cell: (entity) => spoken(entity.cls.labels, lang) },
    { key: "partners", sort: reach, cell: reach, number: true },
    { key: "ties", sort: ties, cell: ties, number: true },
    { key: "sources", sort: sources, cell: sources, number: true },
  ];
}

/** @param {App} app @param {Entity} entity */
function named(app, entity) {
  return [sign(entity.cls), entityLink(app, entity)];
}

/** @param {Citation} cite */
function shortCite({ source, locator }) {
  return `${source.publisher || source.title} ${locator}`.trim();
}
